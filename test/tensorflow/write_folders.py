"""Writes the folders of small training jobs, with real TensorFlow 2.21, for the tests of what is found
in a folder: `python write_folders.py FOLDER` (default: ../fixtures/folders).

The clock is set, so that every run writes the same state files.
"""

import os
import shutil
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf  # noqa: E402

v1 = tf.compat.v1
here = os.path.dirname(os.path.abspath(__file__))


def manager(folder):
    """What `tf.train.CheckpointManager` keeps: the last three of six, and one of every two hours."""
    clock = iter(range(1732190400, 1732290400, 700))
    time.time = lambda: float(next(clock))
    step = tf.Variable(0, dtype=tf.int64)
    checkpoint = tf.train.Checkpoint(step=step, w=tf.Variable([1.0, 2.0]))
    keeper = tf.train.CheckpointManager(
        checkpoint, folder, max_to_keep=3, keep_checkpoint_every_n_hours=2
    )
    for number in (500, 1000, 2000, 5000, 10000, 20000):
        step.assign(number)
        keeper.save(checkpoint_number=number)


def saver(folder):
    """What a Saver of TensorFlow 1 keeps, after somebody deleted a checkpoint that it lists."""
    os.chdir(folder)
    with tf.Graph().as_default(), v1.Session() as session:
        v1.get_variable("w", [2], initializer=v1.zeros_initializer())
        session.run(v1.global_variables_initializer())
        keeper = v1.train.Saver()
        for number in (1000, 3000, 20000):
            keeper.save(session, "model.ckpt", global_step=number, write_meta_graph=False)
    for name in os.listdir("."):
        if name.startswith("model.ckpt-3000."):
            os.remove(name)


def main():
    given = sys.argv[1] if 1 < len(sys.argv) else os.path.join(here, "..", "fixtures", "folders")
    target = os.path.abspath(given)
    for write in (manager, saver):
        folder = os.path.join(target, write.__name__)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        write(folder)


if __name__ == "__main__":
    main()
