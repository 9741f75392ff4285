# tf.compat.v1.layers: dense, convolutions, pooling, normalization, as classes and functions.
# In tf_keras: legacy_tf_layers/{core,convolutional,pooling,normalization}.py.

from _ckptmap import known, unknown

from tensorflow import _arrays, _initializers, _math, _nn, _shapes, _slicing, _tensors
from tensorflow._layers import Layer, last_dimension
from tensorflow._shapes import TensorShape

_zeros = _initializers.zeros_initializer
_ones = _initializers.ones_initializer


def _tuple_of(value, rank):
    if not known(value) or isinstance(value, int):
        return (value,) * rank
    return tuple(value)


class Dense(Layer):
    def __init__(self, units, activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer=_zeros(), kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None,
                 trainable=True, name=None, **kwargs):
        super().__init__(trainable=trainable, name=name, **kwargs)
        self.units = units
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel = None
        self.bias = None

    def build(self, input_shape):
        size = last_dimension(
            input_shape, 'The last dimension of the inputs to a Dense layer should be defined. '
            'Found None. Full input shape received: %s' % (input_shape,))
        self.kernel = self.add_weight('kernel', [size, self.units],
                                      initializer=self.kernel_initializer,
                                      regularizer=self.kernel_regularizer, trainable=True)
        if self.use_bias:
            self.bias = self.add_weight('bias', [self.units], initializer=self.bias_initializer,
                                        regularizer=self.bias_regularizer, trainable=True)
        self.built = True

    def check_input(self, shape):
        self._check_axis(shape, -1, self.kernel.shape)

    def call(self, inputs):
        operand = _tensors.as_operand(inputs)
        dims = operand.shape._dims
        if known(dims) and dims is not None and len(dims) == 2 or not hasattr(
                self.kernel, '_handle'):
            outputs = _arrays.matmul(inputs, self.kernel)
        else:
            outputs = _slicing.tensordot(inputs, self.kernel, 1)
        if self.bias is not None:
            outputs = _nn.bias_add(outputs, self.bias)
        return outputs if self.activation is None else self.activation(outputs)


class _Conv(Layer):
    """Convolutions of one to three axes of space."""

    _rank = 2

    def __init__(self, filters, kernel_size, strides=1, padding='valid',
                 data_format='channels_last', dilation_rate=1, activation=None, use_bias=True,
                 kernel_initializer=None, bias_initializer=_zeros(), kernel_regularizer=None,
                 bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                 bias_constraint=None, trainable=True, name=None, **kwargs):
        super().__init__(trainable=trainable, name=name, **kwargs)
        self.filters = filters
        self.kernel_size = _tuple_of(kernel_size, self._rank)
        self.strides = _tuple_of(strides, self._rank)
        self.padding = padding
        self.data_format = data_format
        self.dilation_rate = _tuple_of(dilation_rate, self._rank)
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel = None
        self.bias = None

    def _channels(self, input_shape):
        return last_dimension(
            input_shape, 'The channel dimension of the inputs should be defined. The input_shape '
            'received is %s, where axis %d (0-based) is the channel dimension, which found to be '
            '`None`.' % (input_shape, 1 if self._is_first() else -1), 1 if self._is_first() else -1)

    def _is_first(self):
        return known(self.data_format) and self.data_format == 'channels_first'

    def _format(self):
        return 'NCHW' if self._is_first() else 'NHWC'

    def build(self, input_shape):
        shape = list(self.kernel_size) + [self._channels(input_shape), self.filters]
        self.kernel = self.add_weight('kernel', shape, initializer=self.kernel_initializer,
                                      regularizer=self.kernel_regularizer, trainable=True)
        self._add_bias()
        self.built = True

    def _add_bias(self):
        if self.use_bias:
            self.bias = self.add_weight('bias', [self.filters], initializer=self.bias_initializer,
                                        regularizer=self.bias_regularizer, trainable=True)

    def check_input(self, shape):
        if self.kernel is not None:
            self._check_axis(shape, 1 if self._is_first() else -1, self.kernel.shape)

    def call(self, inputs):
        operand = _tensors.as_operand(inputs)
        kernel = list(self.kernel_size) + [None, self.filters]
        shape = _nn.convolved(operand.shape, kernel, self.strides, self.padding, self._format(),
                              self.dilation_rate, rank=self._rank + 2)
        return self._finished(operand, shape)

    def _finished(self, operand, shape):
        sources = [operand] + [_tensors.as_operand(weight) for weight, _ in self._weights]
        outputs = _tensors.make('Conv', None, tuple(sources), shape)
        return outputs if self.activation is None else self.activation(outputs)


