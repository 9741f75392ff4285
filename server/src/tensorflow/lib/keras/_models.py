# keras.Model in its three forms: subclassed, functional, Sequential.
# In Keras: models/{model,functional,sequential}.py, ops/function.py and trainers/trainer.py.

import _ckptmap
from _ckptmap import known

from tensorflow import _dict_wrapper, _graph, _structures

from keras import _members, _state, _tree
from keras._function import Graph
from keras._layer import Layer, put
from keras._trainer import Trainer
from keras.layers._core import InputLayer


def _is_functional(args, kwargs):
    return (len(args) == 2 or len(args) == 1 and 'outputs' in kwargs
            or 'inputs' in kwargs and 'outputs' in kwargs)


class Model(Trainer, Layer):
    """A model: subclassed, or functional where it is given inputs and outputs."""

    _members_ = _members.MODEL

    _graph_of_layers = None

    def __init__(self, *args, **kwargs):
        if _is_functional(args, kwargs):
            self._initialize_functional(*args, **kwargs)
        else:
            Layer.__init__(self, *args, **kwargs)

    def _initialize_functional(self, inputs, outputs, name=None, trainable=None, **kwargs):
        for tensor in _tree.flatten((inputs, outputs)):
            if known(tensor) and not _tree.is_symbolic(tensor):
                raise ValueError(
                    'All `inputs` and `outputs` values must be KerasTensors. Received: inputs=%s '
                    'outputs=%s including invalid value %s' % (inputs, outputs, tensor))
        if name is None:
            kind = type(self)
            name = _state.auto_name('Functional' if kind is Model else kind.__name__)
        Layer.__init__(self, name=name)
        graph = Graph(inputs, outputs)
        put(self, '_graph_of_layers', graph)
        self._add_functional_edges(graph)
        if trainable is not None:
            self.trainable = trainable
        for operation in graph.operations:
            if isinstance(operation, Layer):
                self._add(self._own_layers, operation)
        put(self, 'built', True)

    def _add_functional_edges(self, graph):
        """The lists that Keras makes where it tracks nothing are edges, empty as they are."""
        for name in ('_tracked', '_inbound_nodes', '_outbound_nodes', '_losses',
                     '_losses_override', 'call_signature_parameters'):
            self._track_trackable(_structures.ListWrapper([]), name)
        self._track_trackable(_dict_wrapper.DictWrapper({}), '_call_has_context_arg')
        operations = _structures.ListWrapper(list(graph.operations))
        self._track_trackable(operations, '_operations')
        put(self, '_operations', operations)

    def _lock_state(self):
        if self._graph_of_layers is None:
            put(self, '_locked', True)

    def _maybe_build(self, args, kwargs):
        if self._graph_of_layers is None:
            Layer._maybe_build(self, args, kwargs)

    def call(self, *args, **kwargs):
        if self._graph_of_layers is None:
            raise NotImplementedError(
                'Model %s does not have a `call()` method implemented.' % type(self).__name__)
        return self._graph_of_layers.run(args[0] if args else kwargs.get('inputs'))

    def compute_output_spec(self, *args, **kwargs):
        if self._graph_of_layers is None:
            return Layer.compute_output_spec(self, *args, **kwargs)
        return self._graph_of_layers.specify(args[0] if args else kwargs.get('inputs'))

    def _tells_output_shape(self):
        return type(self).compute_output_shape is not Model.compute_output_shape

    def compute_output_shape(self, input_shape):
        if self._graph_of_layers is None:
            return Layer.compute_output_shape(self, input_shape)
        return self._graph_of_layers.output_shape(input_shape)

    @property
    def layers(self):
        graph = self._graph_of_layers
        if graph is not None:
            return [each for each in graph.operations if isinstance(each, Layer)]
        return list(self._layers)

    @layers.setter
    def layers(self, value):
        raise AttributeError('`Model.layers` attribute is reserved and should not be used. '
                             'Please use another name.')

    @property
    def operations(self):
        return list(self._graph_of_layers.operations)

    @property
    def inputs(self):
        return self._graph_of_layers.inputs

    @property
    def outputs(self):
        return self._graph_of_layers.outputs

    @property
    def input(self):
        graph = self._graph_of_layers
        return graph.inputs_structure if graph is not None else Layer.input.fget(self)

    @property
    def output(self):
        graph = self._graph_of_layers
        return graph.outputs_structure if graph is not None else Layer.output.fget(self)

    @property
    def input_shape(self):
        return _only([tensor.shape for tensor in self.inputs])

    @property
    def output_shape(self):
        return _only([tensor.shape for tensor in self.outputs])

    @property
    def input_names(self):
        return [tensor.name for tensor in self.inputs]

    @property
    def output_names(self):
        return [tensor._keras_history[0].name for tensor in self.outputs]

    def get_layer(self, name=None, index=None):
        if index is not None and name is not None:
            raise ValueError('Provide only a layer name or a layer index. Received: index=%s, '
                             'name=%s.' % (index, name))
        layers = self.layers
        if index is not None:
            if known(index) and len(layers) <= index:
                raise ValueError('Was asked to retrieve layer at index %s but model only has %d '
                                 'layers.' % (index, len(layers)))
            return layers[index]
        if name is None:
            raise ValueError('Provide either a layer name or layer index at `get_layer`.')
        if not known(name):
            return _ckptmap.unknown('a layer by a name that is not known')
        for layer in layers:
            if layer.name == name:
                return layer
        raise ValueError('No such layer: %s. Existing layers are: %s.'
                         % (name, [layer.name for layer in layers]))


