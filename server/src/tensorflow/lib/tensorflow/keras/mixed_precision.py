# tensorflow.keras.mixed_precision: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.mixed_precision import *
    import tf_keras.mixed_precision as _module
else:
    from keras.mixed_precision import *
    import keras.mixed_precision as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.mixed_precision' has no attribute '%s'" % name)
    return getattr(_module, name)
