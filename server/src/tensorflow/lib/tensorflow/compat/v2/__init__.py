# The namespace tf.compat.v2, which is TensorFlow 2's.
# In TensorFlow: _api/v2/compat/v2/__init__.py.

import tensorflow
from tensorflow import *
from tensorflow import Variable


def __getattr__(name):
    if name[:1] == '_':
        raise AttributeError(name)
    return getattr(tensorflow, name)
