# tensorflow.python.training.session_run_hook, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.training.session_run_hook', name)
