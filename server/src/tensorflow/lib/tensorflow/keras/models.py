# tensorflow.keras.models: that of the Keras the program uses.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras.models import *
    import tf_keras.models as _module
else:
    from keras.models import *
    import keras.models as _module


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.models' has no attribute '%s'" % name)
    return getattr(_module, name)
