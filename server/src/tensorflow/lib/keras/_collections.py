# The lists and dicts that layers have in attributes: what comes into them is the layer's, too.
# In Keras: utils/tracking.py (TrackedList, TrackedDict). They are no edges of a checkpoint.

import collections

import _ckptmap
from _ckptmap import identity, known

from tensorflow._structures import TupleNode
from tensorflow._tracking import Trackable, may_be_trackable


def taken_over(value, owner, name):
    """What an attribute of a layer holds of a value, and of what is inside of another one."""
    kind = type(value)
    if kind is list or isinstance(value, TrackedList):
        if _is_worth_it(value):
            return TrackedList(owner, name, value)
        return list(value)
    if kind in (dict, collections.OrderedDict) or isinstance(value, TrackedDict):
        if _is_worth_it(list(value.values())):
            return TrackedDict(owner, name, value)
        return kind(value)
    return value


def _is_worth_it(values):
    """Whether layers are among the values, or may still come."""
    return len(values) == 0 or any(_has_state(each) for each in values)


def _has_state(value):
    """Whether a value, or something in it, would be saved in an attribute of its own."""
    if not known(value):
        return may_be_trackable(value)
    if isinstance(value, (list, tuple)):
        return any(_has_state(each) for each in value)
    if isinstance(value, dict):
        return any(_has_state(value[key]) for key in value)
    return isinstance(value, Trackable)


def _saved_in(value):
    """The objects in a value that a checkpoint saves."""
    if not known(value):
        return []
    if isinstance(value, (list, tuple)):
        return [item for each in value for item in _saved_in(each)]
    if isinstance(value, dict):
        return [item for key in value for item in _saved_in(value[key])]
    return [value] if isinstance(value, Trackable) else []


def _is_child(owner, item):
    if not known(item):
        return True
    for name, child in owner._self_dependencies or ():
        if child is item:
            return True
        if isinstance(child, TupleNode) and any(each is item for each in _saved_in(child.wrapped)):
            return True
    return False


def say_saved(value):
    """An attribute is given a layer, or a tuple of them, which may be in a collection as well."""
    for item in _saved_in(value):
        _ckptmap.tracked(identity(item))


class Tracked:
    """What both have; `_name` is the attribute's, None inside of another collection."""

    def _belong(self, owner, name):
        self._owner = owner
        self._name = name

    def _track(self, value):
        """Something comes in: says so of each layer that no edge of the owner leads to."""
        if self._name is not None:
            kind = 'dict' if isinstance(self, dict) else 'list'
            for item in _saved_in(value):
                if not _is_child(self._owner, item):
                    _ckptmap.untracked(self._owner, self._name, kind, identity(item))
        return self._owner._track_value(value, None)


class TrackedList(Tracked, list):
    """A list in an attribute of a layer."""

    def __init__(self, owner, name, items):
        self._belong(owner, name)
        list.__init__(self, [self._track(item) for item in items])

    def append(self, value):
        self._track(value)
        list.append(self, value)

    def insert(self, index, value):
        self._track(value)
        list.insert(self, index, value)

    def extend(self, values):
        list.extend(self, [self._track(value) for value in values])

    def remove(self, value):
        self._owner._untrack_value(value)
        list.remove(self, value)

    def pop(self, index=-1):
        value = list.pop(self, index)
        self._owner._untrack_value(value)
        return value

    def clear(self):
        for value in self:
            self._owner._untrack_value(value)
        list.clear(self)

    def __delitem__(self, index):
        value = self[index]
        list.__delitem__(self, index)
        self._owner._untrack_value(value)


class TrackedDict(Tracked, dict):
    """A dict in an attribute of a layer."""

    def __init__(self, owner, name, items):
        self._belong(owner, name)
        dict.__init__(self)
        for key in items:
            dict.__setitem__(self, key, self._track(items[key]))

    def __setitem__(self, key, value):
        self._track(value)
        dict.__setitem__(self, key, value)

    def update(self, mapping):
        for key in mapping:
            dict.__setitem__(self, key, self._track(mapping[key]))

    def pop(self, key, *args):
        there = key in self
        value = dict.pop(self, key, *args)
        if there:
            self._owner._untrack_value(value)
        return value

    def clear(self):
        for key in self:
            self._owner._untrack_value(self[key])
        dict.clear(self)
