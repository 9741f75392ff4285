"""Random programs about how Python runs: functions, classes, exceptions, generators, modules of the
standard library. Each family takes a generator of random numbers and returns the lines of a program.
"""

from value_families import STRINGS


def closures(rng):
    n, m = rng.randint(1, 5), rng.randint(1, 5)
    pool = [
        ['def counter(start):', '    def step(by=1):', '        nonlocal start', '        start += by', '        return start', '    return step',
         f'c, d = counter({n}), counter({m})', 'show((c(), c(3), d(), c()))'],
        [f'fs = [lambda: i for i in range({n})]', 'show([f() for f in fs])', f'gs = [lambda i=i: i for i in range({n})]', 'show([g() for g in gs])'],
        ['def f(x, acc=[]):', '    acc.append(x)', '    return acc', f'show((f({n}), f({m}), f(0, []), f.__defaults__))'],
        [f'n = {n}', 'def g(v=n): return v', 'n = 99', 'show((g(), g(v=1)))'],
        ['x = 1', 'def outer():', '    x = 2', '    class C:', '        y = x', '        x = 3', '        z = [x for _ in range(2)]', '        def m(self): return x', '    return C.y, C.x, C.z, C().m()', 'show(attempt(outer))'],
        ['def f():', '    print_it = late', '    late = 1', 'show(attempt(f))', 'def g():', '    def h(): return v', '    r = attempt(h)', '    v = 1', '    return r, h()', 'show(g())'],
        ['total = 0', 'def add(k):', '    global total', '    total += k', '    return total', f'show([add({n}), add({m})]); show(total)', 'def bad():', '    total += 1', 'show(attempt(bad))'],
        ['def make():', '    items = []', '    def push(x): items.append(x); return items', '    def peek(): return items[-1:]', '    return push, peek', 'push, peek = make()', f'push({n}); push({m})', 'show(peek()); show(push.__closure__ is not None)'],
        ['def compose(*fs):', '    def run(x):', '        for f in fs: x = f(x)', '        return x', '    return run', f'show(compose(lambda v: v + {n}, lambda v: v * {m}, str)(2))'],
        ['def deco(tag):', '    def wrap(f):', '        def inner(*a, **k): return tag, f(*a, **k)', '        inner.__name__ = f.__name__', '        return inner', '    return wrap', f'@deco("A")', f'@deco({n})', 'def h(a, b=2):', '    "doc"', '    return a + b', 'show((h(1), h(1, b=5), h.__name__, h.__doc__))'],
        ['def f():', '    """Docs."""', 'show((f.__name__, f.__doc__, f.__qualname__, f()))', 'f.tag = 3', 'show((f.tag, attempt(lambda: f.none)))', 'show(attempt(lambda: f(1)))', 'show((lambda: 0).__name__)'],
        ['def fact(k): return 1 if k < 2 else k * fact(k - 1)', f'show(fact({n * 5}))', 'def fib(k, memo={}):', '    if k in memo: return memo[k]', '    memo[k] = k if k < 2 else fib(k - 1) + fib(k - 2)', '    return memo[k]', f'show(fib({m * 9}))'],
        ['y = 5', 'show([y for y in range(3)] + [y])', f'show([(i, j) for i in range({n}) for j in range(i) if (i + j) % 2])', 'show({k: v for k, v in zip("ab", [1, 2])})', 'show([z := 3, z * 2]); show(z)', 'show([last := q for q in range(4)]); show(last)', 'show([[c for c in r] for r in ["ab", "c"]])', 'show(attempt(lambda: q_undefined))'],
        ['class K:', '    base = 10', '    a = [i for i in range(base)][:2]', '    try:', '        b = [base for i in range(2)]', '    except NameError as e:', '        b = str(e)', '    c = [i * 2 for i in [base, base]]', 'show((K.a, K.b, K.c))'],
        ['def f():', '    for i in range(3): pass', '    return i', 'show(f())', 'def g():', '    if False: w = 1', '    return w', 'show(attempt(g))', 'def h():', '    try: raise ValueError("x")', '    except ValueError as e: pass', '    return e', 'show(attempt(h))', 'def d():', '    v = 1', '    del v', '    return v', 'show(attempt(d))'],
    ]
    return [line for lines in rng.sample(pool, 5) for line in lines]


