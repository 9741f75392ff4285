# tensorflow.python.util.tf_decorator, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.util.tf_decorator', name)
