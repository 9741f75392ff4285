# Layers that rearrange, and those that join several inputs. In Keras: layers/{reshaping,merging}.

from _ckptmap import known, unknown

from keras import _tree
from keras.layers._base import Built, hidden_shape, pair, place, product


class Flatten(Built):
    def __init__(self, data_format=None, **kwargs):
        Built.__init__(self, **kwargs)

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return (None, unknown('a dimension of a tensor', 'int'))
        return (input_shape[0], product(input_shape[1:]))


class Reshape(Built):
    def __init__(self, target_shape, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, target_shape=target_shape)

    def compute_output_shape(self, input_shape):
        target = self.target_shape
        if not known(target):
            return hidden_shape()
        batch = input_shape[0] if known(input_shape) else None
        sizes = list(target)
        for index, size in enumerate(sizes):
            if known(size) and size == -1:
                others = product([each for at, each in enumerate(sizes) if at != index])
                total = product(input_shape[1:]) if known(input_shape) else hidden_shape()
                sizes[index] = None if known(total) and total is None else total // others
        return (batch,) + tuple(sizes)


class Permute(Built):
    def __init__(self, dims, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, dims=tuple(dims))

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        return (input_shape[0],) + tuple([input_shape[axis] for axis in self.dims])


class RepeatVector(Built):
    def __init__(self, n, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, n=n)

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        return (input_shape[0], self.n, input_shape[1])


class _Resized(Built):
    """A layer that changes the axes between batch and channels."""

    _rank = 2

    def _change(self, index, size):
        return size

    def compute_output_shape(self, input_shape):
        if not known(input_shape):
            return input_shape
        sizes = list(input_shape)
        start = 2 if self.first else 1
        for index in range(self._rank):
            size = sizes[start + index]
            if not known(size) or size is not None:
                sizes[start + index] = self._change(index, size)
        return tuple(sizes)


class _UpSampling(_Resized):
    def __init__(self, size=2, data_format=None, interpolation='nearest', **kwargs):
        Built.__init__(self, **kwargs)
        place(self, size=pair(size, self._rank), first=data_format == 'channels_first')

    def _change(self, index, size):
        return size * self.size[index]


class UpSampling1D(_UpSampling):
    _rank = 1


class UpSampling2D(_UpSampling):
    _rank = 2


class UpSampling3D(_UpSampling):
    _rank = 3


def _both_sides(value, rank):
    """(before, after) of each axis."""
    if not known(value):
        return [(value, value)] * rank
    if isinstance(value, int):
        return [(value, value)] * rank
    if rank == 1:
        return [tuple(value)]
    return [(each, each) if not isinstance(each, (tuple, list)) else tuple(each)
            for each in value]


class _ZeroPadding(_Resized):
    def __init__(self, padding=1, data_format=None, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, padding=_both_sides(padding, self._rank),
              first=data_format == 'channels_first')

    def _change(self, index, size):
        return size + self.padding[index][0] + self.padding[index][1]


class ZeroPadding1D(_ZeroPadding):
    _rank = 1


class ZeroPadding2D(_ZeroPadding):
    _rank = 2


class ZeroPadding3D(_ZeroPadding):
    _rank = 3


class _Cropping(_Resized):
    def __init__(self, cropping=1, data_format=None, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, cropping=_both_sides(cropping, self._rank),
              first=data_format == 'channels_first')

    def _change(self, index, size):
        return size - self.cropping[index][0] - self.cropping[index][1]


class Cropping1D(_Cropping):
    _rank = 1


class Cropping2D(_Cropping):
    _rank = 2


class Cropping3D(_Cropping):
    _rank = 3


class _Merge(Built):
    """A layer that joins a list of inputs, broadcast against each other."""

    def compute_output_shape(self, input_shape):
        if not known(input_shape) or _tree.is_shape(input_shape):
            return input_shape
        result = input_shape[0]
        for shape in input_shape[1:]:
            result = broadcast(result, shape)
        return result


def broadcast(a, b):
    """The shape that two shapes give together."""
    if not known(a) or not known(b):
        return hidden_shape()
    if len(a) < len(b):
        a, b = b, a
    b = (1,) * (len(a) - len(b)) + tuple(b)
    sizes = []
    for one, other in zip(a, b):
        if known(one) and one == 1:
            sizes.append(other)
        elif known(one) and one is None and not (known(other) and other == 1):
            sizes.append(other)
        else:
            sizes.append(one)
    return tuple(sizes)


class Add(_Merge):
    pass


class Subtract(_Merge):
    pass


class Multiply(_Merge):
    pass


class Average(_Merge):
    pass


class Maximum(_Merge):
    pass


class Minimum(_Merge):
    pass


class Concatenate(Built):
    def __init__(self, axis=-1, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, axis=axis)

    def compute_output_shape(self, input_shape):
        return concatenated(input_shape, self.axis)


def concatenated(shapes, axis):
    """The shape of several shapes joined along an axis."""
    if not known(shapes) or not known(axis) or not all(known(shape) for shape in shapes):
        return hidden_shape()
    sizes = list(shapes[0])
    total = sizes[axis]
    for shape in shapes[1:]:
        size = shape[axis]
        if known(total) and total is None or known(size) and size is None:
            total = None
        else:
            total = total + size
    sizes[axis] = total
    return tuple(sizes)


class Dot(Built):
    def __init__(self, axes, normalize=False, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, axes=axes)

    def compute_output_shape(self, input_shape):
        left, right = input_shape
        if not known(left) or not known(right) or not known(self.axes):
            return hidden_shape()
        axes = (self.axes, self.axes) if isinstance(self.axes, int) else tuple(self.axes)
        left = [size for at, size in enumerate(left) if at != axes[0] % len(left)]
        right = [size for at, size in enumerate(right) if at != axes[1] % len(right)][1:]
        shape = left + right
        return tuple(shape + [1] if len(shape) == 1 else shape)


def _function(kind):
    def joined(inputs, **kwargs):
        return kind(**kwargs)(inputs)
    return joined


add = _function(Add)
subtract = _function(Subtract)
multiply = _function(Multiply)
average = _function(Average)
maximum = _function(Maximum)
minimum = _function(Minimum)
concatenate = _function(Concatenate)


def dot(inputs, axes=-1, **kwargs):
    return Dot(axes=axes, **kwargs)(inputs)