def binding(rng):
    lines = []
    for number in range(4):
        names = list('abcdefg')
        parts, optional = [], False
        positional_only = rng.randint(0, 2)
        for index in range(positional_only + rng.randint(0, 3)):
            name = names.pop(0)
            optional = optional or rng.random() < 0.3
            parts.append(name + (f'={index}' if optional else ''))
            if index + 1 == positional_only and rng.random() < 0.6:
                parts.append('/')
        if rng.random() < 0.4:
            parts.append('*args')
        elif rng.random() < 0.4:
            parts.append('*')
        if parts and parts[-1].startswith('*'):
            for _ in range(rng.randint(1 if parts[-1] == '*' else 0, 2)):
                parts.append(names.pop(0) + rng.choice(['', '=5']))
        if rng.random() < 0.4:
            parts.append('**kw')
        name = rng.choice(['f', 'build', 'C.m'])
        shown = ', '.join(p.split('=')[0].strip('*') for p in parts if p not in ('*', '/'))
        if name == 'C.m':
            lines += ['class C:', f"    def m({', '.join(['self', *parts])}): return ({shown}{',' if shown else ''})"]
            callee = 'C().m'
            if parts and parts[0] == '/':
                pass
        else:
            lines.append(f"def {name}({', '.join(parts)}): return ({shown}{',' if shown else ''})")
            callee = name
        for _ in range(5):
            args = [str(rng.randint(0, 9)) for _ in range(rng.randint(0, 5))]
            args += [f'{k}={rng.randint(0, 9)}' for k in rng.sample('abcdefgz', rng.randint(0, 3))]
            if rng.random() < 0.2:
                args.append('**{"y": 1}')
            if rng.random() < 0.2:
                args.insert(0, '*(7, 8)')
            lines.append(f"show(attempt(lambda: {callee}({', '.join(args)})))")
    return lines


def inheritance(rng):
    names = ['A', 'B', 'C', 'D', 'E']
    lines, made = [], []
    for name in names:
        bases = rng.sample(made, min(len(made), rng.choice([0, 1, 1, 2, 2, 3])))
        lines += ['try:', f"    class {name}({', '.join(bases)}):" if bases else f'    class {name}:', f'        tag = "{name}"' if rng.random() < 0.5 or not bases else '        pass']
        if rng.random() < 0.8 or not bases:
            lines += ['        def who(self, log):', f'            log.append("{name}")', '            up = getattr(super(), "who", None)', '            return up(log) if up else log']
        if rng.random() < 0.4:
            lines += ['        def __init__(self, **k):', f'            self.{name.lower()} = 1', '            super().__init__(**k)']
        if rng.random() < 0.3:
            lines += ['        @classmethod', '        def make(cls): return cls.__name__, cls.tag']
        if rng.random() < 0.3:
            lines += ['        @staticmethod', f'        def fixed(x=2): return x, "{name}"']
        if rng.random() < 0.3:
            lines += ['        @property', f'        def size(self): return "{name}", len(vars(self))']
        lines += ['except TypeError as error:', '    show_error = str(error)', f'    {name} = {made[-1] if made else "object"}']
        made.append(name)
    for name in rng.sample(names, 3):
        lines += [f'show([c.__name__ for c in {name}.__mro__])', f'show(attempt(lambda: {name}().who([])))', f'show(attempt(lambda: {name}.make()))', f'show(attempt(lambda: {name}().fixed()))',
                  f'show(attempt(lambda: {name}().size))', f'show(attempt(lambda: vars({name}())))', f'show((issubclass({name}, A), isinstance({name}(), (B, C))))', f'show(attempt(lambda: {name}.tag))', f'show([b.__name__ for b in {name}.__bases__])']
    return lines


