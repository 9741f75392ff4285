# tf.contrib.slim. In TensorFlow 1: contrib/slim.

from tensorflow import _losses as losses, _metrics as metrics, _slim_learning as learning
from tensorflow import _slim_utils as utils
from tensorflow._slim import *
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf.contrib.slim', name)
