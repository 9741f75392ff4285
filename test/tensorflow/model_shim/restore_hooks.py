"""What the shim `_ckptmap` needs beyond assignment maps: files on disk, restores, and their places.

`begin` puts it into the shim, before a program runs in this process.
"""

import ast
import inspect
import os
import sys

import _ckptmap
from _ckptmap import Unknown, known

trace = {'restores': [], 'asserted': [], 'untracked': [], 'notes': []}
_written = {}
_states = {}
_program = {'folder': '', 'ask': None}


def plain(value):
    """What JSON has for a value that it does not know."""
    return str(value) if known(value) else None


def _place():
    """Where the innermost call in a file of the program begins."""
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(_program['folder']):
            _, end, _, column = list(frame.f_code.co_positions())[frame.f_lasti // 2]
            start = _begin_of_call(name, end, column)
            return {'file': name[len(_program['folder']):], 'line': start[0] - 1,
                    'character': start[1]}
        frame = frame.f_back
    return None


def _begin_of_call(name, end, column):
    """Where the call begins that ends there: CPython itself tells the line of the method."""
    with open(name, encoding='utf-8') as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (node.end_lineno, node.end_col_offset) == (end, column):
            return node.lineno, node.col_offset
    return end, column


def _absolute(path):
    return os.path.abspath(path.decode() if isinstance(path, bytes) else path)


def checkpoint(path, api=None):
    if not known(path):
        return Unknown('a path')
    if _absolute(path) in _written:
        return _written[_absolute(path)]
    if api is None and _absolute(path) in _states:
        return checkpoint(checkpoint_state(path)['model_checkpoint_path'])
    if api is None and any(own.startswith(_absolute(path) + os.sep) for own in _written) and (
            _program['ask']('state', [_absolute(path), path]) is None):
        return _failed(path, 'ValueError', "Couldn't find 'checkpoint' file or checkpoints in "
                       'given directory %s' % path)
    inside = os.path.join(_absolute(path), 'variables', 'variables')
    if api == 'restore' and inside in _written:
        return _written[inside]
    if api is not None and any(own.startswith(_absolute(path) + os.sep) for own in _written):
        # The folder is there because the program has written into it.
        return _failed(path, 'DataLossError', 'Unable to open table file %s: FAILED_PRECONDITION: '
                       '%s; Is a directory: perhaps your file is in a different file format and '
                       'you need to use a different restore operator?' % (path, path))
    return _program['ask']('checkpoint', [_absolute(path), path, api])


def _failed(path, type_name, message):
    return {'error': (type_name, message), 'prefix': path, 'format': None, 'tensors': [],
            'nodes': None}


def write_checkpoint(prefix, description):
    if description is None:
        description = _failed(prefix, 'NotFoundError', 'Unsuccessful TensorSliceReader '
                              'constructor: Failed to find any matching files for %s' % prefix)
    _written[_absolute(prefix)] = description


def checkpoint_state(directory, latest_filename=None):
    if _absolute(directory) in _states:
        return _seen_from(directory, _states[_absolute(directory)])
    return _program['ask']('state', [_absolute(directory), directory])


def _seen_from(directory, state):
    # The file holds paths that are relative to its folder, however that is spelt.
    def moved(path):
        if not known(path) or path is None or os.path.isabs(path):
            return path
        return os.path.join(directory, os.path.relpath(path, state['folder'] or '.'))
    paths = state['all_model_checkpoint_paths']
    return {'folder': directory, 'model_checkpoint_path': moved(state['model_checkpoint_path']),
            'all_model_checkpoint_paths':
                [moved(path) for path in paths] if known(paths) else paths}


def write_checkpoint_state(directory, latest, paths):
    _states[_absolute(directory)] = {
        'folder': directory, 'model_checkpoint_path': latest,
        'all_model_checkpoint_paths': list(paths) if known(paths) else paths}


def checkpoint_exists(prefix):
    found = _written.get(_absolute(prefix))
    if found is not None:
        return not known(found) or found['error'] is None
    return _program['ask']('exists', [_absolute(prefix)])


def restored(**fields):
    fields['at'] = _place()
    if not known(fields['checkpoint']):
        fields['checkpoint'] = None
    for name in ('description', 'owner', 'structure', 'looked_up'):
        fields.pop(name, None)
    fields['objects'] = [(path, tensor, verdict, None)
                         for path, tensor, verdict, _ in fields['objects']]
    trace['restores'].append(fields)
    return len(trace['restores']) - 1


def asserted(name, holds, restore_index, reason):
    trace['asserted'].append((name, holds if known(holds) else None, restore_index))


def checkpoint_made(made):
    return None


def names_in_sight(made):
    return []


def latest_of_prefix(prefix):
    return None


def expected_partial(restore_index):
    return None


def untracked(owner, attribute, collection, item):
    trace['untracked'].append((type(owner).__name__, attribute))


def tracked(item):
    return None


def is_settled(value):
    return True


def next_number():
    _program['numbers'] = _program.get('numbers', 0) + 1
    return _program['numbers']


def note(reason):
    trace['notes'].append(reason)


def parameter_names(function):
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return None


def identity(value):
    return id(value)


def begin(folder, ask, legacy):
    """Begins a program in a folder; `ask(kind, argument)` says what is on disk."""
    _program['folder'] = os.path.join(os.path.abspath(folder), '')
    _program['ask'] = ask
    _ckptmap.trace.legacy_keras = legacy


for _function in (checkpoint, write_checkpoint, checkpoint_state, write_checkpoint_state,
                  checkpoint_exists, restored, asserted, checkpoint_made, names_in_sight,
                  expected_partial, latest_of_prefix, is_settled, next_number, untracked, tracked, note, parameter_names,
                  identity):
    setattr(_ckptmap, _function.__name__, _function)
