# tf.estimator: `model_fn` is called as training and evaluation call it, with features and labels
# that are not known. In tensorflow_estimator: python/estimator/estimator.py.

import collections

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _dataset, _global_step, _graph, _warm_start
from tensorflow._tensors import is_tensor


class ModeKeys:
    TRAIN = 'train'
    EVAL = 'eval'
    PREDICT = 'infer'


_Spec = collections.namedtuple('EstimatorSpec', [
    'mode', 'predictions', 'loss', 'train_op', 'eval_metric_ops', 'export_outputs',
    'training_chief_hooks', 'training_hooks', 'scaffold', 'evaluation_hooks',
    'prediction_hooks'])


def EstimatorSpec(mode, predictions=None, loss=None, train_op=None, eval_metric_ops=None,
                  export_outputs=None, training_chief_hooks=None, training_hooks=None,
                  scaffold=None, evaluation_hooks=None, prediction_hooks=None):
    if known(mode) and mode == ModeKeys.TRAIN:
        if train_op is None:
            raise ValueError('Missing train_op.')
        if loss is None:
            raise ValueError('Missing loss.')
    return _Spec(mode, predictions, loss, train_op, eval_metric_ops or {}, export_outputs,
                 training_chief_hooks or (), training_hooks or (), scaffold,
                 evaluation_hooks or (), prediction_hooks or ())


_TPUSpec = collections.namedtuple('TPUEstimatorSpec', [
    'mode', 'predictions', 'loss', 'train_op', 'eval_metrics', 'export_outputs', 'scaffold_fn',
    'host_call', 'training_hooks', 'evaluation_hooks', 'prediction_hooks'])


def TPUEstimatorSpec(mode, predictions=None, loss=None, train_op=None, eval_metrics=None,
                     export_outputs=None, scaffold_fn=None, host_call=None, training_hooks=None,
                     evaluation_hooks=None, prediction_hooks=None):
    return _TPUSpec(mode, predictions, loss, train_op, eval_metrics, export_outputs, scaffold_fn,
                    host_call, training_hooks, evaluation_hooks, prediction_hooks)


class RunConfig:
    """How an estimator runs: whatever it is given, by attribute."""

    def __init__(self, model_dir=None, tf_random_seed=None, save_summary_steps=100,
                 save_checkpoints_steps=None, save_checkpoints_secs=None, session_config=None,
                 keep_checkpoint_max=5, keep_checkpoint_every_n_hours=10000,
                 log_step_count_steps=100, train_distribute=None, device_fn=None, **kwargs):
        self.model_dir = model_dir
        self.tf_random_seed = tf_random_seed
        self.save_summary_steps = save_summary_steps
        self.save_checkpoints_steps = save_checkpoints_steps
        self.save_checkpoints_secs = save_checkpoints_secs
        self.session_config = session_config
        self.keep_checkpoint_max = keep_checkpoint_max
        self.keep_checkpoint_every_n_hours = keep_checkpoint_every_n_hours
        self.log_step_count_steps = log_step_count_steps
        self.train_distribute = train_distribute
        self.device_fn = device_fn
        self.tpu_config = kwargs.get('tpu_config')
        self.master = kwargs.get('master', '')
        self.cluster = kwargs.get('cluster')
        self.is_chief = True
        self.num_worker_replicas = 1
        self.num_ps_replicas = 0
        self.task_id = 0
        self.task_type = 'worker'

    def replace(self, **kwargs):
        changed = RunConfig()
        for name, value in self.__dict__.items():
            setattr(changed, name, kwargs.get(name, value))
        return changed


