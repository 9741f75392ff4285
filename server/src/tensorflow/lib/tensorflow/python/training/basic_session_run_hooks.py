# tensorflow.python.training.basic_session_run_hooks, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.training.basic_session_run_hooks', name)
