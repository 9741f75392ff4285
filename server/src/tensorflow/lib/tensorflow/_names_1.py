# The symbols that only TensorFlow 1's namespace has at its top.
# In TensorFlow: python/…, exported as tf.compat.v1.

from tensorflow import _errors as errors
from tensorflow._arrays import placeholder, placeholder_with_default, random as _random, to_type
from tensorflow._control_flow import assertion, printing
from tensorflow._dtypes import bfloat16, complex128, complex64, float32, float64, int32, int64
from tensorflow._elementwise import (
    ceil, check_numerics, clip_by_average_norm, conj, count_nonzero, cumprod, digamma, div,
    div_no_nan, erf, erfc, expm1, floor_div, floordiv, floormod, is_finite, is_inf, is_nan,
    lgamma, log, log1p, log_sigmoid, logical_xor, mod, reciprocal, rint, rsqrt, squared_difference)
from tensorflow._math import elementwise as _elementwise
from tensorflow._get_variable import get_local_variable, get_variable
from tensorflow._graph import (
    GraphKeys, add_to_collection, add_to_collections, colocate_with, container,
    disable_eager_execution, enable_eager_execution, get_collection, get_collection_ref,
    get_default_graph, name_scope, reset_default_graph, set_random_seed)
from tensorflow._math import argmax, global_norm, py_func
from tensorflow._partitioned import (
    create_partitioned_variables, fixed_size_partitioner, min_max_variable_partitioner,
    variable_axis_size_partitioner)
from tensorflow._parsing import (
    FixedLenFeature, FixedLenSequenceFeature, VarLenFeature, parse_example, parse_single_example)
from tensorflow._session import InteractiveSession, Session, get_default_session
from tensorflow._shapes import (
    Dimension, dimension_at_index, dimension_value, disable_v2_tensorshape, enable_v2_tensorshape)
from tensorflow._templates import make_template
from tensorflow._toggles import (
    disable_control_flow_v2, disable_resource_variables, disable_tensor_equality,
    disable_v2_behavior, enable_control_flow_v2, enable_resource_variables,
    enable_tensor_equality, enable_v2_behavior, resource_variables_enabled)
from tensorflow._variable_scope import (
    AUTO_REUSE, VariableScope, get_variable_scope, no_regularizer, variable_op_scope,
    variable_scope)
from tensorflow._variable_lists import (
    all_variables, assert_variables_initialized, assign, assign_add, assign_sub, global_variables,
    global_variables_initializer, is_variable_initialized, local_variables,
    local_variables_initializer, model_variables, moving_average_variables,
    report_uninitialized_variables, trainable_variables, variables_initializer)

Print = printing
arg_max = argmax
assert_greater_equal = assertion
assert_less_equal = assertion
assert_non_negative = assertion
assert_positive = assertion
assert_rank_at_least = assertion
initialize_all_variables = global_variables_initializer
initialize_local_variables = local_variables_initializer
random_normal = _random('random_normal')
random_uniform = _random('random_uniform')
random_gamma = _random('random_gamma')
to_bfloat16 = to_type(bfloat16)
to_double = to_type(float64)
to_float = to_type(float32)
to_int32 = to_type(int32)
to_int64 = to_type(int64)
truncated_normal = _random('truncated_normal')
to_complex64 = to_type(complex64)
to_complex128 = to_type(complex128)
arg_min = argmax
cholesky = _elementwise('Cholesky')
matrix_inverse = _elementwise('MatrixInverse')
random_shuffle = _elementwise('RandomShuffle')
initialize_variables = variables_initializer
op_scope = name_scope
verify_tensor_all_finite = _elementwise('verify_tensor_all_finite')
OpError = errors.OpError
