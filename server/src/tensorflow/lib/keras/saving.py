# keras.saving.

from _ckptmap import unknown_function

from keras.models import load_model, save_model
from keras.utils import register_keras_serializable


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.saving' has no attribute '%s'" % name)
    return unknown_function('keras.saving.' + name)
