# tensorflow.keras.preprocessing.text: data is not known.

from _ckptmap import unknown_function


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'tensorflow.keras.preprocessing.text' has no attribute '%s'" % name)
    return unknown_function('tf.keras.preprocessing.text.' + name)
