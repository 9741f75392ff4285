"""Writes small models in every form that people keep, with real TensorFlow 2.21, for the tests of
the readers: `python write_models.py FOLDER` (default: ../fixtures/models).

Each folder holds one model. Where a live graph knows its variable store, `model.variables.json` is
what the code of `ckptmap dump-python` says of it.
"""

import json
import os
import shutil
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf  # noqa: E402

v1 = tf.compat.v1
here = os.path.dirname(os.path.abspath(__file__))


def training_folder(folder):
    """A graph of TensorFlow 1: `.meta`, `graph.pbtxt`, `graph.pb`, a checkpoint, a SavedModel."""
    graph = tf.Graph()
    with graph.as_default(), v1.Session() as session:
        with v1.variable_scope("encoder", use_resource=True):
            kernel = v1.get_variable("kernel", [3, 4])
            bias = v1.get_variable("bias", [4], initializer=v1.zeros_initializer())
        with v1.variable_scope("table", partitioner=v1.fixed_size_partitioner(3)):
            table = v1.get_variable("rows", [10, 3], use_resource=False)
        with v1.variable_scope("even", partitioner=v1.fixed_size_partitioner(2)):
            even = v1.get_variable("w", [4, 2], use_resource=True)
        counter = v1.get_variable("calls", [], tf.int64, trainable=False, use_resource=False)
        step = v1.train.get_or_create_global_step()
        constant = tf.constant('quotes " and \' and \\ and é and \n\x00\xff', name="text")
        big = tf.constant(list(range(40)), tf.float32, name="numbers")
        hidden = tf.matmul(tf.convert_to_tensor(table), kernel) + bias
        loss = tf.reduce_sum(hidden) + tf.reduce_sum(tf.convert_to_tensor(even))
        v1.train.AdamOptimizer(0.1).minimize(loss, global_step=step)
        tf.train.ExponentialMovingAverage(0.9)
        session.run(v1.global_variables_initializer())
        # A relative path: the state file would name the folder of this machine.
        os.chdir(folder)
        v1.train.Saver().save(session, "model.ckpt", global_step=7)
        v1.train.write_graph(graph, folder, "graph.pbtxt")
        v1.train.write_graph(graph, folder, "graph.pb", as_text=False)
        v1.train.export_meta_graph(os.path.join(folder, "graph.meta.pbtxt"), as_text=True)
        builder = v1.saved_model.Builder("export")
        builder.add_meta_graph_and_variables(session, [v1.saved_model.SERVING])
        builder.save()
        dump(graph, os.path.join(folder, "model.variables.json"))
        del counter, constant, big


def small(folder):
    """A graph small enough to be cut at every byte, in all its forms."""
    graph = tf.Graph()
    with graph.as_default(), v1.Session() as session:
        with v1.variable_scope("s", partitioner=v1.fixed_size_partitioner(2)):
            v1.get_variable("w", [3, 2])
        tf.constant('a "text" {', name="text")
        session.run(v1.global_variables_initializer())
        os.chdir(folder)
        v1.train.write_graph(graph, folder, "graph.pbtxt")
        v1.train.write_graph(graph, folder, "graph.pb", as_text=False)
        v1.train.export_meta_graph("graph.meta")
        v1.train.export_meta_graph("graph.meta.pbtxt", as_text=True)
        builder = v1.saved_model.Builder("export")
        builder.add_meta_graph_and_variables(
            session, [v1.saved_model.SERVING], strip_default_attrs=True
        )
        builder.save(as_text=True)
        shutil.rmtree(os.path.join("export", "variables"))


def dump(graph, path):
    """The graph's variables, by the code that `ckptmap dump-python` prints."""
    source = open(os.path.join(here, "..", "..", "server", "src", "cli", "dumpVariables.py"))
    code = {"__name__": "dump"}
    with source, graph.as_default():
        exec(compile(source.read(), "dumpVariables.py", "exec"), code)
        code["dump_variables"](path)


def saved_model(folder):
    """A SavedModel of TensorFlow 2, and the checkpoint of the same objects."""

    class Layer(tf.Module):
        def __init__(self):
            super().__init__(name="dense")
            with self.name_scope:
                self.kernel = tf.Variable(tf.zeros([2, 3]), name="kernel")
                self.bias = tf.Variable(tf.zeros([3]), name="bias", trainable=False)

    root = tf.Module()
    root.layers = [Layer()]
    root.unnamed = tf.Variable(1)
    root.loose = tf.Variable([[1.0]], shape=[None, 1], name="loose")
    root.call = tf.function(
        lambda x: x @ root.layers[0].kernel, input_signature=[tf.TensorSpec([1, 2])]
    )
    tf.saved_model.save(root, os.path.join(folder, "export"))
    tf.train.Checkpoint(root=root).write(os.path.join(folder, "objects"))


def main():
    given = sys.argv[1] if 1 < len(sys.argv) else os.path.join(here, "..", "fixtures", "models")
    target = os.path.abspath(given)
    for write in (training_folder, small, saved_model):
        folder = os.path.join(target, write.__name__)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        write(folder)
    with open(os.path.join(target, "tensorflow.json"), "w") as file:
        json.dump({"tensorflow": tf.__version__}, file)
        file.write("\n")


if __name__ == "__main__":
    main()
