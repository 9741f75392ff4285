# tf.compat.v1.metrics: local variables named by the scope that each metric opens.
# In TensorFlow: python/ops/metrics_impl.py.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _shapes, _tensors, _variable_scope, _variables
from tensorflow._graph import GraphKeys


def metric_variable(shape, dtype, validate_shape=True, name=None):
    return _variables.VariableV1(
        _tensors._Operand(dtype, _shapes.as_shape(shape)), trainable=False,
        collections=[GraphKeys.LOCAL_VARIABLES, GraphKeys.METRIC_VARIABLES], name=name,
        synchronization=_variables.VariableSynchronization.ON_READ)


def _refuse_eager(name):
    if _graph.executing_eagerly():
        raise RuntimeError('tf.metrics.%s is not supported when eager execution is enabled.'
                           % name)


def _result(shape=()):
    value = _tensors.make('value', None, _dtypes.float32, _shapes.TensorShape(list(shape)))
    return value, _tensors.make('update_op', None, _dtypes.float32, value.shape)


def _collected(result, metrics_collections, updates_collections):
    for names, item in ((metrics_collections, result[0]), (updates_collections, result[1])):
        if known(names) and names:
            _graph.add_to_collections(names, item)
    return result


def mean(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    _refuse_eager('mean')
    with _variable_scope.variable_scope(name, 'mean', (values, weights)):
        metric_variable([], _dtypes.float32, name='total')
        metric_variable([], _dtypes.float32, name='count')
        return _collected(_result(), metrics_collections, updates_collections)


def mean_tensor(values, weights=None, metrics_collections=None, updates_collections=None,
                name=None):
    shape = _tensors.as_operand(values).shape
    with _variable_scope.variable_scope(name, 'mean', (values, weights)):
        metric_variable(shape, _dtypes.float32, name='total_tensor')
        metric_variable(shape, _dtypes.float32, name='count_tensor')
        return _collected(_result(), metrics_collections, updates_collections)


def _mean_of(default):
    """A metric that is the mean of something."""

    def metric(labels=None, predictions=None, *args, name=None, metrics_collections=None,
               updates_collections=None, **kwargs):
        _refuse_eager(default)
        return mean(predictions, None, metrics_collections, updates_collections, name or default)

    return metric


accuracy = _mean_of('accuracy')
mean_absolute_error = _mean_of('mean_absolute_error')
mean_relative_error = _mean_of('mean_relative_error')
mean_squared_error = _mean_of('mean_squared_error')
root_mean_squared_error = _mean_of('root_mean_squared_error')
percentage_below = _mean_of('percentage_below_threshold')


def _count(default):
    """A metric that counts."""

    def metric(labels=None, predictions=None, weights=None, metrics_collections=None,
               updates_collections=None, name=None):
        _refuse_eager(default)
        with _variable_scope.variable_scope(name, default, (predictions, labels, weights)):
            metric_variable([], _dtypes.float32, name='count')
            return _collected(_result(), metrics_collections, updates_collections)

    return metric


true_positives = _count('true_positives')
true_negatives = _count('true_negatives')
false_positives = _count('false_positives')
false_negatives = _count('false_negatives')


def precision(labels, predictions, weights=None, metrics_collections=None,
              updates_collections=None, name=None):
    _refuse_eager('precision')
    with _variable_scope.variable_scope(name, 'precision', (predictions, labels, weights)):
        true_positives(labels, predictions)
        false_positives(labels, predictions)
        return _collected(_result(), metrics_collections, updates_collections)


def recall(labels, predictions, weights=None, metrics_collections=None,
           updates_collections=None, name=None):
    _refuse_eager('recall')
    with _variable_scope.variable_scope(name, 'recall', (predictions, labels, weights)):
        true_positives(labels, predictions)
        false_negatives(labels, predictions)
        return _collected(_result(), metrics_collections, updates_collections)


_CONFUSION = ('true_positives', 'false_negatives', 'true_negatives', 'false_positives')


def _confusion(count, parts=_CONFUSION):
    for part in parts:
        metric_variable([count], _dtypes.float32, name=part)


def auc(labels, predictions, weights=None, num_thresholds=200, metrics_collections=None,
        updates_collections=None, curve='ROC', name=None, **kwargs):
    _refuse_eager('auc')
    with _variable_scope.variable_scope(name, 'auc', (labels, predictions, weights)):
        _confusion(num_thresholds)
        return _collected(_result(), metrics_collections, updates_collections)


def _at_thresholds(default, parts):
    """A metric with a count for each threshold."""

    def metric(labels, predictions, thresholds, weights=None, metrics_collections=None,
               updates_collections=None, name=None):
        _refuse_eager(default)
        with _variable_scope.variable_scope(name, default, (predictions, labels, weights)):
            count = len(thresholds) if known(thresholds) else unknown('thresholds', 'int')
            _confusion(count, parts)
            return _collected(_result([count]), metrics_collections, updates_collections)

    return metric


precision_at_thresholds = _at_thresholds(
    'precision_at_thresholds', ('true_positives', 'false_positives'))
recall_at_thresholds = _at_thresholds(
    'recall_at_thresholds', ('true_positives', 'false_negatives'))
true_positives_at_thresholds = _at_thresholds('true_positives', ('true_positives',))
true_negatives_at_thresholds = _at_thresholds('true_negatives', ('true_negatives',))
false_positives_at_thresholds = _at_thresholds('false_positives', ('false_positives',))
false_negatives_at_thresholds = _at_thresholds('false_negatives', ('false_negatives',))


def _at_operating_point(default):
    def metric(labels, predictions, point, weights=None, num_thresholds=200,
               metrics_collections=None, updates_collections=None, name=None, **kwargs):
        with _variable_scope.variable_scope(name, default, (predictions, labels, weights)):
            _confusion(num_thresholds)
            return _collected(_result(), metrics_collections, updates_collections)

    return metric


sensitivity_at_specificity = _at_operating_point('sensitivity_at_specificity')
specificity_at_sensitivity = _at_operating_point('specificity_at_sensitivity')


def mean_iou(labels, predictions, num_classes, weights=None, metrics_collections=None,
             updates_collections=None, name=None):
    _refuse_eager('mean_iou')
    with _variable_scope.variable_scope(name, 'mean_iou', (predictions, labels, weights)):
        metric_variable([num_classes, num_classes], _dtypes.float64,
                        name='total_confusion_matrix')
        return _collected(_result(), metrics_collections, updates_collections)


def mean_per_class_accuracy(labels, predictions, num_classes, weights=None,
                            metrics_collections=None, updates_collections=None, name=None):
    _refuse_eager('mean_per_class_accuracy')
    with _variable_scope.variable_scope(name, 'mean_accuracy', (predictions, labels, weights)):
        metric_variable([num_classes], _dtypes.float32, name='total')
        metric_variable([num_classes], _dtypes.float32, name='count')
        return _collected(_result(), metrics_collections, updates_collections)


def _at_k_name(name, k, class_id):
    name = '%s_at_%s' % (name, k) if k is not None else '%s_at_k' % name
    return name if class_id is None else '%s_class%s' % (name, class_id)


def _at_k(default, parts):
    """A metric on the best k predictions."""

    def metric(labels, predictions, k, class_id=None, weights=None, metrics_collections=None,
               updates_collections=None, name=None):
        _refuse_eager(default + '_at_k')
        with _graph.name_scope(name, _at_k_name(default, k, class_id)):
            for part in parts:
                with _graph.name_scope(_at_k_name(part, k, class_id)) as scope:
                    metric_variable([], _dtypes.float64, name=scope)
            return _collected(_result(), metrics_collections, updates_collections)

    return metric


recall_at_k = _at_k('recall', ('true_positive', 'false_negative'))
precision_at_k = _at_k('precision', ('true_positive', 'false_positive'))
sparse_precision_at_k = precision_at_k
