"""Random programs about values: numbers, strings, formatting, containers and their methods. Each
family takes a generator of random numbers and returns the lines of a program; `show(x)` is a claim.
`attempt(f)` of the prelude gives what f returns, or the exception as (class, message).
"""

import string

PRELUDE = '''def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)
'''

INTS = [0, 1, -1, 2, 3, 7, -7, 10, -13, 255, 256, 1000, -1000, 2**31, 2**63, -2**64, 10**20, 12345678901]
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 0.2, 0.30000000000000004, 1e16, 1e15, 123456789.125, 1e-5, 0.0001, 1e22,
          1e100, 5e-324, 1.7976931348623157e308, 2.5, 3.5, -2.5, 1 / 3, 2 / 3, 100.0, 1234567.0, 9007199254740993.0]
STRINGS = ['', 'a', 'abc', 'Hello World', 'layer_1/kernel', '  pad ', 'a,b,,c', 'ABC', 'x1y2', 'tab\tnew\nline',
           "it's", 'say "hi"', "both ' and \"", 'é', 'ß', 'naïve', '日本', '😀x', '0042', '-7', '3.5', 'aXbXc', 'aaa',
           'bert/encoder/layer_0/attention', '\x00\x7f', '\\back', 'ǆ', '١٢', 'ﬁ', 'İ', '\u2028', '\xa0', '%d']


def r(value):
    return repr(value)


def arithmetic(rng):
    def tree(depth):
        if depth == 0 or rng.random() < 0.2:
            return f'({rng.choice(INTS)})' if rng.random() < 0.7 else f'({rng.choice(FLOATS[:16])!r})'
        op = rng.choice(['+', '-', '*', '//', '%', '/', '+', '-', '*', '//', '%'])
        return f'({tree(depth - 1)} {op} {tree(depth - 1)})'
    lines = []
    for _ in range(8):
        lines.append(f'show(attempt(lambda: ({tree(rng.randint(1, 3))})))')
    return lines


def integers(rng):
    a, b = rng.choice(INTS), rng.choice(INTS)
    small, exp = rng.randint(-9, 9), rng.randint(0, 40)
    pool = [
        f'{a} & {b}', f'{a} | {b}', f'{a} ^ {b}', f'~({a})', f'({a}) << {exp}', f'({a}) >> {exp}',
        f'divmod({a}, {b})', f'pow({small}, {exp})', f'pow({abs(a)}, {exp}, {abs(b) + 1})', f'({small}) ** {small}',
        f'({a}).bit_length()', f'abs({a})', f'round({a}, {rng.randint(-4, 2)})', f'int({rng.choice(FLOATS[:15])!r})',
        f'float({a})', f'bin({a})', f'hex({a})', f'oct({a})', f'str({a})', f'int(str({a}))', f'{a} == float({a})',
        f'bool({a})', f'int({rng.choice(STRINGS)!r})', f'int("ff", {rng.choice([16, 2, 36, 0])})', f'float({rng.choice(STRINGS)!r})',
        f'hash({small})', f'({a}).to_bytes(16, "big", signed=True)', f'{a} < {b} < {a}', f'{a} / {b}', f'-({a}) // 7',
        f'({a}) % 7', f'({a}) % -7', f'True + {small}', f'isinstance(True, int), type(1 == 1).__name__', f'sum([{a}, {b}], {small})',
        f'({a}).real, ({a}).numerator, ({a}).denominator', f'{small} ** 0.5', f'complex({small}, 2)', f'int("  12_3 ")',
        f'max({a}, {b}), min({a}, {b})', f'chr({abs(small) + 60}), ord("{chr(abs(small) + 70)}")', f'1 if {a} else 2',
        f'10 ** {-exp}', f'({a}).__add__({b})', f'divmod(-7, {small})', f'0x{abs(small):x}f, 0b1{exp % 2}, 1_000',
    ]
    return [f'show(attempt(lambda: ({each})))' for each in rng.sample(pool, 14)]


