# The namespace tf.compat.v1: TensorFlow 1's symbols with the behaviour that 2.21 gives them.
# In TensorFlow: _api/v2/compat/v1/__init__.py.

from tensorflow._names import *
from tensorflow._names_1 import *
from tensorflow._names_initializers import *
from tensorflow._tensors import constant, convert as convert_to_tensor
from tensorflow._variables import VariableV1 as Variable

__version__ = '2.21.0'
VERSION = __version__


def __getattr__(name):
    if name[:1] == '_':
        raise AttributeError("module 'tensorflow.compat.v1' has no attribute '%s'" % name)
    import tensorflow.compat.v1._late_1 as _late_1
    return _late_1.top(name)
