# Initializers under TensorFlow 1's names at the top of the namespace.
# In TensorFlow: python/ops/init_ops.py, exported as tf.compat.v1.

from tensorflow._initializers import (
    constant_initializer, glorot_normal_initializer, glorot_uniform_initializer,
    ones_initializer, orthogonal_initializer, random_normal_initializer,
    random_uniform_initializer, truncated_normal_initializer, uniform_unit_scaling_initializer,
    variance_scaling_initializer, zeros_initializer)
