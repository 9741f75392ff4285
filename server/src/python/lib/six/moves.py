# six.moves: names that Python 3 has elsewhere than Python 2.

import builtins
import functools
import itertools

range = xrange = builtins.range
zip = izip = builtins.zip
map = imap = builtins.map
filter = ifilter = builtins.filter
input = builtins.input
reduce = functools.reduce
zip_longest = izip_longest = itertools.zip_longest
filterfalse = ifilterfalse = itertools.filterfalse
intern = str

_elsewhere = {
    'cPickle': 'pickle',
    'queue': 'queue',
    'configparser': 'configparser',
    'builtins': 'builtins',
    'urllib': 'urllib',
    'copyreg': 'copyreg',
    'html_parser': 'html.parser',
    'http_client': 'http.client',
    'socketserver': 'socketserver',
}


def __getattr__(name):
    if name in ('StringIO', 'cStringIO'):
        import io
        return io.StringIO
    if name in _elsewhere:
        return __import__(_elsewhere[name])
    raise AttributeError("module 'six.moves' has no attribute '%s'" % name)
