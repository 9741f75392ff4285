# keras.random.

from _ckptmap import unknown_function

from keras import _tree
from keras._variable import SeedGenerator


def normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _tree.tensor(shape, 'float32' if dtype is None else dtype)


def uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return normal(shape, dtype=dtype)


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.random' has no attribute '%s'" % name)
    return unknown_function('keras.random.' + name)
