# tensorflow.keras.callbacks: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.callbacks import *
    import tf_keras.callbacks as _module
else:
    from keras.callbacks import *
    import keras.callbacks as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.callbacks' has no attribute '%s'" % name)
    return getattr(_module, name)
