# Normalizations, and the layers of regularization. In Keras: layers/{normalization,regularization}.

from _ckptmap import known

from keras._layer import Layer
from keras._variable import SeedGenerator
from keras.layers._base import Built, hidden_shape, place, size_at

_IGNORED = ('beta_initializer', 'gamma_initializer', 'moving_mean_initializer',
            'moving_variance_initializer', 'beta_regularizer', 'gamma_regularizer',
            'beta_constraint', 'gamma_constraint', 'synchronized', 'renorm', 'fused',
            'scale_initializer')


def _without_initializers(kwargs):
    for name in _IGNORED:
        kwargs.pop(name, None)
    return kwargs


class BatchNormalization(Built):
    def __init__(self, axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, **kwargs):
        Built.__init__(self, **_without_initializers(kwargs))
        place(self, axis=axis, momentum=momentum, epsilon=epsilon, center=center, scale=scale)

    def build(self, input_shape):
        axis = self.axis
        if known(axis) and isinstance(axis, (list, tuple)):
            axis = axis[0]
        shape = (size_at(input_shape, axis),)
        self.gamma = self.add_weight(name='gamma', shape=shape) if self.scale else None
        self.beta = self.add_weight(name='beta', shape=shape) if self.center else None
        self.moving_mean = self.add_weight(name='moving_mean', shape=shape, trainable=False)
        self.moving_variance = self.add_weight(
            name='moving_variance', shape=shape, trainable=False)


class LayerNormalization(Built):
    def __init__(self, axis=-1, epsilon=0.001, center=True, scale=True, rms_scaling=False,
                 **kwargs):
        Built.__init__(self, **_without_initializers(kwargs))
        place(self, axis=axis, epsilon=epsilon, center=center, scale=scale)

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        shape = tuple([size_at(input_shape, axis) for axis in axes])
        self.gamma = self.add_weight(name='gamma', shape=shape) if self.scale else None
        self.beta = self.add_weight(name='beta', shape=shape) if self.center else None


class GroupNormalization(Built):
    def __init__(self, groups=32, axis=-1, epsilon=0.001, center=True, scale=True, **kwargs):
        Built.__init__(self, **_without_initializers(kwargs))
        place(self, groups=groups, axis=axis, epsilon=epsilon, center=center, scale=scale)

    def build(self, input_shape):
        shape = (size_at(input_shape, self.axis),)
        self.gamma = self.add_weight(name='gamma', shape=shape) if self.scale else None
        self.beta = self.add_weight(name='beta', shape=shape) if self.center else None


class RMSNormalization(Built):
    def __init__(self, axis=-1, epsilon=1e-6, **kwargs):
        Built.__init__(self, **_without_initializers(kwargs))
        place(self, axis=axis, epsilon=epsilon)

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        self.scale = self.add_weight(
            name='scale', shape=tuple([size_at(input_shape, axis) for axis in axes]))


class UnitNormalization(Built):
    def __init__(self, axis=-1, **kwargs):
        Built.__init__(self, **kwargs)


class SpectralNormalization(Built):
    def __init__(self, layer, power_iterations=1, **kwargs):
        if 'name' not in kwargs and known(layer):
            kwargs['name'] = None
        Built.__init__(self, **kwargs)
        self.layer = layer

    def build(self, input_shape):
        self.layer.build(input_shape)
        layer = self.layer
        self.kernel = layer.kernel if hasattr(layer, 'kernel') else layer.embeddings
        shape = self.kernel.shape
        self.vector_u = self.add_weight(
            name='vector_u', shape=(1, shape[-1]), trainable=False)

    def compute_output_shape(self, input_shape):
        return self.layer.compute_output_shape(input_shape)


class Normalization(Built):
    def __init__(self, axis=-1, mean=None, variance=None, invert=False, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, axis=axis, input_mean=mean)

    def build(self, input_shape):
        if self.input_mean is not None:
            return
        axes = self.axis
        if axes is None:
            axes = ()
        elif not isinstance(axes, (list, tuple)):
            axes = (axes,)
        shape = tuple([size_at(input_shape, axis) for axis in axes])
        self.adapt_mean = self.add_weight(name='mean', shape=shape, trainable=False)
        self.adapt_variance = self.add_weight(name='variance', shape=shape, trainable=False)
        self.count = self.add_weight(name='count', shape=(), dtype='int', trainable=False)

    def adapt(self, data, batch_size=None, steps=None):
        if not self.built:
            shape = getattr(data, 'shape', None)
            self.build(hidden_shape() if shape is None else tuple(shape))


class _Random(Built):
    """A layer with a generator of random numbers."""

    def _seeded(self, seed, rate=True):
        if not known(rate) or rate:
            self.seed_generator = SeedGenerator(seed)
        place(self, built=True)
        self._lock_state()


class Dropout(_Random):
    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        Built.__init__(self, **kwargs)
        if known(rate) and not 0 <= rate <= 1:
            raise ValueError('Invalid value received for argument `rate`. Expected a float value '
                             'between 0 and 1. Received: rate=%s' % (rate,))
        place(self, rate=rate)
        self._seeded(seed, rate)


class SpatialDropout1D(_Random):
    def __init__(self, rate, seed=None, name=None, dtype=None, data_format=None, **kwargs):
        Built.__init__(self, name=name, dtype=dtype, **kwargs)
        place(self, rate=rate)
        self._seeded(seed, rate)


class SpatialDropout2D(_Random):
    def __init__(self, rate, data_format=None, seed=None, name=None, dtype=None, **kwargs):
        Built.__init__(self, name=name, dtype=dtype, **kwargs)
        place(self, rate=rate)
        self._seeded(seed, rate)


class SpatialDropout3D(SpatialDropout2D):
    pass


class AlphaDropout(_Random):
    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, rate=rate)
        self._seeded(seed, rate)


class GaussianDropout(_Random):
    def __init__(self, rate, seed=None, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, rate=rate)
        self._seeded(seed, rate)


class GaussianNoise(_Random):
    def __init__(self, stddev, seed=None, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, stddev=stddev)
        self._seeded(seed, stddev)


class TimeDistributed(Built):
    def __init__(self, layer, **kwargs):
        Built.__init__(self, **kwargs)
        self.layer = layer

    def build(self, input_shape):
        if not self.layer.built:
            self.layer.build(_without_time(input_shape))

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        inner = self.layer.compute_output_shape(_without_time(input_shape))
        if not known(inner):
            return inner
        return (inner[0], input_shape[1]) + tuple(inner[1:])


def _without_time(shape):
    return (shape[0],) + tuple(shape[2:]) if known(shape) else shape


class Wrapper(Layer):
    def __init__(self, layer, **kwargs):
        Layer.__init__(self, **kwargs)
        self.layer = layer

    def build(self, input_shape=None):
        if not self.layer.built:
            self.layer.build(input_shape)
