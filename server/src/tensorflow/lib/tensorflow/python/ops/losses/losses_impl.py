# tensorflow.python.ops.losses.losses_impl, as programs import it.

from tensorflow._losses import *
