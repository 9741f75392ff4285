# The base of tf.compat.v1.layers: scopes, weights and the way a layer is called.
# In tf_keras: legacy_tf_layers/base.py, which is what TensorFlow 1 had in python/layers/base.py.

import re

from _ckptmap import known, unknown

from tensorflow import _dtypes, _get_variable, _graph, _shapes, _tensors, _variable_scope
from tensorflow._graph import GraphKeys

_CAMEL = re.compile('(.)([A-Z][a-z0-9]+)')
_LOWER = re.compile('([a-z])([A-Z])')


def snake_case(name):
    return _LOWER.sub(r'\1_\2', _CAMEL.sub(r'\1_\2', name)).lower()


class Layer:
    """A layer whose weights come from get_variable, in a scope that its first call fixes."""

    _snake_name = None

    def __init__(self, trainable=True, name=None, dtype=None, _scope=None, _reuse=None, **kwargs):
        self.trainable = trainable
        self._dtype = None if dtype is None else _dtypes.as_dtype(dtype)
        self._reuse = _reuse
        self._given_name = name
        if known(name) and not name:
            self._base_name = self._default_name()
        else:
            self._base_name = name
        self.built = False
        self._weights = []
        self._losses = []
        self._current_scope = None
        self._scope = None
        if not known(_scope) or _scope:
            with _variable_scope.variable_scope(_scope) as captured:
                self._scope = captured

    def _default_name(self):
        name = type(self)._snake_name
        return snake_case(type(self).__name__) if name is None else name

    @property
    def name(self):
        return self._base_name

    @property
    def dtype(self):
        return self._dtype

    @property
    def scope_name(self):
        if self._scope is None:
            raise ValueError(
                'No name available for layer scope because the layer "%s" has not been used yet. '
                'The scope name  is determined the first time the layer instance is called. You '
                'must therefore call the layer before querying `scope_name`.' % self.name)
        return self._scope.name

    @property
    def graph(self):
        return _graph.get_default_graph()

    @property
    def weights(self):
        return self.trainable_weights + self.non_trainable_weights

    variables = weights

    @property
    def trainable_weights(self):
        if not self.trainable:
            return []
        return [weight for weight, trainable in self._weights if trainable]

    trainable_variables = trainable_weights

    @property
    def non_trainable_weights(self):
        if not self.trainable:
            return [weight for weight, _ in self._weights]
        return [weight for weight, trainable in self._weights if not trainable]

    non_trainable_variables = non_trainable_weights

    @property
    def losses(self):
        return list(self._losses)

    @property
    def updates(self):
        return []

    def add_loss(self, losses, inputs=None):
        if not isinstance(losses, (list, tuple)):
            losses = [losses]
        self._losses.extend(losses)
        for loss in losses:
            _graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, loss)

    def add_update(self, updates, inputs=None):
        return None

    def _set_scope(self, scope=None):
        if self._scope is not None:
            return
        if known(self._reuse) and self._reuse:
            opened = _variable_scope.variable_scope(
                self._base_name if scope is None else scope)
        else:
            opened = _variable_scope.variable_scope(scope, default_name=self._base_name)
        with opened as captured:
            self._scope = captured

    def add_weight(self, name=None, shape=None, dtype=None, initializer=None, regularizer=None,
                   trainable=None, constraint=None, use_resource=None, synchronization=None,
                   aggregation=None, partitioner=None, **kwargs):
        if trainable is None:
            trainable = True
        if dtype is None:
            dtype = self._dtype or _dtypes.float32
        self._set_scope(None)
        reuse = True if self.built else self._reuse
        with _variable_scope.variable_scope(
                self._scope, reuse=reuse, auxiliary_name_scope=False) as scope:
            self._current_scope = scope
            with _graph.name_scope(scope.original_name_scope):
                if initializer is None:
                    initializer = scope.initializer
                shape = () if shape is None else shape
                trainable = trainable and self.trainable
                before = len(_graph.get_default_graph()._variables)
                variable = _get_variable.get_variable(
                    name, shape, dtype=_dtypes.as_dtype(dtype), initializer=_object(initializer),
                    trainable=trainable, constraint=constraint, partitioner=partitioner,
                    use_resource=use_resource or scope.use_resource)
                is_new = len(_graph.get_default_graph()._variables) != before
                if regularizer is not None and is_new:
                    self._regularize(name, variable, regularizer)
        self._weights.append((variable, trainable))
        return variable

    add_variable = add_weight

    def _regularize(self, name, variable, regularizer):
        if not callable(regularizer):
            return
        with _graph.name_scope(name + '/Regularizer'):
            loss = regularizer(variable)
        if loss is not None:
            self.add_loss(loss)

    def build(self, input_shape):
        self.built = True

    def check_input(self, shape):
        """Raises where a built layer is called with what it was not built for."""

    def _check_axis(self, shape, axis, kernel):
        dims = shape._dims
        sizes = kernel._dims
        if not known(dims) or not known(sizes) or dims is None or sizes is None:
            return
        found = dims[axis]
        wanted = sizes[-2]
        if known(found) and known(wanted) and found is not None and found != wanted:
            raise ValueError(
                'Input 0 of layer "%s" is incompatible with the layer: expected axis %d of input '
                'shape to have value %d, but received input with shape %s'
                % (unknown('the name of a layer', 'str'), axis, wanted, tuple(dims)))

    def call(self, inputs, **kwargs):
        return inputs

    def compute_output_shape(self, input_shape):
        return unknown('the shape that a layer gives')

    def apply(self, inputs, *args, **kwargs):
        return self(inputs, *args, **kwargs)

    def __call__(self, inputs, *args, **kwargs):
        scope = kwargs.pop('scope', None)
        self._set_scope(scope)
        reuse = True if self.built else self._reuse
        with _variable_scope.variable_scope(
                self._scope, reuse=reuse, auxiliary_name_scope=False) as entered:
            self._current_scope = entered
            with _graph.name_scope(entered.original_name_scope):
                if not self.built:
                    self._build_for(inputs)
                else:
                    self.check_input(_tensors.as_operand(inputs).shape)
                return self.call(inputs, *args, **kwargs)

    def _build_for(self, inputs):
        if known(inputs) and isinstance(inputs, (list, tuple)):
            operands = [_tensors.as_operand(item) for item in inputs]
            shape = [operand.shape for operand in operands]
            dtype = operands[0].dtype if operands else _dtypes.float32
        else:
            operand = _tensors.as_operand(inputs)
            shape = operand.shape
            dtype = operand.dtype
        if self._dtype is None:
            self._dtype = dtype.base_dtype if known(dtype) else dtype
            if known(dtype) and not dtype.is_floating:
                self._dtype = _dtypes.float32
        self.build(shape)
        self.built = True


def _object(initializer):
    """An initializer given by its name, as Keras takes it."""
    if not known(initializer) or not isinstance(initializer, str):
        return initializer
    from tensorflow import _initializers
    return _initializers.InitializerV2()


def last_dimension(shape, layer, axis=-1):
    """The size of the axis of channels; raises where TensorFlow does not know it."""
    dims = _shapes.as_shape(shape)._dims
    if not known(dims):
        return unknown('the channels of an input', 'int')
    size = None if dims is None else dims[axis]
    if known(size) and size is None:
        raise ValueError(layer)
    return size