class Conv1D(_Conv):
    _rank = 1
    _snake_name = 'conv1d'


class Conv2D(_Conv):
    _snake_name = 'conv2d'


class Conv3D(_Conv):
    _rank = 3
    _snake_name = 'conv3d'


class SeparableConv2D(_Conv):
    _snake_name = 'separable_conv2d'

    def __init__(self, filters, kernel_size, strides=(1, 1), padding='valid',
                 data_format='channels_last', dilation_rate=(1, 1), depth_multiplier=1,
                 activation=None, use_bias=True, depthwise_initializer=None,
                 pointwise_initializer=None, bias_initializer=_zeros(),
                 depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None,
                 bias_constraint=None, trainable=True, name=None, **kwargs):
        super().__init__(filters, kernel_size, strides, padding, data_format, dilation_rate,
                         activation, use_bias, bias_initializer=bias_initializer,
                         bias_regularizer=bias_regularizer, trainable=trainable, name=name,
                         **kwargs)
        self.depth_multiplier = depth_multiplier
        self.initializers = (depthwise_initializer, pointwise_initializer)
        self.regularizers = (depthwise_regularizer, pointwise_regularizer)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.depthwise_kernel = self.add_weight(
            'depthwise_kernel', list(self.kernel_size) + [channels, self.depth_multiplier],
            initializer=self.initializers[0], regularizer=self.regularizers[0], trainable=True)
        self.pointwise_kernel = self.add_weight(
            'pointwise_kernel',
            [1] * self._rank + [self.depth_multiplier * channels, self.filters],
            initializer=self.initializers[1], regularizer=self.regularizers[1], trainable=True)
        self._add_bias()
        self.built = True


class SeparableConv1D(SeparableConv2D):
    _rank = 1
    _snake_name = 'separable_conv1d'


class Conv2DTranspose(_Conv):
    _snake_name = 'conv2d_transpose'

    def build(self, input_shape):
        shape = list(self.kernel_size) + [self.filters, self._channels(input_shape)]
        self.kernel = self.add_weight('kernel', shape, initializer=self.kernel_initializer,
                                      regularizer=self.kernel_regularizer, trainable=True)
        self._add_bias()
        self.built = True

    def call(self, inputs):
        operand = _tensors.as_operand(inputs)
        dims = operand.shape._dims
        if not known(dims) or dims is None:
            return self._finished(operand, _math._unknown_like(operand.shape))
        axes, channel = _nn.spatial_axes(len(dims), self._format())
        result = list(dims)
        for index, axis in enumerate(axes):
            result[axis] = _grown(dims[axis], self.kernel_size[index], self.strides[index],
                                  self.padding)
        result[channel] = self.filters
        return self._finished(operand, TensorShape(result))


def _grown(size, window, stride, padding):
    if not known(size) or not known(padding):
        return unknown('a dimension', 'int')
    if size is None:
        return None
    if padding.upper() == 'SAME':
        return size * stride
    return size * stride + max(window - stride, 0)


class Conv3DTranspose(Conv2DTranspose):
    _rank = 3
    _snake_name = 'conv3d_transpose'


