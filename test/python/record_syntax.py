"""Write test/recorded/python/syntax.jsonl: texts of Python with the trees that CPython makes of them.

    python3 test/python/record_syntax.py [--check]

Each line is `{"text", "tree"}` as syntax_tree.py says it, or `{"text", "error"}` where CPython
refuses the text. The texts are below: each construct of the grammar, and each way to be refused.
Written with Python 3.11; texts of 3.12 alone are in parse.test.ts.
"""

import json
import os
import sys

from syntax_tree import tree_of

FILE = os.path.join(os.path.dirname(__file__), '..', 'recorded', 'python', 'syntax.jsonl')

TEXTS = [
    '', '# only a comment\n', '"""doc"""\nx = 1\n', 'x = 1; y = 2;\n', 'x = (1 +\n     2)\n',
    'x = 1 + \\\n    2\n', 'if x: pass\nelif y: a; b\nelse:\n    c\n', "# 😀 é\nx = '😀'; y = z\n",
    'a & b ^ c | d << e >> f + g - h * i / j // k % l @ m\n', '-a ** -b ** ~c, +a\n', '(a) + (b) * (c)\n',
    'not a in b is not c not in d < e >= f != g\n', 'a and b and c or d or not e and (f and g)\n',
    'a if b else c if d else e\n', 'x = lambda: 0, lambda a, *b, c=1, **d: (a, b)\nlambda *, k: (yield)\n',
    'f(), f(a, *b, c, d=1, **e, g=2), f(x for x in y), f(a)(b)[c].d\n', 'a[1], a[1:2], a[::2], a[1:2, ...], a[b, c], a[d,]\n',
    'a[*b], a[*b, c]\n', '[], [a], [a, *b.c(), *d[0]], (), (a,), (a, *b), {a}, {*a, b}, {}, {a: b, **c.d}\n',
    '[a for b in c], {a for b in c if d if e for f in g}, {a: b for c, d in e}, (a for (b, *c) in d)\n',
    'a = b = c, = *d, e\n(a) = [b, (c)] = d.e = f[0] = 1\na: int\n(b): int = 1\nc.d: "e" = 2\n',
    'a += 1; b.c -= 2; d[0] *= 3; e @= f; g //= h; i **= j; k >>= l; m <<= n; o &= p; q ^= r; s |= t; u %= v; w /= x\n',
    'del a, (b, c), [d.e], f[0]\n', 'if (n := 10) > 5: pass\n[y := 1, y]\nf(z := 2)\n', 'print(*a, sep=""); print\nprint >>f, x\nexec(a)\n',
    'async def f():\n    await a ** b\n    async with c as d, e: pass\n    async for g in h: pass\n    return [i async for i in j], await k\n',
    'def f(a, b: int = 1, /, c=2, *d: e, g, h=3, **i) -> List[int]:\n    """doc"""\n    return\n', 'def f(*, a): global b; nonlocal_ = 1\n',
    'def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    yield\n    yield a, b\n    c = yield from d\n    return *e, g\n',
    '@a\n@b.c(d)\nclass E(F, *G, metaclass=H, **i):\n    """doc"""\n    x: int = 1\n    def m(self): pass\nclass J: ...\n',
    'for a, in b: pass\nfor (c, d), e in f, *g:\n    break\nelse:\n    continue_ = 1\nwhile a: continue\nelse: pass\n',
    'with a: pass\nwith a as b, c as (d, e): pass\nwith (a as b, c as d,): pass\nwith (a, b): pass\nwith (a, b) as c: pass\nwith (yield_): pass\nwith a if b else c as d: pass\n',
    'try: pass\nexcept: pass\ntry: pass\nexcept A: pass\nexcept (B, C) as d: pass\nelse: pass\nfinally: pass\ntry: pass\nexcept* A as b: pass\n',
    'raise\nraise A\nraise A(b) from c\nassert a, b\nassert (a, b)\n', 'import a, b.c as d\nfrom e import f, g as h\nfrom . import i\nfrom ..j.k import (l, m,)\nfrom n import *\nfrom ... import o\n',
    'from __future__ import annotations, division\n', 'match x:\n    case 1 | -2 | 1.5 | "a" "b" | None | True: pass\n    case a.b.c: pass\n    case [d, *_, e] | (d, e): pass\n    case (f) if f: pass\n    case {"k": g, -1: h, **i} if j: pass\n    case A(), B(k, l=m, n=_): pass\n    case 1+2j | -1-2j: pass\n    case {} | [] | (): pass\n    case (0 | 1) as o, _: pass\n    case _: pass\n'.replace('[d, *_, e] | (d, e)', '[d, *_, e] | (d, e, *_)'),
    'match = 1\nmatch.a, match[0], match(b)\ncase = type = 2\ntype(a).b = 3\ntype(a)\nprint = exec = 4\n', 'match a, b:\n    case c, *d: pass\n',
    '0, 1_000, 0xFF, 0o17, 0b1_0, 00, 1.5, .5, 1., 1e5, 1_0.0_1e-1_0, 2j, 1.5J, 1e400, 123456789012345678901234567890\n', '1if 0else 2\n',
    r"""'a' "b" '''c
d''' r'\d' u'e' R"\n" '\'\"\\\a\b\f\n\r\t\v\x41\u00e9\U0001F600\101\7\
end' '\d'""" + '\n', r"""b'a\x00\101\n\u1' rb'\d' Br"\x" B''""" + '\n', "x = '\ud7ff'\ny = 'é' 'z'\n",
    r"""f'a{b}c' f'{d!r:>{w}.{p}}' 'e' f'{{}}' f"{x=}" f"{x = !s:^5}" rf'\d{y}\n' f'{a["k"]:%H:%M}' f'\N{EM DASH}' F'' """.replace(r"f'\N{EM DASH}' ", '') + '\n',
    "f'''{\nx\n:>{y}}'''\n", "f'{ {1: 2}[1] }{(lambda q: q)(1)}{a if b else c}{d,}{*e, f}'\n", "f'{a!a}' f'{3:{4}{5}}' f'{yield_}'\n",
    'x = (\n    1,  # one\n    2,\n)\n', 'def f(\n    a,  # first\n    *,\n    b=1,\n): pass\n', 'if x:\n\ty\n\tif z:\n\t\tw\n', 'ﬁ = 1; ª = ﬁ\n', 'x = a.b . c\\\n    .d\n',
    'class A:\n    a = 1\n\n    # comment\n\n    b = 2\n# dedented comment\n    c = 3\n', 'x = [\n  a\n  for a in b\n  if c\n]\n', 'a: List[int, "b"]\ndef f(x: A | None = None, *y: *Z) -> (yield_): ...\n',
    'x = yield_ = not -a\n', 'return_ = 1; None_ = 2; x = ...; y = Ellipsis\n', '{**a, "b": {**c}}["d"]["e"](**f)\n', 'if 1:\n  x\n  \n  y\n',
]

