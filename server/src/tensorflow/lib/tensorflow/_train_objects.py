# Saving by objects, as tf.train names it. In TensorFlow: python/checkpoint.

from tensorflow._checkpoint import Checkpoint, CheckpointOptions, CheckpointV1
from tensorflow._checkpoint_manager import CheckpointManager
