# Recurrent cells and the functions that run them over time, for tf.nn and tf.contrib.rnn.
# In tf_keras: layers/rnn/legacy_cells.py; in TensorFlow: python/ops/rnn.py.

import collections

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _arrays, _graph, _initializers, _layers, _math, _shapes, _tensors
from tensorflow import _toggles, _variable_scope
from tensorflow._shapes import TensorShape

LSTMStateTuple = collections.namedtuple('LSTMStateTuple', ['c', 'h'])


class RNNCell(_layers.Layer):
    """The base of cells; one that the user derives has `call(inputs, state)`."""

    def __call__(self, inputs, state, scope=None):
        if scope is not None:
            with _variable_scope.variable_scope(scope, custom_getter=None) as entered:
                return super().__call__(inputs, state, scope=entered)
        return super().__call__(inputs, state)

    def _build_for(self, inputs):
        operand = _tensors.as_operand(inputs)
        if self._dtype is None:
            self._dtype = operand.dtype
        self.build(operand.shape)
        self.built = True

    def check_input(self, shape):
        return None

    def zero_state(self, batch_size, dtype):
        with _graph.name_scope(type(self).__name__ + 'ZeroState'):
            return _zeros(self.state_size, batch_size, dtype)

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        if inputs is not None:
            operand = _tensors.as_operand(inputs)
            dims = operand.shape._dims
            batch_size = dims[0] if known(dims) and dims else unknown('a batch', 'int')
            dtype = operand.dtype
        return self.zero_state(batch_size, dtype)


def _zeros(size, batch_size, dtype):
    if known(size) and isinstance(size, (list, tuple)) and not isinstance(size, TensorShape):
        parts = [_zeros(item, batch_size, dtype) for item in size]
        return type(size)(*parts) if hasattr(size, '_fields') else tuple(parts)
    batch = _tensors.static_value(batch_size)
    return _tensors.make('zeros', None, dtype, TensorShape([batch, size]))


def _depth(shape, cell):
    dims = _shapes.as_shape(shape)._dims
    if not known(dims) or dims is None:
        return unknown('the depth of an input', 'int')
    if known(dims[-1]) and dims[-1] is None:
        raise ValueError('Expected inputs.shape[-1] to be known, saw shape: %s' % (shape,))
    return dims[-1]


def _stepped(cell, inputs, size):
    """An output of a cell: [batch, size], that depends on the inputs and all weights."""
    operand = _tensors.as_operand(inputs)
    dims = operand.shape._dims
    batch = dims[0] if known(dims) and dims else unknown('a batch', 'int')
    sources = [operand] + [_tensors.as_operand(weight) for weight, _ in cell._weights]
    return _tensors.make('cell', None, tuple(sources), TensorShape([batch, size]))


class BasicRNNCell(RNNCell):
    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None, **kwargs):
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, input_shape):
        depth = _depth(input_shape, self)
        self.add_weight('kernel', [depth + self._num_units, self._num_units])
        self.add_weight('bias', [self._num_units],
                        initializer=_initializers.zeros_initializer())

    def call(self, inputs, state):
        output = _stepped(self, inputs, self._num_units)
        return output, output


class GRUCell(BasicRNNCell):
    _snake_name = 'gru_cell'

    def __init__(self, num_units, activation=None, reuse=None, kernel_initializer=None,
                 bias_initializer=None, name=None, dtype=None, **kwargs):
        super().__init__(num_units, activation, reuse, name, dtype, **kwargs)
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    def build(self, input_shape):
        depth = _depth(input_shape, self) + self._num_units
        ones = _initializers.constant_initializer(1.0)
        zeros = _initializers.zeros_initializer()
        self.add_weight('gates/kernel', [depth, 2 * self._num_units],
                        initializer=self._kernel_initializer)
        self.add_weight('gates/bias', [2 * self._num_units],
                        initializer=self._bias_initializer or ones)
        self.add_weight('candidate/kernel', [depth, self._num_units],
                        initializer=self._kernel_initializer)
        self.add_weight('candidate/bias', [self._num_units],
                        initializer=self._bias_initializer or zeros)


