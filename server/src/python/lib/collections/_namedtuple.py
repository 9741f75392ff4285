# collections.namedtuple. Defined in CPython 3.11: Lib/collections/__init__.py.

_keywords = (
    'False None True and as assert async await break class continue def del elif else except '
    'finally for from global if import in is lambda nonlocal not or pass raise return try while '
    'with yield'
).split()


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    names = field_names.replace(',', ' ').split() if isinstance(field_names, str) else field_names
    names = [str(name) for name in names]
    typename = str(typename)
    if rename:
        names = _renamed(names)
    _check(typename, names, rename)
    by_default = {}
    if defaults is not None:
        values = tuple(defaults)
        if len(values) > len(names):
            raise TypeError('Got more default values than field names')
        by_default = dict(zip(names[len(names) - len(values):], values))
    return make(typename, names, by_default)


def make(typename, names, by_default, others=None):
    """The class with these fields; `others` are further members."""
    fields = tuple(names)

    def __new__(_cls, *args, **kwargs):
        return tuple.__new__(_cls, _bound(typename, fields, by_default, args, kwargs))

    def _make(cls, iterable):
        values = tuple(iterable)
        if len(values) != len(fields):
            raise TypeError('Expected %d arguments, got %d' % (len(fields), len(values)))
        return tuple.__new__(cls, values)

    def _replace(self, **kwargs):
        values = [kwargs.pop(name, value) for name, value in zip(fields, self)]
        if kwargs:
            raise ValueError('Got unexpected field names: %r' % (list(kwargs),))
        return self._make(values)

    def _asdict(self):
        return dict(zip(fields, self))

    def __repr__(self):
        shown = ', '.join('%s=%r' % pair for pair in zip(fields, self))
        return '%s(%s)' % (self.__class__.__name__, shown)

    def __getnewargs__(self):
        return tuple(self)

    members = {
        '__new__': staticmethod(__new__),
        '_make': classmethod(_make),
        '_replace': _replace,
        '_asdict': _asdict,
        '__repr__': __repr__,
        '__getnewargs__': __getnewargs__,
        '_fields': fields,
        '_field_defaults': by_default,
        '__match_args__': fields,
        '__slots__': (),
        '_exact_': True,
    }
    for index, name in enumerate(fields):
        members[name] = property(_getter(index))
    members.update(others or {})
    return type(typename, (tuple,), members)


def _getter(index):
    return lambda self: tuple.__getitem__(self, index)


def _renamed(names):
    seen = set()
    result = []
    for index, name in enumerate(names):
        bad = not name.isidentifier() or name in _keywords or name.startswith('_') or name in seen
        result.append('_%d' % index if bad else name)
        seen.add(name)
    return result


def _check(typename, names, rename):
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError('Type names and field names must be valid identifiers: %r' % name)
        if name in _keywords:
            raise ValueError('Type names and field names cannot be a keyword: %r' % name)
    seen = set()
    for name in names:
        if name.startswith('_') and not rename:
            raise ValueError('Field names cannot start with an underscore: %r' % name)
        if name in seen:
            raise ValueError('Encountered duplicate field name: %r' % name)
        seen.add(name)


def _bound(typename, fields, by_default, args, kwargs):
    count = len(fields) + 1
    if len(args) > len(fields):
        least = count - len(by_default)
        takes = 'from %d to %d' % (least, count) if by_default else '%d' % count
        raise TypeError('%s.__new__() takes %s positional argument%s but %d were given' % (
            typename, takes, '' if count == 1 else 's', len(args) + 1))
    given = dict(zip(fields, args))
    for name, value in kwargs.items():
        if name in given:
            raise TypeError("%s.__new__() got multiple values for argument '%s'" % (typename, name))
        if name not in fields:
            raise TypeError("%s.__new__() got an unexpected keyword argument '%s'" % (typename, name))
        given[name] = value
    missing = [name for name in fields if name not in given and name not in by_default]
    if missing:
        _missing(typename, missing)
    return tuple([given[name] if name in given else by_default[name] for name in fields])


def _missing(typename, names):
    quoted = ["'%s'" % name for name in names]
    if len(quoted) < 3:
        shown = ' and '.join(quoted)
    else:
        shown = ', '.join(quoted[:-1]) + ', and ' + quoted[-1]
    raise TypeError('%s.__new__() missing %d required positional argument%s: %s' % (
        typename, len(names), '' if len(names) == 1 else 's', shown))
