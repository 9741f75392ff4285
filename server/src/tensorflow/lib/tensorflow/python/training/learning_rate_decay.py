# tensorflow.python.training.learning_rate_decay, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.training.learning_rate_decay', name)
