# How often variable scopes were opened, for the numbers of default names.
# In TensorFlow: python/ops/variable_scope.py (_VariableScopeStore).

from _ckptmap import known, unknown

from tensorflow._hidden_names import HiddenNames


class Counts:
    """How often each name was opened below one scope.

    A tree along the segments of names, (count, children), never changed in place: leaving a scope
    that was entered by object puts an older tree back. What was opened under a name with holes is
    kept for itself.
    """

    def __init__(self):
        self.tree = (0, {})
        self._hidden = HiddenNames()

    def hide(self, path, name):
        """A scope was opened at the path whose name below it has holes."""
        self._hidden.add('/'.join(path) + '/' + name if path else name)

    def count(self, path):
        if self._hidden.may_hold('/'.join(path)):
            return unknown('how often a scope was opened', 'int')
        node = self.tree
        for segment in path:
            if not known(node):
                return unknown('how often a scope was opened', 'int')
            node = node[1].get(segment)
            if known(node) and node is None:
                return 0
        return node[0]

    def open(self, path):
        self.tree = _opened(self.tree, path, 0)

    def close_below(self, path):
        self.tree = _closed(self.tree, path, 0)


def _opened(node, path, depth):
    if not known(node):
        return node
    if depth == len(path):
        return (node[0] + 1, node[1])
    children = dict(node[1])
    children[path[depth]] = _opened(children.get(path[depth], (0, {})), path, depth + 1)
    return (node[0], children)


def _closed(node, path, depth):
    if not known(node):
        return node
    if depth == len(path):
        return (node[0], {})
    if path[depth] not in node[1]:
        return node
    children = dict(node[1])
    children[path[depth]] = _closed(children[path[depth]], path, depth + 1)
    return (node[0], children)
