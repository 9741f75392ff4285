# Operations of graphs, by their names alone: what a graph computes does not matter here.
# In TensorFlow: python/framework/ops.py (Operation).

from _ckptmap import unknown


class Operation:
    """A named operation, `tensor.op` or `variable.op`."""

    def __init__(self, name, type, graph):
        self.name = name
        self.type = type
        self.graph = graph
        self.device = ''
        self.control_inputs = []

    @property
    def inputs(self):
        return unknown('the inputs of an operation')

    @property
    def outputs(self):
        return unknown('the outputs of an operation')

    @property
    def node_def(self):
        return unknown('the definition of an operation')

    def get_attr(self, name):
        return unknown('an attribute of an operation')

    def run(self, feed_dict=None, session=None):
        return None

    def __repr__(self):
        return "<tf.Operation '%s' type=%s>" % (self.name, self.type)
