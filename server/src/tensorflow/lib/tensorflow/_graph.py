# Graphs: names of operations, name scopes, collections, the stack of default graphs, and whether
# the program runs eagerly. In TensorFlow: python/framework/ops.py.
# No operation is kept but for its name: what a graph computes does not matter here.

import contextlib
import re

import _ckptmap
from _ckptmap import known, unknown

from tensorflow._graph_keys import USUAL_COLLECTIONS, GraphKeys
from tensorflow._graph_name_scope import GraphNameScope
from tensorflow._hidden_names import HiddenNames
from tensorflow._operation import Operation

_VARIABLES = (GraphKeys.GLOBAL_VARIABLES, GraphKeys.TRAINABLE_VARIABLES,
              GraphKeys.LOCAL_VARIABLES, GraphKeys.MODEL_VARIABLES)


class Graph:
    """A graph: names in use, collections, and the variables made in it, in order."""

    def __init__(self):
        self._names = {}
        self._hidden_names = HiddenNames()
        self._name_stack = ''
        # Made at once: what is first made in a loop whose turns are not known may not exist.
        self._collections = {name: [] for name in USUAL_COLLECTIONS}
        self._scope_store = None
        self._variable_store = None
        self._operations = {}
        self._variables = []
        self._named_variables = {}
        self._unique_ids = {}
        self._open = False
        self.seed = None
        self.building_function = False
        self.finalized = False

    def unique_name(self, name, mark_as_used=True):
        """`name` below the current name scope, with a number where it is taken."""
        if self._name_stack:
            name = self._name_stack + '/' + name
        if not known(name):
            if mark_as_used:
                self._hidden_names.add(name)
            return name
        names = self._names
        base = name.lower()
        number = names.get(base, 0)
        if self._hidden_names.may_touch(base):
            number = unknown('the number of a name', 'int')
        if mark_as_used:
            names[base] = number + 1
        if not known(number):
            return name + unknown('the number of a name', 'str')
        if number > 0:
            taken = base
            while taken in names:
                taken = '%s_%d' % (base, number)
                number += 1
            if mark_as_used:
                names[taken] = 1
            name = '%s_%d' % (name, number - 1)
        return name

    def open_up(self, reason):
        """Variables that are not known may be made here, and be in any collection."""
        _ckptmap.opened(reason)
        self._variables.extend(_ckptmap.rest(reason))
        self._open_collections(reason)
        if self._variable_store is not None:
            self._variable_store.hidden.add(unknown(reason, 'str'))

    def _open_collections(self, reason):
        """From here on any collection may hold more than is known."""
        self._open = True
        for items in self._collections.values():
            items.extend(_ckptmap.rest(reason))

    def name_scope(self, name):
        return GraphNameScope(self, name)

    def get_name_scope(self):
        return self._name_stack

    def as_default(self):
        if self._scope_store is None:
            self._make_stores()
        return _DefaultGraph(self)

    def _make_stores(self):
        from tensorflow import _get_variable, _variable_scope
        self._variable_store = _get_variable.VariableStore()
        _state['stack'].append(self)
        self._scope_store = _variable_scope._ScopeStore()
        _state['stack'].pop()

    def as_graph_element(self, obj, allow_tensor=True, allow_operation=True):
        return obj

    def get_operation_by_name(self, name):
        if not known(name):
            return unknown('an operation by its name')
        tensor = self._operations.get(name)
        return unknown('an operation by its name') if tensor is None else tensor.op

    def get_tensor_by_name(self, name):
        if not known(name):
            return unknown('a tensor by its name')
        tensor = self._operations.get(name.split(':')[0])
        return unknown('a tensor by its name') if tensor is None else tensor

    def get_operations(self):
        return unknown('the operations of a graph', 'list')

    def add_to_collection(self, name, value):
        if not known(name):
            self._open_collections('the name of a collection')
            return
        if self._open and name not in self._collections:
            self._collections[name] = list(_ckptmap.rest('a collection'))
        self._collections.setdefault(name, []).append(value)

    def add_to_collections(self, names, value):
        if not known(names):
            self._open_collections('the names of collections')
            return
        for name in ([names] if isinstance(names, str) else dict.fromkeys(names)):
            self.add_to_collection(name, value)

    def get_collection_ref(self, name):
        if not known(name) or self._open and name not in self._collections:
            return _ckptmap.rest('a collection')
        if name in _VARIABLES and _ckptmap.model_named():
            return unknown('the variables of the model that a comment names', 'list')
        return self._collections.setdefault(name, [])

    def get_collection(self, name, scope=None):
        if not known(name):
            return unknown('a collection', 'list')
        items = self._own_collection(name)
        if not known(items) and name in _VARIABLES and not executing_eagerly():
            from tensorflow import _named_model
            items = _named_model.collection(self, name, items)
        if not known(items):
            return items
        if scope is None:
            return list(items)
        matches = re.compile(scope).match
        return [item for item in items if hasattr(item, 'name') and matches(item.name)]

    def _own_collection(self, name):
        """What the program has put there; where a model is named that is not all there is."""
        if name in _VARIABLES and _ckptmap.model_named():
            return unknown('the variables of the model that a comment names', 'list')
        items = self._collections.get(name)
        if items is None:
            return _ckptmap.rest('a collection') if self._open else []
        return items

    def get_all_collection_keys(self):
        if self._open:
            return _ckptmap.rest('the names of collections')
        return [name for name, items in self._collections.items() if items]

    @property
    def collections(self):
        return list(self._collections)

    def clear_collection(self, name):
        self._collections.pop(name, None)

    def unique_id(self, kind):
        """1, 2, … for each object of a kind that is made in this graph."""
        number = self._unique_ids.get(kind, 0) + 1
        self._unique_ids[kind] = number
        return number

    def finalize(self):
        self.finalized = True

    def as_graph_def(self, from_version=None, add_shapes=False):
        return unknown('the definition of a graph')

    def control_dependencies(self, control_inputs):
        return contextlib.nullcontext()

    def device(self, device_name_or_function):
        return contextlib.nullcontext()

    def colocate_with(self, op, ignore_existing=False):
        return contextlib.nullcontext()

    def gradient_override_map(self, op_type_map):
        return contextlib.nullcontext()

    def container(self, container_name):
        return contextlib.nullcontext()


