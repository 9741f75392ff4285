# tf_keras.backend, of Keras 2: functions of tensors are not modelled; some make variables.

from _ckptmap import unknown_function

from tf_keras import _open


def floatx():
    return 'float32'


def epsilon():
    return 1e-07


def clear_session():
    return None


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tf_keras.backend' has no attribute '%s'" % name)
    if name == 'variable':
        return _open.get('tf_keras.backend', name)
    return unknown_function('tf_keras.backend.' + name)
