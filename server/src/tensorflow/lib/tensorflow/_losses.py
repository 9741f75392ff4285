# tf.compat.v1.losses: each adds its result to the collection of losses.
# In TensorFlow: python/ops/losses/{losses_impl,util}.py.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _shapes, _tensors
from tensorflow._graph import GraphKeys


class Reduction:
    NONE = 'none'
    SUM = 'weighted_sum'
    SUM_OVER_BATCH_SIZE = 'weighted_sum_over_batch_size'
    MEAN = 'weighted_mean'
    SUM_BY_NONZERO_WEIGHTS = 'weighted_sum_by_nonzero_weights'
    SUM_OVER_NONZERO_WEIGHTS = SUM_BY_NONZERO_WEIGHTS


def _loss(default, losses, scope, loss_collection, reduction, shape=None):
    operands = tuple([_tensors.as_operand(item) for item in losses])
    with _graph.name_scope(scope, default):
        if known(reduction) and reduction == Reduction.NONE:
            found = operands[0].shape if shape is None else shape
        else:
            found = _shapes.TensorShape([])
        result = _tensors.make('value', None, operands, found, None, _float(operands[0]))
        add_loss(result, loss_collection)
        return result


def _float(operand):
    dtype = operand.dtype
    return _dtypes.float32 if known(dtype) and not dtype.is_floating else dtype


def add_loss(loss, loss_collection=GraphKeys.LOSSES):
    if loss_collection and not _graph.executing_eagerly():
        _graph.add_to_collection(loss_collection, loss)


def compute_weighted_loss(losses, weights=1.0, scope=None, loss_collection=GraphKeys.LOSSES,
                          reduction=Reduction.SUM_BY_NONZERO_WEIGHTS):
    return _loss('weighted_loss', (losses, weights), scope, loss_collection, reduction)


def _on_predictions(default):
    def loss(labels=None, predictions=None, weights=1.0, *args, scope=None,
             loss_collection=GraphKeys.LOSSES, reduction=Reduction.SUM_BY_NONZERO_WEIGHTS,
             **kwargs):
        return _loss(default, (predictions, labels, weights), scope, loss_collection, reduction)

    return loss


absolute_difference = _on_predictions('absolute_difference')
cosine_distance = _on_predictions('cosine_distance_loss')
huber_loss = _on_predictions('huber_loss')
log_loss = _on_predictions('log_loss')
mean_pairwise_squared_error = _on_predictions('mean_pairwise_squared_error')
mean_squared_error = _on_predictions('mean_squared_error')


def hinge_loss(labels, logits, weights=1.0, scope=None, loss_collection=GraphKeys.LOSSES,
               reduction=Reduction.SUM_BY_NONZERO_WEIGHTS):
    return _loss('hinge_loss', (logits, labels, weights), scope, loss_collection, reduction)


def sigmoid_cross_entropy(multi_class_labels, logits, weights=1.0, label_smoothing=0, scope=None,
                          loss_collection=GraphKeys.LOSSES,
                          reduction=Reduction.SUM_BY_NONZERO_WEIGHTS):
    return _loss('sigmoid_cross_entropy_loss', (logits, multi_class_labels, weights), scope,
                 loss_collection, reduction)


def softmax_cross_entropy(onehot_labels, logits, weights=1.0, label_smoothing=0, scope=None,
                          loss_collection=GraphKeys.LOSSES,
                          reduction=Reduction.SUM_BY_NONZERO_WEIGHTS):
    return _loss('softmax_cross_entropy_loss', (logits, onehot_labels, weights), scope,
                 loss_collection, reduction, _shapes.hidden_shape())


def sparse_softmax_cross_entropy(labels, logits, weights=1.0, scope=None,
                                 loss_collection=GraphKeys.LOSSES,
                                 reduction=Reduction.SUM_BY_NONZERO_WEIGHTS):
    return _loss('sparse_softmax_cross_entropy_loss', (logits, weights), scope, loss_collection,
                 reduction, _shapes.hidden_shape())


def get_losses(scope=None, loss_collection=GraphKeys.LOSSES):
    return _graph.get_collection(loss_collection, scope)


def get_regularization_losses(scope=None):
    return _graph.get_collection(GraphKeys.REGULARIZATION_LOSSES, scope)


def _sum(losses, name):
    from tensorflow import _math
    if not known(losses):
        return unknown('a loss')
    if losses:
        return _math.add_n(losses, name=name)
    return _tensors.make('Const', name, _dtypes.float32, _shapes.TensorShape([]))


def get_regularization_loss(scope=None, name='total_regularization_loss'):
    return _sum(get_regularization_losses(scope), name)


def get_total_loss(add_regularization_losses=True, name='total_loss', scope=None):
    losses = get_losses(scope=scope)
    if add_regularization_losses:
        losses = losses + get_regularization_losses(scope)
    return _sum(losses, name)
