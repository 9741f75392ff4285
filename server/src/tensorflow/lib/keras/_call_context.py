# Which value of `training` a layer's call gets: its own, that of the call around it, the default.
# In Keras: layers/layer.py, CallSpec and CallContext. A value that was set stays until the outermost
# call ends, also for the layers that come next.

import _ckptmap
from _ckptmap import known

_current = [None]


class CallContext:
    """What holds from the outermost call of a layer to its end."""

    def __init__(self, entry):
        self.entry = entry
        self.training = None

    def settle(self, layer, args, kwargs):
        """The arguments by name, with the value of `training` if the call takes one."""
        takes, default, given = _own(layer, args, kwargs)
        inherited = self.training
        if given is not None:
            self.training = given[0]
        elif known(inherited) and inherited is None:
            self.training = default
        value = self.training
        if takes and given is None and not (known(value) and value is None):
            kwargs = dict(kwargs, training=value)
        return without_unused(layer, kwargs)


def enter(layer):
    if _current[0] is None:
        _current[0] = CallContext(layer)
    return _current[0]


def leave(layer):
    if _current[0] is not None and _current[0].entry is layer:
        _current[0] = None


def _function_of(layer):
    call = type(layer).call
    return getattr(call, 'python_function', call)


def without_unused(layer, kwargs):
    """The arguments by name without a `training` that the call of the layer does not name."""
    if 'training' not in kwargs:
        return kwargs
    names = _ckptmap.parameter_names(_function_of(layer))
    if known(names) and names is not None and 'training' not in names:
        return dict([(name, kwargs[name]) for name in kwargs if name != 'training'])
    return kwargs


def _own(layer, args, kwargs):
    """(whether the call takes `training`, its default, what it is given as a list of one)."""
    if 'training' in kwargs:
        return True, None, [kwargs['training']]
    function = _function_of(layer)
    names = _ckptmap.parameter_names(function)
    if not known(names) or names is None or 'training' not in names:
        return False, None, None
    index = list(names).index('training') - 1
    if index < len(args):
        return True, None, [args[index]]
    return True, _ckptmap.parameter_default(function, 'training'), None
