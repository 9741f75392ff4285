# tensorflow.keras.preprocessing.sequence: data is not known.

from _ckptmap import unknown_function


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.preprocessing.sequence' has no attribute '%s'" % name)
    return unknown_function('tf.keras.preprocessing.sequence.' + name)
