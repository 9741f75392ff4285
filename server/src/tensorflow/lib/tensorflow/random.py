# tf.random. In TensorFlow: python/ops/random_ops.py.

from tensorflow._arrays import random as _random
from tensorflow._graph import set_random_seed
from tensorflow._math import elementwise as _elementwise
from tensorflow._unmodelled import attribute

normal = _random('random_normal')
uniform = _random('random_uniform')
truncated_normal = _random('truncated_normal')
gamma = _random('random_gamma')
stateless_normal = _random('stateless_random_normal')
stateless_uniform = _random('stateless_random_uniform')
set_seed = set_random_seed
shuffle = _elementwise('RandomShuffle')


def __getattr__(name):
    return attribute('tf.random', name)
