# get_variable and get_local_variable: the variable store, reuse, and what each misuse raises.
# In TensorFlow: python/ops/variable_scope.py (_VariableStore). Partitioned variables are in
# _partitioned.py.

import functools

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _initializers, _partitioned, _shapes, _tensors, _variables
from tensorflow._graph import GraphKeys
from tensorflow._hidden_names import HiddenNames
from tensorflow._variable_scope import get_variable_scope
from tensorflow._variables import VariableAggregation, VariableSynchronization


class VariableStore:
    """Variables by store key, and partitioned ones by their full name.

    A variable whose key has holes is in neither, but `hidden` has its key.
    """

    def __init__(self):
        self._vars = {}
        self._partitioned_vars = {}
        self.hidden = HiddenNames()
        self._store_eager_variables = False

    def find(self, name):
        return self._vars.get(name) if known(name) else None

    def keep(self, name, variable):
        if known(name):
            self._vars[name] = variable
        else:
            self.hidden.add(name)

    def get_variable(self, name, **kwargs):
        return get_from_store(self, name, **kwargs)


def get_default_store():
    graph = _graph.get_default_graph()
    if graph._variable_store is None:
        graph._variable_store = VariableStore()
    return graph._variable_store


def get_variable(name, shape=None, dtype=None, initializer=None, regularizer=None,
                 trainable=None, collections=None, caching_device=None, partitioner=None,
                 validate_shape=True, use_resource=None, custom_getter=None, constraint=None,
                 synchronization=VariableSynchronization.AUTO,
                 aggregation=VariableAggregation.NONE):
    return in_scope(
        get_variable_scope(), get_default_store(), name, shape=shape, dtype=dtype,
        initializer=initializer, regularizer=regularizer, trainable=trainable,
        collections=collections, caching_device=caching_device, partitioner=partitioner,
        validate_shape=validate_shape, use_resource=use_resource, custom_getter=custom_getter,
        constraint=constraint, synchronization=synchronization, aggregation=aggregation)


def get_local_variable(name, shape=None, dtype=None, initializer=None, regularizer=None,
                       trainable=False, collections=None, caching_device=None, partitioner=None,
                       validate_shape=True, use_resource=None, custom_getter=None,
                       constraint=None, synchronization=VariableSynchronization.AUTO,
                       aggregation=VariableAggregation.NONE):
    if collections:
        collections += [GraphKeys.LOCAL_VARIABLES]
    else:
        collections = [GraphKeys.LOCAL_VARIABLES]
    return get_variable(
        name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer,
        trainable=False, collections=collections, caching_device=caching_device,
        partitioner=partitioner, validate_shape=validate_shape, use_resource=use_resource,
        custom_getter=custom_getter, constraint=constraint, synchronization=synchronization,
        aggregation=aggregation)


def in_scope(scope, store, name, shape=None, dtype=None, initializer=None, regularizer=None,
             reuse=None, trainable=None, collections=None, caching_device=None, partitioner=None,
             validate_shape=True, use_resource=None, custom_getter=None, constraint=None,
             synchronization=VariableSynchronization.AUTO,
             aggregation=VariableAggregation.NONE):
    """get_variable with the defaults of `scope`."""
    if regularizer is None:
        regularizer = scope._regularizer
    if caching_device is None:
        caching_device = scope._caching_device
    if partitioner is None:
        partitioner = scope._partitioner
    if custom_getter is None:
        custom_getter = scope._custom_getter
    if _graph.executing_eagerly():
        reuse = False
        use_resource = True
    else:
        if reuse is None:
            reuse = scope._reuse
        if use_resource is None:
            use_resource = scope._use_resource
    prefix = scope._name
    full_name = prefix + '/' + name if not known(prefix) or prefix else name
    with _graph.name_scope(None):
        if dtype is not None and initializer is not None:
            _check_initializer_type(dtype, initializer)
        if initializer is None:
            initializer = scope._initializer
        if constraint is None:
            constraint = scope._constraint
        if dtype is None:
            dtype = scope._dtype
        return get_from_store(
            store, full_name, shape, dtype, initializer, regularizer, reuse, trainable,
            collections, caching_device, partitioner, validate_shape, use_resource, custom_getter,
            constraint, synchronization, aggregation)


def _check_initializer_type(dtype, initializer):
    if not known(initializer) or callable(initializer) or not known(dtype):
        return
    found = _tensors.as_operand(initializer).dtype
    if known(found) and found.base_dtype != dtype:
        raise ValueError("Initializer type '%s' and explicit dtype '%s' don't match."
                         % (found.base_dtype, dtype))


