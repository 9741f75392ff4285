# six: Python 2 and 3 alike, as on 3. Modelled after what six 1.16 offers.

import builtins
import functools

from six import moves

PY2 = False
PY3 = True
PY34 = True
string_types = (str,)
integer_types = (int,)
class_types = (type,)
text_type = str
binary_type = bytes
MAXSIZE = 2 ** 63 - 1
unichr = chr
wraps = functools.wraps
get_function_code = lambda function: function.__code__


def iteritems(d, **kw):
    return iter(d.items(**kw))


def iterkeys(d, **kw):
    return iter(d.keys(**kw))


def itervalues(d, **kw):
    return iter(d.values(**kw))


def viewitems(d):
    return d.items()


def viewkeys(d):
    return d.keys()


def viewvalues(d):
    return d.values()


def b(s):
    return s.encode('latin-1')


def u(s):
    return s


def ensure_str(s, encoding='utf-8', errors='strict'):
    return s.decode(encoding, errors) if isinstance(s, bytes) else s


ensure_text = ensure_str


def ensure_binary(s, encoding='utf-8', errors='strict'):
    return s.encode(encoding, errors) if isinstance(s, str) else s


def next(iterator, *default):
    return builtins.next(iterator, *default)


advance_iterator = next
callable = builtins.callable


def add_metaclass(metaclass):
    return lambda cls: cls


def with_metaclass(meta, *bases):
    class temporary(*bases):
        pass
    return temporary


def python_2_unicode_compatible(cls):
    return cls


def raise_from(value, from_value):
    raise value from from_value


def reraise(tp, value, tb=None):
    raise tp() if value is None else value


def print_(*args, **kwargs):
    builtins.print(*args, **kwargs)
