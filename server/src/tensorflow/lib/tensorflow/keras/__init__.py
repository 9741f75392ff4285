# tf.keras and `tensorflow.keras`: Keras 3, or Keras 2 in a program that asks for it.

from _ckptmap import legacy_keras

if legacy_keras():
    from tf_keras import *
    import tf_keras as _keras
else:
    from keras import *
    import keras as _keras


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras' has no attribute '%s'" % name)
    return getattr(_keras, name)
