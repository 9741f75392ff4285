# tf.compat.v1.train.Saver: which checkpoints it writes. Restoring changes no variable that counts.
# In TensorFlow: python/training/saver.py.

import os.path

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _graph, _readers, _variable_lists
from tensorflow._graph import GraphKeys


class Saver:
    """Saves the variables given, or all of the graph, under their names."""

    def __init__(self, var_list=None, reshape=False, sharded=False, max_to_keep=5,
                 keep_checkpoint_every_n_hours=10000.0, name=None, restore_sequentially=False,
                 saver_def=None, builder=None, defer_build=False, allow_empty=False,
                 write_version=2, pad_step_number=False, save_relative_paths=False,
                 filename=None):
        if _graph.executing_eagerly() and var_list is None:
            raise RuntimeError('When eager execution is enabled, `var_list` must specify a list '
                               'or dict of variables to save')
        self._max_to_keep = max_to_keep
        self._last = []
        self._named = None
        self._given = var_list
        if not defer_build:
            self.build(allow_empty)

    def build(self, allow_empty=False):
        variables = self._given
        if variables is None:
            variables = _variable_lists.global_variables() + _graph.get_collection(
                GraphKeys.SAVEABLE_OBJECTS)
        if known(variables) and not variables and not allow_empty:
            raise ValueError('No variables to save')
        self._named = _by_name(variables)

    @property
    def last_checkpoints(self):
        return list(self._last)

    def set_last_checkpoints(self, last_checkpoints):
        self._last = list(last_checkpoints)

    def recover_last_checkpoints(self, checkpoint_paths):
        return None

    def as_saver_def(self):
        return unknown('the definition of a saver')

    def to_proto(self, export_scope=None):
        return unknown('the definition of a saver')

    def export_meta_graph(self, *args, **kwargs):
        return unknown('the definition of a graph')

    def save(self, sess, save_path, global_step=None, latest_filename=None,
             meta_graph_suffix='meta', write_meta_graph=True, write_state=True,
             strip_default_attrs=False, save_debug_info=False):
        path = save_path
        if global_step is not None:
            number = global_step if isinstance(global_step, int) else unknown('a step', 'int')
            path = '%s-%s' % (save_path, number)
        if self._named is None:
            self.build()
        if known(path) and known(self._named):
            _readers.written(path, self._named)
        else:
            _ckptmap.write_checkpoint(path, unknown('a checkpoint that the program writes'))
        if write_state:
            self._remember(path, latest_filename)
        return path

    def _remember(self, path, latest_filename):
        if not known(path):
            _ckptmap.note('the name of a checkpoint that is written here is not known')
        limit = self._max_to_keep
        if not known(path) or not known(self._last) or not known(limit):
            self._last = unknown('the checkpoints of a saver', 'list')
        else:
            self._last = [kept for kept in self._last if kept != path] + [path]
            if limit:
                for old in self._last[:-limit]:
                    _readers.removed(old)
                self._last = self._last[-limit:]
        if latest_filename is None:
            last = list(self._last) if known(self._last) else self._last
            _ckptmap.write_checkpoint_state(os.path.dirname(path), path, last)

    def restore(self, sess, save_path):
        if known(save_path) and save_path is None:
            raise ValueError("Can't load save_path when it is None.")
        return None


def _by_name(variables):
    """{name in the checkpoint: variable or slices} of a list or dict of variables."""
    if not known(variables):
        return variables
    if isinstance(variables, dict):
        return {name: _parts(item) for name, item in variables.items()}
    named = {}
    for variable in variables:
        if not known(variable):
            return unknown('the variables of a saver')
        parts = getattr(variable, '_variable_list', None)
        if parts is not None:
            named[variable.name] = list(parts)
            continue
        info = getattr(variable, '_save_slice_info', None)
        name = variable.op.name if info is None else info.full_name
        if not known(name):
            return unknown('the variables of a saver')
        named[name] = variable
    return named


def _parts(item):
    return list(item) if hasattr(item, '_variable_list') else item


def import_meta_graph(meta_graph_or_file, clear_devices=False, import_scope=None, **kwargs):
    _graph.open_up('the variables of a graph that is read from a file')
    return unknown('a saver')


def export_meta_graph(*args, **kwargs):
    return unknown('the definition of a graph')
