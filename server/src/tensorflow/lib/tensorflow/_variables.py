# tf.Variable of both namespaces: what a variable of a graph is, whoever makes it.
# In TensorFlow: python/ops/{variables,ref_variable,resource_variable_ops}.py.
# Each variable is recorded, in order of creation, by `_ckptmap.variable`.

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _members, _operand_checks, _shapes, _tensors
from tensorflow._graph import GraphKeys
from tensorflow._known_numbers import Numbered
from tensorflow._operators import Operators
from tensorflow._save_slice import SaveSliceInfo

# `one`: the program runs in TensorFlow 1, where `tf.Variable` follows the scope.
_flags = {'resource': True, 'one': False}


def enable_resource_variables():
    _flags['resource'] = True


def disable_resource_variables():
    _flags['resource'] = False


def resource_variables_enabled():
    return _flags['resource']


class VariableSynchronization:
    AUTO = 'VariableSynchronization.AUTO'
    NONE = 'VariableSynchronization.NONE'
    ON_WRITE = 'VariableSynchronization.ON_WRITE'
    ON_READ = 'VariableSynchronization.ON_READ'


class VariableAggregation:
    NONE = 'VariableAggregation.NONE'
    SUM = 'VariableAggregation.SUM'
    MEAN = 'VariableAggregation.MEAN'
    ONLY_FIRST_REPLICA = 'VariableAggregation.ONLY_FIRST_REPLICA'
    ONLY_FIRST_TOWER = 'VariableAggregation.ONLY_FIRST_REPLICA'


def is_trainable(synchronization, trainable):
    """`trainable` with its default: all but variables that are synchronized on read."""
    if known(trainable) and trainable is None:
        return synchronization != VariableSynchronization.ON_READ
    return trainable


def _check_synchronization(synchronization, trainable, name):
    if (known(synchronization) and synchronization == VariableSynchronization.ON_READ
            and known(trainable) and trainable is not None and trainable):
        raise ValueError(
            'Synchronization value can be set to VariableSynchronization.ON_READ only for '
            'non-trainable variables. You have specified trainable=True and '
            'synchronization=VariableSynchronization.ON_READ.')


def _initial_tensor(initial_value, dtype):
    """(dtype, shape, TensorFlow's text of it) of an initial value that is no function."""
    if not known(initial_value):
        hidden = dtype if dtype is not None else unknown('the type of an initial value')
        return hidden, _shapes.hidden_shape(), None
    if isinstance(initial_value, (list, tuple)) and initial_value and _all_tensors(initial_value):
        from tensorflow import _arrays
        initial_value = _arrays.stack(initial_value, name='initial_value')
    if dtype is not None:
        if isinstance(initial_value, _tensors.Tensor):
            _tensors.check_type(initial_value, dtype, 'initial_value')
        else:
            _tensors.check_values(initial_value, dtype)
    operand = _tensors.as_operand(initial_value)
    if dtype is not None:
        return dtype, operand.shape, initial_value
    return operand.dtype, operand.shape, initial_value


def _all_tensors(items):
    return any(known(item) and isinstance(item, Operators) for item in items)


