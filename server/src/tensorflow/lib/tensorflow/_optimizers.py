# TensorFlow 1's optimizers: which variables each makes, and in which order.
# In TensorFlow: python/training/{optimizer,adam,momentum,…}.py.

from _ckptmap import known, unknown

from tensorflow import _arrays, _dtypes, _graph, _initializers, _math, _shapes, _slots, _tensors
from tensorflow import _variable_lists, _variable_scope, _variables
from tensorflow._graph import GraphKeys
from tensorflow._tracking import Trackable, Unclear


class Optimizer(Unclear, Trackable):
    """The base class; one that the user derives has the same hooks as TensorFlow's. What a
    checkpoint holds of one is not followed."""

    GATE_NONE = 0
    GATE_OP = 1
    GATE_GRAPH = 2

    def __init__(self, use_locking, name, use_own_namescope_for_non_slot_vars=False):
        if known(name) and not name:
            raise ValueError('Must specify the optimizer name')
        self._use_locking = use_locking
        self._name = name
        self._own_scope = None
        if use_own_namescope_for_non_slot_vars:
            with _variable_scope.variable_scope(None, default_name=name) as scope:
                self._own_scope = scope
        self._slots = {}
        self._non_slot_dict = {}
        self._made = []

    def get_name(self):
        return self._name

    def minimize(self, loss, global_step=None, var_list=None, gate_gradients=GATE_OP,
                 aggregation_method=None, colocate_gradients_with_ops=False, name=None,
                 grad_loss=None):
        pairs = self.compute_gradients(
            loss, var_list=var_list, gate_gradients=gate_gradients,
            aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops, grad_loss=grad_loss)
        if not [1 for gradient, _ in pairs if not known(gradient) or gradient is not None]:
            raise ValueError(
                'No gradients provided for any variable, check your graph for ops that do not '
                'support gradients, between variables %s and loss %s.'
                % ([str(variable) for _, variable in pairs], loss))
        return self.apply_gradients(pairs, global_step=global_step, name=name)

    def compute_gradients(self, loss, var_list=None, gate_gradients=GATE_OP,
                          aggregation_method=None, colocate_gradients_with_ops=False,
                          grad_loss=None):
        if known(loss) and callable(loss):
            return self._eager_gradients(loss, var_list)
        if _graph.executing_eagerly():
            raise RuntimeError('`loss` passed to Optimizer.compute_gradients should be a function '
                               'when eager execution is enabled.')
        self._check_loss(loss)
        if var_list is None:
            var_list = (_variable_lists.own_trainable_variables()
                        + _graph.get_collection(GraphKeys.TRAINABLE_RESOURCE_VARIABLES))
        else:
            var_list = _flattened(var_list)
        if not known(var_list):
            return unknown('gradients and variables', 'list')
        if not var_list:
            raise ValueError('No variables to optimize.')
        return list(zip(_math.gradients(loss, var_list), var_list))

    def _check_loss(self, loss):
        dtype = _tensors.as_operand(loss).dtype
        if known(dtype) and not (dtype.base_dtype.is_floating or dtype.base_dtype.is_complex):
            raise ValueError('Invalid type %r for %s, expected: %s.' % (
                dtype, getattr(loss, 'name', loss), unknown('a set of types', 'str')))

    def _eager_gradients(self, loss, var_list):
        loss()
        if var_list is None:
            return unknown('gradients and variables', 'list')
        return [(_math.unary('gradient', variable), variable) for variable in var_list]

    def apply_gradients(self, grads_and_vars, global_step=None, name=None,
                        skip_gradients_aggregation=False):
        if not known(grads_and_vars):
            return self._apply_unknown()
        pairs = list(grads_and_vars)
        if not pairs:
            raise ValueError('No variables provided.')
        var_list = [variable for gradient, variable in pairs if gradient is not None]
        if not var_list:
            raise ValueError('No gradients provided for any variable: %s.'
                             % ([str(variable) for _, variable in pairs],))
        self._create_slots(var_list)
        with _graph.name_scope(name, self._name):
            self._prepare()
            for gradient, variable in pairs:
                if known(gradient) and gradient is None:
                    continue
                self._update_name(variable)
        if _graph.executing_eagerly():
            return None
        operation = _graph.no_op(self._name if name is None else name)
        _graph.add_to_collection(GraphKeys.TRAIN_OP, operation)
        return operation

    def _update_name(self, variable):
        return None

    def _apply_unknown(self):
        _graph.open_up(
            'the variables that an optimizer is given are not known')
        return unknown('a training operation')

    def _prepare(self):
        return None

    def _create_slots(self, var_list):
        return None

    def _apply_dense(self, grad, var):
        return _graph.no_op()

    def _create_non_slot_variable(self, initial_value, name, colocate_with):
        graph = _graph.get_default_graph()
        for known_name, known_graph, variable in self._made:
            if known_name == name and known_graph is graph:
                return variable
        resource = _variables.is_resource_variable(colocate_with)
        if self._own_scope is not None:
            from tensorflow import _get_variable
            with _graph.name_scope(''), _variable_scope.variable_scope(self._own_scope):
                variable = _get_variable.get_variable(
                    name, initializer=initial_value, trainable=False, use_resource=resource)
        else:
            variable = _variables.VariableV1(
                initial_value, name=name, trainable=False, use_resource=resource)
        self._made.append((name, graph, variable))
        return variable

    def _get_non_slot_variable(self, name, graph=None):
        for known_name, known_graph, variable in self._made:
            if known_name == name and (graph is None or known_graph is graph):
                return variable
        return None

    def _slot(self, variable, slot_name, make):
        named = self._slots.setdefault(slot_name, [])
        for primary, slot in named:
            if primary is variable:
                return slot
        slot = make()
        named.append((variable, slot))
        return slot

    def _zeros_slot(self, var, slot_name, op_name):
        return self._slot(var, slot_name, lambda: _slots.create_zeros_slot(var, op_name))

    def _get_or_make_slot(self, var, val, slot_name, op_name):
        return self._slot(var, slot_name, lambda: _slots.create_slot(var, val, op_name))

    def _get_or_make_slot_with_initializer(self, var, initializer, shape, dtype, slot_name,
                                           op_name):
        return self._slot(var, slot_name, lambda: _slots.create_slot(
            var, initializer, op_name, shape, dtype))

    def get_slot(self, var, name):
        for primary, slot in self._slots.get(name, []):
            if primary is var:
                return slot
        return None

    def get_slot_names(self):
        return sorted(self._slots)

    def variables(self):
        found = [variable for _, _, variable in self._made]
        for named in self._slots.values():
            found.extend([slot for _, slot in named])
        return sorted(found, key=lambda variable: variable.name)


