# Operations that make and reshape tensors: reshape, concat, transpose, gather, matmul and so on.
# In TensorFlow: python/ops/{array_ops,math_ops,embedding_ops}.py, core/ops/array_ops.cc.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _math, _operand_checks, _shapes, _tensors
from tensorflow._shapes import TensorShape
from tensorflow._tensors import as_operand, as_shape_argument, make, static_value


def _hidden_if(shape):
    """What is left of a shape that cannot be computed."""
    return _math._unknown_like(shape)


def cast(x, dtype, name=None):
    operand = as_operand(x)
    value = operand._value if isinstance(operand._value, (int, list)) else None
    return make('Cast', name, operand, operand.shape, value, _dtypes.as_dtype(dtype))


def saturate_cast(value, dtype, name=None):
    return cast(value, dtype, name)


def to_type(dtype):
    """tf.to_float and its kin."""

    def operation(x, name=None):
        return cast(x, dtype, name)

    return operation


def identity(input, name=None):
    operand = as_operand(input)
    return make('Identity', name, operand, operand.shape, operand._value)


def shape_tensor(input, name=None, out_type=_dtypes.int32):
    """tf.shape: a constant as far as the static shape is known."""
    shape = as_operand(input).shape
    rank = shape.ndims
    dims = shape._dims
    if known(dims) and dims is not None:
        return make('Shape', name, out_type, TensorShape([rank]), list(dims))
    return make('Shape', name, out_type, TensorShape([rank if known(rank) else unknown(
        'the rank of a tensor', 'int')]))


def rank(input, name=None):
    found = as_operand(input).shape.ndims
    return make('Rank', name, _dtypes.int32, TensorShape([]), found)


def size(input, name=None, out_type=_dtypes.int32):
    return make('Size', name, out_type, TensorShape([]), as_operand(input).shape.num_elements())


def filled(type):
    """tf.zeros, tf.ones."""

    def operation(shape, dtype=_dtypes.float32, name=None, layout=None):
        dtype = _dtypes.as_dtype(dtype)
        if type == 'ones' and known(dtype) and dtype.name == 'string':
            _tensors.check_values(1, dtype)
        return make(type, name, dtype, as_shape_argument(shape))

    return operation


def filled_like(type):
    """tf.zeros_like, tf.ones_like."""

    def operation(tensor=None, dtype=None, name=None, optimize=True, input=None, layout=None):
        operand = as_operand(input if tensor is None else tensor)
        found = operand.dtype if dtype is None else _dtypes.as_dtype(dtype)
        return make(type, name, found, operand.shape)

    return operation


def fill(dims, value, name=None, layout=None):
    return make('Fill', name, as_operand(value), as_shape_argument(dims))


def random(type, dtype=_dtypes.float32):
    """tf.random_normal and its kin: a tensor of the shape that is asked for."""
    default = dtype

    def operation(shape, first=None, second=None, dtype=default, seed=None, name=None, **kwargs):
        return make(type, name, _dtypes.as_dtype(dtype), as_shape_argument(shape))

    return operation


def placeholder(dtype, shape=None, name=None):
    if _graph.executing_eagerly():
        raise RuntimeError('tf.placeholder() is not compatible with eager execution.')
    return make('Placeholder', name, _dtypes.as_dtype(dtype), _shapes.as_shape(shape))


def placeholder_with_default(input, shape, name=None):
    return make('PlaceholderWithDefault', name, as_operand(input),
                _shapes.as_shape(shape))


def reshape(tensor, shape, name=None):
    operand = as_operand(tensor)
    if isinstance(shape, (list, tuple)):
        raw = [_tensors._dimension_of(item) for item in shape]
    elif isinstance(shape, _tensors.Tensor) and isinstance(shape._value, list):
        raw = shape._value
    elif hasattr(shape, 'tolist'):
        raw = shape.tolist()
    elif isinstance(shape, int):
        raw = [shape]
    else:
        raw = as_shape_argument(shape)._dims
    return make('Reshape', name, operand, _reshaped(operand.shape, raw))


def _reshaped(shape, wanted):
    """The wanted dimensions, with -1 replaced where the number of elements is known."""
    if not known(wanted) or wanted is None:
        return _shapes.hidden_shape() if not known(wanted) else TensorShape(None)
    wanted = [_shapes.dimension_value(item) for item in wanted]
    open_axes = [i for i, item in enumerate(wanted) if known(item) and item == -1]
    unsure = [item for item in wanted if not known(item) or item is None]
    if len(open_axes) != 1:
        return TensorShape(_refined(shape, wanted, unsure))
    given = 1
    for item in wanted:
        if known(item) and item is not None and item != -1:
            given = given * item
    found = list(wanted)
    total = shape.num_elements()
    if unsure:
        found[open_axes[0]] = unknown('a dimension', 'int')
    elif known(total) and total is None:
        found[open_axes[0]] = None
    elif known(total):
        if given and total % given:
            raise ValueError('Dimension size must be evenly divisible by %d but is %d%s'
                             % (given, total, unknown('the operation of an error', 'str')))
        found[open_axes[0]] = total // given if given else 0
    else:
        found[open_axes[0]] = unknown('a dimension', 'int')
    return TensorShape(found)


