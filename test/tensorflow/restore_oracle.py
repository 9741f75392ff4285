"""What TensorFlow does with a program that restores: each restore in the form of an answer.

`run(folder, file)` runs the program in a fork of this process, which must not have used TensorFlow
for more than reading files.
"""

import ast
import contextlib
import io
import json
import os
import sys
import traceback



def begin_of_call(name, end, column):
    """Where the call begins that ends there: CPython itself tells the line of the method."""
    with open(name, encoding='utf-8') as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (node.end_lineno, node.end_col_offset) == (end, column):
            return node.lineno, node.col_offset
    return end, column


class Recorder:
    """Stands around Checkpoint.read and restore, and records what they did."""

    def __init__(self, folder):
        self.folder = os.path.join(os.path.abspath(folder), '')
        self.restores = []
        self.coordinators = []

    def install(self):
        from tensorflow.python.checkpoint import checkpoint as library
        recorder = self
        made = library._CheckpointRestoreCoordinator.__init__

        def remember(coordinator, *args, **kwargs):
            recorder.coordinators.append(coordinator)
            return made(coordinator, *args, **kwargs)
        library._CheckpointRestoreCoordinator.__init__ = remember
        for kind, names in ((library.Checkpoint, ('read', 'restore')),
                            (library.CheckpointV1, ('restore',))):
            for api in names:
                setattr(kind, api, self.around(api, getattr(kind, api)))

    def around(self, api, method):
        recorder = self

        def wrapped(checkpoint, path, *args, **kwargs):
            place = recorder.place()
            if place is None:
                return method(checkpoint, path, *args, **kwargs)
            recorder.coordinators = []
            status = error = None
            try:
                status = method(checkpoint, path, *args, **kwargs)
                return status
            except Exception as raised:  # pylint: disable=broad-except
                error = raised
                raise
            finally:
                recorder.record(api, checkpoint, path, place, status, error)
        return wrapped

    def place(self):
        frame = sys._getframe(2)
        name = frame.f_code.co_filename
        if not name.startswith(self.folder):
            if not name.endswith('checkpoint_management.py'):
                return None
            while frame is not None and not frame.f_code.co_filename.startswith(self.folder):
                frame = frame.f_back
            name = frame.f_code.co_filename
        _, end, _, column = list(frame.f_code.co_positions())[frame.f_lasti // 2]
        line, start = begin_of_call(name, end, column)
        return {'line': line - 1, 'character': start}

    def record(self, api, checkpoint, path, place, status, error):
        path = os.fspath(path) if path is not None else None
        answer = {'api': api, 'at': place, 'checkpoint': None, 'nameBased': False, 'error': None,
                  'unresolved': [], 'assertConsumed': None, 'assertExistingObjectsMatched': None,
                  'assertNontrivialMatch': None}
        if path is not None:
            answer['checkpoint'] = {
                'argument': os.path.relpath(os.path.abspath(path), self.folder)}
        variables = reachable(checkpoint)
        coordinator = self.coordinators[-1] if self.coordinators else None
        if error is not None:
            message = getattr(error, 'message', str(error))
            answer['error'] = {'type': type(error).__name__,
                               'message': own_text(message, path, self.folder)}
        if coordinator is not None:
            objects, unresolved = by_nodes(coordinator, variables, error)
            answer['unresolved'] = unresolved
        else:
            objects = [(name, None, 'unbound') for name, _ in variables]
            if path is not None and (error is None or 'incompatible' in str(error)
                                     or 'wrong dtype' in str(error)):
                answer['nameBased'] = True
                objects = by_names(path, variables, error)
        answer['objects'] = [{'path': name, 'tensor': tensor, 'verdict': verdict}
                             for name, tensor, verdict in objects]
        if error is not None:
            answer['outcome'] = 'raises'
        else:
            counter = checkpoint._save_counter
            # In a graph, what does not fit is only found out when the operations run.
            loaded = {name for name, _, verdict in objects if verdict != 'unbound'}
            names = {name for name, variable in variables if variable is counter}
            answer['outcome'] = 'ok' if loaded - names else 'nothing'
            answer.update(assertions(status))
        self.restores.append(answer)


def own_text(message, path, folder):
    """A message without what differs from run to run."""
    if path is not None:
        for form in sorted({path, os.path.abspath(path)}, key=len, reverse=True):
            message = message.replace(form, '$CKPT')
    if '{{function_node' in message:
        message = message[message.index('}} ') + 3:]
    if ' [Op:' in message:
        message = message[:message.index(' [Op:')]
    return message


def assertions(status):
    found = {}
    for field, name in (('assertConsumed', 'assert_consumed'),
                        ('assertExistingObjectsMatched', 'assert_existing_objects_matched'),
                        ('assertNontrivialMatch', 'assert_nontrivial_match')):
        try:
            getattr(status, name)()
            found[field] = True
        except AssertionError:
            found[field] = False
        except Exception as error:  # pylint: disable=broad-except
            found[field] = type(error).__name__
    return found


def reachable(checkpoint):
    """The variables below the root, by their first path breadth first."""
    from tensorflow.python.training.saving import saveable_object_util
    view = checkpoint._saver._graph_view
    try:
        objects, paths = view.breadth_first_traversal()
    except (ValueError, TypeError):
        return []
    found = []
    for each in objects:
        if saveable_object_util.saveable_objects_from_trackable(each):
            found.append(('.'.join(reference.name for reference in paths[each]), each))
    return sorted(found, key=lambda pair: pair[0])


def by_nodes(coordinator, variables, error):
    from tensorflow.python.checkpoint import checkpoint as library
    from tensorflow.python.training import py_checkpoint_reader
    reader = py_checkpoint_reader.NewCheckpointReader(coordinator.save_path_string)
    shapes = reader.get_variable_to_shape_map()
    types = reader.get_variable_to_dtype_map()
    nodes = coordinator.object_graph_proto.nodes
    objects = []
    for name, variable in variables:
        keys = [attribute.checkpoint_key
                for node_id, bound in sorted(coordinator.object_by_proto_id.items())
                if bound is variable for attribute in nodes[node_id].attributes
                if attribute.name == 'VARIABLE_VALUE']
        if not keys:
            objects.append((name, None, 'unbound'))
            continue
        key = keys[0]
        if error is None and len(keys) > 1 and library.context.executing_eagerly():
            # Two nodes, one object: the value tells which one it took.
            value = variable.numpy()
            equal = [each for each in keys if (reader.get_tensor(each) == value).all()]
            key = equal[0] if equal else key
        fits = (list(variable.shape) == shapes[key]
                and library.dtypes.as_dtype(variable.dtype).base_dtype == types[key])
        verdict = 'loads' if fits else 'fails'
        is_there = library.context.executing_eagerly()
        if error is None and is_there and not (
                reader.get_tensor(key) == variable.numpy()).all():
            raise AssertionError('the value of %s is not that of %s' % (name, key))
        objects.append((name, key, verdict))
    printer = library.ObjectGraphProtoPrettyPrinter(coordinator.object_graph_proto)
    unresolved = [printer.node_names[node_id].replace('(root).', '')
                  for node_id, node in enumerate(nodes)
                  if node.attributes and node_id not in coordinator.object_by_proto_id]
    return objects, unresolved


def by_names(path, variables, error):
    import tensorflow as tf
    reader = tf.train.load_checkpoint(path)
    shapes = reader.get_variable_to_shape_map()
    types = reader.get_variable_to_dtype_map()
    objects = []
    for name, variable in variables:
        own = variable.name.split(':')[0] if isinstance(variable, tf.Variable) else ''
        if own not in shapes:
            objects.append((name, None, 'unbound'))
            continue
        fits = (list(variable.shape) == shapes[own]
                and tf.dtypes.as_dtype(variable.dtype).base_dtype == types[own])
        objects.append((name, own, 'loads' if fits else 'fails'))
    return objects


def run_here(folder, file, record):
    """Runs a program in this process: what it did, as JSON can hold it."""
    os.chdir(folder)
    path = os.path.join(os.path.abspath(folder), file)
    recorder = Recorder(folder)
    if record:
        recorder.install()
    ends = None
    text = ''
    printed = io.StringIO()
    with open(path, encoding='utf-8') as source:
        program = compile(source.read(), path, 'exec')
    try:
        with contextlib.redirect_stdout(printed):
            exec(program, {'__name__': '__main__', '__file__': path})
    except BaseException as error:  # pylint: disable=broad-except
        ends = type(error).__name__
        text = traceback.format_exc()
    return {'restores': recorder.restores, 'ends': ends, 'text': text,
            'printed': printed.getvalue()}


def run(folder, file, record=True):
    """Runs a program in a fork."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        quiet = os.open(os.devnull, os.O_RDWR)
        os.dup2(quiet, 2)
        try:
            answer = run_here(folder, file, record)
        except BaseException:  # pylint: disable=broad-except
            answer = {'ends': 'Crash', 'text': traceback.format_exc(), 'restores': [],
                      'printed': ''}
        with os.fdopen(writing, 'w', encoding='utf-8') as file:
            json.dump(answer, file, default=str)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding='utf-8') as file:
        text = file.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {
        'ends': 'Died', 'text': '', 'restores': [], 'printed': ''}
