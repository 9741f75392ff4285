# tf.contrib.layers. In TensorFlow 1: contrib/layers.

from tensorflow import _slim_utils as utils
from tensorflow._slim import *
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf.contrib.layers', name)
