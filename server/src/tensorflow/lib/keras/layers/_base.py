# What the layers of Keras itself share: a shape for each input's shape, and a call that gives it.

from _ckptmap import known, unknown

from keras import _tree
from keras._layer import Layer, put


def hidden_shape():
    return unknown('the shape of a tensor')


def size_at(shape, axis):
    """A dimension of a shape, unknown where the rank is."""
    return shape[axis] if known(shape) else unknown('a dimension of a tensor', 'int')


def product(sizes):
    """The number of elements of dimensions: None where one is None."""
    total = 1
    for size in sizes:
        if known(size) and size is None:
            return None
        total = total * size
    return total


class Built(Layer):
    """A layer of Keras whose output's shape depends on the inputs' shapes alone."""

    def call(self, inputs, *args, **kwargs):
        shape = self.compute_output_shape(_tree.shape_of(inputs))
        return tensors_of(shape, self._output_dtype(inputs))

    def _output_dtype(self, inputs):
        return self.compute_dtype

    def compute_output_shape(self, input_shape):
        return input_shape


def tensors_of(shape, dtype):
    """Tensors of a shape, or of a structure of shapes."""
    if _tree.is_shape(shape):
        return _tree.tensor(shape if known(shape) else hidden_shape(), dtype)
    if isinstance(shape, dict):
        return dict([(key, tensors_of(shape[key], dtype)) for key in shape])
    return [tensors_of(item, dtype) for item in shape]


def pair(value, rank):
    """A size given once for all axes, or for each."""
    if known(value) and isinstance(value, (tuple, list)):
        return tuple(value)
    return (value,) * rank


def place(layer, **attributes):
    """Sets attributes that track nothing."""
    for name in attributes:
        put(layer, name, attributes[name])
