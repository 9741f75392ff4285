# tf.compat.v1.estimator. In tensorflow_estimator: _api/v1/estimator.

from tensorflow.estimator import *
from tensorflow.estimator import __getattr__
