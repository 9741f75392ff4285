# Flags with their defaults, as a program sees them that is run without arguments: absl.flags and
# tf.compat.v1.flags. In absl: flags/_flagvalues.py, flags/_defines.py.

from _ckptmap import known, unknown

_values = {'defaults': {}, 'set': {}, 'open': False}


class Error(Exception):
    pass


class UnrecognizedFlagError(Error, AttributeError):
    pass


class IllegalFlagValueError(Error):
    pass


class DuplicateFlagError(Error):
    pass


class Flag:
    """One flag, `FLAGS['name']`."""

    def __init__(self, name):
        self.name = name

    @property
    def value(self):
        return getattr(FLAGS, self.name)

    @property
    def default(self):
        return _values['defaults'].get(self.name)

    @property
    def present(self):
        return 1 if self.name in _values['set'] else 0


class FlagHolder:
    """What DEFINE_… returns."""

    def __init__(self, name):
        self._name = name

    @property
    def name(self):
        return self._name

    @property
    def value(self):
        return getattr(FLAGS, self._name)

    @property
    def default(self):
        return _values['defaults'].get(self._name)

    @property
    def present(self):
        return 1 if self._name in _values['set'] else 0


class FlagValues:
    """FLAGS: attributes are the flags' values."""

    def __getattr__(self, name):
        if name[:2] == '__':
            raise AttributeError(name)
        if not known(name):
            return unknown('a flag')
        for values in (_values['set'], _values['defaults']):
            if name in values:
                return values[name]
        if name in _COMMON:
            return _COMMON[name]
        if _values['open']:
            return unknown('a flag that is defined elsewhere')
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name not in _values['defaults'] and name not in _COMMON and not _values['open']:
            raise UnrecognizedFlagError('Unknown command line flag \'%s\'' % name)
        _values['set'][name] = value

    def __getitem__(self, name):
        if name not in _values['defaults']:
            raise KeyError(name)
        return Flag(name)

    def __setitem__(self, name, flag):
        _values['defaults'][name] = flag.value

    def __contains__(self, name):
        return name in _values['defaults'] or name in _COMMON

    def __iter__(self):
        return iter(_values['defaults'])

    def __delattr__(self, name):
        _values['defaults'].pop(name, None)
        _values['set'].pop(name, None)

    def __call__(self, argv=None, known_only=False):
        """The program's own arguments are none; others may set any flag."""
        if known(argv) and isinstance(argv, (list, tuple)):
            _parse(list(argv)[1:])
            return list(argv)[:1]
        return argv

    def mark_as_parsed(self):
        return None

    def is_parsed(self):
        return True

    def unparse_flags(self):
        return None

    def set_default(self, name, value):
        _values['defaults'][name] = value

    def flag_values_dict(self):
        found = dict(_values['defaults'])
        found.update(_values['set'])
        return found

    def get_flag_value(self, name, default):
        return self.flag_values_dict().get(name, default)

    def key_flags_for_module(self, module=None):
        return unknown('flags of a module', 'list')

    def _parse_flags(self, args=None):
        return None


def _parse(arguments):
    """Sets flags from '--name=value' texts of the program's own making."""
    for argument in arguments:
        if not known(argument):
            _values['open'] = True
            continue
        name, equals, value = argument.lstrip('-').partition('=')
        if name in _values['defaults']:
            _values['set'][name] = _as_kind(_values['defaults'][name], value) if equals else True


def _as_kind(default, text):
    if isinstance(default, bool):
        return text.lower() in ('true', 't', '1')
    if isinstance(default, int):
        return int(text)
    if isinstance(default, float):
        return float(text)
    if isinstance(default, list):
        return text.split(',') if text else []
    return text


# What absl defines itself.
_COMMON = {'logtostderr': False, 'alsologtostderr': False, 'verbosity': -1, 'v': -1,
           'stderrthreshold': 'fatal', 'log_dir': '', 'help': False, 'helpfull': False,
           'only_check_args': False}

FLAGS = FlagValues()


def _define(name, default):
    if known(name):
        _values['defaults'][name] = default
        _values['set'].pop(name, None)
    else:
        _values['open'] = True
    return FlagHolder(name)


def DEFINE_string(name=None, default=None, help=None, flag_values=None, required=False,
                  flag_name=None, default_value=None, docstring=None, **args):
    return _define(flag_name or name, default if default_value is None else default_value)


def DEFINE_boolean(name=None, default=None, help=None, flag_values=None, module_name=None,
                   required=False, flag_name=None, default_value=None, docstring=None, **args):
    value = default if default_value is None else default_value
    if isinstance(value, str):
        value = value.lower() in ('true', 't', '1')
    return _define(flag_name or name, value)


DEFINE_bool = DEFINE_boolean


def DEFINE_integer(name=None, default=None, help=None, lower_bound=None, upper_bound=None,
                   flag_values=None, required=False, flag_name=None, default_value=None,
                   docstring=None, **args):
    value = default if default_value is None else default_value
    return _define(flag_name or name, int(value) if isinstance(value, str) else value)


def DEFINE_float(name=None, default=None, help=None, lower_bound=None, upper_bound=None,
                 flag_values=None, required=False, flag_name=None, default_value=None,
                 docstring=None, **args):
    value = default if default_value is None else default_value
    if known(value) and isinstance(value, (int, str)):
        value = float(value)
    return _define(flag_name or name, value)


def DEFINE_enum(name, default, enum_values, help=None, flag_values=None, module_name=None,
                required=False, **args):
    return _define(name, default)


def DEFINE_enum_class(name, default, enum_class, help=None, **args):
    if isinstance(default, str):
        default = getattr(enum_class, default)
    return _define(name, default)


def DEFINE_list(name, default=None, help=None, flag_values=None, required=False, **args):
    if isinstance(default, str):
        default = [item.strip() for item in default.split(',')] if default else []
    elif known(default) and default is not None:
        default = list(default)
    return _define(name, default)


def DEFINE_spaceseplist(name, default=None, help=None, comma_compat=False, **args):
    return _define(name, default.split() if isinstance(default, str) else default)


def DEFINE_multi_string(name, default=None, help=None, flag_values=None, required=False, **args):
    if isinstance(default, str):
        default = [default]
    return _define(name, default)


def DEFINE_multi_integer(name, default=None, help=None, *args, **kwargs):
    return _define(name, [default] if isinstance(default, int) else default)


def DEFINE_multi_float(name, default=None, help=None, *args, **kwargs):
    return _define(name, [default] if isinstance(default, (int, float)) else default)


def DEFINE_multi_enum(name, default, enum_values, help=None, **args):
    return _define(name, [default] if isinstance(default, str) else default)


def DEFINE_alias(name, original_name, **args):
    return _define(name, _values['defaults'].get(original_name))


def DEFINE_flag(flag, *args, **kwargs):
    return _define(flag.name, flag.default)


def _nothing(*args, **kwargs):
    return None


adopt_module_key_flags = _nothing
declare_key_flag = _nothing
disclaim_key_flags = _nothing
mark_bool_flags_as_mutual_exclusive = _nothing
mark_flag_as_required = _nothing
mark_flags_as_mutual_exclusive = _nothing
mark_flags_as_required = _nothing
register_multi_flags_validator = _nothing
register_validator = _nothing


def multi_flags_validator(*args, **kwargs):
    return lambda function: function


validator = multi_flags_validator


def set_default(flag_holder, value):
    _values['defaults'][flag_holder.name] = value
