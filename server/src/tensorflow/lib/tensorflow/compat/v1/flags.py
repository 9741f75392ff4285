# tf.compat.v1.flags. In TensorFlow: python/platform/flags.py.

from tensorflow._flags import *
from tensorflow._flags import FLAGS
