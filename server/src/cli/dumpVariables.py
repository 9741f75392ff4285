"""Write the variables of a model to a `*.variables.json` file: of a graph, or of an object.

The file is what ckptmap checks an assignment map against: every variable with its shape, dtype
and kind, its slice if it is partitioned, and its key in the graph's variable store, which is the
name by which `init_from_checkpoint` finds it. A MetaGraph (`.meta`) does not hold the store.

Save this file as `dump_variables.py`, or paste it into the program, and call it where the program
would call `init_from_checkpoint`, once the model is built (variables made later are not in it):

    from dump_variables import dump_variables
    dump_variables('model.variables.json')             # the default graph
    dump_variables('model.variables.json', graph)      # another one
    dump_variables('model.variables.json', model)      # a Keras model, a tf.Module, a layer

An object is one that lists its variables as `variables`. They have the names that the object gives
them as it stands, loaded or built: `v.path` in Keras 3, otherwise `v.name` without `:0`. They are
not in the variable store, where a map could name them, unless `get_variable` made them in the
current graph. Two variables of an object may have the same name; both are listed.

It needs TensorFlow alone, any version from 1.15 to 2.21, Keras 2 or 3, and Python 3.5 or newer.
It only reads: no operation is added and no session is needed.
"""

import collections
import io
import json

import tensorflow as tf


def dump_variables(path, model=None):
    """Write the variables of `model` to the file `path`.

    `model` is a graph (the default graph if None), or an object with `variables`: a Keras model,
    layer or optimizer, a tf.Module. The text is the same for the same model, one variable a line:
    those of a graph in the order in which they were made, those of an object in its own order.
    Raises ValueError where there is nothing to look at: no graph, an object that lists no
    variables or is not built.
    """
    if model is None:
        if tf.executing_eagerly():
            raise ValueError(
                'dump_variables found eager mode, which keeps no graph and no variable store. '
                'Call it inside "with graph.as_default():", or give it the graph, or the model.')
        model = tf.compat.v1.get_default_graph()
    is_graph = isinstance(model, tf.Graph)
    text = render_variables(describe_graph(model) if is_graph else describe_object(model))
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


def describe_object(model):
    """The entries of a variables file for every variable that an object lists, in its order."""
    kind = type(model).__name__
    if not getattr(model, 'built', True):
        raise ValueError(
            'dump_variables found an object of type %s that is not built: it has no variables '
            'yet. Call the model once, or build(input_shape), and dump it then.' % kind)
    if not hasattr(model, 'variables'):
        raise ValueError(
            'dump_variables found an object of type %s, which has no "variables". '
            'Give it a graph, a Keras model or a tf.Module.' % kind)
    # Optimizers of Keras 2 have a method of that name.
    variables = model.variables() if callable(model.variables) else model.variables
    store = {} if tf.executing_eagerly() else variable_store(tf.compat.v1.get_default_graph())
    store_keys = {id(variable): key for key, variable in store.items()}
    entries = []
    for variable in variables:
        # Keras 3 has a class of its own, whose `name` is the last part of its path.
        name = getattr(variable, 'path', None)
        if name is None:
            name = variable.name[:-2] if variable.name.endswith(':0') else variable.name
        entries.append(describe_variable(
            variable, name, store_keys.get(id(variable)), bool(variable.trainable)))
    return entries


def variable_store(graph):
    """The graph's variable store as a dict: the key a map can name -> the variable.

    Only `get_variable` and what builds on it puts variables there. The dict is empty in a graph
    made by `import_meta_graph`.
    """
    stores = graph.get_collection(('__variable_store',))
    return dict(stores[0]._vars) if stores else {}


def describe_variable(variable, name, store_key, trainable):
    """One entry of a variables file. `store_key` is None where the store does not hold it."""
    dtype = tf.as_dtype(variable.dtype)
    entry = collections.OrderedDict()
    entry['name'] = name
    entry['shape'] = describe_shape(tf.TensorShape(variable.shape))
    entry['dtype'] = dtype.base_dtype.name
    entry['kind'] = 'resource' if dtype == dtype.base_dtype else 'ref'
    entry['trainable'] = trainable
    if store_key != name:
        entry['storeKey'] = store_key
    # Keras's own variables are never partitioned, and have no such method.
    part = getattr(variable, '_get_save_slice_info', lambda: None)()
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
