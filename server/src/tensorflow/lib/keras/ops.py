# keras.ops, as far as shapes are followed; another function gives an unknown tensor.
# In Keras: ops/*.py.

from _ckptmap import known, unknown, unknown_function

from keras import _operation, _tree
from keras.layers._base import product
from keras.layers._reshaping import broadcast, concatenated

_SAME = ('relu', 'relu6', 'sigmoid', 'softmax', 'softplus', 'softsign', 'tanh', 'silu', 'swish',
         'gelu', 'elu', 'selu', 'leaky_relu', 'log_softmax', 'hard_sigmoid', 'exp', 'log', 'sqrt',
         'rsqrt', 'square', 'abs', 'absolute', 'negative', 'sin', 'cos', 'tan', 'sign', 'floor',
         'ceil', 'round', 'clip', 'cumsum', 'flip', 'roll', 'stop_gradient', 'normalize',
         'zeros_like', 'ones_like', 'logical_not', 'reciprocal', 'log1p', 'expm1', 'nan_to_num')
_BROADCAST = ('add', 'subtract', 'multiply', 'divide', 'true_divide', 'power', 'maximum',
              'minimum', 'mod', 'floor_divide', 'equal', 'not_equal', 'greater', 'less',
              'greater_equal', 'less_equal', 'logical_and', 'logical_or', 'divide_no_nan')
_REDUCE = ('sum', 'mean', 'max', 'min', 'prod', 'any', 'all', 'std', 'var', 'logsumexp',
           'argmax', 'argmin', 'amax', 'amin', 'median')


def _shape(x):
    return _tree.shape_of(_tree.as_input(x))


def _dtype(x):
    return x.dtype if _tree.is_tensor(x) else 'float32'


def _same(x, *args, **kwargs):
    return _tree.emit(_shape(x), x, _dtype(x))


def _broadcast(a, b, *args, **kwargs):
    return _tree.emit(broadcast(_shape(a), _shape(b)), (a, b), _dtype(a))


def _reduce(x, axis=None, keepdims=False, **kwargs):
    return _tree.emit(reduced(_shape(x), axis, keepdims), x, _dtype(x))


def reduced(shape, axis, keepdims):
    """A shape without the axes that are reduced."""
    if not known(axis) or not known(shape):
        return unknown('the shape of a tensor')
    if axis is None:
        return (1,) * len(shape) if keepdims else ()
    axes = [each % len(shape) for each in (axis if isinstance(axis, (list, tuple)) else [axis])]
    if keepdims:
        return tuple([1 if at in axes else size for at, size in enumerate(shape)])
    return tuple([size for at, size in enumerate(shape) if at not in axes])


def reshape(x, newshape):
    def made(x, newshape):
        sizes = list(newshape) if not isinstance(newshape, int) else [newshape]
        own = _shape(x)
        for index, size in enumerate(sizes):
            if known(size) and size == -1:
                rest = product([each for at, each in enumerate(sizes) if at != index])
                total = product(own) if known(own) else unknown('a dimension', 'int')
                hidden = known(total) and total is None or known(rest) and rest is None
                sizes[index] = None if hidden else total // rest
        return _tree.emit(tuple(sizes), x, _dtype(x))
    return _operation.apply('reshape', made, (x, newshape), {})


def transpose(x, axes=None):
    def made(x, axes=None):
        shape = _shape(x)
        if known(shape) and known(axes):
            order = axes if axes is not None else reversed(range(len(shape)))
            shape = tuple([shape[axis] for axis in order])
        return _tree.emit(shape, x, _dtype(x))
    return _operation.apply('transpose', made, (x,), {'axes': axes})


def expand_dims(x, axis):
    def made(x, axis):
        shape = _shape(x)
        if known(shape) and known(axis):
            at = axis if axis >= 0 else len(shape) + 1 + axis
            shape = tuple(shape[:at]) + (1,) + tuple(shape[at:])
        return _tree.emit(shape, x, _dtype(x))
    return _operation.apply('expand_dims', made, (x, axis), {})


def squeeze(x, axis=None):
    def made(x, axis=None):
        shape = _shape(x)
        if known(shape) and axis is None:
            shape = tuple([size for size in shape if size != 1])
        elif known(shape):
            shape = reduced(shape, axis, False)
        return _tree.emit(shape, x, _dtype(x))
    return _operation.apply('squeeze', made, (x,), {'axis': axis})


def concatenate(xs, axis=-1):
    def made(xs, axis=-1):
        return _tree.emit(concatenated([_shape(x) for x in xs], axis), xs, _dtype(xs[0]))
    return _operation.apply('concatenate', made, (xs,), {'axis': axis})


def stack(x, axis=0):
    def made(x, axis=0):
        shape = _shape(x[0])
        if known(shape):
            at = axis if axis >= 0 else len(shape) + 1 + axis
            shape = tuple(shape[:at]) + (len(x),) + tuple(shape[at:])
        return _tree.emit(shape, x, _dtype(x[0]))
    return _operation.apply('stack', made, (x,), {'axis': axis})


def matmul(x1, x2):
    def made(x1, x2):
        left = _shape(x1)
        right = _shape(x2)
        if known(left) and known(right) and len(left) > 1 and len(right) > 1:
            batch = broadcast(tuple(left[:-2]), tuple(right[:-2]))
            shape = tuple(batch) + (left[-2], right[-1])
        else:
            shape = unknown('the shape of a tensor')
        return _tree.emit(shape, (x1, x2), _dtype(x1))
    return _operation.apply('matmul', made, (x1, x2), {})


def cast(x, dtype):
    def made(x, dtype):
        return _tree.emit(_shape(x), x, dtype)
    return _operation.apply('cast', made, (x, dtype), {})


def shape(x):
    return _shape(x)


def ndim(x):
    return len(_shape(x))


def convert_to_tensor(x, dtype=None, sparse=None):
    return _tree.as_input(x)


def zeros(shape, dtype=None):
    return _tree.tensor(shape, 'float32' if dtype is None else dtype)


def ones(shape, dtype=None):
    return zeros(shape, dtype)


def convert_to_numpy(x):
    return unknown('the value of a tensor')


def is_tensor(x):
    return _tree.is_tensor(x)


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.ops' has no attribute '%s'" % name)
    for names, function in ((_SAME, _same), (_BROADCAST, _broadcast), (_REDUCE, _reduce)):
        if name in names:
            return _applied(name, function)
    return unknown_function('keras.ops.' + name)


def _applied(name, function):
    def applied(*args, **kwargs):
        return _operation.apply(name, function, args, kwargs)
    return applied
