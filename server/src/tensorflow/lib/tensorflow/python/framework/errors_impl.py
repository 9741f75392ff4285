# tensorflow.python.framework.errors_impl, as programs import it.

from tensorflow._errors import *
