"""Random TensorFlow 1 graphs for live_run.py: a tree of scopes and variables, and what is built of it.

A tree is data (`Scope`, `Leaf`), so that the graph which wrote a checkpoint and the graph which a
map loads it into can be two variations of one tree. Everything is drawn from the given `random`.
"""

import contextlib
import copy
import dataclasses

import tensorflow as tf

v1 = tf.compat.v1

SHAPES = [[], [1], [2], [3], [6], [2, 3], [3, 2], [4, 2], [5, 1], [1, 1], [2, 2, 2], [0, 2]]
DTYPES = ['float32'] * 12 + ['float64', 'int32', 'int64', 'bfloat16', 'float16', 'bool', 'uint8']
NAMES = ['a', 'b', 'w', 'W', 'kernel', 'bias', 'gamma', 'layer_1', 'layer_10', 'layer', 'x', 'x_1',
         'part_of_speech', 'part_x', 'Adam', 'Momentum', 'ExponentialMovingAverage', 'cell.0',
         'a-b', 'a.b', 'global_step', 'encoder', 'encoder_1', 'head', 'bert', 'attention']
# What YAML 1.1 takes for something else than a text, as far as it is a name of an operation.
ODD_NAMES = ['no', 'on', 'Yes', 'null', 'true', '12', '012', '1.5', '1e3', '0x1F', '1_000',
             '2001-12-14', '.inf', '.nan', 'y', 'n', '0', '685.230_15', '1e5']
KNOWN_OPTIMIZERS = [
    lambda name: v1.train.AdamOptimizer(**name),
    lambda name: v1.train.MomentumOptimizer(0.1, 0.9, **name),
    lambda name: v1.train.AdagradOptimizer(0.1, **name),
    lambda name: v1.train.RMSPropOptimizer(0.1, **name),
    lambda name: v1.train.RMSPropOptimizer(0.1, centered=True, **name),
    lambda name: v1.train.FtrlOptimizer(0.1, **name),
    lambda name: v1.train.AdadeltaOptimizer(0.1, **name),
    lambda name: v1.train.ProximalAdagradOptimizer(0.1, **name),
    lambda name: v1.train.GradientDescentOptimizer(0.1, **name),
]


@dataclasses.dataclass
class Leaf:
    """A variable: how it is made, and of what."""

    shape: list
    dtype: str = 'float32'
    # get; local, hidden: in another collection, in none; unknown, some: static shape not known, or
    # in part; object: tf.Variable; taken: an operation of that name is there already
    way: str = 'get'
    resource: bool = True
    trainable: bool = True
    parts: tuple = None


@dataclasses.dataclass
class Scope:
    """A variable scope: its variables and scopes by name, in the order of their making."""

    children: dict
    parts: tuple = None
    # scope, default (default_name, which is made unique), template, twice (opened again)
    way: str = 'scope'
    resource: bool = None


def draw_name(rng):
    return rng.choice(ODD_NAMES if rng.random() < 0.08 else NAMES)


def draw_parts(rng):
    return (rng.choice(['fixed', 'size', 'range']), rng.randint(1, 3))


def draw_leaf(rng):
    way = rng.choices(['get', 'local', 'hidden', 'unknown', 'some', 'object', 'taken'],
                      [30, 1, 1, 1, 1, 2, 1])[0]
    parts = draw_parts(rng) if way == 'get' and rng.random() < 0.15 else None
    return Leaf(rng.choice(SHAPES), rng.choice(DTYPES), way, rng.random() < 0.8,
                rng.random() < 0.85, parts)


def draw_scope(rng, depth):
    children = {}
    for _ in range(rng.randint(1, 4 if depth else 3)):
        name = draw_name(rng)
        deeper = depth < 3 and rng.random() < 0.4
        children.setdefault(name, draw_scope(rng, depth + 1) if deeper else draw_leaf(rng))
    way = rng.choices(['scope', 'default', 'template', 'twice'], [12, 1, 1, 1])[0]
    return Scope(children, draw_parts(rng) if rng.random() < 0.07 else None,
                 way, rng.choice([None] * 6 + [True, False]))


def draw_tree(rng):
    """What the checkpoint was written from: a few scopes and variables at the top."""
    tree = draw_scope(rng, 0)
    for _ in range(rng.randint(1, 3)):
        tree.children.setdefault(draw_name(rng), draw_scope(rng, 1))
    tree.way = 'scope'
    return tree


def vary(rng, tree, rate):
    """A variation of a tree: at the given rate something in it is another, is gone or is new."""
    tree = copy.deepcopy(tree)

    def change(scope):
        for name in list(scope.children):
            child = scope.children[name]
            if isinstance(child, Scope):
                change(child)
            if rate <= rng.random():
                continue
            what = rng.choice(['shape', 'dtype', 'kind', 'parts', 'gone', 'new', 'name', 'leaf'])
            if what == 'gone':
                del scope.children[name]
            elif what == 'new':
                scope.children.setdefault(draw_name(rng), draw_leaf(rng))
            elif what == 'name':
                scope.children.setdefault(draw_name(rng), scope.children.pop(name))
            elif isinstance(child, Scope):
                child.parts = draw_parts(rng) if what == 'parts' else child.parts
            elif what == 'shape':
                child.shape = rng.choice(SHAPES)
            elif what == 'dtype':
                child.dtype = rng.choice(DTYPES)
            elif what == 'kind':
                child.resource = not child.resource
            elif what == 'parts':
                child.parts = None if child.parts else draw_parts(rng)
            else:
                scope.children[name] = draw_leaf(rng)
    change(tree)
    return tree


