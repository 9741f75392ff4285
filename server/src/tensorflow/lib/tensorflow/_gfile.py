# tf.io.gfile and tf.compat.v1.gfile: files as open() gives them; of other places nothing is known.
# In TensorFlow: python/platform/gfile.py, python/lib/io/file_io.py.

import os.path

import _disk
from _ckptmap import known, unknown

from tensorflow import _errors


class GFile:
    """A file that is opened when it is first asked for something."""

    def __init__(self, name, mode='r', encoding='utf-8'):
        self._name = name
        self._mode = mode
        self._file = None
        if not known(mode) or 'r' not in mode or '+' in mode:
            _disk.change(name)

    @property
    def name(self):
        return self._name

    @property
    def mode(self):
        return self._mode

    def _opened(self):
        if self._file is None:
            try:
                # TensorFlow leaves the ends of lines as they are.
                self._file = open(self._name, self._mode, newline='')
            except FileNotFoundError:
                raise _errors.NotFoundError(
                    None, None, '%s; No such file or directory' % (self._name,))
        return self._file

    def read(self, n=-1):
        return self._opened().read(n)

    def readline(self):
        return self._opened().readline()

    def readlines(self):
        return self._opened().readlines()

    def __iter__(self):
        return iter(self._opened())

    def write(self, file_content):
        return None

    def size(self):
        return unknown('the size of a file', 'int')

    def seek(self, offset=None, whence=0, position=None):
        self._opened().seek(offset)

    def tell(self):
        return unknown('a place in a file', 'int')

    def flush(self):
        return None

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class FastGFile(GFile):
    pass


Open = GFile


def exists(path=None, filename=None):
    return os.path.exists(filename if path is None else path)


def isdir(path=None, dirname=None):
    return os.path.isdir(dirname if path is None else path)


def glob(pattern=None, filename=None):
    return unknown('the files of a pattern', 'list')


def listdir(path=None, dirname=None):
    return unknown('the files of a folder', 'list')


def walk(top=None, topdown=True, onerror=None, in_order=True):
    return unknown('the files below a folder', 'list')


def stat(path=None, filename=None):
    return unknown('the status of a file')


def makedirs(path=None, dirname=None):
    return None


def remove(path=None, filename=None, dirname=None):
    _disk.change(path or filename or dirname)


def copy(src=None, dst=None, overwrite=False, oldpath=None, newpath=None):
    _disk.change(dst or newpath)


def rename(src=None, dst=None, overwrite=False, oldname=None, newname=None):
    _disk.change(src or oldname)
    _disk.change(dst or newname)


mkdir = makedirs
rmtree = remove
Exists = exists
IsDirectory = isdir
Glob = glob
ListDirectory = listdir
Walk = walk
Stat = stat
Copy = copy
MakeDirs = MkDir = makedirs
Remove = DeleteRecursively = remove
Rename = rename


def join(path, *paths):
    return os.path.join(path, *paths)
