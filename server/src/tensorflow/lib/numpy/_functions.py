# Numpy's functions that make and reshape arrays. In numpy: _core/{numeric,fromnumeric}.py.

import math as _math

from _ckptmap import known, unknown

from numpy._array import combined, describe, ndarray
from numpy._types import dtype as _dtype, generic, scalar


def _shape(shape):
    if not known(shape):
        return shape
    if isinstance(shape, (list, tuple)):
        return [int(item) if isinstance(item, (generic, float)) else item for item in shape]
    if isinstance(shape, ndarray):
        return shape.tolist()
    return [int(shape) if isinstance(shape, generic) else shape]


def _filled(shape, dtype, value):
    dims = _shape(shape)
    if not known(dims):
        return unknown('an array of a shape that is not known')
    size = 1
    for item in dims:
        size = size * item
    data = [value] * size if known(size) and size <= 256 else None
    return ndarray(dims, dtype, data)


def zeros(shape, dtype=float, order='C'):
    return _filled(shape, dtype, 0)


def ones(shape, dtype=None, order='C'):
    return _filled(shape, float if dtype is None else dtype, 1)


def empty(shape, dtype=float, order='C'):
    made = _filled(shape, dtype, 0)
    return made if not known(made) else ndarray(made.shape, dtype)


def full(shape, fill_value, dtype=None, order='C'):
    _, kind, data = describe(fill_value)
    if dtype is None and kind is None:
        return unknown('an array')
    return _filled(shape, kind if dtype is None else dtype, data[0] if data else None)


def zeros_like(a, dtype=None, order='K', subok=True, shape=None):
    dims, kind, _ = describe(a)
    return zeros(dims, kind if dtype is None else dtype)


def ones_like(a, dtype=None, order='K', subok=True, shape=None):
    dims, kind, _ = describe(a)
    return ones(dims, kind if dtype is None else dtype)


def full_like(a, fill_value, dtype=None):
    dims, kind, _ = describe(a)
    return full(dims, fill_value, kind if dtype is None else dtype)


empty_like = zeros_like


def eye(N, M=None, k=0, dtype=float):
    return ndarray([N, N if M is None else M], dtype)


def identity(n, dtype=None):
    return eye(n, dtype=dtype or float)


def array(object, dtype=None, copy=True, order='K', subok=False, ndmin=0):
    shape, kind, data = describe(object)
    if shape is None or kind is None:
        return unknown('an array of what is not known')
    return ndarray(shape, kind if dtype is None else dtype, data)


asarray = ascontiguousarray = asanyarray = array


def arange(start, stop=None, step=1, dtype=None):
    if stop is None:
        start, stop = 0, start
    values = [item.item() if isinstance(item, generic) else item for item in (start, stop, step)]
    if not all(known(item) for item in values):
        return unknown('an array')
    start, stop, step = values
    count = max(0, int(_math.ceil((stop - start) / step)))
    data = [start + index * step for index in range(count)] if count <= 256 else None
    found = 'float64' if any(isinstance(item, float) for item in values) else 'int64'
    return ndarray([count], found if dtype is None else dtype, data)


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    return ndarray([num], 'float64' if dtype is None else dtype)


def reshape(a, shape=None, order='C', newshape=None):
    return array(a).reshape(_shape(newshape if shape is None else shape))


def transpose(a, axes=None):
    return array(a).transpose(axes)


def ravel(a, order='C'):
    return array(a).ravel()


def squeeze(a, axis=None):
    return array(a).squeeze(axis)


def expand_dims(a, axis):
    made = array(a)
    dims = list(made.shape)
    axis = axis + len(dims) + 1 if axis < 0 else axis
    return ndarray(dims[:axis] + [1] + dims[axis:], made.dtype, made._data)


