# Python's and numpy's data as constants: shape, type, and the value where it is small.
# In TensorFlow: python/framework/{constant_op,tensor_util}.py.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _shapes

_LARGEST_VALUE = 64


def describe(value):
    """(shape list, type name) of numbers, texts and nested sequences; raises where ragged."""
    if not known(value):
        return None, None
    if isinstance(value, (list, tuple)):
        return _describe_sequence(value)
    if hasattr(value, '_static_value'):
        return value.shape._dims, _dtypes.name_of(value.dtype)
    if isinstance(value, _shapes.Dimension):
        return [], 'int32'
    if hasattr(value, 'shape') and hasattr(value, 'dtype'):
        return list(value.shape), _dtypes.name_of(value.dtype)
    if isinstance(value, bool):
        return [], 'bool'
    if isinstance(value, int):
        return [], 'int32' if -2147483648 <= value <= 2147483647 else 'int64'
    if isinstance(value, float):
        return [], 'float32'
    if isinstance(value, (str, bytes)):
        return [], 'string'
    if isinstance(value, complex):
        return [], 'complex128'
    if isinstance(value, _shapes.TensorShape):
        return [len(value)], 'int32'
    raise ValueError('Attempt to convert a value (%r) with an unsupported type (%r) to a Tensor.'
                     % (value, type(value)))


_ORDER = {'bool': 0, 'int32': 1, 'int64': 2, 'float32': 3, 'float64': 4, 'complex128': 5}


def _describe_sequence(value):
    if not value:
        return [0], 'float32'
    shape = None
    name = None
    certain = True
    for item in value:
        if known(item) and item is None:
            raise _mixed(value)
        part, dtype = describe(item)
        if dtype is None or not known(part):
            certain = False
            continue
        if shape is not None and part != shape:
            raise ValueError("Can't convert non-rectangular Python sequence to Tensor.")
        shape = part
        if name is not None and (name == 'string') != (dtype == 'string'):
            raise _mixed(value)
        if name is None or _ORDER.get(dtype, 9) > _ORDER.get(name, 9):
            name = dtype
    if shape is None:
        # Nothing inside is known, so only the length is.
        return (None if not certain else [len(value)]), name
    return [len(value)] + shape, name


def _mixed(value):
    return TypeError(
        'Failed to convert elements of %r to Tensor. Consider casting elements to a supported '
        'type. See https://www.tensorflow.org/api_docs/python/tf/dtypes for supported TF dtypes.'
        % (value,))


def check_values(value, dtype):
    """Raises where Python's numbers or texts are not of the type that is asked for."""
    if not known(value) or not known(dtype):
        return
    if isinstance(value, (list, tuple)):
        for item in value:
            check_values(item, dtype)
    elif not _fits(value, dtype):
        if hasattr(value, 'dtype'):
            raise TypeError('Expected binary or unicode string, got %s'
                            % unknown('an element of an array', 'str'))
        if _graph.executing_eagerly():
            raise TypeError('Cannot convert %r to EagerTensor of dtype %s' % (value, dtype.name))
        raise TypeError("Expected %s, but got %s of type '%s'."
                        % (dtype.name, value, type(value).__name__))


def _fits(value, dtype):
    if hasattr(value, 'dtype') or not isinstance(
            value, (bool, int, float, complex, str, bytes)):
        # Numpy's values are cast, but not to texts.
        found = getattr(value, 'dtype', None)
        return not (dtype.name == 'string' and getattr(found, 'kind', 'O') in 'biufc')
    if isinstance(value, (str, bytes)):
        return dtype.name == 'string'
    if dtype.is_bool:
        return isinstance(value, bool)
    if dtype.is_integer:
        return isinstance(value, (bool, int))
    if dtype.is_floating:
        return not isinstance(value, complex)
    return dtype.is_complex or dtype.is_quantized


def plain(value):
    """`value` as nested lists of numbers or texts; None where it is too large or not plain."""
    if not known(value) or isinstance(value, (bool, int, float, str, bytes)):
        return value
    if isinstance(value, _shapes.TensorShape):
        return value.as_list() if known(value._dims) else None
    if isinstance(value, _shapes.Dimension):
        return value.value
    if isinstance(value, (list, tuple)):
        if len(value) > _LARGEST_VALUE:
            return None
        return [plain(item) for item in value]
    if hasattr(value, '_static_value'):
        return value._value
    if hasattr(value, 'tolist') and hasattr(value, 'size'):
        if known(value.size) and value.size <= _LARGEST_VALUE:
            return value.tolist()
    return None
