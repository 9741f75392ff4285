"""Changes of random programs: calls of init_from_checkpoint put in, and parts made unknown.

`with_calls` needs to know what the program did without them; `cut` drops what raised and all after
it. `hidden` hides constants and statements behind the environment or the arguments, and gives the
settings to run with.
"""

import ast

CHECKPOINT = 'ckpt/model.ckpt-7'

ARGUMENTS = [repr(CHECKPOINT)] * 6 + [
    "tf.train.latest_checkpoint('ckpt')", "'ckpt'", "os.path.join('ckpt', 'model.ckpt-%d' % 7)",
    "os.path.join(os.path.dirname(os.path.abspath(__file__)), 'ckpt', 'model.ckpt-7')",
    "'ckpt/model.ckpt-8'", "tf.train.get_checkpoint_state('ckpt').model_checkpoint_path"]

COMPUTED = [
    '{v.op.name: v for v in tf.trainable_variables()}',
    '{v.op.name: v for v in tf.global_variables()}',
    '{v.name[:-2]: v.op.name for v in tf.global_variables() if v.op.name in known}',
    '{v.name.split(":")[0]: v for v in tf.trainable_variables() if v.op.name in known}',
    '{name: name for name in known}',
    '[(name, name) for name in sorted(known)[:3]]',
    '{name: name for name, shape in tf.train.list_variables(start) if len(shape) == 1}',
    '{v.op.name.replace("enc", "dec"): v for v in tf.global_variables()}',
    '{v.op.name + "/ExponentialMovingAverage": v for v in tf.trainable_variables()[:2]}',
    'assignment_map_of(tf.trainable_variables(), start)',
    'assignment_map_of(tf.global_variables(), start)',
    '{"old/" + v.op.name: v for v in tf.global_variables() if "old/" + v.op.name in known}',
    'collections.OrderedDict((n, n) for n in known if n.startswith(("a", "e", "d")))',
    'dict(zip(sorted(known), tf.global_variables()))',
]

HELPER = '''
def assignment_map_of(tvars, init_checkpoint):
    names = collections.OrderedDict()
    for var in tvars:
        match = re.match("^(.*):\\\\d+$", var.name)
        name = match.group(1) if match is not None else var.name
        names[name] = var
    found = collections.OrderedDict()
    for name, shape in tf.train.list_variables(init_checkpoint):
        if name not in names:
            continue
        found[name] = name
    return found

'''


def body_of(text):
    """The statements that build the graph, and how deep they are indented."""
    tree = ast.parse(text)
    last = tree.body[-1]
    if isinstance(last, ast.With) and 'tf.Graph(' in ast.unparse(last.items[0]):
        return last.body, 4
    return [each for each in tree.body
            if not isinstance(each, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))], 0


def first_line(statement):
    """The line on which a statement begins, from 0."""
    return statement.lineno - 1


def cut(text, line):
    """The program without the statement of its graph that holds the line, and all that follow."""
    body, depth = body_of(text)
    kept = [each for each in body if each.end_lineno - 1 < line]
    end = first_line(body[0]) if not kept else kept[-1].end_lineno
    return '\n'.join(text.split('\n')[:end] + [' ' * depth + 'pass', ''])


def tensors_for(rng, variables):
    """A checkpoint's tensors that nearly fit these variables: {name: (shape, dtype)}."""
    tensors = {}
    for variable in variables:
        if variable['shape'] is None or rng.random() < 0.12:
            continue
        partition = variable.get('partition')
        name, shape = variable['name'], [size or 1 for size in variable['shape']]
        if partition is not None:
            name, shape = partition['fullName'], partition['fullShape']
        dtype = variable['dtype'] if rng.random() < 0.95 else 'float64'
        if rng.random() < 0.1:
            shape = shape[:-1] + [7] if rng.random() < 0.5 else [1] + shape
        action = rng.random()
        if action < 0.1:
            name = 'old/' + name
        elif action < 0.16:
            name = name + '/ExponentialMovingAverage'
        elif action < 0.3 and 'enc' in name:
            name = name.replace('enc', 'dec')
        tensors[name] = (shape, dtype)
    if not tensors or rng.random() < 0.3:
        tensors['global_step'] = ([], 'int64')
    return tensors


