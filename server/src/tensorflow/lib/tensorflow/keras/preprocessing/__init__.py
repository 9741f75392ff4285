# tensorflow.keras.preprocessing: data is not known.

from _ckptmap import unknown_function


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.preprocessing' has no attribute '%s'" % name)
    return unknown_function('tf.keras.preprocessing.' + name)
