# tensorflow.python.pywrap_tensorflow, for its reader of checkpoints.

from tensorflow._python import attribute
from tensorflow._readers import NewCheckpointReader


def __getattr__(name):
    return attribute('tensorflow.python.pywrap_tensorflow', name)
