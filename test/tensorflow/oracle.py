"""Ask real TensorFlow what a map does: the one place that runs `init_from_checkpoint`.

A case is answered in the words of `ckptmap plan` (outcome, error, assignments); the format is
described in test/recorded/README.md. The graph is rebuilt from the case's variables file, so that
the answer depends on committed files alone. `Oracle` runs the cases in a process of its own, as
some damaged files make TensorFlow abort; that is an answer too.
"""

import base64
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RECORDED = os.path.join(ROOT, 'test', 'recorded')
sys.path.insert(0, os.path.join(ROOT, 'server', 'src', 'cli'))

QUESTION = ('map', 'mapFile', 'checkpoint', 'model')


class Oracle:
    """A TensorFlow process that answers one case after the other, and is replaced when it dies.

    With `forks` it answers each in a process of its own, which costs less where many die.
    """

    def __init__(self, forks=False):
        self._arguments = ['forks'] if forks else []
        self._process = None
        self._folders = {}
        self._log = tempfile.TemporaryFile('w+')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process is not None:
            self._process.stdin.close()
            self._process.wait()
        for folder in self._folders.values():
            folder.cleanup()

    def answer(self, world, case):
        """{'outcome', 'error', 'assignments'} of the case, run in the folder of its world."""
        question = {key: case[key] for key in QUESTION if key in case}
        question['folder'] = self._folder(os.path.join(world, case.get('folder', '.')))
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, os.path.join(HERE, 'oracle.py')] + self._arguments, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log)
        self._process.stdin.write(json.dumps(question) + '\n')
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if line:
            return json.loads(line)
        signal = -self._process.wait()
        self._process = None
        if signal <= 0:
            self._log.seek(0)
            raise RuntimeError('%s\nthe TensorFlow process ended on %r' % (
                self._log.read()[-3000:], case))
        return aborted(signal)

    def _folder(self, world):
        """The folder to run in: the world itself, or a copy that holds what layout.json adds."""
        world = os.path.normpath(world)
        layout = os.path.join(world, 'layout.json')
        if not os.path.exists(layout):
            return world
        if world not in self._folders:
            self._folders[world] = tempfile.TemporaryDirectory()
            lay_out(world, self._folders[world].name)
        return self._folders[world].name


def aborted(signal):
    return {'outcome': 'aborts', 'error': {'signal': signal}, 'assignments': []}


def lay_out(world, folder):
    """Copy a world with the files and folders of its layout.json, which git could not hold."""
    shutil.copytree(world, folder, dirs_exist_ok=True)
    with open(os.path.join(world, 'layout.json'), encoding='utf-8') as file:
        layout = json.load(file)
    for name in layout['folders']:
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    for name, item in layout['files'].items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if 'copyOf' in item:
            shutil.copyfile(os.path.join(world, item['copyOf']), path)
        else:
            with open(path, 'wb') as file:
                file.write(base64.b64decode(item['base64']))


def read_map(text, file_name):
    """The arguments of the call, as far as the map file says them: {'map', 'checkpoint'?}."""
    import yaml
    data = json.loads(text) if file_name.endswith('.json') else yaml.safe_load(text)
    if isinstance(data, dict) and 'assignment_map' in data:
        said = {'map': data['assignment_map']}
        if 'checkpoint' in data:
            said['checkpoint'] = data['checkpoint']
        return said
    return {'map': data}


def build_graph(variables):
    """A graph whose variables and variable store are those of a variables file."""
    import tensorflow as tf
    from tensorflow.python.ops import variable_scope, variables as variables_module
    v1 = tf.compat.v1
    graph = tf.Graph()
    with graph.as_default():
        store = variable_scope._get_default_variable_store()._vars
        for entry in variables:
            shape, dtype = entry['shape'], tf.dtypes.as_dtype(entry['dtype'])
            known = shape is not None and None not in shape
            some = shape if known else [1] if shape is None else [size or 1 for size in shape]
            # No value is needed: no initializer runs but the checkpoint's.
            initial = v1.placeholder(dtype, some if known else shape)
            variable = v1.Variable(
                initial, name=entry['name'], dtype=dtype, trainable=entry['trainable'],
                validate_shape=known, use_resource=entry['kind'] == 'resource')
            partition = entry.get('partition')
            if partition:
                variable._set_save_slice_info(variables_module.Variable.SaveSliceInfo(
                    partition['fullName'], partition['fullShape'], partition['offset'],
                    partition['shape']))
            key = entry.get('storeKey', entry['name'])
            if key is not None:
                store[key] = variable
    return graph