def _refined(shape, wanted, unsure):
    if unsure:
        if len(unsure) == 1 and known(unsure[0]):
            total = shape.num_elements()
            rest = 1
            for item in wanted:
                if known(item) and item is not None:
                    rest = rest * item
            if known(total) and total is not None and rest:
                return [total // rest if known(i) and i is None else i for i in wanted]
        return wanted
    total = shape.num_elements()
    given = 1
    for item in wanted:
        given = given * item
    if known(total) and total is not None and total != given:
        raise ValueError('Cannot reshape a tensor with %d elements to shape %s (%d elements)%s'
                         % (total, '[%s]' % ','.join([str(item) for item in wanted]), given,
                            unknown('the operation of an error', 'str')))
    return wanted


def concat(values, axis=None, name='concat', concat_dim=None):
    if isinstance(values, int):
        values, axis = axis, values
    if axis is None:
        axis = concat_dim
    if not known(values):
        return _tensors.hidden()
    if not isinstance(values, (list, tuple)):
        values = [values]
    _operand_checks.same_types('ConcatV2', values)
    operands = [as_operand(item) for item in values]
    value = None
    axis = static_value(axis)
    if known(axis) and axis == 0 and all(isinstance(o._value, list) for o in operands):
        value = []
        for operand in operands:
            value = value + operand._value
    return make('concat', name, tuple(operands),
                _concatenated([operand.shape for operand in operands], axis), value)


def _concatenated(shapes, axis):
    ranks = [shape.ndims for shape in shapes if known(shape.ndims) and shape.ndims is not None]
    if not ranks or not known(axis) or axis is None:
        return _shapes.hidden_shape()
    if not -ranks[0] <= axis < ranks[0]:
        raise ValueError('Shape must be at least rank %d but is rank %d%s' % (
            axis + 1, ranks[0], unknown('the operation of an error', 'str')))
    axis = axis % ranks[0]
    result = [None] * ranks[0]
    total = 0
    for shape in shapes:
        dims = shape._dims
        if not known(dims):
            dims = [unknown('a dimension', 'int')] * ranks[0]
        if dims is None:
            dims = [None] * ranks[0]
        if len(dims) != ranks[0]:
            raise ValueError('Shape must be rank %d but is rank %d%s' % (
                ranks[0], len(dims), unknown('the operation of an error', 'str')))
        for index, (seen, size) in enumerate(zip(result, dims)):
            if index != axis:
                _operand_checks.same_dimension(seen, size)
        result = [_shapes.merged(a, b) for a, b in zip(result, dims)]
        if not known(dims[axis]) or known(total):
            part = dims[axis]
            total = None if known(total) and total is None or known(part) and part is None else (
                total + part)
    result[axis] = total
    return TensorShape(result)


def stack(values, axis=0, name='stack'):
    if not known(values):
        return _tensors.hidden()
    values = list(values)
    _operand_checks.same_types('Pack', values)
    operands = [as_operand(item) for item in values]
    # The shape is that of the first, which is converted for it alone.
    shape = as_operand(values[0]).shape
    for operand in operands[1:]:
        shape = shape.merge_with(operand.shape)
    value = None
    if known(axis) and axis == 0 and known(shape._dims) and shape._dims == []:
        value = [operand._value for operand in operands]
        value = None if all(known(v) and v is None for v in value) else [
            unknown('a dimension', 'int') if known(v) and v is None and not _is_sure(o) else v
            for v, o in zip(value, operands)]
    return make('stack', name, tuple(operands), inserted(shape, axis, len(operands)), value)


def _is_sure(operand):
    """Whether an element without a value is surely one that TensorFlow does not know."""
    return getattr(operand, '_type', None) == 'strided_slice'


def inserted(shape, axis, size):
    """`shape` with a dimension more."""
    dims = shape._dims
    if not known(dims) or not known(axis) or axis is None:
        return _shapes.hidden_shape()
    if dims is None:
        return TensorShape(None)
    if not -len(dims) - 1 <= axis <= len(dims):
        raise ValueError('dim %d not in the interval [%d, %d].%s' % (
            axis, -len(dims) - 1, len(dims), unknown('the operation of an error', 'str')))
    axis = axis + len(dims) + 1 if axis < 0 else axis
    return TensorShape(dims[:axis] + [size] + dims[axis:])


def expand_dims(input=None, axis=None, name=None, dim=None):
    operand = as_operand(input)
    axis = static_value(dim if axis is None else axis)
    axis = axis[0] if isinstance(axis, list) else axis
    value = None
    if operand._value is not None and not isinstance(operand._value, list):
        value = [operand._value]
    return make('ExpandDims', name, operand, inserted(operand.shape, axis, 1), value)


def squeeze(input, axis=None, name=None, squeeze_dims=None):
    operand = as_operand(input)
    dims = operand.shape._dims
    axis = squeeze_dims if axis is None else axis
    if not known(dims) or not known(axis):
        shape = _shapes.hidden_shape()
    elif dims is None:
        shape = TensorShape(None)
    elif axis is None or axis == []:
        sure = all(known(item) and item is not None for item in dims)
        shape = TensorShape([item for item in dims if item != 1]) if sure else _lost(dims)
    else:
        axes = _math.axes_of(axis, len(dims))
        shape = _shapes.hidden_shape() if axes is None else TensorShape(
            [item for i, item in enumerate(dims) if i not in axes])
    return make('Squeeze', name, operand, shape)


def _lost(dims):
    return TensorShape(None) if all(known(item) for item in dims) else _shapes.hidden_shape()


def unstack(value, num=None, axis=0, name='unstack'):
    operand = as_operand(value)
    dims = operand.shape._dims
    if not known(dims) or dims is None or not known(axis):
        count = num
        shape = _hidden_if(operand.shape)
    else:
        axis = axis % len(dims)
        count = dims[axis] if num is None else num
        shape = TensorShape(dims[:axis] + dims[axis + 1:])
    if not known(count):
        return unknown('the items of a tensor', 'list')
    if count is None:
        raise ValueError('Cannot infer argument `num` from shape %s' % (operand.shape,))
    return [make('unstack', name, operand, shape) for _ in range(count)]


def transpose(a, perm=None, name='transpose', conjugate=False):
    operand = as_operand(a)
    dims = operand.shape._dims
    perm = static_value(perm)
    if not known(dims) or not known(perm) or dims is None:
        shape = _hidden_if(operand.shape)
    elif perm is None:
        shape = TensorShape(dims[::-1])
    else:
        shape = TensorShape([dims[item] for item in perm])
    return make('transpose', name, operand, shape)


def matmul(a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False,
           a_is_sparse=False, b_is_sparse=False, output_type=None, name=None, **unused):
    left = as_operand(a)
    right = as_operand(b)
    if known(left.dtype) and known(right.dtype) and left.dtype != right.dtype:
        raise TypeError("Input 'b' of 'MatMul' Op has type %s that does not match type %s of "
                        "argument 'a'." % (right.dtype.name, left.dtype.name))
    x = _swapped(left.shape, transpose_a or adjoint_a)
    y = _swapped(right.shape, transpose_b or adjoint_b)
    shape = _product(x, y)
    return make('MatMul', name, (left, right), shape)


def _swapped(shape, swap):
    dims = shape._dims
    if not known(swap):
        return _shapes.hidden_shape()
    if not known(dims) or dims is None or not swap:
        return shape
    return TensorShape(dims[:-2] + [dims[-1], dims[-2]])


def _product(x, y):
    a = x._dims
    b = y._dims
    if not known(a) or not known(b):
        return _shapes.hidden_shape()
    if a is None or b is None:
        return TensorShape(None)
    if len(a) < 2 or len(b) < 2:
        raise ValueError('Shape must be rank 2 but is rank %d%s' % (
            min(len(a), len(b)), unknown('the operation of an error', 'str')))
    inner, other = a[-1], b[-2]
    if known(inner) and known(other) and None not in (inner, other) and inner != other:
        raise ValueError('Dimensions must be equal, but are %d and %d%s' % (
            inner, other, unknown('the operation of an error', 'str')))
    outer = _math.broadcast(TensorShape(a[:-2]), TensorShape(b[:-2]))
    return outer.concatenate(TensorShape([a[-2], b[-1]]))


def gather(params, indices, validate_indices=None, name=None, axis=None, batch_dims=0):
    rows = as_operand(params)
    picked = as_operand(indices)
    axis = 0 if axis is None else static_value(axis)
    dims = rows.shape._dims
    if not known(dims) or not known(axis) or not known(batch_dims) or batch_dims:
        shape = _shapes.hidden_shape()
    elif dims is None:
        shape = TensorShape(None)
    else:
        axis = axis % len(dims) if dims else 0
        shape = TensorShape(dims[:axis]).concatenate(picked.shape).concatenate(
            TensorShape(dims[axis + 1:]))
    return make('GatherV2', name, rows, shape)


def embedding_lookup(params, ids, partition_strategy='mod', name=None, validate_indices=True,
                     max_norm=None):
    parts = getattr(params, '_variable_list', params) if known(params) else params
    if known(parts) and isinstance(parts, (list, tuple)):
        tables = tuple([as_operand(part) for part in parts])
    else:
        tables = (as_operand(parts),)
    rows = tables[0]
    picked = as_operand(ids)
    dims = rows.shape._dims
    if not known(dims) or dims is None:
        shape = _hidden_if(rows.shape)
    else:
        shape = picked.shape.concatenate(TensorShape(dims[1:]))
    return make('embedding_lookup', name, tables, shape)


def one_hot(indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None):
    operand = as_operand(indices)
    if dtype is None:
        dtype = _dtypes.float32 if on_value is None else as_operand(on_value).dtype
    size = static_value(depth)
    if known(size) and size is None:
        size = unknown('a dimension', 'int')
    axis = -1 if axis is None else axis
    return make('one_hot', name, _dtypes.as_dtype(dtype), inserted(operand.shape, axis, size))
