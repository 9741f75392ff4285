# tf.nn: convolutions, pooling, activations, normalization, losses over logits.
# In TensorFlow: python/ops/{nn_ops,nn_impl,nn}.py, core/framework/common_shape_fns.cc.

from _ckptmap import known, unknown

from tensorflow import _arrays, _dtypes, _graph, _math, _operand_checks, _shapes, _tensors
from tensorflow._shapes import TensorShape
from tensorflow._tensors import as_operand, make


def window_size(size, window, stride, padding, dilation=1):
    """The length of a dimension after windows were laid over it."""
    if not known(size) or not known(window) or not known(stride) or not known(padding):
        return unknown('a dimension', 'int')
    if size is None or window is None:
        return None
    if padding.upper() == 'SAME':
        return -(-size // stride)
    reach = (window - 1) * dilation + 1
    result = (size - reach) // stride + 1
    if result < 0 or size < reach:
        raise ValueError('Negative dimension size caused by subtracting %d from %d%s' % (
            reach, size, unknown('the operation of an error', 'str')))
    return result


def spatial_axes(rank, data_format):
    """(the axes of space, the axis of channels) of a tensor of that rank."""
    if known(data_format) and data_format is not None and data_format[1:2] == 'C':
        return list(range(2, rank)), 1
    return list(range(1, rank - 1)), rank - 1


def _per_axis(value, count):
    """A stride, dilation or window for each axis of space."""
    if value is None:
        return [1] * count
    if not known(value) or isinstance(value, int):
        return [value] * count
    value = list(value)
    if len(value) == count + 2:
        return value[1:-1] if known(value[0]) else value[1:-1]
    return value * count if len(value) == 1 else value


def _strides(value, rank, axes):
    if value is None or not known(value):
        return [1 if value is None else value] * len(axes)
    if isinstance(value, (list, tuple)) and len(value) == rank:
        return [value[axis] for axis in axes]
    return _per_axis(value, len(axes))


def convolved(shape, kernel, strides, padding, data_format=None, dilations=None, channels=None,
              rank=4):
    """The shape after a convolution with a kernel of shape [...space, in, out]."""
    dims = shape._dims
    if not known(dims) or not known(kernel) or kernel is None:
        return _math._unknown_like(shape)
    if dims is None:
        return _shapes.unknown_shape(rank)
    axes, channel = spatial_axes(len(dims), data_format)
    steps = _strides(strides, len(dims), axes)
    spread = _strides(dilations, len(dims), axes)
    result = list(dims)
    for index, axis in enumerate(axes):
        if known(padding) and isinstance(padding, (list, tuple)):
            result[axis] = unknown('a dimension', 'int')
        else:
            result[axis] = window_size(dims[axis], kernel[index], steps[index], padding,
                                       spread[index])
    result[channel] = kernel[-1] if channels is None else channels
    return TensorShape(result)


def convolution(type, rank=4):
    """tf.nn.conv1d, conv2d, conv3d, convolution."""

    def operation(input=None, filter=None, strides=None, padding='VALID', use_cudnn_on_gpu=True,
                  data_format=None, dilations=None, name=None, filters=None, stride=None,
                  value=None, dilation_rate=None):
        operand = as_operand(value if input is None else input)
        kernel = as_operand(filters if filter is None else filter)
        _operand_checks.convolves(type, operand, kernel, rank, data_format)
        shape = convolved(operand.shape, kernel.shape._dims, stride if strides is None else strides,
                          padding, data_format, dilations or dilation_rate, rank=rank)
        return make(type, name, (operand, kernel), shape)

    return operation


def depthwise_conv2d(input, filter, strides, padding, rate=None, name=None, data_format=None,
                     dilations=None):
    operand = as_operand(input)
    weights = as_operand(filter)
    kernel = weights.shape._dims
    channels = None
    if known(kernel) and kernel is not None:
        channels = _arrays_product(kernel[-2], kernel[-1])
    shape = convolved(operand.shape, kernel, strides, padding, data_format, rate or dilations,
                      channels)
    return make('depthwise', name, (operand, weights), shape)


def _arrays_product(a, b):
    if known(a) and a is None or known(b) and b is None:
        return None
    return a * b


def separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, rate=None,
                     name=None, data_format=None, dilations=None):
    operand = as_operand(input)
    depthwise = as_operand(depthwise_filter)
    pointwise = as_operand(pointwise_filter)
    kernel = depthwise.shape._dims
    point = pointwise.shape._dims
    channels = point[-1] if known(point) and point is not None else unknown('a dimension', 'int')
    shape = convolved(operand.shape, kernel, strides, padding, data_format, rate, channels)
    return make('separable_conv2d', name, (operand, depthwise, pointwise), shape)


def conv_transpose(type):
    """tf.nn.conv2d_transpose: the caller says the shape."""

    def operation(value=None, filter=None, output_shape=None, strides=None, padding='SAME',
                  data_format=None, name=None, input=None, filters=None, dilations=None):
        operand = as_operand(input if value is None else value)
        kernel = as_operand(filters if filter is None else filter)
        return make(type, name, (operand, kernel), _tensors.as_shape_argument(output_shape))

    return operation


