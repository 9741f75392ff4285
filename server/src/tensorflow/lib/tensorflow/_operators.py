# The operators of tensors and variables: each gives a tensor.
# In TensorFlow: python/ops/math_ops.py and python/ops/tensor_math_operator_overrides.py.

from tensorflow import _dtypes, _graph


def _binary(name, left, right, dtype=None):
    from tensorflow import _math
    return _math.binary(name, left, right, dtype)


def _unary(name, value):
    from tensorflow import _math
    return _math.unary(name, value)


class Operators:
    """What can be written between tensors, variables and numbers."""

    # Below numpy's arrays, `array * tensor` is the tensor's affair.
    __array_priority__ = 100

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        if not _graph.executing_eagerly():
            return self is other
        return _binary('equal', self, other, _dtypes.bool)

    def __ne__(self, other):
        if not _graph.executing_eagerly():
            return self is not other
        return _binary('not_equal', self, other, _dtypes.bool)

    def __getitem__(self, key):
        from tensorflow import _slicing
        return _slicing.item(self, key)

    def __add__(self, other):
        return _binary('add', self, other)

    def __radd__(self, other):
        return _binary('add', other, self)

    def __sub__(self, other):
        return _binary('sub', self, other)

    def __rsub__(self, other):
        return _binary('sub', other, self)

    def __mul__(self, other):
        return _binary('mul', self, other)

    def __rmul__(self, other):
        return _binary('mul', other, self)

    def __truediv__(self, other):
        return _binary('truediv', self, other)

    def __rtruediv__(self, other):
        return _binary('truediv', other, self)

    def __floordiv__(self, other):
        return _binary('floordiv', self, other)

    def __rfloordiv__(self, other):
        return _binary('floordiv', other, self)

    def __mod__(self, other):
        return _binary('mod', self, other)

    def __rmod__(self, other):
        return _binary('mod', other, self)

    def __pow__(self, other):
        return _binary('pow', self, other)

    def __rpow__(self, other):
        return _binary('pow', other, self)

    def __matmul__(self, other):
        from tensorflow import _arrays
        return _arrays.matmul(self, other)

    def __rmatmul__(self, other):
        from tensorflow import _arrays
        return _arrays.matmul(other, self)

    def __neg__(self):
        return _unary('Neg', self)

    def __abs__(self):
        return _unary('Abs', self)

    def __invert__(self):
        return _unary('LogicalNot', self)

    def __and__(self, other):
        return _binary('and', self, other)

    def __rand__(self, other):
        return _binary('and', other, self)

    def __or__(self, other):
        return _binary('or', self, other)

    def __ror__(self, other):
        return _binary('or', other, self)

    def __lt__(self, other):
        return _binary('Less', self, other, _dtypes.bool)

    def __le__(self, other):
        return _binary('LessEqual', self, other, _dtypes.bool)

    def __gt__(self, other):
        return _binary('Greater', self, other, _dtypes.bool)

    def __ge__(self, other):
        return _binary('GreaterEqual', self, other, _dtypes.bool)
