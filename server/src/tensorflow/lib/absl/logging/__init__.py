# absl.logging: nothing that it does is visible to a program.
# In absl: logging/__init__.py.

import _ckptmap

FATAL = -3
ERROR = -1
WARNING = 0
WARN = 0
INFO = 0
DEBUG = 1


def log(*args, **kwargs):
    return None


debug = info = warning = warn = error = exception = fatal = vlog = log
log_first_n = log_every_n = log_every_n_seconds = log_if = log
set_verbosity = set_stderrthreshold = use_absl_handler = use_python_logging = log
set_logger_class = get_absl_handler = flush = log


def get_verbosity():
    return INFO


def __getattr__(name):
    if name[:2] == '__':
        raise AttributeError(name)
    return _ckptmap.unknown_function('absl.logging.' + name)
