# Recurrent layers and their cells. In Keras: layers/rnn.

from _ckptmap import known

from tensorflow._structures import ListWrapper

from keras._layer import Layer, put
from keras._variable import SeedGenerator
from keras.layers._base import Built, hidden_shape, place, size_at
from keras.layers._convolution import length
from keras.layers._base import pair

_CELL_OPTIONS = (
    'activation', 'recurrent_activation', 'kernel_initializer', 'recurrent_initializer',
    'bias_initializer', 'unit_forget_bias', 'kernel_regularizer', 'recurrent_regularizer',
    'bias_regularizer', 'kernel_constraint', 'recurrent_constraint', 'bias_constraint',
    'dropout', 'recurrent_dropout', 'seed')


class _Cell(Built):
    """A cell of one step; `_gates` is the number of its parts."""

    _gates = 1
    _states = 1

    def __init__(self, units, activation='tanh', use_bias=True, **kwargs):
        seed = kwargs.get('seed')
        for name in _CELL_OPTIONS:
            kwargs.pop(name, None)
        reset_after = kwargs.pop('reset_after', True)
        Built.__init__(self, **kwargs)
        if known(units) and units <= 0:
            raise ValueError('Received an invalid value for argument `units`, expected a positive '
                             'integer, got %s.' % (units,))
        place(self, units=units, use_bias=use_bias, reset_after=reset_after,
              state_size=units if self._states == 1 else [units] * self._states,
              output_size=units)
        self.seed_generator = SeedGenerator(seed=seed)

    def build(self, input_shape):
        size = self._gates * self.units
        self.kernel = self.add_weight(shape=(size_at(input_shape, -1), size), name='kernel')
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, size), name='recurrent_kernel')
        if self.use_bias:
            self.bias = self.add_weight(shape=self._bias_shape(size), name='bias')
        else:
            self.bias = None

    def _bias_shape(self, size):
        return (size,)

    def call(self, inputs, states=None, training=False):
        return Built.call(self, inputs), states

    def compute_output_shape(self, input_shape):
        return (size_at(input_shape, 0), self.units)


class SimpleRNNCell(_Cell):
    pass


class LSTMCell(_Cell):
    _gates = 4
    _states = 2


class GRUCell(_Cell):
    _gates = 3

    def _bias_shape(self, size):
        return (2, size) if self.reset_after else (size,)


class StackedRNNCells(Layer):
    def __init__(self, cells, **kwargs):
        Layer.__init__(self, **kwargs)
        self.cells = cells
        put(self, 'units', self.cells[-1].units)
        put(self, 'state_size', [cell.state_size for cell in self.cells])

    def build(self, input_shape):
        for cell in self.cells:
            if not cell.built:
                with cell._open_name_scope():
                    cell.build(input_shape)
            input_shape = (size_at(input_shape, 0), cell.units)

    def call(self, inputs, states=None, training=False):
        for cell in self.cells:
            inputs = Built.call(cell, inputs)
        return inputs, states


class RNN(Built):
    def __init__(self, cell, return_sequences=False, return_state=False, go_backwards=False,
                 stateful=False, unroll=False, zero_output_for_mask=False, **kwargs):
        Built.__init__(self, **kwargs)
        if isinstance(cell, (list, tuple)):
            cell = StackedRNNCells(cell)
        self.cell = cell
        place(self, return_sequences=return_sequences, return_state=return_state,
              stateful=stateful, go_backwards=go_backwards)

    @property
    def units(self):
        return self.cell.units

    def build(self, sequences_shape, initial_state_shape=None):
        shape = sequences_shape
        if known(shape) and shape and isinstance(shape[0], (list, tuple)):
            shape = shape[0]
        step = (shape[0],) + tuple(shape[2:]) if known(shape) else shape
        if not self.cell.built:
            self.cell.build(step)
        if self.stateful:
            self._make_states(shape)

    def _make_states(self, shape):
        from keras._variable import Variable
        sizes = self.cell.state_size
        sizes = sizes if isinstance(sizes, (list, tuple)) else [sizes]
        states = [Variable('zeros', shape=(shape[0], size), trainable=False) for size in sizes]
        # Made where nothing is tracked, so that the list is an edge.
        wrapped = ListWrapper(states)
        self._track_trackable(wrapped, 'states', overwrite=True)
        put(self, 'states', wrapped)

    def call(self, sequences, initial_state=None, mask=None, training=False):
        return Built.call(self, sequences)

    def reset_state(self):
        return None

    reset_states = reset_state

    def compute_output_shape(self, sequences_shape, initial_state_shape=None):
        shape = sequences_shape
        if not known(shape):
            return hidden_shape() if not self.return_state else [hidden_shape()] * 2
        if shape and isinstance(shape[0], (list, tuple)):
            shape = shape[0]
        output = (shape[0], self.units)
        if self.return_sequences:
            output = (shape[0], shape[1], self.units)
        if not self.return_state:
            return output
        sizes = self.cell.state_size
        sizes = sizes if isinstance(sizes, (list, tuple)) else [sizes]
        return [output] + [(shape[0], size) for size in sizes]


_RNN_OPTIONS = ('return_sequences', 'return_state', 'go_backwards', 'stateful', 'unroll',
                'zero_output_for_mask')
