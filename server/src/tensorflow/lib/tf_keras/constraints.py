# tf_keras.constraints, of Keras 2: nothing in it makes variables, as in Keras 3.

import keras.constraints as _keras


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tf_keras.constraints' has no attribute '%s'" % name)
    return getattr(_keras, name)
