"""A world of live_run.py: a checkpoint, a model in every form that is known, maps, and the answers.

`World.run` draws and writes all of it into a folder, asks TensorFlow and our command line about
every map, and keeps what they disagree about, with counts of everything that was compared.
"""

import collections
import json
import os
import random
import re
import shutil
import subprocess

import tensorflow as tf

import live_maps
import live_objects
from dumpVariables import describe_graph, render_variables
from live_checkpoints import write_checkpoint
from live_graphs import build, build_like, draw_tree, train, vary
from live_oracle import LiveGraph
from live_sources import SOURCES, Guessed, Source, Told

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

# Another build may be named, so that one can be compared while another is made.
COMMAND = ['node', os.environ.get('CKPTMAP_CLI', os.path.join(ROOT, 'dist', 'cli.cjs'))]
KINDS_OF_ERRORS = ('scope only name', r'is not found in .* \$SHAPES', r'\(.* in .*\) is not found',
                   'Shape of variable')
ASSIGNMENT = ('variable', 'tensor', 'slice', 'verdict', 'becomes', 'error')


def ckptmap(folder, *arguments):
    """What our command prints, run in a world's folder; a command that cannot run is None."""
    run = subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, text=True,
                         encoding='utf-8', timeout=120)
    if run.returncode not in (0, 1):
        if run.returncode != 2:
            raise RuntimeError('ckptmap %s\n%s' % (' '.join(arguments), run.stderr))
        return None
    return run.stdout


def plans(folder, model, names):
    """The answers of our command to map files, in the words of LiveGraph."""
    output = ckptmap(folder, 'plan', '--format', 'jsonl', '--model', model, *names)
    if output is None:
        raise RuntimeError('ckptmap plan cannot run in %s' % folder)
    found = [json.loads(line) for line in output.splitlines()]
    assert [each['file'] for each in found] == list(names), (names, found)
    return [answer_of(each) for each in found]


def answer_of(plan):
    def plain(error):
        return error and {'type': error['type'], 'message': error['message']}

    def assignments(found):
        rows = [{field: each[field] for field in ASSIGNMENT if field in each} for each in found]
        return [dict(row, error=plain(row['error'])) if 'error' in row else row for row in rows]
    calls = [{'outcome': call['outcome'], 'error': plain(call['error']),
              'assignments': assignments(call['assignments'])} for call in plan['calls']]
    return {'outcome': plan['outcome'], 'calls': calls,
            'assignments': assignments(plan['assignments'])}


