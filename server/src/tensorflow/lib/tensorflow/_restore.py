# How the nodes of a checkpoint find their objects, and what the values do to them.
# In TensorFlow: python/checkpoint/restore.py and checkpoint.py (the coordinators).
# No value is read: a restore knows which tensor goes into which variable, and which misfit raises.

import _ckptmap
from _ckptmap import identity, known

from tensorflow import _dtypes, _errors, _shapes
from tensorflow._tracking import UNSETTLED, Trackable, Unclear, known_children

# Names of types as the runtime prints them.
_RUNTIME_NAMES = {'float32': 'float', 'float64': 'double', 'float16': 'half'}
_VALUE = 'VARIABLE_VALUE'


def runtime_name(dtype):
    """The name of a type in the texts of TensorFlow's runtime."""
    return _RUNTIME_NAMES.get(dtype, dtype)


def misfit_of_type(variable, dtype):
    """Whether a tensor of the type named `dtype` is sure not to be readable for a variable."""
    own = _dtypes.name_of(variable.dtype)
    return own is not None and own != dtype


def misfit_of_shape(variable, shape):
    """Whether a tensor of the shape (a list) is sure not to be assignable to a variable."""
    fits = _fits(variable, shape)
    return known(fits) and not fits


def _fits(variable, shape):
    return _shapes.compatible(
        _shapes.as_shape(variable.shape), _shapes.TensorShape(list(shape)))


def may_misfit(variable, shape):
    """Whether it is not known if a tensor fits a variable."""
    return _dtypes.name_of(variable.dtype) is None or not known(_fits(variable, shape))


def _shape_text(shape):
    return str(_shapes.TensorShape(list(shape)))


def is_value(trackable):
    """Whether an object itself has a value in a checkpoint."""
    return not isinstance(trackable, Unclear) and bool(trackable._checkpoint_attributes())


# Where values that wait for an object are given without a look whether they fit: the steps of a
# training, which are traced then and run later, and the slots of an optimizer of Keras.
_unchecked = []


def is_unchecked():
    return len(_unchecked) > 0


class Unchecked:
    """While what does not fit is not seen."""

    def __enter__(self):
        _unchecked.append(self)

    def __exit__(self, *details):
        _unchecked.pop()


class Position:
    """A node of a checkpoint that an object is to be bound to."""

    def __init__(self, coordinator, node_id):
        self.coordinator = coordinator
        self.node_id = node_id

    def restore(self, trackable):
        """Binds the object and all below it, then gives the values."""
        if self.coordinator.bind(self.node_id, trackable):
            self.coordinator.restore_from(self.node_id)


class Coordinator:
    """One restore of an object-based checkpoint; `description` is what `_ckptmap` says of it."""

    def __init__(self, description):
        self.restore_uid = _ckptmap.next_number()
        self.nodes = description['nodes']
        self.tensors = {}
        for name, shape, dtype in description['tensors']:
            self.tensors[name] = (shape, dtype)
        self.bound = {}
        self.seen = []
        self.unused = {}
        # What each variable took, by identity: (variable, tensor).
        self.taken = {}
        self.unclear = False
        self.in_graph = False
        self.slots = {}
        self.deferred_slots = {}
        for node_id, node in enumerate(self.nodes):
            for original, name, slot in node['slots']:
                self.slots.setdefault(original, []).append((node_id, name, slot))
        self._names = None

    def bind(self, node_id, trackable):
        """Whether the object is the first one at the node."""
        self.seen.append(trackable)
        if node_id in self.bound:
            return False
        self.bound[node_id] = trackable
        return True

    def restore_from(self, node_id):
        """Walks the nodes below a bound one, breadth first; values come last, all at once."""
        queue = [node_id]
        values = []
        while queue:
            current = queue.pop(0)
            trackable = self.bound[current]
            if isinstance(trackable, Unclear):
                self.unclear = True
                continue
            trackable._maybe_initialize_trackable()
            if self.restore_uid > trackable._self_update_uid:
                self._gather(current, trackable, values)
                object.__setattr__(trackable, '_self_update_uid', self.restore_uid)
            self._queue_children(current, trackable, queue)
            self._queue_slots(current, trackable, queue)
        self._give(values)

    def _gather(self, node_id, trackable, values):
        attributes = self.nodes[node_id]['attributes']
        if not attributes:
            return
        own = trackable._checkpoint_attributes()
        for name, _, tensor in attributes:
            if name in own:
                trackable._check_can_restore()
                values.append((trackable, tensor))
                self.taken[identity(trackable)] = (trackable, tensor)
            else:
                self.unused.setdefault(node_id, []).append(name)

    def _queue_children(self, node_id, trackable, queue):
        children = known_children(trackable)
        if UNSETTLED in children:
            self.unclear = True
            return
        for name, child_id in self.nodes[node_id]['children']:
            if child_id in self.bound:
                continue
            child = children.get(name)
            if child is None and not children:
                child = trackable._lookup_dependency(name)
            if child is None:
                if self._has_values(child_id):
                    waiting = trackable._deferred_dependencies
                    waiting.setdefault(name, []).append(Position(self, child_id))
            elif self.bind(child_id, child):
                queue.append(child_id)

    def _has_values(self, node_id):
        # Whether a node is worth waiting for: whether anything below it has a value.
        below = [node_id]
        seen = {node_id}
        while below:
            node = self.nodes[below.pop()]
            if node['attributes'] or node['slots']:
                return True
            for _, child_id in node['children']:
                if child_id not in seen:
                    seen.add(child_id)
                    below.append(child_id)
        return False

    def _queue_slots(self, node_id, trackable, queue):
        for original, name, slot_id in self.deferred_slots.pop(node_id, ()):
            self._queue_slot(trackable, original, name, slot_id, queue)
        for optimizer_id, name, slot_id in self.slots.pop(node_id, ()):
            optimizer = self.bound.get(optimizer_id)
            if optimizer is None:
                waiting = self.deferred_slots.setdefault(optimizer_id, [])
                waiting.append((trackable, name, slot_id))
            elif hasattr(optimizer, '_slot_for_restore'):
                self._queue_slot(optimizer, trackable, name, slot_id, queue)

    def _queue_slot(self, optimizer, original, name, slot_id, queue):
        if not hasattr(optimizer, '_slot_for_restore'):
            return
        slot = optimizer._slot_for_restore(name, original)
        if slot is not None and self.bind(slot_id, slot):
            queue.append(slot_id)

    def _give(self, values):
        """Reads all values, then assigns them in the order of the tensors' names."""
        if self.in_graph or _unchecked:
            for variable, _ in values:
                variable._restored()
            return
        wrong = []
        for variable, tensor in values:
            dtype = self.tensors[tensor][1]
            if misfit_of_type(variable, dtype):
                wrong.append('tensor_name = %s; expected dtype %s does not equal original dtype %s'
                             % (tensor, runtime_name(_dtypes.name_of(variable.dtype)),
                                runtime_name(dtype)))
        if wrong:
            raise _errors.InvalidArgumentError(None, None, '\n'.join(wrong))
        for variable, tensor in sorted(values, key=_tensor_of):
            check_shape(variable, self.tensors[tensor][0], variable._restore_name())
            variable._restored()

    def misfits(self, variable, tensor):
        """Whether a variable cannot take a tensor of the checkpoint."""
        shape, dtype = self.tensors[tensor]
        return misfit_of_type(variable, dtype) or misfit_of_shape(variable, shape)

    def may_raise(self):
        """Whether a variable took a tensor of which it is not known if it fits."""
        return any(may_misfit(variable, self.tensors[tensor][0])
                   for variable, tensor in self.taken.values())

    def names(self):
        """What messages call each node: edge names from `(root)` on, joined by dots."""
        if self._names is None:
            self._names = names_of_nodes(self.nodes)
        return self._names


