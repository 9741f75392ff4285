# keras: Keras 3 as TensorFlow 2.16 and later have it, as far as variables and checkpoints go.
# What is not modelled gives an unknown value.

from _ckptmap import unknown_function

from keras import (
    activations, applications, backend, callbacks, constraints, datasets, initializers, layers,
    losses, metrics, mixed_precision, models, ops, optimizers, random, regularizers, saving, utils)
from keras._layer import Layer
from keras._models import Functional, Model, Sequential
from keras._plain import Initializer, Loss, Regularizer
from keras._policies import DTypePolicy
from keras._tree import KerasTensor
from keras._variable import Variable
from keras.layers import Input, InputLayer
from keras.metrics import Metric
from keras.optimizers import Optimizer

__version__ = '3.15.1'
preprocessing = datasets
dtype_policies = mixed_precision


def version():
    return __version__


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras' has no attribute '%s'" % name)
    return unknown_function('keras.' + name)
