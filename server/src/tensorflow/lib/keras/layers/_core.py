# Dense, Embedding, Input and the layers that only change values.
# In Keras: layers/core and layers/activations.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph

from keras import _tree
from keras._layer import Layer
from keras._tree import KerasTensor
from keras.layers._base import Built, hidden_shape, place, size_at


class InputLayer(Layer):
    """The beginning of a functional model."""

    def __init__(self, shape=None, batch_size=None, dtype=None, sparse=None, ragged=None,
                 batch_shape=None, input_tensor=None, optional=False, name=None, **kwargs):
        Layer.__init__(self, name=name, dtype=dtype)
        if 'input_shape' in kwargs:
            shape = kwargs.pop('input_shape')
        if batch_shape is None and shape is None and input_tensor is None:
            raise ValueError('You must pass a `shape` argument.')
        if batch_shape is None and shape is not None:
            shape = shape if not known(shape) or not isinstance(shape, int) else (shape,)
            dims = _tree.dims_of(shape)
            batch_shape = (batch_size,) + dims if known(dims) else hidden_shape()
        if input_tensor is not None:
            output = input_tensor
            batch_shape = input_tensor.shape
        else:
            output = KerasTensor(batch_shape, self.compute_dtype, name=self.name)
        place(self, batch_shape=_tree.dims_of(batch_shape), built=True, optional=optional)
        self._add_node((), {}, output)

    def _run(self, args, kwargs):
        return None

    @property
    def dtype(self):
        return self.compute_dtype


def Input(shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None,
          name=None, tensor=None, optional=False):
    """keras.Input."""
    layer = InputLayer(shape=shape, batch_size=batch_size, dtype=dtype, batch_shape=batch_shape,
                       name=name, input_tensor=tensor, optional=optional)
    return layer.output


class Dense(Built):
    def __init__(self, units, activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None,
                 lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs):
        Built.__init__(self, activity_regularizer=activity_regularizer, **kwargs)
        if known(units) and (not isinstance(units, int) or units <= 0):
            raise ValueError(
                'Received an invalid value for `units`, expected a positive integer. Received: '
                'units=%s' % (units,))
        place(self, units=units, activation=activation, use_bias=use_bias)

    def build(self, input_shape):
        self._kernel = self.add_weight(
            name='kernel', shape=(size_at(input_shape, -1), self.units))
        if self.use_bias:
            self.bias = self.add_weight(name='bias', shape=(self.units,))
        else:
            self.bias = None

    @property
    def kernel(self):
        if not self.built:
            raise AttributeError('You must build the layer before accessing `kernel`.')
        return self._kernel

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        return tuple(input_shape[:-1]) + (self.units,)


class EinsumDense(Built):
    def __init__(self, equation, output_shape, activation=None, bias_axes=None, **kwargs):
        for name in ('kernel_initializer', 'bias_initializer', 'kernel_regularizer',
                     'bias_regularizer', 'kernel_constraint', 'bias_constraint', 'lora_rank',
                     'lora_alpha', 'gptq_unpacked_column_size', 'quantization_config'):
            kwargs.pop(name, None)
        Built.__init__(self, **kwargs)
        if known(output_shape) and isinstance(output_shape, int):
            output_shape = (output_shape,)
        place(self, equation=equation, partial_output_shape=output_shape, bias_axes=bias_axes,
              activation=activation)

    def build(self, input_shape):
        kernel, bias, _ = self._shapes(input_shape)
        self._kernel = self.add_weight(name='kernel', shape=kernel)
        if bias is not None:
            self.bias = self.add_weight(name='bias', shape=bias)
        else:
            self.bias = None

    @property
    def kernel(self):
        return self._kernel

    def _shapes(self, input_shape):
        """(the kernel's shape, the bias's or None, the output's)."""
        equation = self.equation.replace(' ', '').replace('...', '0')
        left, output = equation.split('->')
        inputs, kernel = left.split(',')
        sizes = {}
        elided = []
        if '0' in inputs:
            rest = len(input_shape) - len(inputs) + 1
            at = inputs.index('0')
            elided = list(input_shape[at:at + rest])
            expanded = list(input_shape[:at]) + [None] + list(input_shape[at + rest:])
        else:
            expanded = input_shape
        for letter, size in zip(inputs, expanded):
            sizes[letter] = size
        given = list(self.partial_output_shape)
        free = [letter for letter in output if letter != '0']
        # The output's shape is given without the batch.
        offset = len(free) - len(given)
        for index, letter in enumerate(free):
            if index >= offset and given[index - offset] is not None:
                sizes[letter] = given[index - offset]
        shape = []
        for letter in output:
            if letter == '0':
                shape.extend(elided)
            else:
                shape.append(sizes[letter])
        bias = None
        if self.bias_axes:
            first = min([output.index(letter) for letter in self.bias_axes])
            bias = tuple([sizes[letter] if letter in self.bias_axes else 1
                          for letter in output[first:]])
        return tuple([sizes[letter] for letter in kernel]), bias, tuple(shape)

    def compute_output_shape(self, input_shape):
        if not known(input_shape) or not known(self.partial_output_shape):
            return hidden_shape()
        return self._shapes(input_shape)[2]


