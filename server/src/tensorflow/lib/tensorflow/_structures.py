# Lists, dicts and tuples that are assigned to attributes of trackable objects.
# In TensorFlow: python/trackable/data_structures.py. A list or dict becomes a wrapper that shares
# the wrapped one and notices what happens to it; a tuple stays what it is, its node stands beside.

import collections

from _ckptmap import identity, known

from tensorflow._tracking import NoDependency, Trackable, Unclear, may_be_trackable


def wrap(value):
    """What an attribute holds of a value: lists and dicts are wrapped, all else is itself."""
    if isinstance(value, NoDependency):
        return value.value
    if isinstance(value, Trackable):
        return value
    kind = type(value)
    if kind is list:
        return ListWrapper(value)
    if kind is dict or kind is collections.OrderedDict:
        from tensorflow import _dict_wrapper
        return _dict_wrapper.DictWrapper(value)
    return value


# Nodes by the identity of the tuples that attributes hold; each node keeps its tuple alive.
_nodes = {}


def known_node_of(value):
    """The node of a tuple that an attribute holds; the tuple itself where it has none."""
    return _nodes.get(identity(value), value)


def node_of_tuple(value):
    """The node of a tuple with something trackable in it; None for any other."""
    node = _nodes.get(identity(value))
    if node is None and _worth_a_node(value):
        node = TupleNode(value)
        _nodes[identity(node.wrapped)] = node
    return node


def _worth_a_node(items):
    for item in items:
        if not known(item):
            if may_be_trackable(item):
                return True
        elif isinstance(item, (NoDependency, Trackable)):
            return True
        elif type(item) in (list, dict, collections.OrderedDict):
            return True
        elif isinstance(item, tuple) and _worth_a_node(item):
            return True
    return False


def unchanged(now, before):
    """Whether two lists hold the same: objects by identity, plain values by value."""
    if len(now) != len(before):
        return False
    for one, other in zip(now, before):
        if one is not other:
            if not known(one) or not known(other):
                continue
            if isinstance(one, Trackable) or isinstance(other, Trackable) or one != other:
                return False
    return True


class DataStructure(Trackable):
    """What wrappers have in common."""

    def _track_item(self, value, name):
        """Makes an edge of an item that is trackable; returns what the wrapper holds of it."""
        if not known(value):
            if known(name) and may_be_trackable(value):
                self._track_trackable(Unclear(), name, overwrite=True)
            return value
        value = wrap(value)
        if isinstance(value, Trackable):
            self._track_trackable(value, name, overwrite=True)
        elif isinstance(value, tuple) and known(name):
            node = node_of_tuple(value)
            if node is not None:
                self._track_trackable(node, name, overwrite=True)
                return node.wrapped
        return value

    @property
    def layers(self):
        return [item for item in self._items() if _is_layer(item)]

    @property
    def trainable_variables(self):
        return _collect(self._items(), 'trainable_variables', True)

    @property
    def non_trainable_variables(self):
        return _collect(self._items(), 'non_trainable_variables', False)

    @property
    def variables(self):
        return self.trainable_variables + self.non_trainable_variables

    trainable_weights = trainable_variables
    non_trainable_weights = non_trainable_variables
    weights = variables


def _is_layer(item):
    return known(item) and hasattr(item, 'layers') or hasattr(item, 'weights')


def _collect(items, attribute, trainable):
    variables = []
    own = []
    for item in items:
        if not known(item) or not isinstance(item, Trackable):
            continue
        if hasattr(item, attribute):
            variables.extend(getattr(item, attribute))
        elif item._checkpoint_attributes() and bool(getattr(item, 'trainable', True)) == trainable:
            own.append(item)
    return variables + own


