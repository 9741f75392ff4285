# Tensors of which only the shape and the type of elements are known, and, of small constants, the
# value. In TensorFlow: python/framework/{tensor,constant_op,tensor_util}.py.
# `_value` is a number, a text or a nested list (None inside it where TensorFlow does not know an
# element); it is None itself where the tensor is no constant.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _shapes
from tensorflow._operators import Operators
from tensorflow._values import check_values, describe, plain

class Tensor(Operators):
    """A tensor of a graph, or an eager one."""

    # Whether something that is not followed went into it, and the last search that saw it.
    _opaque = False
    _seen = 0

    def __init__(self, dtype, shape, name, type='Tensor', value=None, inputs=()):
        self._shape = shape
        self.dtype = dtype
        self._name = name
        self._type = type
        self._value = value
        self._inputs = inputs
        self.graph = _graph.get_default_graph()
        self.device = ''
        self.value_index = 0

    @property
    def name(self):
        return self._name + ':0'

    @property
    def op(self):
        return _graph.Operation(self._name, self._type, self.graph)

    @property
    def shape(self):
        return self._shape

    @property
    def ndim(self):
        return self._shape.ndims

    def get_shape(self):
        return self._shape

    def shape_as_list(self):
        return self._shape.as_list()

    def set_shape(self, shape):
        self._shape = self._shape.merge_with(shape)

    def consumers(self):
        return unknown('the consumers of a tensor', 'list')

    def eval(self, feed_dict=None, session=None):
        return unknown('the value of a tensor')

    def numpy(self):
        return unknown('the value of a tensor') if self._value is None else self._value

    def __format__(self, spec):
        if _graph.executing_eagerly():
            return unknown('the value of a tensor', 'str')
        if spec:
            raise TypeError('unsupported format string passed to %s.__format__'
                            % type(self).__name__)
        return str(self)

    def ref(self):
        return _Reference(self)

    experimental_ref = ref

    def _static_value(self):
        """What stands for this tensor where a shape is asked for."""
        if self._value is None:
            dims = self._shape._dims
            if known(dims) and dims is not None and len(dims) == 1 and known(dims[0]):
                if dims[0] is not None:
                    return [unknown('a dimension of a tensor', 'int') for _ in range(dims[0])]
            return _shapes.hidden_shape()
        return self._value

    def __index__(self):
        return unknown('the value of a tensor', 'int') if self._value is None else self._value

    def __int__(self):
        return self.__index__()

    def __float__(self):
        return unknown('the value of a tensor', 'float') if self._value is None else self._value

    def __len__(self):
        if not _graph.executing_eagerly():
            raise TypeError('len is not well defined for a symbolic Tensor (%s). Please call '
                            '`x.shape` rather than `len(x)` for shape information.' % self.name)
        return self._shape[0]

    def __bool__(self):
        if not _graph.executing_eagerly():
            _disallow('Using a symbolic `tf.Tensor` as a Python `bool`')
        return unknown('the value of a tensor', 'bool')

    def __iter__(self):
        dims = self._shape._dims
        if known(dims) and dims == []:
            if not _graph.executing_eagerly():
                _disallow('Iterating over a symbolic `tf.Tensor`')
            raise TypeError('Cannot iterate over a scalar tensor.')
        size = self._shape[0]
        if not known(size) or size is None:
            return iter(unknown('the items of a tensor', 'list'))
        return iter([self[index] for index in range(size)])

    def __repr__(self):
        return "<tf.Tensor '%s' shape=%s dtype=%s>" % (self.name, self._shape, self.dtype.name)

    def __str__(self):
        return 'Tensor("%s", shape=%s, dtype=%s)' % (self.name, self._shape, self.dtype.name)


def _disallow(task):
    from tensorflow import _errors
    raise _errors.OperatorNotAllowedInGraphError(
        '%s is not allowed. You can attempt the following resolutions to the problem: If you are '
        'running in Graph mode, use Eager execution mode or decorate this function with '
        '@tf.function. If you are using AutoGraph, you can try decorating this function with '
        '@tf.function. If that does not work, then you may be using an unsupported feature or your '
        'source code may not be visible to AutoGraph. See https://github.com/tensorflow/tensorflow/'
        'blob/master/tensorflow/python/autograph/g3doc/reference/limitations.md#'
        'access-to-source-code for more information.' % task)


class _Reference:
    """`tensor.ref()`: hashable, equal where the objects are the same."""

    def __init__(self, wrapped):
        self._wrapped = wrapped

    def deref(self):
        return self._wrapped

    def __eq__(self, other):
        return isinstance(other, _Reference) and self._wrapped is other._wrapped

    def __hash__(self):
        return id(self._wrapped)


class IndexedSlices:
    """Rows of a tensor: what gradients of embeddings are."""

    def __init__(self, values, indices, dense_shape=None):
        self.values = values
        self.indices = indices
        self.dense_shape = dense_shape


class SparseTensor:
    """A tensor of which few elements are not zero."""

    def __init__(self, indices, values, dense_shape):
        self.indices = convert(indices)
        self.values = convert(values)
        self.dense_shape = convert(dense_shape)

    @property
    def dtype(self):
        return self.values.dtype

    @property
    def shape(self):
        return _shapes.TensorShape(self.dense_shape)

    def get_shape(self):
        return self.shape


