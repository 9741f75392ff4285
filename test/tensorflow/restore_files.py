"""What is on disk, for the programs that are run against the model: answered by TensorFlow."""

import os

from tensorflow.core.protobuf import trackable_object_graph_pb2
from tensorflow.python.checkpoint import checkpoint_management
from tensorflow.python.framework import errors_impl
from tensorflow.python.training import py_checkpoint_reader

GRAPH_KEY = '_CHECKPOINTABLE_OBJECT_GRAPH'


def nodes_of(text):
    """The nodes of an object graph as the native module describes them."""
    graph = trackable_object_graph_pb2.TrackableObjectGraph()
    graph.ParseFromString(text)
    return [{
        'children': [(child.local_name, child.node_id) for child in node.children],
        'attributes': [(a.name, a.full_name, a.checkpoint_key) for a in node.attributes],
        'slots': [(s.original_variable_node_id, s.slot_name, s.slot_variable_node_id)
                  for s in node.slot_variables],
    } for node in graph.nodes]


def resolve(path, api):
    """The prefix that `restore` reads for a path."""
    if api == 'restore' and any(
            os.path.exists(os.path.join(path, name))
            for name in ('saved_model.pb', 'saved_model.pbtxt')):
        return os.path.join(path, 'variables', 'variables')
    if api is None and os.path.isdir(path):
        return checkpoint_management.latest_checkpoint(path) or path
    return path


def checkpoint(absolute, given, api):
    """The description of what a checkpoint argument opens as."""
    prefix = resolve(absolute, api)
    if api is None and os.path.isdir(prefix):
        message = "Couldn't find 'checkpoint' file or checkpoints in given directory %s" % given
        return {'error': ('ValueError', message), 'prefix': given, 'format': None, 'tensors': [],
                'nodes': None}
    try:
        reader = py_checkpoint_reader.NewCheckpointReader(prefix)
    except (errors_impl.OpError, ValueError) as error:
        message = getattr(error, 'message', str(error)).replace(absolute, given)
        return {'error': (type(error).__name__, message), 'prefix': given, 'format': None,
                'tensors': [], 'nodes': None}
    types = reader.get_variable_to_dtype_map()
    tensors = [(name, list(shape), types[name].name)
               for name, shape in sorted(reader.get_variable_to_shape_map().items())]
    nodes = nodes_of(reader.get_tensor(GRAPH_KEY)) if GRAPH_KEY in types else None
    return {'error': None, 'prefix': prefix, 'format': 'v2', 'tensors': tensors, 'nodes': nodes}


def state(absolute, given):
    """What the `checkpoint` file of a folder says, with the folder written as it was given."""
    found = checkpoint_management.get_checkpoint_state(absolute)
    if found is None:
        return None

    def as_given(path):
        relative = os.path.relpath(path, absolute)
        own = os.path.join(given, relative)
        return own if path.startswith(absolute) else path
    return {'model_checkpoint_path': as_given(found.model_checkpoint_path),
            'all_model_checkpoint_paths': [
                as_given(path) for path in found.all_model_checkpoint_paths],
            'all_model_checkpoint_timestamps': list(found.all_model_checkpoint_timestamps)}


def answer(kind, argument):
    """The answer to a question of a program."""
    if kind == 'checkpoint':
        return checkpoint(*argument)
    if kind == 'state':
        return state(*argument)
    return checkpoint_management.checkpoint_exists(*argument)
