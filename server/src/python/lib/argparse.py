# argparse: what a program that is run without arguments gets, or with those it gives itself.
# Defined in CPython 3.11: Lib/argparse.py.

from _argparse_read import read
from _python import known, unknown

SUPPRESS = '==SUPPRESS=='
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
REMAINDER = '...'
PARSER = 'A...'


class ArgumentError(Exception):
    pass


class ArgumentTypeError(Exception):
    pass


class HelpFormatter:
    def __init__(self, *args, **kwargs):
        pass


class RawDescriptionHelpFormatter(HelpFormatter):
    pass


class RawTextHelpFormatter(HelpFormatter):
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


class Namespace:
    _exact_ = True

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    __hash__ = None

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        shown = ', '.join(['%s=%r' % item for item in self.__dict__.items()])
        return '%s(%s)' % (type(self).__name__, shown)


class FileType:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, string):
        return unknown('files are not read by the program here')


class Action:
    """An argument, and what is done with it."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None, **kwargs):
        self.option_strings = list(option_strings)
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self._rule = 'call'

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class BooleanOptionalAction(Action):
    pass


class _Container:
    def _start(self):
        self._actions = []
        self._defaults = {}
        self._groups = []
        self._top = self

    def add_argument(self, *names, **kwargs):
        action = _make(names, kwargs)
        self._top._actions.append(action)
        if action.dest in self._top._defaults:
            action.default = self._top._defaults[action.dest]
        self._note(action)
        return action

    def _note(self, action):
        pass

    def add_argument_group(self, *args, **kwargs):
        return _Group(self._top)

    def add_mutually_exclusive_group(self, required=False, **kwargs):
        group = _Group(self._top)
        group.required = required
        group.members = []
        self._top._groups.append(group)
        return group

    def set_defaults(self, **kwargs):
        self._top._defaults.update(kwargs)
        for action in self._top._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._top._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._top._defaults.get(dest)


class _Group(_Container):
    def __init__(self, top):
        self._top = top
        self.members = None

    def _note(self, action):
        if self.members is not None:
            self.members.append(action)


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[],
                 argument_default=None, add_help=True, **kwargs):
        self._start()
        self.prog = prog if prog is not None else unknown('the name of the program', 'str')
        self.description = description
        self.argument_default = argument_default
        for parent in parents:
            self._actions.extend(parent._actions)
            self._defaults.update(parent._defaults)

    def add_subparsers(self, *, dest=SUPPRESS, required=False, **kwargs):
        made = _Subparsers(dest, required)
        self._actions.append(made)
        return made

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error('unrecognized arguments: %s' % ' '.join(rest))
        return found

    def parse_known_args(self, args=None, namespace=None):
        namespace = Namespace() if namespace is None else namespace
        args = [] if args is None else args
        if not known(args):
            _set_unknown(self, namespace)
            return namespace, unknown('the arguments of the program', 'list')
        return namespace, read(self, list(args), namespace)

    parse_intermixed_args = parse_args

    def error(self, message):
        self.exit(2, message)

    def exit(self, status=0, message=None):
        end = SystemExit(status)
        # What is printed then, for those who ask how the program ends.
        end.message = message
        raise end

    def print_help(self, file=None):
        pass

    print_usage = print_help

    def format_help(self):
        return unknown('the help of a program', 'str')

    format_usage = format_help


class _Subparsers:
    option_strings = ()
    metavar = None

    def __init__(self, dest, required):
        self.dest = dest
        self.required = required
        self.nargs = PARSER
        self.default = None
        self._rule = 'parsers'
        self.choices = {}

    def add_parser(self, name, *, aliases=(), **kwargs):
        kwargs.pop('help', None)
        made = ArgumentParser(**kwargs)
        for each in (name,) + tuple(aliases):
            self.choices[each] = made
        return made


def _set_unknown(parser, namespace):
    for action in parser._actions:
        if action.dest != SUPPRESS:
            setattr(namespace, action.dest, unknown('the arguments of the program'))


_rules = ('store', 'store_const', 'store_true', 'store_false', 'append', 'append_const', 'count',
          'help', 'version', 'extend')


def _make(names, kwargs):
    options = [name for name in names if name.startswith('-')]
    if names and not options and len(names) > 1:
        raise ValueError("invalid option string %r: must start with a character '-'" % names[0])
    kwargs = dict(kwargs)
    rule = kwargs.pop('action', None) or 'store'
    dest = kwargs.pop('dest', None) or _dest(names, options)
    is_class = not isinstance(rule, str)
    if is_class and not issubclass(rule, BooleanOptionalAction):
        return rule(options, dest, **kwargs)
    if not is_class and rule not in _rules:
        raise ValueError('unknown action "%s"' % rule)
    if rule in ('store_true', 'store_false'):
        kwargs.setdefault('default', rule == 'store_false')
        kwargs['const'] = rule == 'store_true'
    if rule in ('help', 'version'):
        dest = SUPPRESS
        kwargs['default'] = SUPPRESS
    kwargs.pop('version', None)
    action = Action(options, dest, **kwargs)
    action._rule = 'boolean' if is_class else rule
    if is_class:
        action.option_strings += ['--no-' + name[2:] for name in options if name.startswith('--')]
    if not options:
        action.required = action.nargs not in ('?', '*', REMAINDER)
    return action


def _dest(names, options):
    if not names:
        raise TypeError('dest= is required')
    if not options:
        return names[0]
    long = [name for name in options if name.startswith('--')] or options
    return long[0].lstrip('-').replace('-', '_')