class BasicLSTMCell(RNNCell):
    _snake_name = 'basic_lstm_cell'

    def __init__(self, num_units, forget_bias=1.0, state_is_tuple=True, activation=None,
                 reuse=None, name=None, dtype=None, **kwargs):
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._state_is_tuple = state_is_tuple

    @property
    def state_size(self):
        if self._state_is_tuple:
            return LSTMStateTuple(self._num_units, self._num_units)
        return 2 * self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, input_shape):
        depth = _depth(input_shape, self)
        self.add_weight('kernel', [depth + self._num_units, 4 * self._num_units])
        self.add_weight('bias', [4 * self._num_units],
                        initializer=_initializers.zeros_initializer())

    def call(self, inputs, state):
        output = _stepped(self, inputs, self._num_units)
        if self._state_is_tuple:
            return output, LSTMStateTuple(output, output)
        return output, _arrays.concat([output, output], 1)


class LSTMCell(BasicLSTMCell):
    _snake_name = 'lstm_cell'

    def __init__(self, num_units, use_peepholes=False, cell_clip=None, initializer=None,
                 num_proj=None, proj_clip=None, num_unit_shards=None, num_proj_shards=None,
                 forget_bias=1.0, state_is_tuple=True, activation=None, reuse=None, name=None,
                 dtype=None, **kwargs):
        super().__init__(num_units, forget_bias, state_is_tuple, activation, reuse, name, dtype,
                         **kwargs)
        self._use_peepholes = use_peepholes
        self._initializer = initializer
        self._num_proj = num_proj

    @property
    def state_size(self):
        if self._state_is_tuple:
            return LSTMStateTuple(self._num_units, self._num_proj or self._num_units)
        return self._num_units + (self._num_proj or self._num_units)

    @property
    def output_size(self):
        return self._num_proj or self._num_units

    def build(self, input_shape):
        depth = _depth(input_shape, self)
        output = self._num_proj or self._num_units
        self.add_weight('kernel', [depth + output, 4 * self._num_units],
                        initializer=self._initializer)
        self.add_weight('bias', [4 * self._num_units],
                        initializer=_initializers.zeros_initializer())
        if self._use_peepholes:
            for name in ('w_f_diag', 'w_i_diag', 'w_o_diag'):
                self.add_weight(name, [self._num_units], initializer=self._initializer)
        if self._num_proj is not None:
            self.add_weight('projection/kernel', [self._num_units, self._num_proj],
                            initializer=self._initializer)

    def call(self, inputs, state):
        output = _stepped(self, inputs, self.output_size)
        memory = _stepped(self, inputs, self._num_units)
        if self._state_is_tuple:
            return output, LSTMStateTuple(memory, output)
        return output, _arrays.concat([memory, output], 1)


class _Wrapper(RNNCell):
    """A cell around another one, without weights of its own."""

    def __init__(self, cell, *args, **kwargs):
        super().__init__()
        self._cell = cell

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        return self._cell.zero_state(batch_size, dtype)

    def __call__(self, inputs, state, scope=None):
        return self._cell(inputs, state)


class DropoutWrapper(_Wrapper):
    pass


class ResidualWrapper(_Wrapper):
    pass


class DeviceWrapper(_Wrapper):
    pass


class MultiRNNCell(RNNCell):
    _snake_name = 'multi_rnn_cell'

    def __init__(self, cells, state_is_tuple=True):
        super().__init__()
        if known(cells) and not cells:
            raise ValueError('Must specify at least one cell for MultiRNNCell.')
        self._cells = cells

    @property
    def state_size(self):
        return tuple([cell.state_size for cell in self._cells])

    @property
    def output_size(self):
        return self._cells[-1].output_size

    def zero_state(self, batch_size, dtype):
        return tuple([cell.zero_state(batch_size, dtype) for cell in self._cells])

    def call(self, inputs, state):
        states = []
        current = inputs
        for index, cell in enumerate(self._cells):
            with _variable_scope.variable_scope('cell_%d' % index):
                current, new = cell(current, state[index])
                states.append(new)
        return current, tuple(states)


def _time_major(inputs, time_major):
    """(the inputs of one step, [batch, time] or [time, batch])."""
    operand = _tensors.as_operand(inputs)
    dims = operand.shape._dims
    if not known(dims) or dims is None:
        return _tensors.make('step', None, operand, _math._unknown_like(operand.shape)), None
    step = TensorShape([dims[1 if time_major else 0]] + dims[2:])
    return _tensors.make('step', None, operand, step), dims[:2]


