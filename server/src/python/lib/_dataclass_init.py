# The __init__ of dataclasses: binding of arguments with CPython's messages.
# Defined in CPython 3.11: Lib/dataclasses.py (_init_fn), Python/ceval.c (missing_arguments).


def make_init(cls, all_fields, missing, frozen):
    given = [one for one in all_fields if one.init]
    places = [one for one in given if not one.kw_only]
    keywords = [one for one in given if one.kw_only]
    seen = False
    for one in places:
        has_default = one.default is not missing or one.default_factory is not missing
        if seen and not has_default:
            raise TypeError('non-default argument %r follows default argument' % one.name)
        seen = seen or has_default
    where = cls.__qualname__ + '.__init__()'
    names = [one.name for one in places]
    all_names = names + [one.name for one in keywords]

    def __init__(self, *args, **kwargs):
        if len(args) > len(names):
            _too_many(where, places, missing, len(args))
        values = dict(zip(names, args))
        for name, value in kwargs.items():
            if name not in all_names:
                raise TypeError("%s got an unexpected keyword argument '%s'" % (where, name))
            if name in values:
                raise TypeError("%s got multiple values for argument '%s'" % (where, name))
            values[name] = value
        _check_all(where, places, values, missing, 'positional')
        _check_all(where, keywords, values, missing, 'keyword-only')
        extra = []
        for one in all_fields:
            if one.name in values:
                value = values[one.name]
            elif one.default_factory is not missing:
                value = one.default_factory()
            elif one.default is not missing:
                value = one.default
            else:
                continue
            if one._kind == 'initvar':
                extra.append(value)
            elif frozen:
                object.__setattr__(self, one.name, value)
            else:
                setattr(self, one.name, value)
        if hasattr(type(self), '__post_init__'):
            self.__post_init__(*extra)

    return __init__


def _too_many(where, places, missing, count):
    most = len(places) + 1
    optional = [one for one in places
                if one.default is not missing or one.default_factory is not missing]
    takes = 'from %d to %d' % (most - len(optional), most) if optional else '%d' % most
    raise TypeError('%s takes %s positional argument%s but %d were given' % (
        where, takes, '' if most == 1 else 's', count + 1))


def _check_all(where, wanted, values, missing, kind):
    lacking = ["'%s'" % one.name for one in wanted if one.name not in values
               and one.default is missing and one.default_factory is missing]
    if not lacking:
        return
    if len(lacking) < 3:
        shown = ' and '.join(lacking)
    else:
        shown = ', '.join(lacking[:-1]) + ', and ' + lacking[-1]
    raise TypeError('%s missing %d required %s argument%s: %s' % (
        where, len(lacking), kind, '' if len(lacking) == 1 else 's', shown))