def ask(question):
    """The answer to a question, in this process and with the current folder changed to its own."""
    import tensorflow as tf
    os.chdir(question['folder'])
    graph, session = open_graph(os.path.join(question['folder'], question['model']))
    said = read_map(question['map'], question['mapFile'])
    checkpoint = said.get('checkpoint', question.get('checkpoint'))
    variables = variables_of(graph)
    before = [(variable._initializer_op, variable._initial_value) for variable in variables]
    answer = {'outcome': 'ok', 'error': None, 'assignments': []}
    try:
        with graph.as_default():
            tf.compat.v1.train.init_from_checkpoint(checkpoint, said['map'])
    except Exception as error:
        answer.update(outcome='raises', error=describe_error(error))
    else:
        answer['assignments'] = [assign(session, variable) for variable in variables
                                 if restore_of(variable)]
    # The next question finds the graph as it was; what was added has no one to run it.
    for variable, (initializer, initial_value) in zip(variables, before):
        variable._initializer_op, variable._initial_value = initializer, initial_value
    answer['assignments'].sort(key=lambda assignment: assignment['variable'].encode())
    if any(assignment['verdict'] == 'fails' for assignment in answer['assignments']):
        answer['outcome'] = 'fails-at-run-time'
    return answer


@functools.lru_cache(maxsize=8)
def open_graph(path):
    """The graph of a variables file, and a session for it. Building them is most of the work."""
    import tensorflow as tf
    from dumpVariables import describe_graph
    with open(path, encoding='utf-8') as file:
        variables = json.load(file)['variables']
    graph = build_graph(variables)
    built = json.loads(json.dumps(describe_graph(graph)))
    if built != variables:
        raise AssertionError('the graph is not that of %s: %r' % (
            path, [pair for pair in zip(built, variables) if pair[0] != pair[1]][:2]))
    # Each initializer is run alone: do not place and optimize the whole graph for it.
    config = tf.compat.v1.ConfigProto()
    config.graph_options.place_pruned_graph = True
    config.graph_options.rewrite_options.disable_meta_optimizer = True
    return graph, tf.compat.v1.Session(graph=graph, config=config)


def variables_of(graph):
    import tensorflow as tf
    return graph.get_collection(tf.compat.v1.GraphKeys.GLOBAL_VARIABLES)


def restore_of(variable):
    """The RestoreV2 operation that a variable's initializer ends in, or None."""
    # A ref variable's new initializer is Assign's output, a resource variable's the operation.
    operation = getattr(variable.initializer, 'op', variable.initializer)
    while operation.type in ('Assign', 'AssignVariableOp', 'Identity'):
        operation = operation.inputs[-1].op
    return operation if operation.type == 'RestoreV2' else None


def assign(session, variable):
    """Run one variable's initializer alone, and describe what became of it."""
    import tensorflow as tf
    restore = restore_of(variable)
    [tensor], [piece] = (tf.get_static_value(restore.inputs[index]) for index in (1, 2))
    assignment = {'variable': variable.op.name, 'tensor': tensor.decode(), 'slice': piece.decode()}
    try:
        session.run(variable.initializer)
    except Exception as error:
        return dict(assignment, verdict='fails', error=describe_error(error))
    # A scalar string comes back as bytes, which have no shape of their own.
    became = list(getattr(session.run(variable), 'shape', ()))
    if variable.shape.is_compatible_with(became):
        return dict(assignment, verdict='loads')
    return dict(assignment, verdict='changes-shape', becomes=became)


def describe_error(error):
    """The class and TensorFlow's own words: no graph, no stack, no dict of undefined order."""
    import tensorflow as tf
    message = str(error)
    if isinstance(error, tf.errors.OpError):
        message = re.sub(r'\s*\[\[\{\{node .*$', '', error.message, flags=re.DOTALL)
    message = re.sub(r'^(Tensor .* is not found in .* checkpoint )\{.*\}$', r'\1$SHAPES', message,
                     flags=re.DOTALL)
    return {'type': type(error).__name__, 'message': message}


def main():
    """Answer the questions on standard input, one JSON object a line, until it ends."""
    # TensorFlow writes to descriptor 1 at times; the answers have a descriptor of their own.
    output = os.fdopen(os.dup(1), 'w')
    os.dup2(2, 1)
    os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
    from tensorflow.python.framework import error_interpolation
    # Session.run would put Python's stacks around TensorFlow's own words, slowly.
    error_interpolation.interpolate_graph = lambda message, graph: message.strip()
    for line in sys.stdin:
        child = os.fork() if 'forks' in sys.argv else 0
        if not child:
            output.write(json.dumps(ask(json.loads(line))) + '\n')
            output.flush()
            if 'forks' in sys.argv:
                os._exit(0)
        else:
            status = os.waitpid(child, 0)[1]
            if os.WIFSIGNALED(status):
                output.write(json.dumps(aborted(os.WTERMSIG(status))) + '\n')
                output.flush()
            elif status:
                sys.exit('the forked process ended with status %d' % status)


if __name__ == '__main__':
    main()
