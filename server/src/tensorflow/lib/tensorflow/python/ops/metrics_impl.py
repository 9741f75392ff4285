# tensorflow.python.ops.metrics_impl, as programs import it.

from tensorflow._metrics import *
