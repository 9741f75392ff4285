"""What TensorFlow does with a program of graphs: its variables, its calls, and what they load.

`GraphOracle().run(folder, file, setting)` runs the program in a fork of this process and answers in
the words of the recorded programs: 'ends', 'variables', 'calls', 'final'. Lines count from 0.
"""

import json
import os
import sys
import traceback
import types

from restore_oracle import begin_of_call

# A process that does not end by itself is a program that loops, which no generator should write.
SECONDS = 60


class GraphOracle:
    """TensorFlow with its constructors of variables and init_from_checkpoint watched."""

    def __init__(self):
        import logging
        import warnings
        warnings.filterwarnings('ignore')
        logging.getLogger('tensorflow').setLevel(logging.CRITICAL)
        import tensorflow
        from model_programs import RealRunner
        self.runner = RealRunner()
        self.tensorflow = tensorflow
        from tensorflow.python.framework import error_interpolation
        # Session.run would put Python's stacks around TensorFlow's own words, slowly.
        error_interpolation.interpolate_graph = lambda message, graph: message.strip()
        self.path = None
        self.lines = {}
        self.calls = []
        self._watch_lines()
        self._watch_calls()

    def _watch_lines(self):
        oracle = self

        class Made(list):
            """The list of what a program makes, which looks up where that is done."""

            def append(self, variable):
                if oracle.path is not None:
                    oracle.lines[id(variable)] = oracle.place(sys._getframe(1))
                    super().append(variable)

        self.runner.made = Made()

    def _watch_calls(self):
        train = self.tensorflow.compat.v1.train
        from tensorflow.python.training import checkpoint_utils
        original = checkpoint_utils.init_from_checkpoint

        def called(ckpt_dir_or_file, assignment_map):
            call = {'at': self.place(sys._getframe(1)), 'checkpoint': ckpt_dir_or_file,
                    'error': None, 'bound': []}
            self.calls.append(call)
            graph = self.runner.ops.get_default_graph()
            before = {id(each): each._initializer_op for each in self.made_in(graph)}
            try:
                return original(ckpt_dir_or_file, assignment_map)
            except Exception as error:
                call['error'] = error
                raise
            finally:
                call['bound'] = [(each, each._initializer_op) for each in self.made_in(graph)
                                 if each._initializer_op is not before[id(each)]]

        train.init_from_checkpoint = called

    def made_in(self, graph):
        return [each for each in self.runner.made
                if not self.tensorflow.executing_eagerly() and each.graph is graph]

    def place(self, frame):
        """Where the innermost call of the program begins; None in a module that it imports."""
        folder = os.path.join(os.path.dirname(self.path), '')
        while frame is not None and not frame.f_code.co_filename.startswith(folder):
            frame = frame.f_back
        if frame is None or frame.f_code.co_filename != self.path:
            return None
        line, end, start, column = list(frame.f_code.co_positions())[frame.f_lasti // 2]
        line, start = begin_of_call(self.path, end, column)
        return {'line': line - 1, 'character': start}

    def run(self, folder, file, setting):
        """Runs a program in a fork; {'broken': why} where the process dies or does not end."""
        return in_fork(lambda: self._run_here(folder, file, setting))

    def write(self, folder, prefix, tensors):
        """Writes a checkpoint of {name: (shape, dtype)}, with a state file that names it."""
        def save():
            tf = self.tensorflow
            path = os.path.join(folder, prefix)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            values = [tf.fill(shape, '') if dtype == 'string' else tf.zeros(shape, dtype)
                      for shape, dtype in tensors.values()]
            tf.raw_ops.SaveV2(prefix=path, tensor_names=list(tensors),
                              shape_and_slices=[''] * len(values), tensors=values)
            with open(os.path.join(os.path.dirname(path), 'checkpoint'), 'w',
                      encoding='utf-8') as stream:
                stream.write('model_checkpoint_path: "%s"\n' % os.path.basename(path))
            return {}
        answer = in_fork(save)
        if 'broken' in answer:
            raise AssertionError(answer['broken'])

    def _run_here(self, folder, file, setting):
        os.environ.update(setting.get('env', {}))
        if any('tf.layers' in read(os.path.join(folder, each)) for each in os.listdir(folder)
               if each.endswith('.py')):
            os.environ['TF_USE_LEGACY_KERAS'] = '1'
        self.path = os.path.join(folder, file)
        os.chdir(folder)
        sys.path.insert(0, folder)
        sys.argv = [file] + setting.get('argv', [])
        code = compile(read(self.path), self.path, 'exec')
        ends = None
        program = types.ModuleType('__main__')
        program.__file__ = self.path
        sys.modules['__main__'] = program
        try:
            exec(code, program.__dict__)
        except BaseException as error:  # pylint: disable=broad-except
            ends = error
        raised = [call['error'] for call in self.calls]
        graphs = {id(each.graph): each.graph for each in self.runner.made
                  if getattr(each, '_in_graph_mode', True)}
        keys = {id(variable): key for graph in graphs.values()
                for store in graph.get_collection(('__variable_store',))
                for key, variable in store._vars.items()}
        for graph in graphs.values():
            # A training has closed it; what follows only reads.
            graph._finalized = False
        sessions = Sessions(self.tensorflow)
        calls = [self._call(call, folder, sessions) for call in self.calls]
        final = [] if ends in raised else None
        if ends is None or isinstance(ends, SystemExit) and not ends.code:
            last = [(each, each._initializer_op) for each in self.runner.made
                    if getattr(each, '_in_graph_mode', True)]
            final = sessions.assignments(last)
        return {'ends': None if ends is None or ends in raised else type(ends).__name__,
                'endsAt': None if ends is None else self._line_of(ends),
                'variables': [self._variable(each, keys) for each in self.runner.made],
                'calls': calls, 'final': final}

    def _line_of(self, error):
        """The line of the program's outermost statement that raised."""
        at = error.__traceback__
        while at is not None and at.tb_frame.f_code.co_filename != self.path:
            at = at.tb_next
        return None if at is None else at.tb_lineno - 1

    def _variable(self, variable, keys):
        fields = self.runner.fields(variable, keys)
        partition = fields.pop('partition')
        if partition is not None:
            fields['partition'] = dict(zip(('fullName', 'fullShape', 'offset', 'shape'), partition))
        place = self.lines[id(variable)]
        fields['line'] = None if place is None else place['line']
        return fields

    def _call(self, call, folder, sessions):
        argument = call['checkpoint']
        error = None
        outcome = 'ok'
        assignments = []
        if call['error'] is not None:
            outcome = 'raises'
            error = describe(call['error'])
            for text, mask in ((argument, '$CKPT'), (folder, '$HERE')):
                if isinstance(text, str) and text:
                    error['message'] = error['message'].replace(text, mask)
        else:
            assignments = sessions.assignments(call['bound'])
            if any(each['verdict'] == 'fails' for each in assignments):
                outcome = 'fails-at-run-time'
        if isinstance(argument, str):
            argument = argument.replace(folder, '$HERE')
        return {'at': call['at'], 'checkpoint': argument, 'outcome': outcome, 'error': error,
                'assignments': assignments}


class Sessions:
    """One session for each graph, in which single initializers are run."""

    def __init__(self, tensorflow):
        self.v1 = tensorflow.compat.v1
        self.sessions = {}
        # Each initializer is run alone: do not place and optimize the whole graph for it.
        self.config = self.v1.ConfigProto()
        self.config.graph_options.place_pruned_graph = True
        self.config.graph_options.rewrite_options.disable_meta_optimizer = True

    def assignments(self, bound):
        """What becomes of [(variable, initializer)], where the initializer restores."""
        import oracle
        found = []
        for variable, initializer in bound:
            graph = variable.graph
            now = variable._initializer_op
            variable._initializer_op = initializer
            if id(graph) not in self.sessions:
                self.sessions[id(graph)] = self.v1.Session(graph=graph, config=self.config)
            if oracle.restore_of(variable):
                with graph.as_default():
                    found.append(oracle.assign(self.sessions[id(graph)], variable))
            variable._initializer_op = now
        return found


def describe(error):
    import oracle
    return oracle.describe_error(error)


def read(path):
    with open(path, encoding='utf-8') as stream:
        return stream.read()


def in_fork(work):
    """What the work gives, done in a fork of this process."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        quiet = os.open(os.devnull, os.O_RDWR)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        import signal
        signal.alarm(SECONDS)
        try:
            text = json.dumps(work())
        except BaseException:  # pylint: disable=broad-except
            text = json.dumps({'broken': traceback.format_exc()})
        with os.fdopen(writing, 'w', encoding='utf-8') as stream:
            stream.write(text)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding='utf-8') as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {'broken': 'the process ended'}
