# tf.train of TensorFlow 2, and behind it TensorFlow 1's.
# In TensorFlow: python/training/training.py.

from tensorflow._averages import ExponentialMovingAverage
from tensorflow._readers import (
    checkpoints_iterator, get_checkpoint_state, latest_checkpoint, list_variables,
    load_checkpoint, load_variable)
from tensorflow._session import Coordinator
from tensorflow._unmodelled import attribute


def __getattr__(name):
    if name in ('Checkpoint', 'CheckpointManager', 'CheckpointOptions'):
        from tensorflow import _train_objects
        return getattr(_train_objects, name)
    if name == 'init_from_checkpoint':
        from tensorflow import _init_from_checkpoint, _toggles
        _toggles.be_tensorflow_1()
        return _init_from_checkpoint.init_from_checkpoint_1
    import tensorflow.compat.v1.train as train_1
    if name in train_1.__dict__:
        from tensorflow import _toggles
        _toggles.be_tensorflow_1()
        return train_1.__dict__[name]
    return attribute('tf.train', name)
