# Parts of arrays, and folds along axes: elements by their places, where they are kept.
# Documented at https://numpy.org/doc/stable/user/basics.indexing.html.

import itertools

from _ckptmap import known, unknown


def part(array, key):
    """`array[key]` for numbers, slices, None, `...` and one list of numbers; else unknown."""
    from numpy._arrays import made, ndarray
    if not known(key):
        return unknown('a part of an array')
    keys = list(key) if isinstance(key, tuple) else [key]
    keys = [each.tolist() if isinstance(each, ndarray) and each._known() else each for each in keys]
    if not all(known(each) and _is_plain(each) for each in keys):
        return unknown('a part of an array')
    keys = _spread(keys, array.ndim)
    chosen, shape = _chosen(keys, array.shape)
    elements = None
    if array._known():
        elements = [array._elements[_position(place, array.shape)]
                    for place in itertools.product(*chosen)]
    return made(shape, elements, array.dtype.name)


def _is_plain(key):
    if key is None or key is Ellipsis or isinstance(key, slice):
        return True
    if isinstance(key, list):
        return all(known(item) and _is_index(item) for item in key)
    return _is_index(key)


def _is_index(key):
    return isinstance(key, int) and not isinstance(key, bool)


def _spread(keys, rank):
    """The keys with whole axes for `...` and for what is left out."""
    taken = len([key for key in keys if key is not None and key is not Ellipsis])
    if rank < taken:
        raise IndexError('too many indices for array: array is %d-dimensional, but %d were indexed'
                         % (rank, taken))
    whole = [slice(None)] * (rank - taken)
    for index, key in enumerate(keys):
        if key is Ellipsis:
            return keys[:index] + whole + keys[index + 1:]
    return keys + whole


def _chosen(keys, sizes):
    """(the chosen indices of each axis, the shape that is left)."""
    chosen, shape = [], []
    for key in keys:
        if key is None:
            shape.append(1)
            continue
        axis = len(chosen)
        size = sizes[axis]
        if isinstance(key, slice):
            found = list(range(size))[key]
            shape.append(len(found))
        else:
            many = isinstance(key, list)
            found = [_index(item, axis, size) for item in (key if many else [key])]
            if many:
                shape.append(len(found))
        chosen.append(found)
    return chosen, shape


def _index(key, axis, size):
    if not -size <= key < size:
        raise IndexError('index %d is out of bounds for axis %d with size %d' % (key, axis, size))
    return key % size


def _position(place, shape):
    position = 0
    for index, size in zip(place, shape):
        position = position * size + index
    return position


def fold(array, function, axis, name, keepdims=False):
    """`function` of the elements along the axes; all of them where `axis` is None."""
    from numpy._arrays import made
    rank = array.ndim
    if not known(axis):
        return unknown('a fold of an array')
    if axis is None:
        axes = list(range(rank))
    else:
        axes = [each % rank for each in (axis if isinstance(axis, (list, tuple)) else [axis])]
    left = [index for index in range(rank) if index not in axes]
    shape = [1 if index in axes else size for index, size in enumerate(array.shape)]
    if not keepdims:
        shape = [array.shape[index] for index in left]
    if not array._known() or not array._elements:
        return made(shape, None, name)
    groups = {}
    for place, element in zip(itertools.product(*map(range, array.shape)), array._elements):
        groups.setdefault(tuple([place[index] for index in left]), []).append(element)
    return made(shape, [function(group) for group in groups.values()], name)


def running(array, function, axis, name):
    """`function` of the elements up to each one, along an axis; flat where that is None."""
    from numpy._arrays import made
    flat = array.reshape(-1) if axis is None else array
    along = 0 if axis is None else axis % flat.ndim
    if not flat._known():
        return made(flat.shape, None, name)
    before, elements = {}, []
    for place, element in zip(itertools.product(*map(range, flat.shape)), flat._elements):
        line = place[:along] + place[along + 1:]
        before[line] = function(before[line], element) if line in before else element
        elements.append(before[line])
    return made(flat.shape, elements, name)


def along(arrays, axis, inserts):
    """The elements of arrays joined along an axis, or along a new one; None where not kept."""
    if not all(each._known() for each in arrays):
        return None
    placed = []
    offset = 0
    for array in arrays:
        for place, element in zip(itertools.product(*map(range, array.shape)), array._elements):
            place = list(place)
            if inserts:
                place.insert(axis, offset)
            else:
                place[axis] += offset
            placed.append((place, element))
        offset += 1 if inserts else array.shape[axis]
    return [element for _, element in sorted(placed, key=lambda pair: pair[0])]
