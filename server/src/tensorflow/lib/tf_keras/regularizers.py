# tf_keras.regularizers, of Keras 2: nothing in it makes variables, as in Keras 3.

import keras.regularizers as _keras


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tf_keras.regularizers' has no attribute '%s'" % name)
    return getattr(_keras, name)