def partitioner_of(parts):
    if parts is None:
        return None
    way, count = parts
    if way == 'fixed':
        return v1.fixed_size_partitioner(count)
    if way == 'size':
        return v1.variable_axis_size_partitioner(8 * count)
    return v1.min_max_variable_partitioner(count, 0, 8)


def build(tree, root=''):
    """Build a tree in the default graph, under a scope if one is named; gives what trains."""
    trained = []
    if root:
        with v1.variable_scope(root):
            _build_children(tree, trained)
    else:
        _build_children(tree, trained)
    return trained


def build_like(rng, tensors):
    """Variables that could take the tensors of an object-based checkpoint, one for most of them."""
    trained = []
    with v1.variable_scope(rng.choice(['net', 'new', 'a'])):
        for name, shape in sorted(tensors.items()):
            path = name.split('/.ATTRIBUTES/')[0]
            path = ''.join(letter if letter.isalnum() else '_' if letter != '/' else '/'
                           for letter in path)
            if not path.strip('_/') or path[0] in '_/' or rng.random() < 0.2:
                continue
            path = '/'.join(part or 'x' for part in path.split('/'))
            variable = v1.get_variable(path, shape, initializer=v1.zeros_initializer(),
                                       use_resource=rng.random() < 0.8)
            trained.append(variable)
    return trained


def _build_children(scope, trained):
    for name, child in scope.children.items():
        if isinstance(child, Leaf):
            variable = _build_leaf(name, child)
            if child.dtype == 'float32' and child.way == 'get' and child.trainable:
                trained.append(variable)
            continue
        # None would take the partitioner of the scope around it: so does the absence of one.
        options = {'partitioner': partitioner_of(child.parts), 'use_resource': child.resource}
        if child.way == 'default':
            for _ in range(2):
                with v1.variable_scope(None, name, **options):
                    _build_children(child, trained)
        elif child.way == 'template':
            template = v1.make_template(name, _build_children, scope=child, trained=trained)
            template()
        else:
            with v1.variable_scope(name, **options):
                _build_children(child, trained)
            if child.way == 'twice':
                with v1.variable_scope(name, reuse=v1.AUTO_REUSE, **options):
                    v1.get_variable('again', [2], initializer=v1.zeros_initializer())


def _build_leaf(name, leaf):
    dtype = tf.dtypes.as_dtype(leaf.dtype)
    zeros = v1.zeros_initializer()
    options = {'trainable': leaf.trainable, 'use_resource': leaf.resource}
    if leaf.way == 'object':
        return v1.Variable(tf.zeros(leaf.shape, dtype), name=name, **options)
    if leaf.way in ('unknown', 'some'):
        known = [None] * len(leaf.shape[:1]) + leaf.shape[1:] if leaf.way == 'some' else None
        initial = v1.placeholder_with_default(tf.zeros(leaf.shape, dtype), known)
        with v1.variable_scope(v1.get_variable_scope()) as scope:
            scope.set_partitioner(None)
            return v1.get_variable(name, initializer=initial, validate_shape=False, **options)
    if leaf.way == 'taken':
        tf.constant(1, name=name)
    if leaf.way in ('local', 'hidden'):
        options['collections'] = [v1.GraphKeys.LOCAL_VARIABLES] if leaf.way == 'local' else []
        options['trainable'] = False
    if leaf.parts is not None:
        options['partitioner'] = partitioner_of(leaf.parts)
    # What is empty or a scalar cannot be cut.
    if 0 in leaf.shape:
        with v1.variable_scope(v1.get_variable_scope()) as scope:
            scope.set_partitioner(None)
            options.pop('partitioner', None)
            return v1.get_variable(name, leaf.shape, dtype, zeros, **options)
    return v1.get_variable(name, leaf.shape, dtype, zeros, **options)


def train(rng, trained):
    """Slots and averages for some of the variables, by some of the optimizers."""
    for _ in range(rng.choice([0, 0, 1, 1, 2])):
        some = [each for each in trained if rng.random() < 0.8]
        if not some:
            continue
        name = {'name': rng.choice(['Mine', 'opt'])} if rng.random() < 0.15 else {}
        optimizer = rng.choice(KNOWN_OPTIMIZERS)(name)
        scope = v1.variable_scope(rng.choice(['train', 'a']))
        with scope if rng.random() < 0.2 else contextlib.nullcontext():
            loss = sum(tf.reduce_sum(tf.square(tf.convert_to_tensor(each))) for each in some)
            step = v1.train.get_or_create_global_step() if rng.random() < 0.5 else None
            optimizer.minimize(loss, global_step=step)
    plain = [each for each in trained if isinstance(each, tf.Variable)]
    if plain and rng.random() < 0.25:
        tf.train.ExponentialMovingAverage(0.9).apply(plain)
    if rng.random() < 0.1:
        v1.metrics.mean(tf.constant(1.0), name='average')


def initialize(session, variables):
    """Run the initializers in order: an average of a ref variable starts with the variable's."""
    for variable in variables:
        session.run(variable.initializer)
