"""TensorFlow's own answer for live_run.py: the calls of a map file, on the graph that was built.

As oracle.py asks, but of the living graph and of several calls in order. The answer is in the words
of `ckptmap plan`: {'outcome', 'calls': [{'outcome', 'error', 'assignments'}], 'assignments'}.
"""

import tensorflow as tf
from tensorflow.python.framework import error_interpolation

from dumpVariables import variable_store
from oracle import assign, describe_error, restore_of

v1 = tf.compat.v1

WORST = ['raises', 'fails-at-run-time', 'ok']


class LiveGraph:
    """A graph, a session for it, and every variable which a map could bind."""

    def __init__(self, graph):
        # Session.run would put Python's stacks around TensorFlow's own words, slowly.
        error_interpolation.interpolate_graph = lambda message, graph: message.strip()
        known = v1.GraphKeys
        self.graph = graph
        store = variable_store(graph)
        self._variables = list({id(variable): variable for variable in [
            *graph.get_collection(known.GLOBAL_VARIABLES),
            *graph.get_collection(known.LOCAL_VARIABLES),
            *store.values()]}.values())
        # Each initializer is run alone: do not place and optimize the whole graph for it.
        config = v1.ConfigProto()
        config.graph_options.place_pruned_graph = True
        config.graph_options.rewrite_options.disable_meta_optimizer = True
        self._session = v1.Session(graph=graph, config=config)

    def close(self):
        self._session.close()

    def answer(self, calls):
        """What becomes of [(argument, map)], called one after the other."""
        before = [(each._initializer_op, each._initial_value) for each in self._variables]
        answers = [self._call(argument, map_) for argument, map_ in calls]
        outcome = min([each['outcome'] for each in answers] + ['ok'], key=WORST.index)
        final = [] if outcome == 'raises' else self._bound(self._variables)
        # The next file finds the graph as it was; what was added has no one to run it.
        for variable, (initializer, initial_value) in zip(self._variables, before):
            variable._initializer_op, variable._initial_value = initializer, initial_value
        return {'outcome': outcome, 'calls': answers, 'assignments': final}

    def _call(self, argument, map_):
        before = [each._initializer_op for each in self._variables]
        try:
            with self.graph.as_default():
                v1.train.init_from_checkpoint(argument, map_)
        except Exception as error:
            return {'outcome': 'raises', 'error': describe_error(error), 'assignments': []}
        bound = self._bound(variable for variable, initializer in zip(self._variables, before)
                            if variable._initializer_op is not initializer)
        fails = any(each['verdict'] == 'fails' for each in bound)
        return {'outcome': 'fails-at-run-time' if fails else 'ok', 'error': None,
                'assignments': bound}

    def _bound(self, variables):
        found = [assign(self._session, each) for each in variables if restore_of(each)]
        return sorted(found, key=lambda assignment: assignment['variable'].encode())
