# copy. Defined in CPython 3.11: Lib/copy.py.

from _python import is_atomic, known, same_class, unknown_function


class Error(Exception):
    pass


error = Error


def copy(x):
    kind = type(x)
    if is_atomic(x):
        return x
    if kind is list or kind is dict or kind is set:
        return x.copy()
    if kind is tuple or kind is frozenset:
        return x
    own = getattr(kind, '__copy__', None)
    if own is not None:
        return own(x)
    made = same_class(x)
    if isinstance(x, list):
        list.extend(made, x)
    elif isinstance(x, dict):
        dict.update(made, x)
    elif isinstance(x, set):
        set.update(made, x)
    _take_names(made, x, lambda value: value)
    return made


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = []
    if is_atomic(x):
        return x
    for known, made in memo:
        if known is x:
            return made
    kind = type(x)
    if kind is list:
        made = []
        memo.append((x, made))
        for item in x:
            made.append(deepcopy(item, memo))
        return made
    if kind is dict:
        made = {}
        memo.append((x, made))
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if kind is tuple:
        return _deep_tuple(x, memo)
    if kind is set:
        made = set([deepcopy(item, memo) for item in x]) if len(x) < 2 else set(x)
        memo.append((x, made))
        return made
    if kind is frozenset:
        return x
    return _deep_object(x, kind, memo)


def _deep_tuple(x, memo):
    made = tuple([deepcopy(item, memo) for item in x])
    for one, other in zip(x, made):
        if one is not other:
            return made
    return x


def _deep_object(x, kind, memo):
    own = getattr(kind, '__deepcopy__', None)
    if own is not None:
        made = own(x, memo)
        memo.append((x, made))
        return made
    made = same_class(x)
    memo.append((x, made))
    if isinstance(x, list):
        for item in list(x):
            list.append(made, deepcopy(item, memo))
    elif isinstance(x, dict):
        for key, value in list(dict.items(x)):
            dict.__setitem__(made, deepcopy(key, memo), deepcopy(value, memo))
    elif isinstance(x, set):
        set.update(made, x)
    _take_names(made, x, lambda value: deepcopy(value, memo))
    return made


def _take_names(made, x, change):
    names = getattr(x, '__dict__', None)
    if isinstance(names, dict):
        if not known(len(names)):
            # Which attributes there are is not known: of both objects nothing is, from here on.
            unknown_function('the attributes of a copy')(x, made)
            return
        for name, value in list(names.items()):
            object.__setattr__(made, name, change(value))
