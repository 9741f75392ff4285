# Whole numbers that variables hold, such as the step of a training: known from the first value on as
# long as all that changes them is seen. In TensorFlow: python/ops/resource_variable_ops.py.

from _ckptmap import known, unknown

from tensorflow import _graph
from tensorflow._restore import ValueOfCheckpoint, is_unchecked

_state = {'reliable': True}


def lose_numbers():
    """After a restore of which it is not known to which variables it gives values."""
    _state['reliable'] = False


def _is_plain(value):
    return known(value) and isinstance(value, int) and not isinstance(value, bool)


class Numbered(ValueOfCheckpoint):
    """What may hold such a number."""

    _number = None

    def _set_number(self, number):
        self._number = number if _is_plain(number) and self._can_hold_number() else None

    def _can_hold_number(self):
        if not _graph.executing_eagerly() or _graph.is_in_function() or is_unchecked():
            return False
        dtype, shape = self._dtype, self._shape
        return known(dtype) and dtype.is_integer and known(shape.ndims) and shape.ndims == 0

    def _number_after(self, operation, value):
        """What it holds after an assignment; None where that is not known."""
        own = self._number
        if operation == 'Assign' or not _is_plain(value) or not _is_plain(own):
            return value if operation == 'Assign' else None
        return own + value if operation == 'AssignAdd' else own - value

    def _known_number(self):
        reliable = _state['reliable']
        is_known = known(reliable) and reliable and _is_plain(self._number)
        return self._number if is_known else None

    def _restored(self):
        self._number = None
        ValueOfCheckpoint._restored(self)

    def __int__(self):
        number = self._known_number()
        return unknown('the value of a variable', 'int') if number is None else number

    def numpy(self):
        number = self._known_number()
        if number is None:
            return unknown('the value of a variable')
        import numpy
        return getattr(numpy, self._dtype.name)(number)