def floats(rng):
    def value():
        return rng.choice([rng.choice(FLOATS), rng.uniform(-10, 10), rng.uniform(-1e18, 1e18), rng.randint(-99, 99) / 8])
    lines = []
    for _ in range(12):
        a, b = value(), value()
        pool = [
            f'{a!r}', f'{a!r} + {b!r}', f'{a!r} * {b!r}', f'{a!r} / {b!r}', f'{a!r} // {b!r}', f'{a!r} % {b!r}',
            f'divmod({a!r}, {b!r})', f'round({a!r})', f'round({a!r}, {rng.randint(-2, 4)})', f'str({a!r})', f'int({a!r})',
            f'({a!r}).is_integer()', f'abs({a!r})', f'({a!r}) ** 2', f'float("inf") - {a!r}', f'float("nan") == {a!r}',
            f'-({a!r})', f'{a!r} < {b!r}', f'max({a!r}, {b!r})', f'f"{{{a!r}}}"', f'float(str({a!r})) == {a!r}',
            f'sorted([{a!r}, {b!r}, 1.0])', f'({a!r}).as_integer_ratio()', f'({a!r}).hex()', f'{a!r} == {int(a)}',
            f'min([{a!r}, {int(b)}])', f'bool({a!r})', f'sum([{a!r}] * 3)', f'[{a!r}, {b!r}]', f'"%s" % {a!r}',
        ]
        lines.append(f'show(attempt(lambda: ({rng.choice(pool)})))')
    return lines


def format_spec(rng, kind):
    fill = rng.choice(['', '', '*', '0', '_', ' ', 'é'])
    align = rng.choice(['<', '>', '^', '=' if kind != 's' else '<'])
    sign = rng.choice(['', '', '+', '-', ' ']) if kind != 's' else ''
    alt = rng.choice(['', '', '#']) if kind != 's' else ''
    zero = rng.choice(['', '', '0'])
    width = rng.choice(['', str(rng.randint(1, 14))])
    group = rng.choice(['', '', ',', '_']) if kind != 's' else ''
    precision = rng.choice(['', f'.{rng.randint(0, 6)}']) if kind != 'd' else ''
    letter = rng.choice({'d': ['', 'd', 'x', 'X', 'o', 'b', 'c', 'n', 'e', 'f', '%', 'g'],
                         'f': ['', 'f', 'e', 'g', 'F', 'E', 'G', '%', 'n'], 's': ['', 's']}[kind])
    return (fill + align if fill or rng.random() < 0.5 else '') + sign + alt + zero + width + group + precision + letter


def formats(rng):
    lines = []
    for _ in range(14):
        kind = rng.choice('dfs')
        value = {'d': lambda: rng.choice(INTS + [65]), 'f': lambda: rng.choice(FLOATS + [rng.uniform(-1e6, 1e6)]),
                 's': lambda: rng.choice(STRINGS)}[kind]()
        spec = format_spec(rng, kind)
        lines.append(rng.choice([
            f'show(attempt(lambda: format({value!r}, {spec!r})))',
            f'v = {value!r}\nshow(attempt(lambda: "[{{:{spec}}}]".format(v)))',
            f'show(attempt(lambda: "{{0!r:>{rng.randint(1, 20)}}}|{{0}}".format({value!r})))',
            f'w = {rng.randint(1, 12)}; v = {value!r}\nshow(attempt(lambda: f"{{v!s:>{{w}}}}|{{v!r}}|{{v!a}}"))',
            f'v = {value!r}\nshow(attempt(lambda: "{{:{{}}}}|{{}}".format(v, {rng.randint(1, 9)}, 4)))',
            f'v = {value!r}\nshow(f"{{v = }} {{v!r:^12}}")',
        ]))
    return lines


def percent(rng):
    lines = []
    for _ in range(14):
        flags = ''.join(rng.sample(['-', '+', ' ', '0', '#'], rng.randint(0, 2)))
        width = rng.choice(['', '', str(rng.randint(1, 12)), '*'])
        precision = rng.choice(['', '', f'.{rng.randint(0, 5)}'])
        letter = rng.choice('diouxXeEfFgGcrsa%')
        value = rng.choice([rng.choice(INTS), rng.choice(FLOATS[:16]), rng.choice(STRINGS), [1, 'a'], None, True])
        star = f'{rng.randint(1, 9)}, ' if width == '*' else ''
        lines.append(rng.choice([
            f'show(attempt(lambda: {"%" + flags + width + precision + letter + "|"!r} % ({star}{value!r},)))',
            f'show(attempt(lambda: "%(a)s/%(b)5s" % {{"a": {value!r}, "b": 3}}))',
            f'show(attempt(lambda: "%s-%s" % ({value!r}, {rng.randint(0, 9)})))',
            f'show(attempt(lambda: "%d layers" % {value!r}))', f'show(attempt(lambda: "%s" % {value!r}))',
            f'show(attempt(lambda: "%s %s" % ({value!r},)))', f'show(attempt(lambda: "x" % {value!r}))',
        ]))
    return lines


