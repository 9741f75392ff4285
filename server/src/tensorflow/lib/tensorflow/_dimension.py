# A dimension of a static shape: an int, None where TensorFlow itself does not know it, or unknown
# where only the reader does not; and tf.compat.v1.Dimension, which holds one.
# In TensorFlow: python/framework/tensor_shape.py.

from _ckptmap import known

_behavior = {'v2': True}


def enable_v2_tensorshape():
    _behavior['v2'] = True


def disable_v2_tensorshape():
    _behavior['v2'] = False


def v2_tensorshape_enabled():
    return _behavior['v2']


def dimension(value):
    """The int, None or unknown that `value` stands for; raises what TensorFlow raises."""
    if not known(value) or value is None:
        return value
    if type(value) is int:
        if value < 0:
            raise ValueError('Dimension %d must be >= 0' % value)
        return value
    if isinstance(value, Dimension):
        return value.value
    try:
        value = value.__index__()
    except AttributeError:
        raise TypeError(
            'Dimension value must be integer or None or have an __index__ method, got value '
            "'%r' with type '%r'" % (value, type(value))) from None
    if known(value) and value < 0:
        raise ValueError('Dimension %d must be >= 0' % value)
    return value


class Dimension:
    """A dimension of TensorFlow 1's shapes; `value` is an int, None or unknown."""

    def __init__(self, value):
        self._value = dimension(value)

    @property
    def value(self):
        return self._value

    def __repr__(self):
        return 'Dimension(%s)' % (self._value,)

    def __str__(self):
        return '?' if known(self._value) and self._value is None else str(self._value)

    def __int__(self):
        return self._value

    def __index__(self):
        return self._value

    def __hash__(self):
        return hash(self._value)

    def __eq__(self, other):
        if not isinstance(other, Dimension):
            try:
                other = Dimension(other)
            except (TypeError, ValueError):
                return NotImplemented
        return _both(self, other, lambda a, b: a == b)

    def __ne__(self, other):
        equal = self == other
        if known(equal) and equal is None:
            return None
        return not equal

    def is_compatible_with(self, other):
        other = Dimension(other)._value
        if known(self._value) and self._value is None or known(other) and other is None:
            return True
        return self._value == other

    def merge_with(self, other):
        return Dimension(merged(self._value, dimension(other)))

    def __add__(self, other):
        return _arithmetic(self, other, lambda a, b: a + b)

    def __radd__(self, other):
        return _arithmetic(self, other, lambda a, b: b + a)

    def __sub__(self, other):
        return _arithmetic(self, other, lambda a, b: a - b)

    def __rsub__(self, other):
        return _arithmetic(self, other, lambda a, b: b - a)

    def __mul__(self, other):
        return _arithmetic(self, other, lambda a, b: a * b)

    def __rmul__(self, other):
        return _arithmetic(self, other, lambda a, b: b * a)

    def __floordiv__(self, other):
        return _arithmetic(self, other, lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return _arithmetic(self, other, lambda a, b: b // a)

    def __mod__(self, other):
        return _arithmetic(self, other, lambda a, b: a % b)

    def __rmod__(self, other):
        return _arithmetic(self, other, lambda a, b: b % a)

    def __truediv__(self, other):
        raise TypeError("unsupported operand type(s) for /: 'Dimension' and '%s', "
                        'please use // instead' % type(other).__name__)

    def __rtruediv__(self, other):
        raise TypeError("unsupported operand type(s) for /: '%s' and 'Dimension', "
                        'please use // instead' % type(other).__name__)

    def __lt__(self, other):
        return _both(self, Dimension(other), lambda a, b: a < b)

    def __le__(self, other):
        return _both(self, Dimension(other), lambda a, b: a <= b)

    def __gt__(self, other):
        return _both(self, Dimension(other), lambda a, b: a > b)

    def __ge__(self, other):
        return _both(self, Dimension(other), lambda a, b: a >= b)


def _both(left, right, operation):
    a = left._value
    b = right._value
    if known(a) and a is None or known(b) and b is None:
        return None
    return operation(a, b)


def _arithmetic(left, other, operation):
    try:
        right = Dimension(other)
    except (TypeError, ValueError):
        return NotImplemented
    return Dimension(_both(left, right, operation))


def merged(a, b):
    """Of two dimensions said to be equal: the one that says more."""
    if not known(a) or a is None:
        return b if known(b) and b is not None or known(a) else a
    return a
