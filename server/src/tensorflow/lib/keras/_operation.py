# Operations of functional models, and the nodes that connect them.
# In Keras: ops/{operation,node}.py.

from _ckptmap import identity

from keras import _state, _tree


class Node:
    """One call of an operation on tensors of a functional model."""

    def __init__(self, operation, args, kwargs, outputs):
        self.operation = operation
        self.args = args
        self.kwargs = kwargs
        self.inputs = [leaf for leaf in _tree.flatten((args, kwargs)) if _tree.is_symbolic(leaf)]
        self.outputs = _tree.flatten(outputs)
        self.is_input = not self.inputs
        self.parents = []
        for tensor in self.inputs:
            if tensor._keras_history is not None:
                self.parents.append(tensor._keras_history[3])

    def arguments(self, tensors):
        """The arguments with each tensor replaced by what stands for it in `tensors`."""
        def replaced(leaf):
            return tensors.get(identity(leaf), leaf)
        return _tree.map_structure(replaced, (self.args, self.kwargs))


class Operation:
    """What has a name and nodes: layers, and the functions of keras.ops."""

    def __init__(self, name=None):
        if name is None:
            name = _state.auto_name(type(self).__name__)
        _state.check_name(name)
        object.__setattr__(self, 'name', name)
        object.__setattr__(self, '_nodes_in', [])

    def _add_node(self, args, kwargs, outputs):
        node = Node(self, args, kwargs, outputs)
        self._nodes_in.append(node)
        index = len(self._nodes_in) - 1
        for position, tensor in enumerate(node.outputs):
            if _tree.is_symbolic(tensor):
                tensor._keras_history = (self, index, position, node)
        return node

    @property
    def input(self):
        return _only(self._first_node('input').inputs)

    @property
    def output(self):
        return _only(self._first_node('output').outputs)

    def _first_node(self, what):
        if not self._nodes_in:
            raise AttributeError('The layer %s has never been called and thus has no defined %s.'
                                 % (self.name, what))
        return self._nodes_in[0]


def _only(tensors):
    return tensors[0] if len(tensors) == 1 else tensors


class FunctionOperation(Operation):
    """A function of keras.ops, or an operator, applied to tensors of a functional model."""

    def __init__(self, kind, function):
        Operation.__init__(self, _state.auto_name(kind))
        self.function = function

    def __call__(self, *args, **kwargs):
        return self.function(*args, **kwargs)


def apply(kind, function, args, kwargs):
    """Calls a function that gives tensors; a node is added where a functional model's take part."""
    if not _tree.is_symbolic((args, kwargs)):
        return function(*args, **kwargs)
    operation = FunctionOperation(kind, function)
    outputs = function(*args, **kwargs)
    operation._add_node(args, kwargs, outputs)
    return outputs
