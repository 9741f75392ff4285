# tensorflow.python.feature_column, as programs import it: see _python.py.

from tensorflow._python import attribute

# Modules of this package, which are imported, not looked up.
_MODULES = ('feature_column', 'feature_column_lib')


def __getattr__(name):
    if name in _MODULES:
        raise AttributeError(name)
    return attribute('tensorflow.python.feature_column', name)
