# tensorflow.keras.optimizers: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.optimizers import *
    import tf_keras.optimizers as _module
else:
    from keras.optimizers import *
    import keras.optimizers as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.optimizers' has no attribute '%s'" % name)
    return getattr(_module, name)
