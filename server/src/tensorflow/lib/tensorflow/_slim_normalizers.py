# Normalization in slim and tf.contrib.layers: batch, layer, instance and group norm.
# In tf_slim: layers/{layers,normalization}.py.

from _ckptmap import known, unknown

from tensorflow import _averages, _dtypes, _initializers, _layers_core as core, _math, _nn
from tensorflow import _tensors, _variable_scope
from tensorflow._arg_scope import add_arg_scope
from tensorflow._graph import GraphKeys
from tensorflow._slim_layers import (
    _axes, _channels, _collect, _collections_of, _finished, _getter)
from tensorflow._slim_variables import model_variable

_zeros = _initializers.zeros_initializer
_ones = _initializers.ones_initializer


def _parameter(name, shape, dtype, initializer, regularizer, collections, trainable):
    return model_variable(
        name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer,
        collections=_collections_of(collections, name), trainable=trainable)


def _batch_norm(inputs, decay=0.999, center=True, scale=False, epsilon=0.001, activation_fn=None,
                param_initializers=None, param_regularizers=None,
                updates_collections=GraphKeys.UPDATE_OPS, is_training=True, reuse=None,
                variables_collections=None, outputs_collections=None, trainable=True,
                batch_weights=None, fused=None, data_format='NHWC',
                zero_debias_moving_mean=False, scope=None, renorm=False, renorm_clipping=None,
                renorm_decay=0.99, adjustment=None):
    rank = _tensors.as_operand(inputs).shape.ndims
    fused = True if fused is None else fused
    # As slim decides it: by hand only where the layer of TensorFlow cannot do it.
    possible = (batch_weights is None and not renorm and adjustment is None
                and known(rank) and rank in (2, 4))
    arguments = (inputs, decay, center, scale, activation_fn, param_initializers or {},
                 param_regularizers or {}, reuse, variables_collections, outputs_collections,
                 trainable, data_format, scope)
    if fused and possible and (zero_debias_moving_mean or rank == 2
                               or updates_collections != GraphKeys.UPDATE_OPS):
        return _by_hand(arguments, None, updates_collections, zero_debias_moving_mean,
                        is_training, _dtypes.float32)
    uses_layer = (batch_weights is None and updates_collections == GraphKeys.UPDATE_OPS
                  and not zero_debias_moving_mean)
    if uses_layer:
        return _by_layer(arguments, renorm, is_training)
    return _by_hand(arguments, _getter(), updates_collections, zero_debias_moving_mean,
                    is_training, None)


def _by_layer(arguments, renorm, is_training):
    (inputs, decay, center, scale, activation_fn, initializers, regularizers, reuse, collections,
     outputs_collections, trainable, data_format, scope) = arguments
    with _variable_scope.variable_scope(
            scope, 'BatchNorm', [inputs], reuse=reuse, custom_getter=_getter()) as sc:
        made = core.BatchNormalization(
            axis=1 if _axes(data_format) == 'channels_first' else -1, momentum=decay,
            center=center, scale=scale, beta_initializer=initializers.get('beta', _zeros()),
            gamma_initializer=initializers.get('gamma', _ones()),
            moving_mean_initializer=initializers.get('moving_mean', _zeros()),
            moving_variance_initializer=initializers.get('moving_variance', _ones()),
            beta_regularizer=regularizers.get('beta'),
            gamma_regularizer=regularizers.get('gamma'), trainable=trainable, renorm=renorm,
            name=sc.name, _scope=sc, _reuse=reuse)
        outputs = made(inputs, training=is_training)
        for variable, _ in made._weights:
            name = variable.name.rpartition('/')[2] if known(variable.name) else ''
            _collect(variable, collections, name.partition(':')[0])
        return _finished(outputs, None, None, activation_fn, outputs_collections, sc.name)


