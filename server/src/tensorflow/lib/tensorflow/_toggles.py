# The switches between the behaviours of TensorFlow 1 and 2.
# In TensorFlow: python/compat/v2_compat.py.

from tensorflow import _graph, _shapes
from tensorflow._variables import (
    _flags, disable_resource_variables, enable_resource_variables, resource_variables_enabled)


def disable_v2_behavior():
    disable_control_flow_v2()
    _graph.disable_eager_execution()
    _shapes.disable_v2_tensorshape()
    disable_resource_variables()


def enable_v2_behavior():
    enable_control_flow_v2()
    _graph.enable_eager_execution()
    _shapes.enable_v2_tensorshape()
    enable_resource_variables()


def disable_control_flow_v2():
    _graph._state['functions'] = False


def enable_control_flow_v2():
    _graph._state['functions'] = True


def disable_tensor_equality():
    return None


def enable_tensor_equality():
    return None


def be_tensorflow_1():
    """The program uses what only TensorFlow 1 has: it runs there, with graphs and references."""
    if not _flags['one']:
        _flags['one'] = True
        disable_v2_behavior()


def is_tensorflow_1():
    return _flags['one']


__all__ = [
    'disable_control_flow_v2', 'disable_resource_variables', 'disable_tensor_equality',
    'be_tensorflow_1', 'disable_v2_behavior', 'enable_control_flow_v2', 'enable_resource_variables',
    'enable_tensor_equality', 'enable_v2_behavior', 'resource_variables_enabled',
]
