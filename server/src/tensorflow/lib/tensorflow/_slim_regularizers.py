# Regularizers, initializers and losses of slim and tf.contrib.layers.
# In tf_slim: layers/{regularizers,initializers,optimizers}.py.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _initializers, _math, _nn, _optimizers, _tensors
from tensorflow import _variable_lists, _variable_scope
from tensorflow._global_step import get_or_create_global_step
from tensorflow._graph import GraphKeys


def _scaled(name, default):
    """A regularizer with one scale; none where the scale is 0."""

    def regularizer(scale, scope=None):
        if known(scale) and isinstance(scale, int) and not isinstance(scale, bool):
            raise ValueError('scale cannot be an integer: %s' % scale)
        if isinstance(scale, float):
            if scale < 0.0:
                raise ValueError('Setting a scale less than 0 on a regularizer: %g' % scale)
            if scale == 0.0:
                return lambda _, name=None: None

        def apply(weights, name=None):
            with _graph.name_scope(scope, default):
                return _nn.l2_loss(weights)

        return apply

    return regularizer


l1_regularizer = _scaled('l1', 'l1_regularizer')
l2_regularizer = _scaled('l2', 'l2_regularizer')


def l1_l2_regularizer(scale_l1=1.0, scale_l2=1.0, scope=None):
    def apply(weights, name=None):
        with _graph.name_scope(scope, 'l1_l2_regularizer'):
            return _nn.l2_loss(weights)

    return apply


def sum_regularizer(regularizer_list, scope=None):
    found = [item for item in regularizer_list if item is not None]
    if not found:
        return None

    def apply(weights):
        losses = [item(weights) for item in found]
        losses = [item for item in losses if item is not None]
        return _math.add_n(losses) if losses else None

    return apply


def apply_regularization(regularizer, weights_list=None):
    if weights_list is None:
        weights_list = _graph.get_collection(GraphKeys.WEIGHTS)
    losses = [regularizer(weights) for weights in weights_list]
    losses = [item for item in losses if item is not None]
    total = _math.add_n(losses) if losses else _tensors.constant(0.0)
    _graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, total)
    return total


class variance_scaling_initializer(_initializers.Initializer):
    def __init__(self, factor=2.0, mode='FAN_IN', uniform=False, seed=None,
                 dtype=_dtypes.float32):
        self._dtype = _initializers._floating(dtype)


class xavier_initializer(_initializers.Initializer):
    def __init__(self, uniform=True, seed=None, dtype=_dtypes.float32):
        self._dtype = _initializers._floating(dtype)


xavier_initializer_conv2d = xavier_initializer

_BY_NAME = {
    'Adagrad': _optimizers.AdagradOptimizer, 'Adam': _optimizers.AdamOptimizer,
    'Ftrl': _optimizers.FtrlOptimizer, 'RMSProp': _optimizers.RMSPropOptimizer,
    'SGD': _optimizers.GradientDescentOptimizer,
}


def optimize_loss(loss, global_step, learning_rate, optimizer, gradient_noise_scale=None,
                  gradient_multipliers=None, clip_gradients=None, learning_rate_decay_fn=None,
                  update_ops=None, variables=None, name=None, summaries=None,
                  colocate_gradients_with_ops=False, increment_global_step=True):
    with _variable_scope.variable_scope(name, 'OptimizeLoss', [loss, global_step]):
        if global_step is None:
            global_step = get_or_create_global_step()
        if learning_rate is not None and isinstance(learning_rate, float):
            from tensorflow import _get_variable
            _get_variable.get_variable(
                'learning_rate', [], trainable=False,
                initializer=_initializers.constant_initializer(learning_rate))
        chosen = _chosen_optimizer(optimizer, learning_rate)
        if variables is None:
            variables = _variable_lists.own_trainable_variables()
        gradients = chosen.compute_gradients(loss, variables)
        chosen.apply_gradients(gradients, global_step=global_step, name='train')
        return _math.unary('Identity', loss)


def _chosen_optimizer(optimizer, learning_rate):
    if isinstance(optimizer, str):
        return _BY_NAME[optimizer](learning_rate=learning_rate)
    if isinstance(optimizer, type):
        return optimizer(learning_rate=learning_rate)
    if isinstance(optimizer, _optimizers.Optimizer):
        return optimizer
    return optimizer(learning_rate) if learning_rate is not None else optimizer()


class _UseGlobalStep:
    pass


_USE_GLOBAL_STEP = _UseGlobalStep()


def create_train_op(total_loss, optimizer, global_step=_USE_GLOBAL_STEP, update_ops=None,
                    variables_to_train=None, clip_gradient_norm=0, summarize_gradients=False,
                    gate_gradients=1, aggregation_method=None,
                    colocate_gradients_with_ops=False, gradient_multipliers=None,
                    transform_grads_fn=None, check_numerics=True):
    if global_step is _USE_GLOBAL_STEP:
        global_step = get_or_create_global_step()
    if variables_to_train is None:
        variables_to_train = _variable_lists.own_trainable_variables()
    gradients = optimizer.compute_gradients(total_loss, variables_to_train)
    if transform_grads_fn is not None:
        gradients = transform_grads_fn(gradients)
    optimizer.apply_gradients(gradients, global_step=global_step)
    return _math.unary('Identity', total_loss)


def clip_grads(*args, **kwargs):
    return lambda gradients: gradients


def evaluate(*args, **kwargs):
    return unknown('the result of an evaluation')
