# tensorflow.python.platform.gfile, as programs import it.

from tensorflow._gfile import *
