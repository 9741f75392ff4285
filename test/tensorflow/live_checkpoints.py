"""Random checkpoints for live_run.py, each written by TensorFlow (or Keras) itself.

A writer puts files into a folder and returns the arguments by which `init_from_checkpoint` could be
given them, the good ones first. The names and shapes in it are read back by TensorFlow.
"""

import os
import random

import keras
import numpy
import tensorflow as tf
import tf_keras

from live_graphs import build, initialize, train

v1 = tf.compat.v1

# What SaveSlices (V1) can write.
V1_DTYPES = ('float32', 'float64', 'int32', 'int64', 'uint8')


def write_by_name(rng, folder, tree):
    """A checkpoint as Estimators leave it: of the tree's graph, by name."""
    with tf.Graph().as_default() as graph:
        trained = build(tree)
        train(rng, trained)
        if rng.random() < 0.2:
            return _save_by_saver(rng, folder, graph)
        pieces = [(variable, variable._get_save_slice_info()) for variable in _variables(graph)]
    plain = rng.random() < 0.1
    names, specs, dtypes, shapes = [], [], [], []
    for variable, part in pieces:
        # A checkpoint of a graph that was not partitioned, or of a slice under its own name.
        part = None if plain else part
        shape = variable.shape.as_list() if variable.shape.is_fully_defined() else [2]
        names.append(part.full_name if part else variable.op.name)
        specs.append(part.spec if part else '')
        dtypes.append(variable.dtype.base_dtype)
        shapes.append(shape)
    if not names:
        names, specs, dtypes, shapes = ['alone'], [''], [tf.float32], [[2]]
    rows = list(zip(names, specs, dtypes, shapes))
    is_v1 = rng.random() < 0.25
    if is_v1:
        rows = [row for row in rows if row[2].name in V1_DTYPES] or [('v', '', tf.float32, [2])]
    return (_write_v1 if is_v1 else _write_v2)(rng, folder, rows)


def _variables(graph):
    """Everything that a Saver of this graph could be given, each name once."""
    known = v1.GraphKeys
    found = {}
    for collection in (known.GLOBAL_VARIABLES, known.LOCAL_VARIABLES):
        for variable in graph.get_collection(collection):
            found[variable.op.name] = variable
    return list(found.values())


def _shards(rng, rows):
    """The rows in one to three groups; slices of a tensor may come to lie in different ones."""
    groups = [[] for _ in range(rng.choice([1, 1, 2, 3]))]
    for row in rows:
        rng.choice(groups).append(row)
    return [group for group in groups if group]


def _arguments(rows):
    names, specs, dtypes, shapes = zip(*rows)
    return names, specs, [tf.zeros(shape, dtype) for shape, dtype in zip(shapes, dtypes)]


def _write_v2(rng, folder, rows):
    prefix = os.path.join('runs', rng.choice(['model.ckpt-1000', 'model.ckpt', 'ckpt no 1']))
    path = os.path.join(folder, prefix)
    os.makedirs(os.path.dirname(path))
    parts = []
    for number, group in enumerate(_shards(rng, rows)):
        names, specs, values = _arguments(group)
        parts.append('%s_part%d' % (path, number))
        tf.raw_ops.SaveV2(prefix=parts[-1], tensor_names=names, shape_and_slices=specs,
                          tensors=values)
    tf.raw_ops.MergeV2Checkpoints(
        checkpoint_prefixes=parts, destination_prefix=path, delete_old_dirs=False)
    for name in os.listdir(os.path.dirname(path)):
        if '_part' in name:
            os.remove(os.path.join(os.path.dirname(path), name))
    return [prefix] + _state(rng, folder, prefix)


def _state(rng, folder, prefix):
    """A `checkpoint` file beside the prefix, so that the folder is an argument too."""
    if rng.random() < 0.3:
        return []
    with open(os.path.join(folder, os.path.dirname(prefix), 'checkpoint'), 'w') as file:
        file.write('model_checkpoint_path: "%s"\n' % os.path.basename(prefix))
    return [os.path.dirname(prefix), os.path.dirname(prefix) + '/']


def _write_v1(rng, folder, rows):
    os.makedirs(os.path.join(folder, 'runs'))
    groups = _shards(rng, rows)
    sharded = len(groups) != 1
    for number, group in enumerate(groups):
        names, specs, values = _arguments(group)
        name = 'old.ckpt-%05d-of-%05d' % (number, len(groups)) if sharded else 'old.ckpt'
        tf.raw_ops.SaveSlices(filename=os.path.join(folder, 'runs', name), tensor_names=names,
                              shapes_and_slices=specs, data=values)
    if not sharded:
        return ['runs/old.ckpt'] + _state(rng, folder, 'runs/old.ckpt')
    return ['runs/old.ckpt-?????-of-%05d' % len(groups), 'runs/old.ckpt-*']


