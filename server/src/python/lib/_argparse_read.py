# Reading arguments as argparse does: options anywhere, positional ones in order.
# Defined in CPython 3.11: Lib/argparse.py (_parse_known_args).

SUPPRESS = '==SUPPRESS=='
_without_value = ('store_true', 'store_false', 'store_const', 'append_const', 'count', 'help',
                  'version', 'boolean')


def read(parser, args, namespace):
    """Sets what the arguments say; returns those that no argument is for."""
    for action in parser._actions:
        _set_default(parser, namespace, action)
    for name, value in parser._defaults.items():
        if not hasattr(namespace, name):
            setattr(namespace, name, value)
    options = {name: action for action in parser._actions for name in action.option_strings}
    places = [action for action in parser._actions if not action.option_strings]
    state = _Reading(parser, namespace, options, places)
    state.run(args)
    state.finish()
    return state.rest


def _set_default(parser, namespace, action):
    if action.dest == SUPPRESS or action.default == SUPPRESS or hasattr(namespace, action.dest):
        return
    value = action.default
    if value is None and parser.argument_default is not None:
        if parser.argument_default == SUPPRESS:
            return
        value = parser.argument_default
    setattr(namespace, action.dest, value)


class _Reading:
    def __init__(self, parser, namespace, options, places):
        self.parser = parser
        self.namespace = namespace
        self.options = options
        self.places = places
        self.pending = []
        self.rest = []
        self.seen = []

    def run(self, args):
        index = 0
        while index < len(args):
            arg = args[index]
            index += 1
            if arg == '--':
                self.pending += args[index:]
                return
            name, inline = self._option(arg)
            if name is None:
                if self._is_option_like(arg):
                    self.rest.append(arg)
                else:
                    self.pending.append(arg)
                    if self._is_subparser():
                        self.pending += args[index:]
                        return
                continue
            action = self.options[name]
            values = [] if inline is None else [inline]
            if inline is None and action._rule not in _without_value:
                most = {None: 1, '?': 1}.get(action.nargs, len(args))
                if isinstance(action.nargs, int):
                    most = action.nargs
                while index < len(args) and len(values) < most and not self._is_option(args[index]):
                    values.append(args[index])
                    index += 1
            self._take(action, values, name)

    def _is_subparser(self):
        filled = len(self.pending)
        return any(place._rule == 'parsers' and position < filled
                   for position, place in enumerate(self.places))

    def _option(self, arg):
        if arg in self.options:
            return arg, None
        if not arg.startswith('-') or arg == '-':
            return None, None
        name, equals, value = arg.partition('=')
        if equals and name in self.options:
            return name, value
        if arg.startswith('--'):
            fitting = [option for option in self.options if option.startswith(name)]
            if len(fitting) == 1:
                return fitting[0], value if equals else None
            if len(fitting) > 1:
                self.parser.error('ambiguous option')
        elif arg[:2] in self.options and len(arg) > 2:
            return arg[:2], arg[2:]
        return None, None

    def _is_option(self, arg):
        return arg == '--' or self._option(arg)[0] is not None or self._is_option_like(arg)

    def _is_option_like(self, arg):
        if not arg.startswith('-') or arg == '-' or ' ' in arg:
            return False
        try:
            float(arg)
            return False
        except ValueError:
            return True

    def _take(self, action, values, name):
        self.seen.append(action)
        rule = action._rule
        dest = action.dest
        space = self.namespace
        if rule == 'help' or rule == 'version':
            self.parser.exit(0)
        if rule in ('store_true', 'store_false', 'store_const'):
            setattr(space, dest, action.const)
        elif rule == 'boolean':
            setattr(space, dest, not name.startswith('--no-'))
        elif rule == 'count':
            setattr(space, dest, (getattr(space, dest, None) or 0) + 1)
        elif rule == 'append_const':
            setattr(space, dest, list(getattr(space, dest, None) or []) + [action.const])
        else:
            self._store(action, self._values(action, values), name)

    def _store(self, action, value, name):
        if action._rule in ('append', 'extend'):
            before = list(getattr(self.namespace, action.dest, None) or [])
            added = [value] if action._rule == 'append' else list(value)
            setattr(self.namespace, action.dest, before + added)
        elif action._rule == 'call':
            action(self.parser, self.namespace, value, name)
        else:
            setattr(self.namespace, action.dest, value)

    def _values(self, action, values):
        if action.nargs is None:
            if len(values) != 1:
                self.parser.error('expected one argument')
            return self._converted(action, values[0])
        if action.nargs == '?':
            if values:
                return self._converted(action, values[0])
            return action.const if action.option_strings else action.default
        if action.nargs == '+' and not values:
            self.parser.error('expected at least one argument')
        if isinstance(action.nargs, int) and len(values) != action.nargs:
            self.parser.error('expected %s arguments' % action.nargs)
        return [self._converted(action, value) for value in values]

    def _converted(self, action, text):
        value = text
        if action.type is not None:
            try:
                value = action.type(text)
            except (TypeError, ValueError):
                self.parser.error('invalid value')
        if action.choices is not None and value not in action.choices:
            self.parser.error('invalid choice')
        return value

    def finish(self):
        self._fill_places()
        for action in self.parser._actions:
            if action in self.seen or action._rule == 'parsers':
                continue
            if action.required:
                self._refuse()
            default = action.default
            if isinstance(default, str) and default != SUPPRESS and action.type is not None:
                if getattr(self.namespace, action.dest, None) is default:
                    setattr(self.namespace, action.dest, self._converted_default(action, default))
        for group in self.parser._groups:
            used = [action for action in group.members if action in self.seen]
            if len(used) > 1 or (group.required and not used):
                self.parser.error('one of several arguments')

    def _refuse(self):
        """Says which arguments there must be."""
        names = []
        for action in self.parser._actions:
            is_place = (action._rule != 'parsers' and not action.option_strings
                        and _least(action) > 0)
            if action not in self.seen and (action.required or is_place):
                names.append('/'.join(action.option_strings) or action.metavar or action.dest)
        self.parser.error('the following arguments are required: %s' % ', '.join(names))

    def _converted_default(self, action, text):
        try:
            return action.type(text)
        except (TypeError, ValueError):
            self.parser.error('invalid value')

    def _fill_places(self):
        left = self.pending
        for position, action in enumerate(self.places):
            later = sum(_least(other) for other in self.places[position + 1:])
            room = max(len(left) - later, 0)
            if action._rule == 'parsers':
                left = self._subparser(action, left)
                continue
            most = {None: 1, '?': 1}.get(action.nargs, room)
            if isinstance(action.nargs, int):
                most = action.nargs
            count = min(most, room)
            if count == 0 and _least(action) == 0:
                if action.nargs in ('*', '...') and action.default is None:
                    setattr(self.namespace, action.dest, [])
                continue
            if count < _least(action):
                self._refuse()
            self.seen.append(action)
            self._store(action, self._values(action, left[:count]), None)
            left = left[count:]
        self.rest = left + self.rest if left else self.rest

    def _subparser(self, action, left):
        if not left:
            if action.required:
                self._refuse()
            return left
        if left[0] not in action.choices:
            self.parser.error('invalid choice')
        if action.dest != SUPPRESS:
            setattr(self.namespace, action.dest, left[0])
        self.rest += read(action.choices[left[0]], left[1:], self.namespace)
        return []


def _least(action):
    if action.nargs in ('?', '*', '...', 'A...'):
        return 0
    return action.nargs if isinstance(action.nargs, int) else 1