def descriptors(rng):
    n = rng.randint(2, 9)
    pool = [
        ['class Data:', '    def __set_name__(self, owner, name): self.name = "_" + name', '    def __get__(self, obj, cls=None):', '        return self if obj is None else getattr(obj, self.name, "unset")', '    def __set__(self, obj, value):', f'        if {n} < value: raise ValueError(f"{{self.name}}: {{value}}")', '        setattr(obj, self.name, value)', 'class Has:', '    x = Data(); y = Data()', 'h = Has()', 'show(h.x); h.x = 1; show((h.x, h.y, vars(h)))', 'show(attempt(lambda: setattr(h, "y", 100)))', 'show(type(Has.x).__name__)'],
        ['class NonData:', '    def __get__(self, obj, cls): return "got", obj is None', 'class Has:', '    v = NonData()', 'h = Has()', 'show((h.v, Has.v)); h.v = 3; show((h.v, vars(h)))'],
        ['class T:', '    def __init__(self): self._c = 0', '    @property', '    def c(self): return self._c', '    @c.setter', '    def c(self, v): self._c = v * 2', '    @c.deleter', '    def c(self): self._c = "deleted"', '    @property', '    def ro(self): return 1', 't = T()', f't.c = {n}; show(t.c); del t.c; show(t.c)', 'show(attempt(lambda: setattr(t, "ro", 1)))', 'class U(T):', '    @property', '    def c(self): return "U", super().c', 'show(U().c)'],
        ['class G:', '    known = 1', '    def __getattr__(self, name):', '        if name.startswith("no"): raise AttributeError(name)', '        return "made " + name', 'g = G()', 'show((g.known, g.other, hasattr(g, "nope"), getattr(g, "none", 5)))', 'show(attempt(lambda: g.nope))'],
        ['class V:', '    def __init__(self, x): self.x = x', '    def __add__(self, o): return V(self.x + o.x) if isinstance(o, V) else NotImplemented', '    def __radd__(self, o): return V(self.x + o)', '    def __mul__(self, k): return V(self.x * k)', '    def __iadd__(self, o): self.x += 100; return self', '    def __neg__(self): return V(-self.x)', '    def __repr__(self): return f"V({self.x})"', '    def __eq__(self, o): return isinstance(o, V) and self.x == o.x', '    def __lt__(self, o): return self.x < o.x', '    def __hash__(self): return hash(self.x)', '    def __bool__(self): return self.x > 0', '    def __len__(self): return 4', '    def __getitem__(self, i): return (self.x, i)', '    def __contains__(self, i): return i == self.x', '    def __call__(self, *a): return a', '    def __index__(self): return self.x',
         f'a, b = V({n}), V(2)', 'show((a + b, 5 + a, a * 3, -a, a == V(2), a != b, a < b, a > b, bool(V(0)), len(a), a[1], a[1:2], 2 in b, a(1, 2)))', 'show(attempt(lambda: a + "s"))', 'show(attempt(lambda: a <= b))', 'show(sorted([b, a, V(1)])); show(len({V(1), V(1), V(2)}))', 'k = a; a += b; show((a, k is a)); show([10, 20, 30][V(1)]); show(sum([V(1), V(2)]))'],
        ['class S:', '    def __init__(self, *v): self.v = list(v)', '    def __getitem__(self, i): return self.v[i]', 's = S(1, 2, 3)', 'show(list(s)); show(2 in s); show([*s]); a, *b = s; show(b); show(attempt(lambda: len(s)))', 'show(list(map(str, s)), ) if 0 else show(list(zip(s, s)))'],
        ['class It:', '    def __init__(self, k): self.k = k', '    def __iter__(self): return self', '    def __next__(self):', '        if self.k == 0: raise StopIteration', '        self.k -= 1', '        return self.k', f'show(list(It({n})))', 'show(sum(It(4))); show(dict(enumerate(It(2)))); show(next(It(0), "end")); show(attempt(lambda: next(It(0))))', 'show(max(It(3))); show(tuple(It(2))); show("".join(str(i) for i in It(3)))'],
        ['class M(type):', '    def __new__(m, name, bases, ns, **k):', '        ns["made"] = sorted(x for x in ns if not x.startswith("__"))', '        return super().__new__(m, name, bases, ns)', '    def __call__(cls, *a): return ("called", cls.__name__, super().__call__(*a).__class__.__name__)', '    @property', '    def meta(cls): return "meta " + cls.__name__', 'class X(metaclass=M):', '    a = 1', '    def b(self): pass', 'class Y(X): c = 2', 'show((X.made, Y.made, X(), Y.meta, type(X).__name__, isinstance(X, M)))'],
        ['class Base:', '    subs = []', '    def __init_subclass__(cls, tag=None, **k):', '        super().__init_subclass__(**k)', '        cls.subs.append((cls.__name__, tag))', 'class P(Base, tag="t"): pass', 'class Q(P): pass', 'show(Base.subs)'],
        ['class N:', '    def __new__(cls, *a):', '        o = super().__new__(cls)', '        o.args = a', '        return o', '    def __init__(self, *a): self.count = len(a)', 'show((N(1, 2).args, N(1, 2).count))', 'class One:', '    inst = None', '    def __new__(cls):', '        cls.inst = cls.inst or super().__new__(cls)', '        return cls.inst', 'show(One() is One())', 'class I(int):', '    def __add__(self, o): return I(int(self) + o + 1)', 'show((I(3) + 4, I(3) * 2, isinstance(I(1), int), I(5) == 5, repr(I(7))))', 'class L(list):', '    def first(self): return self[0]', 'show((L([4, 5]).first(), L([1]) + [2], len(L("ab")), repr(L((1,)))))', 'class D(dict):', '    def __missing__(self, k): return "miss " + k', 'show((D(a=1)["a"], D()["z"], D().get("q")))'],
        ['class A:', '    shared = []', '    n = 0', '    def bump(self): self.n += 1; self.shared.append(self.n); return self', 'a, b = A(), A()', 'a.bump().bump(); b.bump()', 'show((a.n, b.n, A.n, A.shared, vars(a), vars(b)))', 'A.n = 50; show(A().n); del a.n; show(a.n); show(attempt(lambda: delattr(a, "n")))', 'show(attempt(lambda: a.zzz)); show(attempt(lambda: A.zzz)); show(attempt(lambda: a.bump(1)))'],
        ['class A:', '    def __str__(self): return "str"', '    def __repr__(self): return "repr"', '    def __format__(self, s): return "fmt:" + s', 'a = A()', 'show((str(a), repr(a), f"{a}", f"{a!r}", f"{a:x}", "%s %r" % (a, a), [a], {1: a}, "{} {!s}".format(a, a)))', 'class B(A):', '    __repr__ = None', 'show(attempt(lambda: str(B()))); show(attempt(lambda: repr(B())))', 'class E:', '    def __eq__(self, o): return True', 'show((E() == 5, 5 == E(), E() != 5, attempt(lambda: hash(E()))))'],
    ]
    return [line for lines in rng.sample(pool, 3) for line in lines if ' if 0 else ' not in line]


