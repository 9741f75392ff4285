# The graph of a functional model: its operations in the order in which a checkpoint numbers them.
# In Keras: ops/function.py (map_graph).

from _ckptmap import identity

from keras import _tree


class Graph:
    """Inputs, outputs, and the nodes between, by depth from the outputs."""

    def __init__(self, inputs, outputs):
        self.inputs_structure = inputs
        self.outputs_structure = outputs
        self.inputs = _tree.flatten(inputs)
        self.outputs = _tree.flatten(outputs)
        self._aliases = self._begin_in_the_middle()
        self._map()

    def _begin_in_the_middle(self):
        """Gives inputs that come from other operations a beginning of their own."""
        from keras.layers._core import Input
        aliases = {}
        for index, tensor in enumerate(self.inputs):
            if not tensor._keras_history[3].is_input:
                own = Input(batch_shape=tensor.shape, dtype=tensor.dtype,
                            name=tensor.name + 'CLONE')
                aliases[identity(tensor)] = own
                self.inputs[index] = own
        return aliases

    def _map(self):
        order = []
        indices = {}
        finished = set()
        for tensor in self.outputs:
            _visit(tensor, self._aliases, finished, order, indices)
        in_graph = set([identity(node) for node in order])
        depths = {}
        operation_depths = {}
        operations = {}
        for node in reversed(order):
            before = operation_depths.get(identity(node.operation), 0)
            depth = max(depths.get(identity(node), 0), before)
            operations[identity(node.operation)] = node.operation
            operation_depths[identity(node.operation)] = depth
            depths[identity(node)] = depth
            for parent in _parents(node, self._aliases):
                if identity(parent) in in_graph:
                    depths[identity(parent)] = max(depth + 1, depths.get(identity(parent), 0))
        self._add_unused(operations, operation_depths, indices)
        ranked = [(-operation_depths[key], indices[key], key) for key in operations]
        self.operations = [operations[key] for _, _, key in sorted(ranked)]
        levels = sorted([(-depths[identity(node)], index) for index, node in enumerate(order)])
        self.nodes = [order[index] for _, index in levels]
        names = [operation.name for operation in self.operations]
        for name in names:
            if names.count(name) != 1:
                raise ValueError(
                    'The name "%s" is used %d times in the model. All operation names should be '
                    'unique.' % (name, names.count(name)))

    def _add_unused(self, operations, operation_depths, indices):
        # Inputs that no output depends on.
        for tensor in self.inputs:
            operation = tensor._keras_history[0]
            if identity(operation) not in operations and tensor._keras_history[3].is_input:
                operations[identity(operation)] = operation
                operation_depths[identity(operation)] = 0
                indices[identity(operation)] = -1

    def _walk(self, inputs, call):
        """The outputs that `call(operation, args, kwargs)` gives, node by node."""
        tensors = {}
        for own, given in zip(self.inputs, _tree.flatten(inputs)):
            tensors[identity(own)] = given
        for key, own in self._aliases.items():
            tensors[key] = tensors[identity(own)]
        for node in self.nodes:
            if any(identity(tensor) in tensors for tensor in node.outputs):
                continue
            if node.is_input or any(identity(each) not in tensors for each in node.inputs):
                continue
            args, kwargs = node.arguments(tensors)
            outputs = _tree.flatten(call(node.operation, args, kwargs))
            for own, given in zip(node.outputs, outputs):
                tensors[identity(own)] = given

        def replaced(leaf):
            return tensors.get(identity(leaf), leaf)
        return _tree.map_structure(replaced, self.outputs_structure)

    def run(self, inputs):
        """The outputs for concrete tensors."""
        return self._walk(inputs, _call)

    def specify(self, inputs):
        """The outputs for tensors of another functional model."""
        return self._walk(inputs, _specify)

    def output_shape(self, input_shape):
        inputs = _tree.KerasTensor(input_shape) if _tree.is_shape(input_shape) else [
            _tree.KerasTensor(shape) for shape in input_shape]
        return _tree.map_structure(_shape_of, self.specify(inputs))


def _shape_of(tensor):
    return tensor.shape


def _call(operation, args, kwargs):
    return operation(*args, **kwargs)


def _specify(operation, args, kwargs):
    if hasattr(operation, 'compute_output_spec'):
        return operation.compute_output_spec(*args, **kwargs)
    return operation(*args, **kwargs)


def _parents(node, aliases):
    parents = []
    for tensor in node.inputs:
        tensor = aliases.get(identity(tensor), tensor)
        if tensor._keras_history is not None:
            parents.append(tensor._keras_history[3])
    return parents


def _visit(tensor, aliases, finished, order, indices):
    """Adds the nodes that a tensor depends on, each after those it depends on itself."""
    tensor = aliases.get(identity(tensor), tensor)
    if tensor._keras_history is None:
        raise ValueError('Graph disconnected: cannot find parent for tensor %s' % (tensor,))
    operation, _, _, node = tensor._keras_history
    if identity(node) in finished:
        return
    finished.add(identity(node))
    if identity(operation) not in indices:
        indices[identity(operation)] = len(indices)
    if not node.is_input:
        for parent in node.inputs:
            _visit(parent, aliases, finished, order, indices)
    order.append(node)
