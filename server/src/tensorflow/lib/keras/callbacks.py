# keras.callbacks: those of Keras make no variables; a program's own are followed.

from keras._plain import Callback


class LambdaCallback(Callback):
    """A callback whose hooks are given as functions."""

    def __init__(self, on_epoch_begin=None, on_epoch_end=None, on_train_begin=None,
                 on_train_end=None, on_train_batch_begin=None, on_train_batch_end=None, **kwargs):
        Callback.__init__(self)
        given = dict(kwargs, on_epoch_begin=on_epoch_begin, on_epoch_end=on_epoch_end,
                     on_train_begin=on_train_begin, on_train_end=on_train_end,
                     on_train_batch_begin=on_train_batch_begin,
                     on_train_batch_end=on_train_batch_end)
        self._given = dict([(name, given[name]) for name in given if given[name] is not None])
        for name in self._given:
            setattr(self, name, self._given[name])

    def listens_to(self, hook):
        return hook in self._given


class _Own(Callback):
    """A callback of Keras."""


class EarlyStopping(_Own):
    may_stop = True


class TerminateOnNaN(_Own):
    may_stop = True


class ModelCheckpoint(_Own):
    pass


def __getattr__(name):
    if not name[:1].isupper():
        raise AttributeError("module 'keras.callbacks' has no attribute '%s'" % name)
    return _Own
