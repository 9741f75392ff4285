# Operators between tensors of a functional model: each is an operation of its graph.
# In Keras: backend/common/keras_tensor.py.

from keras import _operation, _tree
from keras.layers._reshaping import broadcast

_KINDS = {'sub': 'subtract', 'mul': 'multiply', 'truediv': 'true_divide', 'pow': 'power',
          'floordiv': 'floor_divide', 'and': 'logical_and', 'or': 'logical_or',
          'Less': 'less', 'LessEqual': 'less_equal', 'Greater': 'greater',
          'GreaterEqual': 'greater_equal', 'Neg': 'negative', 'Abs': 'absolute',
          'LogicalNot': 'logical_not'}


def _shape(x):
    return _tree.shape_of(x) if _tree.is_tensor(x) else ()


def _joined(left, right):
    dtype = left.dtype if _tree.is_tensor(left) else right.dtype
    return _tree.emit(broadcast(_shape(left), _shape(right)), (left, right), dtype)


def _same(x):
    return _tree.emit(_shape(x), x, x.dtype)


def binary(name, left, right):
    return _operation.apply(_KINDS.get(name, name), _joined, (left, right), {})


def unary(name, value):
    return _operation.apply(_KINDS.get(name, name), _same, (value,), {})


def item(value, key):
    """`tensor[key]`: the shape is found as for any tensor."""
    def taken(x, key):
        if not _tree.is_symbolic(x):
            return x[key]
        found = _tree.tensor(x.shape, x.dtype)[key]
        return _tree.KerasTensor(_tree.shape_of(found), x.dtype)
    return _operation.apply('get_item', taken, (value, key), {})
