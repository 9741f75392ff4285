# tensorflow.python.eager, as programs import it: see _python.py.

from tensorflow._python import attribute

# Modules of this package, which are imported, not looked up.
_MODULES = ('backprop', 'context', 'def_function')


def __getattr__(name):
    if name in _MODULES:
        raise AttributeError(name)
    return attribute('tensorflow.python.eager', name)
