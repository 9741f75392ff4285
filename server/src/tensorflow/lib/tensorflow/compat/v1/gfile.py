# tf.compat.v1.gfile. In TensorFlow: python/platform/gfile.py.

from tensorflow._gfile import *
