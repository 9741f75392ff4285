"""Write the variables of a live TensorFlow 1 style graph to a `*.variables.json` file.

The file is what ckptmap checks an assignment map against: every variable with its shape, dtype
and kind, its slice if it is partitioned, and its key in the graph's variable store, which is the
name by which `init_from_checkpoint` finds it. A MetaGraph (`.meta`) does not hold the store.

Save this file as `dump_variables.py`, or paste it into the program, and call it where the program
would call `init_from_checkpoint`, once the model is built (variables made later are not in it):

    from dump_variables import dump_variables
    dump_variables('model.variables.json')             # the default graph
    dump_variables('model.variables.json', graph)      # another one

It needs TensorFlow alone, any version from 1.15 to 2.21, and Python 3.5 or newer. It only reads
the graph: no operation is added and no session is needed.
"""

import collections
import io
import json

import tensorflow as tf


def dump_variables(path, graph=None):
    """Write the variables of `graph` (the default graph if None) to the file `path`.

    The text is the same for the same graph, one variable a line, in the order in which the
    variables were made. Raises ValueError where there is no graph to look at.
    """
    if graph is None:
        if tf.executing_eagerly():
            raise ValueError(
                'dump_variables found eager mode, which keeps no graph and no variable store. '
                'Call it inside "with graph.as_default():", or give it the graph.')
        graph = tf.compat.v1.get_default_graph()
    text = render_variables(describe_graph(graph))
    with io.open(path, 'w', encoding='utf-8', newline='\n') as file:
        file.write(text)


def render_variables(entries):
    """The text of a variables file that holds `entries`, one a line."""
    version = json.dumps(tf.__version__)
    head = '{"ckptmap": "variables@1", "tensorflow": %s, "variables": [' % version
    lines = ',\n'.join(' ' + json.dumps(entry) for entry in entries)
    return head + '\n' + lines + '\n]}\n' if lines else head + ']}\n'


def describe_graph(graph):
    """The entries of a variables file for every variable that `graph` knows, in creation order."""
    store = variable_store(graph)
    store_keys = {variable.op.name: key for key, variable in store.items()}
    variables = {}
    known = tf.compat.v1.GraphKeys
    for collection in (known.GLOBAL_VARIABLES, known.LOCAL_VARIABLES):
        for variable in graph.get_collection(collection):
            variables[variable.op.name] = variable
    # A variable made with `collections=[]` is in no collection, but a map can name it.
    for variable in store.values():
        variables[variable.op.name] = variable
    # The attribute `trainable` is False in graphs imported from old MetaGraphs; the collection,
    # which is what optimizers and `tf.trainable_variables()` use, is right there too.
    trainable = set(v.op.name for v in graph.get_collection(known.TRAINABLE_VARIABLES))
    position = {op.name: index for index, op in enumerate(graph.get_operations())}
    return [
        describe_variable(variables[name], name, store_keys.get(name), name in trainable)
        for name in sorted(variables, key=lambda name: position.get(name, len(position)))
    ]


def variable_store(graph):
    """The graph's variable store as a dict: the key a map can name -> the variable.

    Only `get_variable` and what builds on it puts variables there. The dict is empty in a graph
    made by `import_meta_graph`.
    """
    stores = graph.get_collection(('__variable_store',))
    return dict(stores[0]._vars) if stores else {}


def describe_variable(variable, name, store_key, trainable):
    """One entry of a variables file. `store_key` is None where the store does not hold it."""
    dtype = variable.dtype
    entry = collections.OrderedDict()
    entry['name'] = name
    entry['shape'] = describe_shape(variable.shape)
    entry['dtype'] = dtype.base_dtype.name
    entry['kind'] = 'resource' if dtype == dtype.base_dtype else 'ref'
    entry['trainable'] = trainable
    if store_key != name:
        entry['storeKey'] = store_key
    part = variable._get_save_slice_info()
    if part is not None:
        entry['partition'] = collections.OrderedDict([
            ('fullName', part.full_name),
            ('fullShape', [int(size) for size in part.full_shape]),
            ('offset', [int(start) for start in part.var_offset]),
            ('shape', [int(size) for size in part.var_shape]),
        ])
    return entry


def describe_shape(shape):
    """A list of sizes with None for an unknown one, or None where the rank is unknown."""
    return None if shape.ndims is None else shape.as_list()
