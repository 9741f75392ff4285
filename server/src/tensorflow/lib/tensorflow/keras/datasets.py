# tensorflow.keras.datasets: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.datasets import *
    import tf_keras.datasets as _module
else:
    from keras.datasets import *
    import keras.datasets as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.datasets' has no attribute '%s'" % name)
    return getattr(_module, name)
