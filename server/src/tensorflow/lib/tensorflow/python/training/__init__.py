# tensorflow.python.training, as programs import it: see _python.py.

from tensorflow._python import attribute

# Modules of this package, which are imported, not looked up.
_MODULES = (
    'adadelta', 'adagrad', 'adam', 'basic_session_run_hooks', 'checkpoint_management',
    'checkpoint_utils', 'coordinator', 'ftrl', 'gradient_descent', 'learning_rate_decay',
    'momentum', 'monitored_session', 'moving_averages', 'optimizer', 'py_checkpoint_reader',
    'queue_runner', 'rmsprop', 'saver', 'session_run_hook', 'slot_creator', 'summary_io',
    'sync_replicas_optimizer', 'training', 'training_ops', 'training_util', 'warm_starting_util')


def __getattr__(name):
    if name in _MODULES:
        raise AttributeError(name)
    return attribute('tensorflow.python.training', name)
