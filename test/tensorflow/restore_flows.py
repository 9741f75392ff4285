"""What the random programs do: how they save, and how they restore."""

import restore_graphs
from restore_programs import Generator, Program

SAVE_FORMS = ['model={m}', 'model={m}', 'net={m}', '{m}', 'root={m}', 'model={m}, step={s}',
              '{m}, step={s}', 'model={m}, optimizer={o}', 'step={s}', 'parts=[{m}, {s}]',
              "parts={{'m': {m}}}", 'optimizer={o}, model={m}']
OTHER_FORMS = ['net={m}', '{m}', 'model=[{m}]', "model={{'inner': {m}}}", 'model={m}',
               'model=tf.train.Checkpoint({m})', 'model=tf.train.Checkpoint(encoder={m})',
               'vars_to_restore=variables_of({m})', 'model=variables_of({m})[:2]',
               "**{{'a/b': {m}}}", 'model={m}, other={s}', 'step={s}', '',
               'model=tf.train.Checkpoint(**children({m}))']
OPTIMIZERS = ['tf.keras.optimizers.Adam(0.1)', 'tf.keras.optimizers.SGD(0.1)',
              'tf.keras.optimizers.SGD(0.1, momentum=0.9)', 'tf.keras.optimizers.RMSprop(0.1)',
              'tf.keras.optimizers.Adam(0.1, amsgrad=True)', 'tf.keras.optimizers.Nadam(0.1)']

CHILDREN = '''
def children(root):
    found = {}
    for name, value in sorted(vars(root).items()):
        if not name.startswith('_') and isinstance(value, (tf.Module, layers.Layer, tf.Variable)):
            found[name] = value
    return found

'''


LOADING = '''
for place in ('out', './out', tf.train.latest_checkpoint('out')):
    for name in ('save_counter/.ATTRIBUTES/VARIABLE_VALUE', 'nothing'):
        try:
            value = tf.train.load_variable(place, name)
            print(value.shape, value.dtype)
        except Exception as error:
            print('loading raised', type(error).__name__)
'''


class Flow:
    """The program of one seed."""

    def __init__(self, seed):
        self.generator = Generator(seed)
        pick = self.generator.pick
        if self.generator.chance(0.45):
            self.structure = self.generator.keras_model()
        else:
            self.structure = self.generator.module(2)
        self.changed = self.generator.changed(self.structure)
        self.form = pick(SAVE_FORMS)
        self.optimizer = pick(OPTIMIZERS)
        self.by_manager = self.generator.chance(0.25)
        self.api = pick(['save'] * 3 + ['write'])
        self.saves = pick([1, 1, 2, 3])

    def checkpoint(self, program, form, name, model, step='tf.Variable(1, dtype=tf.int64)'):
        """Writes what makes a Checkpoint."""
        writer = program.writer
        if '{o}' in form:
            writer.add('%s_optimizer = %s' % (name, self.optimizer))
            if self.generator.chance(0.6):
                writer.add('if variables_of(%s):' % model)
                writer.add('%s_optimizer.build([v for v in variables_of(%s) if v.dtype == '
                           "'float32' or v.dtype == tf.float32])" % (name, model), 1)
        arguments = form.format(m=model, s=step, o=name + '_optimizer')
        if self.generator.chance(0.15) and '=' in arguments and ',' not in arguments and (
                '(' not in arguments and '{' not in arguments):
            writer.add('%s = tf.train.Checkpoint()' % name)
            attribute, value = arguments.split('=')
            writer.add('%s.%s = %s' % (name, attribute, value))
        else:
            writer.add('%s = tf.train.Checkpoint(%s)' % (name, arguments))

    def write_save(self, program):
        """Makes the source, saves it; the expression of the path."""
        writer = program.writer
        program.make_root(self.structure, 'source', 'source')
        self.checkpoint(program, self.form, 'saver', 'source')
        writer.add('fill(source)')
        if self.by_manager:
            writer.add("manager = tf.train.CheckpointManager(saver, 'out', max_to_keep=%s)"
                       % self.generator.pick(['1', '2', 'None']))
            for _ in range(self.saves):
                writer.add('path = manager.save()')
            self.path = 'out/ckpt-%d' % self.saves
        elif self.api == 'write':
            writer.add("path = saver.write('out/plain')")
            self.path = 'out/plain'
        else:
            for _ in range(self.saves):
                writer.add("path = saver.save('out/ckpt')")
            self.path = 'out/ckpt-%d' % self.saves
        writer.add("print('saved', path)")

    def path_expression(self, here):
        pick = self.generator.pick
        forms = ["'%s'" % self.path] * 4 + ["os.path.join('out', '%s')" % self.path[4:]]
        if self.api == 'save' or self.by_manager:
            forms += ["tf.train.latest_checkpoint('out')"] * 3
        forms += ["'out/ckpt-9'", "'out'", "tf.train.latest_checkpoint('out/ckpt')", 'None',
                  "'out/ckpt'"]
        if here:
            forms += ['path'] * 4
        return pick(forms)

    def write_restore(self, program, here):
        writer = program.writer
        generator = self.generator
        structure = self.changed if generator.chance(0.7) else self.structure
        program.make_root(structure, 'target', 'target')
        form = self.form if generator.chance(0.6) else generator.pick(OTHER_FORMS)
        if 'children(' in form:
            writer.add(CHILDREN)
        self.checkpoint(program, form, 'ckpt', 'target')
        writer.add('status = None')
        writer.add('try:')
        call = 'ckpt.%s(%s)' % (generator.pick(['restore'] * 5 + ['read']),
                                self.path_expression(here))
        chained = generator.pick([''] * 5 + ['.expect_partial()'] * 2 + [
            '.assert_consumed()', '.assert_existing_objects_matched()',
            '.assert_nontrivial_match()'])
        if generator.chance(0.12):
            starts = generator.pick(['', ", init_fn=lambda: print('from the start')"])
            writer.add("manager_2 = tf.train.CheckpointManager(ckpt, 'out', max_to_keep=3%s)"
                       % starts, 1)
            if generator.chance(0.5):
                writer.add("print('initialized', manager_2.restore_or_initialize())", 1)
            else:
                writer.add('status = ckpt.restore(manager_2.latest_checkpoint)', 1)
            writer.add("print(len(manager_2.checkpoints), manager_2.latest_checkpoint)", 1)
        elif generator.chance(0.3):
            writer.add('status = (ckpt\n          .%s%s)' % (call[5:], chained), 1)
        else:
            writer.add('status = %s%s' % (call, chained), 1)
        writer.add('except Exception as error:')
        writer.add("print('raised', type(error).__name__)", 1)
        if generator.chance(0.1):
            writer.add('try:')
            writer.add("ckpt.restore('%s')" % self.path, 1)
            writer.add('except Exception as error:')
            writer.add("print('raised', type(error).__name__)", 1)
        if structure[0] == 'model' and structure[4] in ('later', 'none', 'build') or (
                structure[0] == 'module' and structure[2]):
            writer.add('try:')
            writer.add('    pass')
            if structure[0] == 'model':
                writer.add('target(tf.ones((2, 3)))', 1)
            else:
                writer.add('target()', 1)
            writer.add('except Exception as error:')
            writer.add("print('building raised', type(error).__name__)", 1)
        if structure[0] == 'model':
            writer.add('show(target)')
        writer.add('if status is not None:')
        writer.add('check(status)', 1)
        if generator.chance(0.2):
            writer.add(LOADING)
        if generator.chance(0.3):
            writer.add('ckpt.save_counter')
            writer.add("print(ckpt.save('again/ckpt') if status is None else 'restored')")


