# Preprocessing: what changes pixels, and lookups. In Keras: layers/preprocessing.

from _ckptmap import known

from keras.layers._base import Built, hidden_shape, place
from keras.layers._normalization import _Random


class Rescaling(Built):
    def __init__(self, scale, offset=0.0, **kwargs):
        Built.__init__(self, **kwargs)


class _Image(Built):
    def __init__(self, *args, **kwargs):
        own = dict([(name, kwargs[name]) for name in ('name', 'dtype', 'trainable')
                    if name in kwargs])
        Built.__init__(self, **own)


class _Sized(_Image):
    def __init__(self, height, width, *args, **kwargs):
        _Image.__init__(self, **kwargs)
        place(self, height=height, width=width)

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        return tuple(input_shape[:-3]) + (self.height, self.width, input_shape[-1])


class Resizing(_Sized):
    pass


class CenterCrop(_Sized):
    pass


class _RandomImage(_Random):
    """Random changes of pictures, each with a generator."""

    def __init__(self, *args, **kwargs):
        own = dict([(name, kwargs[name]) for name in ('name', 'dtype', 'trainable')
                    if name in kwargs])
        Built.__init__(self, **own)
        self._seeded(kwargs.get('seed'))


class RandomFlip(_RandomImage):
    pass


class RandomRotation(_RandomImage):
    pass


class RandomZoom(_RandomImage):
    pass


class RandomTranslation(_RandomImage):
    pass


class RandomContrast(_RandomImage):
    pass


class RandomBrightness(_RandomImage):
    pass


class _Hidden(Built):
    """A layer whose output's shape is not followed."""

    def __init__(self, *args, **kwargs):
        own = dict([(name, kwargs[name]) for name in ('name', 'trainable') if name in kwargs])
        Built.__init__(self, **own)
        place(self, built=True)

    def adapt(self, data, batch_size=None, steps=None):
        return None

    def compute_output_shape(self, input_shape):
        return hidden_shape()


class CategoryEncoding(_Hidden):
    pass


class Discretization(_Hidden):
    pass


class Hashing(_Hidden):
    pass


class HashedCrossing(_Hidden):
    pass


class StringLookup(_Hidden):
    pass


class IntegerLookup(_Hidden):
    pass


class TextVectorization(_Hidden):
    pass