def get_from_store(store, name, shape=None, dtype=_dtypes.float32, initializer=None,
                   regularizer=None, reuse=None, trainable=None, collections=None,
                   caching_device=None, partitioner=None, validate_shape=True, use_resource=None,
                   custom_getter=None, constraint=None,
                   synchronization=VariableSynchronization.AUTO,
                   aggregation=VariableAggregation.NONE):
    """get_variable by full name: through the custom getter, if there is one."""
    if custom_getter is not None and known(custom_getter) and not callable(custom_getter):
        raise ValueError('Passed a custom_getter which is not callable: %s' % (custom_getter,))
    if _graph.executing_eagerly():
        use_resource = True
        if known(reuse) and reuse:
            raise RuntimeError(
                'When eager execution is enabled variable reuse is only supported when an '
                'EagerVariableStore is active. See the documentation on EagerVariableStore for '
                'example usage.')
    if known(dtype) and hasattr(dtype, 'base_dtype'):
        dtype = dtype.base_dtype
    _variables._check_synchronization(synchronization, trainable, name)
    trainable = _variables.is_trainable(synchronization, trainable)
    if custom_getter is None:
        return _true_getter(
            store, name, shape, dtype, initializer, regularizer, reuse, trainable, collections,
            caching_device, partitioner, validate_shape, use_resource, constraint,
            synchronization, aggregation)
    arguments = {
        'getter': functools.partial(_true_getter, store), 'name': name, 'shape': shape,
        'dtype': dtype, 'initializer': initializer, 'regularizer': regularizer, 'reuse': reuse,
        'trainable': trainable, 'collections': collections, 'caching_device': caching_device,
        'partitioner': partitioner, 'validate_shape': validate_shape,
        'use_resource': use_resource, 'synchronization': synchronization,
        'aggregation': aggregation,
    }
    if _accepts(custom_getter, 'constraint'):
        arguments['constraint'] = constraint
    return custom_getter(**arguments)


def _accepts(function, argument, otherwise=True):
    """Whether a function takes an argument of that name; `otherwise` where it does not say."""
    found = _ckptmap.signature(function)
    if found is None:
        return otherwise
    names, _, keywords = found
    return keywords or argument in names


def _needs_arguments(function):
    """Whether a function of the user's cannot be called without arguments."""
    found = _ckptmap.signature(function)
    return found is not None and found[1] > 0


def _true_getter(store, name, shape=None, dtype=_dtypes.float32, initializer=None,
                 regularizer=None, reuse=None, trainable=None, collections=None,
                 caching_device=None, partitioner=None, validate_shape=True, use_resource=None,
                 constraint=None, synchronization=VariableSynchronization.AUTO,
                 aggregation=VariableAggregation.NONE):
    is_scalar = (shape is not None and known(shape) and isinstance(shape, (list, tuple, str))
                 and not shape)
    if partitioner is not None and not is_scalar:
        if known(partitioner) and not callable(partitioner):
            raise ValueError('Partitioner must be callable, but received: %s' % (partitioner,))
        with _graph.name_scope(None):
            return _partitioned.get_partitioned(
                store, name, partitioner, shape, dtype, initializer, regularizer, reuse,
                trainable, collections, validate_shape, use_resource, synchronization)
    if (known(reuse) and reuse is True and partitioner is None and known(name)
            and name in store._partitioned_vars):
        return _partitioned.get_partitioned(
            store, name, None, shape, dtype, initializer, regularizer, reuse, trainable,
            collections, validate_shape, use_resource, synchronization)
    if known(name) and name + '/part_0' in store._vars:
        raise ValueError(
            'No partitioner was provided, but a partitioned version of the variable was found: '
            '%s/part_0. Perhaps a variable of the same name was already created with '
            'partitioning?' % name)
    return get_single(store, name, shape, dtype, initializer, regularizer, reuse, trainable,
                      collections, validate_shape, use_resource, synchronization)


# Where the next variable that is made lies in a partitioned one, for slots behind a custom getter.
_places = []


class placed:
    """Below this, variables are made with that place."""

    def __init__(self, place):
        self._place = place

    def __enter__(self):
        _places.append(self._place)

    def __exit__(self, *error):
        _places.pop()
        return False


