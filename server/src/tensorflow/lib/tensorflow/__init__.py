# The namespace `tensorflow`: TensorFlow 2's symbols, and behind them those of TensorFlow 1. A
# program that uses one of the latter is one of TensorFlow 1, and is read as it runs there.
# In TensorFlow: api_template.__init__.py.

from tensorflow._names import *
from tensorflow._initializers import (
    _ConstantV2 as constant_initializer, InitializerV2 as random_normal_initializer,
    InitializerV2 as random_uniform_initializer, ones_initializer, zeros_initializer)
from tensorflow._tensors import constant_v2 as constant, convert_to_tensor_v2 as convert_to_tensor
from tensorflow._variables import Variable

__version__ = '2.21.0'
VERSION = __version__


def __getattr__(name):
    if name[:1] == '_':
        raise AttributeError("module 'tensorflow' has no attribute '%s'" % name)
    import tensorflow._late as _late
    return _late.top(name)
