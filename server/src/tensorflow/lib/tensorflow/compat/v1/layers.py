# tf.compat.v1.layers. In tf_keras: legacy_tf_layers.

from tensorflow._layers import Layer
from tensorflow._layers_core import (
    AveragePooling1D, AveragePooling2D, AveragePooling3D, BatchNormalization, Conv1D, Conv2D,
    Conv2DTranspose, Conv3D, Conv3DTranspose, Dense, Dropout, Flatten, MaxPooling1D, MaxPooling2D,
    MaxPooling3D, SeparableConv1D, SeparableConv2D)
from tensorflow._layers_functions import (
    average_pooling1d, average_pooling2d, average_pooling3d, batch_normalization, conv1d, conv2d,
    conv2d_transpose, conv3d, conv3d_transpose, dense, dropout, flatten, max_pooling1d,
    max_pooling2d, max_pooling3d, separable_conv1d, separable_conv2d)
from tensorflow._unmodelled import attribute


class InputSpec:
    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None):
        self.ndim = ndim
        self.axes = axes


def __getattr__(name):
    return attribute('tf.layers', name)
