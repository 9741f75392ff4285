# The object graph that a checkpoint holds: nodes, edges and the names of tensors.
# In TensorFlow: python/checkpoint/{graph_view,save_util}.py, python/trackable/trackable_utils.py.

from _ckptmap import identity, known, unknown

from tensorflow import _dtypes, _shapes
from tensorflow._tracking import Unclear, children_of

_VALUES = '/.ATTRIBUTES/'
_SLOTS = '/.OPTIMIZER_SLOT/'


def escaped(name):
    """An edge's name inside a tensor's name."""
    return name.replace('.', '..').replace('/', '.S')


def describe(view):
    """What `_ckptmap.checkpoint` would say of a checkpoint of these objects, once it is written."""
    objects = view.objects()
    if any(isinstance(trackable, Unclear) for trackable, _ in objects):
        return unknown('an attribute that may hold what a checkpoint saves')
    numbers = {}
    keys = {}
    for index, (trackable, path) in enumerate(objects):
        numbers[identity(trackable)] = index
        keys[identity(trackable)] = '/'.join([escaped(name) for name in path])
    nodes = []
    tensors = []
    for index, (trackable, path) in enumerate(objects):
        attributes = []
        prefix = keys[identity(trackable)]
        for name in trackable._checkpoint_attributes():
            key = prefix + _VALUES + name
            attributes.append((name, trackable._checkpoint_full_name(), key))
            tensors.append((key, _dims(trackable.shape), _dtypes.name_of(trackable.dtype)))
        edges = []
        if not _is_slot(path):
            for name, child in children_of(trackable, view.attached if index == 0 else ()):
                edges.append((name, numbers[identity(child)]))
        nodes.append({'children': edges, 'attributes': attributes, 'slots': []})
    _add_slots(objects, numbers, keys, nodes, tensors)
    tensors.append(('_CHECKPOINTABLE_OBJECT_GRAPH', [], 'string'))
    if not all(_is_known(tensor) for tensor in tensors):
        return unknown('a shape or type that is saved')
    return {'error': None, 'prefix': None, 'format': 'v2', 'tensors': sorted(tensors),
            'nodes': nodes}


def _is_slot(path):
    return bool(path) and path[-1].startswith(".state '")


def _is_known(tensor):
    key, shape, dtype = tensor
    return (known(key) and known(dtype) and known(shape) and dtype is not None
            and shape is not None and all(known(size) and size is not None for size in shape))


def _dims(shape):
    return _shapes.as_shape(shape)._dims


def _add_slots(objects, numbers, keys, nodes, tensors):
    """Adds the slots of optimizers of TensorFlow 1, which hang on their variables."""
    for trackable, path in list(objects):
        slots = getattr(trackable, '_slots_of', None)
        if slots is None:
            continue
        for name, original, slot in slots([each for each, _ in objects]):
            number = numbers[identity(slot)]
            own = nodes[numbers[identity(trackable)]]['slots']
            own.append((numbers[identity(original)], name, number))
            key = '%s%s%s/%s%s' % (keys[identity(original)], _SLOTS, keys[identity(trackable)],
                                   escaped(name), _VALUES)
            attributes = []
            old = nodes[number]['attributes']
            for attribute, full_name, old_key in old:
                attributes.append((attribute, full_name, key + attribute))
                for index, tensor in enumerate(tensors):
                    if tensor[0] == old_key:
                        tensors[index] = (key + attribute, tensor[1], tensor[2])
            nodes[number]['attributes'] = attributes
