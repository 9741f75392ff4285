# tensorflow.keras.optimizers: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.optimizers import *
    import tf_keras.optimizers as _module
else:
    from keras.optimizers import *
    import keras.optimizers as _module


def __getattr__(name):
    return getattr(_module, name)
