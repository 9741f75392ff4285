# tensorflow.keras.utils: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.utils import *
    import tf_keras.utils as _module
else:
    from keras.utils import *
    import keras.utils as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.utils' has no attribute '%s'" % name)
    return getattr(_module, name)
