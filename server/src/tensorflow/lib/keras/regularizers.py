# keras.regularizers: objects that make no variables.

from keras import _plain
from keras._plain import Regularizer

_get = _plain.maker(Regularizer, 'keras.regularizers', True)


def get(identifier):
    return identifier


def __getattr__(name):
    return _get(name)
