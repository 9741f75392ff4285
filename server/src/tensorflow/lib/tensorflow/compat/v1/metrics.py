# tf.compat.v1.metrics. In TensorFlow: python/ops/metrics.py.

from tensorflow._metrics import *
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf.metrics', name)