class CallWriter:
    """Writes calls of init_from_checkpoint for what is there at a place of a program."""

    def __init__(self, rng, variables, tensors, objects):
        self.rng = rng
        self.names = [each['name'] for each in variables] or ['a/w']
        self.keys = [each['storeKey'] for each in variables if each['storeKey']] or self.names
        self.tensors = sorted(tensors)
        self.objects = objects

    def literal(self):
        """A dict or a list of pairs, written out."""
        pairs = [self.pair() for _ in range(self.rng.randint(1, 4))]
        if self.rng.random() < 0.12:
            return '[%s]' % ', '.join('(%s, %s)' % pair for pair in pairs)
        return '{%s}' % ', '.join('%s: %s' % pair for pair in pairs)

    def pair(self):
        rng = self.rng
        tensor = rng.choice(self.tensors)
        kind = rng.random()
        if kind < 0.3:
            same = [name for name in self.keys if name == tensor]
            return repr(tensor), repr(rng.choice(same or self.keys))
        if kind < 0.5 and self.objects:
            return repr(tensor), rng.choice(self.objects)
        if kind < 0.55 and self.objects:
            return repr(tensor), '[%s]' % rng.choice(self.objects)
        scope = scope_of(rng, rng.choice(self.names))
        other = scope_of(rng, tensor) if rng.random() < 0.4 else scope
        if kind < 0.9:
            return repr(rng.choice([other + '/', other + '/', '/', other])), repr(
                rng.choice([scope + '/'] * 4 + [scope, '/', tensor]))
        wrong = list(rng.choice(self.keys))
        wrong[rng.randrange(len(wrong))] = rng.choice('abw_/')
        return repr(tensor), repr(''.join(wrong))

    def lines(self):
        """The lines of a call, with what it needs before it."""
        rng = self.rng
        argument = rng.choice(ARGUMENTS)
        found = []
        if rng.random() < 0.45:
            map_ = self.literal()
        else:
            map_ = rng.choice(COMPUTED)
            if 'start' in map_ or 'known' in map_:
                found.append('start = %r' % CHECKPOINT)
            if 'known' in map_:
                found.append('known = dict(tf.train.list_variables(start))')
        if rng.random() < 0.3:
            found.append('assignment_map = %s' % map_)
            map_ = 'assignment_map'
        call = 'tf.train.init_from_checkpoint(%s, %s)' % (argument, map_)
        if rng.random() < 0.2:
            return found + ['try:', '    ' + call, 'except (ValueError, TypeError) as error:',
                            '    print(error)']
        return found + [call]


def scope_of(rng, name):
    """A scope of a name: some of its leading segments."""
    parts = name.split('/')
    return '/'.join(parts[:rng.randint(1, max(1, len(parts) - 1))])


def objects_in(statements):
    """Names that the statements bind to a variable at the outer level."""
    found = []
    for each in statements:
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name) and isinstance(
                each.value, ast.Call) and ast.unparse(each.value.func).endswith(
                    ('get_variable', '.Variable', 'get_local_variable')):
            found.append(each.targets[0].id)
    return found


def with_calls(rng, text, variables, line):
    """The program with calls before the statement of `line` or at its end, and the tensors."""
    body, depth = body_of(text)
    before = [each for each in body if line is None or each.end_lineno - 1 < line]
    at = before[-1].end_lineno if before else first_line(body[0])
    there = [each for each in variables if each['line'] is not None and each['line'] < at]
    tensors = tensors_for(rng, there)
    writer = CallWriter(rng, there, tensors, objects_in(before))
    calls = [line for _ in range(rng.choice([1, 1, 1, 2])) for line in writer.lines()]
    lines = text.split('\n')
    lines[at:at] = [' ' * depth + each for each in calls]
    imports = ['import collections', 'import os', 'import re', 'import sys']
    text = '\n'.join(imports + lines)
    if 'assignment_map_of' in text:
        text = text.replace('\ndef renaming(', HELPER + '\ndef renaming(', 1)
    return text, tensors


