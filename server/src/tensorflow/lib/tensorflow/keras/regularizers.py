# tensorflow.keras.regularizers: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.regularizers import *
    import tf_keras.regularizers as _module
else:
    from keras.regularizers import *
    import keras.regularizers as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.regularizers' has no attribute '%s'" % name)
    return getattr(_module, name)
