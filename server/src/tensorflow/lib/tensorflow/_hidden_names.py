# Names of which parts are not known, and what they may take from names that are.

from _ckptmap import known, unknown

_MOST = 12


class HiddenNames:
    """Names with holes, in the order of their use; too many of them are taken for any name."""

    def __init__(self):
        self._names = []

    def add(self, name):
        """Keeps a name with holes, without regard to case."""
        name = name.lower()
        if len(self._names) == _MOST:
            self._names = [unknown('one of many names', 'str')]
        if known(len(self._names)) and len(self._names) < _MOST:
            self._names.append(name)

    def may_hold(self, name):
        """Whether one of them may be that name."""
        name = name.lower()
        for hidden in self._names:
            if not known(hidden == name):
                return True
        return False

    def may_touch(self, name):
        """Whether the name, or one with a number, or one below it, may be taken by one of them."""
        for hidden in self._names:
            if not (known(hidden == name) and known(hidden + '_' + _rest() == name)
                    and known(hidden + '/' + _rest() == name)):
                return True
        return False


def _rest():
    return unknown('the rest of a name', 'str')
