# numpy.ndarray, its dtypes and the functions that make arrays. Elements are kept, flat and in C
# order, while there are at most MOST of them; of larger arrays shape and dtype are known.
# Documented at https://numpy.org/doc/stable/reference/arrays.ndarray.html.

import math

from _ckptmap import known, unknown

from numpy import _indexing

MOST = 256

_KINDS = {'float16': 'f', 'float32': 'f', 'float64': 'f', 'int8': 'i', 'int16': 'i', 'int32': 'i',
          'int64': 'i', 'uint8': 'u', 'uint16': 'u', 'uint32': 'u', 'uint64': 'u', 'bool': 'b',
          'complex64': 'c', 'complex128': 'c', 'str': 'U', 'object': 'O'}
_SIZES = {'float16': 2, 'float32': 4, 'float64': 8, 'int8': 1, 'int16': 2, 'int32': 4, 'int64': 8,
          'uint8': 1, 'uint16': 2, 'uint32': 4, 'uint64': 8, 'bool': 1, 'complex64': 8,
          'complex128': 16}
_ALIASES = {'float': 'float64', 'int': 'int64', 'f4': 'float32', 'f8': 'float64', 'f2': 'float16',
            'i4': 'int32', 'i8': 'int64', 'i2': 'int16', 'i1': 'int8', 'u1': 'uint8', '?': 'bool',
            'f': 'float32', 'd': 'float64', 'i': 'int32', 'l': 'int64', 'half': 'float16',
            'single': 'float32', 'double': 'float64', 'bool_': 'bool', 'str_': 'str'}
_ORDER = ['bool', 'uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64',
          'float16', 'float32', 'float64', 'complex64', 'complex128', 'str', 'object']


class dtype:
    """The type of an array's elements."""

    _exact_ = True

    def __init__(self, value):
        self.name = _name_of(value)

    @property
    def kind(self):
        return _KINDS[self.name]

    @property
    def itemsize(self):
        return _SIZES[self.name]

    @property
    def type(self):
        return scalar_type(self.name)

    def __eq__(self, other):
        if other is None:
            return False
        return self.name == _name_of(other)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.name)

    def __str__(self):
        return self.name

    def __repr__(self):
        return "dtype('%s')" % self.name


def _name_of(value):
    if not known(value):
        return unknown('a type of elements', 'str')
    if isinstance(value, str):
        return _ALIASES.get(value, value)
    if value is None or value is float:
        return 'float64'
    if value is int:
        return 'int64'
    if value is bool:
        return 'bool'
    if value is str:
        return 'str'
    name = getattr(value, 'name', None)
    if name is None:
        name = getattr(value, 'as_numpy_dtype', None)
    if isinstance(name, str):
        return _ALIASES.get(name, name)
    return unknown('a type of elements', 'str')


_types = {}


class ScalarType:
    """`np.float32` and its kin: makes an array without axes, and stands for its dtype."""

    _exact_ = True

    def __init__(self, name):
        self.name = name
        self.__name__ = name

    def __call__(self, value=0):
        if isinstance(value, ndarray):
            return value.astype(self.name)
        if isinstance(value, (list, tuple)):
            return array(value, self.name)
        return made((), [_cast(value, self.name)], self.name)

    def __eq__(self, other):
        return other is self or (isinstance(other, dtype) and other.name == self.name)

    def __hash__(self):
        return hash(self.name)

    def __repr__(self):
        return "<class 'numpy.%s'>" % self.name


def scalar_type(name):
    if name not in _types:
        _types[name] = ScalarType(name)
    return _types[name]


def _cast(value, name):
    if not known(value) or not known(name):
        return value
    kind = _KINDS.get(name)
    if kind == 'f':
        return _rounded(float(value), name)
    if kind in ('i', 'u'):
        return int(value)
    if kind == 'b':
        return bool(value)
    return value


_BITS = {'float16': 11, 'float32': 24}


def _rounded(value, name):
    """A float with as many bits as the type keeps."""
    if name not in _BITS or value in (0.0, 1.0) or value - value != 0:
        return value
    fraction, exponent = math.frexp(value)
    scale = 2.0 ** _BITS[name]
    return math.ldexp(round(fraction * scale) / scale, exponent)


