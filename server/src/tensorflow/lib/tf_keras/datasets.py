# tf_keras.datasets, of Keras 2: nothing in it makes variables, as in Keras 3.

import keras.datasets as _keras


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tf_keras.datasets' has no attribute '%s'" % name)
    return getattr(_keras, name)