def _flattened(items):
    if not known(items):
        return items
    if isinstance(items, dict):
        items = [items[name] for name in sorted(items)]
    if not isinstance(items, (list, tuple)):
        return list(items) if hasattr(items, '_variable_list') else [items]
    result = []
    for item in items:
        if known(item) and isinstance(item, (list, tuple, dict)):
            result.extend(_flattened(item))
        else:
            result.append(item)
    return result


def _initial(variable, value):
    """An initializer for slots that begin with a constant."""
    if variable.shape.lacks_dimensions():
        return _tensors.make('Fill', None, variable.dtype, variable.shape)
    return _initializers.constant_initializer(value)


class GradientDescentOptimizer(Optimizer):
    def __init__(self, learning_rate, use_locking=False, name='GradientDescent'):
        super().__init__(use_locking, name)


class ProximalGradientDescentOptimizer(Optimizer):
    def __init__(self, learning_rate, l1_regularization_strength=0.0,
                 l2_regularization_strength=0.0, use_locking=False,
                 name='ProximalGradientDescent'):
        super().__init__(use_locking, name)


class MomentumOptimizer(Optimizer):
    def __init__(self, learning_rate, momentum, use_locking=False, name='Momentum',
                 use_nesterov=False):
        super().__init__(use_locking, name)

    def _create_slots(self, var_list):
        for variable in var_list:
            self._zeros_slot(variable, 'momentum', self._name)


class AdamOptimizer(Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-08,
                 use_locking=False, name='Adam', use_own_namescope_for_non_slot_vars=False):
        super().__init__(use_locking, name, use_own_namescope_for_non_slot_vars)
        self._beta1 = beta1
        self._beta2 = beta2

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda variable: variable.name)
        self._create_non_slot_variable(
            initial_value=self._beta1, name='beta1_power', colocate_with=first)
        self._create_non_slot_variable(
            initial_value=self._beta2, name='beta2_power', colocate_with=first)
        for variable in var_list:
            self._zeros_slot(variable, 'm', self._name)
            self._zeros_slot(variable, 'v', self._name)


class RMSPropOptimizer(Optimizer):
    def __init__(self, learning_rate, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False,
                 centered=False, name='RMSProp'):
        super().__init__(use_locking, name)
        self._centered = centered

    def _create_slots(self, var_list):
        for variable in var_list:
            base = variable.dtype.base_dtype
            if variable.shape.lacks_dimensions():
                initial = _arrays.filled_like('ones_like')(variable)
                self._get_or_make_slot(variable, initial, 'rms', self._name)
            else:
                self._get_or_make_slot_with_initializer(
                    variable, _initializers.ones_initializer(), variable.shape, base, 'rms',
                    self._name)
            if self._centered:
                self._zeros_slot(variable, 'mg', self._name)
            self._zeros_slot(variable, 'momentum', self._name)


