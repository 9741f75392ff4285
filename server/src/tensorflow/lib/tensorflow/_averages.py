# Exponential moving averages. In TensorFlow: python/training/moving_averages.py.

from _ckptmap import known, unknown

from tensorflow import _graph, _math, _slots, _tensors, _variable_lists, _variables
from tensorflow._graph import GraphKeys


class ExponentialMovingAverage:
    """Keeps a shadow of each variable, named below it by `name`."""

    def __init__(self, decay, num_updates=None, zero_debias=False,
                 name='ExponentialMovingAverage'):
        self._decay = decay
        self._corrects = zero_debias
        self._name = name
        self._averages = []

    @property
    def name(self):
        return self._name

    def average(self, var):
        for variable, shadow in self._averages:
            if variable is var:
                return shadow
        return None

    def apply(self, var_list=None):
        if var_list is None:
            var_list = _variable_lists.own_trainable_variables()
        if not known(var_list):
            _graph.open_up('the variables of an average are not known')
            return unknown('an operation')
        corrected = []
        for variable in var_list:
            if known(variable.dtype) and variable.dtype.base_dtype.name not in (
                    'bfloat16', 'float16', 'float32', 'float64'):
                raise TypeError('The variables must be half, float, or double: %s'
                                % variable.name)
            if self.average(variable) is None:
                shadow = self._shadow(variable)
                self._averages.append((variable, shadow))
                if self._corrects and not isinstance(variable, _variables.Variable):
                    corrected.append((shadow, variable))
        with _graph.name_scope(self._name) as scope:
            for shadow, tensor in corrected:
                assign_moving_average(shadow, tensor, self._decay)
            return _graph.no_op(scope if scope else self._name)

    def _shadow(self, variable):
        if not isinstance(variable, _variables.Variable):
            return _slots.create_zeros_slot(variable, self._name)
        value = _tensors._Operand(variable.dtype.base_dtype, variable.shape)
        shadow = _slots.create_slot(variable, value, self._name)
        _graph.add_to_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, variable)
        return shadow

    def average_name(self, var):
        shadow = self.average(var)
        if shadow is not None:
            return shadow.op.name
        return _graph.get_default_graph().unique_name(var.op.name + '/' + self._name, False)

    def variables_to_restore(self, moving_avg_variables=None):
        if moving_avg_variables is None:
            moving_avg_variables = (
                _variable_lists.trainable_variables() + _variable_lists.moving_average_variables())
        if not known(moving_avg_variables):
            return unknown('variables by name')
        names = {}
        for variable in _once(moving_avg_variables):
            names[self.average_name(variable)] = variable
        averaged = set(variable.name for variable in moving_avg_variables)
        for variable in _once(_variable_lists.global_variables()):
            if variable.name not in averaged and variable.op.name not in names:
                names[variable.op.name] = variable
        return names


def _once(items):
    result = []
    for item in items:
        if not any(item is other for other in result):
            result.append(item)
    return result


def assign_moving_average(variable, value, decay, zero_debias=True, name=None):
    """Makes two more variables where the average is corrected for its start."""
    if not zero_debias:
        return _math.unary('AssignMovingAvg', variable, name)
    from tensorflow import _get_variable, _initializers, _variable_scope
    with _graph.name_scope(name, 'AssignMovingAvg'), _variable_scope.variable_scope(
            variable.op.name, values=[variable, value, decay]):
        shape = variable.shape
        dtype = variable.dtype.base_dtype
        _get_variable.get_variable(
            'biased', shape=shape, dtype=dtype, trainable=False,
            initializer=_initializers.zeros_initializer())
        _get_variable.get_variable(
            'local_step', shape=[], dtype=dtype, trainable=False,
            initializer=_initializers.zeros_initializer())
    return _math.unary('AssignMovingAvg', variable, name)
