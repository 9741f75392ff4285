# The name scopes of a graph: which names they take, and what each makes of the names below it.
# In TensorFlow: python/framework/ops.py (Graph.name_scope).

import re

from _ckptmap import known

_SCOPE_NAME = '^[A-Za-z0-9_.\\\\/>-]*$'
_ROOT_SCOPE_NAME = '^[A-Za-z0-9.][A-Za-z0-9_.\\\\/>-]*$'
_scope_name = re.compile(_SCOPE_NAME)
_root_scope_name = re.compile(_ROOT_SCOPE_NAME)


class GraphNameScope:
    """`graph.name_scope(name)`: entered, it is the scope's name with its slash."""

    def __init__(self, graph, name):
        self._graph = graph
        self._name = name
        self._old = []

    def __enter__(self):
        graph = self._graph
        name = self._name
        old = graph._name_stack
        if not known(name):
            graph._name_stack = graph.unique_name(name)
            entered = graph._name_stack + '/'
        elif not name:
            graph._name_stack = ''
            entered = ''
        else:
            if not known(old) or old:
                if not _scope_name.match(name):
                    raise ValueError(
                        "'%s' is not a valid scope name. A scope name has to match the following "
                        'pattern: %s' % (name, _SCOPE_NAME))
            elif not _root_scope_name.match(name):
                raise ValueError(
                    "'%s' is not a valid root scope name. A root scope name has to match the "
                    'following pattern: %s' % (name, _ROOT_SCOPE_NAME))
            if name[-1] == '/':
                graph._name_stack = name[:-1]
                entered = name
            else:
                graph._name_stack = graph.unique_name(name)
                entered = graph._name_stack + '/'
        self._old.append(old)
        return entered

    def __exit__(self, *error):
        self._graph._name_stack = self._old.pop()
        return False