def str_format(rng):
    lines = ['class P:', '    x = 3', '    def __init__(self): self.y = [1, {"k": "v"}]',
             '    def __format__(self, spec): return f"<{spec}>"', 'p = P()']
    pool = [
        '"{} {}".format(1, "a")', '"{1} {0}".format(1, 2)', '"{a} {b!r}".format(a=1, b="x")', '"{0.x} {0.y[1][k]}".format(p)',
        '"{:abc}".format(p)', '"{} {}".format(1)', '"{x}".format()', '"{0} {}".format(1, 2)', '"{{}} {}".format(3)',
        '"{".format()', '"}".format()', '"{0[a]}".format({"a": 5})', '"{0[0]}{0[1]}".format("xy")', '"{!s:>5}|".format("é")',
        '"{:>{w}.{p}f}".format(3.14159, w=10, p=2)', '"{a}{a}".format_map({"a": 7})', '"{:d}".format("s")', '"{:s}".format(3)',
        '"{:,}".format(1234567)', '"{:_x}".format(1 << 40)', '"{:%}".format(0.25)', '"{:e}".format(0)', '"{:g}".format(1e10)',
        '"{:.3}".format(1234.5)', '"{:05d}".format(-3)', '"{:+}".format(3)', '"{: }".format(3)', '"{:<6}|{:^6}|{:>6}".format("a", "b", "c")',
        '"{:10}|".format(None)', '"{}".format(None)', '"{:c}".format(97)', '"{0!a}".format("é")', '"{!z}".format(1)', '"{:#x} {:#b}".format(255, 5)',
        '"{} {:.2f} {!r}".format(True, True, True)', '"{:5}|{:<5}|".format(True, 3)', "f'{p:x}{p.x}'", "f'{3:{4}}|{\"a\" \"b\"}'", "f'{{}}{1}'",
        "f'{1 if p else 2}{[i for i in (1, 2)]}'", "f'{(lambda q: q * 2)(4)}'", "f'{1:>{2 + 3}}'", "f'{\"x\":*^7}'", "f'{1!r:5}|'", "f'{0.1 + 0.2:.3f} {1e3:g}'",
    ]
    return lines + [f'show(attempt(lambda: ({each})))' for each in rng.sample(pool, 15)]


def string_methods(rng):
    lines = []
    for _ in range(16):
        s, t, u = rng.choice(STRINGS), rng.choice(STRINGS), rng.choice(STRINGS)
        n, m = rng.randint(-5, 12), rng.randint(-5, 12)
        pool = [
            f'{s!r}.upper(), {s!r}.lower()', f'{s!r}.title(), {s!r}.capitalize(), {s!r}.swapcase()', f'{s!r}.casefold()',
            f'{s!r}.split({t!r})', f'{s!r}.split()', f'{s!r}.split(None, {n})', f'{s!r}.rsplit({t!r}, {n})', f'{s!r}.splitlines({rng.choice([True, False])})',
            f'{s!r}.replace({t!r}, {u!r})', f'{s!r}.replace({t!r}, {u!r}, {n})', f'{s!r}.find({t!r}), {s!r}.rfind({t!r})', f'{s!r}.index({t!r})',
            f'{s!r}.count({t!r}), {s!r}.count({t!r}, {n}, {m})', f'{s!r}.startswith({t!r}), {s!r}.endswith(({t!r}, {u!r}))', f'{s!r}.startswith({t!r}, {n})',
            f'{s!r}.strip(), {s!r}.lstrip({t!r}), {s!r}.rstrip({t!r})', f'{s!r}.strip({t!r})', f'{s!r}.join([{t!r}, {u!r}, "z"])', f'{s!r}.join([1])',
            f'{s!r}.partition({t!r}), {s!r}.rpartition({t!r})', f'{s!r}.center({n}, "*"), {s!r}.ljust({n}), {s!r}.rjust({n}, ".")', f'{s!r}.zfill({n})',
            f'{s!r}.isdigit(), {s!r}.isalpha(), {s!r}.isalnum(), {s!r}.isspace()', f'{s!r}.isupper(), {s!r}.islower(), {s!r}.istitle(), {s!r}.isidentifier()',
            f'{s!r}.isdecimal(), {s!r}.isnumeric(), {s!r}.isprintable(), {s!r}.isascii()', f'{s!r}.expandtabs({abs(n)})', f'{s!r}.encode()', f'{s!r}.encode("latin-1")',
            f'{s!r}.removeprefix({t!r}), {s!r}.removesuffix({t!r})', f'{s!r} * {n}', f'{s!r} + {t!r}, len({s!r})', f'{s!r} in {t!r}, {s!r} < {t!r}', f'repr({s!r}), ascii({s!r})',
            f'{s!r}[{n}]', f'{s!r}[{n}:{m}]', f'{s!r}[::-1], {s!r}[::{m or 1}]', f'{s!r}.translate(str.maketrans("ab", "xy", "c"))', f'sorted({s!r}), list({s!r})', f'{s!r} + 1', f'[ord(c) for c in {s!r}]',
            f'max({s!r}, default=None)', f'{s!r}.format({t!r})', f'{s!r} == {t!r}', f'tuple(reversed({s!r}))', f'"".join(sorted(set({s!r})))', f'{s!r}.find({t!r}, {n}, {m})', f'{s!r}[{n}:{m}:2]',
        ]
        lines.append(f'show(attempt(lambda: ({rng.choice(pool)})))')
    return lines


