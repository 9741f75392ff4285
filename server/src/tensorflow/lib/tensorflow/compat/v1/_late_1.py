# Namespaces of tf.compat.v1, read where a program first asks for them.

from tensorflow import _late, _unmodelled


def top(name):
    """`tensorflow.compat.v1.name` where the package itself does not have it."""
    if name == 'keras':
        return _late.keras()
    if name == 'Module':
        from tensorflow import _module
        return _module.Module
    if name == 'train':
        import tensorflow.compat.v1.train
        return tensorflow.compat.v1.train
    if name == 'initializers':
        import tensorflow.compat.v1.initializers
        return tensorflow.compat.v1.initializers
    if name == 'nn':
        import tensorflow.compat.v1.nn
        return tensorflow.compat.v1.nn
    if name == 'estimator':
        import tensorflow.compat.v1.estimator
        return tensorflow.compat.v1.estimator
    if name == 'tpu':
        import tensorflow.compat.v1.tpu
        return tensorflow.compat.v1.tpu
    if name == 'compat':
        import tensorflow.compat
        return tensorflow.compat
    if name in ('app', 'flags', 'gfile', 'layers', 'logging', 'losses', 'metrics'):
        return _late._old_namespace(name)
    found = _late.namespace(name)
    return _unmodelled.attribute('tf', name) if found is None else found
