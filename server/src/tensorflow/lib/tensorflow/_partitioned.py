# Partitioned variables and the partitioners.
# In TensorFlow: python/ops/variable_scope.py (_get_partitioned_variable),
# python/ops/{variables,partitioned_variables}.py.

import math

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _shapes, _tensors


class _PartitionInfo:
    """What an initializer of a slice is told."""

    def __init__(self, full_shape, var_offset):
        self.full_shape = full_shape
        self.var_offset = var_offset

    def single_offset(self, shape):
        dim = self.single_slice_dim(shape)
        return 0 if dim is None else self.var_offset[dim]

    def single_slice_dim(self, shape):
        for axis, size in enumerate(shape):
            if size != self.full_shape[axis]:
                return axis
        return None


class PartitionedVariable:
    """The slices of a variable; it is no Variable itself, and has no operators."""

    def __init__(self, name, shape, dtype, variable_list, partitions):
        self._name = name
        self._shape = shape
        self._dtype = dtype
        self._variable_list = list(variable_list)
        self._partitions = partitions
        self._value = None

    @property
    def _handles(self):
        return [variable._handle for variable in self._variable_list]

    def __iter__(self):
        return iter(self._variable_list)

    def __len__(self):
        axes = self._partition_axes()
        if len(axes) > 1:
            raise ValueError('Cannot get a length for %d > 1 partition axes' % len(axes))
        return len(self._variable_list)

    def _partition_axes(self):
        return [axis for axis, size in enumerate(self._partitions) if size > 1] or [0]

    def _get_variable_list(self):
        return self._variable_list

    def _get_partitions(self):
        return self._partitions

    @property
    def name(self):
        return self._name

    @property
    def dtype(self):
        return self._dtype

    @property
    def shape(self):
        return self._shape

    def get_shape(self):
        return self._shape

    def as_tensor(self):
        return self._as_tensor()

    def _as_tensor(self):
        """All slices as one: each conversion takes the variable's own name from the graph."""
        if len(self._variable_list) > 1 and len(self._partition_axes()) > 1:
            raise NotImplementedError(
                'Cannot concatenate along more than one dimension: %s.  Multi-axis partition '
                'concat is not supported' % str(self._partition_axes()))
        operands = [_tensors.as_operand(variable) for variable in self._variable_list]
        graph = _graph.get_default_graph()
        if len(operands) > 1:
            with graph.name_scope(self._name + '/ConcatPartitions/'):
                operands = [_tensors.make('concat', None, tuple(operands), self._shape)]
        with graph.name_scope(None):
            return _tensors.make('Identity', self._name, operands[0], self._shape)

    def assign(self, value, use_locking=False, name=None, read_value=True):
        return [variable.assign(value) for variable in self._variable_list]

    def __repr__(self):
        return 'PartitionedVariable'


def get_partitioned(store, name, partitioner, shape, dtype, initializer, regularizer, reuse,
                    trainable, collections, validate_shape, use_resource, synchronization):
    """The partitioned variable of that full name, found or made."""
    if store.find(name) is not None:
        raise ValueError(
            'A partitioner was provided, but an unpartitioned version of the variable was found: '
            '%s.  Perhaps a variable of the same name was already created without partitioning?'
            % name)
    shape = _shapes.as_shape(shape)
    if initializer is not None and known(initializer) and isinstance(initializer, _tensors.Tensor):
        shape = shape.merge_with(initializer.get_shape())
    partitions = None
    if known(reuse) and not reuse or partitioner is not None:
        partitions = _call_partitioner(partitioner, shape, dtype)
    if known(name) and name in store._partitioned_vars:
        return _reused(store._partitioned_vars[name], name, shape, dtype, partitions, reuse)
    if known(reuse) and reuse is True:
        if not known(name) or store.hidden.may_hold(name):
            return unknown('a partitioned variable')
        raise ValueError(
            'PartitionedVariable %s does not exist, or was not created with tf.get_variable(). '
            'Did you mean to set reuse=False or reuse=tf.AUTO_REUSE in VarScope?' % name)
    return _make(store, name, partitions, shape, dtype, initializer, regularizer, reuse,
                 trainable, collections, validate_shape, use_resource, synchronization)


