# Arithmetic, comparisons and reductions: shapes by broadcasting, types by promotion.
# In TensorFlow: python/ops/math_ops.py, core/framework/common_shape_fns.cc.

import operator

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _operand_checks, _shapes, _tensors
from tensorflow._shapes import TensorShape

_PYTHON = {
    'add': operator.add, 'sub': operator.sub, 'mul': operator.mul, 'truediv': operator.truediv,
    'floordiv': operator.floordiv, 'mod': operator.mod, 'pow': operator.pow,
}


def broadcast(left, right):
    """The shape of an elementwise operation on tensors of these shapes."""
    a = left._dims
    b = right._dims
    if not known(a) or not known(b):
        return _shapes.hidden_shape()
    if a is None or b is None:
        return TensorShape(None)
    short = len(a) - len(b)
    a = [1] * max(0, -short) + a
    b = [1] * max(0, short) + b
    return TensorShape([_broadcast_one(x, y) for x, y in zip(a, b)])


def _broadcast_one(x, y):
    if not known(x) or not known(y):
        seen = y if known(y) else x
        if known(seen) and seen is not None and seen != 1:
            return seen
        hidden = x if not known(x) else y
        return hidden if known(seen) and seen == 1 else unknown('a dimension', 'int')
    if x is None or y is None:
        seen = y if x is None else x
        return None if seen is None or seen == 1 else seen
    if x == y or y == 1:
        return x
    if x == 1:
        return y
    raise ValueError('Dimensions must be equal, but are %d and %d%s'
                     % (x, y, unknown('the operation of an error', 'str')))


def binary(name, left, right, dtype=None, own_name=None):
    """An elementwise operation on two operands; the tensor leads where the other is a number."""
    _operand_checks.same_types(name, [left, right])
    # Python numbers take the tensor's type, so the tensor is looked at first.
    first = _tensors.as_operand(left)
    second = _tensors.as_operand(right)
    leads = not known(left) or hasattr(left, '_static_value') or hasattr(left, '_as_tensor')
    result = first.dtype if leads else second.dtype
    if known(result) and result.name[-4:] == '_ref':
        result = result.base_dtype
    if name == 'truediv' and known(result) and result.is_integer:
        result = _dtypes.float64 if result.size >= 4 else _dtypes.float32
    shape = broadcast(first.shape, second.shape)
    value = None
    if first._value is not None and second._value is not None and name in _PYTHON:
        value = _folded(_PYTHON[name], first._value, second._value)
    return _tensors.make(name, own_name, (first, second), shape, value, dtype or result)


def _folded(function, a, b):
    """The value of an operation on constants, as TensorFlow's shape functions fold it."""
    if isinstance(a, list) and isinstance(b, list):
        if len(a) != len(b) or not _flat(a) or not _flat(b):
            return None
        return [_folded(function, x, y) for x, y in zip(a, b)]
    if isinstance(a, list):
        return [_folded(function, x, b) for x in a] if _flat(a) else None
    if isinstance(b, list):
        return [_folded(function, a, y) for y in b] if _flat(b) else None
    if known(a) and not isinstance(a, (int, float)) or known(b) and not isinstance(b, (int, float)):
        return unknown('a dimension of a tensor', 'int')
    try:
        return function(a, b)
    except ArithmeticError:
        return unknown('a dimension of a tensor', 'int')


def _flat(items):
    return not any(known(item) and isinstance(item, list) for item in items)


def unary(type, value, name=None, dtype=None):
    """An elementwise operation on one operand."""
    operand = _tensors.as_operand(value)
    return _tensors.make(type, name, operand, operand.shape, None, dtype)


def elementwise(type, dtype=None):
    """A function of the API that keeps the shape of its first argument."""

    def operation(x=None, *args, **kwargs):
        if x is None:
            x = _first(kwargs)
        _operand_checks.floating(type, x)
        return unary(type, x, kwargs.get('name'), dtype)

    operation.__name__ = type
    return operation


def _first(kwargs):
    for name in ('x', 'input', 'features', 'logits', 'tensor', 'a', 'value', 't', 'inputs'):
        if name in kwargs:
            return kwargs[name]
    return unknown('an argument')


def pairwise(name, dtype=None, type=None):
    """A function of the API that broadcasts its first two arguments."""

    type = type or name

    def operation(x, y, name=None, *args, **kwargs):
        return binary(type, x, y, dtype, name)

    operation.__name__ = type
    return operation


def add_n(inputs, name=None):
    if known(inputs) and not isinstance(inputs, (list, tuple)):
        raise ValueError('Inputs must be an iterable of at least one Tensor/IndexedSlices with '
                         'the same dtype and shape.')
    if not known(inputs):
        return _tensors.hidden()
    if not inputs:
        raise ValueError('Inputs must be an iterable of at least one Tensor/IndexedSlices with '
                         'the same dtype and shape.')
    _operand_checks.same_types('AddN', inputs)
    operands = [_tensors.as_operand(item) for item in inputs]
    shape = operands[0].shape
    for operand in operands[1:]:
        if _shapes.compatible(shape, operand.shape) is False:
            raise ValueError('Shapes must be equal rank, but are %s and %s'
                             % (shape, operand.shape))
        shape = shape.merge_with(operand.shape)
    return _tensors.make('AddN', name, tuple(operands), shape)


def reduction(type, dtype=None):
    """A reduction over axes: reduce_sum and its kin, of both namespaces."""

    def operation(input_tensor=None, axis=None, keepdims=None, name=None, reduction_indices=None,
                  keep_dims=None, **kwargs):
        if input_tensor is None:
            input_tensor = _first(kwargs)
        operand = _tensors.as_operand(input_tensor)
        if axis is None:
            axis = reduction_indices
        kept = keepdims if keepdims is not None else keep_dims
        return _tensors.make(type, name, operand, reduced(operand.shape, axis, kept), None, dtype)

    operation.__name__ = type
    return operation


