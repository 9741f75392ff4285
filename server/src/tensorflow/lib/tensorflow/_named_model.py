# The variables of the model that a comment names, or the command line: what the collections hold in
# a program whose model is built by code that is not followed. Not a part of TensorFlow.

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _dtypes, _shapes, _variables
from tensorflow._graph_keys import GraphKeys


class NamedVariable(_variables.VariableV1):
    """A variable of the named model that the program is not seen to make."""

    _is_made_elsewhere = True

    def __init__(self, handle, name, shape, dtype, kind, trainable, partition):
        self._describe(name, _dtypes.as_dtype(dtype), _shapes.as_shape(shape), trainable,
                       kind == 'resource', partition)
        self._handle = handle


def collection(graph, name, otherwise):
    """The items of a collection of variables, where a model is named."""
    if not _ckptmap.model_named():
        return otherwise
    found = _ckptmap.named_variables(graph._variables)
    if not known(found):
        return found
    items = []
    for own, described, collections in found:
        if collections is not None:
            is_in = name in collections
        elif name == GraphKeys.GLOBAL_VARIABLES:
            is_in = True
        elif name == GraphKeys.TRAINABLE_VARIABLES:
            is_in = described[5]
        else:
            return unknown('which variables of the named model are in the collection', 'list')
        if is_in:
            items.append(_variable(graph, own, described))
    return items


def _variable(graph, own, described):
    """The object of a variable, the same each time: the program's own, where it makes it."""
    if own is not None:
        return own
    name = described[1]
    made = graph._named_variables.get(name)
    if made is None:
        made = NamedVariable(*described)
        graph._named_variables[name] = made
    return made
