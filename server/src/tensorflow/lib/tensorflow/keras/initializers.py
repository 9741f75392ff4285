# tensorflow.keras.initializers: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.initializers import *
    import tf_keras.initializers as _module
else:
    from keras.initializers import *
    import keras.initializers as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.initializers' has no attribute '%s'" % name)
    return getattr(_module, name)
