"""Compare `ckptmap inspect` with TensorFlow's own reading of object-based checkpoints.

    CKPTMAP_SHARED=FOLDER python test/tensorflow/check_object_graphs.py [FOLDER ...]

For every object-based checkpoint below the folders (without arguments, below the collection of real
ones in $CKPTMAP_SHARED) and for those that it writes itself, object path and saved name of every
tensor must be those that TensorFlow decodes; the pairs of the collection's expected.json must be
there too. `npm run build` comes first. The last line is `N passed, 0 failed`.
"""

import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')

import tensorflow as tf  # noqa: E402
from tensorflow.core.protobuf import trackable_object_graph_pb2  # noqa: E402
from tensorflow.python.checkpoint import checkpoint_view  # noqa: E402
from tensorflow.python.trackable import base  # noqa: E402
from tensorflow.python.trackable import trackable_utils  # noqa: E402
from tensorflow.python.training import saver  # noqa: E402

CLI = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'dist', 'cli.cjs')


def inspect(prefix):
    result = subprocess.run(
        ['node', CLI, 'inspect', prefix, '--format', 'json'],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if result.returncode != 0:
        raise AssertionError('inspect ended with %d: %s' % (
            result.returncode, (result.stdout + result.stderr).decode()[-500:]))
    return {tensor['name']: tensor for tensor in json.loads(result.stdout)['tensors']}


def decode(prefix):
    """Object path (as TensorFlow writes it in keys) and saved name of each key, by TensorFlow."""
    reader = tf.train.load_checkpoint(prefix)
    graph = trackable_object_graph_pb2.TrackableObjectGraph()
    graph.ParseFromString(reader.get_tensor(base.OBJECT_GRAPH_PROTO_KEY))
    # The names along the first way to each object, as the view walks them.
    paths = {0: []}
    queue = [0]
    view = checkpoint_view.CheckpointView(prefix)
    while queue:
        node = queue.pop(0)
        for name, child in view.children(node).items():
            if child not in paths:
                paths[child] = paths[node] + [name]
                queue.append(child)
    assert set(paths) == set(view.descendants()), 'the view finds other objects'
    for node, path in view._descendants_with_paths().items():
        assert '.'.join(['root'] + paths[node]) == path, (paths[node], path)
    for node_id, node in enumerate(graph.nodes):
        for slot in node.slot_variables:
            if slot.slot_variable_node_id not in paths:
                paths[slot.slot_variable_node_id] = (
                    paths[slot.original_variable_node_id] + [None] + paths[node_id]
                    + [slot.slot_name])
    values = {}
    for node_id, node in enumerate(graph.nodes):
        for attribute in node.attributes:
            values[attribute.checkpoint_key] = (paths.get(node_id), attribute.full_name)
    return values, saver.object_graph_key_mapping(prefix)


def escaped(path):
    return '/'.join(
        '.OPTIMIZER_SLOT' if name is None else trackable_utils.escape_local_name(name)
        for name in path)


def check(prefix, pairs):
    """The number of tensors that agree; raises at the first that does not."""
    listed = inspect(prefix)
    values, mapping = decode(prefix)
    agreed = 0
    for name, _ in tf.train.list_variables(prefix):
        tensor = listed.pop(name)
        if name == base.OBJECT_GRAPH_PROTO_KEY:
            assert 'fullName' not in tensor and 'objectPath' not in tensor, tensor
            continue
        if name in values:
            path, full_name = values[name]
        else:
            # An object of several tensors (a table's keys and values) has one entry for all of them.
            (path, _), = [value for key, value in values.items() if name.startswith(key)]
            full_name = ''
        assert tensor.get('fullName', '') == full_name, (tensor, full_name)
        if path is not None:
            wanted = ['.OPTIMIZER_SLOT' if each is None else each for each in path]
            assert tensor['objectPath'] == wanted, (tensor, wanted)
            assert name.startswith(escaped(path) + '/.ATTRIBUTES/'), (name, path)
        agreed += 1
    assert not listed, 'TensorFlow does not list %s' % sorted(listed)
    known = {name: tensor.get('fullName', '') for name, tensor in inspect(prefix).items()}
    for full_name, key in list(mapping.items()) + list(pairs.items()):
        # The key of an object of several tensors is that of none.
        assert known.get(key, full_name) == full_name, (full_name, key, known[key])
        assert key in known or any(name.startswith(key) for name in known), key
    return agreed


def written(folder):
    """Prefixes of checkpoints of every kind of object, written here."""
    class Layers(tf.Module):
        def __init__(self):
            super().__init__(name='layers')
            self.items = [tf.Variable([1.0], name='first'), tf.Variable([2.0], name='second')]
            self.by_name = {'a.b/c': tf.Variable([3.0], name='odd'), 'é': tf.Variable([4.0])}
            self.again = self.items[0]
            self.me = self

    module = Layers()
    yield tf.train.Checkpoint(module=module, step=tf.Variable(0)).save(
        os.path.join(folder, 'module'))
    yield tf.train.Checkpoint(module).write(os.path.join(folder, 'root'))

    model = tf.keras.Sequential([
        tf.keras.layers.Input((3,)), tf.keras.layers.Dense(2, name='dense'),
        tf.keras.layers.BatchNormalization()])
    model.compile(optimizer=tf.keras.optimizers.Adam(), loss='mse')
    model.fit(tf.zeros([4, 3]), tf.zeros([4, 2]), verbose=0)
    yield tf.train.Checkpoint(model=model, optimizer=model.optimizer).save(
        os.path.join(folder, 'keras'))
    yield tf.train.Checkpoint(
        table=tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, -1),
        generator=tf.random.Generator.from_seed(1)).save(os.path.join(folder, 'table'))

    tf.saved_model.save(module, os.path.join(folder, 'saved'))
    yield os.path.join(folder, 'saved', 'variables', 'variables')

    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        variable = tf.compat.v1.get_variable('scope/w', [2])
        optimizer = tf.compat.v1.train.AdamOptimizer()
        train = optimizer.minimize(tf.reduce_sum(variable * variable))
        session.run(tf.compat.v1.global_variables_initializer())
        session.run(train)
        checkpoint = tf.compat.v1.train.Checkpoint(w=variable, optimizer=optimizer)
        session.run(checkpoint.save_counter.initializer)
        yield checkpoint.save(os.path.join(folder, 'slots'), session=session)


