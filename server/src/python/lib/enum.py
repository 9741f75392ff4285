# enum: members are made when the class is. Defined in CPython 3.11: Lib/enum.py.


class auto:
    _exact_ = True

    def __init__(self, value=None):
        self.value = value


class _Skipped:
    pass


def _a_function():
    pass


_descriptors = (type(_a_function), property, classmethod, staticmethod)


def _is_member(name, value):
    if name.startswith('__') and name.endswith('__'):
        return False
    if name.startswith('_') and name.endswith('_'):
        return False
    return not isinstance(value, _descriptors) and not hasattr(type(value), '__get__')


class Enum:
    _exact_ = True
    _member_map_ = {}
    _member_names_ = []
    __members__ = {}

    def __init_subclass__(cls, **kwargs):
        names = [name for name, value in list(vars(cls).items()) if _is_member(name, value)]
        if not names:
            return
        if cls._member_names_:
            raise TypeError('%s: cannot extend %r' % (cls.__name__, cls))
        values = {name: vars(cls)[name] for name in names}
        _take_texts(cls)
        cls._member_map_ = {}
        cls._member_names_ = []
        own_new = vars(cls).get('__new__')
        own_init = getattr(cls, '__init__', None) if _defines_init(cls) else None
        before = []
        for name, value in values.items():
            if isinstance(value, auto):
                value = cls._generate_next_value_(name, 1, len(before), list(before))
            before.append(value)
            _add_member(cls, name, value, own_new, own_init)
        cls.__members__ = dict(cls._member_map_)
        cls.__new__ = Enum.__new__
        if own_init is not None:
            cls.__init__ = _ignored

    def __new__(cls, value, names=None, **kwargs):
        if names is not None:
            return _from_names(cls, value, names, kwargs.get('start', 1))
        return cls._lookup(value)

    @classmethod
    def _lookup(cls, value):
        if type(value) is cls:
            return value
        for member in cls._member_map_.values():
            if member._value_ == value:
                return member
        found = cls._missing_(value)
        if found is None:
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        return found

    @classmethod
    def _missing_(cls, value):
        return None

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        numbers = [value for value in last_values if isinstance(value, int)]
        return max(numbers) + 1 if numbers else start

    @classmethod
    def __class_getitem__(cls, name):
        return cls._member_map_[name]

    @classmethod
    def __class_iter__(cls):
        return [cls._member_map_[name] for name in cls._member_names_]

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _ignored(self, *args, **kwargs):
    pass


def _defines_init(cls):
    return any('__init__' in vars(base) for base in cls.__mro__
               if issubclass(base, Enum) and base is not Enum)


def _take_texts(cls):
    """The texts of a mixed-in class are those of the enumeration all the same."""
    for name in ('__repr__', '__str__', '__format__'):
        for base in cls.__mro__:
            if name in vars(base):
                if base in (int, str, float, tuple, bytes):
                    setattr(cls, name, getattr(cls.__bases__[-1], name))
                break


def _add_member(cls, name, value, own_new, own_init):
    args = value if isinstance(value, tuple) else (value,)
    data = [base for base in cls.__mro__ if base in (int, str, float, tuple, bytes)]
    if own_new is not None:
        create = own_new.__func__ if isinstance(own_new, staticmethod) else own_new
        member = create(cls, *args)
        if '_value_' in vars(member):
            value = member._value_
    elif data:
        member = data[0].__new__(cls, *(args if data[0] is not tuple else (value,)))
    else:
        member = object.__new__(cls)
    member._name_ = name
    member._value_ = value
    member.__objclass__ = cls
    if own_init is not None:
        own_init(member, *args)
        value = member._value_
    for known in cls._member_map_.values():
        if known._value_ == value:
            member = known
            break
    else:
        cls._member_names_.append(name)
        member._sort_order_ = len(cls._member_names_) - 1
    cls._member_map_[name] = member
    setattr(cls, name, member)


def _from_names(cls, title, names, start):
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    if isinstance(names, dict):
        pairs = list(names.items())
    else:
        pairs = [(one, number + start) if isinstance(one, str) else tuple(one)
                 for number, one in enumerate(names)]
    return type(title, (cls,), dict(pairs))


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self)

    def __repr__(self):
        return Enum.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(int(self), format_spec)


class StrEnum(str, ReprEnum):
    def __str__(self):
        return self._value_

    def __repr__(self):
        return Enum.__repr__(self)

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 2 ** (max(last_values).bit_length()) if last_values else start

    @classmethod
    def _missing_(cls, value):
        names = [name for name in cls._member_names_
                 if cls._member_map_[name]._value_ & value == cls._member_map_[name]._value_]
        member = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        member._name_ = '|'.join(names) or None
        member._value_ = value
        return member

    def __or__(self, other):
        return self.__class__._lookup(self._value_ | _number(other))

    def __and__(self, other):
        return self.__class__._lookup(self._value_ & _number(other))

    def __xor__(self, other):
        return self.__class__._lookup(self._value_ ^ _number(other))

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __eq__(self, other):
        if isinstance(other, Flag):
            return type(self) is type(other) and self._value_ == other._value_
        return NotImplemented

    def __hash__(self):
        return hash(self._value_)

    def __ckptmap_key__(self):
        return (type(self), self._value_)


def _number(value):
    return value._value_ if isinstance(value, Flag) else value


class IntFlag(int, Flag):
    __str__ = IntEnum.__str__
    __format__ = IntEnum.__format__

    def __eq__(self, other):
        return int.__eq__(self, other)

    def __hash__(self):
        return int.__hash__(self)

    def __ckptmap_key__(self):
        return self._value_

    __ror__ = Flag.__or__
    __rand__ = Flag.__and__


def unique(enumeration):
    aliases = [(name, member.name) for name, member in enumeration.__members__.items()
               if name != member.name]
    if aliases:
        shown = ', '.join(['%s -> %s' % pair for pair in aliases])
        raise ValueError('duplicate values found in %r: %s' % (enumeration, shown))
    return enumeration


class EnumMeta(type):
    pass


EnumType = EnumMeta


def member(value):
    return value


nonmember = member