def hidden(rng, text, skips=()):
    """The program with one or two parts that are not known from it, and settings to run with.

    Names of functions and classes whose statements stay as they are can be given.
    """
    environments = [{}, {}, {}]
    arguments = [[], [], []]
    for number in range(rng.choice([1, 1, 2])):
        name = 'CKPTMAP_%d' % number
        text, values = hide_one(rng, text, name, skips)
        for index, value in enumerate(values):
            if name + '_ARGUMENT' in text and value:
                arguments[index] = [value]
            elif value is not None:
                environments[index][name] = value
    text = 'import os\nimport sys\n' + text.replace('CKPTMAP_0_ARGUMENT', 'extra').replace(
        'CKPTMAP_1_ARGUMENT', 'extra')
    settings = []
    for env, argv in zip(environments, arguments):
        setting = {}
        if env:
            setting['env'] = env
        if argv:
            setting['argv'] = argv
        if setting not in settings:
            settings.append(setting)
    return text, settings


def hide_one(rng, text, name, skips):
    """The text with one part hidden, and the values of the environment's entry in each setting."""
    body, _ = body_of(text)
    constants = constants_in(body)
    statements = [each for each in body if not isinstance(each, (
        ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)) and not any(
            skip in ast.unparse(each) for skip in skips)]
    if constants and rng.random() < 0.6:
        return hide_constant(text, rng.choice(constants), name, rng)
    if not statements:
        return text, [None, None, None]
    statement = rng.choice(statements)
    form, values = rng.choice([
        ('if os.environ.get("%s"):' % name, [None, 'yes', None]),
        ('if os.environ.get("%s", "on") == "on":' % name, [None, 'off', 'on']),
        ('if len(sys.argv) > 1 or "%s_ARGUMENT" in sys.argv:' % name, [None, 'extra', None]),
        ('for _ in range(int(os.environ.get("%s", "1"))):' % name, [None, '0', '2']),
        ('while not os.environ.get("%s"):' % name, [None, 'yes', None]),
    ])
    lines = text.split('\n')
    begin, end = first_line(statement), statement.end_lineno
    pad = ' ' * statement.col_offset
    inner = ['    ' + line for line in lines[begin:end]]
    if form.startswith('while'):
        inner.append(pad + '    break')
    lines[begin:end] = [pad + form] + inner
    return '\n'.join(lines), values


def constants_in(body):
    """The texts and whole numbers on one line each, but those inside of f-strings."""
    found = []

    def visit(node):
        if isinstance(node, ast.JoinedStr):
            return
        if isinstance(node, ast.Constant) and node.lineno == node.end_lineno and type(
                node.value) in (str, int):
            found.append(node)
        for child in ast.iter_child_nodes(node):
            visit(child)
    for each in body:
        if not isinstance(each, (ast.FunctionDef, ast.ClassDef)):
            visit(each)
    return found


def hide_constant(text, node, name, rng):
    lines = text.split('\n')
    line = lines[node.lineno - 1]
    value = node.value
    if isinstance(value, str):
        hides = '(os.environ.get("%s") or %r)' % (name, value)
        values = [None, rng.choice(['enc', 'a', 'w', value + '_1']), 'dec/x']
    else:
        hides = 'int(os.environ.get("%s", "%d"))' % (name, value)
        values = [None, str(value + 1), '2']
    lines[node.lineno - 1] = line[:node.col_offset] + hides + line[node.end_col_offset:]
    return '\n'.join(lines), values
