# tf.train.Checkpoint of both namespaces: what it saves and what it restores.
# In TensorFlow: python/checkpoint/checkpoint.py. What the program itself writes is described to
# the native module, so that what reads it later sees the same as from a file.

import os.path

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _errors, _graph, _restore_report
from tensorflow._checkpoint_graph import describe
from tensorflow._known_numbers import lose_numbers
from tensorflow._restore import Coordinator, NamedCoordinator, Position
from tensorflow._restore_status import (
    HiddenStatus, NamedStatus, NothingStatus, ObjectStatus, View)
from tensorflow._structures import known_node_of
from tensorflow._tracking import AutoTrackable, Trackable, Unclear

_NOT_TRACKABLE = (
    '`Checkpoint` was expecting %s to be a trackable object (an object derived from '
    '`Trackable`), got %s. If you believe this object should be trackable (i.e. it is part of the '
    'TensorFlow Python API and manages state), please open an issue.')
_SUFFIX_HINT = (
    "\nPlease double-check that the path is correct. You may be missing the checkpoint suffix "
    "(e.g. the '-1' in 'path/to/ckpt-1').")


class CheckpointOptions:
    """tf.train.CheckpointOptions: none of them changes what is bound."""

    def __init__(self, experimental_io_device=None, experimental_enable_async_checkpoint=False,
                 experimental_write_callbacks=None, enable_async=False,
                 experimental_sharding_callback=None, experimental_skip_slot_variables=False):
        self.experimental_io_device = experimental_io_device
        self.experimental_write_callbacks = experimental_write_callbacks
        self.experimental_skip_slot_variables = experimental_skip_slot_variables


def _path_of(path):
    """A path as text: an object of pathlib is asked for its own."""
    if known(path) and hasattr(path, '__fspath__'):
        return path.__fspath__()
    return path


def _check_trackable(owner, name, value):
    """Raises where what was assigned to an attribute cannot be saved."""
    if known(value) and owner._lookup_dependency(name) is None:
        if hasattr(value, '__next__'):
            # An iterator over a dataset saves where it stands.
            owner._track_trackable(Unclear(), name)
            return
        raise ValueError(_NOT_TRACKABLE % (name, value))


class _Base(AutoTrackable):
    """What both Checkpoint classes share; `_view` is set by their constructors."""

    def _maybe_create_save_counter(self):
        if self._counter is not None:
            return
        counter = _make_counter()
        object.__setattr__(self, '_self_counter', counter)
        self._track_trackable(counter, 'save_counter')
        if self._attached is not None:
            self._attached.append(('save_counter', counter))
            waiting = self._view.root._deferred_dependencies.pop('save_counter', ())
            if waiting:
                waiting[0].restore(counter)

    @property
    def _counter(self):
        return self._self_counter

    @property
    def save_counter(self):
        self._maybe_create_save_counter()
        return self._self_counter

    def _write(self, prefix):
        path = _path_of(prefix)
        if not known(path):
            _ckptmap.note('a checkpoint is written to a path that is not known')
        _ckptmap.write_checkpoint(path, describe(self._view))
        return path

    def write(self, file_prefix, options=None):
        return self._write(file_prefix)

    def save(self, file_prefix, options=None):
        file_prefix = _path_of(file_prefix)
        number = _counted(self.save_counter)
        path = numbered(file_prefix, number)
        self._write(path)
        directory = os.path.dirname(file_prefix)
        _ckptmap.write_checkpoint_state(directory, path, [path])
        if known(directory):
            _without_times[os.path.normpath(directory)] = True
        return path

    def restore(self, save_path, options=None):
        return self._read('restore', _path_of(save_path), save_path)

    def _read(self, api, path, argument):
        if not known(path):
            return self._read_hidden(api, path)
        if path is None:
            return self._read_nothing(api)
        # TensorFlow 1's does not look into the folder of a SavedModel.
        opened = _ckptmap.checkpoint(path, api if self._of_2 else 'read')
        if not known(opened):
            return self._read_hidden(api, path)
        if opened['error'] is not None:
            self._fail_to_open(api, path, opened, argument)
        if opened['nodes'] is None:
            return self._read_named(api, path, opened)
        return self._read_objects(api, path, opened)

    def _read_nothing(self, api):
        if api == 'restore':
            self._maybe_create_save_counter()
        status = NothingStatus()
        status.restore_index = _restore_report.report_nothing(api, None, self._view)
        return status

    def _read_hidden(self, api, path):
        lose_numbers()
        if api == 'restore':
            self._maybe_create_save_counter()
        for trackable, _ in self._view.objects():
            if not isinstance(trackable, Unclear) and trackable._checkpoint_attributes():
                trackable._restored()
        status = HiddenStatus()
        status.restore_index = _restore_report.report_hidden(api, path)
        return status

    def _fail_to_open(self, api, path, opened, argument):
        type_name, message = opened['error']
        if api == 'restore' and self._of_2 and type_name == 'NotFoundError':
            message = ('Error when restoring from checkpoint or SavedModel at %s: %s%s'
                       % (argument, message, _SUFFIX_HINT))
        _restore_report.report_unread(api, path, opened, (type_name, message), self._view)
        raise _errors.error_of(type_name, message)

    def _read_objects(self, api, path, opened):
        coordinator = Coordinator(opened)
        view = self._view
        try:
            # In a graph, what does not fit fails when the operations run, or changes the shape.
            coordinator.in_graph = not _graph.executing_eagerly()
            self._bind(coordinator)
        except (ValueError, TypeError, _errors.OpError) as error:
            _restore_report.report_raised(
                api, path, opened, (type(error).__name__, str(error)), coordinator, view, False)
            raise
        if api == 'restore':
            self._maybe_create_save_counter()
        if coordinator.unclear:
            lose_numbers()
        if coordinator.unclear and self._counter is not None:
            # It may have taken a value, and count on from that.
            self._counter._restored()
        status = ObjectStatus(coordinator, view)
        status.restore_index = _restore_report.report_done(
            api, path, opened, status, coordinator, view, self._counter, False)
        return status

    def _bind(self, coordinator):
        Position(coordinator, 0).restore(self._view.root)
        children = coordinator.nodes[0]['children']
        for name, attached in self._attached or ():
            if name == 'root':
                continue
            for child_name, child_id in children:
                if child_name == name:
                    if child_id not in coordinator.bound:
                        Position(coordinator, child_id).restore(attached)
                    break

    def _read_named(self, api, path, opened):
        coordinator = NamedCoordinator(opened)
        view = self._view
        try:
            for trackable, _ in view.objects():
                if isinstance(trackable, Unclear):
                    coordinator.unclear = True
                else:
                    trackable._name_based_attribute_restore(coordinator)
        except (ValueError, TypeError, _errors.OpError) as error:
            _restore_report.report_raised(
                api, path, opened, (type(error).__name__, str(error)), coordinator, view, True)
            raise
        if coordinator.unclear:
            lose_numbers()
        status = NamedStatus(coordinator, view)
        if api == 'restore':
            self._maybe_create_save_counter()
            status.add_optional(self._self_counter)
        status.restore_index = _restore_report.report_done(
            api, path, opened, status, coordinator, view, self._counter, True)
        return status


