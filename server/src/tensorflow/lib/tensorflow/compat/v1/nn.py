# tf.compat.v1.nn. In TensorFlow: _api/v2/compat/v1/nn.

from tensorflow.nn import *
from tensorflow.nn import __getattr__
