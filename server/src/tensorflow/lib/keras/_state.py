# What Keras keeps globally: names that were given, open name scopes, and whether a call only tries
# out which variables it makes. In Keras: utils/naming.py, backend/common/{name_scope,global_state,
# stateless_scope}.py.

import re

from _ckptmap import known, unknown

from tensorflow import _graph

_counts = {}
_stack = []
# The scopes in which calls are tried out: of each the variables that it leaves to be initialized.
_trials = []


def snake_case(name):
    name = re.sub(r'\W+', '', name)
    name = re.sub('(.)([A-Z][a-z]+)', r'\1_\2', name)
    return re.sub('([a-z])([A-Z])', r'\1_\2', name).lower()


def auto_name(prefix):
    """The next name for an object of a class: `dense`, `dense_1`, ..."""
    return uniquify(snake_case(prefix))


def uniquify(name):
    if not known(name):
        return name
    count = _counts.get(name, 0)
    _counts[name] = count + 1
    if not known(count):
        return name + unknown('the number of a name', 'str')
    return '%s_%d' % (name, count) if count else name


def clear_session(free_memory=True):
    """keras.backend.clear_session."""
    _counts.clear()
    del _stack[:]


def check_name(name):
    if known(name) and (not isinstance(name, str) or '/' in name):
        raise ValueError('Argument `name` must be a string and cannot contain character `/`. '
                         'Received: name=%s (of type %s)' % (name, type(name)))


class NameScope:
    """A part of the path of variables; the same caller twice in a row opens it once."""

    def __init__(self, name, caller=None):
        check_name(name)
        self.name = name
        self.caller = caller
        self.override = getattr(caller, '_parent_path', None) if caller is not None else None
        self._opened = False
        self._graph_scope = None

    def __enter__(self):
        if _stack and self.caller is not None:
            top = _stack[-1]
            if top.caller is self.caller and top.name == self.name:
                return self
        _stack.append(self)
        self._opened = True
        self._graph_scope = _graph.name_scope(self.name)
        self._graph_scope.__enter__()
        return self

    def __exit__(self, *details):
        if self._opened:
            _stack.pop()
            self._opened = False
            if self._graph_scope is not None:
                self._graph_scope.__exit__(None, None, None)
                self._graph_scope = None


def current_path():
    """The path below which a variable is made now."""
    parts = []
    for scope in _stack:
        if scope.override is not None:
            parts = [part for part in scope.override.split('/') if part]
        parts.append(scope.name)
    return '/'.join(parts)


class Trial:
    """A call that is made to see shapes and to build: variables get their values when it ends."""

    def __enter__(self):
        _trials.append([])
        return self

    def __exit__(self, *details):
        waiting = _trials.pop()
        if _trials:
            _trials[-1].extend(waiting)
        else:
            for variable in waiting:
                variable._deferred_initialize()


def in_trial():
    return len(_trials) > 0


def initialize_later(variable):
    _trials[-1].append(variable)
