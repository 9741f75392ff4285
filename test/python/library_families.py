"""Random programs about the parts of the standard library that the evaluator models."""

from value_families import STRINGS


def collections_programs(rng):
    n = rng.randint(0, 9)
    pool = [
        ['from collections import OrderedDict', f'o = OrderedDict([("b", 1), ("a", {n})])', 'o["c"] = 3; o.move_to_end("b"); show(o); o.move_to_end("c", last=False); show(list(o)); show(o.popitem()); show(o.popitem(last=False)); show(o == {"a": %d}); show(isinstance(o, dict)); show(OrderedDict(a=1) == OrderedDict(a=1)); show(OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)])); show(OrderedDict(a=1).copy())' % n],
        ['from collections import defaultdict', 'd = defaultdict(list)', 'for w in "one two three six".split(): d[len(w)].append(w)', 'show(dict(d)); show(d[99]); show(len(d)); show(d); show(attempt(lambda: defaultdict(None)["q"])); show(d.get(5)); c = defaultdict(int); c["x"] += 2; show(c["y"]); show(dict(c)); show(defaultdict(lambda: 7)["k"])'],
        ['from collections import Counter', f'c = Counter({rng.choice(STRINGS)!r})', 'show(c == Counter(c)); show(c["zz"]); c.update("aab"); show(c["a"]); show(Counter(a=3, b=1).most_common()); show(Counter("aabbbc").most_common(2)); show(Counter(a=3) + Counter(a=1, b=2)); show(Counter(a=3) - Counter(a=5)); show(sorted(Counter("abca").elements())); show(sum(Counter("hello").values())); show(Counter(a=1) & Counter(a=2)); show(Counter(x=2))'],
        ['from collections import namedtuple', 'P = namedtuple("P", "x y")', f'p = P(1, y={n})', 'show(p); show((p.x, p[1], p._asdict(), p._replace(x=5), P._fields, len(p), p == (1, %d), [*p])); show(attempt(lambda: P(1))); show(attempt(lambda: P(1, 2, 3))); show(attempt(lambda: setattr(p, "x", 2))); show(P._make([7, 8])); Q = namedtuple("Q", ["a", "b"], defaults=[9]); show(Q(1)); show(isinstance(p, tuple)); show(hash(p) == hash(tuple(p)))' % n, 'class R(namedtuple("R", "w h")):', '    @property', '    def area(self): return self.w * self.h', 'show(R(2, 3).area); show(R(2, 3)); a, b = p; show(a + b); show(p + (1,)); show(sorted([P(2, 1), P(1, 9)]))', 'from typing import NamedTuple', 'class T(NamedTuple):', '    name: str', '    size: int = 3', 'show(T("a")); show(T("b", size=1).size)'],
        ['from collections import deque', f'q = deque([1, 2, 3], maxlen={rng.choice([None, 3, 4])})', 'q.append(4); q.appendleft(0); show(q); show(q.pop()); show(q.popleft()); q.rotate(1); show(list(q)); q.extend([7, 8]); show(len(q)); show(q[0]); show(2 in q); q.clear(); show(attempt(q.pop)); show(deque("ab")); show(attempt(lambda: q[5]))'],
        ['from collections import ChainMap', 'c = ChainMap({"a": 1}, {"a": 2, "b": 3})', 'show(c["a"]); show(c["b"]); c["z"] = 1; show(c.maps); show(sorted(c)); show(len(c)); show(attempt(lambda: c["q"])); show("b" in c); show(c.new_child({"a": 0})["a"])'],
    ]
    return [line for lines in rng.sample(pool, 3) for line in lines]