def axes_of(axis, rank):
    """The axes as a list of positive ints; None where they are not known."""
    if not known(axis) or not known(rank) or rank is None:
        return None
    axis = _tensors.static_value(axis)
    if not known(axis) or axis is None:
        return None
    if not isinstance(axis, (list, tuple)):
        axis = [axis]
    if not all(known(item) and item is not None for item in axis):
        return None
    return [item + rank if item < 0 else item for item in axis]


def reduced(shape, axis, keepdims):
    rank = shape.ndims
    if known(axis) and axis is None:
        if keepdims is None or known(keepdims) and not keepdims:
            return TensorShape([])
        if known(rank) and rank is not None:
            return TensorShape([1] * rank)
        return _unknown_like(shape)
    axes = axes_of(axis, rank)
    if axes is None or keepdims is not None and not known(keepdims):
        return _unknown_like(shape)
    dims = shape._dims
    for item in axes:
        if not 0 <= item < rank:
            raise ValueError('Invalid reduction dimension %d for input with %d dimensions.%s'
                             % (item, rank, unknown('the operation of an error', 'str')))
    if keepdims:
        return TensorShape([1 if i in axes else size for i, size in enumerate(dims)])
    return TensorShape([size for i, size in enumerate(dims) if i not in axes])


def _unknown_like(shape):
    """No shape: TensorFlow's ignorance where it has its own, else the reader's."""
    if known(shape._dims) and shape._dims is None:
        return TensorShape(None)
    return _shapes.hidden_shape()


def argmax(input=None, axis=None, name=None, dimension=None, output_type=_dtypes.int64):
    operand = _tensors.as_operand(input)
    if axis is None:
        axis = 0 if dimension is None else dimension
    return _tensors.make('ArgMax', name, output_type, reduced(operand.shape, axis, False))


def range_tensor(start, limit=None, delta=1, dtype=None, name='range'):
    """tf.range."""
    if limit is None:
        start, limit = 0, start
    values = [_tensors.static_value(item) for item in (start, limit, delta)]
    operand = _tensors.as_operand(limit)
    found = operand.dtype if dtype is None else _dtypes.as_dtype(dtype)
    if all(known(item) and isinstance(item, int) for item in values):
        items = list(range(values[0], values[1], values[2]))
        shape = TensorShape([len(items)])
        return _tensors.make('range', name, found, shape, items if len(items) <= 64 else None)
    return _tensors.make('range', name, found, TensorShape([unknown('a dimension', 'int')]))


def global_norm(t_list, name=None):
    return _tensors.make('global_norm', name, _dtypes.float32, TensorShape([]))


def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
    """The clipped tensors (None stays None), and their norm."""
    with _graph.name_scope(name, 'clip_by_global_norm'):
        if not known(t_list):
            return unknown('clipped tensors', 'list'), global_norm(t_list)
        clipped = [None if item is None else unary('Identity', item) for item in t_list]
        return clipped, _tensors.make('global_norm', None, _dtypes.float32, TensorShape([]))


def gradients(ys, xs, grad_ys=None, name='gradients', colocate_gradients_with_ops=False,
              gate_gradients=False, aggregation_method=None, stop_gradients=None,
              unconnected_gradients=None):
    """tf.gradients: None for what the first argument does not depend on."""
    with _graph.name_scope(name, 'gradients'):
        if not known(xs):
            return unknown('gradients', 'list')
        if not isinstance(xs, (list, tuple)):
            xs = [xs]
        mark, opaque = _reached(ys)
        return [_gradient(item, mark, opaque or getattr(item, '_is_made_elsewhere', False))
                for item in xs]


_search = {'mark': 0}


def _reached(ys):
    """(the mark now on all that `ys` depend on, whether something was not followed)."""
    _search['mark'] += 1
    mark = _search['mark']
    if not known(ys):
        return mark, True
    pending = list(ys) if isinstance(ys, (list, tuple)) else [ys]
    opaque = False
    while pending:
        item = pending.pop()
        if not known(item):
            opaque = True
            continue
        if getattr(item, '_seen', None) == mark:
            continue
        parts = getattr(item, '_variable_list', None)
        if parts is not None:
            pending.extend(parts)
        elif hasattr(item, '_seen'):
            item._seen = mark
            opaque = opaque or item._opaque
            pending.extend(item._inputs)
        elif isinstance(item, _tensors.IndexedSlices):
            pending.append(item.values)
    return mark, opaque


def _gradient(x, mark, opaque):
    if not known(x):
        return x
    if known(x.dtype) and not (x.dtype.base_dtype.is_floating or x.dtype.base_dtype.is_complex):
        return None
    if x._seen == mark:
        return _tensors.make('gradient', None, x.dtype, x.shape)
    return unknown('whether there is a gradient') if opaque else None


def stop_gradient(input, name=None):
    operand = _tensors.as_operand(input)
    return _tensors.make('StopGradient', name, operand.dtype, operand.shape)


def py_func(func, inp, Tout, stateful=True, name=None):
    """The function of the user's is not run when the graph is made."""
    if known(Tout) and isinstance(Tout, (list, tuple)):
        return [_tensors.make('PyFunc', name, _dtypes.as_dtype(item), TensorShape(None))
                for item in Tout]
    return _tensors.make('PyFunc', name, _dtypes.as_dtype(Tout), TensorShape(None))
