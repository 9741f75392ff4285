# What training and saving do to a model: which variables they make, and what raises.
# In Keras: trainers/trainer.py, backend/tensorflow/trainer.py and models/model.py.

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _dict_wrapper, _graph, _structures

from keras import _state, _tree
from keras._layer import put
from keras._tree import KerasTensor


class History:
    """What `fit` returns."""

    def __init__(self):
        self.history = unknown('the history of a training', 'dict')
        self.epoch = unknown('the history of a training', 'list')


class Trainer:
    """compile, fit and their kin."""

    optimizer = None
    compiled = False

    def compile(self, optimizer='rmsprop', loss=None, loss_weights=None, metrics=None,
                weighted_metrics=None, run_eagerly=False, steps_per_execution=1,
                jit_compile='auto', auto_scale_loss=True):
        from keras import optimizers
        self.optimizer = optimizers.get(optimizer)
        if known(loss) and type(loss) in (list, dict):
            # Lists that are assigned while Keras tracks nothing are edges all the same.
            self._track_trackable(_structures.wrap(type(loss)(loss)), 'loss', overwrite=True)
        put(self, 'loss', loss)
        self._track_trackable(_dict_wrapper.DictWrapper({}), '_compiled_trainable_state',
                              overwrite=True)
        put(self, 'compiled', True)
        put(self, '_compiled_metrics', metrics)
        _graph.open_up('what compile makes for losses and metrics')

    def _build_for(self, x):
        """Makes what is not there yet, with a batch of the data."""
        if not all(layer.built for layer in self._flatten_layers()):
            inputs = _tree.map_structure(_symbolic_input, x)
            try:
                with _state.Trial():
                    self(inputs)
            except ValueError:
                raise
            except Exception as error:
                raise RuntimeError(
                    'Unable to automatically build the model. Please build it yourself before '
                    "calling fit/evaluate/predict. A model is 'built' when its variables have "
                    'been created and its `self.built` attribute is True. Usually, calling the '
                    'model on a batch of data is the right way to build it.\nException '
                    "encountered:\n'%s'" % (error,))
        if known(self.optimizer) and self.optimizer is not None and not self.optimizer.built:
            self.optimizer.build(self.trainable_variables)

    def _check_compiled(self, method):
        if not self.compiled:
            raise ValueError('You must call `compile()` before calling `%s()`.' % method)

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None,
            validation_split=0.0, validation_data=None, **kwargs):
        self._check_compiled('fit')
        self._build_for(_batch_of(x))
        return History()

    def train_on_batch(self, x, y=None, **kwargs):
        self._check_compiled('train_on_batch')
        self._build_for(_batch_of(x))
        return unknown('a loss')

    def evaluate(self, x=None, y=None, **kwargs):
        self._check_compiled('evaluate')
        self._build_for(_batch_of(x))
        return unknown('a loss')

    def test_on_batch(self, x, y=None, **kwargs):
        return self.evaluate(x, y)

    def predict(self, x, **kwargs):
        if not self.built:
            with _state.Trial():
                self(_tree.map_structure(_symbolic_input, _batch_of(x)))
        return unknown('a prediction')

    def predict_on_batch(self, x):
        return self.predict(x)

    def summary(self, *args, **kwargs):
        return None

    def save(self, filepath, overwrite=True, zipped=None, **kwargs):
        path = _text(filepath)
        if known(path) and not path.endswith(('.keras', '.h5', '.hdf5')) and not zipped:
            raise ValueError(
                'Invalid filepath extension for saving. Please add either a `.keras` extension '
                'for the native Keras format (recommended) or a `.h5` extension. Use '
                '`model.export(filepath)` if you want to export a SavedModel for use with '
                'TFLite/TFServing/etc. Received: filepath=%s.' % path)

    def save_weights(self, filepath, overwrite=True, **kwargs):
        path = _text(filepath)
        if known(path) and not path.endswith(('.weights.h5', '.weights.json')):
            raise ValueError('The filename must end in `.weights.h5`. Received: filepath=%s'
                             % path)

    def load_weights(self, filepath, skip_mismatch=False, **kwargs):
        path = _text(filepath)
        if known(path) and not path.endswith(('.keras', '.weights.h5', '.h5', '.hdf5', '.json')):
            raise ValueError(
                'File format not supported: filepath=%s. Keras 3 only supports V3 `.keras` and '
                '`.weights.h5` files, or V1/V2 `.h5` files.' % path)

    def export(self, filepath, format='tf_saved_model', **kwargs):
        _ckptmap.note('a model is exported')

    def to_json(self, **kwargs):
        return unknown('the configuration of a model', 'str')

    def get_metrics_result(self):
        return unknown('the metrics of a model')

    def compute_loss(self, *args, **kwargs):
        return _tree.tensor(())

    def reset_metrics(self):
        return None

    def make_train_function(self, force=False):
        return None


def _text(path):
    return path.__fspath__() if known(path) and hasattr(path, '__fspath__') else path


def _symbolic_input(x):
    if not known(x):
        return KerasTensor(unknown('the shape of data'))
    if x is None:
        return None
    x = _tree.as_input(x)
    if not _tree.is_tensor(x):
        return KerasTensor(unknown('the shape of data'))
    return KerasTensor(_with_batch(_tree.shape_of(x)), x.dtype)


def _with_batch(shape):
    # A batch may be smaller than the data.
    return (None,) + tuple(shape[1:]) if known(shape) and shape else shape


def _batch_of(x):
    """A batch of what was given to `fit`: arrays as they are, of all else the first part."""
    if not known(x) or x is None:
        return unknown('a batch of data')
    if isinstance(x, (list, tuple, dict)) or hasattr(x, 'shape'):
        return x
    return unknown('a batch of data')