class Embedding(Built):
    def __init__(self, input_dim, output_dim, embeddings_initializer='uniform',
                 embeddings_regularizer=None, embeddings_constraint=None, mask_zero=False,
                 weights=None, lora_rank=None, lora_alpha=None, quantization_config=None,
                 **kwargs):
        kwargs.pop('input_length', None)
        Built.__init__(self, **kwargs)
        place(self, input_dim=input_dim, output_dim=output_dim, mask_zero=mask_zero)
        if weights is not None:
            self.build()

    def build(self, input_shape=None):
        if self.built:
            return
        self._embeddings = self.add_weight(
            name='embeddings', shape=(self.input_dim, self.output_dim))

    @property
    def embeddings(self):
        return self._embeddings

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        return tuple(input_shape) + (self.output_dim,)


class Lambda(Layer):
    def __init__(self, function, output_shape=None, mask=None, arguments=None, **kwargs):
        Layer.__init__(self, **kwargs)
        place(self, function=function, arguments=arguments or {}, _output_shape=output_shape)

    def call(self, inputs, *args, **kwargs):
        return self.function(inputs, **self.arguments)


class Identity(Built):
    def _output_dtype(self, inputs):
        return _first_dtype(inputs, self.compute_dtype)


class Masking(Built):
    def __init__(self, mask_value=0.0, **kwargs):
        Built.__init__(self, **kwargs)


class Activation(Built):
    def __init__(self, activation, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, activation=activation)


class ReLU(Built):
    def __init__(self, max_value=None, negative_slope=0.0, threshold=0.0, **kwargs):
        Built.__init__(self, **kwargs)


class LeakyReLU(Built):
    def __init__(self, negative_slope=0.3, **kwargs):
        kwargs.pop('alpha', None)
        Built.__init__(self, **kwargs)


class ELU(Built):
    def __init__(self, alpha=1.0, **kwargs):
        Built.__init__(self, **kwargs)


class Softmax(Built):
    def __init__(self, axis=-1, **kwargs):
        Built.__init__(self, **kwargs)


class PReLU(Built):
    def __init__(self, alpha_initializer='Zeros', alpha_regularizer=None, alpha_constraint=None,
                 shared_axes=None, **kwargs):
        Built.__init__(self, **kwargs)
        if known(shared_axes) and isinstance(shared_axes, int):
            shared_axes = [shared_axes]
        place(self, shared_axes=shared_axes)

    def build(self, input_shape):
        shape = list(input_shape[1:]) if known(input_shape) else hidden_shape()
        for axis in self.shared_axes or ():
            shape[axis - 1] = 1
        self.alpha = self.add_weight(name='alpha', shape=shape)


class ActivityRegularization(Built):
    def __init__(self, l1=0.0, l2=0.0, **kwargs):
        Built.__init__(self, **kwargs)


def _first_dtype(inputs, default):
    for leaf in _tree.flatten(inputs):
        if _tree.is_tensor(leaf):
            return leaf.dtype if isinstance(leaf.dtype, str) else _dtypes.name_of(leaf.dtype)
    return default


def unmodelled(name):
    """A layer of Keras that is not modelled: it may make variables."""
    def make(*args, **kwargs):
        _graph.open_up('keras.layers.%s is not modelled' % name)
        return unknown('keras.layers.%s' % name)
    return make
