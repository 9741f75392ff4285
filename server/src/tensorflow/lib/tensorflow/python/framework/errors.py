# tensorflow.python.framework.errors, as programs import it.

from tensorflow._errors import *