def _by_hand(arguments, getter, updates_collections, zero_debias, is_training, dtype):
    (inputs, decay, center, scale, activation_fn, initializers, regularizers, reuse, collections,
     outputs_collections, trainable, data_format, scope) = arguments
    with _variable_scope.variable_scope(
            scope, 'BatchNorm', [inputs], reuse=reuse, custom_getter=getter) as sc:
        operand = _tensors.as_operand(inputs)
        if dtype is None:
            dtype = operand.dtype
        shape = [_channels(inputs, data_format)]
        if known(shape[0]) and shape[0] is None:
            raise ValueError('Inputs %s has undefined channels dimension %s.' % (
                getattr(inputs, 'name', ''), '(None,)'))
        sources = [operand]
        if center:
            sources.append(_tensors.as_operand(_parameter(
                'beta', shape, dtype, initializers.get('beta', _zeros()),
                regularizers.get('beta'), collections, trainable)))
        if scale:
            sources.append(_tensors.as_operand(_parameter(
                'gamma', shape, dtype, initializers.get('gamma', _ones()),
                regularizers.get('gamma'), collections, trainable)))
        with _variable_scope.variable_scope(_variable_scope.get_variable_scope()) as local:
            local.set_partitioner(None)
            mean = _parameter('moving_mean', shape, dtype,
                              initializers.get('moving_mean', _zeros()), None, collections, False)
            _parameter('moving_variance', shape, dtype,
                       initializers.get('moving_variance', _ones()), None, collections, False)
        outputs = _tensors.make('batchnorm', None, tuple(sources), operand.shape)
        if zero_debias and (not known(is_training) or is_training is not False):
            _averages.assign_moving_average(mean, outputs, decay, zero_debias=True)
        return _finished(outputs, None, None, activation_fn, outputs_collections, sc.name)


_batch_norm.__name__ = 'batch_norm'
batch_norm = add_arg_scope(_batch_norm)


def _layer_norm(inputs, center=True, scale=True, activation_fn=None, reuse=None,
                variables_collections=None, outputs_collections=None, trainable=True,
                begin_norm_axis=1, begin_params_axis=-1, scope=None):
    with _variable_scope.variable_scope(scope, 'LayerNorm', [inputs], reuse=reuse) as sc:
        operand = _tensors.as_operand(inputs)
        dims = operand.shape._dims
        if known(dims) and dims is None:
            raise ValueError('Inputs %s has undefined rank.' % inputs.name)
        if known(dims):
            shape = operand.shape[begin_params_axis:]
            if shape.lacks_dimensions():
                raise ValueError('Inputs %s: shape(inputs)[%s:] is not fully defined: %s' % (
                    inputs.name, begin_params_axis, operand.shape))
        else:
            shape = [unknown('a dimension', 'int')]
        return _scaled_and_shifted(operand, shape, center, scale, activation_fn, {}, {},
                                   variables_collections, outputs_collections, trainable, sc)


def _scaled_and_shifted(operand, shape, center, scale, activation_fn, initializers, regularizers,
                        collections, outputs_collections, trainable, sc):
    sources = [operand]
    dtype = operand.dtype
    if center:
        sources.append(_tensors.as_operand(_parameter(
            'beta', shape, dtype, initializers.get('beta', _zeros()), regularizers.get('beta'),
            collections, trainable)))
    if scale:
        sources.append(_tensors.as_operand(_parameter(
            'gamma', shape, dtype, initializers.get('gamma', _ones()), regularizers.get('gamma'),
            collections, trainable)))
    outputs = _tensors.make('batchnorm', None, tuple(sources), operand.shape)
    return _finished(outputs, None, None, activation_fn, outputs_collections, sc.name)


_layer_norm.__name__ = 'layer_norm'
layer_norm = add_arg_scope(_layer_norm)


def _instance_norm(inputs, center=True, scale=True, epsilon=1e-6, activation_fn=None,
                   param_initializers=None, reuse=None, variables_collections=None,
                   outputs_collections=None, trainable=True, data_format='NHWC', scope=None):
    with _variable_scope.variable_scope(scope, 'InstanceNorm', [inputs], reuse=reuse) as sc:
        operand = _tensors.as_operand(inputs)
        return _scaled_and_shifted(
            operand, [_channels(inputs, data_format)], center, scale, activation_fn,
            param_initializers or {}, {}, variables_collections, outputs_collections, trainable,
            sc)


instance_norm = add_arg_scope(_instance_norm)


def _group_norm(inputs, groups=32, channels_axis=-1, reduction_axes=(-3, -2), center=True,
                scale=True, epsilon=1e-6, activation_fn=None, param_initializers=None,
                reuse=None, variables_collections=None, outputs_collections=None,
                trainable=True, scope=None, mean_close_to_zero=False):
    with _variable_scope.variable_scope(scope, 'GroupNorm', [inputs], reuse=reuse) as sc:
        operand = _tensors.as_operand(inputs)
        dims = operand.shape._dims
        size = unknown('the channels of an input', 'int')
        if known(dims) and dims is not None:
            size = dims[channels_axis]
        return _scaled_and_shifted(
            operand, [size], center, scale, activation_fn, param_initializers or {}, {},
            variables_collections, outputs_collections, trainable, sc)


group_norm = add_arg_scope(_group_norm)


def _unit_norm(inputs, dim, epsilon=1e-7, scope=None):
    with _variable_scope.variable_scope(scope, 'UnitNorm', [inputs]):
        return _math.unary('div', inputs)


unit_norm = add_arg_scope(_unit_norm)
moments = _nn.moments
