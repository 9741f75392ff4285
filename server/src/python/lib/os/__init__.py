# os: paths, and an environment of which only is known what the program itself sets.
# Defined in CPython 3.11: Lib/os.py. What touches files or processes is not known.

import _disk
from _python import unknown
from os import path

name = 'posix'
sep = '/'
altsep = None
extsep = '.'
pathsep = ':'
linesep = '\n'
curdir = '.'
pardir = '..'
devnull = '/dev/null'
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
error = OSError


class _Environ:
    _exact_ = True

    def __init__(self):
        self._set = {}

    def __getitem__(self, key):
        return self._set[key] if key in self._set else unknown('the environment', 'str')

    def __setitem__(self, key, value):
        self._set[key] = value

    def __delitem__(self, key):
        self._set.pop(key, None)

    def __contains__(self, key):
        return True if key in self._set else unknown('the environment', 'bool')

    def get(self, key, default=None):
        return self._set[key] if key in self._set else unknown('the environment')

    def setdefault(self, key, value):
        if key not in self._set:
            self._set[key] = unknown('the environment', 'str')
        return self._set[key]

    def pop(self, key, default=None):
        return self._set.pop(key, unknown('the environment'))

    def update(self, *args, **kwargs):
        self._set.update(*args, **kwargs)

    def copy(self):
        return unknown('the environment')

    def keys(self):
        return unknown('the environment')

    def values(self):
        return unknown('the environment')

    def items(self):
        return unknown('the environment')

    def __iter__(self):
        return iter(unknown('the environment'))

    def __len__(self):
        return unknown('the environment', 'int')


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    pass


def unsetenv(key):
    pass


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    if not hasattr(kind, '__fspath__'):
        raise TypeError('expected str, bytes or os.PathLike object, not ' + kind.__name__)
    return path.__fspath__()


class PathLike:
    _exact_ = True

    @classmethod
    def __instancecheck__(cls, value):
        return hasattr(type(value), '__fspath__')


def getcwd():
    return unknown('the current folder', 'str')


def getpid():
    return unknown('the process', 'int')


def cpu_count():
    return unknown('the machine', 'int')


def urandom(size):
    return unknown('random bytes', 'bytes')


def makedirs(name, mode=0o777, exist_ok=False):
    pass


def mkdir(path, mode=0o777):
    pass


def remove(path):
    _disk.change(path)


unlink = rmdir = removedirs = remove


def rename(src, dst):
    _disk.change(src)
    _disk.change(dst)


replace = rename


def chdir(path):
    pass


def listdir(path='.'):
    return unknown('what is in a folder', 'list')


def walk(top, *args, **kwargs):
    return unknown('what is in a folder')


scandir = walk


def system(command):
    return unknown('a command', 'int')


def _exit(code):
    raise SystemExit(code)
