"""Random programs with TensorFlow 1's API, for comparing the model with TensorFlow.

`program(seed, index)` is (source text, whether it needs Keras 2). The same pair gives the same
program on every machine. Programs are made from rules: scopes by name, object and default name,
reuse, partitioners, kinds and types of variables, layers, optimizers, averages, metrics. Many end
with an exception, as mistakes are wanted too.
"""

import random

NAMES = ['a', 'b', 'w', 'kernel', 'Bias', 'u', 'a/b', 'd', 'D', 'enc', 'read', 'w_1', 'part_0']
SCOPES = ['a', 'b', 'enc', 'dec', 'd', 'w', 'a/b', 'd/e', 'enc', 'dense', 'Enc']
SHAPES = ['[2]', '[3]', '[2, 3]', '(4,)', '[]', '5', '[3, 2]', '[1]', '[4, 4]', '[10]', '()',
          'tf.TensorShape([2, 2])', '[6, 1]']
TYPES = ['tf.float32', 'tf.float64', 'tf.float16', 'tf.int32', 'tf.int64', 'tf.bool', 'tf.string',
         'tf.bfloat16', '"float32"']
INITIALIZERS = [
    'tf.zeros_initializer()', 'tf.ones_initializer()', 'tf.constant_initializer(0.5)',
    'tf.truncated_normal_initializer(stddev=0.02)', 'tf.random_normal_initializer()',
    'tf.glorot_uniform_initializer()', 'tf.zeros_initializer', 'tf.random_uniform_initializer(0, 1)',
    'tf.variance_scaling_initializer()', 'lambda shape, dtype=None, partition_info=None: '
    'tf.ones(shape, dtype)', 'lambda shape, dtype: tf.zeros(shape, dtype)',
    'tf.initializers.he_normal()', 'tf.orthogonal_initializer()',
]
VALUES = ['1.5', '3', '[1.0, 2.0]', '[[1, 2], [3, 4]]', 'True', '"text"', 'tf.ones([2, 2])',
          'tf.zeros([3], tf.int64)', '2 ** 40', 'np.zeros([2, 3], np.float32)', 'np.arange(4)',
          'tf.constant([1.0, 2.0, 3.0])', '[1, 2.5]', 'tf.random_normal([2, 5])', 'np.float64(2)',
          'lambda: tf.ones([3])', 'tf.fill([2, 2], 7)', 'tf.range(5)', 'tf.one_hot([0, 1], 4)']
PARTITIONERS = [
    'tf.fixed_size_partitioner(2)', 'tf.fixed_size_partitioner(3)',
    'tf.fixed_size_partitioner(2, axis=1)', 'tf.min_max_variable_partitioner(3, 0, 8)',
    'tf.variable_axis_size_partitioner(8)', 'tf.variable_axis_size_partitioner(16, max_shards=2)',
    'lambda shape, dtype: [2] + [1] * (len(shape) - 1)', 'lambda shape, dtype: [1, 2]',
    'lambda shape, **kwargs: [1] * len(shape)', 'lambda shape, dtype: [2, 2]',
    'tf.min_max_variable_partitioner(2, axis=1, min_slice_size=4)', 'lambda shape, dtype: None',
    'tf.fixed_size_partitioner(1)',
]
OPTIMIZERS = [
    'GradientDescentOptimizer(0.1)', 'MomentumOptimizer(0.1, 0.9)', 'AdamOptimizer()',
    'AdagradOptimizer(0.1)', 'RMSPropOptimizer(0.1)', 'RMSPropOptimizer(0.1, centered=True)',
    'FtrlOptimizer(0.1)', 'AdadeltaOptimizer(0.1)', 'ProximalAdagradOptimizer(0.1)',
    'AdamOptimizer(name="opt")', 'MomentumOptimizer(0.1, 0.9, name="train")',
    'AdagradDAOptimizer(0.1, tf.train.get_or_create_global_step())',
    'AdamOptimizer(0.1, use_own_namescope_for_non_slot_vars=True)',
    'FtrlOptimizer(0.1, accum_name="accum", linear_name="linear")',
]
METRICS = ['mean(tf.ones([3]))', 'accuracy(tf.zeros([2]), tf.ones([2]))', 'mean(x, name="avg")',
           'precision(tf.constant([True]), tf.constant([False]))', 'recall(x, x, name="rec")',
           'auc(tf.constant([True, False]), tf.constant([0.1, 0.9]))',
           'mean_squared_error(x, x, name="mse")', 'root_mean_squared_error(x, x)',
           'mean_iou(tf.zeros([2]), tf.ones([2]), num_classes=3)', 'true_positives(x, x)',
           'precision_at_k(tf.constant([[1]], tf.int64), tf.constant([[0.1, 0.9]]), 1)',
           'mean_per_class_accuracy(tf.zeros([2]), tf.ones([2]), 3)', 'mean_tensor(tf.ones([2]))',
           'recall_at_k(tf.constant([[1]], tf.int64), tf.constant([[0.1, 0.9]]), 1)']
