# tf.contrib.tpu. In TensorFlow 1: contrib/tpu.

from tensorflow.compat.v1.tpu import *
from tensorflow.compat.v1.tpu import __getattr__
