# numpy, as far as programs use it for shapes, types, initial values and arithmetic; what is not
# here gives unknown values. In numpy: __init__.py.

import math as _math

import _ckptmap

from numpy import random
from numpy._functions import (
    add, all_of as all, any_of as any, argmax, argmin, around, array_equal, array_split,
    atleast_1d, atleast_2d, broadcast_to, clip, column_stack, cumprod, cumsum, diag, divide, flip,
    floor_divide, maximum, minimum, mod, moveaxis, multiply, outer, pad, power, remainder, repeat,
    sort, split, subtract, swapaxes, true_divide, unique, where)
from numpy._arrays import (
    ScalarType, arange, array, asarray, concatenate, dtype, elementwise as _elementwise,
    expand_dims, eye, full, linspace, made as _made, ndarray, ones, scalar_type as _scalar_type,
    stack, zeros)

_round = round

__version__ = '2.4.6'
newaxis = None
pi = _math.pi
e = _math.e
inf = _math.inf
nan = _math.nan

float16 = half = _scalar_type('float16')
float32 = single = _scalar_type('float32')
float64 = double = float_ = _scalar_type('float64')
int8 = _scalar_type('int8')
int16 = _scalar_type('int16')
int32 = intc = _scalar_type('int32')
int64 = int_ = intp = longlong = _scalar_type('int64')
uint8 = _scalar_type('uint8')
uint16 = _scalar_type('uint16')
uint32 = _scalar_type('uint32')
uint64 = _scalar_type('uint64')
bool_ = bool = _scalar_type('bool')
complex64 = _scalar_type('complex64')
complex128 = _scalar_type('complex128')
str_ = _scalar_type('str')
object_ = _scalar_type('object')

asanyarray = asarray
ascontiguousarray = asarray


def _floats(function):
    """A function of each element, which gives floats."""

    def apply(x, *args, **kwargs):
        value = asarray(x)
        if not _ckptmap.known(value):
            return value
        name = value.dtype.name
        known_float = _ckptmap.known(name) and name in ('float16', 'float32', 'float64')
        return _elementwise(function, value, name if known_float else 'float64')

    return apply


sqrt = _floats(_math.sqrt)
exp = _floats(_math.exp)
log = _floats(_math.log)
log2 = _floats(_math.log2)
log10 = _floats(_math.log10)
ceil = _floats(lambda x: float(_math.ceil(x)))
floor = _floats(lambda x: float(_math.floor(x)))
sin = _floats(_math.sin)
cos = _floats(_math.cos)
tanh = _floats(_math.tanh)


def _same(function):
    """A function of each element, which keeps the type."""

    def apply(x, *args, **kwargs):
        value = asarray(x)
        return _elementwise(function, value, value.dtype.name)

    return apply


rint = _floats(lambda x: float(_round(x)))
abs = absolute = _same(lambda x: x if x >= 0 else -x)
square = _same(lambda x: x * x)


def zeros_like(a, dtype=None):
    return zeros(shape(a), asarray(a).dtype if dtype is None else dtype)


def ones_like(a, dtype=None):
    return ones(shape(a), asarray(a).dtype if dtype is None else dtype)


def full_like(a, fill_value, dtype=None):
    return full(shape(a), fill_value, asarray(a).dtype if dtype is None else dtype)


def empty(shape, dtype=None, order='C'):
    value = zeros(shape, dtype)
    return _made(value.shape, None, value.dtype.name)


def empty_like(a, dtype=None):
    return empty(shape(a), asarray(a).dtype if dtype is None else dtype)


def identity(n, dtype=None):
    return eye(n, dtype=dtype)


def shape(a):
    return asarray(a).shape


def ndim(a):
    return len(shape(a))


def size(a, axis=None):
    return asarray(a).size if axis is None else shape(a)[axis]


def reshape(a, newshape=None, shape=None, order='C'):
    return asarray(a).reshape(newshape if shape is None else shape)


def transpose(a, axes=None):
    return asarray(a).transpose() if axes is None else asarray(a).transpose(axes)


def ravel(a):
    return asarray(a).reshape((-1,))


def squeeze(a, axis=None):
    return asarray(a).squeeze(axis)


def vstack(tup):
    parts = [asarray(item) for item in tup]
    return concatenate([part if 1 < len(part.shape) else part.reshape((1, -1))
                        for part in parts], 0)


def hstack(tup):
    parts = [asarray(item) for item in tup]
    return concatenate(parts, 0 if len(parts[0].shape) < 2 else 1)


def tile(A, reps):
    value = asarray(A)
    times = [reps] if isinstance(reps, int) else list(reps)
    dims = list(value.shape)
    longest = len(dims) if len(times) < len(dims) else len(times)
    dims = [1] * (longest - len(dims)) + dims
    times = [1] * (longest - len(times)) + times
    value = value.reshape(dims)
    for axis, count in enumerate(times):
        if count != 1:
            value = concatenate([value] * count, axis)
    return value


def dot(a, b):
    left = asarray(a)
    right = asarray(b)
    if not left.shape or not right.shape:
        return left * right
    if len(left.shape) == 1 and left.shape == right.shape:
        return (left * right).sum()
    columns = list(right.shape[:-2]) + [right.shape[-1]] if 1 < len(right.shape) else []
    return _made(list(left.shape[:-1]) + columns, None, left.dtype.name)


matmul = dot


def _reduction(name):
    def apply(a, axis=None, dtype=None, out=None, keepdims=False):
        value = asarray(a)
        if not _ckptmap.known(value):
            return value
        given = {} if dtype is None else {'dtype': dtype}
        return getattr(value, name)(axis=axis, keepdims=keepdims, **given)

    return apply


sum = _reduction('sum')
prod = _reduction('prod')
mean = _reduction('mean')
max = amax = _reduction('max')
min = amin = _reduction('min')
std = _reduction('std')
round = round_ = around


def isscalar(element):
    return isinstance(element, (int, float, str))


def __getattr__(name):
    if name[:1] == '_':
        raise AttributeError("module 'numpy' has no attribute '%s'" % name)
    return _ckptmap.unknown_function('np.' + name)
