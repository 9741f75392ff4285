# tensorflow.keras.layers: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.layers import *
    import tf_keras.layers as _module
else:
    from keras.layers import *
    import keras.layers as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.layers' has no attribute '%s'" % name)
    return getattr(_module, name)
