# Layers of slim and tf.contrib.layers without weights, and those that repeat others.
# In tf_slim: layers/layers.py.

from _ckptmap import known

from tensorflow import _arrays, _dtypes, _graph, _layers_core as core, _math, _nn, _shapes
from tensorflow import _tensors, _variable_scope
from tensorflow._arg_scope import add_arg_scope
from tensorflow._slim_layers import _axes, _getter
from tensorflow._slim_utils import collect_named_outputs


def _pool(kind, default, name):
    def layer(inputs, kernel_size, stride=2, padding='VALID', data_format='NHWC',
              outputs_collections=None, scope=None):
        with _graph.name_scope(scope, default) as entered:
            operand = _tensors.as_operand(inputs)
            shape = _nn.pooled(operand.shape, kernel_size, stride, padding,
                               'NCHW' if _axes(data_format) == 'channels_first' else 'NHWC')
            outputs = _tensors.make('Pool', None, operand, shape)
            return collect_named_outputs(outputs_collections, entered, outputs)

    layer.__name__ = name
    return add_arg_scope(layer)


avg_pool2d = _pool('avg', 'AvgPool2D', 'avg_pool2d')
avg_pool3d = _pool('avg', 'AvgPool3D', 'avg_pool3d')
max_pool2d = _pool('max', 'MaxPool2D', 'max_pool2d')
max_pool3d = _pool('max', 'MaxPool3D', 'max_pool3d')


def _dropout(inputs, keep_prob=0.5, noise_shape=None, is_training=True, outputs_collections=None,
             scope=None, seed=None):
    with _variable_scope.variable_scope(
            scope, 'Dropout', [inputs], custom_getter=_getter()) as sc:
        layer = core.Dropout(name=sc.name, _scope=sc)
        return collect_named_outputs(outputs_collections, sc.name, layer(inputs, training=is_training))


_dropout.__name__ = 'dropout'
dropout = add_arg_scope(_dropout)


def _flatten(inputs, outputs_collections=None, scope=None):
    with _graph.name_scope(scope, 'Flatten') as entered:
        return collect_named_outputs(outputs_collections, entered, core.Flatten()(inputs))


_flatten.__name__ = 'flatten'
flatten = add_arg_scope(_flatten)


def _one_hot_encoding(labels, num_classes, on_value=1.0, off_value=0.0, outputs_collections=None,
                      scope=None):
    with _graph.name_scope(scope, 'OneHotEncoding') as entered:
        outputs = _arrays.one_hot(labels, num_classes, on_value=on_value, off_value=off_value)
        return collect_named_outputs(outputs_collections, entered, outputs)


one_hot_encoding = add_arg_scope(_one_hot_encoding)


def _softmax(logits, scope=None):
    with _variable_scope.variable_scope(scope, 'softmax', [logits]):
        return _math.unary('Softmax', logits)


softmax = add_arg_scope(_softmax)


def _spatial_softmax(features, temperature=None, name=None, variables_collections=None,
                     trainable=True, data_format='NHWC'):
    from tensorflow import _initializers
    from tensorflow._slim_variables import model_variable
    with _variable_scope.variable_scope(name, 'spatial_softmax'):
        operand = _tensors.as_operand(features)
        if temperature is None:
            model_variable('temperature', shape=(), dtype=_dtypes.float32,
                           initializer=_initializers.ones_initializer(), trainable=trainable,
                           collections=variables_collections)
        dims = operand.shape._dims
        shape = _shapes.hidden_shape()
        if known(dims) and dims is not None and known(dims[-1]) and dims[-1] is not None:
            shape = _shapes.TensorShape([dims[0], 2 * dims[-1]])
        return _tensors.make('spatial_softmax', None, operand, shape)


spatial_softmax = add_arg_scope(_spatial_softmax)


def _name_of(layer, default):
    return getattr(layer, '__name__', None) or getattr(
        getattr(layer, 'func', None), '__name__', default)


def repeat(inputs, repetitions, layer, *args, **kwargs):
    scope = kwargs.pop('scope', None)
    with _variable_scope.variable_scope(scope, 'Repeat', [inputs]):
        base = _name_of(layer, 'repeat') if scope is None else scope
        outputs = inputs
        for index in range(repetitions):
            kwargs['scope'] = base + '_' + str(index + 1)
            outputs = layer(outputs, *args, **kwargs)
        return outputs


def stack(inputs, layer, stack_args, **kwargs):
    scope = kwargs.pop('scope', None)
    if known(stack_args) and not isinstance(stack_args, (list, tuple)):
        raise ValueError('stack_args need to be a list or tuple')
    with _variable_scope.variable_scope(scope, 'Stack', [inputs]):
        base = _name_of(layer, 'stack') if scope is None else scope
        outputs = inputs
        for index, arguments in enumerate(stack_args):
            kwargs['scope'] = base + '_' + str(index + 1)
            if known(arguments) and not isinstance(arguments, (list, tuple)):
                arguments = [arguments]
            outputs = layer(outputs, *arguments, **kwargs)
        return outputs


def embed_sequence(ids, vocab_size=None, embed_dim=None, unique=False, initializer=None,
                   regularizer=None, trainable=True, scope=None, reuse=None):
    from tensorflow._slim_variables import model_variable
    with _variable_scope.variable_scope(scope, 'EmbedSequence', [ids], reuse=reuse):
        table = model_variable('embeddings', shape=[vocab_size, embed_dim],
                               initializer=initializer, regularizer=regularizer,
                               trainable=trainable)
        return _arrays.embedding_lookup(table, ids)


def scale_gradient(inputs, gradient_multiplier):
    return _math.unary('Identity', inputs)