_LAYER_OPTIONS = ('name', 'trainable', 'dtype', 'activity_regularizer', 'input_shape')


class _Recurrent(RNN):
    """A recurrent layer with a cell of its own."""

    _cell = SimpleRNNCell
    _cell_name = 'simple_rnn_cell'

    def __init__(self, units, activation='tanh', *args, **kwargs):
        own = {}
        rest = {}
        options = dict(kwargs)
        for name in ('use_cudnn', 'implementation', 'time_major'):
            options.pop(name, None)
        for name in options:
            if name in _RNN_OPTIONS or name in _LAYER_OPTIONS:
                own[name] = options[name]
            else:
                rest[name] = options[name]
        cell = self._cell(units, name=self._cell_name, dtype=kwargs.get('dtype'),
                          trainable=kwargs.get('trainable', True), **rest)
        RNN.__init__(self, cell, **own)
        put(self, '_made_with', (units, activation, kwargs))

    def _copy(self, name):
        units, activation, kwargs = self._made_with
        kwargs = dict(kwargs)
        kwargs['name'] = name
        return type(self)(units, activation, **kwargs)


class SimpleRNN(_Recurrent):
    pass


class LSTM(_Recurrent):
    _cell = LSTMCell
    _cell_name = 'lstm_cell'


class GRU(_Recurrent):
    _cell = GRUCell
    _cell_name = 'gru_cell'


class Bidirectional(Built):
    def __init__(self, layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, merge_mode=merge_mode, return_sequences=layer.return_sequences,
              return_state=layer.return_state)
        forward = _named_copy(layer, 'forward_' + layer.name)
        if backward_layer is None:
            backward = _named_copy(layer, 'backward_' + layer.name)
        else:
            backward = backward_layer
        self.forward_layer = forward
        self.backward_layer = backward

    def build(self, sequences_shape, initial_state_shape=None):
        if not self.forward_layer.built:
            self.forward_layer.build(sequences_shape)
        if not self.backward_layer.built:
            self.backward_layer.build(sequences_shape)

    def call(self, sequences, initial_state=None, mask=None, training=None):
        return Built.call(self, sequences)

    def compute_output_shape(self, sequences_shape, initial_state_shape=None):
        shape = self.forward_layer.compute_output_shape(sequences_shape)
        states = []
        if self.return_state:
            states = shape[1:]
            shape = shape[0]
        if not known(shape):
            output = shape
        elif self.merge_mode == 'concat':
            output = tuple(shape[:-1]) + (shape[-1] * 2,)
        elif self.merge_mode is None:
            output = [shape, shape]
        else:
            output = shape
        if self.return_state:
            return [output] + list(states) + list(states)
        return output


def _named_copy(layer, name):
    if hasattr(layer, '_copy'):
        return layer._copy(name)
    return type(layer)(layer.cell, return_sequences=layer.return_sequences,
                       return_state=layer.return_state, name=name)


class ConvLSTMCell(Built):
    def __init__(self, rank, filters, kernel_size, strides=1, padding='valid', use_bias=True,
                 **kwargs):
        for name in _CELL_OPTIONS + ('data_format', 'dilation_rate'):
            kwargs.pop(name, None)
        Built.__init__(self, **kwargs)
        place(self, rank=rank, filters=filters, kernel_size=pair(kernel_size, rank),
              strides=pair(strides, rank), padding=padding, use_bias=use_bias)
        self.seed_generator = SeedGenerator()

    def build(self, input_shape):
        self.kernel = self.add_weight(
            shape=self.kernel_size + (size_at(input_shape, -1), self.filters * 4), name='kernel')
        self.recurrent_kernel = self.add_weight(
            shape=self.kernel_size + (self.filters, self.filters * 4), name='recurrent_kernel')
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.filters * 4,), name='bias')
        else:
            self.bias = None


class _ConvLSTM(Built):
    _rank = 2

    def __init__(self, filters, kernel_size, strides=1, padding='valid', return_sequences=False,
                 return_state=False, name=None, **kwargs):
        Built.__init__(self, name=name)
        self.cell = ConvLSTMCell(self._rank, filters, kernel_size, strides=strides,
                                 padding=padding, use_bias=kwargs.get('use_bias', True),
                                 name='conv_lstm_cell')
        place(self, return_sequences=return_sequences)

    def build(self, sequences_shape, initial_state_shape=None):
        shape = sequences_shape
        self.cell.build((shape[0],) + tuple(shape[2:]) if known(shape) else shape)

    def compute_output_shape(self, sequences_shape, initial_state_shape=None):
        shape = sequences_shape
        if not known(shape):
            return shape
        cell = self.cell
        sizes = tuple([length(size, kernel, stride, cell.padding, 1) for size, kernel, stride
                       in zip(shape[2:-1], cell.kernel_size, cell.strides)])
        time = (shape[1],) if self.return_sequences else ()
        return (shape[0],) + time + sizes + (cell.filters,)


class ConvLSTM1D(_ConvLSTM):
    _rank = 1


class ConvLSTM2D(_ConvLSTM):
    _rank = 2


class ConvLSTM3D(_ConvLSTM):
    _rank = 3
