# The import paths below tensorflow.python that programs use: each symbol there is that of
# tf.compat.v1 of the same name, wherever TensorFlow keeps it.

from tensorflow import _unmodelled


def attribute(path, name):
    """For the `__getattr__` of a module below tensorflow.python."""
    if name[:1] == '_' and name != '_get_default_variable_store':
        raise AttributeError("module '%s' has no attribute '%s'" % (path, name))
    for namespace in _namespaces():
        if name in namespace:
            return namespace[name]
    return _unmodelled.attribute(path, name)


def _namespaces():
    import tensorflow.compat.v1 as v1
    import tensorflow.compat.v1.train as train
    import tensorflow.nn as nn
    from tensorflow import _get_variable, _layers, _layers_core, _layers_functions, _rnn, _session
    from tensorflow import _slots, _tensors, _variable_lists, _variables, _warm_start
    return [v1.__dict__, nn.__dict__, train.__dict__, _layers_functions.__dict__,
            _layers_core.__dict__, _layers.__dict__, _rnn.__dict__, _variables.__dict__,
            _variable_lists.__dict__, _session.__dict__, _slots.__dict__, _tensors.__dict__,
            _warm_start.__dict__,
            _STORE if _STORE else _filled(_get_variable)]


_STORE = {}


def _filled(module):
    _STORE['_get_default_variable_store'] = module.get_default_store
    return _STORE
