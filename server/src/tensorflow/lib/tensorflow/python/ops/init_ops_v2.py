# tensorflow.python.ops.init_ops_v2, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.ops.init_ops_v2', name)
