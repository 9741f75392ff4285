"""The sources of one model that live_run.py compares: who writes the file, and what it cannot say.

A source is given as a model to our command line. `told` is its listing (`ckptmap inspect`) with
what the format cannot say put right: with it every plan must be TensorFlow's, and what had to be
put right are the kinds of disagreement that docs/certainty.md explains.
"""

import json
import os

import tensorflow as tf

from dumpVariables import dump_variables

v1 = tf.compat.v1

# What a variables file says of a variable; `storeKey` is said of each in full here.
STORE = ('storeKey',)
# A GraphDef alone has no VariableDef: nothing says what trains, nor how a slice was cut.
NO_DEFINITIONS = ('storeKey', 'trainable', 'partition')


class Source:
    """A kind of file: its name in the world's folder, and the fields that it cannot say."""

    def __init__(self, name, path, unknown, write, often=1.0):
        self.name = name
        self.path = path
        self.unknown = unknown
        self.write = write
        self.often = often


def _write_variables(graph, path):
    dump_variables(path, graph)


def _write_meta(graph, path):
    with graph.as_default():
        v1.train.export_meta_graph(path)


def _write_meta_text(graph, path):
    with graph.as_default():
        v1.train.export_meta_graph(path, as_text=True)


def _write_graph_text(graph, path):
    tf.io.write_graph(graph.as_graph_def(), os.path.dirname(path), os.path.basename(path))


def _write_graph(graph, path):
    tf.io.write_graph(graph.as_graph_def(), os.path.dirname(path), os.path.basename(path),
                      as_text=False)


def _write_saved_model(graph, path):
    # The variables' values are of no interest: an empty Saver keeps the builder from asking.
    with v1.Session(graph=graph) as session:
        builder = v1.saved_model.Builder(os.path.dirname(path))
        variables = [each for each in graph.get_collection(v1.GraphKeys.GLOBAL_VARIABLES)
                     if each.shape.is_fully_defined()][:1]
        session.run(v1.variables_initializer(variables))
        with graph.as_default():
            saver = v1.train.Saver(variables, allow_empty=True)
        builder.add_meta_graph_and_variables(session, ['serve'], saver=saver)
        builder.save()


SOURCES = [
    Source('variables', 'model.variables.json', (), _write_variables),
    Source('meta', 'model.meta', STORE, _write_meta),
    Source('meta-text', 'text.meta', STORE, _write_meta_text, 0.4),
    Source('graph.pbtxt', 'graph.pbtxt', NO_DEFINITIONS, _write_graph_text, 0.6),
    Source('graph.pb', 'graph.pb', NO_DEFINITIONS, _write_graph, 0.4),
    Source('saved_model.pb', 'serving/saved_model.pb', STORE, _write_saved_model, 0.5),
]


def normal(variable):
    """A listing's variable with what may be left out in it."""
    fields = ('name', 'shape', 'dtype', 'kind', 'trainable')
    return {**{field: variable.get(field) for field in fields},
            'storeKey': variable.get('storeKey', variable['name']),
            'partition': variable.get('partition')}


def compare_listing(source, listed, truth, collected):
    """(told, kinds, faults): the listing put right, what had to be, and what should not have.

    `truth` is what the variables file holds, `collected` the names in the graph's collections.
    """
    true = {each['name']: each for each in map(normal, truth)}
    told, kinds, faults = [], {}, []
    for variable in map(normal, listed):
        name = variable['name']
        real = true.pop(name, None)
        if real is None:
            faults.append('%s lists %r, which is no variable' % (source.name, name))
            continue
        for field, value in variable.items():
            if value == real[field]:
                continue
            if field not in source.unknown:
                faults.append('%s says %s of %r, expected %s' % (
                    source.name, json.dumps(value), '%s.%s' % (name, field),
                    json.dumps(real[field])))
            kinds[_kind(field, variable, real)] = name
            variable[field] = real[field]
        told.append(variable)
    for name, real in true.items():
        if source.unknown == NO_DEFINITIONS or name in collected:
            faults.append('%s does not list %r' % (source.name, name))
        kinds['variable in no collection'] = name
        told.append(real)
    order = {each['name']: index for index, each in enumerate(truth)}
    told.sort(key=lambda each: order[each['name']])
    return [_written(each) for each in told], kinds, faults


def _written(variable):
    return {field: value for field, value in variable.items()
            if field != 'partition' or value is not None}


def _kind(field, variable, real):
    if field != 'storeKey':
        return '%s is not in the file' % field
    if real['storeKey'] is None:
        return 'variable not in the store'
    if real['storeKey'].endswith('/') != (variable['storeKey'] or '').endswith('/'):
        return 'slot or no slot by its name'
    return 'name made unique'
