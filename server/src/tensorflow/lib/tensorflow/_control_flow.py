# cond, case, while_loop, map_fn and their kin: each function of the user's runs once, as it does
# where TensorFlow makes a graph. In TensorFlow: python/ops/{cond,while_loop,map_fn}.py and
# functional_ops.py.

from _ckptmap import known, unknown

from tensorflow import _graph, _math, _shapes, _tensors
from tensorflow._shapes import TensorShape


def cond(pred=None, true_fn=None, false_fn=None, strict=False, name=None, fn1=None, fn2=None):
    true_fn = fn1 if true_fn is None else true_fn
    false_fn = fn2 if false_fn is None else false_fn
    if _graph.executing_eagerly():
        return _eager_cond(pred, true_fn, false_fn)
    with _graph.name_scope(name, 'cond'):
        with _graph.function_body():
            one, other = true_fn(), false_fn()
        return _either(one, other)


def _eager_cond(pred, true_fn, false_fn):
    value = _tensors.static_value(pred)
    if known(value) and value is None:
        value = unknown('the value of a tensor', 'bool')
    return true_fn() if value else false_fn()


def _either(one, other):
    """What a conditional gives: structures alike, item by item."""
    if not known(one) or not known(other) or one is None:
        return one if known(other) else other
    if isinstance(one, dict):
        return {name: _either(item, other[name]) for name, item in one.items()}
    if isinstance(one, (list, tuple)):
        items = [_either(a, b) for a, b in zip(one, other)]
        if hasattr(one, '_fields'):
            return type(one)(*items)
        return items if isinstance(one, list) else tuple(items)
    if isinstance(one, _graph.Operation):
        return one
    first = _tensors.as_operand(one)
    second = _tensors.as_operand(other)
    return _tensors.make('Identity', None, (first, second), _common(first.shape, second.shape))


def _common(one, other):
    a = one._dims
    b = other._dims
    if not known(a) or not known(b):
        return _shapes.hidden_shape()
    if a is None or b is None or len(a) != len(b):
        return TensorShape(None)
    return TensorShape([_same(x, y) for x, y in zip(a, b)])


def _same(x, y):
    if not known(x) or not known(y):
        return unknown('a dimension', 'int')
    return x if x == y else None


def smart_cond(pred, true_fn=None, false_fn=None, name=None):
    value = pred if isinstance(pred, (bool, int)) else _tensors.static_value(pred)
    if known(value) and value is not None:
        return true_fn() if value else false_fn()
    return cond(pred, true_fn, false_fn, name=name)


def case(pred_fn_pairs, default=None, exclusive=False, strict=False, name='case'):
    pairs = list(pred_fn_pairs.items() if isinstance(pred_fn_pairs, dict) else pred_fn_pairs)
    with _graph.name_scope(name, 'case'):
        with _graph.function_body():
            results = [function() for _, function in pairs]
            if default is not None:
                results.append(default())
        joined = results[0]
        for result in results[1:]:
            joined = _either(joined, result)
        return joined


def while_loop(cond, body, loop_vars, shape_invariants=None, parallel_iterations=10,
               back_prop=True, swap_memory=False, name=None, maximum_iterations=None,
               return_same_structure=False):
    with _graph.name_scope(name, 'while'):
        items = list(loop_vars) if isinstance(loop_vars, (list, tuple)) else [loop_vars]
        entered = [_entered(item) for item in items]
        with _graph.function_body():
            cond(*entered)
            return body(*entered)


def _entered(item):
    """A loop variable as the body sees it: the same, without its value."""
    if not known(item) or isinstance(item, (dict, list, tuple)) or item is None:
        return item
    if not isinstance(item, (int, float, _tensors.Tensor)):
        return item
    operand = _tensors.as_operand(item)
    return _tensors.make('Identity', None, operand, operand.shape)


def _row(elems):
    """An element along the first axis, of a tensor or a structure of tensors."""
    if known(elems) and isinstance(elems, (list, tuple)):
        return tuple([_row(item) for item in elems])
    operand = _tensors.as_operand(elems)
    dims = operand.shape._dims
    shape = _math._unknown_like(operand.shape) if not known(dims) or dims is None else (
        TensorShape(dims[1:]))
    return _tensors.make('TensorArrayReadV3', None, operand, shape)


def _stacked(result, elems):
    if known(result) and isinstance(result, (list, tuple)):
        return type(result)([_stacked(item, elems) for item in result])
    first = elems[0] if known(elems) and isinstance(elems, (list, tuple)) else elems
    dims = _tensors.as_operand(first).shape._dims
    size = dims[0] if known(dims) and dims else unknown('a dimension', 'int')
    operand = _tensors.as_operand(result)
    return _tensors.make('TensorArrayGatherV3', None, operand,
                         TensorShape([size]).concatenate(operand.shape))


def map_fn(fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False,
           infer_shape=True, name=None, fn_output_signature=None):
    with _graph.name_scope(name, 'map'):
        with _graph.function_body():
            result = fn(_row(elems))
        return _stacked(result, elems)


def scan(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False,
         infer_shape=True, reverse=False, name=None):
    with _graph.name_scope(name, 'scan'):
        start = _row(elems) if initializer is None else initializer
        with _graph.function_body():
            result = fn(start, _row(elems))
        return _stacked(result, elems)


def foldl(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False,
          name=None):
    with _graph.name_scope(name, 'foldl'):
        start = _row(elems) if initializer is None else initializer
        with _graph.function_body():
            return fn(start, _row(elems))


def tuple_of(tensors, name=None, control_inputs=None):
    return [item if item is None else _math.unary('Identity', item) for item in tensors]


def assertion(*args, **kwargs):
    """tf.Assert, tf.debugging.assert_…: taken to hold."""
    return _graph.no_op(kwargs.get('name') or 'assert')


def printing(input_=None, *args, **kwargs):
    return input_


def custom_gradient(f=None):
    """The function's first result; its gradient is not looked at."""

    def decorated(*args, **kwargs):
        return f(*args, **kwargs)[0]

    return decorated
