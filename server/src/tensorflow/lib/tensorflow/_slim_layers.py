# Layers of slim and tf.contrib.layers that have weights.
# In tf_slim: layers/layers.py; in TensorFlow 1: contrib/layers/python/layers/layers.py.

from _ckptmap import known, unknown

from tensorflow import _graph, _initializers, _layers_core as core, _nn
from tensorflow import _slicing, _tensors, _variable_scope
from tensorflow._arg_scope import add_arg_scope
from tensorflow._elementwise import relu
from tensorflow._slim_regularizers import xavier_initializer
from tensorflow._slim_utils import collect_named_outputs
from tensorflow._slim_variables import model_variable

_KERNELS = {'bias': 'biases', 'kernel': 'weights'}
_zeros = _initializers.zeros_initializer
_xavier = xavier_initializer()


def _getter(rename=None):
    """A getter that makes model variables, under slim's own names."""

    def model_getter(getter, name, shape=None, dtype=None, initializer=None, regularizer=None,
                     trainable=True, collections=None, caching_device=None, partitioner=None,
                     use_resource=None, synchronization=None, aggregation=None, **unused):
        if rename:
            name = _renamed(name, rename)
        return model_variable(
            name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer,
            collections=collections, trainable=trainable, caching_device=caching_device,
            partitioner=partitioner, custom_getter=getter, use_resource=use_resource,
            synchronization=synchronization, aggregation=aggregation)

    return model_getter


def _renamed(name, rename):
    """A name with slim's own last part, also where what stands before it is not known."""
    for old, new in rename.items():
        ends = name.endswith('/' + old)
        if known(ends) and ends or known(name) and name == old:
            return name[:-len(old)] + new
    return name


def _collections_of(collections, name):
    if known(collections) and isinstance(collections, dict):
        return collections.get(name, None)
    return collections


def _collect(variable, collections, name):
    names = _collections_of(collections, name) or []
    if isinstance(names, str):
        names = [names]
    for key in names:
        for part in getattr(variable, '_variable_list', [variable]):
            if not any(part is other for other in _graph.get_collection(key)):
                _graph.add_to_collection(key, part)


def _finished(outputs, normalizer_fn, normalizer_params, activation_fn, collections, name):
    if normalizer_fn is not None:
        outputs = normalizer_fn(outputs, **(normalizer_params or {}))
    if activation_fn is not None:
        outputs = activation_fn(outputs)
    return collect_named_outputs(collections, name, outputs)


def _axes(data_format):
    if known(data_format) and data_format and data_format[:2] == 'NC':
        return 'channels_first'
    return 'channels_last'


def _rank_class(inputs, conv_dims):
    rank = _tensors.as_operand(inputs).shape.ndims
    if not known(rank):
        rank = (conv_dims or 2) + 2
    if rank is not None and conv_dims is not None and conv_dims + 2 != rank:
        raise ValueError('Convolution expects input with rank %d, got %d' % (conv_dims + 2, rank))
    if rank not in (3, 4, 5):
        raise ValueError('Convolution not supported for input with rank %s' % (rank,))
    return {3: core.Conv1D, 4: core.Conv2D, 5: core.Conv3D}[rank]


def _weighted(kind, default, conv_dims=None):
    """A convolution, or a transposed one."""

    def layer(inputs, num_outputs, kernel_size, stride=1, padding='SAME', data_format=None,
              rate=1, activation_fn=relu, normalizer_fn=None, normalizer_params=None,
              weights_initializer=_xavier, weights_regularizer=None, biases_initializer=_zeros(),
              biases_regularizer=None, reuse=None, variables_collections=None,
              outputs_collections=None, trainable=True, scope=None, **unused):
        with _variable_scope.variable_scope(
                scope, default, [inputs], reuse=reuse, custom_getter=_getter(_KERNELS)) as sc:
            made = (kind or _rank_class(inputs, conv_dims))(
                filters=num_outputs, kernel_size=kernel_size, strides=stride, padding=padding,
                data_format=_axes(data_format), dilation_rate=rate,
                use_bias=not normalizer_fn and biases_initializer is not None,
                kernel_initializer=weights_initializer, bias_initializer=biases_initializer,
                kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer,
                trainable=trainable, name=sc.name, dtype=_tensors.as_operand(inputs).dtype,
                _scope=sc, _reuse=reuse)
            outputs = made(inputs)
            _collect(made.kernel, variables_collections, 'weights')
            if made.bias is not None:
                _collect(made.bias, variables_collections, 'biases')
            return _finished(outputs, normalizer_fn, normalizer_params, activation_fn,
                             outputs_collections, sc.name)

    layer.__name__ = 'convolution' if conv_dims is None else 'convolution%dd' % conv_dims
    return add_arg_scope(layer)


