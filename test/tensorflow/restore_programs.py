"""Random programs that save and restore objects: tf.Module, Keras, Checkpoint and managers.

`make(seed)` gives the texts of a program that saves and of one that restores (the same structures
with a few changes), or of one that does both. What they print is compared too: the assertions as
they stand later, names and paths of variables.
"""

import random

from restore_texts import CLASSES, HEAD

NAMES = ['encoder', 'decoder', 'head', 'body', 'block', 'stem', 'w', 'b', 'kernel', 'bias', 'scale',
         'table', 'proj', 'out', 'gate', 'a.b', 'x/y']
SHAPES = ['()', '(2,)', '(3,)', '(2, 3)', '(3, 2)', '(1, 4)']


class Writer:
    """Lines of a program, with an indentation."""

    def __init__(self):
        self.lines = []

    def add(self, text='', depth=0):
        for line in text.split('\n'):
            self.lines.append('    ' * depth + line if line else '')

    def text(self):
        return '\n'.join(self.lines) + '\n'


class Generator:
    """What one seed gives."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0

    def chance(self, share):
        return self.random.random() < share

    def pick(self, items):
        return self.random.choice(items)

    def names(self, count):
        plain = [name for name in NAMES if name.isidentifier()]
        return self.random.sample(plain, count)

    # Structures: nested tuples (kind, …) that are written out below.

    def variable(self):
        dtype = self.pick(['float32'] * 8 + ['float64', 'int32', 'int64'])
        return ('variable', self.pick(SHAPES), dtype, self.chance(0.8), self.pick(['v', 'w', None]))

    def module(self, depth):
        attributes = []
        for name in self.names(self.random.randint(1, 4)):
            attributes.append((name, self.member(depth)))
        if self.chance(0.25):
            attributes.append(('again', ('alias', self.pick(attributes)[0])))
        return ('module', attributes, self.chance(0.15))

    def member(self, depth):
        kinds = ['variable'] * 5 + ['list', 'dict', 'tuple', 'pair', 'plain', 'nested_list']
        if depth > 0:
            kinds += ['module'] * 4 + ['keras'] * 2
        kind = self.pick(kinds)
        if kind == 'variable':
            return self.variable()
        if kind == 'module':
            return self.module(depth - 1)
        if kind == 'keras':
            return self.layer()
        if kind == 'plain':
            return ('plain', self.pick(
                ['3', "'text'", 'None', '[1, 2]', "{'a': 1}", '(1, 2)', '0.5']))
        count = self.random.randint(1, 3)
        items = [self.pick([self.variable, self.variable, self.small])() for _ in range(count)]
        if kind == 'dict':
            names = self.random.sample(NAMES, count)
            ordered = self.chance(0.3)
            return ('dict', list(zip(names, items)), ordered)
        if kind == 'pair':
            return ('pair', [self.variable(), self.variable()])
        if kind == 'nested_list':
            return ('list', [('list', items), self.variable()])
        if kind == 'tuple':
            return ('tuple', items)
        return ('list', items, self.chance(0.3))

    def small(self):
        if self.chance(0.5):
            return ('plain', self.pick(['1', 'None', "'x'"]))
        return ('module', [(self.names(1)[0], self.variable())], False)

    # Keras. A layer knows the size of its last axis.

    def layer(self):
        size = self.pick([2, 3, 4])
        return ('layer', self.pick([
            'layers.Dense(%d)' % size, 'layers.Dense(%d, use_bias=False)' % size,
            "layers.Dense(%d, name='named')" % size, 'layers.BatchNormalization()',
            'layers.LayerNormalization()', 'layers.Dropout(0.1)', "layers.Activation('relu')",
            'layers.Dense(%d, activation="relu")' % size]), self.chance(0.4))

    def keras_model(self):
        kind = self.pick(['subclass'] * 4 + ['sequential', 'sequential_input', 'functional'])
        own = []
        for name in self.names(self.random.randint(1, 4)):
            own.append((name, self.pick(['layer'] * 6 + ['list', 'tuple', 'dict', 'custom', 'seq']),
                        [self.layer()[1].replace(", name='named'", '') for _ in range(2)]))
        extras = []
        if self.chance(0.3):
            extras.append(('extra', self.pick(['tf.Variable(tf.zeros((2,)))',
                                               'tf.Variable(1.0, trainable=False)',
                                               'Small()', '[tf.Variable(0.0)]'])))
        return ('model', kind, own, extras, self.pick(['call', 'call', 'none', 'later', 'build']))

    # Changes between what saves and what restores.

    def changed(self, structure):
        kind = structure[0]
        if kind == 'module':
            attributes = list(structure[1])
            action = self.pick(['same', 'same', 'rename', 'drop', 'add', 'swap', 'inner', 'inner'])
            if action == 'rename':
                index = self.random.randrange(len(attributes))
                attributes[index] = (attributes[index][0] + '_new', attributes[index][1])
                attributes = [each for each in attributes if not self.dangling(each, attributes)]
            elif action == 'drop' and len(attributes) > 1:
                del attributes[self.random.randrange(len(attributes))]
                attributes = [each for each in attributes if not self.dangling(each, attributes)]
            elif action == 'add':
                attributes.append(('added', self.member(0)))
            elif action == 'swap':
                aliases = [each for each in attributes if each[1][0] == 'alias']
                rest = [each for each in attributes if each[1][0] != 'alias']
                self.random.shuffle(rest)
                attributes = rest + aliases
            elif action == 'inner':
                attributes = [(name, self.changed(value)) if self.chance(0.5) else (name, value)
                              for name, value in attributes]
            return ('module', attributes, structure[2] if self.chance(0.8) else True)
        if kind == 'variable' and self.chance(0.25):
            return ('variable', self.pick(SHAPES), structure[2], structure[3], structure[4])
        if kind == 'variable' and self.chance(0.1):
            return ('variable', structure[1], self.pick(['float32', 'float64', 'int64']),
                    structure[3], structure[4])
        if kind == 'list' and self.chance(0.4):
            items = list(structure[1])
            self.random.shuffle(items)
            return ('list', items[:self.random.randint(1, len(items))])
        if kind == 'tuple' and self.chance(0.3):
            return ('list', structure[1])
        if kind == 'layer' and self.chance(0.3):
            return self.layer()
        if kind == 'model':
            own = list(structure[2])
            action = self.pick(['same', 'same', 'rename', 'drop', 'size', 'when'])
            when = structure[4]
            if action == 'rename':
                own[0] = (own[0][0] + '_new',) + own[0][1:]
            elif action == 'drop' and len(own) > 1:
                own = own[:-1]
            elif action == 'size':
                own[-1] = own[-1][:2] + ([self.layer()[1].replace(", name='named'", '')
                                          for _ in range(2)],)
            elif action == 'when':
                when = self.pick(['call', 'none', 'later'])
            return ('model', structure[1], own, structure[3], when)
        return structure

    def dangling(self, attribute, attributes):
        return attribute[1][0] == 'alias' and attribute[1][1] not in [n for n, _ in attributes]


def expression(structure):
    """The expression that makes a structure of no class."""
    kind = structure[0]
    if kind == 'variable':
        _, shape, dtype, trainable, name = structure
        text = 'tf.Variable(tf.zeros(%s, tf.%s)' % (shape, dtype)
        if not trainable:
            text += ', trainable=False'
        if name:
            text += ', name=%r' % name
        return text + ')'
    if kind in ('plain', 'name'):
        return structure[1]
    if kind == 'list':
        return '[%s]' % ', '.join(expression(item) for item in structure[1])
    if kind == 'tuple':
        return '(%s,)' % ', '.join(expression(item) for item in structure[1])
    if kind == 'pair':
        return 'Pair(%s)' % ', '.join(expression(item) for item in structure[1])
    if kind == 'dict':
        text = '{%s}' % ', '.join('%r: %s' % (name, expression(item))
                                  for name, item in structure[1])
        return 'collections.OrderedDict(%s)' % text if structure[2] else text
    if kind == 'layer':
        return 'built(%s)' % structure[1] if structure[2] else structure[1]
    raise AssertionError(kind)


class Program:
    """Writes the classes of a structure, then what is done with it."""

    def __init__(self, generator):
        self.generator = generator
        self.writer = Writer()
        self.writer.add(HEAD)
        self.writer.add(CLASSES)
        self.count = 0

    def make(self, structure):
        """Writes what is needed; the expression that makes the structure."""
        if structure[0] == 'module':
            return self.make_module(structure)
        if structure[0] == 'model':
            return self.make_model(structure)
        if structure[0] in ('list', 'tuple', 'pair', 'dict'):
            return expression(self.inner(structure))
        return expression(structure)

    def inner(self, structure):
        """The structure with modules inside replaced by expressions."""
        if structure[0] == 'module':
            return ('name', self.make_module(structure))
        if structure[0] in ('list', 'tuple', 'pair'):
            return (structure[0], [self.inner(item) for item in structure[1]])
        if structure[0] == 'dict':
            return ('dict', [(name, self.inner(item)) for name, item in structure[1]],
                    structure[2])
        return structure

    def make_module(self, structure):
        self.count += 1
        name = 'Module%d' % self.count
        lines = []
        for attribute, value in structure[1]:
            if value[0] == 'alias':
                lines.append('self.%s = self.%s' % (attribute, value[1]))
            elif value[0] == 'list' and len(value) > 2 and value[2]:
                lines.append('self.%s = []' % attribute)
                for item in value[1]:
                    lines.append('self.%s.append(%s)' % (attribute, self.make(item)))
            else:
                lines.append('self.%s = %s' % (attribute, self.make(value)))
        lazy = structure[2]
        self.writer.add('\nclass %s(tf.Module):' % name)
        self.writer.add('def __init__(self):', 1)
        self.writer.add('super().__init__()', 2)
        if lazy:
            self.writer.add('self.made = False', 2)
            self.writer.add('\ndef __call__(self):', 1)
            self.writer.add('if not self.made:', 2)
            self.writer.add('self.made = True', 3)
            self.writer.add('\n'.join(lines), 3)
        else:
            self.writer.add('\n'.join(lines), 2)
        return '%s()' % name

    def make_model(self, structure):
        _, kind, own, extras, _ = structure
        if kind != 'subclass':
            flat = [each for _, _, (each, _) in own]
            if kind == 'sequential':
                return 'tf.keras.Sequential([%s])' % ', '.join(flat)
            if kind == 'sequential_input':
                return 'tf.keras.Sequential([tf.keras.Input((3,)), %s])' % ', '.join(flat)
            return 'functional([%s])' % ', '.join(flat)
        self.count += 1
        name = 'Model%d' % self.count
        lines = []
        calls = []
        for attribute, form, (first, second) in own:
            made = {'layer': first, 'list': '[%s, %s]' % (first, second),
                    'tuple': '(%s, %s)' % (first, second),
                    'dict': "{'one': %s, 'two': %s}" % (first, second),
                    'custom': self.generator.pick(['Custom(3)', 'Loose(3)']),
                    'seq': 'tf.keras.Sequential([%s, %s])' % (first, second)}[form]
            lines.append('self.%s = %s' % (attribute, made))
            if form in ('list', 'tuple'):
                calls.append('for layer in self.%s:\n    x = layer(x)' % attribute)
            elif form == 'dict':
                calls.append("x = self.%s['two'](self.%s['one'](x))" % (attribute, attribute))
            else:
                calls.append('x = self.%s(x)' % attribute)
        for attribute, text in extras:
            lines.append('self.%s = %s' % (attribute, text))
        self.writer.add('\nclass %s(tf.keras.Model):' % name)
        self.writer.add('def __init__(self):', 1)
        self.writer.add('super().__init__()', 2)
        self.writer.add('\n'.join(lines), 2)
        self.writer.add('\ndef call(self, x):', 1)
        self.writer.add('\n'.join(calls), 2)
        self.writer.add('return x', 2)
        return '%s()' % name

    def make_root(self, structure, name, suffix):
        """Writes what makes the root and, as it says, what builds it."""
        made = self.make(structure)
        if 'functional(' in made:
            self.writer.add('''
def functional(parts):
    x = start = tf.keras.Input((3,))
    for part in parts:
        x = part(x)
    return tf.keras.Model(start, x + 1.0)

''')
        self.writer.add('%s = %s' % (name, made))
        when = structure[4] if structure[0] == 'model' else None
        if when == 'call':
            self.writer.add('%s(tf.ones((2, 3)))' % name)
        elif when == 'build' and structure[1] != 'functional':
            self.writer.add('%s.build((None, 3))' % name)
        if structure[0] == 'module' and structure[2] and self.generator.chance(0.5):
            self.writer.add('%s()' % name)

    def build_later(self, structure, name):
        if structure[0] == 'model':
            self.writer.add('%s(tf.ones((2, 3)))' % name)
            self.writer.add('show(%s)' % name)
        elif structure[0] == 'module' and structure[2]:
            self.writer.add('%s()' % name)
