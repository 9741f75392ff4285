# tensorflow.python.util, as programs import it: see _python.py.

from tensorflow._python import attribute

# Modules of this package, which are imported, not looked up.
_MODULES = ('compat', 'deprecation', 'nest', 'tf_contextlib', 'tf_decorator', 'tf_export', 'tf_inspect')


def __getattr__(name):
    if name in _MODULES:
        raise AttributeError(name)
    return attribute('tensorflow.python.util', name)
