# The symbols that both namespaces of TensorFlow have at their top.
# In TensorFlow: python/…, exported as tf and tf.compat.v1.

from tensorflow import _errors as errors
from tensorflow import _errors as errors
from tensorflow._arrays import (
    cast, concat, expand_dims, fill, filled, filled_like, gather, identity, matmul, one_hot, rank,
    reshape, saturate_cast, shape_tensor, size, squeeze, stack, transpose, unstack)
from tensorflow._control_flow import (
    assertion, case, cond, custom_gradient, foldl, map_fn, scan, tuple_of, while_loop)
from tensorflow._dtypes import (
    DType, as_dtype, bfloat16, bool, complex128, complex64, double, float16, float32, float64,
    half, int16, int32, int64, int8, qint16, qint32, qint8, quint16, quint8, resource, string,
    uint16, uint32, uint64, uint8, variant)
from tensorflow._elementwise import (
    abs, acos, acosh, add, asin, atan, atan2, clip_by_norm, clip_by_value, cos, cosh, cumsum,
    divide, equal, exp, floor, greater, greater_equal, less, less_equal, logical_and, logical_not,
    logical_or, maximum, minimum, multiply, negative, norm, not_equal, pow, realdiv, reduce_all,
    reduce_any, reduce_logsumexp, reduce_max, reduce_mean, reduce_min, reduce_prod, reduce_sum,
    round, scalar_mul, sigmoid, sign, sin, sinh, sqrt, square, subtract, tan, tanh, truediv)
from tensorflow._graph import (
    Graph, Operation, control_dependencies, device, executing_eagerly, group, init_scope,
    name_scope, no_op)
from tensorflow._math import (
    add_n, argmax, clip_by_global_norm, gradients, range_tensor, stop_gradient)
from tensorflow._shapes import TensorShape
from tensorflow._slicing import (
    boolean_mask, broadcast_to, einsum, gather_nd, pad, reverse, sequence_mask, slice_tensor,
    split, tensordot, tile, where)
from tensorflow._tensors import IndexedSlices, SparseTensor, Tensor, constant, convert, is_tensor
from tensorflow._variables import VariableAggregation, VariableSynchronization

newaxis = None
Assert = assertion
argmin = argmax
assert_equal = assertion
assert_greater = assertion
assert_less = assertion
assert_rank = assertion
convert_to_tensor = convert
ones = filled('ones')
ones_like = filled_like('ones_like')
range = range_tensor
shape = shape_tensor
slice = slice_tensor
tuple = tuple_of
zeros = filled('zeros')
zeros_like = filled_like('zeros_like')
