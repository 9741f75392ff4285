# Objects of Keras that hold no variables and are no part of a checkpoint: losses, initializers,
# regularizers, constraints, callbacks. In Keras: the packages of these names.

from _ckptmap import unknown_function

from keras import _tree


class Plain:
    """An object whose arguments do not matter; called, it gives a tensor."""

    def __init__(self, *args, **kwargs):
        self.name = kwargs.get('name')

    def __call__(self, *args, **kwargs):
        return _tree.tensor(())

    def get_config(self):
        return {}


class Loss(Plain):
    pass


class Initializer(Plain):
    def __call__(self, shape, dtype=None, **kwargs):
        return _tree.tensor(shape, 'float32' if dtype is None else dtype)


class Regularizer(Plain):
    pass


class Constraint(Plain):
    pass


class Callback:
    """keras.callbacks.Callback: a program's own is told what happens during a training."""

    params = None
    # Whether it is one of Keras that may end a training early.
    may_stop = False

    def __init__(self, *args, **kwargs):
        self._model = None
        self.name = kwargs.get('name')

    @property
    def model(self):
        return self._model

    def set_model(self, model):
        self._model = model

    def set_params(self, params):
        self.params = params

    def listens_to(self, hook):
        return getattr(type(self), hook) is not getattr(Callback, hook)

    def _ignore(self, *args, **kwargs):
        return None

    on_train_begin = on_train_end = on_test_begin = on_test_end = _ignore
    on_predict_begin = on_predict_end = on_epoch_begin = on_epoch_end = _ignore

    def on_train_batch_begin(self, batch, logs=None):
        return None

    def on_train_batch_end(self, batch, logs=None):
        return None

    on_batch_begin = on_batch_end = on_test_batch_begin = on_test_batch_end = _ignore
    on_predict_batch_begin = on_predict_batch_end = _ignore


def maker(kind, module, all_alike):
    """The `__getattr__` of a module whose classes are all alike; functions are not modelled,
    but where all names, also those in small letters, stand for classes."""
    def get(name):
        if name.startswith('_'):
            raise AttributeError("module '%s' has no attribute '%s'" % (module, name))
        if not name[:1].isupper() and not all_alike:
            return unknown_function('%s.%s' % (module, name))

        def make(*args, **kwargs):
            return kind(name=kwargs.get('name'))
        return make
    return get