def concatenate(arrays, axis=0, out=None, dtype=None):
    parts = [array(item) for item in arrays]
    dims = list(parts[0].shape)
    axis = axis % len(dims)
    dims[axis] = sum([part.shape[axis] for part in parts])
    data = None
    if axis == 0 and all(part._data is not None for part in parts):
        data = []
        for part in parts:
            data = data + part._data
    return ndarray(dims, parts[0].dtype, data)


def stack(arrays, axis=0):
    parts = [array(item) for item in arrays]
    dims = list(parts[0].shape)
    axis = axis + len(dims) + 1 if axis < 0 else axis
    return ndarray(dims[:axis] + [len(parts)] + dims[axis:], parts[0].dtype)


def vstack(tup):
    return concatenate([array(item) if len(array(item).shape) > 1
                        else expand_dims(item, 0) for item in tup], 0)


def hstack(tup):
    return concatenate(tup, 0 if len(array(tup[0]).shape) == 1 else 1)


def tile(A, reps):
    made = array(A)
    times = [reps] if isinstance(reps, int) else list(reps)
    dims = list(made.shape)
    longest = max(len(dims), len(times))
    dims = [1] * (longest - len(dims)) + dims
    times = [1] * (longest - len(times)) + times
    return ndarray([a * b for a, b in zip(dims, times)], made.dtype)


def dot(a, b):
    left = array(a)
    right = array(b)
    if not known(left) or not known(right):
        return unknown('a product')
    if not left.shape or not right.shape:
        return combined(left, right, lambda x, y: x * y)
    if len(right.shape) == 1:
        dims = list(left.shape[:-1])
    else:
        dims = list(left.shape[:-1]) + list(right.shape[:-2]) + [right.shape[-1]]
    if not dims:
        return unknown('a product')
    return ndarray(dims, left.dtype)


matmul = dot


def prod(a, axis=None, dtype=None, out=None, keepdims=False):
    return array(a).prod(axis)


def item(made, key):
    """`array[key]`."""
    keys = key if isinstance(key, tuple) else (key,)
    if not all(known(k) and (k is None or k is Ellipsis or isinstance(k, (int, slice, generic)))
               for k in keys):
        return unknown('a part of an array')
    taken = len([k for k in keys if k is not None and k is not Ellipsis])
    if len(made.shape) < taken:
        raise IndexError('too many indices for array: array is %d-dimensional, but %d were '
                         'indexed' % (len(made.shape), taken))
    if len(keys) == 1 and isinstance(key, (int, slice)) and made._data is not None:
        return _first_axis(made, key)
    dims = []
    axis = 0
    for k in keys:
        if k is None:
            dims.append(1)
        elif k is Ellipsis:
            until = axis + len(made.shape) - taken
            dims.extend(made.shape[axis:until])
            axis = until
        elif isinstance(k, slice):
            dims.append(len(range(*k.indices(made.shape[axis]))))
            axis += 1
        else:
            axis += 1
    dims.extend(made.shape[axis:])
    return ndarray(dims, made.dtype) if dims else unknown('an element of an array')


def _first_axis(made, key):
    rows = made.tolist()
    if isinstance(key, int):
        row = rows[key]
        if len(made.shape) == 1:
            return scalar(row, made.dtype.name)
        return array(row, made.dtype)
    part = rows[key]
    step = 1
    for size in made.shape[1:]:
        step = step * size
    flat = []
    for index in range(*key.indices(made.shape[0])):
        flat = flat + made._data[index * step:(index + 1) * step]
    return ndarray([len(part)] + list(made.shape[1:]), made.dtype, flat)


def elementwise(function, name='float64'):
    """A function that is applied to each element."""

    def apply(x, *args, **kwargs):
        shape, kind, data = describe(x)
        if shape is None:
            return unknown('a number')
        found = kind if _dtype(kind).kind == 'f' or name is None else name
        values = None if data is None else [
            function(each) if known(each) else each for each in data]
        if not shape:
            return scalar(values[0], found) if values else unknown('a number')
        return ndarray(shape, found, values)

    return apply


def shape_of(a):
    return tuple(describe(a)[0])

