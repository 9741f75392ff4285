# tf.math. In TensorFlow: python/ops/math_ops.py.

from tensorflow._elementwise import *
from tensorflow._math import add_n, argmax
from tensorflow._nn import in_top_k, l2_normalize, zero_fraction
from tensorflow._slicing import top_k
from tensorflow._unmodelled import attribute

accumulate_n = add_n
argmin = argmax


def __getattr__(name):
    return attribute('tf.math', name)
