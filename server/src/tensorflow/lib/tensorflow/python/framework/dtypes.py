# tensorflow.python.framework.dtypes, as programs import it.

from tensorflow._dtypes import *
