# tensorflow.keras.metrics: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.metrics import *
    import tf_keras.metrics as _module
else:
    from keras.metrics import *
    import keras.metrics as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.metrics' has no attribute '%s'" % name)
    return getattr(_module, name)
