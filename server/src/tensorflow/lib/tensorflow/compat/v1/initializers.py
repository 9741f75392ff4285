# tf.compat.v1.initializers. In TensorFlow: python/ops/init_ops.py.

from tensorflow import _graph
from tensorflow._initializers import (
    constant_initializer as constant, glorot_normal_initializer as glorot_normal,
    glorot_uniform_initializer as glorot_uniform, he_normal_initializer as he_normal,
    he_uniform_initializer as he_uniform, identity_initializer as identity,
    lecun_normal_initializer as lecun_normal, lecun_uniform_initializer as lecun_uniform,
    ones_initializer as ones, orthogonal_initializer as orthogonal,
    random_normal_initializer as random_normal, random_uniform_initializer as random_uniform,
    truncated_normal_initializer as truncated_normal,
    uniform_unit_scaling_initializer as uniform_unit_scaling,
    variance_scaling_initializer as variance_scaling, zeros_initializer as zeros)
from tensorflow._variable_lists import (
    global_variables_initializer as global_variables,
    local_variables_initializer as local_variables, variables_initializer as variables)


def tables_initializer(name='init_all_tables'):
    return _graph.no_op(name)
