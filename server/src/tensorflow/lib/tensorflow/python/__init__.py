# tensorflow.python, as programs import it: see _python.py.

from tensorflow._python import attribute

# Modules of this package, which are imported, not looked up.
_MODULES = (
    'checkpoint', 'client', 'data', 'eager', 'feature_column', 'framework', 'layers', 'lib',
    'ops', 'platform', 'pywrap_tensorflow', 'saved_model', 'summary', 'tools', 'training', 'util')


def __getattr__(name):
    if name in _MODULES:
        raise AttributeError(name)
    return attribute('tensorflow.python', name)
