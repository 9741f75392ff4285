# keras.dtype_policies and keras.mixed_precision: the types of computations and of variables.

from _ckptmap import known

from tensorflow import _dtypes

_MIXED = {'mixed_float16': ('float16', 'float32'), 'mixed_bfloat16': ('bfloat16', 'float32')}
_settings = {'floatx': 'float32', 'policy': None}


class DTypePolicy:
    """A policy by its name."""

    def __init__(self, name=None, **kwargs):
        self.name = floatx() if name is None else name
        self.compute_dtype, self.variable_dtype = types_of(self.name)

    def __repr__(self):
        return '<DTypePolicy "%s">' % self.name


def floatx():
    return _settings['floatx']


def set_floatx(value):
    _settings['floatx'] = value


def set_global_policy(policy):
    _settings['policy'] = policy


def global_policy():
    policy = _settings['policy']
    return policy if isinstance(policy, DTypePolicy) else DTypePolicy(policy)


def types_of(dtype):
    """(type of computations, type of variables)."""
    if not known(dtype):
        return dtype, dtype
    if dtype is None:
        dtype = _settings['policy']
        if dtype is None:
            return _settings['floatx'], _settings['floatx']
    if hasattr(dtype, 'variable_dtype'):
        return dtype.compute_dtype, dtype.variable_dtype
    if isinstance(dtype, str) and dtype in _MIXED:
        return _MIXED[dtype]
    name = _dtypes.name_of('int64' if isinstance(dtype, str) and dtype == 'int' else dtype)
    return name, name
