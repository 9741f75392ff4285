# tensorflow.python.training.sync_replicas_optimizer, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.training.sync_replicas_optimizer', name)