def dataclass_programs(rng):
    flags = ', '.join(f'{f}=True' for f in rng.sample(['frozen', 'order'], rng.randint(0, 2)))
    n = rng.randint(0, 9)
    lines = ['import dataclasses', 'from dataclasses import dataclass, field', f'@dataclass({flags})' if flags else '@dataclass', 'class Config:', '    name: str', f'    size: int = {n}', '    tags: list = field(default_factory=list)', '    hidden: int = field(default=3, repr=False, compare=False)', '    KIND = "plain"', '    def double(self): return self.size * 2',
             'a, b = Config("x"), Config("x", 7, ["t"])', 'show(a); show((a == b, a == Config("x"), a != b, a.double(), Config.KIND))', 'show(attempt(lambda: Config()))', 'show(attempt(lambda: Config("a", 1, [], 4, 5)))', 'show(attempt(lambda: Config("a", nope=1)))', 'show(attempt(lambda: setattr(a, "size", 5))); show(a.size)', 'show(attempt(lambda: a < b))', 'show(dataclasses.asdict(b)); show(dataclasses.astuple(a))', 'show([f.name for f in dataclasses.fields(a)])', 'show(dataclasses.replace(b, name="y"))', 'show(a.tags is Config("q").tags)', 'show(attempt(lambda: len({a})))',
             f'@dataclass({flags})' if flags else '@dataclass', 'class Big(Config):', '    depth: int = 2', '    def __post_init__(self): object.__setattr__(self, "extra", self.depth + self.size)', 'show(Big("z")); show((Big("z", depth=4).extra, Big("z") == Config("z")))', 'try:', '    @dataclass', '    class Bad:', '        a: int = 1', '        b: int', 'except TypeError as e:', '    message = str(e)', 'show(message)', 'try:', '    @dataclass', '    class Worse:', '        a: list = []', 'except ValueError as e:', '    message = str(e)', 'show(message)', 'show(dataclasses.is_dataclass(a))']
    return lines


