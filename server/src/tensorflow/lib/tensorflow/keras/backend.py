# tensorflow.keras.backend: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.backend import *
    import tf_keras.backend as _module
else:
    from keras.backend import *
    import keras.backend as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.backend' has no attribute '%s'" % name)
    return getattr(_module, name)