class BatchNormalization(Layer):
    def __init__(self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True,
                 beta_initializer=_zeros(), gamma_initializer=_ones(),
                 moving_mean_initializer=_zeros(), moving_variance_initializer=_ones(),
                 beta_regularizer=None, gamma_regularizer=None, beta_constraint=None,
                 gamma_constraint=None, renorm=False, renorm_clipping=None, renorm_momentum=0.99,
                 fused=None, trainable=True, virtual_batch_size=None, adjustment=None, name=None,
                 **kwargs):
        super().__init__(trainable=trainable, name=name, **kwargs)
        self.axis = axis
        self.center = center
        self.scale = scale
        self.renorm = renorm
        self.initializers = (gamma_initializer, beta_initializer, moving_mean_initializer,
                             moving_variance_initializer)
        self.regularizers = (gamma_regularizer, beta_regularizer)

    def build(self, input_shape):
        size = self._size(_shapes.as_shape(input_shape))
        if self.scale:
            self.add_weight('gamma', [size], initializer=self.initializers[0],
                            regularizer=self.regularizers[0], trainable=True)
        if self.center:
            self.add_weight('beta', [size], initializer=self.initializers[1],
                            regularizer=self.regularizers[1], trainable=True)
        # What the layer gathers is never partitioned, whatever the scope says.
        partitioner = self._scope.partitioner if self._scope is not None else None
        if self._scope is not None:
            self._scope.set_partitioner(None)
        self.add_weight('moving_mean', [size], initializer=self.initializers[2], trainable=False)
        self.add_weight('moving_variance', [size], initializer=self.initializers[3],
                        trainable=False)
        if self.renorm:
            self.add_weight('renorm_mean', [size], initializer=_zeros(), trainable=False)
            self.add_weight('renorm_stddev', [size], initializer=_ones(), trainable=False)
        if self._scope is not None:
            self._scope.set_partitioner(partitioner)
        self.built = True

    def _size(self, shape):
        axis = self.axis
        if known(axis) and isinstance(axis, (list, tuple)):
            axis = axis[0]
        if not known(shape._dims) or not known(axis):
            return unknown('the channels of an input', 'int')
        if shape._dims is None:
            raise ValueError('Input has undefined rank.')
        size = shape._dims[axis]
        if known(size) and size is None:
            raise ValueError('Input has undefined `axis` dimension. Received input with shape %s '
                             % (tuple(shape._dims),) + 'and axis %s.' % (self.axis,))
        return size

    def call(self, inputs, training=False):
        operand = _tensors.as_operand(inputs)
        scaled = [_tensors.as_operand(w) for w, trainable in self._weights if trainable]
        sources = [operand] + scaled
        return _tensors.make('batchnorm', None, tuple(sources), operand.shape)


class Dropout(Layer):
    def __init__(self, rate=0.5, noise_shape=None, seed=None, name=None, **kwargs):
        super().__init__(name=name, **kwargs)

    def call(self, inputs, training=False):
        return _math.unary('dropout', inputs)


class Flatten(Layer):
    def __init__(self, data_format='channels_last', **kwargs):
        super().__init__(**kwargs)

    def call(self, inputs):
        operand = _tensors.as_operand(inputs)
        return _tensors.make('Reshape', None, operand, flattened(operand.shape))


def flattened(shape):
    """[batch, everything else]."""
    dims = shape._dims
    if not known(dims):
        return TensorShape([unknown('a dimension', 'int'), unknown('a dimension', 'int')])
    if dims is None:
        return TensorShape([None, None])
    if not dims:
        return TensorShape([1])
    return TensorShape([dims[0], TensorShape(dims[1:]).num_elements()])


class _Pooling(Layer):
    """Pooling over one to three axes of space."""

    _rank = 2

    def __init__(self, pool_size, strides, padding='valid', data_format='channels_last',
                 name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        self.pool_size = _tuple_of(pool_size, self._rank)
        self.strides = _tuple_of(strides, self._rank)
        self.padding = padding
        self.data_format = data_format

    def call(self, inputs):
        operand = _tensors.as_operand(inputs)
        is_first = known(self.data_format) and self.data_format == 'channels_first'
        shape = _nn.pooled(operand.shape, self.pool_size, self.strides, self.padding,
                           'NCHW' if is_first else 'NHWC')
        return _tensors.make('Pool', None, operand, shape)


class MaxPooling1D(_Pooling):
    _rank = 1
    _snake_name = 'max_pooling1d'


class MaxPooling2D(_Pooling):
    _snake_name = 'max_pooling2d'


class MaxPooling3D(_Pooling):
    _rank = 3
    _snake_name = 'max_pooling3d'


class AveragePooling1D(_Pooling):
    _rank = 1
    _snake_name = 'average_pooling1d'


class AveragePooling2D(_Pooling):
    _snake_name = 'average_pooling2d'


class AveragePooling3D(_Pooling):
    _rank = 3
    _snake_name = 'average_pooling3d'