def exceptions(rng):
    lines = ['class MyError(ValueError):', '    def __init__(self, code, *a):', '        super().__init__(f"code {code}", *a)', '        self.code = code', 'class Other(Exception): pass', 'log = []']
    for number in range(4):
        raised = rng.choice(['ValueError("v")', 'KeyError("k")', 'MyError(3)', 'Other', 'TypeError("t", 2)', '1 / 0', 'StopIteration(4)', '[][1]', 'OSError(2, "no file")', 'AssertionError', 'int("q")', 'Other()', 'None'])
        caught = rng.choice(['ValueError', 'Exception', '(KeyError, IndexError)', 'MyError', 'LookupError', 'ArithmeticError', 'Other', 'OSError', 'BaseException'])
        body = {'None': 'log.append("fine")', '1 / 0': '1 / 0', '[][1]': '[][1]', 'int("q")': 'int("q")'}.get(raised, f'raise {raised}' + rng.choice(['', '', ' from KeyError("cause")', ' from None']))
        lines += [f'def run{number}(flag):', '    try:', '        try:', f'            log.append("in {number}")', f'            {body}', '            return "returned"', f'        except {caught} as e:', '            log.append(("caught", type(e).__name__, str(e), e.args, repr(e)))', '            ' + rng.choice(['pass', 'raise', 'return "handler"', 'raise Other("again")', 'raise Other("chain") from e', '1 / 0', 'if flag: raise']), '        else:', '            log.append("else")', '        finally:', '            log.append("finally")', '            ' + rng.choice(['pass', 'pass', 'if flag: return "from finally"', 'log.append(flag)']), '    except Exception as outer:', '        log.append((type(outer).__name__, str(outer), type(outer.__cause__).__name__, type(outer.__context__).__name__, outer.__suppress_context__))', '    return "end"', f'show((run{number}(False), run{number}(True)))']
    lines += ['show(log)', 'def loops():', '    out = []', '    for i in range(4):', '        try:', f'            if i == {rng.randint(0, 3)}: {rng.choice(["continue", "break", "raise KeyError(i)"])}', '            out.append(i)', '        except KeyError as e:', '            out.append(repr(e))', f'            {rng.choice(["continue", "break", "pass"])}', '        finally:', '            out.append("f")', '    else:', '        out.append("else")', '    return out', 'show(loops())',
              'show(attempt(lambda: (_ for _ in ()).throw(MyError(5, "more"))))', 'show([c.__name__ for c in MyError.__mro__][:4])', 'show((str(KeyError("a")), repr(KeyError("a")), str(Exception()), str(Exception(1, 2)), repr(Exception("x"))))', 'def asserting(x):', '    assert x, ("msg", x)', 'show(attempt(lambda: asserting(0)))', 'show(attempt(lambda: asserting(1)))', 'def reraise():', '    try: raise MyError(9)', '    except MyError as e:', '        saved = e', '    return saved.code, str(saved), saved.args', 'show(reraise())', 'def bare(): raise', 'show(attempt(bare))', 'def notexc(): raise 5', 'show(attempt(notexc))']
    return lines


