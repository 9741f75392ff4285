# collections.abc: what an object can do, asked by isinstance, and the methods that are mixed in.
# Defined in CPython 3.11: Lib/_collections_abc.py.


class _Able:
    _exact_ = True
    _asks = ()
    _builtin = ()

    @classmethod
    def __instancecheck__(cls, value):
        return cls.__subclasscheck__(type(value))

    @classmethod
    def __subclasscheck__(cls, kind):
        if cls in kind.__mro__ or any(one in kind.__mro__ for one in cls._builtin):
            return True
        return bool(cls._asks) and all(getattr(kind, name, None) is not None for name in cls._asks)

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    @classmethod
    def register(cls, kind):
        cls._builtin = cls._builtin + (kind,)
        return kind


class Hashable(_Able):
    _asks = ('__hash__',)


class Iterable(_Able):
    _asks = ('__iter__',)


class Iterator(Iterable):
    _asks = ('__iter__', '__next__')

    def __iter__(self):
        return self


class Generator(Iterator):
    _asks = ('__iter__', '__next__', 'send', 'throw', 'close')


class Reversible(Iterable):
    _asks = ('__iter__', '__reversed__')


class Sized(_Able):
    _asks = ('__len__',)


class Container(_Able):
    _asks = ('__contains__',)


class Callable(_Able):
    _asks = ('__call__',)

    @classmethod
    def __instancecheck__(cls, value):
        return callable(value)


class Awaitable(_Able):
    _asks = ('__await__',)


class Collection(Sized, Iterable, Container):
    _asks = ('__len__', '__iter__', '__contains__')


class Sequence(Reversible, Collection):
    _asks = ()
    _builtin = (list, tuple, str, bytes, range)

    def __iter__(self):
        return iter([self[index] for index in range(len(self))])

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        return iter([self[index] for index in range(len(self) - 1, -1, -1)])

    def index(self, value, start=0, stop=None):
        for index, item in enumerate(self):
            if item == value and start <= index and (stop is None or index < stop):
                return index
        raise ValueError

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)


class MutableSequence(Sequence):
    _builtin = (list,)

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        items = list(self)[::-1]
        for index, item in enumerate(items):
            self[index] = item

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(Collection):
    _asks = ()
    _builtin = (set, frozenset, type({}.keys()), type({}.items()))

    @classmethod
    def _from_iterable(cls, iterable):
        return cls(iterable)

    def __le__(self, other):
        return len(self) <= len(other) and all(item in other for item in self)

    def __eq__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) == len(other) and self.__le__(other)

    def __and__(self, other):
        return self._from_iterable([value for value in other if value in self])

    def __or__(self, other):
        return self._from_iterable([value for each in (self, other) for value in each])

    def __sub__(self, other):
        return self._from_iterable([value for value in self if value not in other])

    def isdisjoint(self, other):
        return not any(value in self for value in other)


class MutableSet(Set):
    _builtin = (set,)

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)


class MappingView(Sized):
    _asks = ()
    _builtin = (type({}.keys()), type({}.values()), type({}.items()))


class KeysView(MappingView):
    _builtin = (type({}.keys()),)


class ItemsView(MappingView):
    _builtin = (type({}.items()),)


class ValuesView(MappingView):
    _builtin = (type({}.values()),)


class Mapping(Collection):
    _asks = ()
    _builtin = (dict,)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return {key: None for key in self}.keys()

    def items(self):
        return {key: self[key] for key in self}.items()

    def values(self):
        return {key: self[key] for key in self}.values()

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None


_missing = object()


class MutableMapping(Mapping):
    def pop(self, key, default=_missing):
        if key not in self:
            if default is _missing:
                raise KeyError(key)
            return default
        value = self[key]
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        while len(self):
            self.popitem()

    def update(self, other=(), /, **kwargs):
        if isinstance(other, Mapping):
            for key in other:
                self[key] = other[key]
        elif hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default


ByteString = Sequence
Coroutine = Awaitable
AsyncIterable = Awaitable
AsyncIterator = Awaitable
AsyncGenerator = Awaitable
