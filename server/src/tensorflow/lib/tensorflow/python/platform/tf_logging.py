# tensorflow.python.platform.tf_logging, as programs import it.

from tensorflow.compat.v1.logging import *
