# init_from_checkpoint in its three versions: TensorFlow 2.21's, 1.15's and contrib's.
# In TensorFlow: python/training/checkpoint_utils.py. What it does is decided by the load plan,
# which is not here: this hands the call to it, and raises what it says.

from collections.abc import Mapping

import _ckptmap
from _ckptmap import known

from tensorflow import _errors, _graph


def _call(rules, ckpt_dir_or_file, assignment_map, api='init_from_checkpoint'):
    handles = [variable._handle for variable in _graph.get_default_graph()._variables]
    error = _ckptmap.init_from_checkpoint(
        api, rules, ckpt_dir_or_file, _pairs(assignment_map), handles)
    if error is not None:
        if not known(error):
            raise error
        raise _errors.error_of(error[0], error[1])


def _pairs(assignment_map):
    """A map that is neither a dict nor a list as what TensorFlow sees of it: all of its pairs."""
    if not known(assignment_map) or isinstance(assignment_map, (dict, list, tuple, str, bytes)):
        return assignment_map
    if isinstance(assignment_map, Mapping):
        return list(assignment_map.items())
    if isinstance(assignment_map, (set, frozenset)):
        return sorted(assignment_map, key=lambda pair: pair[0])
    return list(assignment_map) if hasattr(assignment_map, '__iter__') else assignment_map


def init_from_checkpoint(ckpt_dir_or_file, assignment_map):
    _call('2.21', ckpt_dir_or_file, assignment_map)


def init_from_checkpoint_1(ckpt_dir_or_file, assignment_map):
    _call('1.15', ckpt_dir_or_file, assignment_map)


def init_from_checkpoint_contrib(checkpoint_dir, assignment_map):
    _call('contrib', checkpoint_dir, assignment_map)


def warm_start_call(ckpt_to_initialize_from, assignment_map):
    _call('2.21', ckpt_to_initialize_from, assignment_map, 'warm_start')