def slicing(rng):
    lines = [f'base = list(range({rng.randint(3, 9)}))', f"text = {rng.choice(['abcdefgh', 'é😀日z'])!r}"]
    def part():
        return rng.choice(['', str(rng.randint(-10, 10))])
    for _ in range(8):
        step = rng.choice(['', ':', f':{rng.choice([-3, -2, -1, 1, 2, 3, 0])}'])
        lines.append(f"show(attempt(lambda: (base[{part()}:{part()}{step}], text[{part()}:{part()}{step}], tuple(base)[{part()}:{part()}{step}])))")
    for _ in range(5):
        step = rng.choice(['', '', f':{rng.choice([-2, -1, 2])}'])
        values = [rng.randint(20, 30) for _ in range(rng.randint(0, 4))]
        lines += ['def change():', '    x = list(base)',
                  '    ' + rng.choice([f'x[{part()}:{part()}{step}] = {values}', f'del x[{part()}:{part()}{step}]', f'x[{rng.randint(-9, 9)}] = 5']),
                  '    return x', 'show(attempt(change))']
    lines += [f'show(range({rng.randint(-5, 5)}, {rng.randint(5, 20)}, 3)[{part()}:{part()}])', f'show(attempt(lambda: base["a"]))',
              f'show(slice({part() or None}, 5).indices({rng.randint(0, 9)}))', 'show(attempt(lambda: (1, 2)[5]))', 'show(attempt(lambda: range(3)[7]))']
    return lines


def lists(rng):
    values = [rng.randint(0, 9) for _ in range(rng.randint(1, 7))]
    lines = [f'x = {values}', 'y = x']
    for _ in range(14):
        n = rng.randint(-4, 8)
        lines.append(rng.choice([
            f'show(attempt(lambda: x.append({n})))', f'show(attempt(lambda: x.insert({n}, 7)))', f'show(attempt(lambda: x.pop({n})))', 'show(attempt(x.pop))',
            f'show(attempt(lambda: x.remove({n})))', f'show(attempt(lambda: x.index({n})))', f'show(x.count({n}))', 'x.reverse()', 'x.sort(key=lambda v: -v)', 'x.sort(reverse=True)',
            f'x.extend(({n}, 1))', f'x += [{n}]', 'x = x * 2', 'x = x[:6]', 'show(sorted(x, key=lambda v: v % 3))', 'show((x == y, x is y, x < y))', 'show(x + [None])', f'show({n} in x)',
            'show(attempt(lambda: sorted(x + ["a"])))', 'show([*x, *y][:5])', 'z = x.copy(); z.clear(); show((x, z))', 'show(list(enumerate(x, 2)))', 'show(list(zip(x, "abc")))',
            'show(attempt(lambda: x + (1,)))', 'show(attempt(lambda: min([])))', 'show(max(x, default=0))', 'show([[0] * 2] * 2)', 'm = [[]] * 2; m[0].append(1); show(m)', 'show(list(map(str, x)))',
            'show(list(filter(None, x)))', 'show(sum(x), any(x), all(x)) if False else show((sum(x), any(x), all(x)))', 'show(list(reversed(x)))', 'show(tuple(x))', 'q = []; q.append(q); show(q)',
        ]))
    return [line for line in lines if ' if False else ' not in line] + ['show(x)', 'show(y)', 'show(x is y)']


