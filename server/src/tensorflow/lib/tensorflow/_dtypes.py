# Types of elements: tf.DType, tf.as_dtype and the constants tf.float32 and its kin.
# In TensorFlow: python/framework/dtypes.py.
# Numpy's types are known by their names alone, so no numpy is needed here.

from _ckptmap import known

_UNSIGNED = ('uint2', 'uint4', 'uint8', 'uint16', 'uint32', 'uint64')
_SIGNED = ('int2', 'int4', 'int8', 'int16', 'int32', 'int64')
_QUANTIZED = ('qint8', 'qint16', 'qint32', 'quint8', 'quint16')
_FLOATS = ('bfloat16', 'float16', 'float32', 'float64', 'float4_e2m1fn', 'float8_e4m3b11fnuz',
           'float8_e4m3fn', 'float8_e4m3fnuz', 'float8_e5m2', 'float8_e5m2fnuz')
_COMPLEX = ('complex64', 'complex128')
_SIZES = {
    'float32': 4, 'float64': 8, 'int32': 4, 'uint8': 1, 'int16': 2, 'int8': 1, 'complex64': 8,
    'int64': 8, 'bool': 1, 'qint8': 1, 'quint8': 1, 'qint32': 4, 'bfloat16': 2, 'qint16': 2,
    'quint16': 2, 'uint16': 2, 'complex128': 16, 'float16': 2, 'uint32': 4, 'uint64': 8,
}
_ENUMS = {
    'float32': 1, 'float64': 2, 'int32': 3, 'uint8': 4, 'int16': 5, 'int8': 6, 'string': 7,
    'complex64': 8, 'int64': 9, 'bool': 10, 'qint8': 11, 'quint8': 12, 'qint32': 13,
    'bfloat16': 14, 'qint16': 15, 'quint16': 16, 'uint16': 17, 'complex128': 18, 'float16': 19,
    'resource': 20, 'variant': 21, 'uint32': 22, 'uint64': 23,
}
_BITS = {'8': 8, '16': 16, '32': 32, '64': 64}
_FLOAT_MAX = {
    'float32': 3.4028234663852886e+38, 'float64': 1.7976931348623157e+308, 'float16': 65504.0,
    'bfloat16': 3.3895313892515355e+38,
}


class DType:
    """A type of elements; that of a reference variable is a type of its own, `float32_ref`."""

    def __init__(self, base_name, is_ref=False):
        self._base_name = base_name
        self._is_ref = is_ref
        self.name = base_name + '_ref' if is_ref else base_name
        self.is_floating = base_name in _FLOATS
        self.is_unsigned = base_name in _UNSIGNED
        self.is_integer = base_name in _UNSIGNED or base_name in _SIGNED
        self.is_quantized = base_name in _QUANTIZED
        self.is_complex = base_name in _COMPLEX
        self.is_bool = base_name == 'bool'
        self.is_numpy_compatible = base_name not in ('resource', 'variant')
        self.size = _SIZES.get(base_name, 1)
        self.as_datatype_enum = _ENUMS.get(base_name, 0) + (100 if is_ref else 0)

    @property
    def base_dtype(self):
        return _BY_NAME[self._base_name] if self._is_ref else self

    @property
    def real_dtype(self):
        if self._base_name == 'complex64':
            return float32
        return float64 if self._base_name == 'complex128' else self

    @property
    def _as_ref(self):
        return self if self._is_ref else _BY_NAME[self._base_name + '_ref']

    @property
    def as_numpy_dtype(self):
        import numpy
        name = {'bool': 'bool_', 'string': 'object_'}.get(self._base_name, self._base_name)
        return getattr(numpy, name)

    @property
    def min(self):
        if self.is_floating:
            return -self.max
        return 0 if self.is_unsigned or self.is_bool else -self.max - 1

    @property
    def max(self):
        if self.is_floating:
            return _FLOAT_MAX[self._base_name]
        if self.is_bool:
            return 1
        bits = int(self._base_name.lstrip('uint'))
        return 2 ** (bits if self.is_unsigned else bits - 1) - 1

    @property
    def limits(self):
        return (0, 1) if self.is_floating else (self.min, self.max)

    def is_compatible_with(self, other):
        other = as_dtype(other)
        return self.name == other.name or self.name == other.base_dtype.name

    def __eq__(self, other):
        if other is None:
            return False
        if not isinstance(other, DType):
            try:
                other = as_dtype(other)
            except TypeError:
                return False
        return self.name == other.name

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.name)

    def __int__(self):
        return self.as_datatype_enum

    def __str__(self):
        return "<dtype: '%s'>" % self.name

    def __repr__(self):
        return 'tf.' + self.name

    def __call__(self, value):
        from tensorflow import _arrays
        return _arrays.cast(value, self)