def pooling(type):
    """tf.nn.max_pool and avg_pool, of all ranks."""

    def operation(value=None, ksize=None, strides=None, padding='VALID', data_format=None,
                  name=None, input=None):
        operand = as_operand(input if value is None else value)
        return make(type, name, operand,
                    pooled(operand.shape, ksize, strides, padding, data_format))

    return operation


def pooled(shape, window, strides, padding, data_format=None):
    dims = shape._dims
    if not known(dims) or dims is None:
        return _math._unknown_like(shape)
    axes, channel = spatial_axes(len(dims), data_format)
    sizes = _strides(window, len(dims), axes)
    steps = _strides(window if strides is None else strides, len(dims), axes)
    result = list(dims)
    for index, axis in enumerate(axes):
        result[axis] = window_size(dims[axis], sizes[index], steps[index], padding)
    return TensorShape(result)


def bias_add(value, bias, data_format=None, name=None):
    _operand_checks.same_types('BiasAdd', [value, bias])
    operand = as_operand(value)
    added = as_operand(bias)
    if data_format is None or known(data_format) and data_format[:2] != 'NC':
        _operand_checks.same_dimension(_last(operand.shape), _last(added.shape))
    return make('BiasAdd', name, (operand, added), operand.shape)


def _last(shape):
    dims = shape._dims
    return dims[-1] if known(dims) and dims else None


def softmax(logits=None, axis=None, name=None, dim=None, _target=None):
    return _math.unary('Softmax', logits, name)


def dropout(x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None):
    with _graph.name_scope(name, 'dropout'):
        return _math.unary('Mul', x)


def l2_loss(t, name=None):
    operand = as_operand(t)
    if known(operand.dtype) and operand.dtype.name not in (
            'float16', 'bfloat16', 'float32', 'float64'):
        raise TypeError(
            "Value passed to parameter 't' has DataType %s not in list of allowed values: "
            'float16, bfloat16, float32, float64' % operand.dtype.name)
    return make('L2Loss', name, operand, TensorShape([]))


def l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None):
    return _math.unary('l2_normalize', x, name)


def moments(x, axes, shift=None, name=None, keep_dims=None, keepdims=None):
    operand = as_operand(x)
    shape = _math.reduced(operand.shape, axes, keepdims or keep_dims)
    with _graph.name_scope(name, 'moments'):
        dtype = operand
        return make('mean', None, dtype, shape), make('variance', None, dtype, shape)


def batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name=None):
    operand = as_operand(x)
    others = [as_operand(item) for item in (mean, variance, offset, scale) if item is not None]
    return make('batchnorm', name, (operand,) + tuple(others), operand.shape)


def fused_batch_norm(x, scale, offset, mean=None, variance=None, epsilon=0.001,
                     data_format='NHWC', is_training=True, name=None,
                     exponential_avg_factor=1.0):
    stats = as_operand(scale)
    operand = as_operand(x)
    return (make('FusedBatchNorm', name, (operand, stats, as_operand(offset)), operand.shape),
            make('mean', None, operand, stats.shape, dtype=stats.dtype),
            make('variance', None, operand, stats.shape, dtype=stats.dtype))


def sparse_cross_entropy(_sentinel=None, labels=None, logits=None, name=None):
    operand = as_operand(labels if labels is not None else logits)
    return make('SparseSoftmaxCrossEntropyWithLogits', name, as_operand(logits), operand.shape)


def cross_entropy(_sentinel=None, labels=None, logits=None, dim=-1, name=None, axis=None):
    operand = as_operand(logits)
    return make('softmax_cross_entropy_with_logits', name, (operand, as_operand(labels)),
                _math.reduced(operand.shape, -1, False))


def sigmoid_cross_entropy(_sentinel=None, labels=None, logits=None, name=None):
    operand = as_operand(logits)
    return make('logistic_loss', name, (operand, as_operand(labels)), operand.shape)


def xw_plus_b(x, weights, biases, name=None):
    return bias_add(_arrays.matmul(x, weights), biases, name=name or 'xw_plus_b')


def resize(images, size, *args, **kwargs):
    """tf.image.resize and its kin."""
    operand = as_operand(images)
    dims = operand.shape._dims
    wanted = _tensors.as_shape_argument(size)._dims
    if not known(dims) or dims is None or not known(wanted) or wanted is None:
        return make('resize', None, operand, _math._unknown_like(operand.shape))
    if len(dims) == 4:
        result = [dims[0]] + wanted + [dims[3]]
    else:
        result = wanted + dims[2:]
    return make('resize', None, operand, TensorShape(result), dtype=_dtypes.float32)


def in_top_k(predictions, targets, k, name=None):
    return make('InTopK', name, _dtypes.bool, as_operand(targets).shape)


def zero_fraction(value, name=None):
    return make('zero_fraction', name, _dtypes.float32, TensorShape([]))
