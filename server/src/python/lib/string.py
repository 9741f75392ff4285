# string. Defined in CPython 3.11: Lib/string.py.

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


class Template:
    _exact_ = True

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping={}, /, **kws):
        return self._replace({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._replace({**mapping, **kws}, True)

    def _replace(self, values, safe):
        import re

        def one(match):
            name = match.group('named') or match.group('braced')
            if name is not None:
                if safe and name not in values:
                    return match.group()
                return str(values[name])
            if match.group('escaped') is not None:
                return '$'
            if safe:
                return match.group()
            raise ValueError('Invalid placeholder in string')

        pattern = (
            r'(?i)\$(?:(?P<escaped>\$)|(?P<named>(?a:[_a-z][_a-z0-9]*))'
            r'|{(?P<braced>(?a:[_a-z][_a-z0-9]*))}|(?P<invalid>))'
        )
        plain = pattern.replace('(?a:', '(?:')
        return re.sub(plain, one, self.template)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)
