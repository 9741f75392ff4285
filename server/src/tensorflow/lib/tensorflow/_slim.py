# The names of slim: layers, variables, losses and training, at one place.
# In tf_slim: __init__.py; in TensorFlow 1: contrib/slim/python/slim.

from tensorflow._arg_scope import (
    add_arg_scope, arg_scope, arg_scoped_arguments, current_arg_scope, has_arg_scope)
from tensorflow._slim_layers import (
    bias_add, convolution, convolution1d, convolution2d, convolution2d_in_plane,
    convolution2d_transpose, convolution3d, convolution3d_transpose, fully_connected,
    separable_convolution2d)
from tensorflow._slim_normalizers import (
    batch_norm, group_norm, instance_norm, layer_norm, unit_norm)
from tensorflow._slim_regularizers import (
    apply_regularization, create_train_op, l1_l2_regularizer, l1_regularizer, l2_regularizer,
    optimize_loss, sum_regularizer, variance_scaling_initializer, xavier_initializer,
    xavier_initializer_conv2d)
from tensorflow._slim_shapes import (
    avg_pool2d, avg_pool3d, dropout, embed_sequence, flatten, max_pool2d, max_pool3d,
    one_hot_encoding, repeat, scale_gradient, softmax, spatial_softmax, stack)
from tensorflow._slim_variables import (
    add_model_variable, assign_from_checkpoint, assign_from_checkpoint_fn, assign_from_values,
    assign_from_values_fn, create_global_step, filter_variables, get_global_step,
    get_local_variables, get_model_variables, get_or_create_global_step,
    get_trainable_variables, get_unique_variable, get_variable_full_name, get_variables,
    get_variables_by_name, get_variables_by_suffix, get_variables_to_restore, global_variable,
    local_variable, model_variable, variable)

conv1d = convolution1d
conv2d = convolution2d
conv2d_in_plane = convolution2d_in_plane
conv2d_transpose = convolution2d_transpose
conv3d = convolution3d
conv3d_transpose = convolution3d_transpose
separable_conv2d = separable_convolution2d


def linear(inputs, num_outputs, activation_fn=None, **kwargs):
    return fully_connected(inputs, num_outputs, activation_fn=activation_fn, **kwargs)


def relu(inputs, num_outputs, **kwargs):
    return fully_connected(inputs, num_outputs, **kwargs)
