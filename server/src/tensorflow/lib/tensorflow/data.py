# tf.data. In TensorFlow: python/data.

from tensorflow import _dataset_experimental as experimental
from tensorflow._dataset import (
    AUTOTUNE, INFINITE_CARDINALITY, UNKNOWN_CARDINALITY, Dataset, FixedLengthRecordDataset,
    Iterator, TFRecordDataset, TextLineDataset, make_initializable_iterator,
    make_one_shot_iterator)
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf.data', name)