CELLS = ['BasicLSTMCell(3)', 'GRUCell(2)', 'BasicRNNCell(4, name="c")',
         'LSTMCell(3, use_peepholes=True, num_proj=2)',
         'MultiRNNCell([tf.nn.rnn_cell.GRUCell(2), tf.nn.rnn_cell.BasicLSTMCell(3)])']
LAYERS = ['dense(x, 4)', 'dense(x, 3, name="fc")', 'dense(x, 2, use_bias=False)',
          'batch_normalization(x)', 'dropout(x, 0.5)', 'dense(x, 5, activation=tf.nn.relu)',
          'batch_normalization(x, scale=False, name="bn")', 'flatten(x)',
          'dense(x, 4, name="fc", reuse=True)', 'dense(x, 4, name="fc", reuse=tf.AUTO_REUSE)',
          'dense(x, 3, kernel_regularizer=lambda v: tf.identity(v))',
          'dense(x, 3, trainable=False)']
IMAGE_LAYERS = ['conv2d(im, 4, 3)', 'conv2d(im, 2, (3, 2), strides=2, padding="same", name="conv")',
                'max_pooling2d(im, 2, 2)', 'average_pooling2d(im, 3, 2, padding="same")',
                'separable_conv2d(im, 3, 3)', 'conv2d_transpose(im, 2, 3, strides=2)',
                'batch_normalization(im)', 'conv2d(im, 3, 1, use_bias=False, dilation_rate=2)']
IMAGE_OPS = ['tf.nn.relu(im)', 'tf.pad(im, [[0, 0], [1, 1], [1, 1], [0, 0]])',
             'tf.concat([im, im], axis=3)', 'tf.nn.max_pool(im, [1, 2, 2, 1], [1, 2, 2, 1], "SAME")',
             'im[:, 1:, :, :]', 'tf.transpose(im, [0, 2, 1, 3])', 'tf.concat([im, im], -1) * 2.0',
             'im + 1.0']
VECTOR_OPS = ['tf.nn.relu(x)', 'tf.tanh(x) * 2.0', 'tf.concat([x, x], 1)', 'x[:, :2]',
              'tf.stop_gradient(x)', 'tf.expand_dims(x, 1)[:, 0]', 'tf.add_n([x, x])',
              'tf.squeeze(tf.expand_dims(x, 2), [2])', 'tf.nn.softmax(x, axis=-1)',
              'tf.reshape(x, [-1, 2 * x.shape.as_list()[1]])', 'x - tf.reduce_mean(x, 0)',
              'tf.tile(x, [1, 2])', 'tf.stack([x, x], axis=2)[:, :, 0]', 'tf.identity(x)',
              'tf.split(x, [1, x.shape.as_list()[1] - 1], 1)[1]', 'tf.pad(x, [[0, 0], [0, 1]])',
              'tf.reduce_max(tf.stack([x, x]), axis=0)', 'tf.nn.l2_normalize(x, 1)']


