# The objects of a restore as a graph, and those that the program has names for: for whoever looks
# for the place in the checkpoint that was meant. It decides nothing, and is asked where not all fits.

import _ckptmap
from _ckptmap import identity, known

from tensorflow import _dtypes, _shapes
from tensorflow._restore import is_value
from tensorflow._structures import DataStructure, known_node_of
from tensorflow._tracking import Trackable, Unclear, known_children


def structure_of(view):
    """What is below the root, what else is attached to it, and what is in sight where it was made.

    {'nodes': [(children, value, unbuilt, held)], 'attached', 'names': [(name, node)],
    'takes_root'}; a child is (edge, node, how to write it behind its owner or None), a value
    (shape, type), and `held` says that another Checkpoint in sight holds the object.
    """
    gathered = _Gathered()
    gathered.add(view.root)
    attached = [(name, gathered.add(child)) for name, child in view.attached]
    names = []
    held = set()
    for name, value in _ckptmap.names_in_sight(view.owner):
        if not known(value) or not isinstance(value, Trackable) or isinstance(value, Unclear):
            continue
        other = getattr(value, '_view', None)
        if other is None:
            names.append((name, gathered.add(value)))
        elif other is not view:
            held.update(_identities(other))
    gathered.walk()
    nodes = [node + (identity(trackable) in held,)
             for node, trackable in zip(gathered.nodes, gathered.objects)]
    return {'nodes': nodes, 'attached': attached, 'names': names,
            'takes_root': view.owner._of_2}


def _identities(view):
    try:
        return [identity(trackable) for trackable, _ in view.objects()]
    except (ValueError, TypeError):
        return []


class _Gathered:
    """Objects with numbers, in the order in which they are met."""

    def __init__(self):
        self.objects = []
        self.numbers = {}
        self.nodes = []

    def add(self, trackable):
        number = self.numbers.get(identity(trackable))
        if number is None:
            number = len(self.objects)
            self.numbers[identity(trackable)] = number
            self.objects.append(trackable)
        return number

    def walk(self):
        from tensorflow._restore_report import may_still_grow
        index = 0
        while index < len(self.objects):
            trackable = self.objects[index]
            index = index + 1
            try:
                children = known_children(trackable)
            except (ValueError, TypeError):
                children = {}
            edges = [(name, self.add(children[name]), _access(trackable, name, children[name]))
                     for name in children]
            value = None
            if is_value(trackable):
                shape = _shapes.as_shape(trackable.shape)
                value = (shape._dims, _dtypes.name_of(trackable.dtype))
            self.nodes.append((edges, value, may_still_grow(trackable)))


def _access(owner, name, child):
    """What to write behind an object to get its child."""
    if isinstance(owner, DataStructure):
        if isinstance(owner, dict):
            return '[%r]' % name
        return '[%s]' % name if name.isdigit() else None
    if not name.isidentifier():
        return None
    # A layer's `_kernel` is its `kernel` to people.
    for each in (name.lstrip('_'), name):
        found = getattr(owner, each, None)
        if known(found) and (found is child or known_node_of(found) is child):
            return '.' + each
    return None
