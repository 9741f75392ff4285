# What stands for a symbol of TensorFlow that is not modelled: calling it gives an unknown tensor,
# and makes no variable but in functions of the user's that it is handed.

import _ckptmap


def attribute(namespace, name):
    """For the `__getattr__` of a module."""
    if name[:1] == '_':
        raise AttributeError("module '%s' has no attribute '%s'" % (namespace, name))
    return _ckptmap.unknown_function(namespace + '.' + name)
