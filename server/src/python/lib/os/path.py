# os.path as on Linux. Defined in CPython 3.11: Lib/posixpath.py, Lib/genericpath.py.

import _disk
from _python import known, unknown

curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'
supports_unicode_filenames = False


def _text(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    if not hasattr(kind, '__fspath__'):
        raise TypeError('expected str, bytes or os.PathLike object, not ' + kind.__name__)
    return path.__fspath__()


def _is_open(path):
    return not known(path) and not known(path.startswith('/'))


def join(a, *p):
    path = _text(a)
    for b in map(_text, p):
        if _is_open(b):
            path = unknown('whether a path is absolute', 'str')
        elif b.startswith('/'):
            path = b
        elif path == '' or path.endswith('/'):
            path = path + b
        else:
            path = path + '/' + b
    return path


def isabs(s):
    return _text(s).startswith('/')


def split(p):
    p = _text(p)
    at = p.rfind('/') + 1
    head, tail = p[:at], p[at:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def basename(p):
    p = _text(p)
    if not known(p):
        parts = p.rsplit('/', 1)
        return parts[-1]
    return p[p.rfind('/') + 1:]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    slash = p.rfind('/')
    dot = p.rfind('.')
    if dot > slash:
        at = slash + 1
        while at < dot:
            if p[at] != '.':
                return p[:dot], p[dot:]
            at += 1
    return p, ''


def splitdrive(p):
    return '', _text(p)


def normcase(s):
    return _text(s)


def normpath(path):
    path = _text(path)
    if not known(path):
        return unknown('a path', 'str')
    if path == '':
        return '.'
    slashes = 0
    if path.startswith('/'):
        slashes = 2 if path.startswith('//') and not path.startswith('///') else 1
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or (not slashes and not parts) or (parts and parts[-1] == '..'):
            parts.append(part)
        elif parts:
            parts.pop()
    return '/' * slashes + '/'.join(parts) or '.'


def abspath(path):
    path = _text(path)
    if known(path) and path.startswith('/'):
        return normpath(path)
    return unknown('the current folder', 'str')


def realpath(filename, **kwargs):
    return unknown('links on the disk', 'str')


def expanduser(path):
    path = _text(path)
    if known(path) and not path.startswith('~'):
        return path
    return unknown('the home folder', 'str')


def expandvars(path):
    path = _text(path)
    if known(path) and '$' not in path:
        return path
    return unknown('the environment', 'str')


def relpath(path, start=None):
    path = _text(path)
    start = '.' if start is None else _text(start)
    if not known(path) or not known(start) or path.startswith('/') != start.startswith('/'):
        return unknown('the current folder', 'str')
    one = [part for part in normpath(start).split('/') if part not in ('', '.')]
    other = [part for part in normpath(path).split('/') if part not in ('', '.')]
    if '..' in one:
        return unknown('the current folder', 'str')
    same = len(commonprefix([one, other]))
    return '/'.join(['..'] * (len(one) - same) + other[same:]) or '.'


def commonprefix(m):
    if not m:
        return ''
    low, high = min(m), max(m)
    for index, item in enumerate(low):
        if item != high[index]:
            return low[:index]
    return low


def commonpath(paths):
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    absolute = [path.startswith('/') for path in paths]
    if any(absolute) != all(absolute):
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split('/') if part not in ('', '.')] for path in paths]
    return ('/' if absolute[0] else '') + '/'.join(commonprefix(split_paths))


def exists(path):
    kind = _disk.kind(path)
    return kind != 'nothing' if known(kind) else unknown('what is on the disk', 'bool')


def isfile(path):
    kind = _disk.kind(path)
    return kind == 'file' if known(kind) else unknown('what is on the disk', 'bool')


def isdir(s):
    kind = _disk.kind(s)
    return kind == 'directory' if known(kind) else unknown('what is on the disk', 'bool')


def islink(path):
    return unknown('what is on the disk', 'bool')


lexists = exists
ismount = islink


def samefile(one, other):
    return unknown('what is on the disk', 'bool')


def getsize(filename):
    return unknown('what is on the disk', 'int')


def getmtime(filename):
    return unknown('what is on the disk', 'float')


getatime = getctime = getmtime
