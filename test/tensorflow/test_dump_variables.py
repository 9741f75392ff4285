"""dumpVariables.py against graphs whose variables are known from how they were made.

Every expected entry is written out here or taken from another of TensorFlow's own views of the
graph (the store's contents, the NodeDefs, the MetaGraph's VariableDefs), never from the dump.
Run: python -m unittest discover -s test/tensorflow -p 'test_*.py'
"""

import ast
import json
import os
import sys
import tempfile
import unittest

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')

import tensorflow as tf

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
DUMP_VARIABLES = os.path.join(ROOT, 'server', 'src', 'cli', 'dumpVariables.py')
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(DUMP_VARIABLES))

from dumpVariables import dump_variables

v1 = tf.compat.v1


def dump(graph=None):
    """What dump_variables writes for a graph, parsed."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'model.variables.json')
        dump_variables(path, graph)
        with open(path, encoding='utf-8') as file:
            return json.load(file)


def resource(name, shape, dtype='float32', trainable=True, **more):
    return dict(name=name, shape=shape, dtype=dtype, kind='resource', trainable=trainable, **more)


def part(name, full_shape, offset, shape):
    return {'fullName': name, 'fullShape': full_shape, 'offset': offset, 'shape': shape}


class DumpVariables(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.graph = tf.Graph()
        context = self.graph.as_default()
        context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)

    def expect(self, *entries):
        file = dump()
        self.assertEqual('variables@1', file['ckptmap'])
        self.assertEqual(tf.__version__, file['tensorflow'])
        self.assertEqual(list(entries), file['variables'])

    def test_scopes_and_kinds_in_creation_order(self):
        with v1.variable_scope('z'):
            v1.get_variable('w', [3, 4])
            with v1.variable_scope('', use_resource=False):
                v1.get_variable('ref', [2], tf.float64, trainable=False)
        v1.get_local_variable('local', [], tf.int32)
        v1.get_variable('a', [0, 5], tf.bfloat16)
        v1.train.get_or_create_global_step()
        self.expect(
            resource('z/w', [3, 4]),
            dict(resource('z//ref', [2], 'float64', False), kind='ref'),
            resource('local', [], 'int32', False),
            resource('a', [0, 5], 'bfloat16'),
            resource('global_step', [], 'int64', False))

    def test_variables_outside_the_store(self):
        with v1.variable_scope('s'):
            tf.Variable([1.0, 2.0], name='object')
            v1.Variable([1], name='old', use_resource=False)
        v1.metrics.mean(tf.constant(1.0), name='average')
        self.expect(
            resource('s/object', [2], storeKey=None),
            dict(resource('s/old', [1], 'int32', storeKey=None), kind='ref'),
            resource('average/total', [], trainable=False, storeKey=None),
            resource('average/count', [], trainable=False, storeKey=None))

    def test_operation_name_made_unique(self):
        tf.constant(1, name='w')
        v1.get_variable('w', [2])
        v1.get_variable('W', [2])
        with v1.name_scope('s'):
            tf.constant(1, name='x')
        with v1.variable_scope('s'):
            v1.get_variable('x', [2])
        self.expect(
            resource('w_1', [2], storeKey='w'),
            resource('W_2', [2], storeKey='W'),
            resource('s/x_1', [2], storeKey='s/x'))

    def test_partitions(self):
        with v1.variable_scope('p', partitioner=v1.fixed_size_partitioner(2)):
            v1.get_variable('w', [3, 2])
            v1.get_variable('scalar', [])
        v1.get_variable('columns', [2, 3], partitioner=v1.fixed_size_partitioner(3, axis=1))
        v1.get_variable('one', [2], partitioner=v1.fixed_size_partitioner(1), use_resource=False)
        self.expect(
            resource('p/w/part_0', [2, 2], partition=part('p/w', [3, 2], [0, 0], [2, 2])),
            resource('p/w/part_1', [1, 2], partition=part('p/w', [3, 2], [2, 0], [1, 2])),
            resource('p/scalar', []),
            resource('columns/part_0', [2, 1], partition=part('columns', [2, 3], [0, 0], [2, 1])),
            resource('columns/part_1', [2, 1], partition=part('columns', [2, 3], [0, 1], [2, 1])),
            resource('columns/part_2', [2, 1], partition=part('columns', [2, 3], [0, 2], [2, 1])),
            dict(resource('one/part_0', [2], partition=part('one', [2], [0], [2])), kind='ref'))

    def test_slots(self):
        w = v1.get_variable('s/w', [2])
        p = v1.get_variable('s/p', [2], partitioner=v1.fixed_size_partitioner(2))
        object_ = tf.Variable([1.0], name='object')
        loss = tf.reduce_sum(w) + tf.reduce_sum(tf.convert_to_tensor(p)) + tf.reduce_sum(object_)
        with v1.variable_scope('train'):
            v1.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
        v1.train.AdamOptimizer().minimize(tf.reduce_sum(w), var_list=[w])
        tf.train.ExponentialMovingAverage(0.9).apply([w])
        slot = {'trainable': False}
        self.expect(
            resource('s/w', [2]),
            resource('s/p/part_0', [1], partition=part('s/p', [2], [0], [1])),
            resource('s/p/part_1', [1], partition=part('s/p', [2], [1], [1])),
            resource('object', [1], storeKey=None),
            resource('train/s/w/Momentum', [2], storeKey='train/s/w/Momentum/', **slot),
            resource('train/s/p/part_0/Momentum', [1], storeKey='train/s/p/part_0/Momentum/',
                     partition=part('s/p/art_0/Momentum', [2], [0], [1]), **slot),
            resource('train/s/p/part_1/Momentum', [1], storeKey='train/s/p/part_1/Momentum/',
                     partition=part('s/p/art_1/Momentum', [2], [1], [1]), **slot),
            resource('train/object/Momentum', [1], storeKey='train/object/Momentum/', **slot),
            resource('beta1_power', [], storeKey=None, **slot),
            resource('beta2_power', [], storeKey=None, **slot),
            resource('s/w/Adam', [2], storeKey='s/w/Adam/', **slot),
            resource('s/w/Adam_1', [2], storeKey='s/w/Adam_1/', **slot),
            resource('s/w/ExponentialMovingAverage', [2],
                     storeKey='s/w/ExponentialMovingAverage/', **slot))

    def test_unknown_shapes(self):
        unknown = v1.placeholder_with_default(tf.zeros([2, 3]), None)
        some = v1.placeholder_with_default(tf.zeros([2, 3]), [None, 3])
        v1.get_variable('unknown', initializer=unknown, validate_shape=False)
        v1.get_variable('some', initializer=some, validate_shape=False)
        v1.get_variable('ref', initializer=some, validate_shape=False, use_resource=False)
        self.expect(
            resource('unknown', None),
            resource('some', [None, 3]),
            dict(resource('ref', None), kind='ref'))

    def test_variable_in_no_collection(self):
        v1.get_variable('hidden', [1], collections=[], trainable=False)
        v1.get_variable('after', [1])
        self.expect(resource('hidden', [1], trainable=False), resource('after', [1]))

    def test_reused_and_templated_variables_stand_once(self):
        for reuse in (None, True):
            with v1.variable_scope('s', reuse=reuse):
                v1.get_variable('w', [1])
        layer = v1.make_template('t', lambda: v1.get_variable('w', [1]))
        layer()
        layer()
        with v1.variable_scope(None, default_name='s'):
            v1.get_variable('w', [1])
        self.expect(resource('s/w', [1]), resource('t/w', [1]), resource('s_1/w', [1]))

    def test_imported_graph_has_an_empty_store(self):
        v1.get_variable('w', [3], partitioner=v1.fixed_size_partitioner(2))
        v1.get_variable('ref', [1], use_resource=False, trainable=False)
        meta_graph = v1.train.export_meta_graph()
        with tf.Graph().as_default():
            v1.train.import_meta_graph(meta_graph)
            self.expect(
                resource('w/part_0', [2], storeKey=None, partition=part('w', [3], [0], [2])),
                resource('w/part_1', [1], storeKey=None, partition=part('w', [3], [2], [1])),
                dict(resource('ref', [1], trainable=False, storeKey=None), kind='ref'))

    def test_mirrored_variables(self):
        strategy = tf.distribute.MirroredStrategy(['/cpu:0'])
        with strategy.scope():
            v1.get_variable('w', [2])

            def replica():
                return v1.get_variable('inner', [1])
            strategy.extended.call_for_each_replica(replica)
            entries = dump()['variables']
        self.assertEqual([resource('w', [2]), resource('inner', [1])], entries)
        self.assertEqual(entries, dump()['variables'])

    def test_every_dtype_by_tensorflows_name(self):
        names = ('float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 uint16 uint32 '
                 'uint64 bool string complex64 complex128 qint8 quint8 qint32').split()
        for name in names:
            dtype = tf.dtypes.as_dtype(name)
            if dtype.is_quantized:
                bits = tf.int8 if dtype.size == 1 else tf.int32
                v1.get_variable('v_' + name, initializer=tf.bitcast(tf.zeros([1], bits), dtype))
            else:
                v1.get_variable('v_' + name, [1], dtype, initializer=v1.zeros_initializer())
        self.expect(*(resource('v_' + name, [1], name) for name in names))

    def test_agrees_with_other_views_of_a_mixed_graph(self):
        with v1.variable_scope('net', partitioner=v1.min_max_variable_partitioner(3, 0, 16)):
            weights = [v1.get_variable(name, [4, 2]) for name in ('w', 'v')]
        with v1.variable_scope('other', use_resource=False):
            weights.append(v1.get_variable('ref', [2, 2]))
        v1.train.AdamOptimizer().minimize(
            sum(tf.reduce_sum(tf.convert_to_tensor(weight)) for weight in weights))
        entries = dump()['variables']
        store = self.graph.get_collection(('__variable_store',))[0]._vars
        self.assertEqual(
            {key: variable.op.name for key, variable in store.items()},
            {entry.get('storeKey', entry['name']): entry['name'] for entry in entries
             if entry.get('storeKey', entry['name']) is not None})
        nodes = {node.name: node for node in self.graph.as_graph_def().node}
        definitions = {variable.to_proto().variable_name[:-2]: variable.to_proto()
                       for variable in v1.global_variables()}
        self.assertEqual(set(definitions), {entry['name'] for entry in entries})
        for entry in entries:
            node, definition = nodes[entry['name']], definitions[entry['name']]
            self.assertEqual([dim.size for dim in node.attr['shape'].shape.dim], entry['shape'])
            self.assertEqual(tf.dtypes.as_dtype(node.attr['dtype'].type).name, entry['dtype'])
            kinds = {'VarHandleOp': 'resource', 'VariableV2': 'ref'}
            self.assertEqual(kinds[node.op], entry['kind'])
            self.assertEqual(definition.is_resource, entry['kind'] == 'resource')
            self.assertEqual(definition.trainable, entry['trainable'])
            info = definition.save_slice_info_def
            expected = part(info.full_name, list(info.full_shape), list(info.var_offset),
                            list(info.var_shape)) if info.full_name else None
            self.assertEqual(expected, entry.get('partition'))
        order = [node.name for node in self.graph.as_graph_def().node if node.name in definitions]
        self.assertEqual(order, [entry['name'] for entry in entries])

    def test_graph_argument_and_empty_graph(self):
        other = tf.Graph()
        with other.as_default():
            v1.get_variable('w', [1])
        self.assertEqual([resource('w', [1])], dump(other)['variables'])
        self.assertEqual([], dump()['variables'])

    def test_graph_is_left_as_it_was(self):
        v1.get_variable('w', [3], partitioner=v1.fixed_size_partitioner(2))
        before = self.graph.as_graph_def(), {name: list(self.graph.get_collection(name))
                                             for name in self.graph.get_all_collection_keys()}
        dump()
        after = self.graph.as_graph_def(), {name: list(self.graph.get_collection(name))
                                            for name in self.graph.get_all_collection_keys()}
        self.assertEqual(before[0], after[0])
        self.assertEqual(before[1].keys(), after[1].keys())

    def test_one_variable_a_line_and_the_same_bytes_each_time(self):
        for name in 'abc':
            v1.get_variable(name, [1])
        with tempfile.TemporaryDirectory() as folder:
            texts = []
            for path in (os.path.join(folder, '1'), os.path.join(folder, '2')):
                dump_variables(path)
                with open(path, 'rb') as file:
                    texts.append(file.read())
        self.assertEqual(texts[0], texts[1])
        self.assertEqual(5, texts[0].count(b'\n'))
        self.assertNotIn(b'\r', texts[0])


class Source(unittest.TestCase):

    def test_eager_mode_is_explained(self):
        with self.assertRaisesRegex(ValueError, 'eager mode'):
            dump_variables('unused')

    def test_parses_as_python_3_5(self):
        with open(DUMP_VARIABLES, encoding='utf-8') as file:
            source = file.read()
        ast.parse(source, feature_version=(3, 5))
        source.encode('ascii')


if __name__ == '__main__':
    unittest.main()
