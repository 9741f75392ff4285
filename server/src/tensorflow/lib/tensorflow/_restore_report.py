# What is said of a restore: which tensor each variable takes, what of the checkpoint is left, and
# whether the assertions would pass, all as it is right after the call.

import _ckptmap
from _ckptmap import identity, known

from tensorflow._restore import is_value
from tensorflow._restore_structure import structure_of
from tensorflow._structures import DataStructure
from tensorflow._tracking import Unclear, walk


def _path_text(path):
    return '.'.join(path)


def variables_of(view):
    """The variables that can be reached, by path: [(path, variable)]; and whether all are known."""
    found = []
    complete = True
    for trackable, path in view.objects():
        if isinstance(trackable, Unclear):
            complete = False
        elif is_value(trackable):
            found.append((_path_text(path), trackable))
    return sorted(found, key=_first), complete


def _first(pair):
    return pair[0]


def _handle_of(variable):
    return getattr(variable, '_handle', None)


def report_nothing(api, path, view):
    """`restore(None)`: no checkpoint is named."""
    variables, complete = variables_of(view)
    objects = [(name, None, 'unbound', _handle_of(variable)) for name, variable in variables]
    return _ckptmap.restored(
        api=api, checkpoint=path, description=None, name_based=False,
        outcome='nothing' if complete else 'unknown', error=None, objects=objects,
        unresolved=[], deferred=[], assert_consumed=False,
        assert_existing_objects_matched=False, assert_nontrivial_match=False)


def report_hidden(api, path, description=None, name_based=False):
    """A restore of which nothing can be said."""
    return _ckptmap.restored(
        api=api, checkpoint=path, description=description, name_based=name_based,
        outcome='unknown', error=None, objects=[], unresolved=[], deferred=[],
        assert_consumed=None, assert_existing_objects_matched=None, assert_nontrivial_match=None)


def report_unread(api, path, description, error, view):
    """A call that raises before it reads: no file, no checkpoint, or objects that cannot be."""
    variables, complete = _variables_or_none(view)
    if not complete:
        return report_hidden(api, path, description)
    objects = [(name, None, 'unbound', _handle_of(variable)) for name, variable in variables]
    return _ckptmap.restored(
        api=api, checkpoint=path, description=description, name_based=False, outcome='raises',
        error=error, objects=objects, unresolved=[], deferred=[], assert_consumed=None,
        assert_existing_objects_matched=None, assert_nontrivial_match=None)


def report_raised(api, path, description, error, coordinator, view, name_based):
    """A call that raises while it gives values."""
    variables, complete = _variables_or_none(view)
    if name_based:
        # Also those behind the first that does not fit.
        for _, variable in variables:
            coordinator.look_up(variable)
    if coordinator.unclear or not complete or coordinator.may_raise():
        return report_hidden(api, path, description, name_based)
    objects = []
    for name, variable in variables:
        taken = coordinator.taken.get(identity(variable))
        if taken is None:
            objects.append((name, None, 'unbound', _handle_of(variable)))
        else:
            verdict = 'fails' if coordinator.misfits(variable, taken[1]) else 'loads'
            objects.append((name, taken[1], verdict, _handle_of(variable)))
    return _ckptmap.restored(
        api=api, checkpoint=path, description=description, name_based=name_based,
        outcome='raises', error=error, objects=objects, owner=view.owner,
        structure=None if name_based else structure_of(view),
        unresolved=[] if name_based else unresolved_of(coordinator), deferred=[],
        assert_consumed=None, assert_existing_objects_matched=None, assert_nontrivial_match=None)


def _variables_or_none(view):
    try:
        return variables_of(view)
    except (ValueError, TypeError):
        return [], True


def report_done(api, path, description, status, coordinator, view, counter, name_based):
    """A call that went through."""
    variables, complete = variables_of(view)
    if coordinator.unclear or not complete or coordinator.may_raise():
        return report_hidden(api, path, description, name_based)
    objects = []
    loaded = False
    for name, variable in variables:
        taken = coordinator.taken.get(identity(variable))
        if taken is None:
            objects.append((name, None, 'unbound', _handle_of(variable)))
        else:
            loaded = loaded or variable is not counter
            fails = coordinator.misfits(variable, taken[1])
            objects.append((name, taken[1], 'fails' if fails else 'loads', _handle_of(variable)))
    holds = [None if not known(each) else each is None for each in status.verdicts()]
    fits = all(verdict == 'loads' for _, _, verdict, _ in objects)
    return _ckptmap.restored(
        api=api, checkpoint=path, description=description, name_based=name_based,
        owner=view.owner, structure=None if name_based or loaded and fits else structure_of(view),
        looked_up=_looked_up(variables, counter) if name_based else [],
        outcome='ok' if loaded else 'nothing', error=None, objects=objects,
        unresolved=[] if name_based else unresolved_of(coordinator),
        deferred=[] if name_based else deferred_of(coordinator), assert_consumed=holds[0],
        assert_existing_objects_matched=holds[1], assert_nontrivial_match=holds[2])


def _looked_up(variables, counter):
    return sorted(set([variable._checkpoint_name() for _, variable in variables
                       if variable is not counter]))


def unresolved_of(coordinator):
    """The values of the checkpoint that no object takes, as messages name them."""
    names = coordinator.names()
    found = []
    for node_id, node in enumerate(coordinator.nodes):
        if node['attributes'] and node_id not in coordinator.bound:
            found.append(without_root(names.get(node_id, '')))
    return sorted(found)


def without_root(name):
    """A printed name without the `(root).` of each of its parts."""
    return name.replace('(root).', '')


def deferred_of(coordinator):
    """Of these, the ones whose parent is bound and not built yet, so that they may come."""
    names = coordinator.names()
    found = set()
    for node_id, trackable in coordinator.bound.items():
        if not may_still_grow(trackable):
            continue
        for name, child_id in coordinator.nodes[node_id]['children']:
            if child_id not in coordinator.bound:
                _add_values(coordinator, child_id, names, found, set())
    return sorted(found)


def _add_values(coordinator, node_id, names, found, seen):
    if node_id in seen or node_id in coordinator.bound:
        return
    seen.add(node_id)
    node = coordinator.nodes[node_id]
    if node['attributes']:
        found.add(without_root(names.get(node_id, '')))
    for _, child_id in node['children']:
        _add_values(coordinator, child_id, names, found, seen)


def may_still_grow(trackable):
    """Whether an object is one that makes its variables later, and has made none yet."""
    if isinstance(trackable, (DataStructure, Unclear)) or is_value(trackable):
        return False
    built = getattr(trackable, 'built', None)
    if built is not None and known(built):
        return not built
    from tensorflow._module import Module
    if not isinstance(trackable, Module) or type(trackable) is Module:
        return False
    try:
        return not any(is_value(each) for each, _ in walk(trackable))
    except (ValueError, TypeError):
        return False
