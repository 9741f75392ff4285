# Numpy's arrays: shape and type, and the elements where they are few.
# In numpy: _core/multiarray.

from _ckptmap import known, unknown

from numpy._types import dtype as _dtype, generic, scalar, widest

_LARGEST = 256


class ndarray:
    """An array; `_data` are its elements in order, or None where they are not kept."""

    __array_priority__ = 0

    def __init__(self, shape, dtype='float64', data=None):
        self.shape = tuple(shape) if known(shape) else shape
        self.dtype = _dtype(dtype)
        size = self.size
        keep = data is not None and known(size) and size <= _LARGEST
        self._data = data if keep else None

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def size(self):
        total = 1
        for item in self.shape:
            total = total * item
        return total

    @property
    def nbytes(self):
        return self.size * self.dtype.itemsize

    @property
    def itemsize(self):
        return self.dtype.itemsize

    @property
    def T(self):
        return self.transpose()

    @property
    def flat(self):
        return iter(self.ravel())

    def astype(self, dtype, copy=True):
        return ndarray(self.shape, dtype, self._data)

    def copy(self):
        return ndarray(self.shape, self.dtype, self._data)

    def tolist(self):
        if self._data is None:
            return unknown('the elements of an array', 'list')
        return _nested(self.shape, self._data)

    def item(self, *index):
        if self._data is not None and len(self._data) == 1:
            return self._data[0]
        return unknown('an element of an array')

    def reshape(self, *shape, order='C'):
        if len(shape) == 1 and known(shape[0]) and isinstance(shape[0], (list, tuple)):
            shape = tuple(shape[0])
        return ndarray(_fitted(shape, self.size), self.dtype, self._data)

    def ravel(self, order='C'):
        return ndarray((self.size,), self.dtype, self._data)

    flatten = ravel

    def transpose(self, *axes):
        if len(axes) == 1 and known(axes[0]) and isinstance(axes[0], (list, tuple)):
            axes = axes[0]
        if not axes or axes[0] is None:
            return ndarray(self.shape[::-1], self.dtype,
                           self._data if len(self.shape) < 2 else None)
        return ndarray([self.shape[axis] for axis in axes], self.dtype)

    def squeeze(self, axis=None):
        if axis is None:
            return ndarray([item for item in self.shape if item != 1], self.dtype, self._data)
        return ndarray([item for i, item in enumerate(self.shape)
                        if i != axis % len(self.shape)], self.dtype, self._data)

    def fill(self, value):
        if self._data is not None:
            self._data = [value] * len(self._data)

    def _reduced(self, axis, keepdims, function, name=None):
        dtype = name or self.dtype.name
        if axis is None:
            if self._data is None or not all(known(item) for item in self._data):
                return unknown('the result of a reduction')
            return scalar(function(self._data), dtype)
        axes = [axis] if isinstance(axis, int) else list(axis)
        axes = [item % len(self.shape) for item in axes]
        if keepdims:
            return ndarray([1 if i in axes else s for i, s in enumerate(self.shape)], dtype)
        return ndarray([s for i, s in enumerate(self.shape) if i not in axes], dtype)

    def sum(self, axis=None, dtype=None, out=None, keepdims=False):
        return self._reduced(axis, keepdims, sum, _summed(self.dtype))

    def prod(self, axis=None, dtype=None, out=None, keepdims=False):
        return self._reduced(axis, keepdims, _product, _summed(self.dtype))

    def max(self, axis=None, out=None, keepdims=False):
        return self._reduced(axis, keepdims, max)

    def min(self, axis=None, out=None, keepdims=False):
        return self._reduced(axis, keepdims, min)

    def mean(self, axis=None, dtype=None, out=None, keepdims=False):
        return self._reduced(axis, keepdims, _mean,
                             self.dtype.name if self.dtype.kind == 'f' else 'float64')

    def std(self, axis=None, dtype=None, out=None, keepdims=False):
        return self._reduced(axis, keepdims, _hidden,
                             self.dtype.name if self.dtype.kind == 'f' else 'float64')

    var = std

    def all(self, axis=None):
        return self._reduced(axis, False, all, 'bool')

    def any(self, axis=None):
        return self._reduced(axis, False, any, 'bool')

    def dot(self, other):
        from numpy import _functions
        return _functions.dot(self, other)

    def __len__(self):
        if not self.shape:
            raise TypeError('len() of unsized object')
        return self.shape[0]

    def __iter__(self):
        return iter([self[index] for index in range(len(self))])

    def __bool__(self):
        if self._data is not None and len(self._data) == 1:
            return bool(self._data[0])
        return unknown('whether an array is true', 'bool')

    def __int__(self):
        return int(self.item())

    def __float__(self):
        return float(self.item())

    def __index__(self):
        return self.item()

    def __getitem__(self, key):
        from numpy import _functions
        return _functions.item(self, key)

    def __setitem__(self, key, value):
        self._data = None

    def __hash__(self):
        raise TypeError("unhashable type: 'numpy.ndarray'")

    def __eq__(self, other):
        return combined(self, other, lambda a, b: a == b, 'bool')

    def __ne__(self, other):
        return combined(self, other, lambda a, b: a != b, 'bool')

    def __lt__(self, other):
        return combined(self, other, lambda a, b: a < b, 'bool')

    def __le__(self, other):
        return combined(self, other, lambda a, b: a <= b, 'bool')

    def __gt__(self, other):
        return combined(self, other, lambda a, b: a > b, 'bool')

    def __ge__(self, other):
        return combined(self, other, lambda a, b: a >= b, 'bool')

    def __add__(self, other):
        return combined(self, other, lambda a, b: a + b)

    def __radd__(self, other):
        return combined(self, other, lambda a, b: b + a)

    def __sub__(self, other):
        return combined(self, other, lambda a, b: a - b)

    def __rsub__(self, other):
        return combined(self, other, lambda a, b: b - a)

    def __mul__(self, other):
        return combined(self, other, lambda a, b: a * b)

    def __rmul__(self, other):
        return combined(self, other, lambda a, b: b * a)

    def __truediv__(self, other):
        return combined(self, other, lambda a, b: a / b, divides=True)

    def __rtruediv__(self, other):
        return combined(self, other, lambda a, b: b / a, divides=True)

    def __floordiv__(self, other):
        return combined(self, other, lambda a, b: a // b)

    def __mod__(self, other):
        return combined(self, other, lambda a, b: a % b)

    def __pow__(self, other):
        return combined(self, other, lambda a, b: a ** b)

    def __matmul__(self, other):
        return self.dot(other)

    def __neg__(self):
        data = None if self._data is None else [-item for item in self._data]
        return ndarray(self.shape, self.dtype, data)

    def __repr__(self):
        return unknown('the text of an array', 'str')


def _nested(shape, data):
    if not shape:
        return data[0]
    if len(shape) == 1:
        return list(data)
    step = len(data) // shape[0] if shape[0] else 0
    return [_nested(shape[1:], data[i * step:(i + 1) * step]) for i in range(shape[0])]


def _fitted(shape, size):
    """The shape, with -1 replaced by what is left."""
    rest = 1
    for item in shape:
        if item != -1:
            rest = rest * item
    return [size // rest if item == -1 else item for item in shape]


def _summed(kind):
    return 'int64' if kind.kind in 'bi' else kind.name


def _product(items):
    total = 1
    for item in items:
        total = total * item
    return total


def _mean(items):
    return sum(items) / len(items)


def _hidden(items):
    return unknown('the result of a reduction')


def describe(value):
    """(shape, type name, elements or None) of an array, a number or nested sequences."""
    if not known(value):
        return None, None, None
    if isinstance(value, ndarray):
        return list(value.shape), value.dtype.name, value._data
    if isinstance(value, generic):
        return [], value._name, [value._value]
    if isinstance(value, bool):
        return [], 'bool', [value]
    if isinstance(value, int):
        return [], 'int64', [value]
    if isinstance(value, float):
        return [], 'float64', [value]
    if isinstance(value, complex):
        return [], 'complex128', [value]
    if isinstance(value, str):
        return [], 'str', [value]
    if isinstance(value, bytes):
        return [], 'bytes', [value]
    if isinstance(value, range):
        value = list(value)
    if isinstance(value, (list, tuple)):
        return _describe_items(value)
    if hasattr(value, 'shape') and hasattr(value, 'dtype'):
        return list(value.shape), value.dtype.name, None
    return [], 'object', [value]


def _describe_items(items):
    if not items:
        return [0], 'float64', []
    shape = None
    name = None
    data = []
    for item in items:
        part, kind, elements = describe(item)
        if kind is None:
            data = None
            continue
        shape = part
        name = kind if name is None else widest(name, kind)
        data = None if data is None or elements is None else data + elements
    return [len(items)] + (shape or []), name, data


def combined(left, other, operation, name=None, divides=False):
    """An elementwise operation; the elements are computed where both have them."""
    if not known(other):
        return unknown('an array')
    if hasattr(other, '_static_value'):
        return NotImplemented
    shape, kind, data = describe(other)
    if kind is None or shape is None:
        return unknown('an array')
    # Python's numbers do not widen an array of their kind or of a wider one.
    if isinstance(other, (bool, int, float)) and (
            not isinstance(other, float) or left.dtype.kind in 'fc'):
        kind = left.dtype.name
    result = name or widest(left.dtype.name, kind)
    if divides and left.dtype.kind not in 'fc' and _dtype(kind).kind not in 'fc':
        result = 'float64'
    return ndarray(_broadcast(list(left.shape), shape), result,
                   _elements(left, shape, data, operation))


def _elements(left, shape, data, operation):
    mine = left._data
    if mine is None or data is None:
        return None
    if len(data) == 1:
        return [operation(item, data[0]) for item in mine]
    if list(left.shape) == list(shape):
        return [operation(a, b) for a, b in zip(mine, data)]
    if len(mine) == 1:
        return [operation(mine[0], item) for item in data]
    return None


def _broadcast(a, b):
    longest = max(len(a), len(b))
    a = [1] * (longest - len(a)) + a
    b = [1] * (longest - len(b)) + b
    result = []
    for x, y in zip(a, b):
        if x != 1 and y != 1 and x != y:
            raise ValueError('operands could not be broadcast together with shapes %s %s '
                             % (tuple(a), tuple(b)))
        result.append(y if x == 1 else x)
    return result
