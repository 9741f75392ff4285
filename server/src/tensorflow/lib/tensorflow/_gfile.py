# tf.io.gfile and tf.compat.v1.gfile: what is in files and folders is not known.
# In TensorFlow: python/platform/gfile.py, python/lib/io/file_io.py.

import os.path

from _ckptmap import unknown


class GFile:
    def __init__(self, name, mode='r', encoding='utf-8'):
        self._name = name
        self._mode = mode

    @property
    def name(self):
        return self._name

    def read(self, n=-1):
        return unknown('the contents of a file')

    def readline(self):
        return unknown('the contents of a file')

    def readlines(self):
        return unknown('the contents of a file', 'list')

    def __iter__(self):
        return iter(unknown('the contents of a file', 'list'))

    def write(self, file_content):
        return None

    def size(self):
        return unknown('the size of a file', 'int')

    def seek(self, offset=None, whence=0, position=None):
        return None

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
    return unknown('whether a file exists', 'bool')


def isdir(path=None, dirname=None):
    return unknown('whether a folder exists', 'bool')


def glob(pattern=None, filename=None):
    return unknown('the files of a pattern', 'list')


def listdir(path=None, dirname=None):
    return unknown('the files of a folder', 'list')


def walk(top=None, topdown=True, onerror=None, in_order=True):
    return unknown('the files below a folder', 'list')


def stat(path=None, filename=None):
    return unknown('the status of a file')


def _changes_files(*args, **kwargs):
    return None


copy = makedirs = mkdir = remove = rename = rmtree = _changes_files
Exists = exists
IsDirectory = isdir
Glob = glob
ListDirectory = listdir
Walk = walk
Stat = stat
Copy = MakeDirs = MkDir = Remove = Rename = DeleteRecursively = _changes_files


def join(path, *paths):
    return os.path.join(path, *paths)
