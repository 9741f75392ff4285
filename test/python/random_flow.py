"""Random programs of plain control flow over a few variables: branches, loops, `try`, closures,
objects that several names share. What they compute never raises but where they say `raise`, so
that parts of the input may be unknown to the evaluator (`UNKNOWN`) and its rule holds that an
operation on something unknown is taken not to raise.
"""


class Flow:
    """Writes one program; `unknown` gives expressions for inputs, or is None."""

    def __init__(self, rng, unknown=None):
        self.rng = rng
        self.unknown = unknown
        self.lines = []
        self.depth = 0
        self.numbers = ['a', 'b', 'c']
        self.counter = 0
        self.loops = 0
        self.functions = []

    def fresh(self, prefix):
        self.counter += 1
        return prefix + str(self.counter)

    def put(self, line):
        self.lines.append('    ' * self.depth + line)

    def chance(self, share):
        return self.rng.random() < share

    def number(self, depth=0):
        pick = self.rng.random()
        if self.unknown and pick < 0.06:
            return self.unknown('int')
        if 2 < depth or pick < 0.4:
            return self.rng.choice(self.numbers + [str(self.rng.randint(-5, 9))])
        left, right = self.number(depth + 1), self.number(depth + 1)
        return self.rng.choice([
            f'({left} + {right})', f'({left} - {right})', f'({left} * {right}) % 1009',
            f'{left} % {self.rng.choice([-7, 2, 3, 5])}', f'{left} // {self.rng.choice([-3, 2, 4])}',
            f'({left} if {self.condition(depth + 1)} else {right})', f'max({left}, {right})',
            f'len(items)', f'sum(items[:3])', f"table.get({left} % 4, {right})",
            f'(box.value if {self.condition(depth + 1)} else {left})', f'abs({left})',
            f"len(word)", f'(-{left})', f'int({self.condition(depth + 1)})',
            f'sum(z for z in items if z != {left})', f'len([z for z in items if z < {right}])',
            f'(lambda q: q + {left})({right})',
        ])

    def condition(self, depth=0):
        pick = self.rng.random()
        if self.unknown and pick < 0.15:
            return self.unknown('bool')
        if 2 < depth or pick < 0.7:
            operator = self.rng.choice(['<', '<=', '==', '!=', '>', '>='])
            return f'{self.number(3)} {operator} {self.number(3)}'
        left, right = self.condition(depth + 1), self.condition(depth + 1)
        return self.rng.choice([
            f'({left} and {right})', f'({left} or {right})', f'not ({left})',
            f'{self.number(3)} in items', f'{self.number(3)} in table', 'bool(items)',
            'same is items', f'box is other', f'({left}) == ({right})',
        ])

    def text(self):
        if self.unknown and self.chance(0.1):
            return self.unknown('str')
        return self.rng.choice([
            'word', "'x'", f'str({self.number(2)})', "f'{word}-{a}'", 'word[:3]', "'v%d' % b",
            "word.replace('1', 'y')", 'word.upper()',
        ])

    def block(self, budget):
        self.depth += 1
        before = len(self.lines)
        for _ in range(self.rng.randint(1, max(1, budget))):
            self.statement(budget - 1)
        if len(self.lines) == before:
            self.put('pass')
        self.depth -= 1

    def statement(self, budget):
        simple = [
            self.assign, self.assign, self.append, self.store, self.attribute, self.string, self.trail,
            self.alias, self.unpack, self.remove,
        ]
        nested = [self.branch, self.branch, self.loop, self.while_loop, self.guarded, self.define,
                  self.with_block]
        if self.loops and self.chance(0.08):
            self.put(f'if {self.condition(1)}:')
            self.depth += 1
            self.put(self.rng.choice(['break', 'continue']))
            self.depth -= 1
        elif 0 < budget and self.chance(0.45) and self.depth < 5:
            self.rng.choice(nested)(budget)
        else:
            self.rng.choice(simple)()

    def assign(self):
        name = self.rng.choice(self.numbers)
        if self.chance(0.3):
            self.put(f"{name} {self.rng.choice(['+=', '-='])} {self.number(1)}")
        elif self.functions and self.chance(0.3):
            self.put(f'{name} = {self.rng.choice(self.functions)}({self.number(2)}) % 1009')
        else:
            self.put(f'{name} = {self.number()}')

    def unpack(self):
        one, two = self.rng.sample(self.numbers, 2)
        self.put(self.rng.choice([
            f'{one}, {two} = {two}, {one}', f'{one}, *items = [{self.number(2)}, *items]',
            f'{one} = ({two} := {self.number(2)}) + 1', f'[{one}, {two}] = {self.number(2)}, {two}',
        ]))

    def append(self):
        self.put(self.rng.choice([
            f'items.append({self.number(1)})', f'same.insert(0, {self.number(1)})',
            f'items.extend([{self.number(2)}, {self.number(2)}])', 'items.reverse()', 'items.sort()',
            f'items += [{self.number(2)}]', f'items = items + [{self.number(2)}]',
            f'items = [z * 2 for z in items]', 'items = items[1:]', f'items[:1] = [{self.number(2)}]',
        ]))

    def remove(self):
        self.put(self.rng.choice([
            'items[1:2] = []', 'table.pop(a % 4, None)', 'del items[:1]', 'same.clear()', 'table.clear()',
        ]))

    def store(self):
        self.put(self.rng.choice([
            f'table[{self.number(2)} % 4] = {self.number(1)}', f'table.setdefault({self.number(2)} % 4, 7)',
            f'table.update({{{self.number(2)} % 3: {self.number(2)}}})',
            f'table = dict(table, k={self.number(2)})',
            'table = {k: v for k, v in table.items() if v != 3}',
        ]))

    def attribute(self):
        self.put(self.rng.choice([
            f'box.value = {self.number(1)}', f'other.value += 1', f'Box.shared = {self.number(2)}',
            f'box.add({self.number(2)})', f'setattr(other, "value", {self.number(2)})',
        ]))

    def alias(self):
        self.put(self.rng.choice([
            'same = items', 'same = list(items)', 'other = box', 'other = Box(a)', 'box = other',
            'same = items if items else same',
        ]))

    def string(self):
        self.put(f'word = ({self.text()} + {self.text()})[:12]')

    def trail(self):
        self.put(f'trail.append(({self.rng.randint(0, 99)}, {self.number(2)}))')

    def branch(self, budget):
        self.put(f'if {self.condition()}:')
        self.block(budget - 1)
        if self.chance(0.25):
            self.put(f'elif {self.condition()}:')
            self.block(budget - 1)
        if self.chance(0.5):
            self.put('else:')
            self.block(budget - 1)

    def loop(self, budget):
        name = self.fresh('i')
        source = [f'range({self.rng.randint(0, 4)})', 'list(items)[:3]', 'sorted(table, key=str)[:3]',
                  'enumerate(items[:2])', 'zip(items[:2], (5, 6))']
        if self.unknown:
            source += [self.unknown('list'), f"range({self.unknown('int')} % 3)"]
        chosen = self.rng.choice(source)
        target = f'{name}, {name}x' if 'zip' in chosen or 'enumerate' in chosen else name
        self.put(f'for {target} in {chosen}:')
        self.loops += 1
        if target == name and 'table' not in chosen:
            self.numbers.append(name)
        self.block(budget - 1)
        if name in self.numbers:
            self.numbers.remove(name)
        self.loops -= 1
        if self.chance(0.2):
            self.put('else:')
            self.block(1)

    def while_loop(self, budget):
        name = self.fresh('n')
        self.put(f'{name} = 0')
        self.put(f'while {name} < {self.rng.randint(1, 4)}:')
        self.depth += 1
        self.put(f'{name} += 1')
        self.depth -= 1
        self.loops += 1
        self.block(budget - 1)
        self.loops -= 1
        if self.chance(0.2):
            self.put('else:')
            self.block(1)

    def guarded(self, budget):
        error = self.rng.choice(['KeyError', 'ValueError', 'MyError', 'RuntimeError'])
        self.put('try:')
        self.block(budget - 1)
        self.depth += 1
        if self.chance(0.6):
            self.put(f'if {self.condition()}:')
            self.put(f'    raise {error}({self.number(2)})')
        self.depth -= 1
        handled = self.rng.choice([error, 'Exception', '(KeyError, ValueError)'])
        finally_only = self.chance(0.1)
        if not finally_only or handled == '(KeyError, ValueError)':
            self.put(f'except {handled} as error:')
            self.depth += 1
            self.put("trail.append((type(error).__name__, error.args))")
            self.depth -= 1
            self.block(budget - 1)
            if handled == '(KeyError, ValueError)':
                self.put('except Exception as error:')
                self.put('    trail.append(repr(error))')
            if self.chance(0.3):
                self.put('else:')
                self.block(1)
        if finally_only or self.chance(0.3):
            self.put('finally:')
            loops, self.loops = self.loops, 0
            self.block(1)
            self.loops = loops
        if finally_only and handled != '(KeyError, ValueError)':
            # Nothing catches it here: the whole stands in another `try`.
            end = len(self.lines)
            start = max(i for i, line in enumerate(self.lines[:end])
                        if line == '    ' * self.depth + 'try:')
            body = ['    ' + line for line in self.lines[start:end]]
            pad = '    ' * self.depth
            self.lines[start:end] = [pad + 'try:', *body, pad + 'except Exception as error:',
                                     pad + '    trail.append(str(error))']

    def with_block(self, budget):
        self.put(f'with entered({self.number(2)}) as w:')
        self.block(budget - 1)

    def define(self, budget):
        name = self.fresh('f')
        saved = self.numbers, self.loops
        declared = self.rng.random() < 0.4
        self.put(f"def {name}(p, q={self.number(2)}):")
        self.depth += 1
        if declared:
            self.put('global a')
            self.numbers = ['p', 'q', 'a']
        else:
            self.numbers = ['p', 'q']
        self.put(f'items, same, table, box, other, word = G()')
        self.loops = 0
        for _ in range(self.rng.randint(1, 3)):
            self.inner(budget - 1)
        if self.chance(0.3):
            self.put(f'if {self.condition(1)}:')
            self.put(f'    return {self.number(1)}')
        if self.chance(0.9):
            self.put(f'return {self.number(1)}')
            usable = True
        else:
            usable = False
        self.depth -= 1
        self.numbers, self.loops = saved
        if usable and self.depth == 0:
            self.functions.append(name)
        self.put(f'trail.append({name}({self.number(2)}))')

    def inner(self, budget):
        functions, self.functions = self.functions, []
        self.rng.choice([self.assign, self.append, self.store, self.attribute, self.trail])() \
            if budget < 1 or self.chance(0.5) else self.branch(1)
        self.functions = functions

    def program(self, size):
        head = [
            'import contextlib',
            'class MyError(Exception): pass',
            'class Box:',
            '    shared = 0',
            '    def __init__(self, value=0):',
            '        self.value = value',
            '    def add(self, n):',
            '        self.value = (self.value + n) % 1009',
            '        return self',
            '    def __repr__(self):',
            "        return f'Box({self.value}, {self.shared})'",
            'trail = []',
            '@contextlib.contextmanager',
            'def entered(n):',
            "    trail.append(('enter', n))",
            '    try:',
            '        yield n',
            '    finally:',
            "        trail.append(('leave', n))",
            'def G():',
            '    return items, same, table, box, other, word',
            f'a, b, c = {self.rng.randint(-4, 9)}, {self.rng.randint(-4, 9)}, 1',
            f'items = [{self.rng.randint(0, 5)}, {self.rng.randint(0, 5)}]',
            'same = items',
            f'table = {{0: {self.rng.randint(0, 9)}, 1: 5}}',
            "box = Box(3); other = Box(a); word = 'w1'",
        ]
        for _ in range(size):
            self.statement(3)
        tail = [f'show({name})' for name in
                ['a', 'b', 'c', 'items', 'same', 'table', 'box', 'other', 'word', 'trail', 'Box.shared',
                 'same is items', 'box is other', 'len(items)', 'list(table)', 'box.value']]
        return '\n'.join(head + self.lines + tail) + '\n'
