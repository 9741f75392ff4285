# Variable scopes: tf.compat.v1.variable_scope, VariableScope, and the counters of default names.
# In TensorFlow: python/ops/variable_scope.py (VariableScope, _pure_variable_scope).

import functools

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph
from tensorflow._graph import GraphKeys
from tensorflow._scope_counts import Counts


class _ReuseMode:
    """The type of AUTO_REUSE."""

    def __repr__(self):
        return '<_ReuseMode.AUTO_REUSE: 1>'

    def __bool__(self):
        return True


AUTO_REUSE = _ReuseMode()


class VariableScope:
    """Defaults for get_variable; `_place` is where default names below it are counted."""

    def __init__(self, reuse, name='', initializer=None, regularizer=None, caching_device=None,
                 partitioner=None, custom_getter=None, name_scope='', dtype=_dtypes.float32,
                 use_resource=None, constraint=None, place=None):
        self._name = name
        self._initializer = initializer
        self._regularizer = regularizer
        self._reuse = reuse
        self._caching_device = caching_device
        self._partitioner = partitioner
        self._custom_getter = custom_getter
        self._name_scope = name_scope
        self._dtype = dtype
        self._use_resource = use_resource
        self._constraint = constraint
        self._place = place
        if _graph.executing_eagerly():
            if caching_device is not None:
                raise NotImplementedError(
                    'Caching devices is not yet supported when eager execution is enabled.')
            self._reuse = AUTO_REUSE
            self._use_resource = True

    @property
    def name(self):
        return self._name

    @property
    def original_name_scope(self):
        return self._name_scope

    @property
    def reuse(self):
        return self._reuse

    @property
    def initializer(self):
        return self._initializer

    @property
    def dtype(self):
        return self._dtype

    @property
    def use_resource(self):
        return self._use_resource

    @property
    def regularizer(self):
        return self._regularizer

    @property
    def caching_device(self):
        return self._caching_device

    @property
    def partitioner(self):
        return self._partitioner

    @property
    def custom_getter(self):
        return self._custom_getter

    @property
    def constraint(self):
        return self._constraint

    def reuse_variables(self):
        self._reuse = True

    def set_initializer(self, initializer):
        self._initializer = initializer

    def set_dtype(self, dtype):
        self._dtype = dtype

    def set_use_resource(self, use_resource):
        if _graph.executing_eagerly() and known(use_resource) and not use_resource:
            raise ValueError('When eager execution is enabled, use_resource cannot be set to '
                             'false.')
        self._use_resource = use_resource

    def set_regularizer(self, regularizer):
        self._regularizer = regularizer

    def set_caching_device(self, caching_device):
        if _graph.executing_eagerly():
            raise NotImplementedError('Caching devices are not yet supported when eager '
                                      'execution is enabled.')
        self._caching_device = caching_device

    def set_partitioner(self, partitioner):
        self._partitioner = partitioner

    def set_custom_getter(self, custom_getter):
        self._custom_getter = custom_getter

    def get_collection(self, name):
        scope = self._name
        if known(scope):
            scope = scope + '/' if scope else ''
        return _graph.get_collection(name, scope)

    def trainable_variables(self):
        return self.get_collection(GraphKeys.TRAINABLE_VARIABLES)

    def global_variables(self):
        return self.get_collection(GraphKeys.GLOBAL_VARIABLES)

    def local_variables(self):
        return self.get_collection(GraphKeys.LOCAL_VARIABLES)

    def get_variable(self, var_store, name, *args, **kwargs):
        from tensorflow import _get_variable
        return _get_variable.in_scope(self, var_store, name, *args, **kwargs)


class _ScopeStore:
    """The current scope of a graph, and the counts of the names opened in it."""

    def __init__(self):
        self.counts = Counts()
        self.current_scope = VariableScope(False, place=(self.counts, ()))

    def place_below(self, scope, name):
        """(counts, segments) of `name` opened in `scope`; below a name with holes all is new."""
        if not known(name):
            return Counts(), ()
        counts, path = scope._place
        segments = tuple(name.split('/'))
        return counts, path + segments if _has_name(scope) else segments


def _has_name(scope):
    return not known(scope._name) or scope._name != ''


def get_variable_scope_store():
    graph = _graph.get_default_graph()
    if graph._scope_store is None:
        graph._scope_store = _ScopeStore()
    return graph._scope_store


def get_variable_scope():
    return get_variable_scope_store().current_scope