def _reused(found, name, shape, dtype, partitions, reuse):
    if known(reuse) and reuse is False:
        raise ValueError(
            'Partitioned variable with name %s already exists. Did you mean to set reuse=True or '
            'reuse=tf.AUTO_REUSE in VarScope?' % name)
    if _shapes.compatible(shape, found.get_shape()) is False:
        raise ValueError(
            'Trying to reuse partitioned variable %s, but specified shape %s and found shape %s.'
            % (name, shape, found.get_shape()))
    _check_type(dtype, 'is_compatible_with')
    if known(dtype) and known(found.dtype) and not dtype.is_compatible_with(found.dtype):
        raise ValueError(
            'Trying to reuse partitioned variable %s, but specified dtype %s and found dtype %s.'
            % (name, dtype.name, found.dtype.name))
    if partitions is not None:
        differ = found._get_partitions() != partitions
        if known(differ) and differ:
            raise ValueError(
                'Trying to reuse partitioned variable %s, but specified partitions %s and found '
                'partitions %s.' % (name, partitions, found._get_partitions()))
    return found


def _make(store, name, partitions, shape, dtype, initializer, regularizer, reuse, trainable,
          collections, validate_shape, use_resource, synchronization):
    from tensorflow import _get_variable
    axis, count = _axis_and_count(partitions)
    if not known(count) or not shape.is_certain():
        return _make_open(store, name)
    if known(name):
        _check_found(store, name, count)
    full = shape.as_list()
    slices = []
    for index, (offset, size) in enumerate(_slices(full, count, axis)):
        _check_offset(offset, size, full)
        slice_name = '%s/part_%d' % (name, index)
        with _graph.name_scope(slice_name + '/PartitionedInitializer'):
            value, slice_shape, dtype = _slice_initializer(initializer, name, size, dtype)
        with _graph.name_scope(None):
            slices.append(_get_variable.get_single(
                store, slice_name, slice_shape, dtype, value, regularizer, reuse, trainable,
                collections, validate_shape, use_resource, synchronization,
                partition=(name, full, offset, size)))
    made = PartitionedVariable(name, shape, dtype, slices, partitions)
    if known(name) and not _graph.executing_eagerly():
        store._partitioned_vars[name] = made
    return made


def _make_open(store, name):
    """Slices whose number is not known."""
    _graph.open_up('the number of slices of a partitioned variable is not known')
    made = unknown('a partitioned variable')
    if known(name) and not _graph.executing_eagerly():
        store._partitioned_vars[name] = made
    return made


def _check_found(store, name, count):
    if name + '/part_0' not in store._vars:
        return
    if '%s/part_%d' % (name, count - 1) not in store._vars:
        raise ValueError(
            'Partitioner returned a different partitioning than what was already found.  '
            'Partitioner returned %d shards, and shard %s/part_0 was found, but %s/part_%d was '
            'not.' % (count, name, name, count - 1))
    if '%s/part_%d' % (name, count) in store._vars:
        raise ValueError(
            'Partitioner returned a different partitioning than what was already found.  '
            'Partitioner returned %d shards, and shard %s/part_0 was found, but so was the extra '
            'shard %s/part_%d.' % (count, name, name, count))


def _check_offset(offset, size, full):
    for start, length in zip(offset, full):
        if not 0 <= start < length:
            raise ValueError(
                'Expected 0 <= offset < shape but found offset=%d, shape=%d for var_offset=%s, '
                'full_shape=%s' % (start, length, offset, full))


def _slice_initializer(initializer, name, size, dtype):
    """(initializer, shape or None, type) of one slice."""
    if initializer is None:
        from tensorflow import _get_variable
        _check_type(dtype, 'is_floating')
        return _get_variable._default_initializer(name, dtype), size, dtype
    if not known(initializer) or callable(initializer):
        return initializer, size, dtype
    rank = _tensors.as_operand(initializer).shape.ndims
    if known(rank) and rank is not None and rank != len(size):
        raise ValueError('Shape must be rank %d but is rank %d%s' % (
            len(size), rank, unknown('the operation of an error', 'str')))
    if isinstance(initializer, _tensors.Tensor):
        dtype = initializer.dtype.base_dtype
    return _tensors.make('Slice', None, dtype, _shapes.TensorShape(size)), None, dtype


def _check_type(dtype, attribute):
    """A type by its name is not looked up before it is asked something."""
    if known(dtype) and isinstance(dtype, str):
        raise AttributeError("'str' object has no attribute '%s'" % attribute)