REFUSED = [
    'return 1\n', 'yield 1\n', 'x = await y\n', 'def f():\n    await x\n', 'break\n', 'continue\n', 'def f():\n    break\n', 'class A:\n    return\n', 'while a:\n    def f():\n        continue\n',
    'def f(a, a): pass\n', 'lambda a, a: 0\n', 'def f(a=1, b): pass\n', 'def f(*): pass\n', 'def f(*, **k): pass\n', 'def f(**k, a): pass\n', 'def f(/, a): pass\n', 'def f(*a, *b): pass\n', 'def f(*, a, /): pass\n', 'def f((a, b)): pass\n',
    'f(a=1, a=2)\n', 'f(a=1, b)\n', 'f(**a, b)\n', 'f(**a, *b)\n', 'f(a.b=1)\n', 'f(x for x in y, 1)\n', 'f(True=1)\n',
    '1 = x\n', 'f() = x\n', 'a + b = c\n', 'None = 1\n', 'x = 1 = y\n', '*a = b\n', '*a, *b = c\n', 'a, b += 1\n', 'f() += 1\n', 'a, b: int\n', '[a]: int = 1\n', '"a": int\n', 'del f()\n', 'del 1\n', 'del *a\n', 'for f() in x: pass\n', 'for 1 in x: pass\n', 'with a as f(): pass\n', 'x = *a\n', '*a\n', 'a := 1\n', '(a.b := 1)\n', '[x for f() in y]\n', '__debug__ = 1\n',
    'def f():\nx = 1\n', 'if a:\nb\n', 'x = 1\n  y = 2\n', 'if a:\n    b\n  c\n', 'if a:\n        b\n\tc\n', 'if a:\n    pass\n   \tb\n', '  x = 1\n', 'class A:\n', 'for a in b:\n', 'try: pass\n', 'try:\n    a\nexcept:\n', 'while a: pass\n  else: pass\n', 'if a: pass\n    else: pass\n',
    "x = 'abc\n", 'x = "abc\n', "x = '''abc\n", "x = f'{a\n'\n", 'x = (1, 2\n', 'x = [1, 2)\n', 'x = {1: 2\n', 'x = 1)\n', 'f(a b)\n', '{a: b c: d}\n', '[1 2]\n', 'x y\n', 'x = \n', 'if a\n    b\n', 'def f(:\n    pass\n', 'import\n', 'from a import\n', 'import a.b as c.d\n', 'a b c\n', '$\n', 'x = ?\n', 'a ! b\n', 'a..b\n', 'x +\n', 'else: pass\n', '@a\nx = 1\n', 'lambda: = 1\n',
    'print "x"\n', 'print x\n', 'exec "x"\n', 'raise A, b\n', 'except_ = 0\ntry: pass\nexcept A, b: pass\n', 'a <> b\n', '`a`\n', '0777\n', '10L\n', '0xfg\n', '1__0\n', '1_\n', '0b2\n', "ur'a'\n", "x = bu'a'\n",
    "b'é'\n", "b'a' 'b'\n", "'\\x4'\n", "'\\u12'\n", "'\\U00110000'\n", "b'\\x4'\n", "'\\N'\n", "f'{}'\n", "f'{a!z}'\n", "f'{a'\n", "f'}'\n", "f'{a b}'\n",
    'nonlocal x\n', 'def f(a):\n    global a\n', 'def f(a):\n    nonlocal a\n', 'def f():\n    nonlocal x\n', 'def f():\n    x = 1\n    global x\n', 'def f():\n    print(x)\n    global x\n', 'def f():\n    global a\n    nonlocal a\n', 'def f():\n    from a import *\n', 'x = 1\nfrom __future__ import division\n', 'from __future__ import braces\n', 'from __future__ import nope\n',
    '[*a for a in b]\n', '{**a for a in b}\n', '[a for a in b, c]\n', '[x for x in (y := z)]\n', '[x := 1 for x in y]\n', 'class A:\n    [x := 1 for y in z]\n', 'async def f():\n    yield from a\n', 'async def f():\n    yield\n    return 1\n', 'def f():\n    async with a: pass\n', 'def f():\n    async for a in b: pass\n', 'def f():\n    return [a async for a in b]\n',
    'try: pass\nexcept: pass\nexcept A: pass\n', 'try: pass\nexcept* A: pass\nexcept B: pass\n', 'try: pass\nexcept A: pass\nexcept* B: pass\n', 'try: pass\nexcept*: pass\n', 'match a:\n    case b: pass\n    case c: pass\n', 'match a:\n    case [*b, *c]: pass\n', 'match a:\n    case A(b=1, c): pass\n', 'match a:\n    case b | c: pass\n', 'match a:\n    case [b, b]: pass\n', 'match a:\n    case {**b, "c": d}: pass\n', 'match a:\npass\n', 'with a as b\n', 'class 1: pass\n', 'def 1(): pass\n', 'a = b = c += 1\n', 'a: b = c: d = 1\n', 'x = yield = 1\n', 'not = 1\n', 'x = (yield) = 1\n', 'f(*)\n', 'f(**)\n', 'a[]\n', 'a[1:2:3:4]\n', '(a for a)\n', '{a: b, c}\n', '{a, b: c}\n', '{**a, b}\n', '()()(\n', 'async x = 1\n', 'async def f:\n    pass\n', 'global\n', 'assert\n', 'del\n', 'x = "a" 1\n', 'if x = 1: pass\n', 'while x = 1: pass\n', 'f(a for a in b)(c=1 2)\n',
]


def lines():
    for text in TEXTS + REFUSED:
        tree = tree_of(text)
        refused = 'error' in tree
        if refused != (text in REFUSED):
            raise SystemExit(f'{text!r}: {tree}')
        yield json.dumps({'text': text, **({'error': tree['error']} if refused else {'tree': tree})}) + '\n'


def main():
    sys.setrecursionlimit(10000)
    made = ''.join(lines())
    if '--check' in sys.argv:
        with open(FILE, encoding='utf-8') as file:
            same = file.read() == made
        count = made.count('\n')
        print(f'{count if same else 0} passed, {0 if same else count} failed')
        sys.exit(0 if same else 1)
    with open(FILE, 'w', encoding='utf-8') as file:
        file.write(made)


if __name__ == '__main__':
    main()
