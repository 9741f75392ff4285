# sys: what is the same wherever Python 3.10 or later runs; the rest is not known.
# Defined in CPython 3.11: Python/sysmodule.c.

from _python import known, unknown

argv = unknown('the arguments of the program', 'list')
path = [unknown('where modules are looked up', 'str')]
modules = globals()
maxsize = 2 ** 63 - 1
maxunicode = 0x10ffff
byteorder = 'little'
executable = unknown('where Python is', 'str')
platform = unknown('the system', 'str')
version = '3.' + unknown('the version of Python', 'str')
hexversion = unknown('the version of Python', 'int')
prefix = unknown('where Python is', 'str')


class _Version:
    """A version of which only is known that it is 3.10 or later."""

    major = 3
    minor = unknown('the version of Python', 'int')
    micro = unknown('the version of Python', 'int')
    releaselevel = 'final'
    serial = 0

    def __getitem__(self, index):
        if not isinstance(index, slice) and known(index) and index in (0, -5):
            return 3
        if isinstance(index, slice) and index.start in (None, 0) and index.step is None:
            if index.stop == 1:
                return (3,)
            if index.stop == 2:
                return (3, self.minor)
        return unknown('the version of Python')

    def __len__(self):
        return 5

    def __iter__(self):
        return iter((3, self.minor, self.micro, 'final', 0))

    def _above(self, other):
        """Whether the version is above; unknown where that depends on its minor number."""
        if not known(other) or not isinstance(other, tuple) or not other:
            return unknown('the version of Python', 'bool')
        if other[0] != 3:
            return 3 > other[0]
        if len(other) == 1 or other[1] < 10:
            return True
        return unknown('the version of Python', 'bool')

    def __gt__(self, other):
        return self._above(other)

    __ge__ = __gt__

    def __lt__(self, other):
        return not self._above(other)

    __le__ = __lt__

    def __eq__(self, other):
        if known(other) and isinstance(other, tuple) and len(other) < 5:
            return False
        return unknown('the version of Python', 'bool')

    def __ne__(self, other):
        return not self == other


version_info = _Version()


class _Stream:
    def write(self, text):
        return len(text)

    def writelines(self, lines):
        pass

    def flush(self):
        pass

    def close(self):
        pass

    def isatty(self):
        return unknown('where the output goes', 'bool')


stdout = __stdout__ = _Stream()
stderr = __stderr__ = _Stream()
stdin = __stdin__ = unknown('what is typed in')


def exit(status=None):
    if status is None:
        raise SystemExit
    raise SystemExit(status)


def intern(text):
    return text


def getrecursionlimit():
    return unknown('the limit of recursion', 'int')


def setrecursionlimit(limit):
    pass


def getdefaultencoding():
    return 'utf-8'


def getfilesystemencoding():
    return 'utf-8'


def getsizeof(value, *default):
    return unknown('the size in memory', 'int')


def exc_info():
    return unknown('the exception that is handled', 'tuple')


def settrace(function):
    pass


setprofile = settrace
