# tf.data.experimental and tf.contrib.data: changes of whole datasets.
# In TensorFlow: python/data/experimental.

from tensorflow._dataset import AUTOTUNE, map_and_batch, parallel_interleave, transformation
from tensorflow._unmodelled import attribute

ignore_errors = prefetch_to_device = shuffle_and_repeat = transformation
sloppy_interleave = parallel_interleave


def batch_and_drop_remainder(batch_size):
    return lambda dataset: dataset.batch(batch_size, True)


def __getattr__(name):
    return attribute('tf.data.experimental', name)
