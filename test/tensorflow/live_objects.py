"""Models that are objects, for live_run.py: Keras 2 and 3, tf.Module, and the files they leave.

None of their variables is in a variable store, so a map can bind none of them: what matters is
that each file lists the variables with the names that the model has when it is loaded again.
"""

import keras
import tensorflow as tf
import tf_keras
from tensorflow.core.protobuf import trackable_object_graph_pb2
from tensorflow.python.trackable import base

from dumpVariables import describe_object
from keras_random import random_model
from live_checkpoints import small_model

# What a file lists of a variable, and what of it is compared.
FIELDS = ('name', 'shape', 'dtype', 'trainable')


def write_object(rng):
    """Writes a model into the current folder: its files, each with the variables that are in it."""
    kind = rng.choice(['keras 3', 'keras 3', 'keras 2', 'keras 2', 'module'])
    if kind == 'module':
        return kind, _write_module(rng)
    library = keras if kind == 'keras 3' else tf_keras
    library.backend.clear_session()
    model = draw_model(rng, library) if rng.random() < 0.4 else random_model(library, rng)
    files = [_write_checkpoint(model)]
    with open('config.json', 'w', encoding='utf-8') as file:
        file.write(model.to_json())
    for path in ('model.keras', 'model.h5'):
        model.save(path)
        library.backend.clear_session()
        # What is loaded may have other names than what was saved, and others from another file.
        files.append((path, describe_object(library.models.load_model(path, compile=False))))
    library.backend.clear_session()
    with open('config.json', encoding='utf-8') as file:
        loaded = library.models.model_from_json(file.read())
    return kind, files + [('config.json', describe_object(loaded))]


def _write_checkpoint(model):
    """An object-based checkpoint, and what TensorFlow decodes of it."""
    tf.train.Checkpoint(model=model).write('objects.ckpt')
    reader = tf.train.load_checkpoint('objects.ckpt')
    graph = trackable_object_graph_pb2.TrackableObjectGraph()
    graph.ParseFromString(reader.get_tensor(base.OBJECT_GRAPH_PROTO_KEY))
    values = {value.checkpoint_key: value.full_name
              for node in graph.nodes for value in node.attributes
              if value.checkpoint_key.endswith('/.ATTRIBUTES/VARIABLE_VALUE')}
    return 'objects.ckpt', [
        {'name': name or key[:-len('/.ATTRIBUTES/VARIABLE_VALUE')],
         'shape': reader.get_variable_to_shape_map()[key], 'kind': 'resource', 'storeKey': None,
         'dtype': reader.get_variable_to_dtype_map()[key].name, 'trainable': True}
        for key, name in sorted(values.items())]


def _write_module(rng):
    module = tf.Module(name='net')
    module.many = [tf.Variable(tf.zeros(rng.choice([[], [2], [2, 3]])), name=rng.choice(['w', 'b']),
                               trainable=rng.random() < 0.7) for _ in range(rng.randint(0, 3))]
    module.table = {'k': tf.Variable([1, 2], name='table/k', dtype=tf.int64)}
    if rng.random() < 0.5:
        module.again = module.table['k']
    if rng.random() < 0.5:
        module.keras = small_model(rng, tf_keras)
    tf.saved_model.save(module, 'exported')
    loaded = tf.saved_model.load('exported')
    variables = tf.Module()
    variables.of_it = [each for each in tf.train.TrackableView(loaded).descendants()
                       if isinstance(each, tf.Variable)]
    return [_write_checkpoint(module), ('exported/saved_model.pb', describe_object(variables))]


def draw_model(rng, library):
    """A model of common layers, some named, some trained, one perhaps used twice."""
    library.backend.clear_session()
    layers = library.layers
    # A model refuses two layers of one name.
    names = ['head', 'encoder', 'x_1']
    rng.shuffle(names)

    def name():
        return names.pop() if names and rng.random() < 0.4 else None
    inputs = library.Input([6])
    x = inputs
    for _ in range(rng.randint(1, 4)):
        trains = rng.random() < 0.8
        layer = rng.choice([
            lambda: layers.Dense(4, use_bias=rng.random() < 0.7, name=name(), trainable=trains),
            lambda: layers.BatchNormalization(scale=rng.random() < 0.5, trainable=trains),
            lambda: layers.LayerNormalization(center=rng.random() < 0.5),
            lambda: layers.PReLU(),
            lambda: layers.Dropout(0.5),
            lambda: library.Sequential(
                [layers.Dense(3), layers.BatchNormalization()], name=name()),
            lambda: _recurrent(rng, library),
        ])()
        x = layer(x)
    if rng.random() < 0.3:
        twice = layers.Dense(x.shape[-1], name=name())
        x = twice(twice(x))
    return library.Model(inputs, layers.Dense(2)(x), name=rng.choice([None, 'net']))


def _recurrent(rng, library):
    layers = library.layers
    cell = rng.choice([layers.LSTM, layers.GRU, layers.SimpleRNN])(3)
    wrapped = layers.Bidirectional(cell) if rng.random() < 0.5 else cell
    return lambda x: wrapped(layers.Reshape([x.shape[-1], 1])(x))


def rows_of(variables):
    """What is compared of a list of variables, in an order that no file need keep."""
    return sorted([variable[field] for field in FIELDS] for variable in variables)
