# keras.activations: functions of a tensor that keep its shape.

from keras import ops


def get(identifier):
    if identifier is None:
        return linear
    return getattr(ops, identifier) if isinstance(identifier, str) else identifier


def linear(x):
    return x


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.activations' has no attribute '%s'" % name)
    return getattr(ops, name)