class World:
    """A folder with a checkpoint, a model in every form that we know, and maps for them."""

    def __init__(self, seed, number, folder, count):
        self.seed, self.number, self.folder, self.count = seed, number, folder, count
        self.statistics = collections.Counter()
        self.failures = []
        self.failed = 0

    def run(self):
        rng = random.Random('%d/%d' % (self.seed, self.number))
        tf.random.set_seed(self.number)
        os.chdir(self.folder)
        if rng.random() < 0.12:
            return self.run_object(rng)
        self.kind, arguments, tree = redraw(rng, self.folder, lambda: draw_checkpoint(rng))
        tensors = read_shapes(arguments[0])
        graph = redraw(rng, None, lambda: draw_graph(rng, tree, tensors))
        self.truth = json.loads(json.dumps(describe_graph(graph)))
        known = tf.compat.v1.GraphKeys
        self.collected = {each.op.name for name in (known.GLOBAL_VARIABLES, known.LOCAL_VARIABLES)
                          for each in graph.get_collection(name)}
        facts = live_maps.Facts(arguments, tensors, self.truth)
        files = [live_maps.draw_file(rng, facts) for _ in range(self.count)]
        sources = self.write_sources(rng, graph)
        self.statistics['worlds: ' + self.kind] += 1
        self.ask(LiveGraph(graph), sources, files)

    def run_object(self, rng):
        """A model that is an object: the graph has no variable, and the file tells their names."""
        kind, arguments, _ = redraw(rng, self.folder, lambda: draw_checkpoint(rng))
        library, written = live_objects.write_object(rng)
        truth = written[-1][1]
        with open('model.variables.json', 'w', encoding='utf-8') as file:
            file.write(render_variables(truth))
        facts = live_maps.Facts(arguments, read_shapes(arguments[0]), truth)
        files = [live_maps.draw_file(rng, facts) for _ in range(self.count)]
        sources = []
        for path, real in [('model.variables.json', truth), *written]:
            source = Source(path, path, (), None, required=True)
            ours = self.object_rows(source, real)
            if ours is None:
                continue
            listed, expected = ours
            if listed != expected:
                self.failures.append('%s lists, of a model of %s, in %s:\n  %s\nexpected\n  %s' % (
                    path, library, self.folder,
                    [row for row in listed if row not in expected],
                    [row for row in expected if row not in listed]))
            sources.append(source)
        self.statistics['worlds: object, ' + kind] += 1
        self.ask(LiveGraph(tf.Graph()), sources, files)

    def object_rows(self, source, real):
        """What our command says of a source's variables, and what it should; None if nothing.

        What it lists as a checkpoint it reads as a model all the same: then the names are compared.
        """
        listing = json.loads(ckptmap(self.folder, 'inspect', source.path, '--format', 'json') or '{}')
        if listing.get('kind') == 'model':
            return [live_objects.rows_of(each) for each in (listing['variables'], real)]
        call = self.probe(source)
        if call['model'] is None:
            self.not_read(source)
            return None
        return sorted(call['unassigned']), sorted(each['name'] for each in real)

    def probe(self, source):
        """The call of an empty map with the source as its model."""
        with open(os.path.join(self.folder, 'probe.ckptmap.yaml'), 'w', encoding='utf-8') as file:
            file.write('checkpoint: %s\nassignment_map: {}\n' % self.prefix())
        plan = json.loads(ckptmap(self.folder, 'plan', '--format', 'jsonl', '--model', source.path,
                                  'probe.ckptmap.yaml'))
        return plan['calls'][0]

    def prefix(self):
        """A checkpoint that is always there, of one variable."""
        path = os.path.join(self.folder, 'probe.ckpt')
        if not os.path.exists(path + '.index'):
            with tf.Graph().as_default(), tf.compat.v1.Session() as session:
                variable = tf.compat.v1.get_variable('probe', initializer=1.0)
                session.run(variable.initializer)
                tf.compat.v1.train.Saver([variable]).save(
                    session, path, write_meta_graph=False, write_state=False)
        return path

    def ask(self, live, sources, files):
        """Ask TensorFlow about every map, and our command through every source."""
        self.live = live
        names = [live_maps.write_file(self.folder, number, file)
                 for number, file in enumerate(files)]
        expected = [live.answer(live_maps.calls_of(file['text'], file['name']))
                    for file in files]
        for answer in expected:
            self.statistics['outcome: ' + answer['outcome']] += 1
            for call in answer['calls']:
                self.statistics['call: ' + kind_of(call)] += 1
        bad = set()
        for source in sources:
            bad |= self.compare(source, names, files, expected)
        live.close()
        self.failed = len(bad)
        self.statistics['maps'] += len(files)

    def listing(self, source):
        """The variables that our command lists of a source; None where it does not read it."""
        listing = ckptmap(self.folder, 'inspect', source.path, '--format', 'json')
        listing = json.loads(listing) if listing else {}
        if listing.get('kind') == 'model':
            return listing['variables']
        self.not_read(source)
        return None

    def reads_as_model(self, source):
        """Whether our command takes for a model what it lists as a checkpoint."""
        if (self.probe(source)['model'] or {}).get('certainty') == 'checkpoint':
            return True
        self.not_read(source)
        return False

    def not_read(self, source):
        """Formats that must be read fail here; of the others it is counted."""
        if source.required:
            self.failures.append('%s is not read, in %s' % (source.path, self.folder))
        self.statistics['not read: ' + source.name] += 1

    def write_sources(self, rng, graph):
        """The sources that are written here and that our command reads."""
        self.told = {}
        found = []
        for source in SOURCES:
            if rng.random() < source.often:
                source.write(graph, os.path.join(self.folder, source.path))
                if source.name == 'checkpoint':
                    if self.reads_as_model(source):
                        self.told[source.name] = Guessed(self.truth, graph)
                        found.append(source)
                    continue
                listing = self.listing(source)
                if listing is None:
                    continue
                told = Told(source, listing, self.truth, self.collected)
                self.failures.extend('%s\n  in %s' % (fault, self.folder) for fault in told.faults)
                self.told[source.name] = told
                found.append(source)
        return found

    def compare(self, source, names, files, expected):
        """Resolve every map through a source; gives the numbers of those that disagree."""
        ours = plans(self.folder, source.path, names)
        differing = [number for number, answer in enumerate(ours) if answer != expected[number]]
        self.statistics['compared: ' + source.name] += len(names)
        still = differing
        kinds = self.told[source.name].kinds if source.unknown else []
        model = 'told-%s.variables.json' % source.name
        for count, kind in enumerate(kinds, 1):
            if not still:
                break
            with open(os.path.join(self.folder, model), 'w', encoding='utf-8') as file:
                json.dump({'ckptmap': 'variables@1',
                           'variables': self.told[source.name].variables(kinds[:count])}, file)
            again = plans(self.folder, model, [names[number] for number in still])
            # A map counts for the kind with which it comes to agree.
            settled = [number for number, answer in zip(still, again) if answer == expected[number]]
            if settled:
                self.statistics['cannot say: %s: %s' % (source.name, kind)] += len(settled)
            still = [number for number in still if number not in settled]
        self.report(source, source.path, still, names, files, ours, expected)
        return set(still)

    def report(self, source, model, bad, names, files, ours, expected):
        for number in bad[:5]:
            name, file, one, other = names[number], files[number], ours[number], expected[number]
            # One entry alone may show it; then that is the case to look at.
            for single in live_maps.smaller(file):
                small = live_maps.write_file(self.folder, number, single, 'small-m')
                answer = self.live.answer(live_maps.calls_of(single['text'], single['name']))
                [ours_now] = plans(self.folder, model, [small])
                if ours_now != answer:
                    name, file, one, other = small, single, ours_now, answer
                    break
            self.failures.append(
                '%s disagrees with TensorFlow; in %s:\n'
                '  ckptmap plan --model %s %s\n%s\n  found    %s\n  expected %s' % (
                    source.name, self.folder, model, name, indent(file['text']),
                    *first_difference(one, other)))


