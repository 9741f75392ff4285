# tensorflow.keras.activations: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.activations import *
    import tf_keras.activations as _module
else:
    from keras.activations import *
    import keras.activations as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.activations' has no attribute '%s'" % name)
    return getattr(_module, name)
