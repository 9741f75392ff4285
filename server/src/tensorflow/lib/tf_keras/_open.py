# What stands for the classes of Keras 2: they make variables, and which ones is not followed.

from _ckptmap import unknown

from tensorflow import _graph
from tensorflow._tracking import Trackable, Unclear


class Open(Unclear, Trackable):
    """An object of Keras 2: whatever is asked of it is not known."""

    def __init__(self, *args, **kwargs):
        _graph.open_up('Keras 2 is not followed')

    def __call__(self, *args, **kwargs):
        _graph.open_up('Keras 2 is not followed')
        return unknown('what a layer of Keras 2 gives')

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return unknown('%s of an object of Keras 2' % name)


def get(module, name):
    """For the `__getattr__` of a module."""
    if name.startswith('_'):
        raise AttributeError("module '%s' has no attribute '%s'" % (module, name))
    if name[:1].isupper():
        return Open

    def make(*args, **kwargs):
        _graph.open_up('%s.%s of Keras 2 is not followed' % (module, name))
        return unknown('%s.%s' % (module, name))
    return make
