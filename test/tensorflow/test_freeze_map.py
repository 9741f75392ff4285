"""Test server/src/features/freezeMap.py, which writes a map from a running program, in real TensorFlow."""

import json
import os
import sys
import tempfile
import unittest

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(HERE)), 'server', 'src', 'features'))

import freezeMap  # noqa: E402
import tensorflow as tf  # noqa: E402

tf1 = tf.compat.v1


class FreezeMapTest(unittest.TestCase):
    """What the script writes is what init_from_checkpoint takes, and does the same."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.checkpoint = os.path.join(self.folder.name, 'old')
        self.written = os.path.join(self.folder.name, 'train.ckptmap.json')
        with tf.Graph().as_default(), tf1.Session() as session:
            tf1.get_variable('a', initializer=[1., 2.])
            tf1.get_variable('b', initializer=[[3.], [4.], [5.]])
            session.run(tf1.global_variables_initializer())
            tf1.train.Saver().save(session, self.checkpoint, write_meta_graph=False)

    def variables(self):
        """A resource, a reference and a partitioned variable."""
        resource = tf1.get_variable('m/resource', [2], use_resource=True)
        reference = tf1.get_variable('m/ref', [2], use_resource=False)
        parts = tf1.get_variable('m/parts', [3, 1],
                                 partitioner=tf1.fixed_size_partitioner(2, axis=0))
        return resource, reference, parts

    def values(self, assignment_map):
        """What each variable holds after a call with this map."""
        with tf.Graph().as_default(), tf1.Session() as session:
            given = assignment_map(self.variables())
            tf1.train.init_from_checkpoint(self.checkpoint, given)
            session.run(tf1.global_variables_initializer())
            found = session.run({v.op.name: v for v in tf1.global_variables()})
            return {name: value.tolist() for name, value in found.items()}, given

    def check(self, assignment_map, entries, loaded):
        done, given = self.values(assignment_map)
        freezeMap.write_assignment_map(self.written, self.checkpoint, given)
        with open(self.written, encoding='utf-8') as file:
            written = json.load(file)
        self.assertEqual(written, {'checkpoint': self.checkpoint, 'assignment_map': entries})
        again, _ = self.values(lambda _: written['assignment_map'])
        self.assertEqual({name: again[name] for name in loaded}, loaded)
        self.assertEqual({name: done[name] for name in loaded}, loaded)

    def test_objects(self):
        self.check(lambda made: [('a', made[0]), ('a', made[1]), ('b', list(made[2]))],
                   [['a', 'm/resource'], ['a', 'm/ref'], ['b', 'm/parts']],
                   {'m/resource': [1., 2.], 'm/ref': [1., 2.], 'm/parts/part_0': [[3.], [4.]],
                    'm/parts/part_1': [[5.]]})

    def test_mapping(self):
        self.check(lambda made: {'a': made[0]}, {'a': 'm/resource'}, {'m/resource': [1., 2.]})

    def test_names(self):
        self.check(lambda made: {'a': 'm/ref'}, {'a': 'm/ref'}, {'m/ref': [1., 2.]})

    def test_nothing_is_overwritten(self):
        freezeMap.write_assignment_map(self.written, checkpoint_dir='x', assignment_map={})
        with self.assertRaises(FileExistsError):
            freezeMap.write_assignment_map(self.written, 'y', {})
        with open(self.written, encoding='utf-8') as file:
            self.assertEqual(json.load(file), {'checkpoint': 'x', 'assignment_map': {}})


if __name__ == '__main__':
    unittest.main()