def itertools_programs(rng):
    n = rng.randint(0, 5)
    values = [rng.randint(0, 5) for _ in range(rng.randint(0, 5))]
    pool = [
        f'itertools.chain({values}, "ab")', f'itertools.chain.from_iterable([{values}, (1,)])', f'itertools.islice({values}, {n})', f'itertools.islice(itertools.count({n}), 1, 9, 3)', f'itertools.islice(itertools.cycle("ab"), {n})', f'itertools.repeat("x", {n})', f'itertools.accumulate({values})',
        f'itertools.accumulate({values}, lambda a, b: a * b + 1, initial=2)', f'itertools.takewhile(lambda v: v < {n}, {values})', f'itertools.dropwhile(lambda v: v < {n}, {values})', f'itertools.filterfalse(lambda v: v % 2, {values})', f'itertools.compress({values}, [1, 0, 1])', f'itertools.starmap(pow, [(2, {n}), (3, 2)])', f'itertools.zip_longest({values}, "ab", fillvalue="-")',
        'itertools.product("ab", [1, 2])', 'itertools.product([0, 1], repeat=2)', f'itertools.permutations({values[:3]})', 'itertools.permutations("abc", 2)', f'itertools.combinations({values}, 2)', 'itertools.combinations_with_replacement("ab", 2)', f'itertools.pairwise({values})', 'map(list, itertools.tee([1, 2]))',
    ]
    lines = ['import itertools, functools, operator']
    lines += [f'show(attempt(lambda: list({each})))' for each in rng.sample(pool, 8)]
    lines += ['show([(k, list(g)) for k, g in itertools.groupby("aabbca")])', f'show({{k: len(list(g)) for k, g in itertools.groupby(sorted({values}), key=lambda v: v % 2)}})', f'show(attempt(lambda: functools.reduce(lambda a, b: a * 10 + b, {values})))', f'show(functools.reduce(operator.add, {values}, 100))',
              f'add = functools.partial(lambda a, b, c=0: (a, b, c), 1, c={n})', 'show(add(2)); show(add(2, c=9)); show((add.args, add.keywords)); show(attempt(lambda: add(1, 2, 3)))', 'calls = []', '@functools.lru_cache(maxsize=None)', 'def slow(k):', '    calls.append(k)', '    return k * 2', f'show([slow(v) for v in {values + [1, 1]}]); show(calls)', '@functools.wraps(slow)', 'def shown(): pass', 'show(shown.__name__)',
              'show(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))', 'show(operator.itemgetter(1)([5, 6])); show(operator.itemgetter("a", "b")({"a": 1, "b": 2})); show(operator.attrgetter("real")(3)); show(operator.methodcaller("upper")("x")); show((operator.mul(3, 4), operator.neg(2), operator.contains([1], 1)))', '@functools.total_ordering', 'class V:', '    def __init__(self, x): self.x = x', '    def __eq__(self, o): return self.x == o.x', '    def __lt__(self, o): return self.x < o.x', 'show((V(1) <= V(1), V(2) > V(1), V(1) >= V(2)))']
    return lines


PATTERNS = [r'\d+', r'(\w+)\s(\w+)', r'^a', r'[a-c]+', r'(?P<name>[a-z]+)_?(?P<num>\d+)?', r'x*', r'a|b|', r'(a)(b)?', r'\bword\b', r'[^/]+$', r'(?i)hello', r'\s+', r'(?:layer)_(\d+)/(.*)', r'(.)\1', r'a{2,3}', r'a.*?c',
            r'(?<=l)a', r'a(?!b)', r'[\w.-]+:\d+', r'\.', r'^(.*):(\d+)$', r'(?s).+', r'(?m)^.', r'\W', r'(x)|(y)', r'é|ß', r'[0-9a-fA-F]{2}', r'$', r'(?x) a  b # c', r'\A\w', r'\w\Z', r'[]a]', r'[a\-z]', r'(?P<q>\w)(?P=q)', r'((a)(b))*', r'(?:a|ab)(?:c|bcd)']
SUBJECTS = STRINGS + ['layer_12/attention/kernel:0', 'hello word Hello', 'aabbcc', 'abcd', 'x=1, y=22', 'weights:0', 'a\nb\nc', 'ff00aZ', 'éß', 'bert/encoder/layer_3/output/dense/bias']


