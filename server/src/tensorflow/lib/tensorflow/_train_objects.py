# Saving by objects, as tf.train names it. In TensorFlow: python/checkpoint.

from tensorflow._checkpoint import Checkpoint, CheckpointOptions
from tensorflow._checkpoint_manager import CheckpointManager
