# tf.compat.v1.logging: nothing that it does is visible to a program.
# In TensorFlow: python/platform/tf_logging.py.

DEBUG = 10
INFO = 20
WARN = 30
WARNING = 30
ERROR = 40
FATAL = 50


def log(*args, **kwargs):
    return None


debug = info = warn = warning = error = fatal = vlog = log
log_every_n = log_first_n = log_if = flush = set_verbosity = log


def get_verbosity():
    return WARN


def TaskLevelStatusMessage(message):
    return None