def _tensor_of(value):
    return value[1]


def check_shape(variable, shape, name):
    """Raises what the assignment of a restored value raises where its shape does not fit."""
    if misfit_of_shape(variable, shape):
        raise ValueError(
            'Received incompatible tensor with shape %s when attempting to restore variable with '
            'shape %s and name %s.'
            % (_shape_text(shape), _shapes.as_shape(variable.shape), name))


def names_of_nodes(nodes):
    """The printed name of each node that can be reached, by its number."""
    paths = {0: '(root)'}
    queue = [0]
    while queue:
        node_id = queue.pop(0)
        for name, child_id in nodes[node_id]['children']:
            if child_id not in paths:
                paths[child_id] = paths[node_id] + '.' + name
                queue.append(child_id)
    for node_id, node in enumerate(nodes):
        for original, name, slot in node['slots']:
            paths[slot] = "%s's state '%s' for %s" % (
                paths.get(node_id, ''), name, paths.get(original, ''))
    return paths


class NamedCoordinator:
    """One restore of a file that is written by name: each variable is looked up by its own."""

    def __init__(self, description):
        self.restore_uid = _ckptmap.next_number()
        self.tensors = {}
        for name, shape, dtype in description['tensors']:
            self.tensors[name] = (shape, dtype)
        self.missing = []
        self.taken = {}
        self.unclear = False

    def look_up(self, trackable):
        """The name of the tensor that a variable takes; None where there is none."""
        name = trackable._checkpoint_name()
        if not known(name):
            self.unclear = True
            return None
        if name not in self.tensors:
            return None
        self.taken[identity(trackable)] = (trackable, name)
        return name

    def restore_object(self, trackable):
        if not is_value(trackable):
            return
        name = self.look_up(trackable)
        if name is None:
            self.missing.append(trackable)
            return
        shape, dtype = self.tensors[name]
        check_shape(trackable, shape, name)
        if misfit_of_type(trackable, dtype):
            raise _errors.InvalidArgumentError(
                None, None, 'Trying to assign variable with wrong dtype. Expected %s got %s'
                % (runtime_name(_dtypes.name_of(trackable.dtype)), runtime_name(dtype)))
        trackable._restored()

    def misfits(self, variable, tensor):
        shape, dtype = self.tensors[tensor]
        return misfit_of_type(variable, dtype) or misfit_of_shape(variable, shape)

    def may_raise(self):
        return any(may_misfit(variable, self.tensors[tensor][0])
                   for variable, tensor in self.taken.values())


class ValueOfCheckpoint(Trackable):
    """What a variable needs to take a value; the variables of the graph and of Keras have it."""

    def _checkpoint_attributes(self):
        return (_VALUE,)

    def _check_can_restore(self):
        """Raises where a variable is not there yet to take a value."""

    def _restored(self):
        """Called when a value has been assigned: what it was before is gone."""
        # A save counter counts from here on from what is not known.
        self._self_count = None

    def _restore_name(self):
        """The variable's name in the text of a misfit."""
        return self.name

    def _checkpoint_name(self):
        """The variable's name in a file that is written by name."""
        return self._shared_name

    def _checkpoint_full_name(self):
        """The name that a checkpoint keeps beside the value."""
        return self._shared_name
