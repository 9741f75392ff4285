# dataclasses. Defined in CPython 3.11: Lib/dataclasses.py.

from _dataclass_init import make_init
from _python import is_atomic


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


MISSING = _Missing()


class KW_ONLY:
    pass


class InitVar:
    _exact_ = True

    def __init__(self, type=None):
        self.type = type

    @classmethod
    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    _exact_ = True

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = 'field'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only)
    return wrap if cls is None else wrap(cls)


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only):
    all_fields = {}
    bases = [base for base in cls.__mro__[-1:0:-1] if '__dataclass_fields__' in vars(base)]
    for base in bases:
        all_fields.update(vars(base)['__dataclass_fields__'])
    if bases and any(vars(base)['__dataclass_frozen__'] for base in bases) and not frozen:
        raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
    if frozen and bases and not all(vars(base)['__dataclass_frozen__'] for base in bases):
        raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    for one in _own_fields(cls, kw_only):
        all_fields[one.name] = one
        if one.default is MISSING:
            if isinstance(vars(cls).get(one.name), Field):
                delattr(cls, one.name)
        else:
            setattr(cls, one.name, one.default)
    cls.__dataclass_fields__ = all_fields
    cls.__dataclass_frozen__ = frozen
    shown = [one for one in all_fields.values() if one._kind == 'field']
    if init:
        _define(cls, '__init__', make_init(cls, list(all_fields.values()), MISSING, frozen), True)
    if repr:
        _define(cls, '__repr__', _repr([one.name for one in shown if one.repr]))
    compared = [one.name for one in shown if one.compare]
    if eq:
        _define(cls, '__eq__', _comparison(compared, lambda one, other: one == other))
    if order:
        if not eq:
            raise ValueError('eq must be true if order is true')
        _order(cls, compared)
    if frozen:
        _freeze(cls, [one.name for one in shown])
    _hash(cls, shown, eq, frozen, unsafe_hash)
    if not '__match_args__' in vars(cls):
        cls.__match_args__ = tuple([one.name for one in all_fields.values() if one.init])
    return cls


def _define(cls, name, function, always=False):
    if always or name not in vars(cls):
        function.__qualname__ = cls.__qualname__ + '.' + name
        setattr(cls, name, function)


def _own_fields(cls, kw_only):
    found = []
    keywords = kw_only
    for name, kind in vars(cls).get('__annotations__', {}).items():
        if kind is KW_ONLY or _names(kind, 'KW_ONLY'):
            keywords = True
            continue
        if _names(kind, 'ClassVar') or getattr(kind, '_special_name', None) == 'ClassVar':
            continue
        default = vars(cls).get(name, MISSING)
        one = default if isinstance(default, Field) else field(default=default)
        one.name = name
        one.type = kind
        if one.kw_only is MISSING:
            one.kw_only = keywords
        if isinstance(kind, InitVar) or kind is InitVar or _names(kind, 'InitVar'):
            one._kind = 'initvar'
        if isinstance(one.default, (list, dict, set)):
            raise ValueError('mutable default %s for field %s is not allowed: use default_factory'
                             % (type(one.default), name))
        found.append(one)
    return found


def _names(kind, name):
    return isinstance(kind, str) and kind.split('[')[0].split('.')[-1] == name


def _repr(names):
    def __repr__(self):
        shown = ', '.join(['%s=%r' % (name, getattr(self, name)) for name in names])
        return '%s(%s)' % (self.__class__.__qualname__, shown)
    return __repr__


def _values(self, names):
    return tuple([getattr(self, name) for name in names])


def _comparison(names, compare):
    def method(self, other):
        if other.__class__ is self.__class__:
            return compare(_values(self, names), _values(other, names))
        return NotImplemented
    return method


def _order(cls, names):
    for name, compare in (
        ('__lt__', lambda one, other: one < other),
        ('__le__', lambda one, other: one <= other),
        ('__gt__', lambda one, other: one > other),
        ('__ge__', lambda one, other: one >= other),
    ):
        if name in vars(cls):
            raise TypeError('Cannot overwrite attribute %s in class %s. '
                            'Consider using functools.total_ordering' % (name, cls.__name__))
        setattr(cls, name, _comparison(names, compare))


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError('cannot assign to field %r' % name)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError('cannot delete field %r' % name)
        super(cls, self).__delattr__(name)

    for function in (__setattr__, __delattr__):
        if function.__name__ in vars(cls):
            raise TypeError('Cannot overwrite attribute %s in class %s'
                            % (function.__name__, cls.__name__))
        setattr(cls, function.__name__, function)


def _hash(cls, shown, eq, frozen, unsafe_hash):
    if '__hash__' in vars(cls):
        return
    if unsafe_hash or (eq and frozen):
        names = [one.name for one in shown if (one.compare if one.hash is None else one.hash)]
        cls.__hash__ = lambda self: hash(_values(self, names))
        cls.__ckptmap_key__ = lambda self: (type(self), _values(self, names))
    elif eq:
        cls.__hash__ = None


def fields(class_or_instance):
    found = getattr(class_or_instance, '__dataclass_fields__', None)
    if found is None:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([one for one in found.values() if one._kind == 'field'])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')


def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _inner(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _inner(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _inner(obj, factory):
    if is_atomic(obj):
        return obj
    if _is_instance(obj):
        return factory([(one.name, _inner(getattr(obj, one.name), factory)) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_inner(item, factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_inner(item, factory) for item in obj])
    if isinstance(obj, dict):
        return type(obj)([(_inner(key, factory), _inner(value, factory)) for key, value in obj.items()])
    from copy import deepcopy
    return deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for one in obj.__dataclass_fields__.values():
        if not one.init:
            if one.name in changes:
                raise ValueError('field %s is declared with init=False, it cannot be specified '
                                 'with replace()' % one.name)
            continue
        if one.name not in changes:
            if one._kind == 'initvar' and one.default is MISSING:
                raise ValueError('InitVar %r must be specified with replace()' % one.name)
            changes[one.name] = getattr(obj, one.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs):
    members = dict(namespace or {})
    kinds = {}
    for item in fields:
        if isinstance(item, str):
            kinds[item] = 'typing.Any'
        else:
            kinds[item[0]] = item[1]
            if len(item) == 3:
                members[item[0]] = item[2]
    members['__annotations__'] = kinds
    return dataclass(**kwargs)(type(cls_name, bases, members))
