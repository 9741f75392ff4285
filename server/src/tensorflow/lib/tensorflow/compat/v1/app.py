# tf.compat.v1.app. In TensorFlow: python/platform/app.py.

from tensorflow import _flags as flags
from tensorflow._app import run