def contexts(rng):
    return ['import contextlib', 'log = []', 'class CM:', '    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow', '    def __enter__(self): log.append("enter " + self.name); return self', '    def __exit__(self, kind, value, tb):', '        log.append((self.name, kind and kind.__name__, str(value)))', '        return self.swallow',
            'def f(fail):', f'    with CM("a", {rng.choice(["True", "False"])}) as a, CM("b", {rng.choice(["True", "False"])}):', '        log.append(a.name)', '        if fail: raise ValueError("x")', '        return "body"', '    return "after"', 'show(attempt(lambda: f(False))); show(attempt(lambda: f(True))); show(log)',
            '@contextlib.contextmanager', 'def scope(name):', '    log.append("+" + name)', '    try:', '        yield name.upper()', f'    except {rng.choice(["KeyError", "ValueError", "Exception"])} as e:', '        log.append(repr(e))', f'        {rng.choice(["raise", "pass"])}', '    finally:', '        log.append("-" + name)',
            'def g(error):', '    with scope("s") as s:', '        if error: raise error', '        return s', '    return "swallowed"', 'show([attempt(lambda e=e: g(e)) for e in (None, KeyError("k"), ValueError("v"))])', 'show(log[-6:])',
            'with contextlib.suppress(KeyError, ValueError) as n: {}["x"]', 'show(n)', 'with contextlib.ExitStack() as stack:', '    names = [stack.enter_context(scope(x)) for x in "pq"]', '    stack.callback(log.append, "callback")', 'show((names, log[-5:]))', '@scope("deco")', 'def decorated(): return len(log)', 'show(attempt(decorated))', 'with contextlib.nullcontext(5) as five: show(five)', 'for i in range(3):', '    with scope(str(i)):', f'        if i == 1: {rng.choice(["continue", "break"])}', 'show(log[-6:])', 'show(attempt(lambda: CM("z").__enter__().name))']


