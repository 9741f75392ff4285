# functools. Defined in CPython 3.11: Lib/functools.py, Modules/_functoolsmodule.c.

from _python import key_known

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


class partial:
    _exact_ = True

    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})


class partialmethod:
    _exact_ = True

    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        if instance is None:
            return partial(self.func, *self.args, **self.keywords)
        return partial(self.func, instance, *self.args, **self.keywords)


_missing = object()


def reduce(function, iterable, initial=_missing, /):
    items = iter(iterable)
    if initial is _missing:
        result = next(items, _missing)
        if result is _missing:
            raise TypeError('reduce() of empty iterable with no initial value')
    else:
        result = initial
    for item in items:
        result = function(result, item)
    return result


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        if name != '__annotations__':
            value = getattr(wrapped, name, _missing)
            if value is not _missing:
                setattr(wrapper, name, value)
    names = getattr(wrapped, '__dict__', None)
    if isinstance(names, dict):
        for name, value in list(names.items()):
            setattr(wrapper, name, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize, 128, typed)
    return lambda function: _cached(function, maxsize, typed)


def cache(function):
    return _cached(function, None, False)


def _cached(function, maxsize, typed):
    results = {}
    counts = {'hits': 0, 'misses': 0}

    @wraps(function)
    def wrapper(*args, **kwargs):
        key = (args, tuple(kwargs.items()))
        if typed:
            key += tuple(type(arg) for arg in args)
        if not key_known(key):
            return function(*args, **kwargs)
        if key in results:
            counts['hits'] += 1
            value = results.pop(key)
            results[key] = value
            return value
        counts['misses'] += 1
        value = function(*args, **kwargs)
        if maxsize is None or maxsize > 0:
            results[key] = value
            if maxsize is not None and len(results) > maxsize:
                del results[next(iter(results))]
        return value

    def cache_info():
        from collections import namedtuple
        info = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])
        return info(counts['hits'], counts['misses'], maxsize, len(results))

    def cache_clear():
        results.clear()
        counts['hits'] = counts['misses'] = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return wrapper


class cached_property:
    _exact_ = True

    def __init__(self, func):
        self.func = func
        self.attrname = None

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        names = instance.__dict__
        if self.attrname in names:
            return names[self.attrname]
        value = self.func(instance)
        names[self.attrname] = value
        return value


def total_ordering(cls):
    defined = [name for name in ('__lt__', '__le__', '__gt__', '__ge__') if _defines(cls, name)]
    if not defined:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = defined[0]
    if '__lt__' in defined:
        root = '__lt__'
    for name, method in _conversions[root].items():
        if name not in defined:
            setattr(cls, name, method)
    return cls


def _defines(cls, name):
    return any(name in vars(each) for each in cls.__mro__[:-1])


def _not(value):
    return value if value is NotImplemented else not value


def _or_equal(value, self, other):
    return value if value is NotImplemented else value or self == other


def _and_different(value, self, other):
    return value if value is NotImplemented else value and self != other


_conversions = {
    '__lt__': {
        '__gt__': lambda self, other: _and_different(_not(self.__lt__(other)), self, other),
        '__le__': lambda self, other: _or_equal(self.__lt__(other), self, other),
        '__ge__': lambda self, other: _not(self.__lt__(other)),
    },
    '__le__': {
        '__ge__': lambda self, other: _or_equal(_not(self.__le__(other)), self, other),
        '__lt__': lambda self, other: _and_different(self.__le__(other), self, other),
        '__gt__': lambda self, other: _not(self.__le__(other)),
    },
    '__gt__': {
        '__lt__': lambda self, other: _and_different(_not(self.__gt__(other)), self, other),
        '__ge__': lambda self, other: _or_equal(self.__gt__(other), self, other),
        '__le__': lambda self, other: _not(self.__gt__(other)),
    },
    '__ge__': {
        '__le__': lambda self, other: _or_equal(_not(self.__ge__(other)), self, other),
        '__gt__': lambda self, other: _and_different(self.__ge__(other), self, other),
        '__lt__': lambda self, other: _not(self.__ge__(other)),
    },
}


def cmp_to_key(mycmp):
    class K:
        __slots__ = ['obj']
        _exact_ = True

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def singledispatch(function):
    registry = {object: function}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        return function

    def register(cls, implementation=None):
        if implementation is None:
            return lambda made: register(cls, made)
        registry[cls] = implementation
        return implementation

    @wraps(function)
    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError('%s requires at least 1 positional argument' % function.__name__)
        return dispatch(type(args[0]))(*args, **kwargs)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return wrapper
