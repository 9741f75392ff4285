# textwrap: dedent, indent and simple wrapping. Defined in CPython 3.11: Lib/textwrap.py.

from _python import unknown


def dedent(text):
    lines = text.split('\n')
    margin = None
    for index, line in enumerate(lines):
        if not line.strip(' \t'):
            lines[index] = ''
            continue
        indent = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = indent
        else:
            same = 0
            while same < len(margin) and same < len(indent) and margin[same] == indent[same]:
                same += 1
            margin = margin[:same]
    if not margin:
        return '\n'.join(lines)
    return '\n'.join(line[len(margin):] if line else line for line in lines)


def indent(text, prefix, predicate=None):
    def prefixed(line):
        wanted = line.strip() if predicate is None else predicate(line)
        return prefix + line if wanted else line
    return ''.join(prefixed(line) for line in text.splitlines(True))


def wrap(text, width=70, **kwargs):
    return unknown('how a text is wrapped', 'list')


def fill(text, width=70, **kwargs):
    return unknown('how a text is wrapped', 'str')


def shorten(text, width, **kwargs):
    return unknown('how a text is shortened', 'str')
