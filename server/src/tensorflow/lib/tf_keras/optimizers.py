# tf_keras.optimizers, of Keras 2: variables may be made, and are not followed.

from tf_keras import _open


def __getattr__(name):
    return _open.get('tf_keras.optimizers', name)
