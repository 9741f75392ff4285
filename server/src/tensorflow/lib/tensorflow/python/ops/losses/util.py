# tensorflow.python.ops.losses.util, as programs import it.

from tensorflow._losses import *