def _call_partitioner(partitioner, shape, dtype):
    if shape.lacks_dimensions():
        raise ValueError('Shape of a new partitioned variable must be fully defined, but instead '
                         'was %s.' % (shape,))
    if known(shape._dims) and len(shape._dims) < 1:
        raise ValueError('A partitioned Variable must have rank at least 1, shape: %s' % shape)
    slicing = partitioner(shape=shape, dtype=dtype)
    if not known(slicing):
        return slicing
    if not isinstance(slicing, (list, tuple, str)):
        raise ValueError('Partitioner must return a sequence, but saw: %s' % (slicing,))
    if known(shape.ndims) and len(slicing) != shape.ndims:
        raise ValueError(
            "Partitioner returned a partition list that does not match the Variable's rank: "
            '%s vs. %s' % (slicing, shape))
    certain = [size for size in slicing if known(size)]
    if [size for size in certain if size < 1]:
        raise ValueError('Partitioner returned zero partitions for some axes: %s' % (slicing,))
    if len([size for size in certain if size > 1]) > 1:
        raise ValueError('Can only slice a variable along one dimension: shape: %s, '
                         'partitioning: %s' % (shape, slicing))
    return slicing


def _axis_and_count(slicing):
    if not known(slicing):
        return 0, slicing
    for axis, count in enumerate(slicing):
        if not known(count) or count > 1:
            return axis, count
    return 0, 1


def _slices(full, count, axis):
    """(offset, shape) of each slice; the first ones are longer where it does not divide."""
    longer = full[axis] % count
    shortest = full[axis] // count
    offset = [0] * len(full)
    found = []
    for index in range(count):
        size = list(full)
        size[axis] = shortest + (1 if index < longer else 0)
        found.append((list(offset), size))
        offset[axis] += size[axis]
    return found


def fixed_size_partitioner(num_shards, axis=0):
    def partitioner(shape, **unused):
        partitions = [1] * len(shape)
        size = _shapes.dimension_value(shape.dims[axis])
        partitions[axis] = min(num_shards, size)
        return partitions

    return partitioner


def _element_size(dtype, bytes_per_string):
    dtype = _dtypes.as_dtype(dtype)
    return bytes_per_string if dtype.name == 'string' else dtype.size


def variable_axis_size_partitioner(max_shard_bytes, axis=0, bytes_per_string_element=16,
                                   max_shards=None):
    if known(max_shard_bytes) and max_shard_bytes < 1 or known(bytes_per_string_element) and (
            bytes_per_string_element < 1):
        raise ValueError('Both max_shard_bytes and bytes_per_string_element must be positive. '
                         'Currently, max_shard_bytes is %d andbytes_per_string_element is %d'
                         % (max_shard_bytes, bytes_per_string_element))
    if max_shards and known(max_shards) and max_shards < 1:
        raise ValueError('max_shards must be positive.')

    def partitioner(shape, dtype):
        if not shape.is_certain():
            return unknown('the slices of a variable', 'list')
        partitions = [1] * shape.ndims
        bytes_per_slice = 1.0 * (shape.num_elements() / shape._dims[axis])
        bytes_per_slice = bytes_per_slice * _element_size(dtype, bytes_per_string_element)
        slices_per_shard = max(1, math.floor(max_shard_bytes / bytes_per_slice))
        shards = int(math.ceil(1.0 * shape._dims[axis] / slices_per_shard))
        if max_shards:
            shards = min(max_shards, shards)
        partitions[axis] = shards
        return partitions

    return partitioner


def min_max_variable_partitioner(max_partitions=1, axis=0, min_slice_size=256 << 10,
                                 bytes_per_string_element=16):
    def partitioner(shape, dtype):
        if not shape.is_certain():
            return unknown('the slices of a variable', 'list')
        if axis >= len(shape):
            raise ValueError(
                'Cannot partition variable along axis %d when shape is only %s' % (axis, shape))
        element = _element_size(dtype, bytes_per_string_element)
        total = shape.num_elements() * element
        size = shape._dims[axis]
        partitions = [1] * shape.ndims
        wanted = max(1, int(math.ceil(1.0 * total / min_slice_size)))
        partitions[axis] = max(1, min(size, max_partitions, wanted))
        return partitions

    return partitioner


def create_partitioned_variables(shape, slicing, initializer, dtype=_dtypes.float32,
                                 trainable=True, collections=None, name=None, reuse=None):
    """tf.compat.v1.create_partitioned_variables: the list of slices."""
    from tensorflow import _get_variable, _variable_scope
    with _variable_scope.variable_scope(name, 'PartitionedVariable', reuse=reuse):
        scope = _variable_scope.get_variable_scope()
        with _graph.name_scope(None):
            made = get_partitioned(
                _get_variable.get_default_store(), scope.name, lambda **unused: slicing, shape,
                dtype, initializer, scope.regularizer, scope.reuse, trainable, collections, True,
                scope.use_resource, None)
        return list(made)
