# Objects that have children in a checkpoint: Trackable, AutoTrackable and what attributes make.
# In TensorFlow: python/trackable/base.py and autotrackable.py. The wrappers of lists, dicts and
# tuples are in _structures.py, how a checkpoint's nodes find their objects is in _restore.py.

import _ckptmap
from _ckptmap import identity, known

_MISSING = object()

# The edge of an object of which it is not known what edges it has.
UNSETTLED = '?'


class NoDependency:
    """A value to assign to an attribute without making an edge of it."""

    def __init__(self, value):
        self.value = value


class Unclear:
    """Stands as a child where an attribute's value is not known and may be trackable."""

    _self_update_uid = -1

    def _maybe_initialize_trackable(self):
        return None

    def _trackable_children(self):
        return {}

    def _checkpoint_attributes(self):
        return ()

    def _lookup_dependency(self, name):
        return None

    @property
    def _deferred_dependencies(self):
        return {}


def may_be_trackable(value):
    """Whether an unknown value can be an object with children: a number or a text cannot."""
    plain = isinstance(value, (bool, int, float, str))
    return not (known(plain) and plain)


class Trackable:
    """An object with named children, and with values that wait for children to come."""

    # What it lacks, TensorFlow's lacks too.
    _exact_ = True

    _self_setattr_tracking = True
    _self_manual_tracking = True
    _self_update_uid = -1
    _self_dependencies = None

    def _maybe_initialize_trackable(self):
        if self._self_dependencies is None:
            object.__setattr__(self, '_self_dependencies', [])
            object.__setattr__(self, '_self_names', {})
            object.__setattr__(self, '_self_deferred', {})
            object.__setattr__(self, '_self_name_based', [])

    @property
    def _deferred_dependencies(self):
        self._maybe_initialize_trackable()
        return self._self_deferred

    def _lookup_dependency(self, name):
        self._maybe_initialize_trackable()
        return self._self_names.get(name)

    def _trackable_children(self):
        """The children by name, in the order of the edges; raises where they cannot be saved."""
        self._maybe_initialize_trackable()
        return dict(self._self_dependencies)

    def _checkpoint_attributes(self):
        """The names of the values that a checkpoint holds of this very object."""
        return ()

    def _no_dependency(self, value):
        return value

    def _handle_deferred_dependencies(self, name, child):
        """Gives a new child the values that wait for it; the latest restore goes first."""
        child._maybe_initialize_trackable()
        waiting = self._self_deferred.pop(name, ())
        for position in sorted(waiting, key=_uid_of_position, reverse=True):
            position.restore(child)
        for coordinator in sorted(self._self_name_based, key=_uid_of, reverse=True):
            child._name_based_attribute_restore(coordinator)

    def _name_based_attribute_restore(self, coordinator):
        self._maybe_initialize_trackable()
        if coordinator not in self._self_name_based:
            self._self_name_based.append(coordinator)
        if self._self_update_uid < coordinator.restore_uid:
            coordinator.restore_object(self)
            object.__setattr__(self, '_self_update_uid', coordinator.restore_uid)

    def _track_trackable(self, child, name, overwrite=False):
        self._maybe_initialize_trackable()
        if not self._self_manual_tracking or not _ckptmap.is_settled(self):
            return child
        current = self._self_names.get(name)
        if current is None:
            # The edge is there even where the values that wait for it do not fit.
            self._self_dependencies.append((name, child))
            if not isinstance(child, Unclear):
                self._handle_deferred_dependencies(name, child)
        elif current is not child:
            if not overwrite:
                raise ValueError(
                    "Called Trackable._track_trackable() with name='%s', but a Trackable with "
                    'this name is already declared as a dependency. Names must be unique (or '
                    'overwrite=True).' % name)
            for index, (old_name, _) in enumerate(self._self_dependencies):
                if old_name == name:
                    self._self_dependencies[index] = (name, child)
        self._self_names[name] = child
        return child

    def _unsettle(self):
        """From here on it is not known which children the object has."""
        self._maybe_initialize_trackable()
        self._self_dependencies.append((UNSETTLED, None))

    def _delete_tracking(self, name):
        self._maybe_initialize_trackable()
        if _ckptmap.is_settled(self) and name in self._self_names:
            del self._self_names[name]
            for index, (old_name, _) in enumerate(self._self_dependencies):
                if old_name == name:
                    del self._self_dependencies[index]
                    break


def _uid_of_position(position):
    return position.coordinator.restore_uid


def _uid_of(coordinator):
    return coordinator.restore_uid


def track_attribute(owner, name, value):
    """Makes an edge of what is assigned to an attribute; returns what the attribute holds."""
    if not known(value):
        if known(name) and may_be_trackable(value):
            owner._track_trackable(Unclear(), name, overwrite=True)
        return value
    if isinstance(value, NoDependency):
        return value.value
    from tensorflow import _structures
    value = _structures.wrap(value)
    if isinstance(value, Trackable):
        owner._track_trackable(value, name, overwrite=True)
    elif isinstance(value, tuple):
        node = _structures.node_of_tuple(value)
        if node is not None:
            owner._track_trackable(node, name, overwrite=True)
            return node.wrapped
    return value


def holds(owner, name, value):
    """Whether an attribute is sure to hold just this value already."""
    if not known(name) or not known(value):
        return False
    current = getattr(owner, name, _MISSING)
    return known(current) and current is value


class AutoTrackable(Trackable):
    """An object whose attributes are its children."""

    # What it lacks, TensorFlow's lacks too.
    _exact_ = True

    def __setattr__(self, name, value):
        if holds(self, name, value):
            return
        if self._self_setattr_tracking:
            value = track_attribute(self, name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        self._delete_tracking(name)
        object.__delattr__(self, name)

    def _no_dependency(self, value):
        return NoDependency(value)

    def _add_trackable_child(self, name, value):
        setattr(self, name, value)


def no_automatic_dependency_tracking(method):
    """tf.__internal__.tracking.no_automatic_dependency_tracking."""
    def wrapped(self, *args, **kwargs):
        previous = self._self_setattr_tracking
        object.__setattr__(self, '_self_setattr_tracking', False)
        try:
            return method(self, *args, **kwargs)
        finally:
            object.__setattr__(self, '_self_setattr_tracking', previous)
    return wrapped


def known_children(trackable):
    """The children by name; where they are not known, one that stands for whatever they are."""
    if not _ckptmap.is_settled(trackable):
        return {UNSETTLED: Unclear()}
    return trackable._trackable_children()


def children_of(trackable, attached=()):
    """The edges of an object as the graph view of a checkpoint walks them: [(name, child)]."""
    children = list(known_children(trackable).items())
    for name, child in attached:
        children.append((name, child))
    return children


def walk(root, attached=()):
    """All objects from the root on, breadth first: [(object, path as a tuple of names)]."""
    found = [(root, ())]
    seen = {identity(root)}
    index = 0
    while index < len(found):
        trackable, path = found[index]
        for name, child in children_of(trackable, attached if index == 0 else ()):
            if identity(child) not in seen:
                seen.add(identity(child))
                found.append((child, path + (name,)))
        index = index + 1
    return found