def generators(rng):
    n = rng.randint(2, 5)
    pool = [
        ['def echo():', '    got = []', '    try:', '        while True:', '            x = yield len(got)', '            got.append(x)', '    except ValueError as e:', '        yield "handled " + str(e)', '    finally:', '        log.append(got)', 'log = []', 'e = echo()', f'show((next(e), e.send({n}), e.send("b"), e.throw(ValueError("v"))))', 'show(attempt(lambda: next(e))); show(log)', 'f = echo(); next(f); f.send(9); f.close(); show(log); show(attempt(lambda: next(f)))', 'show(attempt(lambda: echo().send(1)))'],
        ['def inner():', '    r = yield 1', '    s = yield r', '    return (r, s)', 'def outer():', '    result = yield from inner()', '    yield "result", result', '    yield from "ab"', 'o = outer()', 'show((next(o), o.send("x"), o.send("y"), next(o), list(o)))', 'def ret():', '    yield 1', f'    return {n}', 'g = ret(); next(g)', 'try: next(g)', 'except StopIteration as s: show(s.value) if 0 else None', 'def value(g):', '    try:', '        while True: next(g)', '    except StopIteration as s: return s.value', 'show(value(ret()))'],
        ['def count(k=0):', '    while True:', '        yield k', '        k += 1', 'import itertools', f'show(list(itertools.islice(count({n}), 4)))', 'c = count(); show([next(c) for _ in range(3)]); show(next(x for x in c if x % 5 == 0))', 'show(list(zip(count(), "abc")))', 'show(dict(zip("ab", count(7))))'],
        [f'squares = (x * x for x in range({n}))', 'show(next(squares)); show(list(squares)); show(list(squares)); show(next(squares, "done"))', 'show(sum(x for x in [1, 2, 3] if x % 2)); show(any(x > 2 for x in [1, 5])); show(sorted((y for y in "hello"), reverse=True))', 'show(", ".join(str(k) for k in range(3)))', 'data = [1]; lazy = (d + x for d in data); x = 10; data.append(2); show(list(lazy))'],
        ['def tree(t):', '    if isinstance(t, list):', '        for s in t: yield from tree(s)', '    else: yield t', f'show(list(tree([1, [2, [3, [{n}]]], "x"])))', 'def pairs(xs):', '    it = iter(xs)', '    for a in it:', '        yield a, next(it, None)', 'show(list(pairs(range(5))))', 'def bad():', '    yield 1', '    raise StopIteration', 'show(attempt(lambda: list(bad())))'],
        ['trace = []', 'def noisy(k):', '    for i in range(k):', '        trace.append(("make", i))', '        yield i', '    trace.append("end")', f'for v in noisy({n}):', '    trace.append(("use", v))', '    if v == 1: break', 'show(trace)', 'def g():', '    try: yield 1', '    finally: trace.append("closed")', 'h = g(); next(h); h.close(); show(trace[-1]); show(attempt(lambda: h.throw(KeyError("late"))))', 'show(type(h).__name__); show(list(map(lambda q: q + 1, noisy(2))))'],
        ['def acc():', '    total = 0', '    while (x := (yield total)) is not None: total += x', '    return total', 'a = acc(); next(a)', f'show((a.send(1), a.send({n})))', 'show(attempt(lambda: a.send(None)))', 'def deleg():', '    try:', '        yield from [1, 2]', '    except KeyError as e:', '        yield repr(e)', 'd = deleg(); show((next(d), d.throw(KeyError("z")), list(d)))', 'it = iter([1, 2, 3]); show((next(it), list(it))); show(list(iter(lambda s=[0]: s.append(0) or len(s), 4)))', 'show(next(iter(()), "none")); show(list(reversed([1, 2])))'],
    ]
    return [line for lines in rng.sample(pool, 3) for line in lines]