class variable_scope:
    """The context manager that opens a scope by name, by object or by a default name."""

    def __init__(self, name_or_scope, default_name=None, values=None, initializer=None,
                 regularizer=None, caching_device=None, partitioner=None, custom_getter=None,
                 reuse=None, dtype=None, use_resource=None, constraint=None,
                 auxiliary_name_scope=True):
        self._scope = name_or_scope
        self._default_name = default_name
        if (known(name_or_scope) and name_or_scope is None and known(default_name)
                and default_name is None):
            raise TypeError('If default_name is None then name_or_scope is required')
        if known(reuse):
            if reuse is False:
                reuse = None
            if not (reuse is True or reuse is None or reuse is AUTO_REUSE):
                raise ValueError('The reuse parameter must be True or False or None.')
        if known(auxiliary_name_scope) and not isinstance(auxiliary_name_scope, bool):
            raise TypeError('The auxiliary_name_scope must be `True` or `False`, while get %s'
                            % (auxiliary_name_scope,))
        self._reuse = reuse
        self._initializer = initializer
        self._regularizer = regularizer
        self._caching_device = caching_device
        self._partitioner = partitioner
        self._custom_getter = custom_getter
        self._dtype = dtype
        self._use_resource = use_resource
        self._constraint = constraint
        self._auxiliary = auxiliary_name_scope
        self._graph = None if _graph.executing_eagerly() else _graph.get_default_graph()
        self._entered = []
        # Where the scope is given by object, it is copied here, not where it is entered.
        by_object = isinstance(name_or_scope, VariableScope)
        self._anywhere = not known(by_object)
        if self._anywhere:
            _graph.open_up('which scope is opened is not known')
        self._jump = self._copied() if known(by_object) and by_object else None

    def __enter__(self):
        default = None
        if self._graph is not None:
            default = self._graph.as_default()
            default.__enter__()
        names = None
        try:
            names, name, outer = self._enter_names()
            return self._enter_scope(name, outer, names, default)
        except BaseException:
            if names is not None:
                names.__exit__(None, None, None)
            if default is not None:
                default.__exit__(None, None, None)
            raise

    def __exit__(self, *error):
        store, scope, old, tree, names, default = self._entered.pop()
        if store.current_scope is not scope:
            raise RuntimeError('Improper nesting of variable_scope.')
        counts, path = scope._place
        if self._jump is not None:
            counts.tree = tree
        else:
            counts.close_below(path)
        store.current_scope = old
        if names is not None:
            names.__exit__(None, None, None)
        if default is not None:
            default.__exit__(None, None, None)
        return False

    def _enter_names(self):
        """(the name scope entered or None, the scope's name below the current, its text)."""
        scope = self._scope
        names = None
        if known(self._auxiliary) and not self._auxiliary:
            current = _graph.get_name_scope()
            names = _graph.name_scope(current + '/' if not known(current) or current else '')
        if known(scope) and scope is None:
            if known(self._reuse) and self._reuse:
                raise ValueError('reuse=True cannot be used without a name_or_scope')
            names = names or _graph.name_scope(self._default_name)
            outer = names.__enter__()
            return names, self._unique_name(), outer
        if not known(scope):
            names = names or _graph.name_scope(scope)
            return names, scope, names.__enter__()
        if isinstance(scope, str):
            last = scope
        elif isinstance(scope, VariableScope):
            last = scope.name.split('/')[-1]
        else:
            raise TypeError('VariableScope: name_or_scope must be a string or VariableScope.')
        if known(last) and not last and names is None:
            return None, scope, scope
        names = names or _graph.name_scope(last)
        return names, scope, names.__enter__()

    def _unique_name(self):
        """The default name, with the first number under which nothing was opened."""
        name = self._default_name
        store = get_variable_scope_store()
        current = store.current_scope
        if not known(name):
            return name
        counts, path = store.place_below(current, name)
        opened = counts.count(path)
        if not known(opened):
            return name + unknown('the number of a scope', 'str')
        if opened == 0:
            return name
        number = 1
        while True:
            counts, path = store.place_below(current, '%s_%d' % (name, number))
            opened = counts.count(path)
            if not known(opened):
                return name + unknown('the number of a scope', 'str')
            if opened == 0:
                return '%s_%d' % (name, number)
            number += 1

    def _enter_scope(self, name, outer, names, default):
        store = get_variable_scope_store()
        old = store.current_scope
        if self._jump is not None:
            scope = self._jump
        else:
            scope = self._prolonged(old, name, outer, store.place_below(old, name))
            if not known(name):
                counts, path = old._place
                counts.hide(path, name)
        counts, path = scope._place
        counts.open(path)
        tree = counts.tree
        store.current_scope = scope
        self._entered.append((store, scope, old, tree, names, default))
        return scope

    def _copied(self):
        """The scope given by object, with what this one changes."""
        given = self._scope
        scope = VariableScope(
            given.reuse if known(self._reuse) and not self._reuse else self._reuse, given.name,
            given.initializer, given.regularizer, given.caching_device, given.partitioner,
            given.custom_getter, given._name_scope, given.dtype, given.use_resource,
            self._constraint, given._place)
        return self._changed(scope, given.custom_getter)

    def _prolonged(self, old, name, outer, place):
        """The scope `name` below the current one."""
        new_name = old._name + '/' + name if _has_name(old) else name
        reuse = self._reuse if not known(self._reuse) else self._reuse or old.reuse
        if self._anywhere:
            new_name = name
            reuse = unknown('whether a scope reuses variables')
        scope = VariableScope(
            reuse, new_name, old.initializer, old.regularizer, old.caching_device,
            old.partitioner, old.custom_getter, outer, old.dtype, old.use_resource,
            self._constraint, place)
        return self._changed(scope, old.custom_getter)

    def _changed(self, scope, outer_getter):
        if self._initializer is not None:
            scope._initializer = self._initializer
        if self._regularizer is not None:
            scope._regularizer = self._regularizer
        if self._caching_device is not None:
            scope.set_caching_device(self._caching_device)
        if self._partitioner is not None:
            scope._partitioner = self._partitioner
        if self._custom_getter is not None:
            scope._custom_getter = _chained(self._custom_getter, outer_getter)
        if self._dtype is not None:
            scope._dtype = self._dtype
        if self._use_resource is not None:
            scope.set_use_resource(self._use_resource)
        return scope


def _chained(custom_getter, outer_getter):
    if outer_getter is None:
        return custom_getter

    def getter_in_getter(getter, *args, **kwargs):
        return custom_getter(functools.partial(outer_getter, getter), *args, **kwargs)

    return getter_in_getter


def variable_op_scope(values, name_or_scope, default_name=None, initializer=None,
                      regularizer=None, caching_device=None, partitioner=None,
                      custom_getter=None, reuse=None, dtype=None, use_resource=None,
                      constraint=None):
    return variable_scope(name_or_scope, default_name, values, initializer, regularizer,
                          caching_device, partitioner, custom_getter, reuse, dtype, use_resource,
                          constraint)


def no_regularizer(_):
    return None
