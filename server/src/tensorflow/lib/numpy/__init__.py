# numpy, as far as programs use it for shapes, types, initial values and arithmetic.
# In numpy: __init__.py. What is not here gives unknown values.

import math as _math

import _ckptmap

from numpy import random
from numpy._array import ndarray
from numpy._functions import (
    arange, array, asanyarray, asarray, ascontiguousarray, concatenate, dot, elementwise as _each,
    empty, empty_like, expand_dims, eye, full, full_like, hstack, identity, linspace, matmul,
    ones, ones_like, prod, ravel, reshape, shape_of as shape, squeeze, stack, tile, transpose,
    vstack, zeros, zeros_like)
from numpy._types import (
    bool_, bytes_, complex64, complex128, dtype, float16, float32, float64, floating, generic,
    int8, int16, int32, int64, integer, number, object_, signedinteger, str_, uint8, uint16,
    uint32, uint64, unsignedinteger)

__version__ = '2.4.6'
newaxis = None
pi = _math.pi
e = _math.e
inf = _math.inf
nan = _math.nan
double = float64
single = float32
half = float16
intp = int64
int_ = int64
float_ = float64
longlong = int64
intc = int32
bool = bool_
sqrt = _each(_math.sqrt)
exp = _each(_math.exp)
log = _each(_math.log)
log2 = _each(_math.log2)
log10 = _each(_math.log10)
ceil = _each(_math.ceil)
floor = _each(_math.floor)
sin = _each(_math.sin)
cos = _each(_math.cos)
tanh = _each(_math.tanh)
abs = _each(lambda x: x if x >= 0 else -x, None)
absolute = abs
square = _each(lambda x: x * x, None)


def sum(a, axis=None, dtype=None, out=None, keepdims=False):
    return array(a).sum(axis, keepdims=keepdims)


def mean(a, axis=None, dtype=None, out=None, keepdims=False):
    return array(a).mean(axis, keepdims=keepdims)


def max(a, axis=None, out=None, keepdims=False):
    return array(a).max(axis, keepdims=keepdims)


def min(a, axis=None, out=None, keepdims=False):
    return array(a).min(axis, keepdims=keepdims)


amax = max
amin = min


def isscalar(element):
    return isinstance(element, (int, float, str, generic))


def ndim(a):
    return len(shape(a))


def size(a, axis=None):
    return array(a).size if axis is None else shape(a)[axis]


def issubdtype(one, other):
    kind = dtype(one).type
    return issubclass(kind, other) if isinstance(other, type) else kind is dtype(other).type


def __getattr__(name):
    if name[:1] == '_':
        raise AttributeError("module 'numpy' has no attribute '%s'" % name)
    return _ckptmap.unknown_function('np.' + name)
