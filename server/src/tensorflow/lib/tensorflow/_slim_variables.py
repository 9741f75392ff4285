# Variables of slim and tf.contrib.framework: model variables, and sets of variables by scope.
# In tf_slim: ops/variables.py; in TensorFlow 1: contrib/framework/python/ops/variables.py.

import functools
import re

from _ckptmap import known, unknown

from tensorflow import _dtypes, _get_variable, _graph, _readers, _saver, _variable_scope
from tensorflow import _variables
from tensorflow._arg_scope import add_arg_scope
from tensorflow._global_step import (
    create_global_step, get_global_step, get_or_create_global_step)
from tensorflow._graph import GraphKeys


def _variable(name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=True,
              collections=None, caching_device=None, device=None, partitioner=None,
              custom_getter=None, use_resource=None, synchronization=None, aggregation=None):
    names = [GraphKeys.GLOBAL_VARIABLES] if collections is None else collections
    getter = _get_variable.get_variable
    if custom_getter is not None:
        getter = functools.partial(
            custom_getter, reuse=_variable_scope.get_variable_scope().reuse)
    return getter(
        name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer,
        trainable=trainable, collections=list(dict.fromkeys(names)),
        caching_device=caching_device, partitioner=partitioner, use_resource=use_resource,
        synchronization=synchronization or _variables.VariableSynchronization.AUTO,
        aggregation=aggregation or _variables.VariableAggregation.NONE)


variable = add_arg_scope(_variable)


def _model_variable(name, shape=None, dtype=_dtypes.float32, initializer=None, regularizer=None,
                    trainable=True, collections=None, caching_device=None, device=None,
                    partitioner=None, custom_getter=None, use_resource=None,
                    synchronization=None, aggregation=None):
    names = list(collections or []) + [GraphKeys.GLOBAL_VARIABLES, GraphKeys.MODEL_VARIABLES]
    return variable(
        name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer,
        trainable=trainable, collections=names, caching_device=caching_device, device=device,
        partitioner=partitioner, custom_getter=custom_getter, use_resource=use_resource,
        synchronization=synchronization, aggregation=aggregation)


model_variable = add_arg_scope(_model_variable)


def local_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    return _variables.VariableV1(
        initial_value, trainable=False, collections=[GraphKeys.LOCAL_VARIABLES],
        validate_shape=validate_shape, name=name, use_resource=use_resource)


def global_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    return _variables.VariableV1(
        initial_value, trainable=False, collections=[GraphKeys.GLOBAL_VARIABLES],
        validate_shape=validate_shape, name=name, use_resource=use_resource)


def add_model_variable(var):
    if not any(var is other for other in _graph.get_collection(GraphKeys.MODEL_VARIABLES)):
        _graph.add_to_collection(GraphKeys.MODEL_VARIABLES, var)


def get_variables(scope=None, suffix=None, collection=GraphKeys.GLOBAL_VARIABLES):
    if isinstance(scope, _variable_scope.VariableScope):
        scope = scope.name
    if suffix is not None:
        if ':' not in suffix:
            suffix += ':'
        scope = (scope or '') + '.*' + suffix
    return _graph.get_collection(collection, scope)


def get_model_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, GraphKeys.MODEL_VARIABLES)


def get_local_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, GraphKeys.LOCAL_VARIABLES)


def get_trainable_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, GraphKeys.TRAINABLE_VARIABLES)


def get_variables_by_suffix(suffix, scope=None):
    return get_variables(scope=scope, suffix=suffix)


def get_variables_by_name(given_name, scope=None):
    suffix = '/' + given_name + ':|^' + given_name + ':'
    return get_variables(scope=scope, suffix=suffix)


def get_variables_to_restore(include=None, exclude=None):
    if include is None:
        included = get_variables()
    else:
        if known(include) and not isinstance(include, (list, tuple)):
            raise TypeError('include is provided but is not a list or a tuple.')
        included = []
        for scope in include:
            included = included + get_variables(scope)
    excluded = []
    if exclude is not None:
        if known(exclude) and not isinstance(exclude, (list, tuple)):
            raise TypeError('exclude is provided but is not a list or a tuple.')
        for scope in exclude:
            excluded = excluded + get_variables(scope)
    names = set(item.name for item in excluded)
    return [item for item in included if item.name not in names]


def get_unique_variable(var_op_name):
    candidates = get_variables(scope=var_op_name)
    if not candidates:
        raise ValueError("Couldn't find variable %s" % var_op_name)
    for candidate in candidates:
        if candidate.op.name == var_op_name:
            return candidate
    raise ValueError('Variable %s does not uniquely identify a variable' % var_op_name)


def get_variable_full_name(var):
    info = var._save_slice_info
    return var.op.name if info is None else info.full_name


def filter_variables(var_list, include_patterns=None, exclude_patterns=None, reg_search=True):
    matches = re.search if reg_search else re.match
    included = list(var_list)
    if include_patterns is not None:
        included = [v for v in included if any(matches(p, v.name) for p in include_patterns)]
    if exclude_patterns is not None:
        included = [v for v in included
                    if not any(matches(p, v.name) for p in exclude_patterns)]
    return included


def assign_from_values(var_names_to_values):
    return _graph.no_op(), {}


def assign_from_values_fn(var_names_to_values):
    return lambda session: None


def _grouped(var_list):
    if not isinstance(var_list, (list, tuple)):
        return {name: list(item) if isinstance(item, (list, tuple)) else [item]
                for name, item in var_list.items()}
    groups = {}
    for item in var_list:
        groups.setdefault(get_variable_full_name(item), []).append(item)
    return groups


def assign_from_checkpoint(model_path, var_list, ignore_missing_vars=False):
    reader = _readers.NewCheckpointReader(model_path)
    if not known(var_list):
        return unknown('an operation and what to feed')
    for name in _grouped(var_list):
        has = reader.has_tensor(name)
        if known(has) and not has and known(ignore_missing_vars) and not ignore_missing_vars:
            raise ValueError('Checkpoint is missing variable [%s]' % name)
    return _graph.no_op(), {}


def assign_from_checkpoint_fn(model_path, var_list, ignore_missing_vars=False,
                              reshape_variables=False):
    if known(var_list) and not var_list:
        raise ValueError('var_list cannot be empty')
    if not known(var_list) or not known(ignore_missing_vars):
        return lambda session: None
    if ignore_missing_vars:
        reader = _readers.NewCheckpointReader(model_path)
        named = var_list if isinstance(var_list, dict) else {v.op.name: v for v in var_list}
        var_list = {}
        for name, item in named.items():
            has = reader.has_tensor(name)
            if not known(has) or has:
                var_list[name] = item
    if not var_list:
        return None
    saver = _saver.Saver(var_list, reshape=reshape_variables)
    return lambda session: saver.restore(session, model_path)


def assert_or_get_global_step(graph=None, global_step_tensor=None):
    return get_global_step(graph) if global_step_tensor is None else global_step_tensor


def zero_initializer(ref, use_locking=True, name='zero_initializer'):
    return _graph.no_op(name)