convolution = _weighted(None, 'Conv')
convolution1d = _weighted(None, 'Conv', 1)
convolution2d = _weighted(None, 'Conv', 2)
convolution3d = _weighted(None, 'Conv', 3)


def _transposed(kind, default):
    inner = _weighted(kind, default)

    def layer(inputs, num_outputs, kernel_size, stride=1, padding='SAME', data_format='NHWC',
              activation_fn=relu, *args, **kwargs):
        return inner(inputs, num_outputs, kernel_size, stride, padding, data_format, 1,
                     activation_fn, *args, **kwargs)

    layer.__name__ = 'convolution2d_transpose'
    return add_arg_scope(layer)


convolution2d_transpose = _transposed(core.Conv2DTranspose, 'Conv2d_transpose')
convolution3d_transpose = _transposed(core.Conv3DTranspose, 'Conv3d_transpose')


def _fully_connected(inputs, num_outputs, activation_fn=relu, normalizer_fn=None,
                     normalizer_params=None, weights_initializer=_xavier,
                     weights_regularizer=None, biases_initializer=_zeros(),
                     biases_regularizer=None, reuse=None, variables_collections=None,
                     outputs_collections=None, trainable=True, scope=None):
    if known(num_outputs) and not isinstance(num_outputs, int):
        raise ValueError('num_outputs type should be one of %s, got %s.'
                         % ([int], type(num_outputs)))
    with _variable_scope.variable_scope(
            scope, 'fully_connected', [inputs], reuse=reuse,
            custom_getter=_getter(_KERNELS)) as sc:
        made = core.Dense(
            units=num_outputs, use_bias=not normalizer_fn and biases_initializer is not None,
            kernel_initializer=weights_initializer, bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer,
            trainable=trainable, name=sc.name, dtype=_tensors.as_operand(inputs).dtype,
            _scope=sc, _reuse=reuse)
        outputs = made(inputs)
        _collect(made.kernel, variables_collections, 'weights')
        if made.bias is not None:
            _collect(made.bias, variables_collections, 'biases')
        return _finished(outputs, normalizer_fn, normalizer_params, activation_fn,
                         outputs_collections, sc.name)


_fully_connected.__name__ = 'fully_connected'
fully_connected = add_arg_scope(_fully_connected)


def _separable(inputs, num_outputs, kernel_size, depth_multiplier=1, stride=1, padding='SAME',
               data_format='NHWC', rate=1, activation_fn=relu, normalizer_fn=None,
               normalizer_params=None, weights_initializer=_xavier, pointwise_initializer=None,
               weights_regularizer=None, biases_initializer=_zeros(), biases_regularizer=None,
               reuse=None, variables_collections=None, outputs_collections=None, trainable=True,
               scope=None):
    rename = {'bias': 'biases', 'depthwise_kernel': 'depthwise_weights',
              'pointwise_kernel': 'pointwise_weights'}
    with _variable_scope.variable_scope(
            scope, 'SeparableConv2d', [inputs], reuse=reuse, custom_getter=_getter(rename)) as sc:
        if num_outputs is None:
            outputs = _depthwise(
                inputs, kernel_size, depth_multiplier, stride, padding, data_format, rate,
                normalizer_fn, weights_initializer, weights_regularizer, biases_initializer,
                biases_regularizer, variables_collections, trainable)
        else:
            made = core.SeparableConv2D(
                filters=num_outputs, kernel_size=kernel_size, strides=stride, padding=padding,
                data_format=_axes(data_format), dilation_rate=rate,
                depth_multiplier=depth_multiplier,
                use_bias=not normalizer_fn and biases_initializer is not None,
                depthwise_initializer=weights_initializer,
                pointwise_initializer=pointwise_initializer or weights_initializer,
                bias_initializer=biases_initializer, depthwise_regularizer=weights_regularizer,
                pointwise_regularizer=weights_regularizer, bias_regularizer=biases_regularizer,
                trainable=trainable, name=sc.name, dtype=_tensors.as_operand(inputs).dtype,
                _scope=sc, _reuse=reuse)
            outputs = made(inputs)
            _collect(made.depthwise_kernel, variables_collections, 'weights')
            _collect(made.pointwise_kernel, variables_collections, 'weights')
        return _finished(outputs, normalizer_fn, normalizer_params, activation_fn,
                         outputs_collections, sc.name)


