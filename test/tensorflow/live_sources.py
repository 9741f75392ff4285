"""The sources of one model that live_run.py compares: who writes the file, and what it cannot say.

A source is given as a model to our command line, which lists it too (`ckptmap inspect`). With what
the format cannot say put right in that list, every plan must be TensorFlow's; what had to be put
right are the kinds of disagreement that docs/certainty.md explains.
"""

import json
import os
import re

import tensorflow as tf

from dumpVariables import dump_variables
from live_graphs import initialize

v1 = tf.compat.v1

# What a variables file says of a variable; `storeKey` is said of each in full here.
STORE = ('storeKey',)
# A GraphDef alone has no VariableDef: nothing says what trains, nor how a slice was cut.
NO_DEFINITIONS = ('storeKey', 'trainable', 'partition')


class Source:
    """A kind of file: its name in the world's folder, and the fields that it cannot say."""

    def __init__(self, name, path, unknown, write, often=1.0, required=False):
        self.name = name
        self.path = path
        self.unknown = unknown
        self.write = write
        self.often = often
        self.required = required


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
        variables = _savable(graph)[:1]
        initialize(session, variables)
        with graph.as_default():
            saver = v1.train.Saver(variables, allow_empty=True)
        builder.add_meta_graph_and_variables(session, ['serve'], saver=saver)
        builder.save()


def _write_checkpoint(graph, path):
    with v1.Session(graph=graph) as session, graph.as_default():
        variables = _savable(graph)
        initialize(session, variables)
        v1.train.Saver(variables, allow_empty=True).save(
            session, path, write_meta_graph=False, write_state=False)


def _savable(graph):
    return [each for each in graph.get_collection(v1.GraphKeys.GLOBAL_VARIABLES)
            if each.shape.is_fully_defined()]


SOURCES = [
    Source('variables', 'model.variables.json', (), _write_variables, required=True),
    Source('meta', 'model.meta', STORE, _write_meta, required=True),
    Source('meta-text', 'text.meta', STORE, _write_meta_text, 0.4, required=True),
    Source('graph.pbtxt', 'graph.pbtxt', NO_DEFINITIONS, _write_graph_text, 0.6, required=True),
    Source('graph.pb', 'graph.pb', NO_DEFINITIONS, _write_graph, 0.4, required=True),
    Source('saved_model.pb', 'serving/saved_model.pb', STORE, _write_saved_model, 0.5,
           required=True),
    Source('checkpoint', 'saved/model.ckpt', ('everything',), _write_checkpoint, 0.5,
           required=True),
]


def normal(variable):
    """A listing's variable with what may be left out in it."""
    fields = ('name', 'shape', 'dtype', 'kind', 'trainable')
    return {**{field: variable.get(field) for field in fields},
            'storeKey': variable.get('storeKey', variable['name']),
            'partition': variable.get('partition')}


class Told:
    """A listing beside the truth: what the file could not say, and models that are told it.

    `kinds` are the kinds of what it could not say, in the order of KINDS; `faults` is what it says
    wrongly although the format knows it.
    """

    def __init__(self, source, listed, truth, collected):
        """`truth` is what the variables file holds, `collected` the names in collections."""
        self._listed = {each['name']: each for each in map(normal, listed)}
        self._true = {each['name']: each for each in map(normal, truth)}
        self.faults = []
        kinds = set()
        for name, variable in self._listed.items():
            real = self._true.get(name)
            if real is None:
                self.faults.append('%s lists %r, which is no variable' % (source.name, name))
                continue
            for field in variable:
                if variable[field] != real[field]:
                    kinds.add(_kind(field, variable, real))
                    if field not in source.unknown:
                        self.faults.append('%s says that %s of %r is %s, expected %s' % (
                            source.name, field, name, json.dumps(variable[field]),
                            json.dumps(real[field])))
        for name in self._true.keys() - self._listed.keys():
            kinds.add(NOT_COLLECTED)
            if source.unknown == NO_DEFINITIONS or name in collected:
                self.faults.append('%s does not list %r' % (source.name, name))
        self.kinds = [kind for kind in KINDS if kind in kinds]

    def variables(self, kinds):
        """The listing with what is of these kinds put right, in the order of the truth."""
        found = []
        for name, real in self._true.items():
            variable = self._listed.get(name)
            if variable is not None:
                variable = {field: real[field] if variable[field] != real[field]
                            and _kind(field, variable, real) in kinds else variable[field]
                            for field in variable}
            elif NOT_COLLECTED in kinds:
                variable = real
            else:
                continue
            found.append({field: value for field, value in variable.items()
                          if field != 'partition' or value is not None})
        return found


class Guessed:
    """What another checkpoint of the model cannot say of it, by the truth alone.

    A checkpoint is listed as one, so there is no list to put right: where there is a kind, plans
    may differ; where there is none, they must not.
    """

    faults = ()

    def __init__(self, truth, graph):
        self._truth = truth
        saved = {each.op.name for each in _savable(graph)}
        names = {each['name'] for each in truth}
        kinds = set()
        for variable in map(normal, truth):
            name, key, part = variable['name'], variable['storeKey'], variable['partition']
            *scopes, last = name.split('/')
            is_slot = KNOWN_SLOT.match(last) and any(
                '/'.join(scopes[start:]) in names for start in range(len(scopes)))
            if variable['kind'] == 'ref':
                kinds.add(REF)
            if name not in saved:
                kinds.add(NOT_SAVED)
            if key is None:
                kinds.add(NOT_STORED)
            elif bool(is_slot) != (key == name + '/') or (part and key != name):
                kinds.add(SLOT)
            elif key.rstrip('/') != name:
                kinds.add(UNIQUE)
            if part and part['fullShape'] == part['shape']:
                kinds.add(PARTITION)
        self.kinds = [kind for kind in KINDS if kind in kinds]

    def variables(self, _):
        """The truth: no part of it can be told apart."""
        return self._truth


# The slots that TensorFlow's own optimizers make by default.
KNOWN_SLOT = re.compile(r'(Adadelta|Adagrad|AdagradDA|Adam|ExponentialMovingAverage|Ftrl|Momentum|'
                        r'ProximalAdagrad|RMSProp)(_\d+)?$')
REF = 'a ref variable'
NOT_SAVED = 'a variable that was not saved'
NOT_STORED = 'a variable that is not in the store'
NOT_COLLECTED = 'a variable in no collection'
SLOT = 'a slot by its name alone, or one that has another name'
UNIQUE = 'a name that was made unique'
PARTITION = 'how a variable was cut'
TRAINABLE = 'which variables train'
OTHER = 'something that the file does say'
KINDS = (REF, NOT_SAVED, NOT_STORED, NOT_COLLECTED, SLOT, UNIQUE, PARTITION,
         TRAINABLE, OTHER)


def _kind(field, variable, real):
    if field == 'partition':
        return PARTITION
    if field == 'trainable':
        return TRAINABLE
    if field != 'storeKey':
        return OTHER
    if real['storeKey'] is None:
        return NOT_STORED
    if real['storeKey'].endswith('/') != (variable['storeKey'] or '').endswith('/'):
        return SLOT
    return UNIQUE
