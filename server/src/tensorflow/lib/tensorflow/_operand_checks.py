# What the operations of a graph refuse: operands of different types, and shapes that do not fit.
# In TensorFlow: python/framework/op_def_library.py, core/framework/common_shape_fns.cc.

from _ckptmap import known, unknown

from tensorflow import _graph, _shapes


def type_name(value):
    """The name of the type that a tensor or variable brings; None where it is not known, or none."""
    from tensorflow import _tensors, _variables
    if not known(value) or not isinstance(value, (_tensors.Tensor, _variables.Variable)):
        return None
    name = value.dtype.base_dtype.name if known(value.dtype) else None
    return name if known(name) else None


def same_types(operation, values):
    """Raises where two of the values have different types; numbers take the type of the others."""
    if _graph.executing_eagerly() or not known(values):
        return
    first = None
    for value in values:
        name = type_name(value)
        if name is None:
            continue
        if first is None:
            first = name
        elif name != first:
            raise TypeError("Input of '%s' Op has type %s that does not match type %s%s" % (
                operation, name, first, unknown('the argument of an operation', 'str')))
    if first is not None and first[:3] in ('int', 'uin'):
        for value in values:
            if known(value) and isinstance(value, float):
                raise TypeError("Expected %s, but got %s of type 'float'." % (first, value))


def fit(operation, one, other):
    """Raises where two shapes are sure not to be the same."""
    if not _graph.executing_eagerly() and _shapes.compatible(one, other) is False:
        raise ValueError('Shapes must be equal for %s, but are %s and %s%s' % (
            operation, one, other, unknown('the operation of an error', 'str')))


def same_dimension(one, other):
    """Raises where two dimensions are known and different."""
    if known(one) and known(other) and one is not None and other is not None and one != other:
        if not _graph.executing_eagerly():
            raise ValueError('Dimensions must be equal, but are %d and %d%s' % (
                one, other, unknown('the operation of an error', 'str')))


# Operations that are made for floats, and for complex numbers, alone.
_FLOATING = {'Ceil', 'Elu', 'Erf', 'Exp', 'Floor', 'Log', 'Log1p', 'LogSoftmax', 'Rsqrt', 'Selu',
             'Sigmoid', 'Softmax', 'Softplus', 'Sqrt', 'Tanh'}


def floating(operation, value):
    """Raises where an operation for floats gets whole numbers."""
    name = type_name(value)
    if operation in _FLOATING and name is not None and name[:3] in ('int', 'uin'):
        if not _graph.executing_eagerly():
            raise TypeError("Value passed to parameter 'x' has DataType %s not in list of allowed "
                            'values%s' % (name, unknown('the types of an operation', 'str')))


def convolves(type, operand, kernel, rank, data_format):
    """Raises where a kernel does not fit the tensor that it is laid over."""
    dims = operand.shape._dims
    over = kernel.shape._dims
    if _graph.executing_eagerly() or not known(dims) or not known(over) or not dims or not over:
        return
    if type == 'Conv2D' and (len(dims) != rank or len(over) != rank):
        raise ValueError('Shape must be rank %d but is rank %d%s' % (
            rank, len(dims), unknown('the operation of an error', 'str')))
    if data_format is not None and (not known(data_format) or data_format[:2] == 'NC'):
        return
    channels, wanted = dims[-1], over[-2]
    if known(channels) and known(wanted) and channels and wanted and channels % wanted:
        raise ValueError('Depth of input (%d) is not a multiple of input depth of filter (%d)%s' % (
            channels, wanted, unknown('the operation of an error', 'str')))
