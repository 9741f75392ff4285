# keras.callbacks: objects that make no variables.

from keras import _plain
from keras._plain import Callback

_get = _plain.maker(Callback, 'keras.callbacks', False)


def __getattr__(name):
    return _get(name)
