"""What the random programs do: how they save, and how they restore."""

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
            writer.add("manager_2 = tf.train.CheckpointManager(ckpt, 'out', max_to_keep=3)", 1)
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
        if generator.chance(0.3):
            writer.add('ckpt.save_counter')
            writer.add("print(ckpt.save('again/ckpt') if status is None else 'restored')")


def make(seed):
    """(the program that saves or None, the program that restores)."""
    flow = Flow(seed)
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
