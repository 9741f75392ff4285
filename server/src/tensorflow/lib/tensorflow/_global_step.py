# The global step: a variable in a collection of its own.
# In TensorFlow: python/training/training_util.py.

from _ckptmap import known

from tensorflow import _dtypes, _graph, _initializers
from tensorflow._graph import GraphKeys


def get_global_step(graph=None):
    graph = graph or _graph.get_default_graph()
    found = graph.get_collection(GraphKeys.GLOBAL_STEP)
    if not known(found):
        return found
    if len(found) == 1:
        return found[0]
    if not found:
        for variable in graph._variables:
            if known(variable.name) and variable.name == 'global_step:0':
                return variable
    return None


def create_global_step(graph=None):
    graph = graph or _graph.get_default_graph()
    if get_global_step(graph) is not None:
        raise ValueError('"global_step" already exists.')
    if _graph.executing_eagerly():
        return _make()
    with graph.as_default(), graph.name_scope(None):
        return _make()


def _make():
    from tensorflow import _get_variable
    return _get_variable.get_variable(
        GraphKeys.GLOBAL_STEP, shape=[], dtype=_dtypes.int64,
        initializer=_initializers.zeros_initializer(), trainable=False,
        collections=[GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP])


def get_or_create_global_step(graph=None):
    graph = graph or _graph.get_default_graph()
    found = get_global_step(graph)
    return create_global_step(graph) if found is None else found


def assert_global_step(global_step_tensor):
    return None


def global_step(sess, global_step_tensor):
    from _ckptmap import unknown
    return unknown('the value of the global step', 'int')


