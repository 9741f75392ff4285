# What training and saving do to a model: which variables they make, and what raises.
# In Keras: trainers/trainer.py, backend/tensorflow/trainer.py and models/model.py.

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _dict_wrapper, _graph, _structures
from tensorflow._restore import Unchecked

from keras import _fitting, _tree
from keras._layer import put


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

    def _build_optimizer(self):
        if known(self.optimizer) and self.optimizer is not None and not self.optimizer.built:
            self.optimizer.build(self.trainable_variables)

    def train_step(self, data):
        x = data[0] if known(data) and isinstance(data, tuple) else data
        self(x, training=True)
        self._build_optimizer()
        return unknown('the metrics of a model', 'dict')

    def test_step(self, data):
        x = data[0] if known(data) and isinstance(data, tuple) else data
        self(x, training=False)
        return unknown('the metrics of a model', 'dict')

    def predict_step(self, data):
        x = data[0] if known(data) and isinstance(data, tuple) else data
        self(x, training=False)
        return unknown('a prediction')

    def _check_compiled(self, method):
        if not self.compiled:
            raise ValueError('You must call `compile()` before calling `%s()`.' % method)

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None,
            validation_split=0.0, validation_data=None, initial_epoch=0, **kwargs):
        self._check_compiled('fit')
        put(self, 'stop_training', False)
        batches = _fitting.batch_of(x, y)

        def epoch():
            with Unchecked():
                self.train_step(batches)
                if not known(validation_data) or validation_data is not None or validation_split:
                    self.test_step(batches)
        _fitting.run(self, callbacks, initial_epoch, epochs, epoch)
        return History()

    def train_on_batch(self, x, y=None, **kwargs):
        self._check_compiled('train_on_batch')
        with Unchecked():
            self.train_step(_fitting.batch_of(x, y))
        return unknown('a loss')

    def evaluate(self, x=None, y=None, batch_size=None, verbose='auto', sample_weight=None,
                 steps=None, callbacks=None, **kwargs):
        self._check_compiled('evaluate')
        batches = _fitting.batch_of(x, y)
        _fitting.run_once(self, callbacks, 'test', lambda: self.test_step(batches))
        return unknown('a loss')

    def test_on_batch(self, x, y=None, **kwargs):
        self._check_compiled('test_on_batch')
        self.test_step(_fitting.batch_of(x, y))
        return unknown('a loss')

    def predict(self, x, batch_size=None, verbose='auto', steps=None, callbacks=None):
        batches = _fitting.batch_of(x, None)
        _fitting.run_once(self, callbacks, 'predict', lambda: self.predict_step(batches))
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
        from tensorflow import _saved_model
        path = _text(filepath)
        if known(path) and known(format) and format == 'tf_saved_model':
            _saved_model.write(path, unknown('what a SavedModel of Keras holds'))
        else:
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