def kind_of(call):
    """What a call ended in, by the words of the error that hold for every name."""
    if call['error'] is None:
        bound = {each['verdict'] for each in call['assignments']}
        return ', '.join(sorted(bound)) or 'binds nothing'
    message = call['error']['message']
    found = [each for each in KINDS_OF_ERRORS if re.search(each, message)]
    return '%s %s' % (call['error']['type'], found[0] if found else '')


def first_difference(one, other):
    """Where two answers differ first, so that the difference can be seen."""
    for field in ('outcome', 'calls', 'assignments'):
        if one[field] == other[field]:
            continue
        if field == 'outcome' or len(one[field]) != len(other[field]):
            return json.dumps(one)[:3000], json.dumps(other)[:3000]
        for a, b in zip(one[field], other[field]):
            if a != b:
                return json.dumps(a)[:3000], json.dumps(b)[:3000]
    return json.dumps(one), json.dumps(other)


def indent(text):
    return ''.join('    | ' + line for line in text.splitlines(True)).rstrip('\n')


def redraw(rng, folder, draw):
    """What `draw` gives; where TensorFlow refuses the draw itself, another one is taken."""
    for _ in range(20):
        try:
            return draw()
        except (TypeError, ValueError) as error:
            last = error
            for name in os.listdir(folder) if folder else ():
                path = os.path.join(folder, name)
                shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    raise last


def draw_checkpoint(rng):
    tree = draw_tree(rng)
    return (*write_checkpoint(rng, '.', tree), tree)


def draw_graph(rng, tree, tensors):
    with tf.Graph().as_default() as graph:
        if any('/.ATTRIBUTES/' in name for name in tensors):
            trained = build_like(rng, tensors)
        else:
            trained = build(vary(rng, tree, rng.choice([0, 0.02, 0.1, 0.3])),
                            rng.choice(['', '', 'new', 'a', 'x/y']))
        train(rng, trained)
    return graph


def read_shapes(argument):
    """The tensors that TensorFlow finds; none where no map can read the file."""
    try:
        return tf.train.load_checkpoint(argument).get_variable_to_shape_map()
    except (tf.errors.OpError, ValueError):
        return {}
