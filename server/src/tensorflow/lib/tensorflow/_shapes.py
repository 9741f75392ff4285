# Static shapes: tf.TensorShape and tf.compat.v1.Dimension.
# In TensorFlow: python/framework/tensor_shape.py.
# Three things are told apart: a dimension that is a number, one that TensorFlow itself does not
# know (None), and one that only the reader of the program does not know (an unknown value).

from _ckptmap import known, unknown

from tensorflow._dimension import (
    Dimension, dimension, disable_v2_tensorshape, enable_v2_tensorshape, merged,
    v2_tensorshape_enabled)

def _dimensions(dims):
    """The list of dimensions that an argument stands for; None or unknown for the whole."""
    if not known(dims) or dims is None:
        return dims
    if isinstance(dims, TensorShape):
        return dims._dims
    if isinstance(dims, (tuple, list)):
        return [dimension(item) for item in dims]
    if isinstance(dims, str):
        raise TypeError(
            "Failed to convert '%r' to a shape: '%r'could not be converted to a dimension. "
            'A shape should either be single dimension (e.g. 10), or an iterable of dimensions '
            '(e.g. [1, 10, None]).' % (dims, dims[:1]))
    value = getattr(dims, '_static_value', None)
    if value is not None:
        return _dimensions(value())
    try:
        items = iter(dims)
    except TypeError:
        return [dimension(dims)]
    return [dimension(item) for item in items]