def make(type, name, source, shape, value=None, dtype=None):
    """A new tensor of an operation named `name`, by default as its type.

    `source` is the operand, or the tuple of operands, that it is computed from: the first gives
    the type, and gradients flow through all of them. A mere type stands for no such operand.
    """
    inputs = ()
    is_hidden = False
    is_operand = not isinstance(source, _dtypes.DType)
    if not known(source):
        # One of several operands is one; what may be none is taken for a type.
        is_operand = isinstance(source, (Tensor, _Operand))
        if not known(is_operand) or not is_operand:
            is_operand = False
            source = unknown('the type of a tensor')
            is_hidden = True
    if is_operand:
        inputs = source if isinstance(source, tuple) else (source,)
        source = inputs[0].dtype
    dtype = source if dtype is None else dtype
    if known(dtype):
        dtype = dtype.base_dtype
        if inputs and not (dtype.is_floating or dtype.is_complex):
            inputs = ()
    tensor = Tensor(dtype, shape, _graph.op_name(name, type), type, value, inputs)
    if is_hidden:
        # Gradients may flow through operands that are not known.
        tensor._opaque = True
    if known(name) and name is not None and known(tensor._name):
        tensor.graph._operations[tensor._name] = tensor
    return tensor


def hidden(name=None, dtype=None):
    """A tensor of which the reader knows nothing."""
    if dtype is None:
        dtype = unknown('the type of a tensor')
    tensor = Tensor(dtype, _shapes.hidden_shape(), unknown('the name of a tensor', 'str'))
    tensor._opaque = True
    return tensor


def is_tensor(x):
    return hasattr(x, '_shape') and hasattr(x, 'dtype')


def constant_tensor(value, dtype=None, shape=None, name=None, default='Const'):
    """A constant of Python's or numpy's data."""
    if known(value) and value is None:
        raise ValueError('None values not supported.')
    if dtype is None:
        dims, found = describe(value)
        dtype = unknown('the type of a tensor') if found is None else _dtypes.by_name(found)
    else:
        dtype = _dtypes.as_dtype(dtype)
        check_values(value, dtype)
        dims, _ = describe(value)
    if shape is not None:
        return make(default, name, dtype, _shapes.as_shape(shape), None)
    static = _shapes.hidden_shape() if dims is None else _shapes.TensorShape(dims)
    return make(default, name, dtype, static, plain(value))


def constant(value, dtype=None, shape=None, name='Const', verify_shape=False):
    if isinstance(value, Tensor):
        return value
    return constant_tensor(value, dtype, shape, name)


def constant_v2(value, dtype=None, shape=None, name='Const'):
    return constant(value, dtype, shape, name)


def as_operand(value, dtype=None):
    """`value` as something with `shape`, `dtype` and `_value`, without naming an operation."""
    if isinstance(value, (Tensor, _Operand)):
        # One of several tensors is an operand of what they have in common.
        return value if known(value) else _Operand(value.dtype, value.shape, None, (value,))
    if not known(value):
        return hidden()
    if hasattr(value, '_handle'):
        dtype = value.dtype
        if known(dtype):
            # Keras calls types by their names.
            dtype = _dtypes.as_dtype(dtype).base_dtype
        return _Operand(dtype, value.shape, None, (value,))
    if hasattr(value, '_as_tensor'):
        return value._as_tensor()
    if isinstance(value, IndexedSlices):
        return value.values
    dims, found = describe(value)
    if dtype is None:
        dtype = unknown('the type of a tensor') if found is None else _dtypes.by_name(found)
    shape = _shapes.hidden_shape() if dims is None else _shapes.TensorShape(dims)
    return _Operand(dtype, shape, plain(value))


class _Operand:
    """An operand that is no tensor of its own: a number, or a variable that is read."""

    _opaque = False
    _seen = 0

    def __init__(self, dtype, shape, value=None, inputs=()):
        self.dtype = dtype
        self.shape = shape
        self._shape = shape
        self._value = value
        self._inputs = inputs


def convert(value, dtype=None, name=None, preferred_dtype=None, dtype_hint=None, as_ref=False):
    """tf.convert_to_tensor."""
    if isinstance(value, Tensor):
        if dtype is not None:
            check_type(value, _dtypes.as_dtype(dtype))
        return value
    if hasattr(value, '_as_tensor'):
        return value._as_tensor()
    if known(value) and hasattr(value, '_handle'):
        return make('ReadVariableOp', name, as_operand(value), value.shape)
    if not known(value):
        return hidden(dtype=None if dtype is None else _dtypes.as_dtype(dtype))
    return constant_tensor(value, dtype, None, name)


def check_type(tensor, dtype, name=None):
    """Raises where a tensor is not of the type that is asked for."""
    if known(dtype) and known(tensor.dtype) and not dtype.is_compatible_with(tensor.dtype):
        raise ValueError(
            "%sTensor conversion requested dtype %s for Tensor with dtype %s: <tf.Tensor '%s:0' "
            'shape=%s dtype=%s>' % (
                '' if name is None else name + ': ', dtype.name, tensor.dtype.name,
                unknown('the name of a tensor', 'str'), tensor.shape, tensor.dtype.name))


def convert_to_tensor_v2(value, dtype=None, dtype_hint=None, name=None):
    return convert(value, dtype, name)


def static_value(tensor):
    """The value of a constant as TensorFlow's shape functions see it, else None."""
    if not known(tensor):
        return tensor
    if isinstance(tensor, Tensor):
        return tensor._value
    if hasattr(tensor, '_handle'):
        return None
    return plain(tensor)


def as_shape_argument(shape):
    """The TensorShape that a `shape` argument of an operation describes."""
    if isinstance(shape, (Tensor, _shapes.TensorShape)) or not known(shape):
        return _shapes.as_shape(shape)
    if isinstance(shape, (list, tuple)):
        return _shapes.TensorShape([_dimension_of(item) for item in shape])
    return _shapes.TensorShape(shape)


def _dimension_of(item):
    if isinstance(item, Tensor):
        return item._value
    if known(item) and hasattr(item, '_handle'):
        return None
    return item
