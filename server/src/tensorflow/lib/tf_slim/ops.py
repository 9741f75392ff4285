# tf_slim.ops. In tf_slim: ops/__init__.py.

from tensorflow._slim import *
from tensorflow._unmodelled import attribute


def __getattr__(name):
    return attribute('tf_slim.ops', name)
