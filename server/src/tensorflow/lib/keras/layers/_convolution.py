# Convolutions. In Keras: layers/convolutional.

from _ckptmap import known

from keras.layers._base import Built, hidden_shape, pair, place, size_at


def length(size, kernel, stride, padding, dilation):
    """The length of an axis after a convolution or a pooling."""
    if known(size) and size is None:
        return None
    if not (known(size) and known(padding) and known(stride)):
        return hidden_shape()
    if padding in ('same', 'causal'):
        return (size + stride - 1) // stride
    return (size - (kernel - 1) * dilation - 1) // stride + 1


def transposed_length(size, kernel, stride, padding, extra, dilation):
    """The length of an axis after a transposed convolution."""
    if known(size) and size is None:
        return None
    kernel = kernel + (kernel - 1) * (dilation - 1)
    if extra is None:
        if padding == 'valid':
            # Where the stride is longer than the kernel, the rest is filled.
            rest = kernel - stride
            return size * stride + (rest if not known(rest) or rest > 0 else 0)
        return size * stride
    padded = kernel // 2 if padding == 'same' else 0
    return (size - 1) * stride + kernel - 2 * padded + extra


class _Convolution(Built):
    """What all convolutions share; `_rank` is the number of axes that are convolved."""

    _rank = 2
    _default_channels = 'channels_last'

    def _take(self, filters, kernel_size, strides, padding, data_format, dilation_rate, groups,
              activation, use_bias, kwargs):
        for name in ('kernel_initializer', 'bias_initializer', 'kernel_regularizer',
                     'bias_regularizer', 'kernel_constraint', 'bias_constraint', 'lora_rank',
                     'depthwise_initializer', 'pointwise_initializer', 'depthwise_regularizer',
                     'pointwise_regularizer', 'depthwise_constraint', 'pointwise_constraint',
                     'lora_alpha', 'quantization_config'):
            kwargs.pop(name, None)
        Built.__init__(self, **kwargs)
        if known(filters) and filters is not None and filters <= 0:
            raise ValueError('Invalid value for argument `filters`. Expected a strictly positive '
                             'value. Received filters=%s.' % (filters,))
        if known(padding) and isinstance(padding, str):
            padding = padding.lower()
        place(self, filters=filters, kernel_size=pair(kernel_size, self._rank),
              strides=pair(strides, self._rank), padding=padding,
              first=data_format == 'channels_first', groups=groups,
              dilation_rate=pair(dilation_rate, self._rank), activation=activation,
              use_bias=use_bias)

    def _channels(self, input_shape):
        return size_at(input_shape, 1 if self.first else -1)

    def _add_bias(self, size):
        if self.use_bias:
            self.bias = self.add_weight(name='bias', shape=(size,))
        else:
            self.bias = None

    def _axes(self, input_shape):
        return list(input_shape[2:] if self.first else input_shape[1:-1])

    def _with_channels(self, batch, axes, channels):
        if self.first:
            return (batch, channels) + tuple(axes)
        return (batch,) + tuple(axes) + (channels,)

    def _output_channels(self, input_shape):
        return self.filters

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        axes = [length(*each, dilation=dilation) for each, dilation in zip(
            self._each_axis(input_shape), self.dilation_rate)]
        return self._with_channels(input_shape[0], axes, self._output_channels(input_shape))

    def _each_axis(self, input_shape):
        return [(size, kernel, stride, self.padding) for size, kernel, stride in zip(
            self._axes(input_shape), self.kernel_size, self.strides)]


class _Plain(_Convolution):
    def __init__(self, filters, kernel_size, strides=1, padding='valid', data_format=None,
                 dilation_rate=1, groups=1, activation=None, use_bias=True, **kwargs):
        self._take(filters, kernel_size, strides, padding, data_format, dilation_rate, groups,
                   activation, use_bias, kwargs)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self._kernel = self.add_weight(
            name='kernel', shape=self.kernel_size + (channels // self.groups, self.filters))
        self._add_bias(self.filters)

    @property
    def kernel(self):
        return self._kernel


class Conv1D(_Plain):
    _rank = 1


class Conv2D(_Plain):
    _rank = 2


class Conv3D(_Plain):
    _rank = 3


class _Transposed(_Convolution):
    def __init__(self, filters, kernel_size, strides=1, padding='valid', output_padding=None,
                 data_format=None, dilation_rate=1, activation=None, use_bias=True, **kwargs):
        self._take(filters, kernel_size, strides, padding, data_format, dilation_rate, 1,
                   activation, use_bias, kwargs)
        place(self, output_padding=None if output_padding is None
              else pair(output_padding, self._rank))

    def build(self, input_shape):
        self.kernel = self.add_weight(
            name='kernel', shape=self.kernel_size + (self.filters, self._channels(input_shape)))
        self._add_bias(self.filters)

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        extra = self.output_padding or (None,) * self._rank
        axes = []
        for index, size in enumerate(self._axes(input_shape)):
            axes.append(transposed_length(
                size, self.kernel_size[index], self.strides[index], self.padding, extra[index],
                self.dilation_rate[index]))
        return self._with_channels(input_shape[0], axes, self.filters)


class Conv1DTranspose(_Transposed):
    _rank = 1


class Conv2DTranspose(_Transposed):
    _rank = 2


class Conv3DTranspose(_Transposed):
    _rank = 3


class _Depthwise(_Convolution):
    def __init__(self, kernel_size, strides=1, padding='valid', depth_multiplier=1,
                 data_format=None, dilation_rate=1, activation=None, use_bias=True, **kwargs):
        self._take(None, kernel_size, strides, padding, data_format, dilation_rate, 1,
                   activation, use_bias, kwargs)
        place(self, depth_multiplier=depth_multiplier)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.kernel = self.add_weight(
            name='kernel', shape=self.kernel_size + (channels, self.depth_multiplier))
        self._add_bias(self.depth_multiplier * channels)

    def _output_channels(self, input_shape):
        return self._channels(input_shape) * self.depth_multiplier


class DepthwiseConv1D(_Depthwise):
    _rank = 1


class DepthwiseConv2D(_Depthwise):
    _rank = 2


class _Separable(_Convolution):
    def __init__(self, filters, kernel_size, strides=1, padding='valid', data_format=None,
                 dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, **kwargs):
        self._take(filters, kernel_size, strides, padding, data_format, dilation_rate, 1,
                   activation, use_bias, kwargs)
        place(self, depth_multiplier=depth_multiplier)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.depthwise_kernel = self.add_weight(
            name='depthwise_kernel', shape=self.kernel_size + (channels, self.depth_multiplier))
        self.pointwise_kernel = self.add_weight(
            name='pointwise_kernel',
            shape=(1,) * self._rank + (self.depth_multiplier * channels, self.filters))
        self._add_bias(self.filters)


class SeparableConv1D(_Separable):
    _rank = 1


class SeparableConv2D(_Separable):
    _rank = 2
