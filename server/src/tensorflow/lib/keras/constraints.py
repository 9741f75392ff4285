# keras.constraints: objects that make no variables.

from keras import _plain
from keras._plain import Constraint

_get = _plain.maker(Constraint, 'keras.constraints', True)


def get(identifier):
    return identifier


def __getattr__(name):
    return _get(name)