def dicts(rng):
    keys = ['"a"', '"b"', '1', '(1, 2)', 'True', '1.0', 'None', '"c"', '2', '"layer/w"']
    def entry():
        return f'{rng.choice(keys)}: {rng.randint(0, 9)}'
    lines = [f"d = {{{', '.join(entry() for _ in range(rng.randint(0, 5)))}}}", 'e = d']
    for _ in range(14):
        k, n = rng.choice(keys), rng.randint(0, 9)
        lines.append(rng.choice([
            f'd[{k}] = {n}', f'show(attempt(lambda: d[{k}]))', f'show(d.get({k}, "no"))', f'show(attempt(lambda: d.pop({k})))', f'show(d.pop({k}, None))', 'show(attempt(d.popitem))',
            f'show(d.setdefault({k}, {n}))', f'd.update({{{entry()}}}, z={n})', f'show({k} in d)', 'show(list(d.items()))', 'show(list(d))', 'show(d.keys(), ) if 0 else show(d.keys())', 'show(d.values())',
            f'd |= {{{entry()}}}', f'show(d | {{{entry()}}})', 'show({v: k for k, v in d.items()})', 'show(dict.fromkeys("ab", 0))', 'show(dict(zip("xy", [1, 2])))', 'show(dict([("a", 1)], b=2))',
            f'show({{**d, {entry()}}})', 'show(len(d))', 'show(d == e, ) if 0 else show(d == e)', 'show(list(reversed(d)))', 'show(d.copy() is d)', 'show(attempt(lambda: {[]: 1}))', 'show(attempt(lambda: {**1}))',
            f'show(attempt(lambda: d.__delitem__({k})))', 'show(sorted(d, key=str))', 'show(d.keys() & {"a", 1})' if rng.random() < .3 else 'show(len(d.keys() | {"a"}))', 'show(str(d))', 'show(max(d.values(), default=None))',
            'def grow():\n    f = {1: 1}\n    for k in f: f[k + 1] = 1\nshow(attempt(grow))', f'show(attempt(lambda: dict(1)))', 'show(attempt(lambda: dict([(1,)])))', 'show(d.items() == e.items())', 'show(("a", 1) in d.items())',
        ]))
    return [line for line in lines if ' if 0 else ' not in line] + ['show(d)', 'show(e)', 'show(d is e)']


def sets(rng):
    def some():
        return '{' + ', '.join(str(rng.randint(0, 12)) for _ in range(rng.randint(1, 5))) + '}'
    lines = [f's, t = {some()}, {some()}']
    for _ in range(14):
        n = rng.randint(0, 12)
        lines.append(rng.choice([
            'show(sorted(s | t))', 'show(sorted(s & t))', 'show(sorted(s - t))', 'show(sorted(s ^ t))', f's.add({n})', f's.discard({n})', f'show(attempt(lambda: s.remove({n})))', f'show({n} in s)',
            'show(s <= t)', 'show(s.isdisjoint(t))', 'show(len(s))', f's.update([{n}, 3])', 's -= {1, 2}', 'show(s == t)', 'show(frozenset([1]) == {1})', 'show(attempt(lambda: {[1]}))', 'show(s)', 'show(list(t))',
            'show(sorted({c for c in "hello"}))', 'show(set())', 'show(frozenset())', 'show(attempt(lambda: set().pop()))', 'show(sum(s))', 'show(sorted(s.union([99], (98,))))', 'show(attempt(lambda: s | [1]))', 'show(sorted(set("abca")))',
            'show(set("ab"))', 'show({1.0, True, 1})', 'show({frozenset([1]): 2})', 'show(len({"a", "b"} | {"c"}))', 'show(min(s | {0}))', 'show(list({"one"}))', 'show("-".join(sorted({"x", "y"})))', 'show(bool(s & t))', 'show({-1, -2, 2**61 - 1, 0})',
        ]))
    return lines