class Variable(Operators, Numbered):
    """A variable, of kind 'resource' or 'ref'; `_handle` stands for it in the trace."""

    SaveSliceInfo = SaveSliceInfo
    _members_ = _members.VARIABLE

    # What a search for gradients reads of tensors: a variable depends on nothing.
    _inputs = ()
    _opaque = False
    _seen = 0
    # Whether code that is not followed makes it: what depends on it is not known then.
    _is_made_elsewhere = False

    def __init__(self, initial_value=None, trainable=None, validate_shape=True,
                 caching_device=None, name=None, variable_def=None, dtype=None,
                 import_scope=None, constraint=None,
                 synchronization=VariableSynchronization.AUTO,
                 aggregation=VariableAggregation.NONE, shape=None,
                 experimental_enable_variable_lifting=True, collections=None, use_resource=None,
                 expected_shape=None):
        # `collections` and what follows are TensorFlow 1's, in a program that runs there.
        resource = True
        if _flags['one']:
            resource = use_resource_by_default() if use_resource is None else use_resource
        self._create(initial_value, trainable, collections, validate_shape, name, dtype, resource,
                     shape, synchronization)

    def _create(self, initial_value, trainable, collections, validate_shape, name, dtype,
                resource, shape, synchronization=None, store_key=None, partition=None):
        """Makes the variable in the current graph and name scope, and records it."""
        _check_synchronization(synchronization, trainable, name)
        trainable = is_trainable(synchronization, trainable)
        if known(initial_value) and initial_value is None:
            if resource:
                raise ValueError('The `initial_value` arg to `tf.Variable` must be specified '
                                 'except when you are not providing a `variable_def`. You '
                                 'provided neither.')
            raise ValueError('initial_value must be specified.')
        if known(dtype) and dtype is not None:
            dtype = _dtypes.as_dtype(dtype).base_dtype
        eager = _graph.executing_eagerly()
        scope = _graph.name_scope('Variable' if known(name) and name is None else name)
        full_name = scope.__enter__()
        try:
            own_name = full_name[:-1]
            if known(initial_value) and callable(initial_value):
                with _graph.name_scope('Initializer'):
                    initial_value = initial_value()
            dtype, found, initial = _initial_tensor(initial_value, dtype)
            shape = self._fit(shape, found, initial, resource, validate_shape)
            if not eager:
                self._name_operations(own_name, resource)
        finally:
            scope.__exit__(None, None, None)
        if callable(partition):
            partition = partition(own_name)
        self._finish(own_name, dtype, shape, trainable, resource, store_key, partition)
        self._initial_value = initial
        self._set_number(initial)
        if eager:
            if known(collections) and collections and GraphKeys.GLOBAL_STEP in collections:
                _graph.add_to_collection(GraphKeys.GLOBAL_STEP, self)
        else:
            self._collect(collections)

    def _fit(self, shape, found, initial, resource, validate_shape):
        """The static shape, given the argument and that of the initial value."""
        if shape is not None:
            shape = _shapes.as_shape(shape)
            if resource and _shapes.compatible(found, shape) is False:
                raise ValueError(
                    "In this `tf.Variable` creation, the initial value's shape (%s) is not "
                    'compatible with the explicitly supplied `shape` argument (%s).'
                    % (found, shape))
        elif resource or validate_shape:
            shape = found
        else:
            shape = _shapes.TensorShape(None)
        if not resource and validate_shape and found.lacks_dimensions():
            raise ValueError('initial_value must have a shape specified: %s' % (initial,))
        return shape

    def _name_operations(self, own_name, resource):
        """Takes the names of the operations that belong to a variable."""
        if not known(own_name):
            return
        names = _graph.get_default_graph()._names
        low = own_name.lower()
        names.setdefault(low, 1)
        for part in ('/isinitialized', '/assign', '/read') if resource else ('/assign', '/read'):
            names[low + part] = names.get(low + part, 0) + 1

    def _finish(self, own_name, dtype, shape, trainable, resource, store_key, partition):
        self._describe(own_name, dtype, shape, trainable, resource, partition)
        self._handle = _ckptmap.variable(
            own_name, shape.recorded(), _dtypes.name_of(dtype), _kind(resource), trainable,
            store_key, partition)
        self.graph._variables.append(self)

    def _describe(self, own_name, dtype, shape, trainable, resource, partition):
        self._own_name = own_name
        self._resource = resource
        self._dtype = dtype if resource or not known(dtype) else dtype._as_ref
        self._shape = shape
        self._value = None
        self._trainable = trainable
        self._save_slice_info = None if partition is None else SaveSliceInfo(*partition)
        self._initial_value = None
        self.graph = _graph.get_default_graph()
        self._in_graph_mode = not _graph.executing_eagerly()
        self.device = ''

    def _collect(self, collections):
        if known(collections) and collections is None:
            collections = [GraphKeys.GLOBAL_VARIABLES]
        if known(collections) and not isinstance(collections, (list, tuple, set)):
            raise ValueError(
                'collections argument to Variable constructor must be a list, tuple, or set. '
                'Got %s of type %s' % (collections, type(collections)))
        if not known(collections):
            _graph.add_to_collections(collections, self)
            collections = []
        names = list(collections)
        if known(self._trainable):
            if self._trainable and GraphKeys.TRAINABLE_VARIABLES not in names:
                names.append(GraphKeys.TRAINABLE_VARIABLES)
        elif unknown('whether a variable is trainable', 'bool'):
            names.append(GraphKeys.TRAINABLE_VARIABLES)
        _graph.add_to_collections(names, self)

    @property
    def name(self):
        return self._own_name + ':0'

    @property
    def _shared_name(self):
        return self._own_name

    @property
    def op(self):
        kind = 'VarHandleOp' if self._resource else 'VariableV2'
        return _graph.Operation(self._own_name, kind, self.graph)

    @property
    def handle(self):
        return _tensors.Tensor(_dtypes.resource, _shapes.TensorShape([]), self._own_name)

    @property
    def dtype(self):
        return self._dtype

    @property
    def shape(self):
        return self._shape

    @property
    def ndim(self):
        return self._shape.ndims

    def get_shape(self):
        return self._shape

    def set_shape(self, shape):
        self._shape = self._shape.merge_with(shape)

    @property
    def trainable(self):
        return self._trainable

    @property
    def synchronization(self):
        return VariableSynchronization.AUTO

    @property
    def aggregation(self):
        return VariableAggregation.NONE

    @property
    def constraint(self):
        return None

    @property
    def initial_value(self):
        return self.value()

    @property
    def initializer(self):
        return _graph.Operation(self._own_name + '/Assign', 'Assign', self.graph)

    def _get_save_slice_info(self):
        return self._save_slice_info

    def _set_save_slice_info(self, info):
        self._save_slice_info = info

    def _as_tensor(self):
        return _tensors.Tensor(self._base_dtype(), self._shape, self._own_name + '/read',
                               'Identity', None, (self,))

    def _base_dtype(self):
        return self._dtype.base_dtype if known(self._dtype) else self._dtype

    def _static_value(self):
        return self._as_tensor()._static_value()

    def value(self):
        return self._as_tensor()

    def read_value(self):
        return self._as_tensor()

    def initialized_value(self):
        return self._as_tensor()

    def is_initialized(self, name=None):
        return unknown('whether a variable is initialized', 'bool')

    def eval(self, session=None):
        return unknown('the value of a variable')

    def load(self, value, session=None):
        return None

    def assign(self, value, use_locking=False, name=None, read_value=True):
        return self._takes('Assign', value)

    def _assigned(self, value, validate_shape):
        if known(validate_shape) and validate_shape is not False:
            return self.assign(value)
        _operand_checks.same_types('Assign', [self, value])
        return self._updated()

    def assign_add(self, delta, use_locking=False, name=None, read_value=True):
        return self._takes('AssignAdd', delta)

    def assign_sub(self, delta, use_locking=False, name=None, read_value=True):
        return self._takes('AssignSub', delta)

    def _takes(self, operation, value):
        _operand_checks.same_types(operation, [self, value])
        if _operand_checks.type_name(value) is not None:
            _operand_checks.fit(operation, self.shape, value.shape)
        return self._updated(self._number_after(operation, value))

    def scatter_update(self, sparse_delta, use_locking=False, name=None):
        return self._updated()

    scatter_add = scatter_sub = scatter_mul = scatter_div = scatter_min = scatter_update
    scatter_max = batch_scatter_update = scatter_update

    def scatter_nd_update(self, indices, updates, name=None):
        return self._updated()

    scatter_nd_add = scatter_nd_sub = scatter_nd_update

    def count_up_to(self, limit):
        return self._updated()

    def sparse_read(self, indices, name=None):
        return _tensors.hidden()

    def _updated(self, number=None):
        # What a save counter counts on from is not known any more.
        self._self_count = None
        self._set_number(number)
        return self if _graph.executing_eagerly() else self._as_tensor()

    def ref(self):
        return _tensors._Reference(self)

    experimental_ref = ref

    def to_proto(self, export_scope=None):
        return unknown('the definition of a variable')

    def __hash__(self):
        if _graph.executing_eagerly():
            raise TypeError('Variable is unhashable. Instead, use variable.ref() as the key. '
                            '(Variable: %r)' % (self,))
        return id(self)

    def __iter__(self):
        return iter(self._as_tensor())

    def __float__(self):
        return unknown('the value of a variable', 'float')

    def __bool__(self):
        # Only resource variables ask their value.
        return bool(self._as_tensor()) if self._resource else True

    def __repr__(self):
        if self._in_graph_mode:
            return "<tf.Variable '%s' shape=%s dtype=%s>" % (
                self.name, self._shape, self._dtype.name)
        return unknown('the value of a variable', 'str')


def _kind(resource):
    return ('resource' if resource else 'ref') if known(resource) else None


class VariableV1(Variable):
    """tf.compat.v1.Variable, also what get_variable makes."""

    def __init__(self, initial_value=None, trainable=None, collections=None, validate_shape=True,
                 caching_device=None, name=None, variable_def=None, dtype=None,
                 expected_shape=None, import_scope=None, constraint=None, use_resource=None,
                 synchronization=VariableSynchronization.AUTO,
                 aggregation=VariableAggregation.NONE, shape=None, _store_key=None,
                 _partition=None):
        resource = use_resource_by_default() if use_resource is None else use_resource
        self._create(initial_value, trainable, collections, validate_shape, name, dtype, resource,
                     shape, synchronization, _store_key, _partition)


def use_resource_by_default():
    """The kind of a variable that says nothing: that of the scope, else of the program."""
    from tensorflow import _variable_scope
    if _graph.is_in_function():
        return True
    scoped = _variable_scope.get_variable_scope().use_resource
    if known(scoped) and scoped is None:
        return _flags['resource'] or _graph.executing_eagerly()
    return scoped


def is_resource_variable(variable):
    return isinstance(variable, Variable) and variable._resource
