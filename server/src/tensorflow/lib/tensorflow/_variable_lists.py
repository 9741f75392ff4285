# The lists of variables that a graph keeps, and operations on variables.
# In TensorFlow: python/ops/{variables,state_ops}.py.

from tensorflow import _dtypes, _graph, _shapes, _tensors
from tensorflow._graph import GraphKeys


def global_variables(scope=None):
    return _graph.get_collection(GraphKeys.GLOBAL_VARIABLES, scope)


def all_variables():
    return global_variables()


def local_variables(scope=None):
    return _graph.get_collection(GraphKeys.LOCAL_VARIABLES, scope)


def model_variables(scope=None):
    return _graph.get_collection(GraphKeys.MODEL_VARIABLES, scope)


def trainable_variables(scope=None):
    return _graph.get_collection(GraphKeys.TRAINABLE_VARIABLES, scope)


def own_trainable_variables():
    """Those to train: not known where a model is named, since it is not seen what uses them."""
    return _graph.get_default_graph()._own_collection(GraphKeys.TRAINABLE_VARIABLES)


def moving_average_variables(scope=None):
    return _graph.get_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, scope)


def variables_initializer(var_list, name='init'):
    return _graph.no_op(name)


def global_variables_initializer():
    return _graph.no_op('init')


def local_variables_initializer():
    return _graph.no_op('init')


def assert_variables_initialized(var_list=None):
    return None


def report_uninitialized_variables(var_list=None, name='report_uninitialized_variables'):
    return _tensors.hidden(name)


def is_variable_initialized(variable):
    return _tensors.make('IsVariableInitialized', None, _dtypes.bool, _shapes.TensorShape([]))


def assign(ref, value, validate_shape=None, use_locking=None, name=None):
    return ref._assigned(value, validate_shape)


def assign_add(ref, value, use_locking=None, name=None):
    return ref.assign_add(value)


def assign_sub(ref, value, use_locking=None, name=None):
    return ref.assign_sub(value)
