"""Random programs that save and restore objects in a graph, with both classes of Checkpoint."""

from restore_programs import Writer

BEGIN = '''import tensorflow as tf

tf1 = tf.compat.v1
tf1.disable_eager_execution()


def module(**variables):
    made = tf.Module()
    for name, variable in variables.items():
        setattr(made, name, variable)
    return made


def check(status):
    verdicts = []
    for name in ('assert_consumed', 'assert_existing_objects_matched', 'assert_nontrivial_match'):
        try:
            verdicts.append(getattr(status, name)() is not None)
        except AssertionError:
            verdicts.append(False)
    print('verdicts', verdicts)


'''


def variable(pick, name, changes):
    shape = pick(['(2,)', '(2, 3)', '()']) if changes else '(2, 3)'
    dtype = pick(['float32'] * 4 + ['float64']) if changes else 'float32'
    made = pick(['tf.Variable(%s, name=%r)', 'tf1.Variable(%s, name=%r, use_resource=False)'])
    return made % ('tf.zeros(%s, tf.%s)' % (shape, dtype), name)


def make_graph(flow):
    """One program that saves and restores within a graph."""
    generator = flow.generator
    pick = generator.pick
    writer = Writer()
    writer.add(BEGIN)
    names = generator.random.sample(['w', 'b', 'kernel', 'scale'], 3)
    writer.add('net = module(%s)' % ', '.join(
        '%s=%s' % (name, variable(pick, name, False)) for name in names[:2]))
    saving = pick(['tf.train', 'tf1.train'])
    writer.add('saver = %s.Checkpoint(net=net)' % saving)
    writer.add('with tf1.Session() as session:')
    writer.add('session.run(tf1.global_variables_initializer())', 1)
    write = pick(['save', 'write'])
    session = ', session=session' if saving == 'tf1.train' and generator.chance(0.5) else ''
    writer.add("path = saver.%s('out/ckpt'%s)" % (write, session), 1)
    writer.add("print('saved', path)", 1)
    others = pick([names[:2], names[1:], names])
    writer.add('other = module(%s)' % ', '.join(
        '%s=%s' % (name, variable(pick, name, generator.chance(0.4))) for name in others))
    form = pick(['net=other'] * 3 + ['model=other', 'net=other, step=tf.Variable(0)'])
    kind = pick(['tf.train', 'tf1.train'])
    writer.add('restorer = %s.Checkpoint(%s)' % (kind, form))
    writer.add('try:')
    argument = pick(['path'] * 6 + ['None', "'out/none'", "'out'"])
    writer.add('status = restorer.%s(%s)' % (pick(['restore', 'restore', 'read']), argument), 1)
    if generator.chance(0.3):
        writer.add('status.expect_partial()', 1)
    writer.add('check(status)', 1)
    writer.add('with tf1.Session() as session:', 1)
    writer.add('try:', 2)
    writer.add('status.%s(session)' % pick(['initialize_or_restore', 'run_restore_ops']), 3)
    writer.add('except Exception:', 2)
    writer.add('pass', 3)
    writer.add('except Exception as error:')
    writer.add("print('raised', type(error).__name__)", 1)
    writer.add('else:')
    writer.add("print('done')", 1)
    writer.add("print(tf.train.latest_checkpoint('out'), tf.train.latest_checkpoint('./out'))")
    return None, writer.text()
