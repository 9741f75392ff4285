# numpy.ndarray, its dtypes and the functions that make arrays. Elements are kept, flat and in C
# order, while there are at most MOST of them; of larger arrays shape and dtype are known.
# Documented at https://numpy.org/doc/stable/reference/arrays.ndarray.html.

from _ckptmap import known, unknown

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
        return float(value)
    if kind in ('i', 'u'):
        return int(value)
    if kind == 'b':
        return bool(value)
    return value


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
        return made([size for size in self.shape if size != 1], self._elements, self.dtype.name)

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
        if isinstance(key, slice) and self.shape:
            chosen = list(range(self.shape[0]))[key]
            width = _count(self.shape[1:])
            elements = None
            if self._known():
                elements = [x for i in chosen for x in self._elements[i * width:(i + 1) * width]]
            return made((len(chosen),) + self.shape[1:], elements, self.dtype.name)
        if isinstance(key, tuple) and key and all(isinstance(k, int) for k in key):
            value = self
            for index in key:
                value = value[index]
            return value
        return unknown('a part of an array')

    def __setitem__(self, key, value):
        self._elements = None

    def _fold(self, function, axis, name=None):
        if axis is None:
            if self._known() and self._elements:
                return made((), [function(self._elements)], name or self.dtype.name)
            return made((), None, name or self.dtype.name)
        axes = [a % self.ndim for a in (axis if isinstance(axis, (list, tuple)) else [axis])]
        shape = [size for index, size in enumerate(self.shape) if index not in axes]
        return made(shape, None, name or self.dtype.name)

    def sum(self, axis=None):
        return self._fold(sum, axis)

    def prod(self, axis=None):
        return self._fold(_product, axis)

    def max(self, axis=None):
        return self._fold(max, axis)

    def min(self, axis=None):
        return self._fold(min, axis)

    def mean(self, axis=None):
        return self._fold(lambda values: sum(values) / len(values), axis,
                          self.dtype.name if self.dtype.kind == 'f' else 'float64')

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

    def __pow__(self, other):
        return broadcast(lambda x, y: x ** y, self, other)

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
    elements = [function(x) for x in value._elements] if value._known() else None
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
    if left.shape == right.shape or not right.shape or not left.shape:
        shape = left.shape or right.shape
        if not left._known() or not right._known():
            return made(shape, None, name)
        one = left._elements if left.shape == shape else left._elements * _count(shape)
        other = right._elements if right.shape == shape else right._elements * _count(shape)
        return made(shape, [_cast(function(x, y), name) for x, y in zip(one, other)], name)
    longest = max(len(left.shape), len(right.shape))
    one = (1,) * (longest - len(left.shape)) + left.shape
    other = (1,) * (longest - len(right.shape)) + right.shape
    shape = []
    for x, y in zip(one, other):
        if x != y and x != 1 and y != 1:
            raise ValueError('operands could not be broadcast together with shapes %s %s '
                             % (str(left.shape).replace(' ', ''), str(right.shape).replace(' ', '')))
        shape.append(max(x, y))
    return made(shape, None, name)


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


def linspace(start, stop, num=50, dtype=None):
    return made((num,), None, _name_of(dtype or 'float64'))


def concatenate(arrays, axis=0):
    parts = [asarray(part) for part in arrays]
    shape = list(parts[0].shape)
    shape[axis] = sum(part.shape[axis] for part in parts)
    name = parts[0].dtype.name
    for part in parts[1:]:
        name = _common(name, part.dtype.name)
    elements = None
    if axis == 0 and all(part._known() for part in parts):
        elements = [x for part in parts for x in part._elements]
    return made(shape, elements, name)


def stack(arrays, axis=0):
    parts = [asarray(part) for part in arrays]
    shape = list(parts[0].shape)
    shape.insert(axis, len(parts))
    elements = None
    if axis == 0 and all(part._known() for part in parts):
        elements = [x for part in parts for x in part._elements]
    return made(shape, elements, parts[0].dtype.name)


def expand_dims(a, axis):
    value = asarray(a)
    shape = list(value.shape)
    shape.insert(axis if axis >= 0 else len(shape) + 1 + axis, 1)
    return made(shape, value._elements, value.dtype.name)
