"""The native module `_ckptmap` for CPython: what the model of TensorFlow tells is recorded here.

With it CPython runs the model instead of the project's own evaluator. It knows checkpoints only by
descriptions that the real TensorFlow made beforehand, and an unknown value has no truth: a program
whose course hangs on one ends with `UnknownCondition`.
"""

import inspect
import os
import sys

import assignment


class UnknownCondition(BaseException):
    """The program asks whether an unknown value is true; CPython cannot go both ways."""


class Unknown:
    """A value of which nothing is known but perhaps its type."""

    def __init__(self, reason='', kind=None):
        self.__dict__['_reason'] = reason
        self.__dict__['_kind'] = kind

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return Unknown(self._reason)

    def __setattr__(self, name, value):
        pass

    def __call__(self, *args, **kwargs):
        return Unknown(self._reason)

    def __bool__(self):
        raise UnknownCondition(self._reason)

    def __iter__(self):
        raise UnknownCondition(self._reason)

    def __len__(self):
        raise UnknownCondition(self._reason)

    def __index__(self):
        raise UnknownCondition(self._reason)

    def __enter__(self):
        return Unknown(self._reason)

    def __exit__(self, *error):
        return False

    def __hash__(self):
        return id(self)

    def __str__(self):
        return '*'

    __repr__ = __str__


def _operator(*_):
    return Unknown()


for _name in ('add', 'radd', 'sub', 'rsub', 'mul', 'rmul', 'truediv', 'rtruediv', 'floordiv',
              'rfloordiv', 'mod', 'rmod', 'pow', 'rpow', 'matmul', 'neg', 'abs', 'invert', 'and',
              'rand', 'or', 'ror', 'xor', 'lshift', 'rshift', 'lt', 'le', 'gt', 'ge', 'eq', 'ne',
              'getitem'):
    setattr(Unknown, '__%s__' % _name, _operator)

# A text with a hole in it, where CPython needs a text: `'a' + unknown`.
_HOLE = '\x00'


class Pattern(str):
    """A text of which a part is not known."""

    def __add__(self, other):
        return Pattern(str.__add__(self, str(other)))

    def __radd__(self, other):
        return Pattern(str(other) + str(self))


class Trace:
    """All that one program makes."""

    def __init__(self):
        self.variables = []
        self.calls = []
        self.opened = []
        self.notes = []
        self.restores = []
        self.untracked = []
        self.described = {}
        self.states = {}
        self.legacy_keras = False
        self.globals = {}


trace = Trace()


class Handle:
    def __init__(self, fields):
        self.fields = fields


def known(x):
    return not isinstance(x, (Unknown, Pattern))


def unknown(reason, kind=None):
    return Pattern(_HOLE) if kind == 'str' else Unknown(reason, kind)


def rest(reason):
    """What a list holds beyond what is known: here what is known is all that is compared."""
    return []


def unknown_function(name):
    return Unknown(name)


def variable(name, shape, dtype, kind, trainable, store_key, partition, initial_value=None):
    handle = Handle({
        'name': str(name), 'shape': None if shape is None else list(shape), 'dtype': dtype,
        'kind': kind, 'trainable': bool(trainable), 'storeKey': store_key,
        'partition': partition})
    trace.variables.append(handle)
    return handle


def opened(reason):
    trace.opened.append(reason)


def note(reason):
    trace.notes.append(reason)


def init_from_checkpoint(api, rules, checkpoint_argument, assignment_map, variables):
    description = checkpoint(checkpoint_argument)
    call = {'api': api, 'rules': rules, 'bound': [], 'error': None}
    trace.calls.append(call)
    if isinstance(description, Unknown):
        return None
    call['error'] = assignment.resolve(
        checkpoint_argument, description, assignment_map, variables, call['bound'])
    return call['error']


def _absolute(path):
    path = os.fspath(path)
    if isinstance(path, bytes):
        path = path.decode()
    return os.path.abspath(path)


def checkpoint(path, api=None):
    if not known(path):
        return path
    try:
        found = trace.described.get(_absolute(path))
    except TypeError:
        return {'error': ('TypeError', 'Expected binary or unicode string, got %r' % (path,)),
                'prefix': '', 'format': 'v2', 'tensors': [], 'nodes': None}
    if found is None:
        return {'error': ('NotFoundError', 'Unsuccessful TensorSliceReader constructor: Failed to '
                          'find any matching files for %s' % path),
                'prefix': path, 'format': 'v2', 'tensors': [], 'nodes': None}
    return found


def write_checkpoint(prefix, description):
    trace.described[_absolute(prefix)] = description


def checkpoint_state(directory, latest_filename=None):
    return trace.states.get(_absolute(directory))


def write_checkpoint_state(directory, latest, paths):
    trace.states[_absolute(directory)] = {
        'model_checkpoint_path': latest, 'all_model_checkpoint_paths': list(paths)}


def checkpoint_exists(prefix):
    found = trace.described.get(_absolute(prefix))
    return found is not None and (isinstance(found, Unknown) or found['error'] is None)


def latest_of_prefix(prefix):
    return None


def checkpoint_made(made):
    return None


def model_named():
    return False


def warm_start_selects(pattern, matches, names):
    trace.notes.append('%s selects %d of %d' % (pattern, len(matches), len(names)))


def restored(**fields):
    trace.restores.append(fields)


def asserted(name, holds, restore_index):
    trace.restores[restore_index].setdefault('asserted', []).append((name, holds))


def warm_start_selects(pattern, selected, names):
    pass


def untracked(owner, attribute, collection, item):
    trace.untracked.append(attribute)


def tracked(item):
    pass


def is_settled(value):
    return True


def next_number():
    return 1


def legacy_keras():
    return trace.legacy_keras


def user_attributes(instance):
    return list(vars(instance).items())


def signature(function):
    """(names, how many must be given, whether any keyword is taken); None where it cannot be said."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    named = [p for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    return ([p.name for p in named], len([p for p in named if p.default is p.empty]),
            any(p.kind == p.VAR_KEYWORD for p in parameters))


def parameter_names(function):
    """The names of a function's parameters, with `self`; None where it has none written down."""
    function = getattr(function, '__func__', function)
    return None if not inspect.isfunction(function) else list(
        inspect.signature(function).parameters)


def parameter_default(function, name):
    """The default of a function's parameter; None where it has none."""
    parameter = inspect.signature(function).parameters.get(name)
    return None if parameter is None or parameter.default is parameter.empty else parameter.default


def identity(value):
    """A number that is the same for the same object only."""
    return id(value)


def program_global(name):
    return trace.globals[name]


sys.modules.setdefault('_ckptmap', sys.modules[__name__])
