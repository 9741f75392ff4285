# tf.contrib.rnn. In TensorFlow 1: contrib/rnn.

from tensorflow._rnn import (
    BasicLSTMCell, BasicRNNCell, DeviceWrapper, DropoutWrapper, GRUCell, LSTMCell,
    LSTMStateTuple, MultiRNNCell, RNNCell, ResidualWrapper, static_bidirectional_rnn, static_rnn)
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf.contrib.rnn', name)