class Checkpoint(_Base):
    """tf.train.Checkpoint of TensorFlow 2."""

    _of_2 = True

    def __init__(self, root=None, **kwargs):
        object.__setattr__(self, '_self_counter', None)
        attached = None
        root = _root_node(root)
        if not known(root) or not _ckptmap.is_settled(kwargs):
            self._unsettle()
            root = None
            kwargs = {}
        if root is not None:
            attached = []
            self._track_trackable(root, '_root')
            kwargs['root'] = root
            counter = root._lookup_dependency('save_counter')
            object.__setattr__(self, '_self_counter', counter)
        for name in sorted(kwargs):
            value = kwargs[name]
            setattr(self, name, value)
            _check_trackable(self, name, value)
            if root is not None:
                self._attach(root, name, attached)
        object.__setattr__(self, '_attached', attached)
        view = View(self if root is None else root, attached or (), self)
        object.__setattr__(self, '_view', view)
        if attached is not None:
            self._view.attached = attached
        _ckptmap.checkpoint_made(self)

    def read(self, save_path, options=None):
        return self._read('read', _path_of(save_path), _path_of(save_path))

    def sync(self):
        return None

    def _attach(self, root, name, attached):
        child = self._lookup_dependency(name)
        there = root._lookup_dependency(name)
        if there is None:
            attached.append((name, child))
        elif there is not child:
            raise ValueError('Cannot create a Checkpoint with keyword argument %s if root.%s '
                             'already exists.' % (name, name))


def _root_node(root):
    """The object that is a root: of a tuple from an attribute its node."""
    if known(root) and isinstance(root, tuple):
        root = known_node_of(root)
    if not known(root) or root is None:
        return root
    if not isinstance(root, Trackable):
        raise ValueError(_NOT_TRACKABLE % ('root', root))
    if not _ckptmap.is_settled(root):
        return unknown('an object whose attributes are not known')
    return root


class CheckpointV1(_Base):
    """tf.compat.v1.train.Checkpoint."""

    _of_2 = False
    _attached = None

    def __init__(self, **kwargs):
        object.__setattr__(self, '_self_counter', None)
        if not _ckptmap.is_settled(kwargs):
            self._unsettle()
            kwargs = {}
        for name in sorted(kwargs):
            value = kwargs[name]
            setattr(self, name, value)
            if known(value) and self._lookup_dependency(name) is None:
                raise ValueError(_NOT_TRACKABLE.replace('%s to be ', '', 1) % (value,))
        object.__setattr__(self, '_view', View(self, (), self))
        _ckptmap.checkpoint_made(self)

    def write(self, file_prefix, session=None, options=None):
        return self._write(file_prefix)

    def save(self, file_prefix, session=None, options=None):
        return _Base.save(self, file_prefix)


def _make_counter():
    """The variable `save_counter`, which starts at 0."""
    from tensorflow import _dtypes, _variables
    counter = _variables.Variable(
        0, trainable=False, name='save_counter', dtype=_dtypes.int64)
    counter._self_count = 0
    return counter


def _counted(counter):
    """Adds one to a save counter; what it then is, or an unknown after it was restored."""
    count = getattr(counter, '_self_count', None)
    if count is None:
        return unknown('a save counter that was restored', 'int')
    counter._self_count = count + 1
    return count + 1


# The folders whose `checkpoint` file was last written by Checkpoint.save, which gives no times.
_without_times = {}


def wrote_without_times(directory):
    return os.path.normpath(directory) in _without_times


def wrote_with_times(directory):
    _without_times.pop(os.path.normpath(directory), None)


def numbered(prefix, number):
    """`prefix-number`, also where the number is not known."""
    if known(prefix) and known(number):
        return '%s-%d' % (prefix, number)
    if not known(number):
        number = unknown('the number of a checkpoint', 'str')
    return prefix + '-' + number
