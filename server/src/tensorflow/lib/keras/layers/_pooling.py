# Pooling. In Keras: layers/pooling.

from _ckptmap import known

from keras.layers._base import Built, pair, place
from keras.layers._convolution import length


class _Pooling(Built):
    _rank = 2

    def _take(self, pool_size, strides, padding, data_format, kwargs):
        Built.__init__(self, **kwargs)
        pool_size = pair(pool_size, self._rank)
        place(self, pool_size=pool_size, first=data_format == 'channels_first', padding=padding,
              strides=pool_size if strides is None else pair(strides, self._rank))

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        axes = input_shape[2:] if self.first else input_shape[1:-1]
        sizes = tuple([length(size, pool, stride, self.padding, 1) for size, pool, stride in zip(
            axes, self.pool_size, self.strides)])
        if self.first:
            return tuple(input_shape[:2]) + sizes
        return (input_shape[0],) + sizes + (input_shape[-1],)


class _PoolingOf1(_Pooling):
    _rank = 1

    def __init__(self, pool_size=2, strides=None, padding='valid', data_format=None, **kwargs):
        self._take(pool_size, strides, padding, data_format, kwargs)


class MaxPooling1D(_PoolingOf1):
    pass


class AveragePooling1D(_Pooling):
    _rank = 1

    def __init__(self, pool_size, strides=None, padding='valid', data_format=None, **kwargs):
        self._take(pool_size, strides, padding, data_format, kwargs)


class MaxPooling2D(_Pooling):
    def __init__(self, pool_size=(2, 2), strides=None, padding='valid', data_format=None,
                 **kwargs):
        self._take(pool_size, strides, padding, data_format, kwargs)


class AveragePooling2D(_Pooling):
    def __init__(self, pool_size, strides=None, padding='valid', data_format=None, **kwargs):
        self._take(pool_size, strides, padding, data_format, kwargs)


class MaxPooling3D(_Pooling):
    _rank = 3

    def __init__(self, pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None,
                 **kwargs):
        self._take(pool_size, strides, padding, data_format, kwargs)


class AveragePooling3D(_Pooling):
    _rank = 3

    def __init__(self, pool_size, strides=None, padding='valid', data_format=None, **kwargs):
        self._take(pool_size, strides, padding, data_format, kwargs)


class _Global(Built):
    _rank = 2

    def __init__(self, data_format=None, keepdims=False, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, first=data_format == 'channels_first', keepdims=keepdims)

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        kept = (1,) * self._rank if self.keepdims else ()
        if self.first:
            return (input_shape[0], input_shape[1]) + kept
        return (input_shape[0],) + kept + (input_shape[-1],)


class GlobalMaxPooling1D(_Global):
    _rank = 1


class GlobalAveragePooling1D(_Global):
    _rank = 1


class GlobalMaxPooling2D(_Global):
    pass


class GlobalAveragePooling2D(_Global):
    pass


class GlobalMaxPooling3D(_Global):
    _rank = 3


class GlobalAveragePooling3D(_Global):
    _rank = 3
