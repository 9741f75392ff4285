# keras.metrics: their variables are no part of a checkpoint. In Keras: metrics/.

from tensorflow import _graph

from keras import _state, _tree
from keras._variable import Variable


class Metric:
    """A metric with variables of its own."""

    def __init__(self, dtype=None, name=None, **kwargs):
        self.name = _state.auto_name(type(self).__name__) if name is None else name
        self._variables = []

    def add_variable(self, shape, initializer, dtype=None, aggregation='sum', name=None):
        with _state.NameScope(self.name, caller=self):
            variable = Variable(initializer, shape=shape, dtype=dtype, trainable=False, name=name)
        self._variables.append(variable)
        return variable

    def add_weight(self, shape=(), initializer=None, dtype=None, name=None, **kwargs):
        return self.add_variable(shape, 'zeros', dtype=dtype, name=name)

    @property
    def variables(self):
        return list(self._variables)

    def update_state(self, *args, **kwargs):
        return None

    def result(self):
        return _tree.tensor(())

    def reset_state(self):
        return None

    reset_states = reset_state

    def __call__(self, *args, **kwargs):
        self.update_state(*args, **kwargs)
        return self.result()


class _Averaged(Metric):
    """A metric of a sum and a count."""

    def __init__(self, *args, name=None, dtype=None, **kwargs):
        Metric.__init__(self, name=name, dtype=dtype)
        self.total = self.add_variable((), 'zeros', name='total')
        self.count = self.add_variable((), 'zeros', name='count')


class Mean(_Averaged):
    pass


class MeanSquaredError(_Averaged):
    def __init__(self, name='mean_squared_error', dtype=None):
        _Averaged.__init__(self, name=name, dtype=dtype)


class MeanAbsoluteError(_Averaged):
    def __init__(self, name='mean_absolute_error', dtype=None):
        _Averaged.__init__(self, name=name, dtype=dtype)


class Accuracy(_Averaged):
    def __init__(self, name='accuracy', dtype=None):
        _Averaged.__init__(self, name=name, dtype=dtype)


class BinaryAccuracy(_Averaged):
    def __init__(self, name='binary_accuracy', dtype=None, threshold=0.5):
        _Averaged.__init__(self, name=name, dtype=dtype)


class CategoricalAccuracy(_Averaged):
    def __init__(self, name='categorical_accuracy', dtype=None):
        _Averaged.__init__(self, name=name, dtype=dtype)


class SparseCategoricalAccuracy(_Averaged):
    def __init__(self, name='sparse_categorical_accuracy', dtype=None):
        _Averaged.__init__(self, name=name, dtype=dtype)


class Sum(Metric):
    def __init__(self, name='sum', dtype=None):
        Metric.__init__(self, name=name, dtype=dtype)
        self.total = self.add_variable((), 'zeros', name='total')


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.metrics' has no attribute '%s'" % name)

    def make(*args, **kwargs):
        _graph.open_up('keras.metrics.%s is not modelled' % name)
        return Metric(name=kwargs.get('name', _state.snake_case(name)))
    return make
