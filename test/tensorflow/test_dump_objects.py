"""dumpVariables.py given Keras models and tf.Modules, against a dump that shares no code with it.

`direct` writes the file's text from the values themselves (numpy arrays) and from names that are
spelled out here or taken from the files which Keras writes. Both Keras are run: 3, which comes
with TensorFlow, and 2 (tf_keras). Run as test_dump_variables.py.
"""

import json
import os
import sys
import tempfile
import unittest

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')

import keras
import tensorflow as tf
import tf_keras

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', '..', 'server', 'src', 'cli'))

from dumpVariables import dump_variables

v1 = tf.compat.v1


def dumped(model):
    """The bytes that dump_variables writes for an object."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'model.variables.json')
        dump_variables(path, model)
        with open(path, 'rb') as file:
            return file.read()


def direct(rows):
    """The same file from (name, array, trainable) rows."""
    texts = []
    for name, array, trainable in rows:
        texts.append('\n {"name": %s, "shape": [%s], "dtype": "%s", "kind": "resource", '
                     '"trainable": %s, "storeKey": null}' % (
                         json.dumps(name), ', '.join(map(str, array.shape)), array.dtype,
                         'true' if trainable else 'false'))
    body = ','.join(texts) + ('\n' if texts else '')
    return ('{"ckptmap": "variables@1", "tensorflow": "%s", "variables": [%s]}\n' % (
        tf.__version__, body)).encode()


def layers_of(library):
    """A model with every common kind of variable, one layer frozen and one used twice."""
    layers = library.layers
    image = library.Input([8, 8, 3], name='image')
    x = layers.Conv2D(4, 3, name='conv')(image)
    x = layers.BatchNormalization(name='norm')(x)
    x = layers.SeparableConv2D(2, 3, use_bias=False)(x)
    x = layers.Flatten()(x)
    twice = layers.Dense(x.shape[-1], name='twice', trainable=False)
    x = layers.LayerNormalization()(twice(twice(x)))
    x = layers.Reshape([4, -1])(x)
    x = layers.Bidirectional(layers.LSTM(3), name='both')(x)
    x = layers.Dense(2)(x)
    return library.Model(image, library.Sequential([layers.Dense(5), layers.Dropout(0.5)])(x))


class Keras3(unittest.TestCase):

    def setUp(self):
        keras.backend.clear_session()

    def rows(self, model):
        # A variable's own value, and whether the layer that holds it would train it.
        trained = set(map(id, model.trainable_variables))
        return [(variable.path, variable.value.numpy(), id(variable) in trained)
                for variable in model.variables]

    def test_names_spelled_out(self):
        model = keras.Sequential(
            [keras.Input([3]), keras.layers.Dense(2), keras.layers.BatchNormalization()], name='m')
        expected = ['m/dense/kernel', 'm/dense/bias'] + [
            'm/batch_normalization/' + name
            for name in ('gamma', 'beta', 'moving_mean', 'moving_variance')]
        shapes = [[3, 2], [2]] + 4 * [[2]]
        found = json.loads(dumped(model))['variables']
        self.assertEqual(
            list(zip(expected, shapes)), [(each['name'], each['shape']) for each in found])
        self.assertEqual(2 * [True] + 2 * [True] + 2 * [False],
                         [each['trainable'] for each in found])

    def test_models_byte_for_byte(self):
        model = layers_of(keras)
        self.assertEqual(direct(self.rows(model)), dumped(model))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'model.keras')
            model.save(path)
            keras.backend.clear_session()
            loaded = keras.saving.load_model(path)
        self.assertEqual(direct(self.rows(loaded)), dumped(loaded))

    def test_one_layer_and_an_optimizer(self):
        layer = keras.layers.Dense(2, name='alone')
        layer.build([None, 3])
        self.assertEqual(
            direct([('alone/kernel', layer.kernel.numpy(), True),
                    ('alone/bias', layer.bias.numpy(), True)]), dumped(layer))
        optimizer = keras.optimizers.Adam()
        optimizer.build(layer.trainable_variables)
        self.assertEqual(
            ['adam/iteration', 'adam/learning_rate', 'adam/alone_kernel_momentum',
             'adam/alone_kernel_velocity', 'adam/alone_bias_momentum', 'adam/alone_bias_velocity'],
            [each['name'] for each in json.loads(dumped(optimizer))['variables']])

    def test_mixed_precision_keeps_the_dtype_of_the_variable(self):
        layer = keras.layers.Dense(2, dtype='mixed_bfloat16', name='mixed')
        layer.build([None, 3])
        self.assertEqual(['float32', 'float32'],
                         [each['dtype'] for each in json.loads(dumped(layer))['variables']])

    def test_not_built_is_explained(self):
        for model in (keras.Sequential([keras.layers.Dense(2)]),
                      tf_keras.Sequential([tf_keras.layers.Dense(2)])):
            with self.assertRaisesRegex(ValueError, 'type Sequential that is not built'):
                dumped(model)


class Keras2(unittest.TestCase):

    def setUp(self):
        tf_keras.backend.clear_session()

    def rows(self, model):
        trained = set(map(id, model.trainable_variables))
        return [(variable.name.split(':')[0], variable.numpy(), id(variable) in trained)
                for variable in model.weights]

    def test_names_spelled_out(self):
        model = tf_keras.Sequential([tf_keras.Input([3]), tf_keras.layers.Dense(2)])
        first, second = model.layers[0].kernel, model.layers[0].bias
        self.assertEqual(direct([('dense/kernel', first.numpy(), True),
                                 ('dense/bias', second.numpy(), True)]), dumped(model))

    def test_models_byte_for_byte(self):
        model = layers_of(tf_keras)
        # In Keras 2 a frozen layer does not tell its variables.
        rows = [(name, array, name.rsplit('/')[-1] not in ('moving_mean', 'moving_variance'))
                for name, array, _ in self.rows(model)]
        self.assertEqual(direct(rows), dumped(model))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'model.h5')
            model.save(path)
            tf_keras.backend.clear_session()
            loaded = tf_keras.models.load_model(path)
        self.assertEqual(direct(rows), dumped(loaded))

    def test_optimizers_whose_variables_are_a_method(self):
        weight = tf.Variable([1.0], name='w')
        for optimizer in (tf_keras.optimizers.legacy.Adam(), tf_keras.optimizers.Adam()):
            optimizer.apply_gradients([(tf.constant([1.0]), weight)])
            self.assertIn('Adam/w/m' if 'legacy' in type(optimizer).__module__ else 'Adam/m/w',
                          [each['name'] for each in json.loads(dumped(optimizer))['variables']])

    def test_in_a_graph(self):
        with tf.Graph().as_default():
            model = tf_keras.Sequential([tf_keras.Input([3]), tf_keras.layers.Dense(2)])
            entries = json.loads(dumped(model))['variables']
        self.assertEqual([('dense/kernel', None), ('dense/bias', None)],
                         [(each['name'], each['storeKey']) for each in entries])


class Modules(unittest.TestCase):

    def test_names_order_and_repetition(self):
        class Block(tf.Module):
            def __init__(self, name=None):
                super().__init__(name=name)
                with self.name_scope:
                    self.z = tf.Variable(tf.zeros([2, 3]), name='z')
                    self.a = tf.Variable([1, 2], name='a', trainable=False)

        class Net(tf.Module):
            def __init__(self):
                super().__init__()
                self.blocks = [Block(), Block('named')]
                self.table = {'k': tf.Variable(['text'], name='k'), 'again': self.blocks[0]}
                self.plain = [tf.Variable(1.0), tf.Variable(True)]

        net = Net()
        first, second = net.blocks
        expected = {
            id(first.a): ('block/a', False), id(first.z): ('block/z', True),
            id(second.a): ('named/a', False), id(second.z): ('named/z', True),
            id(net.table['k']): ('k', True), id(net.plain[0]): ('Variable', True),
            id(net.plain[1]): ('Variable', True)}
        rows = []
        for variable in net.variables:
            name, trainable = expected.pop(id(variable))
            rows.append((name, variable.numpy(), trainable))
        self.assertEqual({}, expected)
        # What numpy calls objects is text.
        text = direct(rows).replace(b'"object"', b'"string"')
        self.assertEqual(text, dumped(net))
        self.assertIn(b'"dtype": "bool"', text)

    def test_a_module_in_a_graph_tells_the_store_key(self):
        with tf.Graph().as_default():
            module = tf.Module()
            with v1.variable_scope('s', use_resource=False):
                module.ref = v1.get_variable('w', [2])
            tf.constant(1, name='x')
            module.unique = v1.get_variable('x', [1])
            module.own = tf.Variable([1.0], name='own')
            entries = {each['name']: each for each in json.loads(dumped(module))['variables']}
        self.assertEqual('ref', entries['s/w']['kind'])
        self.assertNotIn('storeKey', entries['s/w'])
        self.assertEqual('x', entries['x_1']['storeKey'])
        self.assertIsNone(entries['own']['storeKey'])

    def test_unknown_shapes_and_no_variables(self):
        module = tf.Module()
        self.assertEqual(direct([]), dumped(module))
        module.v = tf.Variable([[1.0]], shape=[None, 1], name='v')
        module.w = tf.Variable(1.0, shape=tf.TensorShape(None), name='w')
        self.assertEqual([[None, 1], None],
                         [each['shape'] for each in json.loads(dumped(module))['variables']])

    def test_what_has_no_variables_is_explained(self):
        with self.assertRaisesRegex(ValueError, 'type dict, which has no "variables"'):
            dumped({})


if __name__ == '__main__':
    unittest.main()
