# Attributes of the namespaces that are read only when a program asks for them.

from tensorflow import _unmodelled


def top(name):
    """`tensorflow.name` where the package itself does not have it."""
    found = _object(name)
    if found is not None:
        return found
    from tensorflow import _names_1, _names_initializers, _toggles
    for names in (_names_1, _names_initializers):
        if hasattr(names, name):
            _toggles.be_tensorflow_1()
            return getattr(names, name)
    if name == 'contrib':
        import tensorflow.contrib
        return tensorflow.contrib
    found = namespace(name)
    if found is not None:
        return found
    found = _old_namespace(name)
    if found is not None:
        _toggles.be_tensorflow_1()
        return found
    return _unmodelled.attribute('tf', name)


def _object(name):
    """Classes that belong to the model of objects."""
    if name == 'Module':
        from tensorflow import _module
        return _module.Module
    if name == 'keras':
        return keras()
    if name == 'function':
        from tensorflow import _function
        return _function.function
    if name == 'GradientTape':
        from tensorflow import _gradient_tape
        return _gradient_tape.GradientTape
    if name == 'saved_model':
        from tensorflow import _saved_model
        return _saved_model
    if name == 'optimizers' or name == 'losses' or name == 'metrics':
        # In TensorFlow 2 these are Keras's; what they lack there is TensorFlow 1's.
        return _KerasOr(name)
    return None


class _KerasOr:
    """tf.losses and its kin: Keras's names, else those of TensorFlow 1."""

    def __init__(self, name):
        self._name = name

    def __getattr__(self, attribute):
        if attribute[:2] == '__':
            raise AttributeError(attribute)
        from tensorflow import _toggles
        old = _old_namespace(self._name)
        if old is not None and attribute in old.__dict__:
            _toggles.be_tensorflow_1()
            return old.__dict__[attribute]
        return getattr(getattr(keras(), self._name), attribute)


def keras():
    import _ckptmap
    if _ckptmap.legacy_keras():
        import tf_keras
        return tf_keras
    import keras as keras_3
    return keras_3


def namespace(name):
    """The namespaces that both versions have."""
    if name == 'compat':
        import tensorflow.compat
        return tensorflow.compat
    if name == 'train':
        import tensorflow.train
        return tensorflow.train
    if name == 'nn':
        import tensorflow.nn
        return tensorflow.nn
    if name == 'math':
        import tensorflow.math
        return tensorflow.math
    if name == 'random':
        import tensorflow.random
        return tensorflow.random
    if name == 'io':
        import tensorflow.io
        return tensorflow.io
    if name == 'initializers':
        import tensorflow.initializers
        return tensorflow.initializers
    if name == 'data':
        import tensorflow.data
        return tensorflow.data
    if name == 'dtypes':
        import tensorflow.dtypes
        return tensorflow.dtypes
    if name == 'estimator':
        import tensorflow.estimator
        return tensorflow.estimator
    if name == 'summary':
        import tensorflow.summary
        return tensorflow.summary
    if name == 'nest':
        import tensorflow.nest
        return tensorflow.nest
    if name == 'tpu':
        import tensorflow.compat.v1.tpu
        return tensorflow.compat.v1.tpu
    if name == 'image':
        import tensorflow.image
        return tensorflow.image
    return None


def _old_namespace(name):
    """The namespaces that only TensorFlow 1 has, and its own of a name that both have."""
    if name == 'app':
        import tensorflow.compat.v1.app as app
        return app
    if name == 'flags':
        import tensorflow.compat.v1.flags as flags
        return flags
    if name == 'gfile':
        import tensorflow.compat.v1.gfile as gfile
        return gfile
    if name == 'layers':
        import tensorflow.compat.v1.layers as layers
        return layers
    if name == 'logging':
        import tensorflow.compat.v1.logging as logging
        return logging
    if name == 'losses':
        import tensorflow.compat.v1.losses as losses
        return losses
    if name == 'metrics':
        import tensorflow.compat.v1.metrics as metrics
        return metrics
    return None
