# tf_keras.activations, of Keras 2: nothing in it makes variables, as in Keras 3.

import keras.activations as _keras


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tf_keras.activations' has no attribute '%s'" % name)
    return getattr(_keras, name)
