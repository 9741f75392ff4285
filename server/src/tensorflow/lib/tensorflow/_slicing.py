# Parts of tensors: indexing, split, slice, tile, pad and masks.
# In TensorFlow: python/ops/{array_ops,array_ops_stack}.py, core/ops/array_ops.cc.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _math, _operand_checks, _shapes, _tensors
from tensorflow._shapes import TensorShape
from tensorflow._tensors import as_operand, make, static_value


def item(tensor, key):
    """`tensor[key]`."""
    operand = as_operand(tensor)
    dims = operand.shape._dims
    keys = key if isinstance(key, tuple) else (key,)
    dtype = operand
    if not known(dims):
        return make('strided_slice', None, dtype, _shapes.hidden_shape())
    if dims is None:
        return make('strided_slice', None, dtype, TensorShape(None))
    if not known(key) or any(_is_mask(k) for k in keys):
        return make('strided_slice', None, dtype, _shapes.hidden_shape())
    return make('strided_slice', None, dtype, TensorShape(_indexed(dims, list(keys))),
                _value_at(operand._value, key))


def _is_mask(key):
    return known(key) and hasattr(key, 'dtype') and known(key.dtype) and (
        getattr(key.dtype, 'name', None) == 'bool')


def _indexed(dims, keys):
    taken = len([k for k in keys if not (known(k) and (k is None or k is Ellipsis))])
    if taken > len(dims):
        raise ValueError('Index out of range using input dim %d; input has only %d dims%s' % (
            len(dims), len(dims), unknown('the operation of an error', 'str')))
    result = []
    axis = 0
    for key in keys:
        if known(key) and key is None:
            result.append(1)
        elif known(key) and key is Ellipsis:
            until = axis + len(dims) - taken
            result.extend(dims[axis:until])
            axis = until
        elif isinstance(key, slice):
            result.append(_sliced(dims[axis], key))
            axis += 1
        else:
            _check_index(dims[axis], key)
            axis += 1
    return result + dims[axis:]


def _check_index(size, key):
    if known(size) and size is not None and known(key) and isinstance(key, int):
        if not -size <= key < size:
            raise ValueError('slice index %d of dimension 0 out of bounds.%s' % (
                key, unknown('the operation of an error', 'str')))


def _sliced(size, key):
    """The length of `slice` of a dimension."""
    start, stop, step = [static_value(part) for part in (key.start, key.stop, key.step)]
    bounds = [key.start, key.stop, key.step]
    for raw, value in zip(bounds, (start, stop, step)):
        if not known(value) or raw is not None and value is None:
            return unknown('a dimension', 'int')
    if start is None and stop is None and (step is None or step in (1, -1)):
        return size
    if not known(size):
        return size
    if size is None:
        return _sliced_open(start, stop, step)
    return len(range(*slice(start, stop, step).indices(size)))


def _sliced_open(start, stop, step):
    """Of a dimension that TensorFlow does not know, a slice is not known either."""
    return None


def _value_at(value, key):
    """The element of a constant, or of a shape of which some dimensions are not known."""
    if not isinstance(value, list):
        return None
    if isinstance(key, slice):
        bounds = [static_value(part) for part in (key.start, key.stop, key.step)]
        if all(known(part) for part in bounds):
            return value[slice(*bounds)]
        return None
    if known(key) and isinstance(key, int) and -len(value) <= key < len(value):
        return value[key]
    return None


def slice_tensor(input_, begin, size, name=None):
    operand = as_operand(input_)
    dims = operand.shape._dims
    begin = static_value(begin)
    size = static_value(size)
    if not known(dims) or not isinstance(size, (list, tuple)):
        shape = _math._unknown_like(operand.shape)
    elif dims is None:
        shape = TensorShape([_shapes.dimension(s) if s != -1 else None for s in size])
    else:
        found = []
        for axis, want in enumerate(size):
            if not known(want) or want is None:
                found.append(unknown('a dimension', 'int'))
            elif want != -1:
                found.append(want)
            elif known(dims[axis]) and dims[axis] is None:
                found.append(None)
            else:
                found.append(dims[axis] - begin[axis])
        shape = TensorShape(found)
    return make('Slice', name, operand, shape)


def split(value, num_or_size_splits=None, axis=0, num=None, name='split', split_dim=None,
          num_split=None):
    axis = split_dim if split_dim is not None else axis
    pieces = num_split if num_or_size_splits is None else num_or_size_splits
    operand = as_operand(value)
    pieces = static_value(pieces)
    dtype = operand
    if not known(pieces) or pieces is None:
        return unknown('the pieces of a tensor', 'list')
    count = pieces if isinstance(pieces, int) else len(pieces)
    dims = operand.shape._dims
    if not known(dims) or dims is None or not known(axis):
        shapes = [_math._unknown_like(operand.shape)] * count
    else:
        axis = axis % len(dims)
        shapes = _split_shapes(dims, axis, pieces)
    return [make('split', name, dtype, shape) for shape in shapes]


def _split_shapes(dims, axis, pieces):
    if isinstance(pieces, int):
        size = dims[axis]
        if known(size) and size is not None:
            if size % pieces:
                raise ValueError(
                    'Dimension size must be evenly divisible by %d but is %d%s'
                    % (pieces, size, unknown('the operation of an error', 'str')))
            size = size // pieces
        elif not known(size):
            size = unknown('a dimension', 'int')
        return [TensorShape(dims[:axis] + [size] + dims[axis + 1:]) for _ in range(pieces)]
    sizes = list(pieces)
    if -1 in [size for size in sizes if known(size)]:
        rest = dims[axis]
        for size in sizes:
            if not known(size) or size != -1:
                rest = rest - size if not known(rest) or rest is not None else None
        sizes = [rest if known(size) and size == -1 else size for size in sizes]
    return [TensorShape(dims[:axis] + [size] + dims[axis + 1:]) for size in sizes]


