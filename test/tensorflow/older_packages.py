"""Make importable again what TensorFlow 2.21 has left out and its own older packages import.

`tf_slim` asks for Keras 2's legacy layers and for tensors by older names; `tensorflow_estimator` for four
modules of which only names are needed where a model is trained on one machine. With `install()`
`import tf_slim` works, and with `install_estimator()` `tf.estimator` is the real one, of 2.15.
"""

import importlib
import importlib.abc
import importlib.machinery
import sys
import types

LAYERS = 'tf_keras.legacy_tf_layers'
LEFT_OUT = ('tensorflow.python.distribute.estimator_training',
            'tensorflow.python.tpu.tpu_embedding',
            'tensorflow.python.tpu.tpu_embedding_gradient',
            'tensorflow.python.tpu.session_support')


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the legacy layers in their newer place, and modules of mere names."""

    def find_spec(self, name, path, target=None):
        if name == LAYERS or name.startswith(LAYERS + '.') or name in LEFT_OUT:
            return importlib.machinery.ModuleSpec(name, self)
        return None

    def create_module(self, spec):
        if spec.name.startswith(LAYERS):
            return importlib.import_module(spec.name.replace('tf_keras.', 'tf_keras.src.', 1))
        module = types.ModuleType(spec.name)
        module.__getattr__ = made_up
        return module

    def exec_module(self, module):
        pass


def made_up(name):
    """What a module that was left out has: a class, to be named and never called."""
    if name.startswith('__'):
        raise AttributeError(name)
    if name in ('should_run_distribute_coordinator', 'init_run_config'):
        return lambda *args, **kwargs: False
    return type(name, (), {})


def install():
    from tensorflow.python.framework import ops, tensor
    ops.Tensor = tensor.Tensor
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.append(Finder())


def install_estimator():
    """`tf.estimator` of TensorFlow 1's namespace."""
    install()
    import tensorflow.compat.v1 as tf
    from tensorflow.python.util import tf_export
    tf_export.ESTIMATOR_API_NAME = 'estimator'
    for attributes in (tf_export.API_ATTRS, tf_export.API_ATTRS_V1):
        attributes['estimator'] = attributes['tensorflow']
    from tensorflow_estimator.python.estimator.api._v1 import estimator
    tf.estimator = estimator
