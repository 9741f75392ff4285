# tf.train.CheckpointManager: numbered checkpoints in a folder, the oldest of which go.
# In TensorFlow: python/checkpoint/checkpoint_management.py.

import os.path

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _readers
from tensorflow._checkpoint import (
    _counted, _path_of, numbered, wrote_with_times, wrote_without_times)


class CheckpointManager:
    """Saves and restores the checkpoints of one Checkpoint in one folder."""

    def __init__(self, checkpoint, directory, max_to_keep, keep_checkpoint_every_n_hours=None,
                 checkpoint_name='ckpt', step_counter=None, checkpoint_interval=None,
                 init_fn=None, last_checkpoint_step=None):
        self._checkpoint = checkpoint
        if known(max_to_keep) and max_to_keep is not None and max_to_keep <= 0:
            raise ValueError('Expected a positive integer or `None` for `max_to_keep`, got %d.'
                             % (max_to_keep,))
        if checkpoint_interval is not None and step_counter is None:
            raise ValueError('`step_counter` should be passed if `checkpoint_interval` is not '
                             'None.')
        self._max_to_keep = max_to_keep
        self._keeps_by_time = keep_checkpoint_every_n_hours
        self._directory = _path_of(directory)
        self._prefix = os.path.join(self._directory, checkpoint_name)
        self._init_fn = init_fn
        self._checkpoint_interval = checkpoint_interval
        self._step_counter = step_counter
        self._latest = None
        self._kept = []
        self._recover()

    def _recover(self):
        """Takes over what an earlier run says in the folder's `checkpoint` file."""
        state = _ckptmap.checkpoint_state(self._directory)
        if not known(state):
            self._latest = state
            self._kept = unknown('the checkpoints of a folder', 'list')
        elif state is not None:
            self._latest = state['model_checkpoint_path']
            # What Checkpoint.save wrote has no times, and is not the manager's to remove.
            if _has_times(self._directory, state):
                self._kept = list(state['all_model_checkpoint_paths'])

    @property
    def directory(self):
        return self._directory

    @property
    def checkpoint(self):
        return self._checkpoint

    @property
    def checkpoint_interval(self):
        return self._checkpoint_interval

    @property
    def latest_checkpoint(self):
        return self._latest

    @property
    def checkpoints(self):
        return list(self._kept)

    def save(self, checkpoint_number=None, check_interval=True, options=None):
        number = _counted(self._checkpoint.save_counter)
        if checkpoint_number is not None:
            number = _number_of(checkpoint_number)
        path = numbered(self._prefix, number)
        if self._checkpoint_interval is not None:
            # Whether the interval is over depends on a value.
            _ckptmap.note('a manager with an interval saves or does not')
            self._latest = unknown('the latest checkpoint of a manager', 'str')
            return self._latest
        self._checkpoint._write(path)
        self._keep(path)
        return path

    def _keep(self, path):
        self._latest = path
        if not known(path) or not known(self._kept):
            self._kept = unknown('the checkpoints of a folder', 'list')
        else:
            self._kept = [kept for kept in self._kept if kept != path] + [path]
            limit = self._max_to_keep
            if not known(limit):
                self._kept = unknown('the checkpoints of a folder', 'list')
            elif limit and not self._keeps_by_time:
                for old in self._kept[:-limit]:
                    _readers.removed(old)
                self._kept = self._kept[-limit:]
        _ckptmap.write_checkpoint_state(self._directory, path, self._kept)
        if known(self._directory):
            wrote_with_times(self._directory)

    def restore_or_initialize(self):
        latest = self._latest
        if not known(latest) or latest is not None:
            self._checkpoint.restore(latest)
            return latest
        if self._init_fn is not None:
            self._init_fn()
        return None

    def sync(self):
        return None


def _has_times(directory, state):
    times = state.get('all_model_checkpoint_timestamps')
    if times is None:
        return not wrote_without_times(directory)
    return len(times) > 0


def _number_of(value):
    if known(value) and hasattr(value, 'numpy'):
        return value.numpy()
    return value