def unpacking(rng):
    names = ['a', 'b', 'c', 'd']
    lines = []
    for _ in range(8):
        targets = rng.sample(names, rng.randint(1, 4))
        if rng.random() < 0.6:
            star = rng.randrange(len(targets))
            targets[star] = '*' + targets[star]
        shown = ', '.join(t.strip('*') for t in targets)
        source = rng.choice([f'range({rng.randint(0, 6)})', repr(rng.choice(STRINGS)), repr([rng.randint(0, 5) for _ in range(rng.randint(0, 5))]), '{"k": 1, "l": 2}', '5', '(i * i for i in range(3))', 'None'])
        lines += ['def assign():', f"    {', '.join(targets)}, = {source}" if len(targets) == 1 else f"    {', '.join(targets)} = {source}", f'    return {shown},', 'show(attempt(assign))']
    lines += ['(p, (q, *s)), u = (1, "xyz"), 2', 'show((p, q, s, u))', f'x = y = [{rng.randint(0, 9)}]; y.append(1); show(x)', 'i = 0; l = [0, 0]; i, l[i] = 1, 5; show((i, l))',
              'show([*range(3), *"ab"])', 'show({**{"a": 1}, "a": 2, **{"b": 3}})', 'for k, (v, *w) in [(1, "abc"), (2, "d")]: last = k, v, w', 'show(last)', 'def f(*a, **k): return a, k', 'show(f(*[1], 2, *(3, 4), z=1, **{"y": 2}))',
              'show(attempt(lambda: f(**{1: 2})))', 'show(attempt(lambda: f(*5)))', 'show(attempt(lambda: f(z=1, **{"z": 2})))', '[m, n] = "uv"; show(m + n)', 'o = (*[], 1); show(o)']
    return lines


def bytes_and_errors(rng):
    s = rng.choice([x for x in STRINGS if x])
    pool = [
        f'{s!r}.encode("utf-8").decode()', f'b"abc"[{rng.randint(-4, 4)}]', 'b"abc"[1:]', 'bytes([1, 2, 255])', 'bytes(3)', 'b"a" + b"b"', 'b"a" + "b"', 'b"a\\x00".hex()', 'bytes.fromhex("00ff")', 'list(b"ab")', 'b"x,y".split(b",")',
        'int.from_bytes(b"\\x01\\x02", "little")', 'b"%d" % 3', 'bytearray(b"ab")', 'b"a" == "a"', f'{s!r}.encode("ascii")', 'b"\\xff".decode()', 'b"\\xff".decode("latin-1")', 'b"it\'s"', 'repr(b"\\"\\n")', '1 + "a"', '"a" + 1', '[] + ()', '{} + {}', 'None + 1', '-"a"',
        'len(5)', 'iter(5)', '5()', '5[0]', 'None.x', '(1).x', '"a".foo', '[].foo', 'object().x', 'undefined_name', 'int([])', 'int("x")', 'float("x")', '1 < "a"', 'sorted([1, "a"])', '"a" * "b"', '[1] * 1.5', '1 / 0', '1 // 0', '1 % 0', '1.0 / 0', '1.0 // 0', '0 ** -1', '10 ** 400 * 1.0', 'divmod(1, 0)',
        '[1, 2][5]', '"abc"[10]', '{}["k"]', '{}[[]]', '(1, 2)["a"]', '"abc"["a"]', 'hash([])', 'next(iter([]))', 'dict(a=1)["b"]', 'range(1, 2, 0)', 'chr(-1)', 'ord("ab")', 'int("12", 99)', 'round("a")', 'abs("a")', 'sum(["a"])', 'max()', 'max(1)', 'min([])', 'isinstance(1, 2)', 'issubclass(1, int)', 'type("X", (1,), {})',
        '"".join([1])', '"a".join(5)', 'print(1, foo=2)', 'enumerate(5)', 'zip(1)', 'list(5)', 'tuple(None)', 'set([[]])', 'frozenset(1)', 'str(1, 2)', 'int("1", "2")', 'open', 'getattr(1, "zz")', 'getattr(1, "zz", 7)', 'setattr(1, "zz", 7)', 'super()', 'callable(len), callable(1)', '"abc".index("z")', '[1].index(2)', '[1].remove(2)', '(1,).index(2)',
        '[].pop()', '{}.popitem()', 'set().pop()', '"%d" % "a"', '"%s %s" % 1', '"%c" % 256', '"{}".format()', '"{a}".format(b=1)', 'format(1, "s")', 'format("a", "d")', 'reversed(5)', 'vars(1)', 'bytes("a")', 'complex("x")', 'map(1, [1])', 'list(map(1, [1]))', 'int(float("inf"))', 'int(float("nan"))', 'list(range(3))[1.0]', '"abc".split("")', '"a".center("b")', 'all(5)', 'pow(2, -1, 4)', 'str.upper(1)', 'len()', 'len(1, 2)', 'list.append([], 1, 2)',
    ]
    return [f'show(attempt(lambda: ({each})))' for each in rng.sample(pool, 16)]


FAMILIES = [arithmetic, integers, floats, formats, percent, str_format, string_methods, slicing, lists, dicts, sets, unpacking, bytes_and_errors]