def get_single(store, name, shape, dtype, initializer, regularizer, reuse, trainable,
               collections, validate_shape, use_resource, synchronization, partition=None):
    """The variable of a store key, found or made; `partition` is (full name, …) of a slice."""
    from_value = initializer is not None and known(initializer) and not callable(initializer)
    if shape is not None and from_value:
        raise ValueError('If initializer is a constant, do not specify shape.')
    dtype = _dtypes.as_dtype(dtype)
    if shape is not None:
        shape = _shapes.as_shape(shape)
    found = store.find(name)
    if found is not None:
        return _shared(found, name, shape, dtype, reuse)
    if known(reuse) and reuse is True:
        if not known(name) or store.hidden.may_hold(name):
            return unknown('a variable of a name that is not known')
        raise ValueError(
            'Variable %s does not exist, or was not created with tf.get_variable(). Did you mean '
            'to set reuse=tf.AUTO_REUSE in VarScope?' % name)
    if _may_be_shared(store, name, reuse) and unknown('whether a variable is there', 'bool'):
        return unknown('a variable of a name that is not known')
    if initializer is None:
        if shape is None:
            raise ValueError('Variable %s did not get an initializer, so its `shape` argument '
                             'must be specified.' % name)
        initializer = _default_initializer(name, dtype)
    if from_value:
        value = initializer
        dtype = None
    else:
        value, dtype = _deferred_value(initializer, shape, dtype, partition)
    if use_resource is None:
        use_resource = _variables.resource_variables_enabled()
    if _graph.is_in_function():
        use_resource = True
    if partition is None and _places:
        partition = _places[-1]
    variable = _variables.VariableV1(
        initial_value=value, name=name, trainable=trainable, collections=collections, dtype=dtype,
        validate_shape=validate_shape, use_resource=use_resource,
        synchronization=synchronization, shape=shape,
        _store_key=None if _graph.executing_eagerly() else name, _partition=partition)
    if not _graph.executing_eagerly():
        store.keep(name, variable)
    _regularize(variable, name, regularizer)
    return variable


def _may_be_shared(store, name, reuse):
    """Whether a variable that is not known may be had again here."""
    if not known(name) or known(reuse) and not reuse:
        return False
    return store.hidden.may_hold(name)


def _shared(found, name, shape, dtype, reuse):
    """A variable that exists already, where it may be had again."""
    if known(reuse) and reuse is False:
        message = ('Variable %s already exists, disallowed. Did you mean to set reuse=True or '
                   'reuse=tf.AUTO_REUSE in VarScope?' % name)
        if not found._resource:
            message += ' Originally defined at:\n\n' + unknown('a traceback', 'str')
        raise ValueError(message)
    if shape is not None and _shapes.compatible(shape, found.shape) is False:
        raise ValueError('Trying to share variable %s, but specified shape %s and found shape %s.'
                         % (name, shape, found.shape))
    if (known(dtype) and known(found.dtype)
            and not dtype.is_compatible_with(found.dtype)):
        raise ValueError('Trying to share variable %s, but specified dtype %s and found dtype %s.'
                         % (name, dtype.name, found.dtype.name))
    return found


def _default_initializer(name, dtype):
    if not known(dtype) or dtype.is_floating:
        return _initializers.glorot_uniform_initializer()
    if dtype.is_integer or dtype.is_bool or dtype.name == 'string':
        return _initializers.zeros_initializer()
    raise ValueError('An initializer for variable %s of %s is required'
                     % (name, dtype.base_dtype))


def _deferred_value(initializer, shape, dtype, partition):
    """(initial value or a function of it, type) for an initializer that is called."""
    if not known(initializer):
        # With a shape it is a function; without, whatever it is, it brings its own type.
        return initializer, None if shape is None else dtype
    if isinstance(initializer, type):
        initializer = initializer()
    if shape is not None and not shape.lacks_dimensions():
        base = dtype.base_dtype if known(dtype) else dtype
        if isinstance(initializer, _initializers.Initializer):
            try:
                initializer.check(shape, dtype)
            except (TypeError, ValueError) as error:
                # It is called when the variable has its name, which is taken then.
                return _raising(error), base
            return _tensors._Operand(base, shape), base
        arguments = {'dtype': dtype}
        if _accepts(initializer, 'partition_info', otherwise=False):
            arguments['partition_info'] = _partition_info(partition)
        return functools.partial(initializer, _shape_argument(shape), **arguments), base
    if isinstance(initializer, _initializers.Initializer) or _needs_arguments(initializer):
        raise ValueError(
            'The initializer passed is not valid. It should be a callable with no arguments and '
            'the shape should not be provided or an instance of `tf.keras.initializers.*\' and '
            '`shape` should be fully defined.')
    return initializer, None


def _raising(error):
    def initial_value():
        raise error
    return initial_value


def _shape_argument(shape):
    return shape.as_list() if known(shape._dims) else shape._dims


def _partition_info(partition):
    if partition is None:
        return None
    return _partitioned._PartitionInfo(partition[1], partition[2])


def _regularize(variable, name, regularizer):
    if regularizer is None or known(regularizer) and not regularizer:
        return
    if not known(name):
        return
    if regularizer(variable) is None:
        return
    with _graph.name_scope(name + '/Regularizer/'):
        loss = regularizer(variable)
    _graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, loss)
