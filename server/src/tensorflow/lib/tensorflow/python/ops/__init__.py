# tensorflow.python.ops, as programs import it: see _python.py.

from tensorflow._python import attribute

# Modules of this package, which are imported, not looked up.
_MODULES = (
    'array_ops', 'check_ops', 'clip_ops', 'cond', 'control_flow_ops', 'ctc_ops',
    'custom_gradient', 'data_flow_ops', 'embedding_ops', 'functional_ops', 'gen_array_ops',
    'gen_math_ops', 'gen_nn_ops', 'gradients', 'gradients_impl', 'image_ops', 'init_ops',
    'init_ops_v2', 'inplace_ops', 'io_ops', 'linalg_ops', 'logging_ops', 'lookup_ops', 'losses',
    'map_fn', 'math_ops', 'metrics', 'metrics_impl', 'nn', 'nn_impl', 'nn_ops', 'parsing_ops',
    'partitioned_variables', 'random_ops', 'ref_variable', 'resource_variable_ops', 'rnn',
    'rnn_cell', 'rnn_cell_impl', 'script_ops', 'sparse_ops', 'standard_ops', 'state_ops',
    'string_ops', 'template', 'tensor_array_ops', 'variable_scope', 'variable_v1', 'variables',
    'while_loop')


def __getattr__(name):
    if name in _MODULES:
        raise AttributeError(name)
    return attribute('tensorflow.python.ops', name)
