# Numpy's data types and scalars. In numpy: _core/numerictypes.py.

from _ckptmap import known, unknown

_KINDS = {
    'bool': 'b', 'int8': 'i', 'int16': 'i', 'int32': 'i', 'int64': 'i', 'uint8': 'u',
    'uint16': 'u', 'uint32': 'u', 'uint64': 'u', 'float16': 'f', 'float32': 'f', 'float64': 'f',
    'complex64': 'c', 'complex128': 'c', 'str': 'U', 'bytes': 'S', 'object': 'O',
}
_SIZES = {'bool': 1, 'complex64': 8, 'complex128': 16, 'str': 4, 'bytes': 1, 'object': 8}
# From narrow to wide, of each kind: what two types become together.
_ORDER = ('bool', 'uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64',
          'float16', 'float32', 'float64', 'complex64', 'complex128', 'str', 'bytes', 'object')


class generic:
    """A scalar of numpy: a number with a type."""

    _name = 'object'
    shape = ()
    ndim = 0
    size = 1

    def __init__(self, value=0):
        self._value = _converted(self._name, value)

    @property
    def dtype(self):
        return dtype(self._name)

    def item(self):
        return self._value

    def tolist(self):
        return self._value

    def astype(self, kind):
        return scalar(self._value, dtype(kind).name)

    def __int__(self):
        return int(self._value)

    def __float__(self):
        return float(self._value)

    def __index__(self):
        return self._value

    def __bool__(self):
        return bool(self._value)

    def __hash__(self):
        return hash(self._value)

    def __repr__(self):
        return 'np.%s(%r)' % (self._name, self._value)

    def __str__(self):
        return str(self._value)

    def __format__(self, spec):
        return format(self._value, spec)

    def __eq__(self, other):
        return self._value == _plain(other)

    def __ne__(self, other):
        return self._value != _plain(other)

    def __lt__(self, other):
        return self._value < _plain(other)

    def __le__(self, other):
        return self._value <= _plain(other)

    def __gt__(self, other):
        return self._value > _plain(other)

    def __ge__(self, other):
        return self._value >= _plain(other)

    def __add__(self, other):
        return _result(self, other, lambda a, b: a + b)

    def __radd__(self, other):
        return _result(self, other, lambda a, b: b + a)

    def __sub__(self, other):
        return _result(self, other, lambda a, b: a - b)

    def __rsub__(self, other):
        return _result(self, other, lambda a, b: b - a)

    def __mul__(self, other):
        return _result(self, other, lambda a, b: a * b)

    def __rmul__(self, other):
        return _result(self, other, lambda a, b: b * a)

    def __truediv__(self, other):
        return _result(self, other, lambda a, b: a / b)

    def __rtruediv__(self, other):
        return _result(self, other, lambda a, b: b / a)

    def __floordiv__(self, other):
        return _result(self, other, lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return _result(self, other, lambda a, b: b // a)

    def __mod__(self, other):
        return _result(self, other, lambda a, b: a % b)

    def __pow__(self, other):
        return _result(self, other, lambda a, b: a ** b)

    def __neg__(self):
        return scalar(-self._value, self._name)

    def __abs__(self):
        return scalar(abs(self._value), self._name)


def _plain(value):
    return value._value if isinstance(value, generic) else value


def _converted(name, value):
    value = _plain(value)
    if not known(value) or value is None:
        return value
    kind = _KINDS[name]
    if kind in 'iu':
        return int(value)
    if kind == 'f':
        # Only what is exact in every width is kept.
        number = float(value)
        return number if name == 'float64' or number == int(number) else unknown('a float')
    if kind == 'b':
        return bool(value)
    return value


def _result(left, other, operation):
    """What an operation between a scalar and something else gives."""
    if not known(other) or not isinstance(other, (generic, int, float, bool)):
        return NotImplemented if known(other) else unknown('a number')
    value = operation(left._value, _plain(other))
    name = left._name if not isinstance(other, generic) else widest(left._name, other._name)
    if isinstance(value, float) and _KINDS[name] != 'f':
        name = 'float64'
    return scalar(value, name)


class number(generic):
    pass


class integer(number):
    pass


class signedinteger(integer):
    pass


class unsignedinteger(integer):
    pass


class floating(number):
    pass


class bool_(generic):
    _name = 'bool'


class int8(signedinteger):
    _name = 'int8'


class int16(signedinteger):
    _name = 'int16'


class int32(signedinteger):
    _name = 'int32'


class int64(signedinteger):
    _name = 'int64'


class uint8(unsignedinteger):
    _name = 'uint8'


class uint16(unsignedinteger):
    _name = 'uint16'


class uint32(unsignedinteger):
    _name = 'uint32'


class uint64(unsignedinteger):
    _name = 'uint64'


class float16(floating):
    _name = 'float16'


class float32(floating):
    _name = 'float32'


class float64(floating):
    _name = 'float64'


class complex64(number):
    _name = 'complex64'


class complex128(number):
    _name = 'complex128'


class str_(generic):
    _name = 'str'


class bytes_(generic):
    _name = 'bytes'


class object_(generic):
    _name = 'object'


_CLASSES = {item._name: item for item in (
    bool_, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64,
    complex64, complex128, str_, bytes_, object_)}
_PYTHON = {bool: 'bool', int: 'int64', float: 'float64', complex: 'complex128', str: 'str',
           bytes: 'bytes', object: 'object'}
_ALIASES = {
    'float': 'float64', 'int': 'int64', 'double': 'float64', 'single': 'float32',
    'half': 'float16', 'bool_': 'bool', 'f': 'float32', 'd': 'float64', 'f4': 'float32',
    'f8': 'float64', 'f2': 'float16', 'i': 'int32', 'i4': 'int32', 'i8': 'int64', 'i2': 'int16',
    'i1': 'int8', 'u1': 'uint8', 'u2': 'uint16', 'l': 'int64', '?': 'bool', 'S': 'bytes',
    'U': 'str', 'O': 'object', 'object_': 'object', 'complex': 'complex128', 'b1': 'bool',
}


class dtype:
    """A data type; equal to all that names it."""

    def __init__(self, kind='float64', align=False, copy=False):
        self.name = _name_of(kind)
        self.kind = _KINDS.get(self.name, 'O')
        digits = ''.join([c for c in self.name if c.isdigit()])
        self.itemsize = _SIZES.get(self.name) or int(digits or 64) // 8
        self.type = _CLASSES.get(self.name, object_)
        self.shape = ()

    def __eq__(self, other):
        if other is None:
            return False
        try:
            return self.name == _name_of(other)
        except TypeError:
            return False

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.name)

    def __str__(self):
        return self.name

    def __repr__(self):
        return "dtype('%s')" % self.name


def _name_of(kind):
    if isinstance(kind, dtype):
        return kind.name
    if isinstance(kind, str):
        name = kind.lstrip('<>=|')
        name = _ALIASES.get(name, name)
        if name not in _KINDS:
            raise TypeError('data type %r not understood' % kind)
        return name
    if kind is None:
        return 'float64'
    if kind in _PYTHON:
        return _PYTHON[kind]
    name = getattr(kind, '_name', None) or getattr(kind, 'name', None)
    if name is None:
        raise TypeError('Cannot interpret %r as a data type' % (kind,))
    return _ALIASES.get(name, name)


def widest(one, other):
    """The type of an operation on two types."""
    if one == other:
        return one
    kinds = _KINDS[one] + _KINDS[other]
    if 'f' in kinds and ('i' in kinds or 'u' in kinds):
        integer_name = one if _KINDS[one] in 'iu' else other
        float_name = other if integer_name == one else one
        wide = {'int8': 'float16', 'uint8': 'float16', 'int16': 'float32', 'uint16': 'float32'}
        needed = wide.get(integer_name, 'float64')
        return _ORDER[max(_ORDER.index(float_name), _ORDER.index(needed))]
    if kinds in ('iu', 'ui'):
        unsigned = one if _KINDS[one] == 'u' else other
        signed = other if unsigned == one else one
        wide = {'uint8': 'int16', 'uint16': 'int32', 'uint32': 'int64', 'uint64': 'float64'}
        return _ORDER[max(_ORDER.index(signed), _ORDER.index(wide[unsigned]))]
    return _ORDER[max(_ORDER.index(one), _ORDER.index(other))]


def scalar(value, name):
    """A scalar of the type `name`."""
    return _CLASSES[name](value)
