# keras.datasets and keras.preprocessing: data is not known.

from _ckptmap import unknown


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.datasets' has no attribute '%s'" % name)
    return unknown('keras.datasets.' + name)