class Estimator:
    """Calls `model_fn` in a new graph, after the global step was made there."""

    def __init__(self, model_fn, model_dir=None, config=None, params=None, warm_start_from=None,
                 **kwargs):
        self._model_fn = model_fn
        self.config = RunConfig(model_dir=model_dir) if config is None else config
        self._model_dir = model_dir if model_dir is not None else getattr(
            self.config, 'model_dir', None)
        self._params = {} if params is None else params
        if isinstance(warm_start_from, (str, bytes)):
            warm_start_from = _warm_start.WarmStartSettings(warm_start_from)
        self._warm_start_from = warm_start_from

    @property
    def model_dir(self):
        if known(self._model_dir) and self._model_dir is None:
            return unknown('the folder of a model', 'str')
        return self._model_dir

    @property
    def params(self):
        return dict(self._params) if isinstance(self._params, dict) else self._params

    @property
    def model_fn(self):
        return self._model_fn

    def train(self, input_fn, hooks=None, steps=None, max_steps=None, saving_listeners=None):
        self._call(input_fn, ModeKeys.TRAIN, hooks)
        if known(self._model_dir) and self._model_dir is not None:
            _ckptmap.write_checkpoint_state(
                self._model_dir, unknown('the checkpoint of a training', 'str'),
                unknown('the checkpoints of a training', 'list'))
        return self

    def evaluate(self, input_fn, steps=None, hooks=None, checkpoint_path=None, name=None):
        self._call(input_fn, ModeKeys.EVAL, hooks)
        return unknown('the result of an evaluation')

    def predict(self, input_fn, predict_keys=None, hooks=None, checkpoint_path=None,
                yield_single_examples=True):
        # TensorFlow builds the model when the first prediction is asked for.
        self._call(input_fn, ModeKeys.PREDICT, hooks)
        for prediction in unknown('predictions', 'list'):
            yield prediction

    def _call(self, input_fn, mode, hooks):
        graph = _graph.Graph()
        with graph.as_default():
            _global_step.create_global_step()
            features, labels = _inputs(input_fn, mode, self.params, self.config)
            arguments = {'features': features, 'labels': labels, 'mode': mode,
                         'params': self.params, 'config': self.config}
            spec = self._model_fn(**_accepted(self._model_fn, arguments))
            self._finish(spec, mode, hooks)
        return spec

    def _finish(self, spec, mode, hooks):
        if mode == ModeKeys.TRAIN and self._warm_start_from is not None:
            _warm_start.warm_start(*self._warm_start_from)
        if not known(spec):
            return
        scaffold_fn = getattr(spec, 'scaffold_fn', None)
        if scaffold_fn is not None and known(scaffold_fn):
            scaffold_fn()
        metrics = getattr(spec, 'eval_metrics', None)
        if mode == ModeKeys.EVAL and known(metrics) and metrics is not None:
            function, arguments = metrics
            if isinstance(arguments, dict):
                function(**arguments)
            else:
                function(*arguments)
        for hook in hooks or ():
            if known(hook):
                hook.begin()

    def get_variable_names(self):
        return unknown('the variables of a model', 'list')

    def get_variable_value(self, name):
        return unknown('the value of a variable')

    def latest_checkpoint(self):
        return unknown('the latest checkpoint of a model', 'str')

    def export_saved_model(self, *args, **kwargs):
        return unknown('a folder', 'bytes')

    export_savedmodel = experimental_export_all_saved_models = export_saved_model


class TPUEstimator(Estimator):
    """An estimator whose parameters hold the size of a batch."""

    def __init__(self, model_fn=None, model_dir=None, config=None, params=None, use_tpu=True,
                 train_batch_size=None, eval_batch_size=None, predict_batch_size=None,
                 batch_axis=None, eval_on_tpu=True, export_to_tpu=True, warm_start_from=None,
                 **kwargs):
        params = {} if params is None else dict(params)
        params['batch_size'] = train_batch_size
        params['use_tpu'] = use_tpu
        super().__init__(model_fn, model_dir, config, params, warm_start_from)


def _accepted(function, arguments):
    """Those of the arguments that a function takes, by name."""
    found = _ckptmap.signature(function)
    if found is None or found[2]:
        return arguments
    return {name: value for name, value in arguments.items() if name in found[0]}


def _inputs(input_fn, mode, params, config):
    """What the user's function gives: features, and labels where there are any."""
    if not known(input_fn) or input_fn is None:
        return unknown('features'), unknown('labels')
    result = input_fn(**_accepted(input_fn, {'mode': mode, 'params': params, 'config': config}))
    element = _dataset.element_of(result) if known(result) else None
    if element is not None:
        result = element
    if known(result) and isinstance(result, (tuple, list)) and len(result) == 2:
        return result[0], result[1]
    if known(result) and (isinstance(result, dict) or is_tensor(result)):
        return result, None
    return unknown('features'), unknown('labels')


_TrainSpec = collections.namedtuple('TrainSpec', [
    'input_fn', 'max_steps', 'hooks', 'saving_listeners'])


def TrainSpec(input_fn, max_steps=None, hooks=None, saving_listeners=None):
    return _TrainSpec(input_fn, max_steps, hooks or (), saving_listeners or ())


_EvalSpec = collections.namedtuple('EvalSpec', [
    'input_fn', 'steps', 'name', 'hooks', 'exporters', 'start_delay_secs', 'throttle_secs'])


def EvalSpec(input_fn, steps=100, name=None, hooks=None, exporters=None, start_delay_secs=120,
             throttle_secs=600):
    return _EvalSpec(input_fn, steps, name, hooks or (), exporters, start_delay_secs,
                     throttle_secs)


def train_and_evaluate(estimator, train_spec, eval_spec):
    """Training, then an evaluation; how often it evaluates in between depends on the clock."""
    estimator.train(train_spec.input_fn, train_spec.hooks, max_steps=train_spec.max_steps)
    estimator.evaluate(eval_spec.input_fn, eval_spec.steps, eval_spec.hooks)
    _ckptmap.opened('how often a model is evaluated while it is trained')
    return unknown('the result of an evaluation'), unknown('the result of an export')


class _Canned(Estimator):
    """An estimator whose model is TensorFlow's own: its variables are not modelled."""

    def __init__(self, *args, **kwargs):
        super().__init__(_canned_model, kwargs.get('model_dir'), kwargs.get('config'), None,
                         kwargs.get('warm_start_from'))


def _canned_model(features, labels, mode, params, config):
    _ckptmap.opened('the variables of a canned estimator are not modelled')
    return unknown('the model of a canned estimator')


DNNClassifier = DNNRegressor = LinearClassifier = LinearRegressor = _Canned
DNNLinearCombinedClassifier = DNNLinearCombinedRegressor = BaselineClassifier = _Canned
