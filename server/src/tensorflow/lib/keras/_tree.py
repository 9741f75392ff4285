# Nested structures of tensors and shapes. In Keras: tree/ and backend/common/keras_tensor.py.

from _ckptmap import identity, known, unknown

from tensorflow import _dtypes, _shapes, _tensors
from tensorflow._operators import Operators


def flatten(structure, leaves=None):
    """What is in lists, tuples and dicts, in order (dicts by sorted key)."""
    leaves = [] if leaves is None else leaves
    if not known(structure):
        leaves.append(structure)
    elif isinstance(structure, (list, tuple)):
        for item in structure:
            flatten(item, leaves)
    elif isinstance(structure, dict):
        for key in sorted(structure):
            flatten(structure[key], leaves)
    else:
        leaves.append(structure)
    return leaves


def map_structure(function, structure):
    """The same structure with each leaf replaced by what the function makes of it."""
    if not known(structure):
        return function(structure)
    if isinstance(structure, dict):
        return dict([(key, map_structure(function, item)) for key, item in structure.items()])
    if isinstance(structure, tuple):
        items = [map_structure(function, item) for item in structure]
        return type(structure)(*items) if hasattr(structure, '_fields') else tuple(items)
    if isinstance(structure, list):
        return [map_structure(function, item) for item in structure]
    return function(structure)


def dims_of(shape):
    """A shape as a tuple of ints, None and unknowns; unknown as a whole where its rank is."""
    dims = _shapes.as_shape(shape)._dims
    if not known(dims):
        return dims
    return None if dims is None else tuple(dims)


def shape_of(x):
    """The shape of a tensor, or the structure of shapes of a structure of tensors."""
    return map_structure(_shape_of_leaf, x)


def _shape_of_leaf(x):
    if not known(x):
        return unknown('the shape of a tensor')
    if not isinstance(x, Operators) and not hasattr(x, 'shape'):
        return None
    dims = dims_of(x.shape)
    return unknown('the shape of a tensor') if known(dims) and dims is None else dims


def is_shape(value):
    """Whether a value is one shape, not a structure of them."""
    if not known(value):
        return True
    if not isinstance(value, (list, tuple)):
        return False
    return all(not known(item) or item is None or isinstance(item, int) for item in value)


def _binary(name, left, right):
    from keras import _elementwise
    return _elementwise.binary(name, left, right)


def _unary(name, value):
    from keras import _elementwise
    return _elementwise.unary(name, value)


class KerasTensor(Operators):
    """A tensor of a functional model: a shape, a type, and the operation that it comes from."""

    def __init__(self, shape, dtype='float32', sparse=None, record_history=True, name=None):
        self._shape = dims_of(shape)
        self.dtype = _dtypes.name_of(dtype) if known(dtype) else dtype
        if name is None:
            from keras import _state
            name = _state.auto_name('KerasTensor')
        self.name = name
        self.sparse = False
        self._keras_history = None

    @property
    def shape(self):
        return self._shape

    @property
    def ndim(self):
        return len(self._shape)

    @property
    def op(self):
        return self._keras_history[0]

    def reshape(self, newshape):
        from keras import ops
        return ops.reshape(self, newshape)

    def __add__(self, other):
        return _binary('add', self, other)

    def __radd__(self, other):
        return _binary('add', other, self)

    def __sub__(self, other):
        return _binary('sub', self, other)

    def __rsub__(self, other):
        return _binary('sub', other, self)

    def __mul__(self, other):
        return _binary('mul', self, other)

    def __rmul__(self, other):
        return _binary('mul', other, self)

    def __truediv__(self, other):
        return _binary('truediv', self, other)

    def __rtruediv__(self, other):
        return _binary('truediv', other, self)

    def __floordiv__(self, other):
        return _binary('floordiv', self, other)

    def __rfloordiv__(self, other):
        return _binary('floordiv', other, self)

    def __mod__(self, other):
        return _binary('mod', self, other)

    def __rmod__(self, other):
        return _binary('mod', other, self)

    def __pow__(self, other):
        return _binary('pow', self, other)

    def __rpow__(self, other):
        return _binary('pow', other, self)

    def __and__(self, other):
        return _binary('and', self, other)

    def __rand__(self, other):
        return _binary('and', other, self)

    def __or__(self, other):
        return _binary('or', self, other)

    def __ror__(self, other):
        return _binary('or', other, self)

    def __lt__(self, other):
        return _binary('Less', self, other)

    def __le__(self, other):
        return _binary('LessEqual', self, other)

    def __gt__(self, other):
        return _binary('Greater', self, other)

    def __ge__(self, other):
        return _binary('GreaterEqual', self, other)

    def __neg__(self):
        return _unary('Neg', self)

    def __abs__(self):
        return _unary('Abs', self)

    def __invert__(self):
        return _unary('LogicalNot', self)

    def __matmul__(self, other):
        from keras import ops
        return ops.matmul(self, other)

    def __getitem__(self, key):
        from keras import _elementwise
        return _elementwise.item(self, key)

    def __eq__(self, other):
        return self is other

    def __ne__(self, other):
        return self is not other

    def __bool__(self):
        raise TypeError('A symbolic KerasTensor cannot be used as a boolean.')

    def __iter__(self):
        raise TypeError('Iterating over a symbolic KerasTensor is not supported.')

    def __hash__(self):
        return identity(self)

    def __len__(self):
        return self._shape[0]

    def __repr__(self):
        return '<KerasTensor shape=%s, dtype=%s, name=%s>' % (self._shape, self.dtype, self.name)


def is_symbolic(structure):
    """Whether a functional model's tensor is in a structure."""
    return any(known(leaf) and isinstance(leaf, KerasTensor) for leaf in flatten(structure))


def is_tensor(x):
    return known(x) and isinstance(x, Operators)


def tensor(shape, dtype='float32'):
    """A tensor of which only this is known."""
    dtype = _dtypes.as_dtype(dtype) if known(dtype) else dtype
    return _tensors.Tensor(dtype, _shapes.TensorShape(shape), 'tensor')


def emit(shape, inputs, dtype='float32'):
    """What an operation makes of its inputs: of the same kind as they are."""
    if is_symbolic(inputs):
        return KerasTensor(shape, dtype)
    return tensor(shape, dtype)


def as_input(x):
    """An argument of a layer as a tensor: numbers and arrays are converted, text is left."""
    if not known(x) or x is None or isinstance(x, (str, bool)) or isinstance(x, Operators):
        return x
    if isinstance(x, (list, tuple, dict)):
        if any(is_tensor(leaf) or not known(leaf) for leaf in flatten(x)):
            return map_structure(as_input, x)
        if isinstance(x, dict):
            return map_structure(as_input, x)
        return _converted(x)
    return _converted(x)


def _converted(x):
    if isinstance(x, (int, float, list, tuple)) or hasattr(x, 'shape') and hasattr(x, 'dtype'):
        return _tensors.as_operand(x)
    return x
