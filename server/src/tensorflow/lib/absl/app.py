# absl.app: runs `main` with the program's name as its only argument.
# In absl: app.py.

import _ckptmap


class UsageError(Exception):
    def __init__(self, message='', exitcode=1):
        super().__init__(message)


def run(main, argv=None, flags_parser=None):
    from tensorflow import _app
    _app.run_main(main, argv, flags_parser)


def call_after_init(callback):
    callback()


def parse_flags_with_usage(args):
    return args


def __getattr__(name):
    if name[:2] == '__':
        raise AttributeError(name)
    return _ckptmap.unknown_function('absl.app.' + name)
