"""Runs programs, each in a process of its own, with the model of TensorFlow or with the real one.

    python model_programs.py model LIB      (reads requests from standard input, one a line)
    python model_programs.py real

A request is {"file", "folder", "legacy", "described"}; the answer {"variables", "raises", "calls"}.
Modules are imported once; every program runs in a fork, so that none sees what another made.
"""

import json
import os
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))


def describe_failure(error):
    if isinstance(error, SystemExit) and error.code in (None, 0):
        return None
    return {'type': type(error).__name__, 'message': str(error), 'trace': traceback.format_exc()}


def run_file(path, folder, scope):
    """Runs a program as a script would be, in its folder."""
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.argv = [path]
    with open(path, encoding='utf-8') as stream:
        code = compile(stream.read(), path, 'exec')
    scope.update({'__name__': '__main__', '__file__': os.path.abspath(path)})
    try:
        exec(code, scope)
    except BaseException as error:
        return describe_failure(error)
    return None


class ModelRunner:
    """The model under CPython."""

    def __init__(self, library):
        sys.path[:0] = [os.path.join(HERE, 'model_shim'), library]
        import _ckptmap
        import tensorflow
        import tensorflow.compat.v1
        import tensorflow.compat.v1.train
        import tensorflow.compat.v1.nn
        import tensorflow.compat.v1.layers
        import tensorflow.compat.v1.metrics
        import absl.app
        import absl.flags
        assert library in tensorflow.__file__, tensorflow.__file__
        self.shim = _ckptmap

    def run(self, request):
        trace = self.shim.trace
        trace.legacy_keras = request.get('legacy', False)
        trace.described = request.get('described') or {}
        raised = run_file(request['file'], request['folder'], trace.globals)
        return {'variables': [handle.fields for handle in trace.variables],
                'raises': raised, 'calls': trace.calls, 'opened': trace.opened}


class RealRunner:
    """TensorFlow itself, with its constructors of variables watched."""

    def __init__(self):
        os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
        os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')
        import logging
        import warnings
        warnings.filterwarnings('ignore')
        logging.getLogger('tensorflow').setLevel(logging.CRITICAL)
        import tensorflow
        from tensorflow.python.framework import ops
        from tensorflow.python.ops import ref_variable, resource_variable_ops
        self.tensorflow = tensorflow
        self.ops = ops
        self.ref = ref_variable.RefVariable
        self.made = []
        self.calls = []
        self._watch(ref_variable.RefVariable)
        self._watch(resource_variable_ops.ResourceVariable)
        self._watch_calls()

    def _watch(self, kind):
        original = kind._init_from_args

        def created(variable, *args, **kwargs):
            original(variable, *args, **kwargs)
            self.made.append(variable)

        kind._init_from_args = created

    def _watch_calls(self):
        train = self.tensorflow.compat.v1.train
        original = train.init_from_checkpoint

        def called(ckpt_dir_or_file, assignment_map):
            call = {'error': None}
            self.calls.append(call)
            try:
                return original(ckpt_dir_or_file, assignment_map)
            except Exception as error:
                call['error'] = (type(error).__name__, str(error))
                raise

        train.init_from_checkpoint = called

    def fields(self, variable, keys):
        shape = variable.shape
        info = variable._save_slice_info
        return {
            'name': variable.name.rsplit(':', 1)[0],
            'shape': None if shape.rank is None else shape.as_list(),
            'dtype': variable.dtype.base_dtype.name,
            'kind': 'ref' if isinstance(variable, self.ref) else 'resource',
            'trainable': bool(variable.trainable), 'storeKey': keys.get(id(variable)),
            'partition': None if info is None else (
                info.full_name, list(info.full_shape), list(info.var_offset),
                list(info.var_shape))}

    def run(self, request):
        if request.get('legacy'):
            os.environ['TF_USE_LEGACY_KERAS'] = '1'
        raised = run_file(request['file'], request['folder'], {})
        graphs = {id(v.graph): v.graph for v in self.made if hasattr(v, '_in_graph_mode') is False
                  or v._in_graph_mode}
        graphs[0] = self.ops.get_default_graph()
        keys = {}
        for graph in graphs.values():
            for store in graph.get_collection(('__variable_store',)):
                for key, variable in store._vars.items():
                    keys[id(variable)] = key
        return {'variables': [self.fields(v, keys) for v in self.made], 'raises': raised,
                'calls': self.calls}


class Describer(RealRunner):
    """Instead of running the program: what each of `paths` opens as."""

    def run(self, request):
        os.chdir(request['folder'])
        return {path: self.describe(path) for path in request['paths']}

    def describe(self, path):
        train = self.tensorflow.train
        found = {'error': None, 'prefix': path, 'format': 'v2', 'tensors': [], 'nodes': None}
        try:
            reader = train.load_checkpoint(path)
        except Exception as error:
            found['error'] = (type(error).__name__, str(error))
            return found
        types = reader.get_variable_to_dtype_map()
        found['tensors'] = sorted(
            (name, list(shape), types[name].name)
            for name, shape in reader.get_variable_to_shape_map().items())
        return found


def answer(runner, request):
    """The runner's answer from a fork of this process, as text."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            text = json.dumps(runner.run(request), default=str)
        except BaseException as error:
            text = json.dumps({'broken': traceback.format_exc() + repr(error)})
        with os.fdopen(writing, 'w') as stream:
            stream.write(text)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return text or json.dumps({'broken': 'the program ended its process'})


def main():
    kind = sys.argv[1]
    if kind == 'model':
        runner = ModelRunner(sys.argv[2])
    else:
        runner = Describer() if kind == 'describe' else RealRunner()
    for line in sys.stdin:
        sys.stdout.write(answer(runner, json.loads(line)) + '\n')
        sys.stdout.flush()


if __name__ == '__main__':
    main()
