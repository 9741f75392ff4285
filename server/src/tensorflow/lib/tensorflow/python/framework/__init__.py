# tensorflow.python.framework, as programs import it: see _python.py.

from tensorflow._python import attribute

# Modules of this package, which are imported, not looked up.
_MODULES = (
    'constant_op', 'dtypes', 'errors', 'errors_impl', 'function', 'graph_util', 'importer',
    'indexed_slices', 'ops', 'sparse_tensor', 'tensor', 'tensor_shape', 'tensor_spec',
    'tensor_util', 'test_util')


def __getattr__(name):
    if name in _MODULES:
        raise AttributeError(name)
    return attribute('tensorflow.python.framework', name)