def _only(items):
    return items[0] if len(items) == 1 else items


class Functional(Model):
    """What `keras.Model(inputs, outputs)` is called."""


class Sequential(Model):
    """A chain of layers; it is built with the shape of its input."""

    _members_ = _members.SEQUENTIAL

    def __init__(self, layers=None, trainable=True, name=None):
        Layer.__init__(self, trainable=trainable, name=name)
        put(self, '_functional', None)
        if layers:
            for layer in layers:
                self.add(layer, rebuild=False)
            self._maybe_rebuild()

    def add(self, layer, rebuild=True):
        if not known(layer):
            _graph.open_up('a layer that is not known is added to a Sequential')
            self._track_trackable(_unclear(), '_functional', overwrite=True)
            return
        if not self._own_layers and getattr(layer, '_input_shape_arg', None) is not None:
            self.add(InputLayer(shape=layer._input_shape_arg))
        history = getattr(layer, '_keras_history', None)
        if history is not None and isinstance(history[0], InputLayer):
            layer = history[0]
        if not isinstance(layer, Layer):
            raise ValueError('Only instances of `keras.Layer` can be added to a Sequential model. '
                             'Received: %s (of type %s)' % (layer, type(layer)))
        for other in self._own_layers:
            if known(other.name) and known(layer.name) and (
                    other.name == layer.name and other is not layer):
                raise ValueError(
                    "All layers added to a Sequential model should have unique names. Name '%s' "
                    'is already the name of a layer in this model. Update the `name` argument to '
                    'pass a unique name.' % layer.name)
        if (isinstance(layer, InputLayer) and self._own_layers
                and isinstance(self._own_layers[0], InputLayer)):
            raise ValueError(
                "Sequential model '%s' has already been configured to use input shape %s. You "
                'cannot add a different Input layer to it.'
                % (self.name, self._own_layers[0].batch_shape))
        self._own_layers.append(layer)
        if rebuild:
            self._maybe_rebuild()
        else:
            self._forget()

    def _forget(self):
        put(self, 'built', False)
        put(self, '_functional', None)

    def pop(self, rebuild=True):
        layer = self._own_layers.pop()
        self._forget()
        if rebuild:
            self._maybe_rebuild()
        return layer

    def _maybe_rebuild(self):
        self._forget()
        layers = self._own_layers
        if not layers or len(layers) < 2:
            return
        if isinstance(layers[0], InputLayer):
            self.build(layers[0].batch_shape)
        elif isinstance(layers[0], Model) and layers[0]._has_input_shape():
            self.build(layers[0].input_shape)

    def _lock_state(self):
        return None

    def build(self, input_shape=None):
        if known(input_shape) and (input_shape is None or not _tree.is_shape(input_shape)):
            return
        layers = self._own_layers
        if not layers:
            raise ValueError('Sequential model %s cannot be built because it has no layers. Call '
                             '`model.add(layer)`.' % self.name)
        if not isinstance(layers[0], InputLayer):
            layers.insert(0, InputLayer(
                batch_shape=input_shape, dtype=layers[0].compute_dtype))
        elif _differs(layers[0].batch_shape, input_shape):
            raise ValueError(
                "Sequential model '%s' has already been configured to use input shape %s. You "
                'cannot build it with input_shape %s'
                % (self.name, layers[0].batch_shape, tuple(input_shape)))
        inputs = layers[0].output
        x = inputs
        for layer in layers[1:]:
            try:
                x = layer(x)
            except NotImplementedError:
                return
        functional = Functional(inputs, x)
        self._functional = functional

    def _maybe_build(self, args, kwargs):
        Layer._maybe_build(self, args, kwargs)

    def call(self, inputs, training=None, mask=None, **kwargs):
        if self._functional is not None:
            return self._functional.call(inputs)
        for layer in self.layers:
            inputs = layer(inputs)
        return inputs

    def compute_output_spec(self, inputs, training=None, mask=None, **kwargs):
        if self._functional is not None:
            return self._functional.compute_output_spec(inputs)
        for layer in self.layers:
            inputs = layer.compute_output_spec(inputs)
        return inputs

    def compute_output_shape(self, input_shape):
        if self._functional is not None:
            return self._functional.compute_output_shape(input_shape)
        for layer in self.layers:
            input_shape = layer.compute_output_shape(input_shape)
        return input_shape

    def _track_value(self, value, name):
        # The functional model inside is no layer of this one.
        return value if name == '_functional' else Layer._track_value(self, value, name)

    @property
    def layers(self):
        layers = self._own_layers
        if layers and isinstance(layers[0], InputLayer):
            return layers[1:]
        return list(layers)

    @property
    def inputs(self):
        return self._inner('inputs').inputs

    @property
    def outputs(self):
        return self._inner('outputs').outputs

    @property
    def input_shape(self):
        return self._inner('input shape').input_shape

    @property
    def output_shape(self):
        return self._inner('output shape').output_shape

    def _inner(self, what):
        if self._functional is None:
            raise AttributeError("Sequential model '%s' has no defined %s yet."
                                 % (self.name, what))
        return self._functional

    def _has_input_shape(self):
        return self._functional is not None


def _has_input_shape(model):
    return model._graph_of_layers is not None


Model._has_input_shape = _has_input_shape


def _unclear():
    from tensorflow._tracking import Unclear
    return Unclear()


def _differs(a, b):
    if not known(a) or not known(b):
        return False
    if len(a) != len(b):
        return True
    return any(known(one) and known(other) and one != other for one, other in zip(a, b))
