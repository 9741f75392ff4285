# arg_scope: default arguments for functions, by with statement.
# In tf_slim: ops/arg_scope.py; in TensorFlow 1: contrib/framework/python/ops/arg_scope.py.

_scopes = [{}]


class ArgScoped:
    """A function whose keyword arguments may have defaults from the scopes around its calls."""

    def __init__(self, function):
        self._function = function
        self.__name__ = getattr(function, '__name__', 'function')
        self.__doc__ = getattr(function, '__doc__', None)

    def __call__(self, *args, **kwargs):
        defaults = _scopes[-1].get(self)
        if defaults:
            merged = dict(defaults)
            merged.update(kwargs)
            kwargs = merged
        return self._function(*args, **kwargs)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return lambda *args, **kwargs: self(instance, *args, **kwargs)


def add_arg_scope(func):
    return ArgScoped(func)


def has_arg_scope(func):
    return isinstance(func, ArgScoped)


def current_arg_scope():
    return _scopes[-1]


def arg_scoped_arguments(func):
    return ()


class arg_scope:
    """`with arg_scope([conv2d], stride=2) as scope`, or again with that scope."""

    def __init__(self, list_ops_or_scope, **kwargs):
        if isinstance(list_ops_or_scope, dict):
            if kwargs:
                raise ValueError('When attempting to re-use a scope by suppling a'
                                 'dictionary, kwargs must be empty.')
            self._new = dict(list_ops_or_scope)
            return
        if not isinstance(list_ops_or_scope, (list, tuple)):
            raise TypeError('list_ops_or_scope must either be a list/tuple or reused '
                            'scope (i.e. dict)')
        scope = dict(_scopes[-1])
        for function in list_ops_or_scope:
            if not isinstance(function, ArgScoped):
                raise ValueError('%s is not decorated with @add_arg_scope'
                                 % (getattr(function, '__name__', function),))
            merged = dict(scope.get(function, {}))
            merged.update(kwargs)
            scope[function] = merged
        self._new = scope

    def __enter__(self):
        _scopes.append(self._new)
        return self._new

    def __exit__(self, *error):
        _scopes.pop()
        return False
