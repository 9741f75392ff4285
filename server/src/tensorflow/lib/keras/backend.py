# keras.backend: what is left of it in Keras 3.

from _ckptmap import unknown_function

from keras import _state, _tree
from keras._policies import floatx, set_floatx
from keras._state import clear_session
from keras._tree import KerasTensor
from keras._variable import Variable


def epsilon():
    return 1e-07


def backend():
    return 'tensorflow'


def image_data_format():
    return 'channels_last'


def is_keras_tensor(x):
    return _tree.is_symbolic(x)


def get_uid(prefix=''):
    count = _state._counts.get(prefix, 0) + 1
    _state._counts[prefix] = count
    return count


def name_scope(name, caller=None, **kwargs):
    return _state.NameScope(name, caller)


def standardize_dtype(dtype):
    from keras._variable import _type_name
    return _type_name(dtype)


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.backend' has no attribute '%s'" % name)
    return unknown_function('keras.backend.' + name)
