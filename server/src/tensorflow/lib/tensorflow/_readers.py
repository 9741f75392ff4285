# What is in a checkpoint, by name: list_variables, load_checkpoint, readers, checkpoint states.
# In TensorFlow: python/training/{checkpoint_utils,py_checkpoint_reader}.py,
# python/checkpoint/checkpoint_management.py.

import os.path

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _dtypes, _errors


def _raise(error):
    raise _errors.error_of(error[0], error[1])


def _opened(path, api=None):
    """The description of a checkpoint; raises what opening it raises."""
    found = _ckptmap.checkpoint(path, api)
    if known(found) and found['error'] is not None:
        _raise(found['error'])
    return found


class CheckpointReader:
    """Shapes and types of the tensors of a checkpoint; their values are not known."""

    def __init__(self, description):
        self._description = description
        self._named = None

    def _tensors(self):
        if self._named is None:
            if not known(self._description):
                return self._description
            self._named = {}
            for name, shape, dtype in self._description['tensors']:
                self._named[name] = (shape, dtype)
        return self._named

    def has_tensor(self, tensor_str):
        tensors = self._tensors()
        if not known(tensors) or not known(tensor_str):
            return unknown('whether a checkpoint has a tensor', 'bool')
        return tensor_str in tensors

    def get_variable_to_shape_map(self):
        tensors = self._tensors()
        if not known(tensors):
            return unknown('the shapes of a checkpoint that is not known')
        return {name: list(item[0]) for name, item in tensors.items()}

    def get_variable_to_dtype_map(self):
        tensors = self._tensors()
        if not known(tensors):
            return unknown('the types of a checkpoint that is not known')
        return {name: _dtypes.by_name(item[1]) for name, item in tensors.items()}

    def get_tensor(self, tensor_str):
        tensors = self._tensors()
        if known(tensors) and known(tensor_str):
            if tensor_str not in tensors:
                raise _errors.NotFoundError(
                    None, None, 'Key %s not found in checkpoint' % tensor_str)
            shape, dtype = tensors[tensor_str]
            return StoredValue(tensor_str, shape, dtype)
        return unknown('the value of a tensor')

    def debug_string(self):
        return unknown('the contents of a checkpoint')


_ARRAY_TYPES = ('float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8',
                'uint16', 'uint32', 'uint64', 'bool', 'complex64', 'complex128')


def _type_of_array(name):
    import numpy
    if name in _ARRAY_TYPES:
        return numpy.dtype(name)
    return unknown('the type of an array', None)


class StoredValue:
    """A numpy array of which only the shape and the type are known."""

    def __init__(self, name, shape, dtype):
        self.shape = tuple(shape)
        self.ndim = len(shape)
        self.dtype = _type_of_array(dtype)
        size = 1
        for item in shape:
            size = size * item
        self.size = size

    def __len__(self):
        return self.shape[0]

    def __getattr__(self, name):
        if name[:2] == '__' or name in ('_handle', '_as_tensor', '_static_value', 'name'):
            raise AttributeError(name)
        return unknown('the value of a tensor')

    def __getitem__(self, key):
        return unknown('the value of a tensor')

    def __int__(self):
        return unknown('the value of a tensor', 'int')


def load_checkpoint(ckpt_dir_or_file):
    return CheckpointReader(_opened(ckpt_dir_or_file))


def NewCheckpointReader(filepattern):
    # Unlike the other functions it takes no folder.
    return CheckpointReader(_opened(filepattern, 'read'))


def load_variable(ckpt_dir_or_file, name):
    if known(name) and name[-2:] == ':0':
        name = name[:-2]
    return load_checkpoint(ckpt_dir_or_file).get_tensor(name)


def list_variables(ckpt_dir_or_file):
    found = _opened(ckpt_dir_or_file)
    if not known(found):
        return unknown('the variables of a checkpoint that is not known', 'list')
    return [(name, list(shape)) for name, shape, _ in found['tensors']]


class CheckpointState:
    """The contents of a `checkpoint` file."""

    def __init__(self, model_checkpoint_path='', all_model_checkpoint_paths=(), **unused):
        self.model_checkpoint_path = model_checkpoint_path
        self.all_model_checkpoint_paths = list(all_model_checkpoint_paths)
        self.all_model_checkpoint_timestamps = unknown('times of checkpoints', 'list')
        self.last_preserved_timestamp = unknown('the time of a checkpoint', 'float')


def get_checkpoint_state(checkpoint_dir, latest_filename=None):
    found = _ckptmap.checkpoint_state(checkpoint_dir, latest_filename)
    if not known(found) or found is None:
        return found
    return CheckpointState(found['model_checkpoint_path'], found['all_model_checkpoint_paths'])


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    state = get_checkpoint_state(checkpoint_dir, latest_filename)
    if not known(state):
        return unknown('the latest checkpoint of a folder', 'str')
    if state is None or not state.model_checkpoint_path:
        if state is None and known(checkpoint_dir):
            _ckptmap.latest_of_prefix(checkpoint_dir)
        return None
    path = state.model_checkpoint_path
    exists = _ckptmap.checkpoint_exists(path)
    if not known(exists):
        return unknown('the latest checkpoint of a folder', 'str')
    return path if exists else None


def checkpoint_exists(checkpoint_prefix):
    return _ckptmap.checkpoint_exists(checkpoint_prefix)


def checkpoints_iterator(checkpoint_dir, *args, **kwargs):
    return unknown('checkpoints as they come', 'list')


def generate_checkpoint_state_proto(save_dir, model_checkpoint_path,
                                    all_model_checkpoint_paths=None, *args, **kwargs):
    return CheckpointState(model_checkpoint_path, all_model_checkpoint_paths or ())


def update_checkpoint_state(save_dir, model_checkpoint_path, all_model_checkpoint_paths=None,
                            latest_filename=None, *args, **kwargs):
    if not known(save_dir) or not known(model_checkpoint_path):
        return
    paths = list(all_model_checkpoint_paths or ())
    if model_checkpoint_path not in paths:
        paths.append(model_checkpoint_path)
    _ckptmap.write_checkpoint_state(save_dir, model_checkpoint_path, paths)


def describe(named):
    """The description of a V2 checkpoint that holds these variables, {name: variable or slices}."""
    tensors = []
    for name, variable in named.items():
        if not known(name):
            return unknown('a checkpoint that the program writes')
        if isinstance(variable, (list, tuple)):
            variable = variable[0]
        info = getattr(variable, '_save_slice_info', None)
        shape = variable.shape.recorded() if info is None else list(info.full_shape)
        dtype = _dtypes.name_of(variable.dtype)
        if shape is None or None in shape or dtype is None:
            return unknown('a checkpoint that the program writes')
        tensors.append((name, shape, dtype))
    return {'error': None, 'prefix': '', 'format': 'v2', 'tensors': sorted(tensors), 'nodes': None}


def written(prefix, named):
    """The program writes a checkpoint of these variables."""
    found = describe(named)
    if known(found):
        found['prefix'] = prefix
    _ckptmap.write_checkpoint(prefix, found)


def removed(prefix):
    """The program removes the files of a checkpoint."""
    error = ('NotFoundError', 'Unsuccessful TensorSliceReader constructor: Failed to find any '
             'matching files for %s' % prefix)
    _ckptmap.write_checkpoint(prefix, {
        'error': error, 'prefix': prefix, 'format': None, 'tensors': [], 'nodes': None})


def directory_of(path):
    return os.path.dirname(path) if known(path) else unknown('a folder', 'str')