def _save_by_saver(rng, folder, graph):
    """The whole way of a program: a session, initial values, a Saver."""
    variables = [each for each in _variables(graph) if each.shape.is_fully_defined()]
    if not variables:
        return write_tracked(rng, folder)
    with v1.Session(graph=graph) as session:
        initialize(session, variables)
        saver = v1.train.Saver(
            variables, sharded=rng.random() < 0.5, write_version=v1.train.SaverDef.V2)
        saver.save(session, os.path.join(folder, 'runs', 'model.ckpt'), global_step=7,
                   write_meta_graph=False)
    return ['runs/model.ckpt-7', 'runs']


def write_tracked(rng, folder):
    """An object-based checkpoint: modules, lists, dicts, shared objects, Keras, optimizers."""
    def variable(name):
        shape = rng.choice([[], [2], [3], [2, 3]])
        return tf.Variable(tf.zeros(shape, rng.choice([tf.float32] * 4 + [tf.int64])), name=name)

    class Block(tf.Module):
        def __init__(self, depth):
            super().__init__(name=rng.choice(['block', 'encoder', None]))
            self.w = variable('w')
            if rng.random() < 0.5:
                self.bias = variable('b')
            if rng.random() < 0.5:
                self.many = [variable('m%d' % i) for i in range(rng.randint(0, 3))]
            if rng.random() < 0.5:
                self.table = {key: variable(key.replace('.', '_')) for key in
                              rng.sample(['a', 'x/y', 'k.S', 'no', '.hidden', '1'], 2)}
            if depth:
                self.inner = [Block(depth - 1) for _ in range(rng.randint(0, 2))]

    objects = {'net': Block(rng.randint(0, 2))}
    if rng.random() < 0.4:
        objects['again'] = objects['net']
    if rng.random() < 0.4:
        objects['step'] = tf.Variable(1, name='global_step', dtype=tf.int64)
    if rng.random() < 0.5:
        library = rng.choice([keras, tf_keras])
        model = small_model(rng, library)
        objects['model'] = model
        if rng.random() < 0.7:
            optimizer = rng.choice([library.optimizers.Adam, library.optimizers.SGD])()
            optimizer.apply_gradients(
                [(tf.zeros(each.shape), each) for each in model.trainable_variables])
            objects['optimizer'] = optimizer
    checkpoint = tf.train.Checkpoint(**objects)
    path = os.path.join(folder, 'tracked')
    how = rng.choice(['save', 'write', 'manager'])
    if how == 'write':
        return [os.path.relpath(checkpoint.write(os.path.join(path, 'ckpt')), folder)]
    if how == 'manager':
        manager = tf.train.CheckpointManager(checkpoint, path, max_to_keep=2)
        paths = [manager.save() for _ in range(3)]
        return [os.path.relpath(paths[-1], folder), 'tracked', os.path.relpath(paths[-2], folder)]
    return [os.path.relpath(checkpoint.save(os.path.join(path, 'ckpt')), folder), 'tracked']


def small_model(rng, library):
    """A built Sequential model of Keras 2 or 3."""
    # Keras numbers its layers from the start of the program; a world starts anew.
    library.backend.clear_session()
    layers = [library.layers.Dense(rng.randint(1, 3), name=rng.choice([None, 'head']))]
    if rng.random() < 0.5:
        layers.append(library.layers.BatchNormalization())
    layers.append(library.layers.Dense(2, use_bias=rng.random() < 0.5))
    return library.Sequential([library.Input([3])] + layers)


def write_saved_model(rng, folder):
    """A SavedModel of TensorFlow 2, whose variables are an object-based checkpoint."""
    class Exported(tf.Module):
        def __init__(self):
            super().__init__()
            self.w = tf.Variable(tf.zeros(rng.choice([[2], [2, 3]])), name='w')
            self.parts = [tf.Variable(tf.zeros([2]), name='part') for _ in range(rng.randint(0, 2))]
            self.model = small_model(rng, tf_keras) if rng.random() < 0.5 else None

    tf.saved_model.save(Exported(), os.path.join(folder, 'exported'))
    return ['exported/variables/variables', 'exported', 'exported/variables']


def write_keras(rng, folder):
    """A file of Keras, which no map can load: TensorFlow says why not."""
    library, suffix = rng.choice([(keras, '.keras'), (keras, '.weights.h5'), (keras, '.h5'),
                                  (tf_keras, '.keras'), (tf_keras, '.h5')])
    model = small_model(rng, library)
    name = 'net' + suffix
    save = model.save_weights if 'weights' in suffix else model.save
    save(os.path.join(folder, name))
    return [name]


WRITERS = [write_by_name] * 14 + [write_tracked] * 3 + [write_saved_model] + [write_keras]


def write_checkpoint(rng, folder, tree):
    """Draws a kind of checkpoint and writes it; gives (kind, arguments)."""
    numpy.random.seed(rng.randrange(2 ** 31))
    random.seed(rng.randrange(2 ** 31))
    writer = rng.choice(WRITERS)
    arguments = writer(rng, folder, tree) if writer is write_by_name else writer(rng, folder)
    return writer.__name__.replace('write_', ''), arguments