def regex(rng):
    lines = ['import re']
    for _ in range(9):
        p, s, t = rng.choice(PATTERNS), rng.choice(SUBJECTS), rng.choice(SUBJECTS)
        template = rng.choice([r'<\g<0>>', r'[\1]', 'x', r'\\', '', r'\g<name>!', 'n\\n'])
        pool = [
            f'm = re.search({p!r}, {s!r})\nshow(m and (m.group(), m.groups(), m.groupdict(), m.span(), m.start(), m.end()))', f'show(re.findall({p!r}, {s!r}))', f'show(attempt(lambda: re.sub({p!r}, {template!r}, {s!r})))', f'show(re.sub({p!r}, lambda m: m.group(0).upper() + "!", {s!r}))', f'show(re.split({p!r}, {s!r}))', f'show(bool(re.match({p!r}, {s!r})))', f'show(bool(re.fullmatch({p!r}, {s!r})))',
            f'show([m.span() for m in re.finditer({p!r}, {s!r})])', f'show(re.subn({p!r}, "-", {s!r}, count=2))', f'show(re.escape({s!r}))', f'c = re.compile({p!r}, re.I)\nshow((c.pattern, c.groups, c.sub("_", {s!r}), c.search({t!r}) is None))', f'm = re.match({p!r}, {s!r})\nshow(attempt(lambda: m.group(1)))', f'm = re.match({p!r}, {s!r})\nshow(attempt(lambda: (m[0], m.lastindex, m.lastgroup, m.string)))', f'show(re.split({p!r}, {s!r}, 1))', f'show([m.group() for m in re.compile({p!r}).finditer({s!r})])', f'm = re.search({p!r}, {s!r}); show(m)', f'm = re.match({p!r}, {s!r}); show(attempt(lambda: m.expand({template!r})))',
        ]
        lines.append(rng.choice(pool))
    return lines


def json_and_text(rng):
    def value(depth=0):
        pick = rng.random()
        if depth == 3 or pick < 0.5:
            return rng.choice([rng.randint(-9, 999), rng.choice([0.5, 1e20, -0.0, 1e-7]), rng.choice(STRINGS), True, None, False])
        if pick < 0.75:
            return [value(depth + 1) for _ in range(rng.randint(0, 3))]
        return {rng.choice(STRINGS): value(depth + 1) for _ in range(rng.randint(0, 3))}
    one, two = value(), value()
    bad = rng.choice(['{', '[1,]', '{"a" 1}', 'nul', '"a', '1 2', '', "{'a': 1}", '[1 2]', '{"a":}', '"\\x"', '\x01', '"a\nb"'])
    return ['import json, math, copy, string, os.path, textwrap', f'v = {one!r}', 'show(json.dumps(v)); show(json.loads(json.dumps(v)) == v)', f'show(json.dumps({two!r}, indent={rng.choice([None, 2])}, sort_keys=True))', f'show(json.dumps({value()!r}, separators=(",", ":"), ensure_ascii=False))', f'show(attempt(lambda: json.loads({bad!r})))', 'show(json.loads(\'{"a": [1, 2.0, "\\\\u00e9", null, true, -3e2]}\'))', 'show(attempt(lambda: json.dumps({1, 2})))', 'show(attempt(lambda: json.dumps({(1,): 2})))', 'show(json.dumps({1: "a", None: 2, True: 3, 1.5: 4}))', 'show(json.dumps((1, [2], float("inf"))))',
            f'show((math.floor({rng.uniform(-9, 9)!r}), math.ceil({rng.uniform(-9, 9)!r}), math.sqrt({rng.randint(0, 99)}), math.gcd(12, {rng.randint(1, 30)}), math.isnan(float("nan")), math.prod([2, 3]), math.factorial(6), math.trunc(-2.7), math.log2(8), math.hypot(3, 4), math.isclose(0.1 + 0.2, 0.3), math.inf, math.pi, math.log(math.e), math.exp(0), math.copysign(1, -0.0), math.fabs(-2)))', f'show((math.pow(2, {rng.randint(0, 9)}), math.fmod(-7, 3), math.comb(5, 2), math.isqrt(17)))', 'show(attempt(lambda: math.sqrt(-1))); show(attempt(lambda: math.log(0)))',
            'a = [[1], {"k": [2]}]', 'b, c = copy.copy(a), copy.deepcopy(a)', 'a[0].append(9); a[1]["k"].append(8); show((a, b, c, b[0] is a[0], c[0] is a[0]))', f'show((os.path.join("a", "b/c", {rng.choice(["d", "/abs", "", "../e"])!r}), os.path.basename("x/y.ckpt"), os.path.dirname("x/y/z"), os.path.splitext("model.ckpt-10.index"), os.path.split("a/b/"), os.path.normpath("a/./b/../c//d"), os.path.isabs("/x"), os.path.splitext(".bashrc"), os.path.commonprefix(["abc", "abd"])))',
            f'show(string.ascii_lowercase[:3] + string.digits[-2:]); show(string.Template("$a ${{b}} $$").substitute(a=1, b={rng.randint(0, 9)}))', 'show(textwrap.dedent("  a\\n    b\\n"))', f'show({rng.choice(STRINGS)!r}.split("/")[-1])', f'show("/".join({rng.choice(SUBJECTS)!r}.split("/")[1:]))']


