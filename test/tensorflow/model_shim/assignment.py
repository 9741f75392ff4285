"""init_from_checkpoint of TensorFlow 2.21 over recorded variables, as the contract states it.

Not the project's load plan: a second, short telling of the same rules, so that programs which
catch what a call raises go on as they do in TensorFlow.
"""

import collections.abc


def _shape_text(shape):
    if shape is None:
        return '<unknown>'
    if len(shape) == 1:
        return '(%s,)' % shape[0]
    return '(%s)' % ', '.join(str(size) for size in shape)


def _compatible(static, stored):
    if static is None:
        return True
    return len(static) == len(stored) and all(a is None or a == b for a, b in zip(static, stored))


def _is_variable(value):
    return hasattr(value, '_handle')


class _Raised(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def resolve(argument, description, assignment_map, variables, bound):
    """(type name, message) of what the call raises, or None; `bound` gets (name, tensor) pairs."""
    try:
        if description['error'] is not None:
            return tuple(description['error'])
        _resolve(argument, description, assignment_map, variables, bound)
    except _Raised as raised:
        return (raised.kind, str(raised))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        return (type(error).__name__, str(error))
    return None


def _resolve(argument, description, assignment_map, variables, bound):
    shapes = {name: shape for name, shape, _ in description['tensors']}
    store = {}
    for handle in variables:
        if handle.fields['storeKey'] is not None:
            store[handle.fields['storeKey']] = handle
    if isinstance(assignment_map, collections.abc.Mapping):
        assignment_map = assignment_map.items()
    for key, target in sorted(assignment_map, key=lambda pair: _pair(pair)[0]):
        hit = _direct(target, store)
        if hit is not None:
            _one_to_one(argument, shapes, key, hit, bound)
        else:
            _scope(argument, shapes, store, key, target, bound)


def _pair(pair):
    key, target = pair
    return key, target


def _direct(target, store):
    if _is_variable(target):
        return target._handle
    if isinstance(target, list) and all(_is_variable(item) for item in target):
        return [item._handle for item in target]
    if hasattr(target, '_handles'):
        raise TypeError("unsupported operand type(s) for +: 'PartitionedVariable' and 'str'")
    found = store.get(target)
    return _parts(target, store) if found is None else found


def _parts(name, store):
    parts = []
    while name + '/part_%d' % len(parts) in store:
        parts.append(store[name + '/part_%d' % len(parts)])
    return parts or None


def _one_to_one(argument, shapes, key, hit, bound):
    if key not in shapes:
        raise _Raised('ValueError', 'Tensor %s is not found in %s checkpoint $SHAPES'
                      % (key, argument))
    if not isinstance(hit, list) and not _compatible(hit.fields['shape'], shapes[key]):
        raise _Raised(
            'ValueError', "Shape of variable %s:0 (%s) doesn't match with shape of tensor %s (%s) "
            'from checkpoint reader.' % (hit.fields['name'], _shape_text(hit.fields['shape']), key,
                                         list(shapes[key])))
    _bind(hit, key, bound)


def _scope(argument, shapes, store, key, target, bound):
    scope = target[:target.rindex('/')] if '/' in target else ''
    if not key.endswith('/'):
        raise _Raised(
            'ValueError', "Assignment map with scope only name %s should map to scope only %s. "
            "Should be 'scope/': 'other_scope/'." % (scope, key))
    names = set()
    for name in store:
        if not scope or name.startswith(scope + '/'):
            names.add(name[:name.index('/part_')] if '/part_' in name else name)
    for name in sorted(names):
        rest = name[len(scope):]
        if target != '/':
            rest = rest[1:]
        full = rest if key == '/' else key + rest
        if full.endswith('/'):
            full = full[:-1]
        if full not in shapes:
            raise _Raised('ValueError', 'Tensor %s (%s in %s) is not found in %s checkpoint'
                          % (full, name[len(scope) + 1:], key, argument))
        hit = store.get(name)
        hit = _parts(name, store) if hit is None else hit
        if hit is None:
            raise _Raised('AttributeError', "'NoneType' object has no attribute 'dtype'")
        _bind(hit, full, bound)


def _bind(hit, tensor, bound):
    if not isinstance(hit, list):
        bound.append((hit.fields['name'], tensor))
        return
    full_name = None
    for handle in hit:
        partition = handle.fields['partition']
        if partition is None:
            raise _Raised('AttributeError', "'NoneType' object has no attribute 'full_name'")
        if full_name is not None and partition[0] != full_name:
            raise _Raised('ValueError', 'Slices must all be from the same tensor: %s != %s'
                          % (full_name, partition[0]))
        full_name = partition[0]
        bound.append((handle.fields['name'], tensor))
