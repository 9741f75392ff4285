# keras.initializers: objects that make no variables.

from keras import _plain
from keras._plain import Initializer

_get = _plain.maker(Initializer, 'keras.initializers', True)


def get(identifier):
    return identifier


def __getattr__(name):
    return _get(name)
