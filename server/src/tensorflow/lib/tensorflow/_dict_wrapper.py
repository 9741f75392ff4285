# A dict in an attribute of a trackable object: its values under string keys are children.
# In TensorFlow: python/trackable/data_structures.py (_DictWrapper).

from _ckptmap import known

from tensorflow._structures import DataStructure, unchanged
from tensorflow._tracking import Trackable


class DictWrapper(DataStructure, dict):
    """A dict in an attribute; its values under string keys are children."""

    def __init__(self, wrapped=None):
        dict.__init__(self)
        wrapped = {} if wrapped is None else wrapped
        self._storage = wrapped
        self._odd_key = False
        self._changed_outside = False
        for key in list(wrapped):
            wrapped[key] = self._track_entry(key, wrapped[key])
        self._snapshot = dict(wrapped)

    def _items(self):
        return [self._storage[key] for key in sorted(self._storage, key=str)]

    def _track_entry(self, key, value):
        if isinstance(key, str):
            return self._track_item(value, key)
        value = self._track_item(value, '-non_string_key')
        if known(value) and isinstance(value, Trackable):
            self._odd_key = True
        return value

    def _check(self):
        if self._odd_key or self._changed_outside:
            return
        before = self._snapshot
        now = self._storage
        if list(now) != list(before) or not unchanged(list(now.values()), list(before.values())):
            self._changed_outside = True

    def _note(self):
        if not self._changed_outside:
            self._snapshot = dict(self._storage)

    def _trackable_children(self):
        self._check()
        if self._odd_key:
            raise ValueError(
                'Unable to save the object %r (a dictionary wrapper constructed automatically on '
                'attribute assignment). The wrapped dictionary contains a non-string key which '
                "maps to a trackable object or mutable data structure.\n\nIf you don't need this "
                'dictionary checkpointed, wrap it in a non-trackable object; it will be '
                'subsequently ignored.' % (self,))
        if self._changed_outside:
            raise ValueError(
                'Unable to save the object %r (a dictionary wrapper constructed automatically on '
                'attribute assignment). The wrapped dictionary was modified outside the wrapper '
                '(its final value was %r, its value when a checkpoint dependency was added was '
                "%r), which breaks restoration on object creation.\n\nIf you don't need this "
                'dictionary checkpointed, wrap it in a non-trackable object; it will be '
                'subsequently ignored.' % (self, self, self._snapshot))
        return Trackable._trackable_children(self)

    def __setitem__(self, key, value):
        self._check()
        self._storage[key] = self._track_entry(key, value)
        self._note()

    def __delitem__(self, key):
        self._check()
        del self._storage[key]
        self._note()

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self._storage:
            self._storage[key] = default
        return self._storage[key]

    def pop(self, *args):
        return self._storage.pop(*args)

    def popitem(self):
        return self._storage.popitem()

    def clear(self):
        self._storage.clear()

    def copy(self):
        return DictWrapper(dict(self._storage))

    def get(self, key, default=None):
        return self._storage.get(key, default)

    def keys(self):
        return self._storage.keys()

    def values(self):
        return self._storage.values()

    def items(self):
        return self._storage.items()

    def __getitem__(self, key):
        return self._storage[key]

    def __iter__(self):
        return iter(self._storage)

    def __len__(self):
        return len(self._storage)

    def __bool__(self):
        return len(self._storage) > 0

    def __contains__(self, key):
        return key in self._storage

    def __eq__(self, other):
        return self._storage == (other._storage if isinstance(other, DictWrapper) else other)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        raise TypeError("unhashable type: 'DictWrapper'")

    def __repr__(self):
        return repr(self._storage)