def classes_of_library(rng):
    pool = [
        ['import enum', 'class Color(enum.Enum):', '    RED = 1', '    BLUE = "b"', 'show((Color.RED, Color.RED.name, Color.BLUE.value, Color("b"), Color["RED"], Color.RED is Color(1), [c.name for c in Color], Color.RED == 1, str(Color.RED), attempt(lambda: Color(9))))'],
        ['import pathlib', 'p = pathlib.PurePosixPath("a/b") / "model.ckpt.index"', 'show((str(p), p.name, p.stem, p.suffix, str(p.parent), p.parts, str(p.with_suffix(".x")), str(p.with_name("q")), p.is_absolute(), p == pathlib.PurePosixPath("a/b/model.ckpt.index"), str(p.parent.parent), p.suffixes, p.as_posix(), str(pathlib.PurePosixPath("a", "../b", "/c")), repr(p)))'],
        ['import abc', 'class Base(abc.ABC):', '    @abc.abstractmethod', '    def run(self): ...', '    def name(self): return type(self).__name__', 'class Good(Base):', '    def run(self): return "ran"', 'show((Good().run(), Good().name(), attempt(Base)))'],
        ['import argparse', 'p = argparse.ArgumentParser()', 'p.add_argument("--rate", type=float, default=0.1)', 'p.add_argument("--name", default="x")', 'p.add_argument("-v", action="store_true")', f'args = p.parse_args(["--rate", "{rng.randint(1, 9)}", "-v"])', 'show((args.rate, args.name, args.v)); show(p.parse_args([]).rate); show(vars(p.parse_args(["--name=z"])))'],
        ['from typing import List, Optional, Dict, Any, TypeVar, Generic', 'T = TypeVar("T")', 'class Box(Generic[T]):', '    def __init__(self, v: T) -> None: self.v: T = v', 'def f(x: Optional[int] = None, *, y: "Dict[str, List[int]]" = {}) -> List[Any]: return [x, y]', 'show(f(1)); show(Box[int](3).v); z: int = 4; show(z)'],
        ['import functools', '@functools.singledispatch', 'def kind(x): return "object"', '@kind.register(int)', 'def _(x): return "int"', '@kind.register(str)', 'def _(x): return "str"', 'show((kind(1), kind("a"), kind(2.0), kind(True)))', 'class C:', '    @functools.cached_property', '    def v(self): self.n = getattr(self, "n", 0) + 1; return self.n', 'c = C(); show((c.v, c.v, vars(c)))', '@functools.lru_cache()', 'def g(x): return [x]', 'show(g(1) is g(1))'],
        ['import types, operator, time, random', 'show(types.SimpleNamespace(x=1).x); show(isinstance(lambda: 0, types.FunctionType)); show(operator.attrgetter("a.b")(types.SimpleNamespace(a=types.SimpleNamespace(b=5))))', 'class K: pass', 'k = K(); k.f = types.MethodType(lambda self, v: v + 1, k); show(k.f(1))', 't = time.time(); show(t > 0 or "x")'],
        ['import heapq, bisect', f'h = [5, 1, {rng.randint(0, 9)}]', 'heapq.heapify(h); heapq.heappush(h, 0); show(heapq.heappop(h)); show(sorted(h)); show(heapq.nsmallest(2, [3, 1, 2]))', 'xs = [1, 3, 5]; show((bisect.bisect(xs, 3), bisect.bisect_left(xs, 3))); bisect.insort(xs, 4); show(xs)'],
    ]
    return [line for lines in rng.sample(pool, 3) for line in lines]


FAMILIES = [collections_programs, itertools_programs, regex, json_and_text, classes_of_library]
