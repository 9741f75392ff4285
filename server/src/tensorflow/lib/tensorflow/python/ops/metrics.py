# tensorflow.python.ops.metrics, as programs import it.

from tensorflow._metrics import *
