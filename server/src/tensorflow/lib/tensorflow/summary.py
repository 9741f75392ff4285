# tf.summary: makes no variable. In TensorFlow: python/summary, python/ops/summary_ops_v2.py.

from tensorflow import _dtypes, _graph, _shapes, _tensors
from tensorflow._unmodelled import attribute


def scalar(name, *args, **kwargs):
    if _graph.executing_eagerly():
        return True
    return _tensors.make('ScalarSummary', None, _dtypes.string, _shapes.TensorShape([]))


histogram = image = audio = text = tensor_summary = scalar


def merge(*args, **kwargs):
    return _tensors.make('MergeSummary', None, _dtypes.string, _shapes.TensorShape([]))


def merge_all(*args, **kwargs):
    return merge()


class FileWriter:
    def __init__(self, *args, **kwargs):
        return None

    def add_summary(self, *args, **kwargs):
        return None

    add_graph = add_event = add_run_metadata = flush = close = reopen = add_summary

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


def __getattr__(name):
    return attribute('tf.summary', name)