_BY_NAME = {}
for _name in (_UNSIGNED + _SIGNED + _QUANTIZED + _FLOATS + _COMPLEX
              + ('bool', 'string', 'resource', 'variant')):
    _BY_NAME[_name] = DType(_name)
    _BY_NAME[_name + '_ref'] = DType(_name, True)
_BY_NAME['half'] = _BY_NAME['float16']
_BY_NAME['float'] = _BY_NAME['float32']
_BY_NAME['double'] = _BY_NAME['float64']
_BY_NAME['half_ref'] = _BY_NAME['float16_ref']
_BY_NAME['float_ref'] = _BY_NAME['float32_ref']
_BY_NAME['double_ref'] = _BY_NAME['float64_ref']

bfloat16 = _BY_NAME['bfloat16']
bool = _BY_NAME['bool']
complex64 = _BY_NAME['complex64']
complex128 = _BY_NAME['complex128']
float16 = half = _BY_NAME['float16']
float32 = _BY_NAME['float32']
float64 = double = _BY_NAME['float64']
int8 = _BY_NAME['int8']
int16 = _BY_NAME['int16']
int32 = _BY_NAME['int32']
int64 = _BY_NAME['int64']
qint8 = _BY_NAME['qint8']
qint16 = _BY_NAME['qint16']
qint32 = _BY_NAME['qint32']
quint8 = _BY_NAME['quint8']
quint16 = _BY_NAME['quint16']
resource = _BY_NAME['resource']
string = _BY_NAME['string']
uint8 = _BY_NAME['uint8']
uint16 = _BY_NAME['uint16']
uint32 = _BY_NAME['uint32']
uint64 = _BY_NAME['uint64']
variant = _BY_NAME['variant']

# What numpy calls them: the names of scalar types and of data types.
_NUMPY = {
    'bool_': 'bool', 'str': 'string', 'str_': 'string', 'bytes_': 'string', 'object': 'string',
    'object_': 'string', 'longlong': 'int64', 'intc': 'int32', 'single': 'float32',
}


def _name_of_type(value):
    """The name that a type of Python or numpy, or a numpy data type, stands for; else None."""
    if value is float:
        return 'float32'
    if value is True.__class__:
        return 'bool'
    if value is object:
        return 'string'
    if isinstance(value, type):
        name = value.__name__
        if name in ('int', 'str', 'bytes', 'complex', 'list', 'dict', 'tuple'):
            return None
        return _NUMPY.get(name, name)
    name = getattr(value, 'name', None)
    return _NUMPY.get(name, name) if isinstance(name, str) else None


def as_dtype(value):
    """The DType that `value` names; an unknown value stays unknown."""
    if not known(value) or isinstance(value, DType):
        return value
    if isinstance(value, str):
        found = _BY_NAME.get(value)
    elif isinstance(value, int) and not isinstance(value, True.__class__):
        found = None
        for dtype in _BY_NAME.values():
            if dtype.as_datatype_enum == value:
                found = dtype
    else:
        found = _BY_NAME.get(_name_of_type(value)) if value is not None else None
    if found is None:
        raise TypeError('Cannot convert the argument `type_value`: %r to a TensorFlow DType.'
                        % (value,))
    return found


def name_of(dtype):
    """The name to record for a type: without `_ref`; None where it is not known."""
    if not known(dtype) or dtype is None:
        return None
    return as_dtype(dtype)._base_name


def by_name(name):
    """The DType of a name that a checkpoint gives."""
    return _BY_NAME[name]
