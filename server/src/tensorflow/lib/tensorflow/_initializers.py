# Initializers of TensorFlow 1 and 2. What they compute does not matter, but for what they refuse.
# In TensorFlow: python/ops/{init_ops,init_ops_v2}.py.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _tensors


class Initializer:
    """A function from a shape to the tensor that initializes a variable."""

    def __init__(self, *args, **kwargs):
        self._dtype = None

    def check(self, shape, dtype):
        """Raises what calling it with this shape and type would raise."""

    def __call__(self, shape, dtype=None, partition_info=None, **kwargs):
        if dtype is None:
            dtype = self._dtype or _dtypes.float32
        dtype = _dtypes.as_dtype(dtype)
        shape = _tensors.as_shape_argument(shape)
        self.check(shape, dtype)
        return _tensors.make('initializer', None, dtype, shape)

    def get_config(self):
        return {}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class _Typed(Initializer):
    """An initializer with a type of its own."""

    def __init__(self, dtype=_dtypes.float32):
        self._dtype = _dtypes.as_dtype(dtype)


class zeros_initializer(_Typed):
    pass


class ones_initializer(_Typed):
    def check(self, shape, dtype):
        if known(dtype) and dtype.name == 'string':
            _tensors.check_values(1, dtype)


class constant_initializer(Initializer):
    def __init__(self, value=0, dtype=_dtypes.float32, verify_shape=False):
        self._dtype = _dtypes.as_dtype(dtype)
        self.value = value
        if known(value) and not (_is_scalar(value) or isinstance(value, (list, tuple))
                                 or hasattr(value, 'shape')):
            raise TypeError('Invalid type for initial value=%s of type: %s. Expected Python '
                            'scalar, list or tuple of values, or numpy.ndarray.'
                            % (value, type(value).__name__))

    def check(self, shape, dtype):
        _tensors.check_values(self.value, dtype)
        if known(self.value) and not _is_scalar(self.value):
            _check_elements(self.value, shape)


class _ConstantV2(constant_initializer):
    """tf.constant_initializer of TensorFlow 2."""

    def __init__(self, value=0, support_partition=False):
        self._dtype = None
        self.value = value


def _is_scalar(value):
    return isinstance(value, (bool, int, float, complex, str, bytes))


def _check_elements(value, shape):
    """A constant fills a shape where it has as many elements, or one."""
    found = _tensors.as_operand(value).shape.num_elements()
    wanted = shape.num_elements()
    if not known(found) or not known(wanted) or found is None or wanted is None:
        return
    if found == 1:
        return
    if found < wanted and not _graph.executing_eagerly():
        return
    if found < wanted:
        raise TypeError(
            'Eager execution of tf.constant with unsupported shape. Tensor %s (converted from '
            '%r) has shape %s and %d elements, but got `shape` = %s with %d elements).'
            % (value, value, _tensors.as_operand(value).shape, found, shape, wanted))
    if found != wanted:
        raise ValueError('Too many elements provided. Takes at most %d, but got %d.'
                         % (wanted, found))




class random_uniform_initializer(Initializer):
    def __init__(self, minval=-0.05, maxval=None, seed=None, dtype=_dtypes.float32):
        self._dtype = _dtypes.as_dtype(dtype)
        self.minval = minval

    def check(self, shape, dtype):
        _check_uniform(dtype)
        _tensors.check_values(self.minval, dtype)


def _check_uniform(dtype):
    if known(dtype) and dtype.name not in ('float16', 'bfloat16', 'float32', 'float64', 'int32',
                                           'int64'):
        raise ValueError(
            'Argument `dtype` got invalid value %s. Accepted dtypes are (tf.float16, '
            'tf.bfloat16, tf.float32, tf.float64, tf.int32, tf.int64).' % (dtype,))


class random_normal_initializer(Initializer):
    def __init__(self, mean=0.0, stddev=1.0, seed=None, dtype=_dtypes.float32):
        self._dtype = _floating(dtype)
        self.mean = mean

    def check(self, shape, dtype):
        _tensors.check_values(self.mean, dtype)


class truncated_normal_initializer(random_normal_initializer):
    pass


def _check_bounds(dtype):
    """A uniform distribution whose bounds are floats that depend on the shape."""
    _check_uniform(dtype)
    if known(dtype) and dtype.is_integer:
        raise TypeError("Expected %s, but got %s of type 'float'."
                        % (dtype.name, unknown('a bound', 'str')))


class uniform_unit_scaling_initializer(Initializer):
    def __init__(self, factor=1.0, seed=None, dtype=_dtypes.float32):
        self._dtype = _floating(dtype)

    def check(self, shape, dtype):
        _check_bounds(dtype)


class variance_scaling_initializer(Initializer):
    def __init__(self, scale=1.0, mode='fan_in', distribution='truncated_normal', seed=None,
                 dtype=_dtypes.float32):
        if known(scale) and scale <= 0.0:
            raise ValueError('Argument `scale` must be a positive float. Received: %s'
                             % (scale,))
        if known(mode) and mode not in ('fan_in', 'fan_out', 'fan_avg'):
            raise ValueError("Argument `mode` should be one of ('fan_in', 'fan_out', 'fan_avg'). "
                             'Received: %s' % (mode,))
        self._dtype = _floating(dtype)
        self._uniform = known(distribution) and distribution == 'uniform'

    def check(self, shape, dtype):
        if self._uniform:
            _check_bounds(dtype)
        else:
            _tensors.check_values(0.0, dtype)


class orthogonal_initializer(Initializer):
    def __init__(self, gain=1.0, seed=None, dtype=_dtypes.float32):
        self._dtype = _floating(dtype)

    def check(self, shape, dtype):
        if known(shape._dims) and shape._dims is not None and len(shape._dims) < 2:
            raise ValueError('The tensor to initialize, specified by argument `shape` must be at '
                             'least two-dimensional. Received shape=%s' % (shape._dims,))
        _tensors.check_values(0.0, dtype)


class identity_initializer(Initializer):
    def __init__(self, gain=1.0, dtype=_dtypes.float32):
        self._dtype = _floating(dtype)

    def check(self, shape, dtype):
        if known(shape._dims) and shape._dims is not None and len(shape._dims) != 2:
            raise ValueError('The tensor to initialize, specified by argument `shape` must be at '
                             'least two-dimensional. Received shape=%s' % (shape._dims,))


class _Scaled(Initializer):
    """glorot, he and lecun."""

    def __init__(self, seed=None, dtype=_dtypes.float32):
        self._dtype = _floating(dtype)

    def check(self, shape, dtype):
        _tensors.check_values(0.0, dtype)


class _ScaledUniform(_Scaled):
    def check(self, shape, dtype):
        _check_bounds(dtype)


class glorot_uniform_initializer(_ScaledUniform):
    pass


class glorot_normal_initializer(_Scaled):
    pass


class lecun_normal_initializer(_Scaled):
    pass


class lecun_uniform_initializer(_ScaledUniform):
    pass


class he_normal_initializer(_Scaled):
    pass


class he_uniform_initializer(_ScaledUniform):
    pass


def _floating(dtype):
    dtype = _dtypes.as_dtype(dtype)
    if known(dtype) and not dtype.is_floating:
        raise ValueError('Argument `dtype` expected to be numeric or boolean. Received %s.'
                         % (dtype,))
    return dtype


class InitializerV2(Initializer):
    """Any of TensorFlow 2's initializers whose arguments do not matter."""

    def __init__(self, *args, **kwargs):
        self._dtype = None
