# pathlib: paths of Linux, and the files that are on the disk. A part of which nothing is known may
# be an absolute path, or nothing. Defined in CPython 3.11: Lib/pathlib.py.

import posixpath

import _disk
from _python import known, unknown


def _clean(text):
    root = ''
    if text.startswith('/'):
        root = '//' if text.startswith('//') and not text.startswith('///') else '/'
    parts = [part for part in text.split('/') if part not in ('', '.')]
    return root + '/'.join(parts)


def _joined(base, part):
    if not known(part):
        return unknown('a path', 'str')
    if part.startswith('/'):
        return _clean(part)
    if known(base):
        return _clean(base + '/' + part)
    rest = _clean(part)
    last = base[-1:]
    if known(last) and last not in ('/', '.') and rest:
        return base + '/' + rest
    # What is not known may end in a slash, or be nothing.
    return base + rest


def _text(value):
    if isinstance(value, PurePath):
        return value._path
    if isinstance(value, str):
        return value
    kind = type(value)
    if known(value) and not hasattr(kind, '__fspath__'):
        raise TypeError('expected str, bytes or os.PathLike object, not ' + kind.__name__)
    return value.__fspath__() if known(value) else unknown('a path', 'str')


class PurePath:
    _exact_ = True

    def __init__(self, *args):
        path = ''
        for index, arg in enumerate(args):
            text = _text(arg)
            if index == 0:
                path = _clean(text) if known(text) else text
            else:
                path = _joined(path, text)
        self._path = path

    def _made(self, path):
        made = object.__new__(type(self))
        made._path = path
        return made

    def __str__(self):
        return self._path or '.' if known(self._path) else self._path

    __fspath__ = __str__
    as_posix = __str__

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, str(self))

    def __truediv__(self, key):
        if known(key) and not isinstance(key, (str, PurePath)):
            return NotImplemented
        return self._made(_joined(self._path, _text(key)))

    def __rtruediv__(self, key):
        if known(key) and not isinstance(key, (str, PurePath)):
            return NotImplemented
        return type(self)(key, self)

    def joinpath(self, *args):
        made = self
        for arg in args:
            made = made / arg
        return made

    def __eq__(self, other):
        return self._path == other._path if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self._path)

    def __ckptmap_key__(self):
        return (PurePath, self._path)

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    @property
    def root(self):
        return '/' if self._path.startswith('/') else ''

    drive = ''

    @property
    def anchor(self):
        return self.root

    @property
    def parts(self):
        if not known(self._path):
            return unknown('a path', 'tuple')
        parts = [part for part in self._path.split('/') if part]
        return tuple(['/'] + parts if self._path.startswith('/') else parts)

    @property
    def parent(self):
        at = self._path.rfind('/')
        if not known(at):
            return self._made(unknown('a path', 'str'))
        if at < 0:
            return self._made('')
        return self._made(self._path[:at] or '/')

    @property
    def parents(self):
        if not known(self._path):
            return unknown('a path')
        found = []
        here = self
        while here.parent._path != here._path:
            here = here.parent
            found.append(here)
        return found

    @property
    def name(self):
        if not known(self._path):
            return self._path.rsplit('/', 1)[-1]
        return self._path[self._path.rfind('/') + 1:]

    @property
    def suffix(self):
        name = self.name
        at = name.rfind('.')
        return name[at:] if 0 < at < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name = self.name
        at = name.rfind('.')
        return name[:at] if 0 < at < len(name) - 1 else name

    def with_name(self, name):
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        return self.parent / name

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError('Invalid suffix %r' % suffix)
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        return self._made(self._path[:len(self._path) - len(self.suffix)] + suffix)

    def is_absolute(self):
        return self._path.startswith('/')

    def is_relative_to(self, *other):
        parts = type(self)(*other).parts
        return self.parts[:len(parts)] == parts

    def relative_to(self, *other):
        base = type(self)(*other)
        if self.parts[:len(base.parts)] != base.parts:
            raise ValueError("%r is not in the subpath of %r OR one path is relative and the other "
                             "is absolute." % (str(self), str(base)))
        return type(self)(*self.parts[len(base.parts):])

    def match(self, pattern):
        return unknown('whether a path matches', 'bool')


class PurePosixPath(PurePath):
    pass


class Path(PurePosixPath):
    @classmethod
    def cwd(cls):
        return cls(unknown('the current folder', 'str'))

    @classmethod
    def home(cls):
        return cls(unknown('the home folder', 'str'))

    def __repr__(self):
        name = type(self).__name__
        return '%s(%r)' % ('PosixPath' if name == 'Path' else name, str(self))

    def absolute(self):
        absolute = self.is_absolute()
        return self if known(absolute) and absolute else self._made(unknown('the current folder', 'str'))

    def resolve(self, strict=False):
        # Links are not followed: a path through one is rarely asked for by its other name.
        if known(self._path) and self._path.startswith('/'):
            return self._made(posixpath.normpath(self._path))
        return self._made(unknown('links on the disk', 'str'))

    def expanduser(self):
        if known(self._path) and not self._path.startswith('~'):
            return self
        return self._made(unknown('the home folder', 'str'))

    def exists(self):
        return posixpath.exists(self._path)

    def is_file(self):
        return posixpath.isfile(self._path)

    def is_dir(self):
        return posixpath.isdir(self._path)

    def is_symlink(self):
        return posixpath.islink(self._path)

    is_mount = is_symlink

    def stat(self):
        return unknown('what is on the disk')

    def open(self, *args, **kwargs):
        return open(self._path, *args, **kwargs)

    def read_text(self, *args, **kwargs):
        return open(self._path).read()

    def read_bytes(self):
        return open(self._path, 'rb').read()

    def glob(self, pattern):
        return unknown('what is on the disk')

    rglob = glob

    def iterdir(self):
        return unknown('what is on the disk')

    def mkdir(self, *args, **kwargs):
        pass

    touch = chmod = mkdir

    def unlink(self, *args, **kwargs):
        _disk.change(self._path)

    rmdir = unlink

    def write_text(self, data, *args, **kwargs):
        _disk.change(self._path)
        return len(data)

    def write_bytes(self, data):
        _disk.change(self._path)
        return len(data)

    def rename(self, target):
        _disk.change(self._path)
        _disk.change(target)
        return type(self)(target)

    replace = rename


PosixPath = Path
