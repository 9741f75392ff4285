# numpy's functions of arrays that are no methods. In numpy: _core/fromnumeric.py, lib/.

import _ckptmap

from numpy._arrays import (
    asarray, broadcast, concatenate, full, made)


def cumsum(a, axis=None, dtype=None):
    return asarray(a).cumsum(axis)


def cumprod(a, axis=None, dtype=None):
    return asarray(a).cumprod(axis)


def argmax(a, axis=None):
    return asarray(a).argmax(axis)


def argmin(a, axis=None):
    return asarray(a).argmin(axis)


def swapaxes(a, axis1, axis2):
    return asarray(a).swapaxes(axis1, axis2)


def moveaxis(a, source, destination):
    value = asarray(a)
    order = [axis for axis in range(value.ndim) if axis != source % value.ndim]
    order.insert(destination % value.ndim, source % value.ndim)
    return value.transpose(order)


def around(a, decimals=0):
    value = asarray(a)
    if not _ckptmap.known(value):
        return value
    return value.round(decimals)


def clip(a, a_min=None, a_max=None):
    return asarray(a).clip(a_min, a_max)


def repeat(a, repeats, axis=None):
    return asarray(a).repeat(repeats, axis)


def broadcast_to(array, shape):
    return broadcast(_second, full(shape, 0, asarray(array).dtype), array)


def outer(a, b):
    return asarray(a).reshape((-1, 1)) * asarray(b).reshape((1, -1))


def where(condition, x=None, y=None):
    if x is None:
        return _ckptmap.unknown('where an array is true', 'list')
    chosen, one, other = asarray(condition), asarray(x), asarray(y)
    if not all(_ckptmap.known(each) for each in (chosen, one, other)):
        return _ckptmap.unknown('an array')
    plain = isinstance(x, (bool, int, float))
    both = broadcast(_second, other, x) if plain else broadcast(_second, one, y)
    tests = broadcast_to(chosen, broadcast(_second, chosen, both).shape)
    ones, others = broadcast_to(one, tests.shape), broadcast_to(other, tests.shape)
    elements = None
    if all(each._known() for each in (tests, ones, others)):
        elements = [a if test else b for test, a, b in zip(
            tests._elements, ones._elements, others._elements)]
    return made(tests.shape, elements, both.dtype.name)


def _second(x, y):
    return y


def _pairwise(function):
    """A function of two operands, element by element."""

    def apply(x1, x2, *args, **kwargs):
        left = asarray(x1)
        if not _ckptmap.known(left):
            return left
        return broadcast(function, left, x2)

    return apply


maximum = _pairwise(lambda x, y: x if x >= y else y)
minimum = _pairwise(lambda x, y: x if x <= y else y)
add = _pairwise(lambda x, y: x + y)
subtract = _pairwise(lambda x, y: x - y)
multiply = _pairwise(lambda x, y: x * y)
floor_divide = _pairwise(lambda x, y: x // y)
mod = remainder = _pairwise(lambda x, y: x % y)
power = _pairwise(lambda x, y: x ** y)


def divide(x1, x2, *args, **kwargs):
    return asarray(x1) / x2


true_divide = divide


def atleast_1d(arr):
    value = asarray(arr)
    return value if value.shape else value.reshape((1,))


def atleast_2d(arr):
    value = atleast_1d(arr)
    return value if 1 < value.ndim else value.reshape((1, -1))


def column_stack(tup):
    parts = [asarray(item) for item in tup]
    return concatenate([each if 1 < each.ndim else each.reshape((-1, 1)) for each in parts], 1)


def split(ary, indices_or_sections, axis=0):
    """The parts of an array, equal ones or between the given ends."""
    value = asarray(ary)
    size = value.shape[axis]
    if isinstance(indices_or_sections, int):
        if size % indices_or_sections:
            raise ValueError('array split does not result in an equal division')
        step = size // indices_or_sections
        ends = [step * (index + 1) for index in range(indices_or_sections)]
    else:
        ends = list(indices_or_sections) + [size]
    whole = (slice(None),) * (axis % value.ndim)
    return [value[whole + (slice(begin, end),)] for begin, end in zip([0] + ends, ends)]


def array_split(ary, indices_or_sections, axis=0):
    value = asarray(ary)
    if isinstance(indices_or_sections, int):
        each, more = divmod(value.shape[axis], indices_or_sections)
        sizes = [each + 1] * more + [each] * (indices_or_sections - more)
        indices_or_sections = [sum(sizes[:index + 1]) for index in range(len(sizes) - 1)]
    return split(value, indices_or_sections, axis)


def sort(a, axis=-1):
    value = asarray(a)
    if value.ndim == 1 and value._known():
        return made(value.shape, sorted(value._elements), value.dtype.name)
    return made(value.shape, None, value.dtype.name)


def unique(ar):
    value = asarray(ar)
    if not value._known():
        return made((_ckptmap.unknown('how many values there are', 'int'),), None, value.dtype.name)
    found = sorted(set(value._elements))
    return made((len(found),), found, value.dtype.name)


def diag(v, k=0):
    value = asarray(v)
    size = value.shape[0]
    if value.ndim == 1 and k == 0:
        elements = None
        if value._known():
            elements = [value._elements[i] if i == j else 0 for i in range(size)
                        for j in range(size)]
        return made((size, size), elements, value.dtype.name)
    return _ckptmap.unknown('a diagonal')


def flip(m, axis=None):
    value = asarray(m)
    axes = range(value.ndim) if axis is None else [axis % value.ndim]
    return value[tuple([slice(None, None, -1) if index in axes else slice(None)
                        for index in range(value.ndim)])]


def array_equal(a1, a2):
    one, other = asarray(a1), asarray(a2)
    if one.shape != other.shape:
        return False
    if not one._known() or not other._known():
        return _ckptmap.unknown('whether arrays are equal', 'bool')
    return all(x == y for x, y in zip(one._elements, other._elements))


def pad(array, pad_width, mode='constant', **kwargs):
    value = asarray(array)
    widths = asarray(pad_width)
    if not widths._known():
        return _ckptmap.unknown('an array')
    given = widths._elements
    if len(given) < 3:
        given = [given[0], given[-1]] * value.ndim
    shape = [size + given[2 * axis] + given[2 * axis + 1]
             for axis, size in enumerate(value.shape)]
    return made(shape, None, value.dtype.name)


def all_of(a, axis=None):
    return asarray(a).all(axis)


def any_of(a, axis=None):
    return asarray(a).any(axis)