def controls(rng):
    n = rng.randint(0, 6)
    pool = [
        ['log = []', 'def t(x): log.append(x); return x', 'show((t(0) and t(1), t(2) or t(3), not t(0), t(1) if t(0) else t(4)))', 'show((1 < t(2) < t(1) < t(9), t(1) == 1 != 2)); show(log)', 'show([] or 0 or "" or None); show(1 and "x" and [])'],
        [f'for i in range({n}):', '    if i == 3: break', 'else:', '    i = "none"', 'show(i)', 'k = 5', 'while k:', '    k -= 2', f'    if k < {n - 3}: break', 'else:', '    k = "else"', 'show(k)'],
        ['def kind(x):', '    match x:', '        case 0 | 1: return "small"', '        case int() if x > 100: return "big"', '        case [a, b]: return "pair", a, b', '        case [a, *rest]: return "seq", a, rest', '        case {"k": v, **more}: return "map", v, more', '        case str(s): return "str " + s', '        case None: return "none"', '        case float(): return "float"', '        case _: return "other"', f'show([kind(v) for v in (0, {n}, 500, [1, 2], (1,), [1, 2, 3], {{"k": 1, "z": 2}}, "s", None, 1.5, {{}}, [], True)])'],
        ['class P:', '    __match_args__ = ("x", "y")', '    def __init__(self, x, y): self.x, self.y = x, y', 'def where(p):', '    match p:', '        case P(0, 0): return "origin"', '        case P(x, 0) | P(0, x): return "axis", x', '        case P(x=a, y=b) if a == b: return "diag", a', '        case P(): return "else"', f'show([where(P(*c)) for c in [(0, 0), ({n}, 0), (0, 2), (3, 3), (1, 2)]])', 'match (1, (2, 3)):', '    case (a, (b, c) as inner): show_it = a, b, c, inner', 'show(show_it)', 'match "go north".split():', '    case ["go", ("north" | "south") as d]: way = d', 'show(way)'],
        ['if (m := len("abc")) > 2: show(m)', 'while (m := m - 1) > 0: pass', 'show(m)', 'x = [y := 1, y ** 2, (z := y + 1)]', 'show((x, y, z))', 'print_me = (w := 3) + w; show(print_me)', 'show({(v := k): v for k in "ab"}); show(v)'],
        ['a = b = []', 'a += [1]; show((a is b, b))', 'a = a + [2]; show((a is b, b))', 't = (1, [2])', 'show(attempt(lambda: t.__setitem__(0, 1)))', 't[1].append(3); show(t)', 'def f():', '    u = ([],)', '    u[0] += [1]', 'show(attempt(f))', 's = "x"; s2 = s; s += "y"; show((s, s2))', 'i = 1; i -= 2; i *= 3; i **= 2; i //= 2; i <<= 2; i |= 1; i ^= 3; i %= 7; show(i)'],
        ['def early(xs):', '    for x in xs:', '        for y in xs:', f'            if x * y > {n}: return x, y', '            if y > x: break', '        else: continue', '        if x == 2: return "two"', '    return None', 'show([early(range(k)) for k in range(6)])'],
        ['x = 5', 'del x', 'show(attempt(lambda: x))', 'd = {"a": [1, 2, 3]}', 'del d["a"][0], d["a"][-1]; show(d)', 'class O: pass', 'o = O(); o.a = 1; del o.a; show(hasattr(o, "a"))', 'show(attempt(lambda: d.__delitem__("q")))'],
        ['import types', 'ns = types.SimpleNamespace(a=1, b=[2])', 'ns.c = ns.a + 1; show(ns); show(vars(ns)); show(ns == types.SimpleNamespace(a=1, b=[2], c=2)); show(attempt(lambda: ns.z))', 'show(getattr(ns, "q", "default")); setattr(ns, "q", 1); show(ns.q); show(sorted(ns.__dict__))'],
        ['show([type(v).__name__ for v in (1, 1.0, "", b"", [], (), {}, set(), None, True, len, type, int, range(1), slice(1), lambda: 0, (i for i in ()), object(), Ellipsis, NotImplemented, 1j, ValueError)])', 'show((isinstance(1, (str, int)), isinstance(True, int), isinstance(1.0, int), issubclass(bool, int), type(1) is int, int == type(1)))', 'show((callable(print), id(1) == id(1), ...))', 'show((int, str, ValueError, type(None), type(int))); show(str(int)); show((int.__name__, (5).__class__, "s".__class__.__name__))', 'show((bool([]), bool([0]), bool(0.0), bool("0"), bool(None), bool({}), bool(range(0))))'],
        ['show(list(range(10, 0, -3))); show((range(5) == range(0, 5), len(range(1, 10, 4)), 4 in range(0, 10, 2), range(3), range(1, 2, 3), list(reversed(range(4)))))', 'show([list(z) for z in zip(*[[1, 2], [3, 4]])]); show(list(zip([1, 2], strict=True)))', 'show(attempt(lambda: list(zip([1], [], strict=True))))', 'show((sum([[1], [2]], []), sum((0.1,) * 3), max("b", "a", key=ord), min([3, 1], [2], key=len), max([(1, "b"), (1, "a")])))', 'show(sorted("bAc", key=str.lower)); show(sorted([(1, 2), (0, 5)], key=lambda p: -p[1])); show(sorted([3, 1, 2], reverse=True)); show(sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))', 'show(list(map(max, [1, 5], [3, 2]))); show(list(filter(lambda v: v > 1, [1, 2, 3]))); show((round(2.5), round(-1.5), round(1.25, 1), divmod(-7, 3), pow(2, 10), abs(-2.5)))', 'show((all([]), any([]), all([1, 0]), list(enumerate("ab", 5)), chr(97), ord("a"), hash(5), len({1: 2})))'],
    ]
    return [line for lines in rng.sample(pool, 4) for line in lines]


FAMILIES = [closures, binding, inheritance, descriptors, dataclass_programs, exceptions, contexts, generators, controls]
