# tensorflow.python.framework.tensor_util, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.framework.tensor_util', name)
