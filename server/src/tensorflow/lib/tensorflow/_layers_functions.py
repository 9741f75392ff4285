# The functional forms of tf.compat.v1.layers: a layer made and called at once.
# In tf_keras: legacy_tf_layers/{core,convolutional,pooling,normalization}.py.

from tensorflow import _layers_core as core


def _scoped(kind):
    """A function whose `name` is the scope, taken as it is; its variables are shared by `reuse`."""

    def layer(inputs, *args, name=None, reuse=None, training=None, **kwargs):
        made = kind(*args, name=name, _scope=name, _reuse=reuse, **kwargs)
        if training is None:
            return made(inputs)
        return made(inputs, training=training)

    return layer


def _unscoped(kind):
    """A function whose `name` is made unique as a default name is."""

    def layer(inputs, *args, training=None, **kwargs):
        made = kind(*args, **kwargs)
        if training is None:
            return made(inputs)
        return made(inputs, training=training)

    return layer


dense = _scoped(core.Dense)
conv1d = _scoped(core.Conv1D)
conv2d = _scoped(core.Conv2D)
conv3d = _scoped(core.Conv3D)
separable_conv1d = _scoped(core.SeparableConv1D)
separable_conv2d = _scoped(core.SeparableConv2D)
conv2d_transpose = _scoped(core.Conv2DTranspose)
conv3d_transpose = _scoped(core.Conv3DTranspose)
batch_normalization = _scoped(core.BatchNormalization)
max_pooling1d = _unscoped(core.MaxPooling1D)
max_pooling2d = _unscoped(core.MaxPooling2D)
max_pooling3d = _unscoped(core.MaxPooling3D)
average_pooling1d = _unscoped(core.AveragePooling1D)
average_pooling2d = _unscoped(core.AveragePooling2D)
average_pooling3d = _unscoped(core.AveragePooling3D)


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    return core.Dropout(rate, noise_shape, seed, name=name)(inputs, training=training)


def flatten(inputs, name=None, data_format='channels_last'):
    return core.Flatten(name=name, data_format=data_format)(inputs)
