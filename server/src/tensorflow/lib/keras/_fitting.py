# What happens around the steps of a training: which data they get, and what callbacks are told.
# In Keras: trainers/{trainer,epoch_iterator}.py, trainers/data_adapters and callbacks.

from _ckptmap import known, unknown

from keras import _tree
from keras._plain import Callback

# More epochs than these are taken for any number.
_MOST = 32


def batch_of(x, y):
    """(inputs, targets) of one step: arrays but for how many there are, of a dataset its elements."""
    if known(x) and x is not None and (
            isinstance(x, (list, tuple, dict)) or hasattr(x, 'shape')):
        return _tree.map_structure(_batch, x), _tree.map_structure(_batch, y)
    spec = getattr(x, 'element_spec', None) if known(x) else None
    if known(spec) and spec is not None:
        parts = spec if isinstance(spec, tuple) else (spec,)
        parts = [_tree.map_structure(_of_spec, part) for part in parts]
        return parts[0], parts[1] if len(parts) > 1 else None
    return unknown('a batch of data'), unknown('a batch of data')


def _batch(x):
    if not known(x) or x is None:
        return x
    x = _tree.as_input(x)
    if not _tree.is_tensor(x):
        return unknown('a batch of data')
    shape = _tree.shape_of(x)
    # A batch may be smaller than the data.
    shape = (None,) + tuple(shape[1:]) if known(shape) and shape else shape
    return _tree.tensor(shape, x.dtype)


def _of_spec(spec):
    if not known(spec) or not hasattr(spec, 'shape') or not hasattr(spec, 'dtype'):
        return unknown('a batch of data')
    shape = spec.shape
    if known(shape) and hasattr(shape, 'as_list'):
        shape = tuple(shape.as_list()) if shape.ndims is not None else unknown('a shape')
    return _tree.tensor(shape, spec.dtype)


def run(model, callbacks, first, last, epoch):
    """The epochs of a training, with what callbacks do between them."""
    told = _listeners(model, callbacks)
    tell(told, 'on_train_begin')
    if not known(first) or not known(last) or last - first > _MOST:
        turns = unknown('the epochs of a training', 'list')
        epoch()
    else:
        turns = range(first, last)
    trained = False
    for index in turns:
        tell(told, 'on_epoch_begin', index)
        tell_batches(told, 'train')
        if not trained:
            epoch()
            trained = True
        tell(told, 'on_epoch_end', index)
        if told is None or any(_may_stop(each) for each in told):
            if unknown('whether a training stops', 'bool'):
                break
        if not known(model.stop_training) or model.stop_training:
            break
    tell(told, 'on_train_end')


def run_once(model, callbacks, what, step):
    """An evaluation, or a prediction."""
    told = _listeners(model, callbacks)
    tell(told, 'on_%s_begin' % what)
    tell_batches(told, what)
    step()
    tell(told, 'on_%s_end' % what)


def _listeners(model, callbacks):
    """The callbacks that may do something to the program; None where they are not known."""
    if known(callbacks) and callbacks is None:
        return []
    if known(callbacks) and isinstance(callbacks, Callback):
        callbacks = [callbacks]
    if not known(callbacks):
        return None
    for each in callbacks:
        if known(each) and isinstance(each, Callback):
            each.set_model(model)
    return list(callbacks)


def tell(told, hook, index=None):
    logs = unknown('what a training has logged', 'dict')
    for each in told or ():
        if known(each):
            if index is None:
                getattr(each, hook)(logs)
            else:
                getattr(each, hook)(index, logs)


def tell_batches(told, what):
    """How many batches there are is not followed; most callbacks do not listen to them."""
    hooks = ['on_%s_batch_begin' % what, 'on_%s_batch_end' % what]
    if what == 'train':
        hooks += ['on_batch_begin', 'on_batch_end']
    listens = [each for each in told or () if known(each) and any(
        each.listens_to(hook) for hook in hooks)]
    if listens:
        for index in unknown('the batches of a training', 'list'):
            for hook in hooks:
                tell(listens, hook, index)


def _may_stop(callback):
    return not known(callback) or callback.may_stop
