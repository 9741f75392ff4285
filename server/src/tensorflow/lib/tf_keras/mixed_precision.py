# tf_keras.mixed_precision, of Keras 2: nothing in it makes variables, as in Keras 3.

import keras.mixed_precision as _keras


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tf_keras.mixed_precision' has no attribute '%s'" % name)
    return getattr(_keras, name)
