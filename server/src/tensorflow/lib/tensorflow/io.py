# tf.io: files are not read. In TensorFlow: python/lib/io, python/ops/io_ops.py.

from tensorflow import _gfile as gfile
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf.io', name)
