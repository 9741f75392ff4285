# tf_slim.layers. In tf_slim: layers/__init__.py.

from tensorflow import _slim_utils as utils
from tensorflow._slim import *
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf_slim.layers', name)
