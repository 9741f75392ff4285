# typing: what annotations are made of can be written and subscripted, and says nothing.
# NamedTuple and TypedDict make classes. Defined in CPython 3.11: Lib/typing.py.

from collections._namedtuple import _bound, _getter
from _python import unknown

TYPE_CHECKING = False


class _Special:
    def __init__(self, name):
        self._special_name = name
        self.__name__ = name

    def __getitem__(self, item):
        return self

    def __or__(self, other):
        return self

    __ror__ = __or__

    def __call__(self, *args, **kwargs):
        return unknown('a call of typing.' + self._special_name)

    def __mro_entries__(self, bases):
        return ()

    def __repr__(self):
        return unknown('how an annotation is shown', 'str')

    def __instancecheck__(self, value):
        return unknown('an annotation', 'bool')


class _Alias(_Special):
    """A name for one of Python's own classes: `List` for `list`."""

    def __init__(self, name, origin):
        _Special.__init__(self, name)
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, value):
        return isinstance(value, self.__origin__)


Optional = _Special('Optional')
Union = _Special('Union')
Callable = _Special('Callable')
Literal = _Special('Literal')
Final = _Special('Final')
ClassVar = _Special('ClassVar')
Annotated = _Special('Annotated')
Iterable = _Special('Iterable')
Iterator = _Special('Iterator')
Generator = _Special('Generator')
Sequence = _Special('Sequence')
MutableSequence = _Special('MutableSequence')
Mapping = _Special('Mapping')
MutableMapping = _Special('MutableMapping')
Collection = _Special('Collection')
Container = _Special('Container')
Hashable = _Special('Hashable')
Sized = _Special('Sized')
Reversible = _Special('Reversible')
AbstractSet = _Special('AbstractSet')
MutableSet = _Special('MutableSet')
KeysView = _Special('KeysView')
ValuesView = _Special('ValuesView')
ItemsView = _Special('ItemsView')
Awaitable = _Special('Awaitable')
Coroutine = _Special('Coroutine')
AsyncIterable = _Special('AsyncIterable')
AsyncIterator = _Special('AsyncIterator')
AsyncGenerator = _Special('AsyncGenerator')
ContextManager = _Special('ContextManager')
AsyncContextManager = _Special('AsyncContextManager')
Pattern = _Special('Pattern')
Match = _Special('Match')
Text = _Special('Text')
IO = _Special('IO')
TextIO = _Special('TextIO')
BinaryIO = _Special('BinaryIO')
NoReturn = _Special('NoReturn')
Never = _Special('Never')
Self = _Special('Self')
Type = _Special('Type')
TypeAlias = _Special('TypeAlias')
TypeGuard = _Special('TypeGuard')
Concatenate = _Special('Concatenate')
Unpack = _Special('Unpack')
Required = _Special('Required')
NotRequired = _Special('NotRequired')
LiteralString = _Special('LiteralString')
AnyStr = _Special('AnyStr')
ByteString = _Special('ByteString')
SupportsInt = _Special('SupportsInt')
SupportsFloat = _Special('SupportsFloat')
SupportsIndex = _Special('SupportsIndex')
SupportsAbs = _Special('SupportsAbs')
ForwardRef = _Special('ForwardRef')


class Any:
    pass


class Generic:
    _exact_ = True

    @classmethod
    def __class_getitem__(cls, item):
        return cls


class Protocol(Generic):
    pass


class TypeVar(_Special):
    def __init__(self, name, *constraints, **kwargs):
        _Special.__init__(self, name)


ParamSpec = TypeVarTuple = TypeVar


def NewType(name, tp):
    return lambda value: value


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    return cls


def override(func):
    return func


def assert_type(val, typ):
    return val


def get_type_hints(obj, *args, **kwargs):
    return unknown('annotations', 'dict')


def get_origin(tp):
    return unknown('annotations')


def get_args(tp):
    return unknown('annotations', 'tuple')


class NamedTuple(tuple):
    _exact_ = True
    _fields = ()
    _field_defaults = {}

    def __init_subclass__(cls, **kwargs):
        if NamedTuple not in cls.__bases__:
            return
        fields = tuple(vars(cls).get('__annotations__', {}))
        defaults = {name: vars(cls)[name] for name in fields if name in vars(cls)}
        seen = False
        for name in fields:
            if seen and name not in defaults:
                raise TypeError('Non-default namedtuple field %s cannot follow default field%s %s' % (
                    name, 's' if len(defaults) > 1 else '', ', '.join(defaults)))
            seen = seen or name in defaults
        cls._fields = fields
        cls._field_defaults = defaults
        for index, name in enumerate(fields):
            setattr(cls, name, property(_getter(index)))

    def __new__(cls, *args, **kwargs):
        if cls is NamedTuple:
            from collections import namedtuple
            fields = args[1] if len(args) > 1 else list(kwargs.items())
            return namedtuple(args[0], [name for name, _ in fields])
        return tuple.__new__(cls, _bound(cls.__name__, cls._fields, cls._field_defaults, args, kwargs))

    @classmethod
    def _make(cls, iterable):
        return cls(*iterable)

    def _replace(self, **kwargs):
        values = [kwargs.pop(name, value) for name, value in zip(self._fields, self)]
        if kwargs:
            raise ValueError('Got unexpected field names: %r' % (list(kwargs),))
        return type(self)(*values)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __repr__(self):
        shown = ', '.join(['%s=%r' % pair for pair in zip(self._fields, self)])
        return '%s(%s)' % (self.__class__.__name__, shown)


class TypedDict(dict):
    _exact_ = True

    def __init_subclass__(cls, **kwargs):
        pass

    def __new__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


List = _Alias('List', list)
Dict = _Alias('Dict', dict)
Tuple = _Alias('Tuple', tuple)
Set = _Alias('Set', set)
FrozenSet = _Alias('FrozenSet', frozenset)


def __getattr__(name):
    import collections
    if name in ('OrderedDict', 'Counter', 'ChainMap'):
        return _Alias(name, getattr(collections, name))
    if name == 'DefaultDict':
        return _Alias(name, collections.defaultdict)
    if name == 'Deque':
        return _Alias(name, collections.deque)
    return _Special(name)