class AdagradOptimizer(Optimizer):
    def __init__(self, learning_rate, initial_accumulator_value=0.1, use_locking=False,
                 name='Adagrad'):
        if known(initial_accumulator_value) and initial_accumulator_value <= 0.0:
            raise ValueError('initial_accumulator_value must be positive: %s'
                             % initial_accumulator_value)
        super().__init__(use_locking, name)
        self._initial = initial_accumulator_value

    def _create_slots(self, var_list):
        for variable in var_list:
            self._get_or_make_slot_with_initializer(
                variable, _initial(variable, self._initial), variable.shape,
                variable.dtype.base_dtype, 'accumulator', self._name)


class AdadeltaOptimizer(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-08, use_locking=False,
                 name='Adadelta'):
        super().__init__(use_locking, name)

    def _create_slots(self, var_list):
        for variable in var_list:
            self._zeros_slot(variable, 'accum', self._name)
            self._zeros_slot(variable, 'accum_update', self._name)


class FtrlOptimizer(Optimizer):
    def __init__(self, learning_rate, learning_rate_power=-0.5, initial_accumulator_value=0.1,
                 l1_regularization_strength=0.0, l2_regularization_strength=0.0,
                 use_locking=False, name='Ftrl', accum_name=None, linear_name=None,
                 l2_shrinkage_regularization_strength=0.0, beta=None):
        super().__init__(use_locking, name)
        for text, value, allowed in (
                ('initial_accumulator_value %f needs to be positive or zero',
                 initial_accumulator_value, 1),
                ('learning_rate_power %f needs to be negative or zero', learning_rate_power, -1),
                ('l1_regularization_strength %f needs to be positive or zero',
                 l1_regularization_strength, 1),
                ('l2_regularization_strength %f needs to be positive or zero',
                 l2_regularization_strength, 1)):
            if known(value) and value * allowed < 0.0:
                raise ValueError(text % value)
        self._accum_name = accum_name
        self._linear_name = linear_name
        self._initial = initial_accumulator_value

    def _create_slots(self, var_list):
        for variable in var_list:
            self._get_or_make_slot_with_initializer(
                variable, _initializers.constant_initializer(self._initial), variable.shape,
                variable.dtype, 'accum', self._accum_name or self._name)
            self._zeros_slot(variable, 'linear', self._linear_name or self._name)


class AdagradDAOptimizer(Optimizer):
    def __init__(self, learning_rate, global_step,
                 initial_gradient_squared_accumulator_value=0.1, l1_regularization_strength=0.0,
                 l2_regularization_strength=0.0, use_locking=False, name='AdagradDA'):
        super().__init__(use_locking, name)

    def _create_slots(self, var_list):
        for variable in var_list:
            first = _tensors.make('Const', None, variable.dtype, variable.shape)
            second = _tensors.make('Const', None, variable.dtype, variable.shape)
            self._get_or_make_slot(variable, first, 'gradient_accumulator', self._name)
            self._get_or_make_slot(variable, second, 'gradient_squared_accumulator', self._name)


class ProximalAdagradOptimizer(Optimizer):
    def __init__(self, learning_rate, initial_accumulator_value=0.1,
                 l1_regularization_strength=0.0, l2_regularization_strength=0.0,
                 use_locking=False, name='ProximalAdagrad'):
        super().__init__(use_locking, name)

    def _create_slots(self, var_list):
        for variable in var_list:
            initial = _tensors.make('Const', None, variable.dtype, variable.shape)
            self._get_or_make_slot(variable, initial, 'accumulator', self._name)


class SyncReplicasOptimizer(Optimizer):
    """Wraps another optimizer; makes a local step of its own."""

    def __init__(self, opt, replicas_to_aggregate, total_num_replicas=None,
                 variable_averages=None, variables_to_average=None, use_locking=False,
                 name='sync_replicas'):
        super().__init__(use_locking, name)
        self._opt = opt

    def compute_gradients(self, *args, **kwargs):
        return self._opt.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        self._local_step = _variables.VariableV1(
            _tensors.make('Const', None, _dtypes.int64, _shapes.TensorShape([])),
            trainable=False, collections=[GraphKeys.LOCAL_VARIABLES], name='sync_rep_local_step')
        return self._opt.apply_gradients(grads_and_vars, global_step, name)

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def variables(self):
        return self._opt.variables()

    def make_session_run_hook(self, is_chief, num_tokens=-1):
        return unknown('a hook')


class CrossShardOptimizer(Optimizer):
    """tf.compat.v1.tpu.CrossShardOptimizer: makes no variable of its own."""

    def __init__(self, opt, reduction='mean', name='CrossShardOptimizer', group_assignment=None):
        super().__init__(False, name)
        self._opt = opt

    def compute_gradients(self, loss, var_list=None, **kwargs):
        return self._opt.compute_gradients(loss, var_list=var_list, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return self._opt.apply_gradients(grads_and_vars, global_step, name)

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def variables(self):
        return self._opt.variables()
