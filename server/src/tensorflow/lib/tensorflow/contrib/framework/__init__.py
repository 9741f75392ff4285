# tf.contrib.framework: variables, arg_scope, and checkpoints by contrib's own rules.
# In TensorFlow 1: contrib/framework.

from tensorflow._init_from_checkpoint import init_from_checkpoint_contrib as init_from_checkpoint
from tensorflow._readers import list_variables, load_checkpoint, load_variable
from tensorflow._slim import *
from tensorflow._tensors import is_tensor
from tensorflow._unmodelled import attribute


def with_shape(expected_shape, tensor):
    return tensor


def deprecated(*args, **kwargs):
    return lambda function: function


deprecated_args = deprecated


def __getattr__(name):
    if name == 'nest':
        import tensorflow.nest
        return tensorflow.nest
    return attribute('tf.contrib.framework', name)