_separable.__name__ = 'separable_convolution2d'
separable_convolution2d = add_arg_scope(_separable)


def _pair(value):
    return (value, value) if not known(value) or isinstance(value, int) else tuple(value)


def _channels(inputs, data_format='NHWC'):
    dims = _tensors.as_operand(inputs).shape._dims
    if not known(dims) or dims is None:
        return unknown('the channels of an input', 'int')
    return dims[1 if _axes(data_format) == 'channels_first' else -1]


def _depthwise(inputs, kernel_size, depth_multiplier, stride, padding, data_format, rate,
               normalizer_fn, weights_initializer, weights_regularizer, biases_initializer,
               biases_regularizer, collections, trainable):
    height, width = _pair(kernel_size)
    channels = _channels(inputs, data_format)
    dtype = _tensors.as_operand(inputs).dtype
    weights = model_variable(
        'depthwise_weights', shape=[height, width, channels, depth_multiplier], dtype=dtype,
        initializer=weights_initializer, regularizer=weights_regularizer, trainable=trainable,
        collections=_collections_of(collections, 'weights'))
    outputs = _nn.depthwise_conv2d(inputs, weights, [1] + list(_pair(stride)) + [1], padding,
                                   rate=_pair(rate))
    if normalizer_fn is None and biases_initializer is not None:
        biases = model_variable(
            'biases', shape=[depth_multiplier * channels], dtype=dtype,
            initializer=biases_initializer, regularizer=biases_regularizer, trainable=trainable,
            collections=_collections_of(collections, 'biases'))
        outputs = _nn.bias_add(outputs, biases)
    return outputs


def _in_plane(inputs, kernel_size, stride=1, padding='SAME', activation_fn=relu,
              normalizer_fn=None, normalizer_params=None, weights_initializer=_xavier,
              weights_regularizer=None, biases_initializer=_zeros(), biases_regularizer=None,
              reuse=None, variables_collections=None, outputs_collections=None, trainable=True,
              scope=None):
    with _variable_scope.variable_scope(scope, 'ConvInPlane', [inputs], reuse=reuse) as sc:
        dtype = _tensors.as_operand(inputs).dtype
        channels = _channels(inputs)
        height, width = _pair(kernel_size)
        weights = model_variable(
            'weights', shape=[height, width, 1, 1], dtype=dtype, initializer=weights_initializer,
            regularizer=weights_regularizer, trainable=trainable,
            collections=_collections_of(variables_collections, 'weights'))
        outputs = _nn.depthwise_conv2d(
            inputs, _slicing.tile(weights, [1, 1, channels, 1]),
            [1] + list(_pair(stride)) + [1], padding)
        if normalizer_fn is None and biases_initializer is not None:
            biases = model_variable(
                'biases', shape=[channels], dtype=dtype, initializer=biases_initializer,
                regularizer=biases_regularizer, trainable=trainable,
                collections=_collections_of(variables_collections, 'biases'))
            outputs = _nn.bias_add(outputs, biases)
        return _finished(outputs, normalizer_fn, normalizer_params, activation_fn,
                         outputs_collections, sc.name)


convolution2d_in_plane = add_arg_scope(_in_plane)


def _bias_add(inputs, activation_fn=None, initializer=_zeros(), regularizer=None, reuse=None,
              variables_collections=None, outputs_collections=None, trainable=True,
              data_format='NHWC', scope=None):
    with _variable_scope.variable_scope(scope, 'BiasAdd', [inputs], reuse=reuse) as sc:
        biases = model_variable(
            'biases', shape=[_channels(inputs, data_format)],
            dtype=_tensors.as_operand(inputs).dtype, initializer=initializer,
            regularizer=regularizer, trainable=trainable,
            collections=_collections_of(variables_collections, 'biases'))
        return _finished(_nn.bias_add(inputs, biases), None, None, activation_fn,
                         outputs_collections, sc.name)


bias_add = add_arg_scope(_bias_add)