def attempt(function, *operands):
    """The result; numpy gives inf or nan where Python raises."""
    try:
        return function(*operands)
    except (ArithmeticError, ValueError):
        return unknown('a number that is not finite')


def made(shape, elements, name):
    """An array; `elements` flat, or None where they are not kept."""
    result = ndarray.__new__(ndarray)
    result.shape = tuple(shape)
    result.dtype = dtype(name)
    result._elements = elements if elements is not None and len(elements) <= MOST else None
    return result


def _count(shape):
    count = 1
    for size in shape:
        count = count * size
    return count


def _shape_of(shape):
    if isinstance(shape, (list, tuple)):
        return tuple([int(size) for size in shape])
    return (int(shape),)


class ndarray:
    """An array."""

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def size(self):
        return _count(self.shape)

    @property
    def T(self):
        return self.transpose()

    @property
    def nbytes(self):
        return self.size * self.dtype.itemsize

    def _known(self):
        return self._elements is not None

    def tolist(self):
        if not self._known():
            return unknown('the elements of a large array', 'list')
        return _nested(self._elements, self.shape)

    def item(self, *index):
        if self._known() and len(self._elements) == 1 and not index:
            return self._elements[0]
        return unknown('an element of an array')

    def astype(self, kind, copy=True):
        name = _name_of(kind)
        elements = [_cast(x, name) for x in self._elements] if self._known() else None
        return made(self.shape, elements, name)

    def copy(self):
        return made(self.shape, list(self._elements) if self._known() else None, self.dtype.name)

    def reshape(self, *shape):
        wanted = list(_shape_of(shape[0] if len(shape) == 1 else shape))
        if -1 in wanted:
            others = _count([size for size in wanted if size != -1])
            wanted[wanted.index(-1)] = self.size // others if others else 0
        if _count(wanted) != self.size:
            raise ValueError('cannot reshape array of size %d into shape %s'
                             % (self.size, str(tuple(wanted)).replace(' ', '')))
        return made(wanted, self._elements, self.dtype.name)

    def ravel(self):
        return self.reshape(-1)

    flatten = ravel

    def transpose(self, *axes):
        order = list(axes[0] if len(axes) == 1 and isinstance(axes[0], (list, tuple)) else axes)
        if not order:
            order = list(range(self.ndim))[::-1]
        shape = [self.shape[axis] for axis in order]
        if not self._known() or self.ndim < 2:
            return made(shape, self._elements, self.dtype.name)
        return made(shape, [self._elements[_flat(_back(place, order), self.shape)]
                            for place in _places(shape)], self.dtype.name)

    def squeeze(self, axis=None):
        axes = range(self.ndim) if axis is None else [axis % self.ndim]
        return made([size for index, size in enumerate(self.shape)
                     if size != 1 or index not in axes], self._elements, self.dtype.name)

    def __len__(self):
        if not self.shape:
            raise TypeError('len() of unsized object')
        return self.shape[0]

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]

    def __getitem__(self, key):
        if isinstance(key, int) and not isinstance(key, bool) and self.shape:
            size = self.shape[0]
            if not -size <= key < size:
                raise IndexError('index %d is out of bounds for axis 0 with size %d' % (key, size))
            inner = self.shape[1:]
            width = _count(inner)
            start = (key % size) * width
            elements = self._elements[start:start + width] if self._known() else None
            return made(inner, elements, self.dtype.name)
        return _indexing.part(self, key)

    def __setitem__(self, key, value):
        self._elements = None

    def fill(self, value):
        self._elements = None

    def _fold(self, function, axis, name=None, keepdims=False):
        return _indexing.fold(self, function, axis, name or self.dtype.name, keepdims)

    def _summed(self, dtype):
        """The type of a sum: of small whole numbers it is a large one."""
        if dtype is not None:
            return _name_of(dtype)
        return {'b': 'int64', 'i': 'int64', 'u': 'uint64'}.get(self.dtype.kind, self.dtype.name)

    def sum(self, axis=None, dtype=None, keepdims=False):
        return self._fold(sum, axis, self._summed(dtype), keepdims)

    def prod(self, axis=None, dtype=None, keepdims=False):
        return self._fold(_product, axis, self._summed(dtype), keepdims)

    def max(self, axis=None, keepdims=False):
        return self._fold(max, axis, None, keepdims)

    def min(self, axis=None, keepdims=False):
        return self._fold(min, axis, None, keepdims)

    def mean(self, axis=None, dtype=None, keepdims=False):
        return self._fold(lambda values: sum(values) / len(values), axis,
                          self.dtype.name if self.dtype.kind == 'f' else 'float64', keepdims)

    def std(self, axis=None, keepdims=False):
        return self._fold(_deviation, axis,
                          self.dtype.name if self.dtype.kind == 'f' else 'float64', keepdims)

    def all(self, axis=None):
        return self._fold(all, axis, 'bool')

    def any(self, axis=None):
        return self._fold(any, axis, 'bool')

    def argmax(self, axis=None):
        return self._fold(lambda values: values.index(max(values)), axis, 'int64')

    def argmin(self, axis=None):
        return self._fold(lambda values: values.index(min(values)), axis, 'int64')

    def cumsum(self, axis=None):
        return _indexing.running(self, lambda x, y: x + y, axis, self._summed(None))

    def cumprod(self, axis=None):
        return _indexing.running(self, lambda x, y: x * y, axis, self._summed(None))

    def clip(self, min=None, max=None):
        def limited(x):
            x = min if min is not None and x < min else x
            return max if max is not None and max < x else x

        return elementwise(limited, self, self.dtype.name)

    def round(self, decimals=0):
        whole = self.dtype.kind != 'f'
        return elementwise(lambda x: x if whole else float(round(x, decimals)), self,
                           self.dtype.name)

    def swapaxes(self, axis1, axis2):
        order = list(range(self.ndim))
        order[axis1], order[axis2] = order[axis2], order[axis1]
        return self.transpose(order)

    def repeat(self, repeats, axis=None):
        """Each element, or each part along an axis, several times."""
        if not known(repeats) or not isinstance(repeats, int):
            return unknown('an array')
        value = self.reshape(-1) if axis is None else self
        along = 0 if axis is None else axis % value.ndim
        whole = (slice(None),) * along
        return value[whole + ([index for index in range(value.shape[along])
                               for _ in range(repeats)],)]

    def __int__(self):
        return int(self.item())

    def __float__(self):
        return float(self.item())

    def __index__(self):
        return int(self.item())

    def __bool__(self):
        return bool(self.item())

    def __hash__(self):
        return hash(self.item())

    def __str__(self):
        return str(self.item()) if not self.shape else unknown('how an array prints', 'str')

    __repr__ = __str__

    def __format__(self, spec):
        return format(self.item(), spec) if not self.shape else unknown('how an array prints', 'str')

    def __neg__(self):
        return elementwise(lambda x: -x, self, self.dtype.name)

    def __add__(self, other):
        return broadcast(lambda x, y: x + y, self, other)

    def __sub__(self, other):
        return broadcast(lambda x, y: x - y, self, other)

    def __rsub__(self, other):
        return broadcast(lambda x, y: y - x, self, other)

    def __mul__(self, other):
        return broadcast(lambda x, y: x * y, self, other)

    __radd__ = __add__
    __rmul__ = __mul__

    def __truediv__(self, other):
        return broadcast(lambda x, y: x / y, self, other, True)

    def __rtruediv__(self, other):
        return broadcast(lambda x, y: y / x, self, other, True)

    def __floordiv__(self, other):
        return broadcast(lambda x, y: x // y, self, other)

    def __rfloordiv__(self, other):
        return broadcast(lambda x, y: y // x, self, other)

    def __mod__(self, other):
        return broadcast(lambda x, y: x % y, self, other)

    def __rmod__(self, other):
        return broadcast(lambda x, y: y % x, self, other)

    def __pow__(self, other):
        return broadcast(lambda x, y: x ** y, self, other)

    def __rpow__(self, other):
        return broadcast(lambda x, y: y ** x, self, other)

    def __abs__(self):
        return elementwise(abs, self, self.dtype.name)

    def __matmul__(self, other):
        right = asarray(other)
        return made(self.shape[:-1] + right.shape[1:], None, _common(self.dtype.name, right.dtype.name))

    dot = __matmul__

    def _compared(self, function, other):
        result = broadcast(function, self, other)
        if not result.shape:
            return result.item()
        return made(result.shape, result._elements, 'bool')

    def __eq__(self, other):
        if other is None or isinstance(other, str):
            return False
        return self._compared(lambda x, y: x == y, other)

    def __ne__(self, other):
        if other is None or isinstance(other, str):
            return True
        return self._compared(lambda x, y: x != y, other)

    def __lt__(self, other):
        return self._compared(lambda x, y: x < y, other)

    def __le__(self, other):
        return self._compared(lambda x, y: x <= y, other)

    def __gt__(self, other):
        return self._compared(lambda x, y: x > y, other)

    def __ge__(self, other):
        return self._compared(lambda x, y: x >= y, other)


def _product(values):
    result = 1
    for value in values:
        result = result * value
    return result


def _deviation(values):
    middle = sum(values) / len(values)
    return (sum((value - middle) ** 2 for value in values) / len(values)) ** 0.5


def _nested(elements, shape):
    if not shape:
        return elements[0]
    width = _count(shape[1:])
    return [_nested(elements[i * width:(i + 1) * width], shape[1:]) for i in range(shape[0])]


def _places(shape):
    places = [[]]
    for size in shape:
        places = [place + [index] for place in places for index in range(size)]
    return places


def _back(place, order):
    original = [0] * len(order)
    for index, axis in enumerate(order):
        original[axis] = place[index]
    return original


def _flat(place, shape):
    position = 0
    for index, size in zip(place, shape):
        position = position * size + index
    return position


def elementwise(function, value, name):
    elements = None
    if value._known():
        elements = [_cast(attempt(function, x), name) for x in value._elements]
    return made(value.shape, elements, name)


def _common(one, other):
    if not known(one) or not known(other):
        return unknown('a type of elements', 'str')
    if one == other:
        return one
    kinds = {_KINDS[one], _KINDS[other]}
    if 'f' in kinds and len(kinds) > 1:
        floating = one if _KINDS[one] == 'f' else other
        return floating if floating == 'float64' else 'float64'
    return one if _ORDER.index(one) > _ORDER.index(other) else other


def broadcast(function, left, right, floating=False):
    """Elementwise over two operands; a number of Python takes the array's type."""
    if not known(right):
        return unknown('an operand of an array')
    if hasattr(right, '__array_priority__'):
        return NotImplemented
    name = left.dtype.name
    if isinstance(right, (bool, int, float)):
        if isinstance(right, float) and _KINDS.get(name) != 'f':
            name = 'float64'
        right = made((), [right], name)
    else:
        right = asarray(right)
        name = _common(name, right.dtype.name)
    if floating and known(name) and _KINDS[name] != 'f':
        name = 'float64'
    shape = _broadcast_shape(left.shape, right.shape)
    if not left._known() or not right._known() or _count(shape) > MOST:
        return made(shape, None, name)
    pairs = zip(_spread_over(left, shape), _spread_over(right, shape))
    return made(shape, [_cast(attempt(function, x, y), name) for x, y in pairs], name)


def _broadcast_shape(one, other):
    longest = max(len(one), len(other))
    shape = []
    for x, y in zip((1,) * (longest - len(one)) + one, (1,) * (longest - len(other)) + other):
        if x != y and x != 1 and y != 1:
            raise ValueError('operands could not be broadcast together with shapes %s %s '
                             % (str(one).replace(' ', ''), str(other).replace(' ', '')))
        shape.append(y if x == 1 else x)
    return tuple(shape)


def _spread_over(array, shape):
    """The elements of an array as a larger shape repeats them."""
    if array.shape == shape:
        return array._elements
    if not array.shape:
        return array._elements * _count(shape)
    own = (1,) * (len(shape) - len(array.shape)) + array.shape
    return [array._elements[_flat([0 if size == 1 else index for index, size in zip(place, own)],
                                  own)] for place in _places(shape)]


def array(object, dtype=None, copy=True, ndmin=0):
    value = _array_of(object, dtype)
    while isinstance(value, ndarray) and len(value.shape) < ndmin:
        value = value.reshape((1,) + value.shape)
    return value


def _array_of(object, kind):
    if not known(object):
        return unknown('an array')
    if isinstance(object, ndarray):
        return object.copy() if kind is None else object.astype(kind)
    if isinstance(object, range):
        object = list(object)
    if not isinstance(object, (list, tuple)):
        if isinstance(object, (bool, int, float, str)):
            name = _name_of(kind) if kind is not None else _natural([object])
            return made((), [_cast(object, name)], name)
        return unknown('an array of objects')
    parts = [_array_of(item, kind) for item in object]
    if not all(isinstance(part, ndarray) for part in parts):
        return unknown('an array of values that are not known')
    if any(part.shape != parts[0].shape for part in parts):
        return unknown('an array of unequal rows')
    shape = (len(parts),) + (parts[0].shape if parts else ())
    elements = []
    for part in parts:
        if elements is None or part._elements is None or len(elements) > MOST:
            elements = None
        else:
            elements = elements + part._elements
    name = _name_of(kind) if kind is not None else 'float64'
    if kind is None and parts:
        name = parts[0].dtype.name
        for part in parts[1:]:
            name = _common(name, part.dtype.name)
        elements = None if elements is None else [_cast(x, name) for x in elements]
    return made(shape, elements, name)


def _natural(values):
    value = values[0]
    if isinstance(value, bool):
        return 'bool'
    if isinstance(value, int):
        return 'int64'
    return 'float64' if isinstance(value, float) else 'str'


def asarray(a, dtype=None):
    if isinstance(a, ndarray) and dtype is None:
        return a
    return array(a, dtype)


def full(shape, fill_value, dtype=None):
    size = _shape_of(shape)
    name = _name_of(dtype) if dtype is not None else _natural([fill_value])
    count = _count(size)
    elements = [_cast(fill_value, name)] * count if known(count) and count <= MOST else None
    return made(size, elements, name)


def zeros(shape, dtype=None, order='C'):
    return full(shape, 0, dtype or 'float64')


def ones(shape, dtype=None, order='C'):
    return full(shape, 1, dtype or 'float64')


def eye(N, M=None, k=0, dtype=None):
    columns = N if M is None else M
    name = _name_of(dtype or 'float64')
    elements = None
    if N * columns <= MOST:
        elements = [_cast(1 if j == i + k else 0, name) for i in range(N) for j in range(columns)]
    return made((N, columns), elements, name)


def arange_of(start, stop, step, kind):
    values = []
    value = start
    while len(values) <= MOST and (value < stop if step > 0 else value > stop):
        values.append(value)
        value = start + len(values) * step
    return values


def arange(start, stop=None, step=1, dtype=None):
    if stop is None:
        start, stop = 0, start
    whole = all(isinstance(x, int) for x in (start, stop, step))
    name = _name_of(dtype) if dtype is not None else ('int64' if whole else 'float64')
    if whole:
        count = max(0, -((start - stop) // step))
    else:
        count = max(0, int(-((start - stop) // step)))
    values = [start + index * step for index in range(count)] if count <= MOST else None
    elements = None if values is None else [_cast(x, name) for x in values]
    return made((count,), elements, name)


def linspace(start, stop, num=50, endpoint=True, dtype=None):
    name = _name_of(dtype or 'float64')
    elements = None
    if all(known(each) and isinstance(each, (int, float)) for each in (start, stop, num)):
        steps = max(1, num - 1 if endpoint else num)
        elements = [_cast(start + (stop - start) / steps * index, name) for index in range(num)]
        if endpoint and 1 < num:
            elements[-1] = _cast(stop, name)
    return made((num,), elements, name)


def concatenate(arrays, axis=0):
    parts = [asarray(part) for part in arrays]
    if axis is None:
        parts, axis = [part.reshape(-1) for part in parts], 0
    axis = axis % len(parts[0].shape)
    shape = list(parts[0].shape)
    shape[axis] = sum(part.shape[axis] for part in parts)
    name = _common_of(parts)
    return made(shape, _indexing.along(parts, axis, False), name)


def _common_of(parts):
    name = parts[0].dtype.name
    for part in parts[1:]:
        name = _common(name, part.dtype.name)
    return name


def stack(arrays, axis=0):
    parts = [asarray(part) for part in arrays]
    shape = list(parts[0].shape)
    axis = axis % (len(shape) + 1)
    shape.insert(axis, len(parts))
    return made(shape, _indexing.along(parts, axis, True), _common_of(parts))


def expand_dims(a, axis):
    value = asarray(a)
    shape = list(value.shape)
    shape.insert(axis if axis >= 0 else len(shape) + 1 + axis, 1)
    return made(shape, value._elements, value.dtype.name)