class ListWrapper(DataStructure, list):
    """A list in an attribute; it may only grow, and only through the attribute."""

    def __init__(self, wrapped):
        list.__init__(self)
        self._storage = wrapped
        self._moved = False
        self._changed_outside = False
        for index, item in enumerate(wrapped):
            wrapped[index] = self._track_item(item, '%d' % index)
        self._snapshot = list(wrapped)

    def _items(self):
        return self._storage

    def _check(self):
        if not self._moved and not unchanged(self._storage, self._snapshot):
            self._changed_outside = True

    def _note(self):
        if not self._changed_outside:
            self._snapshot = list(self._storage)

    def _has_trackable(self):
        return self._moved or any(isinstance(item, Trackable) for item in self._storage)

    def _trackable_children(self):
        self._check()
        if self._moved:
            raise ValueError(
                'Unable to save the object %r (a list wrapper constructed to track trackable '
                'TensorFlow objects). A list element was replaced (__setitem__, __setslice__), '
                'deleted (__delitem__, __delslice__), or moved (sort). In order to support '
                'restoration on object creation, tracking is exclusively for append-only data '
                "structures.\n\nIf you don't need this list checkpointed, wrap it in a "
                'non-trackable object; it will be subsequently ignored.' % (self,))
        if self._changed_outside:
            raise ValueError(
                'Unable to save the object %r (a list wrapper constructed to track trackable '
                'TensorFlow objects). The wrapped list was modified outside the wrapper (its '
                'final value was %r, its value when a checkpoint dependency was added was %r), '
                "which breaks restoration on object creation.\n\nIf you don't need this list "
                'checkpointed, wrap it in a NoDependency object; it will be subsequently '
                'ignored.' % (self, self._storage, self._snapshot))
        return Trackable._trackable_children(self)

    def append(self, value):
        self._check()
        self._storage.append(self._track_item(value, '%d' % len(self._storage)))
        self._note()

    def extend(self, values):
        for value in values:
            self.append(value)

    def insert(self, index, value):
        self._check()
        if self._has_trackable() or isinstance(value, Trackable):
            self._moved = True
        self._storage.insert(index, value)
        self._note()

    def _disturb(self):
        self._check()
        if self._has_trackable():
            self._moved = True

    def pop(self, index=-1):
        self._disturb()
        value = self._storage.pop(index)
        self._note()
        return value

    def remove(self, value):
        self._disturb()
        self._storage.remove(value)
        self._note()

    def reverse(self):
        self._disturb()
        self._storage.reverse()
        self._note()

    def sort(self, key=None, reverse=False):
        self._disturb()
        self._storage.sort(key=key, reverse=reverse)
        self._note()

    def clear(self):
        self._disturb()
        del self._storage[:]
        self._note()

    def copy(self):
        return ListWrapper(list(self._storage))

    def index(self, *args):
        return self._storage.index(*args)

    def count(self, value):
        return self._storage.count(value)

    def __setitem__(self, key, value):
        self._check()
        if isinstance(key, slice):
            if self._has_trackable():
                self._moved = True
            self._storage[key] = value
            for index, item in enumerate(self._storage):
                self._storage[index] = self._track_item(item, '%d' % index)
        else:
            if isinstance(self._storage[key], Trackable):
                self._moved = True
            self._storage[key] = self._track_item(value, '%d' % key)
        self._note()

    def __delitem__(self, key):
        self._disturb()
        del self._storage[key]
        self._note()

    def __getitem__(self, key):
        return self._storage[key]

    def __iter__(self):
        return iter(self._storage)

    def __reversed__(self):
        return reversed(self._storage)

    def __len__(self):
        return len(self._storage)

    def __bool__(self):
        return len(self._storage) > 0

    def __contains__(self, value):
        return value in self._storage

    def __iadd__(self, values):
        self.extend(values)
        return self

    def __add__(self, other):
        return self._storage + _plain(other)

    def __radd__(self, other):
        return _plain(other) + self._storage

    def __mul__(self, count):
        return self._storage * count

    def __rmul__(self, count):
        return self._storage * count

    def __eq__(self, other):
        return self._storage == _plain(other)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        raise TypeError("unhashable type: 'ListWrapper'")

    def __repr__(self):
        return 'ListWrapper(%r)' % (self._storage,)


def _plain(value):
    return value._storage if isinstance(value, ListWrapper) else value


class TupleNode(DataStructure):
    """The node of a tuple in an attribute; `wrapped` is the tuple that the attribute holds."""

    def __init__(self, original):
        fields = getattr(original, '_fields', None)
        items = []
        for index, item in enumerate(original):
            unwrapped = self._track_item(item, '%d' % index)
            items.append(unwrapped)
        if fields is None:
            self.wrapped = tuple(items)
        else:
            # A named tuple's edges are its fields, then the indices.
            self.wrapped = type(original)(*items)
            indexed = list(self._self_dependencies or [])
            by_index = dict(indexed)
            named = []
            for index, field in enumerate(fields):
                child = by_index.get('%d' % index)
                if child is not None:
                    named.append((field, child))
            self._maybe_initialize_trackable()
            self._self_dependencies[:] = named + indexed
            for field, child in named:
                self._self_names[field] = child

    def _items(self):
        return self.wrapped
