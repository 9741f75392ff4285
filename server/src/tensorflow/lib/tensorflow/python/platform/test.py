# tensorflow.python.platform.test, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.platform.test', name)
