# What Checkpoint.restore and read return: the three assertions, and how they are decided.
# In TensorFlow: python/checkpoint/checkpoint.py, the classes of statuses. Each assertion that the
# program makes is reported to the native module before it raises.

import _ckptmap
from _ckptmap import identity, known, unknown

from tensorflow._restore import is_value
from tensorflow._structures import DataStructure
from tensorflow._tracking import Unclear, walk

_NOTHING = 'No checkpoint specified (save_path=None); nothing is being restored.'


class _Status:
    """What all statuses have; `restore_index` says which reported restore it belongs to."""

    restore_index = None

    def _check(self, name, verdict):
        """`verdict` is None where the assertion holds, an unknown, or the text it fails with."""
        if not known(verdict):
            _ckptmap.asserted(name, verdict, self.restore_index, None)
            if unknown('whether an assertion on a restore holds', 'bool'):
                return self
            raise AssertionError(verdict)
        _ckptmap.asserted(name, verdict is None, self.restore_index, verdict)
        if verdict is not None:
            raise AssertionError(verdict)
        return self

    def verdicts(self):
        """The verdicts of the three assertions, as they stand now."""
        return (self._consumed(), self._existing(), self._nontrivial())

    def assert_consumed(self):
        return self._check('assert_consumed', self._consumed())

    def assert_existing_objects_matched(self):
        return self._check('assert_existing_objects_matched', self._existing())

    def assert_nontrivial_match(self):
        return self._check('assert_nontrivial_match', self._nontrivial())

    def expect_partial(self):
        _ckptmap.expected_partial(self.restore_index)
        return self

    def run_restore_ops(self, session=None):
        return None

    def initialize_or_restore(self, session=None):
        return None


class ObjectStatus(_Status):
    """The status of an object-based checkpoint."""

    def __init__(self, coordinator, view):
        self._coordinator = coordinator
        self._view = view

    def _objects(self):
        return [trackable for trackable, _ in self._view.objects()]

    def _unclear(self, objects):
        return self._coordinator.unclear or any(isinstance(o, Unclear) for o in objects)

    def _existing(self):
        coordinator = self._coordinator
        objects = self._objects()
        if self._unclear(objects):
            return unknown('an attribute that may hold what a checkpoint saves')
        for node_id, trackable in coordinator.bound.items():
            if trackable._self_update_uid < coordinator.restore_uid:
                return 'Object %s not assigned a value from checkpoint.' % (
                    coordinator.names().get(node_id),)
        bound = set([identity(trackable) for trackable in coordinator.bound.values()])
        lost = []
        for trackable in _distinct(coordinator.seen + objects):
            if is_value(trackable) and identity(trackable) not in bound:
                lost.append(trackable)
        if not lost:
            return None
        shown = lost[:10]
        return (
            'Found %d Python objects that were not bound to checkpointed values, likely due to '
            'changes in the Python program. Showing %d of %d unmatched objects: %s'
            % (len(lost), len(shown), len(lost), _names_of(shown)))

    def _consumed(self):
        existing = self._existing()
        if not known(existing) or existing is not None:
            return existing
        coordinator = self._coordinator
        names = coordinator.names()
        for node_id, node in enumerate(coordinator.nodes):
            if node['attributes'] and node_id not in coordinator.bound:
                return 'Unresolved object in checkpoint %s' % names.get(node_id)
        if coordinator.slots:
            return 'Unresolved slot restorations: %s' % (coordinator.slots,)
        if coordinator.unused:
            return (
                'Unused attributes in these objects (the attributes exist in the checkpoint but '
                'were not restored):\n%s' % '\n'.join(
                    ['%s: %s' % (names.get(node_id), attributes)
                     for node_id, attributes in coordinator.unused.items()]))
        return None

    def _nontrivial(self):
        coordinator = self._coordinator
        if len(coordinator.bound) > 1:
            return None
        objects = self._objects()
        if self._unclear(objects):
            return unknown('an attribute that may hold what a checkpoint saves')
        bound = set([identity(trackable) for trackable in coordinator.bound.values()])
        lost = []
        for trackable in _distinct(coordinator.seen + objects):
            if is_value(trackable) and identity(trackable) not in bound:
                lost.append(trackable)
        if lost:
            return (
                'Nothing except the root object matched a checkpointed value. Typically this '
                'means that the checkpoint does not match the Python program. The following '
                'objects have no matching checkpointed value: %s' % _names_of(lost))
        return 'Nothing to load. No dependencies have been added to %s yet.' % (self._view.root,)


class NamedStatus(_Status):
    """The status of a file that is written by name: its assertions are one and the same."""

    def __init__(self, coordinator, view):
        self._coordinator = coordinator
        self._view = view
        self._optional = []

    def add_optional(self, variable):
        self._optional.append(variable)

    def _consumed(self):
        coordinator = self._coordinator
        objects = [trackable for trackable, _ in self._view.objects()]
        if coordinator.unclear or any(isinstance(o, Unclear) for o in objects):
            return unknown('an attribute that may hold what a checkpoint saves')
        lost = []
        for trackable in coordinator.missing:
            if not any(trackable is optional for optional in self._optional):
                lost.append(trackable)
        if lost:
            return 'Some objects had attributes which were not restored: %s' % _names_of(lost)
        for trackable in objects:
            if trackable._self_update_uid < coordinator.restore_uid:
                return 'Object not restored: %s' % (trackable,)
        return None

    _existing = _consumed
    _nontrivial = _consumed


class NothingStatus(_Status):
    """The status of `restore(None)`."""

    def _consumed(self):
        return _NOTHING

    _existing = _consumed
    _nontrivial = _consumed

    def run_restore_ops(self, session=None):
        raise AssertionError('No checkpoint specified, so no restore ops are available '
                             '(save_path=None to Saver.restore).')


class HiddenStatus(_Status):
    """The status of a restore of which nothing is known."""

    def _consumed(self):
        return unknown('a checkpoint that is not known')

    _existing = _consumed
    _nontrivial = _consumed


class View:
    """The objects of a checkpoint: a root, and what else is attached to it by name."""

    def __init__(self, root, attached, owner):
        self.root = root
        self.attached = attached
        self.owner = owner

    def objects(self):
        """All objects, breadth first, with their paths; raises where one cannot be saved."""
        found = walk(self.root, self.attached)
        seen = set([identity(trackable) for trackable, _ in found])
        for trackable, path in list(found):
            slots = getattr(trackable, '_slots_of', None)
            if slots is None:
                continue
            for name, original, slot in slots([each for each, _ in found]):
                if identity(slot) not in seen:
                    seen.add(identity(slot))
                    found.append((slot, path + (".state '%s'" % name,)))
        return found


def _distinct(objects):
    found = {}
    for trackable in objects:
        if not isinstance(trackable, DataStructure):
            found[identity(trackable)] = trackable
    return list(found.values())


def _names_of(objects):
    return '[%s]' % ', '.join([str(getattr(each, 'name', each)) for each in objects])