class Writer:
    """Writes one program, with what exists so far in mind."""

    def __init__(self, seed, index):
        self.random = random.Random('%d/%d' % (seed, index))
        self.lines = []
        self.depth = 0
        self.count = 0
        self.scopes = []
        self.variables = []
        self.legacy = self.random.random() < 0.3

    def chance(self, p):
        return self.random.random() < p

    def pick(self, items):
        return self.random.choice(items)

    def line(self, text):
        self.lines.append('    ' * self.depth + text)

    def fresh(self, prefix):
        self.count += 1
        return '%s%d' % (prefix, self.count)

    def reuse(self):
        return self.pick(['True', 'tf.AUTO_REUSE', 'False', 'None', 'tf.AUTO_REUSE'])

    def scope_arguments(self):
        arguments = []
        if self.chance(0.15):
            arguments.append('reuse=%s' % self.reuse())
        if self.chance(0.08):
            arguments.append('partitioner=%s' % self.pick(PARTITIONERS))
        if self.chance(0.08):
            arguments.append('use_resource=%s' % self.pick(['True', 'False']))
        if self.chance(0.06):
            arguments.append('dtype=%s' % self.pick(TYPES[:3]))
        if self.chance(0.06):
            arguments.append('initializer=%s' % self.pick(INITIALIZERS))
        if self.chance(0.06):
            arguments.append('regularizer=%s' % self.pick(
                ['lambda v: tf.zeros([])', 'lambda v: None', 'tf.no_regularizer']))
        if self.chance(0.05):
            arguments.append('custom_getter=%s' % self.pick(['renaming', 'frozen', 'plain']))
        if self.chance(0.06):
            arguments.append('auxiliary_name_scope=False')
        return arguments

    def scope(self, budget):
        kind = self.random.random()
        if kind < 0.5 or (kind < 0.75 and not self.scopes):
            first = ['"%s"' % self.pick(SCOPES)]
            if self.chance(0.04):
                first = [self.pick(['""', '"a/"', '"_x"', '"x y"', 'None', '3'])]
            elif self.chance(0.1):
                first.append('"%s"' % self.pick(SCOPES))
        elif kind < 0.75:
            first = [self.pick(self.scopes)]
        else:
            first = ['None', 'default_name="%s"' % self.pick(SCOPES)]
        name = self.fresh('s')
        arguments = ', '.join(first + self.scope_arguments())
        self.line('with tf.variable_scope(%s) as %s:' % (arguments, name))
        self.block(budget, lambda: self.scopes.append(name))

    def block(self, budget, first=None):
        self.depth += 1
        before = list(self.scopes), list(self.variables)
        if first:
            first()
        self.line('pass')
        self.statements(budget)
        self.depth -= 1
        if self.chance(0.3):
            # Sometimes what was made inside is used outside, which Python allows.
            return
        self.scopes = before[0] + [s for s in self.scopes if s not in before[0]]

    def get_variable(self):
        function = 'get_local_variable' if self.chance(0.08) else 'get_variable'
        name = self.pick(NAMES)
        arguments = ['"%s"' % name]
        if self.chance(0.2):
            arguments.append('initializer=%s' % self.pick(VALUES))
            if self.chance(0.1):
                arguments.append('shape=%s' % self.pick(SHAPES))
        else:
            if not self.chance(0.05):
                arguments.append(self.pick(SHAPES))
            if self.chance(0.3):
                arguments.append('initializer=%s' % self.pick(INITIALIZERS))
        if self.chance(0.15):
            arguments.append('dtype=%s' % self.pick(TYPES))
        if self.chance(0.12):
            arguments.append('trainable=%s' % self.pick(['True', 'False']))
        if self.chance(0.08):
            arguments.append('partitioner=%s' % self.pick(PARTITIONERS))
        if self.chance(0.08):
            arguments.append('use_resource=%s' % self.pick(['True', 'False']))
        if self.chance(0.04):
            arguments.append('validate_shape=False')
        if self.chance(0.04):
            arguments.append('custom_getter=%s' % self.pick(['renaming', 'frozen', 'plain']))
        if self.chance(0.05):
            arguments.append('collections=%s' % self.pick(['["mine"]', '[]', '["variables"]']))
        if self.chance(0.04):
            arguments.append('regularizer=lambda v: tf.ones([])')
        target = self.fresh('v')
        self.variables.append(target)
        self.line('%s = tf.%s(%s)' % (target, function, ', '.join(arguments)))

    def plain_variable(self):
        target = self.fresh('v')
        self.variables.append(target)
        arguments = [self.pick(VALUES)]
        if self.chance(0.6):
            arguments.append('name="%s"' % self.pick(NAMES))
        if self.chance(0.2):
            arguments.append('trainable=%s' % self.pick(['True', 'False']))
        if self.chance(0.1):
            arguments.append('dtype=%s' % self.pick(TYPES))
        module = 'tf' if self.chance(0.7) else 'tf2'
        if module == 'tf' and self.chance(0.15):
            arguments.append('use_resource=%s' % self.pick(['True', 'False']))
        self.line('%s = %s.Variable(%s)' % (target, module, ', '.join(arguments)))

    def name_scope(self, budget):
        if self.scopes and self.chance(0.25):
            self.line('with tf.name_scope(%s.original_name_scope):' % self.pick(self.scopes))
        else:
            self.line('with tf.name_scope(%s):' % self.pick(
                ['"ns"', '"a"', '"enc"', 'None', '""', '"ns/"', '"a", "b"', 'None, "dn"']))
        self.block(budget)

    def optimizer(self):
        name = self.fresh('opt')
        self.line('%s = tf.train.%s' % (name, self.pick(OPTIMIZERS)))
        self.line('floats = [v for v in tf.trainable_variables() '
                  'if v.dtype.base_dtype == tf.float32]')
        if self.chance(0.25):
            self.line('floats = floats[::2]')
        self.line('loss = tf.add_n([tf.reduce_sum(tf.cast(v, tf.float32)) for v in floats])')
        arguments = []
        if self.chance(0.3):
            arguments.append('global_step=tf.train.get_or_create_global_step()')
        if self.chance(0.4):
            arguments.append('var_list=floats')
        if self.chance(0.25):
            self.line('pairs = %s.compute_gradients(loss)' % name)
            if self.chance(0.4):
                self.line('pairs = [(tf.clip_by_value(g, -1.0, 1.0), v) for g, v in pairs '
                          'if g is not None]')
            self.line('%s.apply_gradients(pairs)' % name)
        else:
            self.line('%s.minimize(loss%s)' % (name, ''.join(', ' + a for a in arguments)))

    def average(self):
        name = self.fresh('ema')
        self.line('%s = tf.train.ExponentialMovingAverage(0.99%s)' % (
            name, self.pick(['', ', name="avg"', ', num_updates=3'])))
        floats = '[v for v in tf.trainable_variables() if v.dtype.base_dtype.is_floating]'
        self.line('%s.apply(%s)' % (name, self.pick(['', floats, floats])))
        if self.chance(0.3):
            self.line('print(sorted(%s.variables_to_restore()))' % name)

    def layer(self):
        if self.chance(0.5):
            self.line('x = tf.layers.%s' % self.pick(LAYERS))
        elif self.chance(0.6):
            self.line('im = tf.layers.%s' % self.pick(IMAGE_LAYERS))
        else:
            name = self.fresh('layer')
            self.line('%s = tf.layers.%s' % (name, self.pick(
                ['Dense(3)', 'Dense(4, name="d")', 'Dense(2, use_bias=False, dtype=tf.float32)',
                 'BatchNormalization()'])))
            self.line('x = %s(x)' % name)
            if self.chance(0.5):
                self.line('x2 = %s(x)' % name)

    def operation(self):
        if self.chance(0.6):
            self.line('x = %s' % self.pick(VECTOR_OPS))
        elif self.chance(0.7):
            self.line('im = %s' % self.pick(IMAGE_OPS))
        else:
            self.line('x = tf.matmul(x, tf.get_variable("%s", [x.shape.as_list()[1], %d]))' % (
                self.pick(NAMES), self.random.randint(1, 5)))

    def named_operation(self):
        name = self.pick(NAMES + SCOPES)
        self.line(self.pick(['tf.placeholder(tf.float32, [2], name="%s")', 'tf.identity(x, name="%s")',
                             'tf.constant(1.0, name="%s")', 'tf.zeros([2], name="%s")']) % name)

    def recurrent(self):
        name = self.fresh('cell')
        self.line('%s = tf.nn.rnn_cell.%s' % (name, self.pick(CELLS)))
        scope = self.pick(['', '', ', scope="rec"'])
        self.line('seq = tf.nn.relu(tf.tile(tf.expand_dims(x, 1), [1, 3, 1]))')
        self.line('out, state = tf.nn.dynamic_rnn(%s, seq, dtype=tf.float32%s)' % (name, scope))
        self.line('x = out[:, -1]')

    def template(self):
        name = self.fresh('t')
        self.line('def %s_f(n):' % name)
        self.depth += 1
        self.line('return tf.get_variable("w", [n])')
        self.depth -= 1
        self.line('%s = tf.make_template("%s", %s_f, n=%d%s)' % (
            name, self.pick(['t', 'a', 'net']), name, self.random.randint(1, 3),
            self.pick(['', '', ', create_scope_now_=True', ', unique_name_="uniq"'])))
        for _ in range(self.random.randint(1, 2)):
            self.line('%s()' % name)

    def gathered(self):
        self.line('print([v.name for v in %s])' % self.pick([
            'tf.trainable_variables()', 'tf.global_variables("a")', 'tf.get_collection("mine")',
            'tf.local_variables()', 'tf.trainable_variables("enc/")',
            'tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope="a/b")']))

    def scope_settings(self):
        self.line('tf.get_variable_scope().%s' % self.pick([
            'reuse_variables()', 'set_initializer(tf.ones_initializer())',
            'set_partitioner(tf.fixed_size_partitioner(2))', 'set_use_resource(False)',
            'set_dtype(tf.float64)', 'reuse_variables()', 'set_regularizer(None)']))

    def branch(self, budget):
        self.line('try:')
        self.block(budget)
        self.line('except (ValueError, TypeError) as error:')
        self.depth += 1
        self.line('print(error)')
        self.depth -= 1

    def loop(self, budget):
        self.line('for i in range(%d):' % self.random.randint(1, 3))
        self.depth += 1
        self.line('with tf.variable_scope(%s):' % self.pick(
            ['"layer_%d" % i', 'None, "layer"', '"shared", reuse=i > 0', '"l", reuse=tf.AUTO_REUSE']))
        self.block(budget)
        self.depth -= 1

    def metric(self):
        self.line('tf.metrics.%s' % self.pick(METRICS))

    def partitioned_use(self):
        if self.variables:
            name = self.pick(self.variables)
            self.line('print([p.name for p in %s] if hasattr(%s, "_get_partitions") else %s.shape)'
                      % (name, name, name))

    def step(self):
        self.line('tf.train.get_or_create_global_step()')

    def statements(self, budget):
        for _ in range(self.random.randint(1, 4)):
            if budget[0] <= 0:
                return
            budget[0] -= 1
            self.statement(budget)

    def statement(self, budget):
        deep = self.depth > 6
        actions = [
            (22, self.get_variable), (6, self.plain_variable), (2, self.average),
            (3, self.optimizer), (2, self.metric), (3, self.named_operation), (2, self.template),
            (2, self.gathered), (2, self.scope_settings), (4, self.operation), (1, self.step),
            (1, self.partitioned_use)]
        if self.legacy:
            actions += [(8, self.layer), (2, self.recurrent)]
        if not deep:
            actions += [(16, lambda: self.scope(budget)), (3, lambda: self.name_scope(budget)),
                        (3, lambda: self.branch(budget)), (2, lambda: self.loop(budget))]
        total = sum(weight for weight, _ in actions)
        place = self.random.random() * total
        for weight, action in actions:
            place -= weight
            if place < 0:
                action()
                return

    def write(self):
        self.lines += [
            'import numpy as np', 'import tensorflow as tf2', 'import tensorflow.compat.v1 as tf',
            self.pick(['tf.disable_v2_behavior()', 'tf.disable_eager_execution()', '', '']),
            self.pick(['', '', 'tf.disable_resource_variables()', 'tf.enable_resource_variables()']),
            '',
            'def renaming(getter, name, *args, **kwargs):',
            '    return getter(name + "_r", *args, **kwargs)', '',
            'def frozen(getter, name, **kwargs):',
            '    kwargs["trainable"] = False',
            '    return getter(name, **kwargs)', '',
            'def plain(getter, *args, **kwargs):',
            '    return getter(*args, **kwargs)', '']
        if not self.chance(0.06):
            self.line('with tf.Graph().as_default():')
            self.depth += 1
        self.line('x = tf.placeholder(tf.float32, [None, 4])')
        self.line('im = tf.placeholder(tf.float32, [None, 9, 8, 3])')
        budget = [self.random.randint(4, 22)]
        while budget[0] > 0:
            self.statements(budget)
        return '\n'.join(self.lines) + '\n'


def program(seed, index):
    writer = Writer(seed, index)
    return writer.write(), writer.legacy
