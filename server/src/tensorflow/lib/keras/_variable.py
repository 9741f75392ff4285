# Variables of Keras 3: a name, a path, and a tf.Variable that holds the value.
# In Keras: backend/common/variables.py and backend/tensorflow/core.py.

from _ckptmap import identity, known

from tensorflow import _dtypes, _shapes, _tensors, _variables
from tensorflow._operators import Operators
from tensorflow._restore import ValueOfCheckpoint

from keras import _members, _state, _tree


class Variable(Operators, ValueOfCheckpoint):
    """keras.Variable: `name` is local, `path` goes from the model down."""

    _members_ = _members.VARIABLE

    def __init__(self, initializer, shape=None, dtype=None, trainable=True, autocast=True,
                 aggregation='none', synchronization='auto', name=None, **kwargs):
        name = _state.auto_name('Variable') if name is None or name == '' else name
        _state.check_name(name)
        path = _state.current_path()
        self._name = name
        self._path = path + '/' + name if path else name
        self._trainable = trainable if not known(trainable) else bool(trainable)
        self.regularizer = None
        self.constraint = None
        self.overwrite_with_gradient = False
        self._value = None
        self._handle = None
        if known(initializer) and (callable(initializer) or isinstance(initializer, str)):
            if shape is None:
                raise ValueError(
                    'When creating a Variable from an initializer, the `shape` argument should '
                    'be specified. Received: initializer=%s and shape=None' % (initializer,))
            self._shape = self._checked(shape)
            self._dtype = _type_name(dtype)
        else:
            self._take(initializer, dtype)
        if _state.in_trial():
            _state.initialize_later(self)
        else:
            self._initialize()

    def _take(self, value, dtype):
        """The shape and type of an initial value."""
        if _state.in_trial():
            raise ValueError(
                'You are attempting to create a variable while in a stateless scope. This is '
                'disallowed. Make sure that all variables are created before you start using '
                'your layer/model objects.')
        found = _tensors.as_operand(value)
        self._shape = _tree.dims_of(found.shape)
        self._dtype = _type_name(found.dtype if dtype is None else dtype)

    def _checked(self, shape):
        dims = _tree.dims_of(shape)
        if known(dims) and any(known(size) and size is None for size in dims):
            raise ValueError(
                'Shapes used to initialize variables must be fully-defined (no `None` '
                "dimensions). Received: shape=%s for variable path='%s'" % (dims, self._path))
        return dims

    def _initialize(self):
        dtype = _dtypes.as_dtype(self._dtype) if known(self._dtype) else self._dtype
        shape = _shapes.TensorShape(self._shape)
        initial = _tensors.Tensor(dtype, shape, 'initial_value')
        self._value = _variables.Variable(
            initial, trainable=self._trainable, name=self._name, dtype=dtype)
        self._handle = self._value._handle

    def _deferred_initialize(self):
        if self._value is None:
            self._initialize()

    def _check_can_restore(self):
        if self._value is None:
            raise AttributeError("'Tensor' object has no attribute '_serialize_to_tensors'")

    def _restore_name(self):
        return '$NAME'

    def _checkpoint_name(self):
        return ''

    def _checkpoint_full_name(self):
        return self._name

    @property
    def name(self):
        return self._name

    @property
    def path(self):
        return self._path

    @property
    def shape(self):
        return _shapes.TensorShape(self._shape)

    @property
    def ndim(self):
        return len(self._shape)

    @property
    def dtype(self):
        return self._dtype

    @property
    def value(self):
        return _tree.tensor(self._shape, self._dtype) if self._value is None else self._value

    @property
    def handle(self):
        return self.value.handle

    @property
    def trainable(self):
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        self._trainable = value if not known(value) else bool(value)

    def numpy(self):
        return self.value.numpy()

    def assign(self, value):
        return self

    def assign_add(self, value):
        return self

    def assign_sub(self, value):
        return self

    def _as_tensor(self):
        return _tree.tensor(self._shape, self._dtype)

    def _static_value(self):
        return self._as_tensor()._static_value()

    def __hash__(self):
        return identity(self)

    def __repr__(self):
        return '<Variable path=%s, shape=%s, dtype=%s>' % (self._path, self._shape, self._dtype)


def _type_name(dtype):
    if not known(dtype):
        return dtype
    if dtype is None:
        return 'float32'
    if dtype == 'int':
        return 'int64'
    return _dtypes.name_of({'float': 'float32'}.get(dtype, dtype) if isinstance(dtype, str)
                           else dtype)


class SeedGenerator:
    """keras.random.SeedGenerator: a variable that a checkpoint does not hold."""

    def __init__(self, seed=None, name=None, **kwargs):
        self.name = _state.auto_name('SeedGenerator') if name is None else name
        with _state.NameScope(self.name, caller=self):
            self.state = Variable('zeros', shape=(2,), dtype='uint32', trainable=False,
                                  name='seed_generator_state')

    def next(self, ordered=True):
        return self.state
