# tensorflow.keras.applications: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.applications import *
    import tf_keras.applications as _module
else:
    from keras.applications import *
    import keras.applications as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.applications' has no attribute '%s'" % name)
    return getattr(_module, name)
