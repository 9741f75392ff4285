# tf_keras: Keras 2, for programs that ask for it (TF_USE_LEGACY_KERAS, tf.compat.v1.layers).
# Its layers and models are not modelled: what they make is left open, nothing is claimed of them.

from tf_keras import (
    activations, applications, backend, callbacks, constraints, datasets, initializers, layers,
    losses, metrics, mixed_precision, models, optimizers, regularizers, utils, _open)

preprocessing = datasets


def __getattr__(name):
    return _open.get('tf_keras', name)
