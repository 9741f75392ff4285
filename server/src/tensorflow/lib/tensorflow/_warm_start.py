# tf.compat.v1.train.warm_start, VocabInfo and WarmStartSettings.
# In TensorFlow: python/training/warm_starting_util.py; in tensorflow_estimator: estimator.py.

import collections

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _graph, _init_from_checkpoint, _variables
from tensorflow._graph import GraphKeys

_VocabInfo = collections.namedtuple('VocabInfo', [
    'new_vocab', 'new_vocab_size', 'num_oov_buckets', 'old_vocab', 'old_vocab_size',
    'backup_initializer', 'axis'])


def VocabInfo(new_vocab, new_vocab_size, num_oov_buckets, old_vocab, old_vocab_size=-1,
              backup_initializer=None, axis=0):
    if known(axis) and axis != 0 and axis != 1:
        raise ValueError('The only supported values for the axis argument are 0 and 1.  '
                         'Provided axis: %s' % (axis,))
    return _VocabInfo(new_vocab, new_vocab_size, num_oov_buckets, old_vocab, old_vocab_size,
                      backup_initializer, axis)


_Settings = collections.namedtuple('WarmStartSettings', [
    'ckpt_to_initialize_from', 'vars_to_warm_start', 'var_name_to_vocab_info',
    'var_name_to_prev_var_name'])


def WarmStartSettings(ckpt_to_initialize_from, vars_to_warm_start='.*',
                      var_name_to_vocab_info=None, var_name_to_prev_var_name=None):
    if known(ckpt_to_initialize_from) and not ckpt_to_initialize_from:
        raise ValueError('`ckpt_to_initialize_from` MUST be set in WarmStartSettings')
    return _Settings(ckpt_to_initialize_from, vars_to_warm_start, var_name_to_vocab_info or {},
                     var_name_to_prev_var_name or {})


def _is_variable(value):
    return known(value) and isinstance(value, _variables.Variable)


def _selected(chosen):
    """The variables that `vars_to_warm_start` selects."""
    if not known(chosen):
        return unknown('the variables to warm-start', 'list')
    if chosen is None or isinstance(chosen, str):
        return _graph.get_collection(GraphKeys.TRAINABLE_VARIABLES, scope=chosen)
    if not isinstance(chosen, list):
        raise ValueError('`vars_to_warm_start must be a `list` or `str`.  Given type is %s'
                         % (type(chosen),))
    if all(isinstance(item, str) for item in chosen):
        found = []
        for item in chosen:
            found = found + _graph.get_collection(GraphKeys.GLOBAL_VARIABLES, scope=item)
        return found
    if all(_is_variable(item) for item in chosen):
        return chosen
    if any(not known(item) for item in chosen):
        return unknown('the variables to warm-start', 'list')
    raise ValueError('If `vars_to_warm_start` is a list, it must be all `Variable` or all `str`.  '
                     'Given types are %s' % ([type(item) for item in chosen],))


def _grouped(variables):
    """{name in a checkpoint: [variables]}; slices go by their full name."""
    groups = {}
    for variable in variables:
        info = variable._save_slice_info
        name = variable.op.name if info is None else info.full_name
        groups.setdefault(name, []).append(variable)
    return groups


def _object_renames(path, names):
    """{variable name: key} where the checkpoint goes by objects, else {}."""
    found = _ckptmap.checkpoint(path)
    if not known(found) or found['error'] is not None or not found['nodes']:
        return {}
    keys = {}
    for node in found['nodes']:
        for _, full_name, checkpoint_key in node['attributes']:
            keys[full_name] = checkpoint_key
    missing = [name for name in names if name not in keys]
    if missing:
        raise ValueError(
            'Attempting to warm-start from an object-based checkpoint, but found that the '
            'checkpoint did not contain values for all variables. The following variables were '
            'missing: %s' % (set(missing),))
    return {name: keys[name] for name in names}


def _tell_selection(chosen, vocabularies):
    """Tells what each pattern of `vars_to_warm_start` selects."""
    if not known(chosen) or not isinstance(chosen, (str, list)):
        return
    if not chosen:
        if known(vocabularies) and not vocabularies:
            _ckptmap.warm_start_selects(chosen, [], [])
        return
    key = GraphKeys.TRAINABLE_VARIABLES if isinstance(chosen, str) else GraphKeys.GLOBAL_VARIABLES
    names = [variable.name for variable in _graph.get_collection(key)]
    for pattern in [chosen] if isinstance(chosen, str) else chosen:
        if known(pattern) and isinstance(pattern, str):
            matches = [variable.name for variable in _graph.get_collection(key, scope=pattern)]
            _ckptmap.warm_start_selects(pattern, matches, names)


def warm_start(ckpt_to_initialize_from, vars_to_warm_start='.*', var_name_to_vocab_info=None,
               var_name_to_prev_var_name=None):
    variables = _selected(vars_to_warm_start)
    _tell_selection(vars_to_warm_start, var_name_to_vocab_info)
    if not known(variables):
        return _init_from_checkpoint.warm_start_call(
            ckpt_to_initialize_from, unknown('the variables to warm-start'))
    groups = _grouped(variables)
    vocabularies = var_name_to_vocab_info if var_name_to_vocab_info is not None else {}
    previous = var_name_to_prev_var_name
    if known(previous) and not previous:
        previous = _object_renames(ckpt_to_initialize_from, list(groups))
    if not known(previous) or not known(vocabularies):
        return _init_from_checkpoint.warm_start_call(
            ckpt_to_initialize_from, unknown('the names of variables'))
    return _started(ckpt_to_initialize_from, groups, vocabularies, previous,
                    known(vars_to_warm_start) and not vars_to_warm_start)


def _started(checkpoint, groups, vocabularies, previous, only_vocabularies):
    pairs = []
    for name, variables in groups.items():
        if vocabularies.get(name):
            _ckptmap.note('the rows of %s are chosen by vocabulary' % name)
        elif not only_vocabularies:
            target = variables[0] if len(variables) == 1 else variables
            pairs.append((previous.get(name) or name, target))
    _init_from_checkpoint.warm_start_call(checkpoint, pairs)
    for given, argument in ((previous, 'var_name_to_prev_var_name'),
                            (vocabularies, 'var_name_to_vocab_info')):
        unused = [name for name in given if name not in groups]
        if unused:
            raise ValueError(
                'You provided the following variables in %s that were not used: %s. %s Perhaps '
                'you misspelled them?  Here is the list of viable variable names: %s'
                % (argument, set(unused), '', groups.keys()))
    return None
