# Learning rates that decay: scalars. In TensorFlow: python/training/learning_rate_decay.py
# (legacy_learning_rate_decay.py).

from tensorflow import _dtypes, _graph, _shapes, _tensors


def _decay(default):
    def decay(*args, **kwargs):
        with _graph.name_scope(kwargs.get('name'), default):
            return _tensors.make('decay', None, _dtypes.float32, _shapes.TensorShape([]))

    return decay


cosine_decay = _decay('CosineDecay')
cosine_decay_restarts = _decay('SGDRDecay')
exponential_decay = _decay('ExponentialDecay')
inverse_time_decay = _decay('InverseTimeDecay')
linear_cosine_decay = _decay('LinearCosineDecay')
natural_exp_decay = _decay('NaturalExpDecay')
noisy_linear_cosine_decay = _decay('NoisyLinearCosineDecay')
piecewise_constant = _decay('PiecewiseConstant')
piecewise_constant_decay = piecewise_constant
polynomial_decay = _decay('PolynomialDecay')
