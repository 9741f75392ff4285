# tf.io. In TensorFlow: python/lib/io, python/ops/{io,parsing}_ops.py.

from tensorflow import _gfile as gfile
from tensorflow._parsing import (
    FixedLenFeature, FixedLenSequenceFeature, VarLenFeature, parse_example, parse_single_example)
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf.io', name)
