# tf.Module: names, and the variables and modules that are found in attributes.
# In TensorFlow: python/module/module.py.

import re

from _ckptmap import identity, known, unknown, user_attributes

from tensorflow import _graph
from tensorflow._tracking import AutoTrackable, may_be_trackable

_CAMEL = re.compile(r'((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))')
_IDENTIFIER = re.compile(r'^[a-zA-Z_]([a-zA-Z0-9_])*$')


def camel_to_snake(name):
    return _CAMEL.sub(r'_\1', name).lower()


def is_variable(value):
    """Whether a value is a tf.Variable (a variable of Keras 3 is none)."""
    from tensorflow import _variables
    return isinstance(value, _variables.Variable)


class Module(AutoTrackable):
    """An object with variables and further modules in its attributes."""

    # What it lacks, TensorFlow's lacks too.
    _exact_ = True

    def __init__(self, name=None):
        if name is None:
            name = camel_to_snake(type(self).__name__)
        elif known(name) and not _IDENTIFIER.match(name):
            raise ValueError(
                '%r is not a valid module name. Module names must be valid Python identifiers '
                '(e.g. a valid class name).' % name)
        object.__setattr__(self, '_name', name)
        object.__setattr__(self, '_self_scope', _scope_of(name))

    @property
    def name(self):
        return self._name

    @property
    def name_scope(self):
        return _graph.name_scope(self._self_scope)

    @property
    def variables(self):
        return tuple(self._flatten(predicate=is_variable))

    @property
    def trainable_variables(self):
        return tuple(self._flatten(predicate=_is_trainable))

    @property
    def non_trainable_variables(self):
        return tuple(self._flatten(predicate=_is_not_trainable))

    @property
    def submodules(self):
        return tuple(self._flatten(predicate=_is_module))

    def _flatten(self, recursive=True, predicate=None):
        found = []
        if not _flatten_module(self, predicate, {identity(self)}, found, recursive, []):
            return unknown('what a module holds whose attributes are not all known', 'list')
        return found

    @classmethod
    def with_name_scope(cls, method):
        def wrapped(self, *args, **kwargs):
            with self.name_scope:
                return method(self, *args, **kwargs)
        return wrapped


def _scope_of(name):
    """The name scope that a module's variables are made in by `with self.name_scope`."""
    with _graph.name_scope(name) as scope:
        return scope


def _is_trainable(value):
    return is_variable(value) and value.trainable


def _is_not_trainable(value):
    return is_variable(value) and not value.trainable


def _is_module(value):
    return isinstance(value, Module)


def flatten(value, leaves):
    """Adds what is in lists, tuples and dicts (these by sorted key), however deep, to `leaves`."""
    if not known(value):
        leaves.append(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            flatten(item, leaves)
    elif isinstance(value, dict):
        for key in sorted(value):
            flatten(value[key], leaves)
    else:
        leaves.append(value)
    return leaves


def _by_name(attribute):
    return attribute[0]


def _flatten_module(module, predicate, seen, found, recursive, above):
    """Adds what the predicate takes of a module to `found`; False where that may not be all."""
    modules = []
    if identity(module) in above:
        recursive = False
    attributes = user_attributes(module)
    if not known(attributes):
        return False
    for name, value in sorted(attributes, key=_by_name):
        if name.startswith('_self_'):
            continue
        for leaf in flatten(value, []):
            if not known(leaf) and may_be_trackable(leaf):
                return False
            if not known(leaf) or identity(leaf) in seen:
                continue
            seen.add(identity(leaf))
            if predicate is None or predicate(leaf):
                found.append(leaf)
            if recursive and isinstance(leaf, Module):
                modules.append(leaf)
    within = above + [identity(module)]
    return all([_flatten_module(child, predicate, seen, found, recursive, within)
                for child in modules])
