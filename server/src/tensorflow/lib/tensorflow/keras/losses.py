# tensorflow.keras.losses: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.losses import *
    import tf_keras.losses as _module
else:
    from keras.losses import *
    import keras.losses as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.losses' has no attribute '%s'" % name)
    return getattr(_module, name)