def dynamic_rnn(cell, inputs, sequence_length=None, initial_state=None, dtype=None,
                parallel_iterations=None, swap_memory=False, time_major=False, scope=None):
    with _variable_scope.variable_scope(scope or 'rnn'):
        step, outer = _time_major(inputs, time_major)
        state = initial_state
        if state is None:
            if dtype is None:
                raise ValueError('If there is no initial_state, you must give a dtype.')
            state = cell.zero_state(step.shape[0], dtype)
        with _graph.function_body():
            output, state = cell(step, state)
        return _over_time(output, outer), state


def _over_time(output, outer):
    if not known(output) or isinstance(output, (list, tuple)):
        return unknown('the outputs of a network')
    dims = output.shape._dims
    if outer is None or not known(dims) or dims is None:
        shape = _shapes.hidden_shape()
    else:
        shape = TensorShape(outer + dims[1:])
    return _tensors.make('transpose', None, output, shape)


def bidirectional_dynamic_rnn(cell_fw, cell_bw, inputs, sequence_length=None,
                              initial_state_fw=None, initial_state_bw=None, dtype=None,
                              parallel_iterations=None, swap_memory=False, time_major=False,
                              scope=None):
    with _variable_scope.variable_scope(scope or 'bidirectional_rnn'):
        with _variable_scope.variable_scope('fw') as forward:
            first, first_state = dynamic_rnn(
                cell_fw, inputs, sequence_length, initial_state_fw, dtype,
                time_major=time_major, scope=forward)
        with _variable_scope.variable_scope('bw') as backward:
            second, second_state = dynamic_rnn(
                cell_bw, inputs, sequence_length, initial_state_bw, dtype,
                time_major=time_major, scope=backward)
    return (first, second), (first_state, second_state)


def static_rnn(cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
    with _variable_scope.variable_scope(scope or 'rnn') as entered:
        if not known(inputs):
            return unknown('the outputs of a network', 'list'), unknown('a state')
        state = initial_state
        if state is None:
            state = cell.zero_state(_tensors.as_operand(inputs[0]).shape[0], dtype)
        outputs = []
        for index, item in enumerate(inputs):
            if index > 0:
                entered.reuse_variables()
            output, state = cell(item, state)
            outputs.append(output)
        return outputs, state


def static_bidirectional_rnn(cell_fw, cell_bw, inputs, initial_state_fw=None,
                             initial_state_bw=None, dtype=None, sequence_length=None,
                             scope=None):
    with _variable_scope.variable_scope(scope or 'bidirectional_rnn'):
        with _variable_scope.variable_scope('fw') as forward:
            first, first_state = static_rnn(cell_fw, inputs, initial_state_fw, dtype,
                                            scope=forward)
        with _variable_scope.variable_scope('bw') as backward:
            second, second_state = static_rnn(cell_bw, inputs[::-1], initial_state_bw, dtype,
                                              scope=backward)
    outputs = [_arrays.concat([a, b], 1) for a, b in zip(first, second[::-1])]
    return outputs, first_state, second_state


def raw_rnn(cell, loop_fn, parallel_iterations=None, swap_memory=False, scope=None):
    _graph.open_up('the variables of a network that raw_rnn runs')
    return unknown('outputs'), unknown('a state'), unknown('a loop state')


_CELLS = {cell.__name__: cell for cell in (
    RNNCell, BasicRNNCell, BasicLSTMCell, LSTMCell, GRUCell, MultiRNNCell, DropoutWrapper,
    ResidualWrapper, DeviceWrapper, LSTMStateTuple)}


class _Cells:
    """The namespace tf.nn.rnn_cell, which TensorFlow 2 has with Keras 2 alone."""

    _exact_ = True

    def __getattr__(self, name):
        if name not in _CELLS:
            raise AttributeError("module 'tensorflow.nn.rnn_cell' has no attribute %r" % name)
        if not _ckptmap.legacy_keras() and not _toggles.is_tensorflow_1():
            raise AttributeError('`%s` is not available with Keras 3.' % name)
        return _CELLS[name]


rnn_cell = _Cells()
