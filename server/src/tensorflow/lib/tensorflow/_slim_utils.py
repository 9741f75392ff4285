# slim.utils: named outputs in collections, and small questions about shapes and constants.
# In tf_slim: layers/utils.py; in TensorFlow 1: contrib/layers/python/layers/utils.py.

import collections

from _ckptmap import known, unknown

from tensorflow import _control_flow, _graph, _tensors


def append_tensor_alias(tensor, alias):
    if not hasattr(tensor, 'aliases'):
        tensor.aliases = [alias]
    else:
        tensor.aliases.append(alias)
    return tensor


def get_tensor_aliases(tensor):
    if hasattr(tensor, 'aliases'):
        return tensor.aliases
    name = tensor.name
    return [name[:-2] if name[-2:] == ':0' else name]


def gather_tensors_aliases(tensors):
    return [alias for tensor in tensors for alias in get_tensor_aliases(tensor)]


def collect_named_outputs(collections, alias, outputs):
    if collections:
        append_tensor_alias(outputs, alias)
        _graph.add_to_collections(collections, outputs)
    return outputs


def convert_collection_to_dict(collection, clear_collection=False):
    output = collections.OrderedDict(
        (alias, tensor) for tensor in _graph.get_collection(collection)
        for alias in get_tensor_aliases(tensor))
    if clear_collection:
        _graph.get_default_graph().clear_collection(collection)
    return output


def get_variable_collections(variables_collections, name):
    if isinstance(variables_collections, dict):
        return variables_collections.get(name, None)
    return variables_collections


def constant_value(value_or_tensor_or_var, dtype=None):
    if value_or_tensor_or_var is None:
        raise ValueError('value_or_tensor_or_var cannot be None')
    if _tensors.is_tensor(value_or_tensor_or_var):
        return _tensors.static_value(value_or_tensor_or_var)
    return value_or_tensor_or_var


def static_cond(pred, fn1, fn2):
    return fn1() if pred else fn2()


def smart_cond(pred, fn1, fn2, name=None):
    value = constant_value(pred)
    if known(value) and value is None:
        return _control_flow.cond(pred, fn1, fn2, name=name)
    return static_cond(value, fn1, fn2)


def _dimension(shape, axis, min_rank):
    dims = shape._dims
    if not known(dims):
        return unknown('a dimension', 'int')
    if dims is None:
        raise ValueError('dims of shape must be known but is None')
    if len(dims) < min_rank:
        raise ValueError('rank of shape must be at least %d not: %d' % (min_rank, len(dims)))
    if known(dims[axis]) and dims[axis] is None:
        raise ValueError('dimension %d of shape must be known but is None: %s' % (axis, shape))
    return dims[axis]


def last_dimension(shape, min_rank=1):
    return _dimension(shape, -1, min_rank)


def channel_dimension(shape, data_format, min_rank=1):
    return _dimension(shape, 1 if data_format == 'channels_first' else -1, min_rank)


def two_element_tuple(int_or_tuple):
    if isinstance(int_or_tuple, (list, tuple)):
        return int_or_tuple[0], int_or_tuple[1]
    return int_or_tuple, int_or_tuple


def n_positive_integers(n, value):
    return tuple(value) if isinstance(value, (list, tuple)) else (value,) * n
