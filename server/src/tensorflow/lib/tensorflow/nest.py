# tf.nest: structures of lists, tuples and dicts. In TensorFlow: python/util/nest.py.

from _ckptmap import known, unknown


def is_nested(structure):
    return isinstance(structure, (list, tuple, dict))


is_sequence = is_nested


def flatten(structure, expand_composites=False):
    if not known(structure):
        return unknown('the items of a structure', 'list')
    if isinstance(structure, dict):
        structure = [structure[name] for name in sorted(structure)]
    if not isinstance(structure, (list, tuple)):
        return [structure]
    found = []
    for item in structure:
        found.extend(flatten(item))
    return found


def map_structure(func, *structure, **kwargs):
    first = structure[0]
    if known(first) and isinstance(first, dict):
        return {name: map_structure(func, *[item[name] for item in structure]) for name in first}
    if known(first) and isinstance(first, (list, tuple)):
        items = [map_structure(func, *parts) for parts in zip(*structure)]
        if hasattr(first, '_fields'):
            return type(first)(*items)
        return items if isinstance(first, list) else tuple(items)
    return func(*structure)


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    items = iter(flat_sequence)
    return map_structure(lambda _: next(items), structure)


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    return None
