# tensorflow.keras.constraints: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.constraints import *
    import tf_keras.constraints as _module
else:
    from keras.constraints import *
    import keras.constraints as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.constraints' has no attribute '%s'" % name)
    return getattr(_module, name)
