# keras.optimizers.

from _ckptmap import known, unknown

from tensorflow import _graph

from keras.optimizers import schedules
from keras.optimizers._base import Optimizer
from keras.optimizers._kinds import (
    SGD, Adadelta, Adagrad, Adam, Adamax, AdamW, Ftrl, Lamb, Lion, Nadam, RMSprop)

_BY_NAME = {
    'sgd': SGD, 'adam': Adam, 'adamw': AdamW, 'rmsprop': RMSprop, 'adadelta': Adadelta,
    'adagrad': Adagrad, 'adamax': Adamax, 'nadam': Nadam, 'ftrl': Ftrl, 'lion': Lion,
    'lamb': Lamb,
}


def get(identifier):
    """The optimizer that a name or an object stands for."""
    if not known(identifier) or identifier is None or isinstance(identifier, Optimizer):
        return identifier
    if isinstance(identifier, str):
        kind = _BY_NAME.get(identifier.lower())
        if kind is None:
            return __getattr__(identifier)()
        return kind()
    if isinstance(identifier, dict):
        return unknown('an optimizer of a configuration')
    raise ValueError('Could not interpret optimizer identifier: %s' % (identifier,))


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.optimizers' has no attribute '%s'" % name)

    def make(*args, **kwargs):
        _graph.open_up('keras.optimizers.%s is not modelled' % name)
        return unknown('keras.optimizers.%s' % name)
    return make
