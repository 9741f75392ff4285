# tensorflow.python.ops.losses.losses, as programs import it.

from tensorflow._losses import *