NAMED = '''
graph = tf.Graph()
with graph.as_default(), tf.compat.v1.Session() as session:
    made = [%s]
    for index, variable in enumerate(made):
        session.run(variable.initializer)
        session.run(variable.assign(tf.cast(tf.fill(variable.shape, 20 + index), variable.dtype)))
    saver = tf.compat.v1.train.Saver(made%s)
    saver.save(session, 'out/named', write_meta_graph=False)
'''


def make_named(flow):
    """A file that is written by name, and programs that restore it by objects."""
    generator = flow.generator
    names = generator.random.sample(['w', 'b', 'enc/w', 'enc/b', 'dense/kernel', 'step'], 4)
    shapes = [generator.pick(['[]', '[2]', '[2, 3]']) for _ in names]
    saving = Program(generator)
    version = generator.pick(['', '', ', write_version=tf.compat.v1.train.SaverDef.V1'])
    saving.writer.add(NAMED % (', '.join(
        "tf.compat.v1.get_variable('%s', %s)" % pair for pair in zip(names, shapes)), version))
    restoring = Program(generator)
    writer = restoring.writer
    made = []
    for name, shape in zip(names, shapes):
        if generator.chance(0.2):
            name = name + '_other'
        if generator.chance(0.15):
            shape = generator.pick(['[]', '[2]', '[2, 3]'])
        dtype = generator.pick(['float32'] * 6 + ['float64'])
        made.append("tf.Variable(tf.zeros(%s, tf.%s), name='%s')" % (shape, dtype, name))
    if generator.chance(0.3):
        made.append('built(layers.Dense(2))')
    form = generator.pick(['items=[%s]', '**dict(zip("abcdefg", [%s]))', 'net=holder([%s])'])
    writer.add('''
def holder(items):
    module = tf.Module()
    for index, item in enumerate(items):
        setattr(module, 'item%d' % index, item)
    return module

''')
    writer.add('ckpt = tf.train.Checkpoint(%s)' % (form % ', '.join(made)))
    writer.add('try:')
    writer.add("status = ckpt.%s('out/named')" % generator.pick(['restore', 'restore', 'read']), 1)
    writer.add('check(status)', 1)
    writer.add('except Exception as error:')
    writer.add("print('raised', type(error).__name__)", 1)
    return saving.writer.text(), writer.text()


def make_exported(flow):
    """A SavedModel, and a program that restores from it."""
    generator = flow.generator
    flow.structure = generator.module(1)
    flow.changed = generator.changed(flow.structure)
    flow.form = '{m}'
    flow.api = 'write'
    flow.by_manager = False
    flow.path = 'export'
    saving = Program(generator)
    saving.make_root(flow.structure, 'source', 'source')
    saving.writer.add('fill(source)')
    saving.writer.add("tf.saved_model.save(source, 'export')")
    restoring = Program(generator)
    flow.write_restore(restoring, False)
    return saving.writer.text(), restoring.writer.text()


def make(seed):
    """(the program that saves or None, the program that restores)."""
    flow = Flow(seed)
    if flow.generator.chance(0.1):
        return make_named(flow)
    if flow.generator.chance(0.07):
        return make_exported(flow)
    if flow.generator.chance(0.12):
        return restore_graphs.make_graph(flow)
    if flow.generator.chance(0.4):
        program = Program(flow.generator)
        flow.write_save(program)
        flow.write_restore(program, True)
        return None, program.writer.text()
    saving = Program(flow.generator)
    flow.write_save(saving)
    restoring = Program(flow.generator)
    flow.write_restore(restoring, False)
    return saving.writer.text(), restoring.writer.text()