class _EagerNameScope:
    """A name scope where the program runs eagerly: nothing is made unique."""

    def __init__(self, name):
        self._name = name
        self._old = []

    def __enter__(self):
        old = _state['scope']
        name = self._name
        if known(name) and not name:
            entered = ''
        elif known(name) and name[-1] == '/':
            entered = name
        else:
            entered = old + name + '/'
        _state['scope'] = entered
        self._old.append(old)
        return entered

    def __exit__(self, *error):
        _state['scope'] = self._old.pop()
        return False


class _DefaultGraph:
    """`graph.as_default()`."""

    def __init__(self, graph):
        self._graph = graph

    def __enter__(self):
        _state['stack'].append(self._graph)
        return self._graph

    def __exit__(self, *error):
        _state['stack'].pop()
        return False


# `functions`: whether conditionals and loops are functions of their own (control flow of TensorFlow
# 2), and how many of them are being made: variables in them are never references.
_state = {'eager': True, 'scope': '', 'global': Graph(), 'stack': [], 'functions': True,
          'depth': 0}


class function_body:
    """Around the call of a function of the user's whose operations go to a graph of its own."""

    def __enter__(self):
        _state['depth'] += 1 if _state['functions'] else 0

    def __exit__(self, *error):
        _state['depth'] -= 1 if _state['functions'] else 0
        return False


def is_in_function():
    return _state['depth'] > 0


def get_default_graph():
    stack = _state['stack']
    return stack[-1] if stack else _state['global']


def reset_default_graph():
    if _state['stack']:
        raise AssertionError('Do not use tf.reset_default_graph() to clear nested graphs. If you '
                             'need a cleared graph, exit the nesting and create a new graph.')
    _state['global'] = Graph()
    _state['global']._make_stores()


def executing_eagerly():
    return _state['eager'] and not _state['stack']


def enable_eager_execution(config=None, device_policy=None, execution_mode=None):
    _state['eager'] = True


def disable_eager_execution():
    if _state['eager']:
        _state['eager'] = False
        # The scope at the root is made anew: it reuses and follows resources in eager mode only.
        _state['global']._make_stores()


def name_scope(name, default_name=None, values=None):
    """The context of tf.compat.v1.name_scope, and of tf.name_scope."""
    if known(name) and name is None:
        name = default_name
        if name is None and values is not None and not executing_eagerly():
            raise ValueError('At least one of name (%s) and default_name (%s) must be provided.'
                             % (None, None))
    if executing_eagerly():
        return _EagerNameScope('' if known(name) and name is None else name)
    return get_default_graph().name_scope(name)


def name_scope_v2(name):
    if known(name) and not isinstance(name, str):
        raise ValueError('name for name_scope must be a string.')
    return name_scope(name)


def op_name(name, default):
    """The name of a new operation, made unique in the current graph."""
    if known(name) and name is None:
        name = default
    if executing_eagerly():
        return name
    if known(name) and name[-1:] == '/':
        return name[:-1]
    return get_default_graph().unique_name(name)


def get_name_scope():
    return _state['scope'][:-1] if executing_eagerly() else get_default_graph()._name_stack


def open_up(reason):
    """Variables that are not known may be made in the current graph."""
    get_default_graph().open_up(reason)


def add_to_collection(name, value):
    get_default_graph().add_to_collection(name, value)


def add_to_collections(names, value):
    get_default_graph().add_to_collections(names, value)


def get_collection(key, scope=None):
    return get_default_graph().get_collection(key, scope)


def get_collection_ref(key):
    return get_default_graph().get_collection_ref(key)


def control_dependencies(control_inputs):
    return contextlib.nullcontext()


def device(device_name_or_function):
    return contextlib.nullcontext()


def colocate_with(op, ignore_existing=False):
    return contextlib.nullcontext()


def container(container_name):
    return contextlib.nullcontext()


def init_scope():
    return contextlib.nullcontext()


def no_op(name=None):
    return Operation(op_name(name, 'NoOp'), 'NoOp', get_default_graph())


def group(*inputs, name=None):
    return Operation(op_name(name, 'group_deps'), 'NoOp', get_default_graph())


def set_random_seed(seed):
    get_default_graph().seed = seed
