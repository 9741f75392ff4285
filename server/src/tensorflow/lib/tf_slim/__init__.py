# The package tf_slim. In tf_slim: __init__.py.

from tensorflow._slim import *
from tensorflow import _losses as losses, _metrics as metrics
from tensorflow._unmodelled import attribute


def __getattr__(name):
    if name == 'layers' or name == 'regularizers' or name == 'initializers':
        from tensorflow import _slim
        return _slim
    if name == 'utils':
        from tensorflow import _slim_utils
        return _slim_utils
    if name == 'learning':
        from tensorflow import _slim_learning
        return _slim_learning
    return attribute('tf_slim', name)