def found(folders, corpus):
    """Object-based prefixes below folders, with the pairs that are expected of them."""
    expected = {}
    if corpus is not None:
        with open(os.path.join(corpus, 'expected.json'), encoding='utf-8') as file:
            expected = json.load(file)
    for folder in folders:
        for directory, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                if not name.endswith('.index'):
                    continue
                prefix = os.path.join(directory, name[:-len('.index')])
                if tf.train.load_checkpoint(prefix).has_tensor(base.OBJECT_GRAPH_PROTO_KEY):
                    known = expected.get(os.path.relpath(prefix, corpus), {}) if corpus else {}
                    yield prefix, known.get('fullNames', {})


def main():
    shared = os.environ.get('CKPTMAP_SHARED')
    corpus = None if shared is None else os.path.join(shared, 'corpus')
    folders = sys.argv[1:] or ([] if corpus is None else [corpus])
    if not folders:
        sys.exit('check_object_graphs: name a folder, or set CKPTMAP_SHARED')
    passed = failed = tensors = 0
    with tempfile.TemporaryDirectory() as folder:
        prefixes = list(found(folders, corpus)) + [(each, {}) for each in written(folder)]
        for prefix, pairs in prefixes:
            try:
                tensors += check(prefix, pairs)
                passed += 1
            except (AssertionError, KeyError) as error:
                failed += 1
                print('%s: %s: %s' % (prefix, type(error).__name__, error))
    print('%d tensors' % tensors)
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
