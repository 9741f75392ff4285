# keras.applications: models that are not modelled; they make many variables.

from _ckptmap import unknown

from tensorflow import _graph


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.applications' has no attribute '%s'" % name)

    def make(*args, **kwargs):
        _graph.open_up('keras.applications.%s is not modelled' % name)
        return unknown('keras.applications.%s' % name)
    return make
