# keras.utils, as far as programs need it to build a model.

from _ckptmap import unknown_function

from keras._state import clear_session


def set_random_seed(seed):
    return None


def register_keras_serializable(package='Custom', name=None):
    def decorate(kind):
        return kind
    return decorate


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.utils' has no attribute '%s'" % name)
    return unknown_function('keras.utils.' + name)
