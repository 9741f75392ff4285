# tensorflow.python.tools, as programs import it: see _python.py.

from tensorflow._python import attribute

# Modules of this package, which are imported, not looked up.
_MODULES = ('freeze_graph', 'inspect_checkpoint', 'optimize_for_inference_lib')


def __getattr__(name):
    if name in _MODULES:
        raise AttributeError(name)
    return attribute('tensorflow.python.tools', name)