class TensorShape:
    """A static shape; `_dims` is a list of int, None or unknown, or None, or unknown as a whole."""

    _never_changes = True

    def __init__(self, dims):
        self._dims = _dimensions(dims)

    @property
    def rank(self):
        dims = self._dims
        if not known(dims):
            return unknown('the rank of a tensor', 'int')
        return None if dims is None else len(dims)

    @property
    def ndims(self):
        return self.rank

    @property
    def dims(self):
        dims = self._dims
        if not known(dims) or dims is None:
            return dims
        return [Dimension(item) for item in dims]

    def as_list(self):
        dims = self._dims
        if not known(dims):
            return unknown('the shape of a tensor', 'list')
        if dims is None:
            raise ValueError('as_list() is not defined on an unknown TensorShape.')
        return list(dims)

    def recorded(self):
        """The shape as a variable is recorded with it: None where nothing is known."""
        dims = self._dims
        if not known(dims) or dims is None:
            return None
        return [item if known(item) else None for item in dims]

    def is_certain(self):
        """True where neither the rank nor any dimension is hidden from the reader."""
        dims = self._dims
        if not known(dims):
            return False
        return dims is None or all(known(item) for item in dims)

    def lacks_dimensions(self):
        """True where TensorFlow is sure not to know all of the shape."""
        dims = self._dims
        if not known(dims):
            return False
        return dims is None or any(known(item) and item is None for item in dims)

    def is_fully_defined(self):
        dims = self._dims
        if self.lacks_dimensions():
            return False
        if known(dims) and all(known(item) for item in dims):
            return True
        return unknown('whether a shape is fully defined', 'bool')

    def num_elements(self):
        if self.lacks_dimensions():
            return None
        if not known(self._dims):
            return unknown('the number of elements of a tensor', 'int')
        size = 1
        for item in self._dims:
            size = size * item
        return size

    def __len__(self):
        if not known(self._dims):
            return unknown('the rank of a tensor', 'int')
        if self._dims is None:
            raise ValueError('Cannot take the length of shape with unknown rank.')
        return len(self._dims)

    def __bool__(self):
        return self._dims is not None

    def __iter__(self):
        dims = self._dims
        if known(dims) and dims is None:
            raise ValueError('Cannot iterate over a shape with unknown rank.')
        if not known(dims) or v2_tensorshape_enabled():
            return iter(dims)
        return iter([Dimension(item) for item in dims])

    def __getitem__(self, key):
        dims = self._dims
        if not known(dims):
            if isinstance(key, slice):
                return TensorShape(dims)
            return unknown('a dimension of a tensor')
        if isinstance(key, slice):
            return TensorShape(dims if dims is None else dims[key])
        if dims is None:
            return None if v2_tensorshape_enabled() else Dimension(None)
        if known(key) and not -len(dims) <= key < len(dims):
            raise IndexError(
                ('tuple' if v2_tensorshape_enabled() else 'list') + ' index out of range')
        return dims[key] if v2_tensorshape_enabled() else Dimension(dims[key])

    def is_compatible_with(self, other):
        return compatible(self, as_shape(other))

    def merge_with(self, other):
        other = as_shape(other)
        if not known(self._dims):
            return self if not known(other._dims) or other._dims is None else other
        if self._dims is None:
            return other
        if not known(other._dims) or other._dims is None:
            return self
        if compatible(self, other) is False:
            raise ValueError('Shapes %s and %s are not compatible' % (self, other))
        return TensorShape([merged(a, b) for a, b in zip(self._dims, other._dims)])

    def concatenate(self, other):
        other = as_shape(other)
        for dims in (self._dims, other._dims):
            if not known(dims) or dims is None:
                return TensorShape(dims)
        return TensorShape(self._dims + other._dims)

    def __add__(self, other):
        return self.concatenate(other)

    def __radd__(self, other):
        return as_shape(other).concatenate(self)

    def assert_is_compatible_with(self, other):
        if self.is_compatible_with(other) is False:
            raise ValueError('Shapes %s and %s are incompatible' % (self, as_shape(other)))

    def assert_is_fully_defined(self):
        if self.lacks_dimensions():
            raise ValueError('Shape %s is not fully defined' % self)

    def assert_has_rank(self, rank):
        if self._dims is not None and known(self._dims) and len(self._dims) != rank:
            raise ValueError('Shape %s must have rank %d' % (self, rank))

    def assert_same_rank(self, other):
        other = as_shape(other)
        if known(self.rank) and known(other.rank) and None not in (self.rank, other.rank):
            if self.rank != other.rank:
                raise ValueError('Shapes %s and %s must have the same rank' % (self, other))

    def with_rank(self, rank):
        if not known(self._dims):
            return self
        if self._dims is None:
            return unknown_shape(rank)
        if len(self._dims) != rank:
            raise ValueError('Shape %s must have rank %d' % (self, rank))
        return self

    def with_rank_at_least(self, rank):
        if known(self._dims) and self._dims is not None and len(self._dims) < rank:
            raise ValueError('Shape %s must have rank at least %d' % (self, rank))
        return self

    def with_rank_at_most(self, rank):
        if known(self._dims) and self._dims is not None and len(self._dims) > rank:
            raise ValueError('Shape %s must have rank at most %d' % (self, rank))
        return self

    def __eq__(self, other):
        try:
            other = as_shape(other)
        except TypeError:
            return NotImplemented
        return self._dims == other._dims

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(tuple(self._dims or ()))

    def __str__(self):
        dims = self._dims
        if not known(dims):
            return unknown('the shape of a tensor', 'str')
        if dims is None:
            return '<unknown>'
        text = [str(item) if v2_tensorshape_enabled() else str(Dimension(item)) for item in dims]
        if len(text) == 1:
            return '(%s,)' % text[0]
        return '(%s)' % ', '.join(text)

    def __repr__(self):
        if not v2_tensorshape_enabled() and known(self._dims) and self._dims is not None:
            return 'TensorShape(%r)' % ([Dimension(item) for item in self._dims],)
        return 'TensorShape(%r)' % (self._dims,)


def compatible(left, right):
    """Whether two shapes may be of one tensor: True, False, or unknown."""
    a = left._dims
    b = right._dims
    if known(a) and a is None or known(b) and b is None:
        return True
    if not known(a) or not known(b):
        return unknown('whether two shapes fit', 'bool')
    if len(a) != len(b):
        return False
    hidden = False
    for one, other in zip(a, b):
        if not known(one) or not known(other):
            hidden = True
        elif one is not None and other is not None and one != other:
            return False
    return unknown('whether two shapes fit', 'bool') if hidden else True


def as_shape(shape):
    """The TensorShape that an argument stands for."""
    # Of what is not known it is not asked whether it is a shape: it is made one.
    return shape if known(shape) and isinstance(shape, TensorShape) else TensorShape(shape)


def unknown_shape(rank=None):
    return TensorShape(None if rank is None else [None] * rank)


def hidden_shape():
    """The shape of a tensor of which the reader knows nothing."""
    return TensorShape(unknown('the shape of a tensor'))


def dimension_value(value):
    """tf.compat.dimension_value."""
    return value.value if isinstance(value, Dimension) else value


def dimension_at_index(shape, index):
    """tf.compat.dimension_at_index."""
    if not known(shape._dims):
        return Dimension(unknown('a dimension of a tensor'))
    return Dimension(None if shape._dims is None else shape._dims[index])
