# tf.io's features of examples: the tensors that parsing gives.
# In TensorFlow: python/ops/parsing_config.py, parsing_ops.py.

import collections

from _ckptmap import known, unknown

from tensorflow import _dtypes, _shapes
from tensorflow._tensors import Tensor, hidden

FixedLenFeature = collections.namedtuple(
    'FixedLenFeature', ['shape', 'dtype', 'default_value'], defaults=[None])
FixedLenSequenceFeature = collections.namedtuple(
    'FixedLenSequenceFeature', ['shape', 'dtype', 'allow_missing', 'default_value'],
    defaults=[False, None])
VarLenFeature = collections.namedtuple('VarLenFeature', ['dtype'])


def _parsed(feature, batch):
    """The tensor of one feature; `batch` are the dimensions before its own."""
    if not known(feature) or isinstance(feature, VarLenFeature) or not hasattr(feature, 'shape'):
        return hidden()
    if isinstance(feature, FixedLenSequenceFeature):
        batch = batch + [None]
    shape = _shapes.TensorShape(batch).concatenate(feature.shape)
    return Tensor(_dtypes.as_dtype(feature.dtype), shape,
                  unknown('the name of a tensor', 'str'), 'ParseExample')


def _all(features, batch):
    if not known(features):
        return unknown('the features of an example')
    return {name: _parsed(feature, batch) for name, feature in features.items()}


def parse_single_example(serialized, features, name=None, example_names=None):
    return _all(features, [])


def parse_example(serialized, features, name=None, example_names=None):
    return _all(features, [None])