def tile(input, multiples, name=None):
    operand = as_operand(input)
    dims = operand.shape._dims
    times = static_value(multiples)
    if not known(dims) or dims is None or not isinstance(times, (list, tuple)):
        shape = _math._unknown_like(operand.shape)
        if known(dims) and dims is not None:
            shape = TensorShape([unknown('a dimension', 'int') for _ in dims])
    else:
        shape = TensorShape([_times(size, count) for size, count in zip(dims, times)])
    return make('Tile', name, operand, shape)


def _times(size, count):
    if known(count) and count is None:
        return unknown('a dimension', 'int')
    if known(size) and size is None:
        return None
    return size * count


def pad(tensor, paddings, mode='CONSTANT', name=None, constant_values=0):
    operand = as_operand(tensor)
    dims = operand.shape._dims
    pairs = static_value(paddings)
    if not known(dims) or dims is None or not isinstance(pairs, (list, tuple)):
        shape = _math._unknown_like(operand.shape)
    else:
        shape = TensorShape([_padded(size, pair) for size, pair in zip(dims, pairs)])
    return make('Pad', name, operand, shape)


def _padded(size, pair):
    if not known(size) or size is not None:
        return size + pair[0] + pair[1]
    return None


def broadcast_to(input, shape, name=None):
    operand = as_operand(input)
    return make('BroadcastTo', name, operand, _tensors.as_shape_argument(shape))


def where(condition, x=None, y=None, name=None):
    operand = as_operand(condition)
    if x is None:
        rank = operand.shape.ndims
        return make('Where', name, _dtypes.int64, TensorShape(
            [unknown('a dimension', 'int'), rank if known(rank) else unknown('', 'int')]))
    _operand_checks.same_types('Select', [x, y])
    first = as_operand(x)
    second = as_operand(y)
    shape = _math.broadcast(_math.broadcast(operand.shape, first.shape), second.shape)
    return make('Select', name, (first, second), shape)


def boolean_mask(tensor, mask, axis=None, name='boolean_mask'):
    operand = as_operand(tensor)
    taken = as_operand(mask).shape.ndims
    dims = operand.shape._dims
    if not known(dims) or dims is None or not known(taken) or taken is None or axis:
        shape = _math._unknown_like(operand.shape)
    else:
        shape = TensorShape([None] + dims[taken:])
    return make('boolean_mask', name, operand, shape)


def sequence_mask(lengths, maxlen=None, dtype=_dtypes.bool, name=None):
    operand = as_operand(lengths)
    size = static_value(maxlen)
    if maxlen is None or known(size) and size is None:
        size = unknown('a dimension', 'int')
    return make('SequenceMask', name, _dtypes.as_dtype(dtype),
                operand.shape.concatenate(TensorShape([size])))


def gather_nd(params, indices, name=None, batch_dims=0):
    rows = as_operand(params)
    picked = as_operand(indices)
    a = rows.shape._dims
    b = picked.shape._dims
    if not known(a) or not known(b) or a is None or not b or not known(b[-1]) or batch_dims:
        shape = _shapes.hidden_shape()
    elif b[-1] is None:
        shape = TensorShape(None)
    else:
        shape = TensorShape(b[:-1] + a[b[-1]:])
    return make('GatherNd', name, rows, shape)


def reverse(tensor, axis, name=None):
    operand = as_operand(tensor)
    return make('ReverseV2', name, operand, operand.shape)


def top_k(input, k=1, sorted=True, name=None):
    operand = as_operand(input)
    dims = operand.shape._dims
    size = static_value(k)
    if not known(dims) or dims is None:
        shape = _math._unknown_like(operand.shape)
    else:
        shape = TensorShape(dims[:-1] + [
            unknown('a dimension', 'int') if known(size) and size is None else size])
    return (make('TopKV2', name, operand, shape),
            make('TopKV2', name, _dtypes.int32, shape))


def einsum(equation, *inputs, **kwargs):
    operands = [as_operand(item) for item in inputs]
    shape = _shapes.hidden_shape()
    if known(equation) and '.' not in equation:
        shape = _einsum_shape(equation.replace(' ', ''), operands)
    return make('einsum', kwargs.get('name'), tuple(operands), shape)


def _einsum_shape(equation, operands):
    left, arrow, right = equation.partition('->')
    sizes = {}
    terms = left.split(',')
    for term, operand in zip(terms, operands):
        dims = operand.shape._dims
        if not known(dims) or dims is None or len(dims) != len(term):
            return _math._unknown_like(operand.shape)
        for letter, size in zip(term, dims):
            sizes[letter] = _shapes.merged(sizes.get(letter, None), size)
    if not arrow:
        letters = sorted(set(''.join(terms)))
        right = ''.join([c for c in letters if ''.join(terms).count(c) == 1])
    return TensorShape([sizes.get(letter) for letter in right])


def tensordot(a, b, axes, name=None):
    left = as_operand(a)
    right = as_operand(b)
    x = left.shape._dims
    y = right.shape._dims
    axes = static_value(axes)
    shape = _shapes.hidden_shape()
    if known(x) and known(y) and known(axes) and x is not None and y is not None:
        if isinstance(axes, int):
            shape = TensorShape(x[:len(x) - axes] + y[axes:])
        elif isinstance(axes, (list, tuple)) and len(axes) == 2:
            first = _math.axes_of(axes[0], len(x))
            second = _math.axes_of(axes[1], len(y))
            if first is not None and second is not None:
                shape = TensorShape([s for i, s in enumerate(x) if i not in first]
                                    + [s for i, s in enumerate(y) if i not in second])
    return make('Tensordot', name, (left, right), shape)
