# Slots: variables made beside another one by optimizers and averages.
# In TensorFlow: python/training/slot_creator.py.

from _ckptmap import known

from tensorflow import _dtypes, _get_variable, _graph, _initializers, _tensors, _variable_scope
from tensorflow import _variables


def create_slot(primary, value, name, shape=None, dtype=None):
    """A slot with a tensor, or with an initializer and a shape, as its initial value."""
    prefix = primary._shared_name if _is_variable(primary) else primary.op.name
    with _variable_scope.variable_scope(None, prefix + '/' + name):
        return _slot_variable(primary, value, shape, dtype)


def create_zeros_slot(primary, name, dtype=None):
    if dtype is None:
        dtype = primary.dtype
    shape = primary.get_shape()
    if shape.lacks_dimensions():
        return create_slot(primary, _tensors.make('zeros', None, dtype, shape), name)
    return create_slot(primary, _initializers.zeros_initializer(), name, shape, dtype)


def _is_variable(primary):
    return isinstance(primary, _variables.Variable)


def _slot_variable(primary, value, shape, dtype):
    scope = _variable_scope.get_variable_scope()
    partitioner = scope.partitioner
    scope.set_partitioner(None)
    initial_shape = value.shape if shape is None else shape
    resource = primary._resource if _is_variable(primary) else None
    store = _get_variable.get_default_store()
    slot = _make(scope, store, primary, value, shape, dtype, resource,
                 not initial_shape.lacks_dimensions())
    scope.set_partitioner(partitioner)
    return slot


def _make(scope, store, primary, value, shape, dtype, resource, validate_shape):
    """get_variable(''), which also knows where in a partitioned variable the slot lies."""
    reuse = scope.reuse
    full_name = scope.name + '/'
    with _graph.name_scope(None):
        if scope.custom_getter is not None or _graph.executing_eagerly():
            with _get_variable.placed(_partition_of(primary)):
                return _get_variable.in_scope(
                    scope, store, '', shape=shape, dtype=dtype, initializer=value,
                    trainable=False, use_resource=resource, validate_shape=validate_shape)
        if dtype is None:
            dtype = scope.dtype
        if known(dtype):
            dtype = _dtypes.as_dtype(dtype).base_dtype
        return _get_variable.get_single(
            store, full_name, shape, dtype, value, scope.regularizer, reuse, False, None,
            validate_shape, resource, None, partition=_partition_of(primary))


def _partition_of(primary):
    """What says, given the slot's name, which slice of which variable it belongs to."""
    info = primary._save_slice_info if _is_variable(primary) else None
    if info is None or primary.shape.ndims == 0:
        return None

    def place(slot_name):
        own = slot_name[len(primary.op.name + '/'):]
        return (info.full_name + '/' + own, list(info.full_shape), list(info.var_offset),
                list(info.var_shape))

    return place
