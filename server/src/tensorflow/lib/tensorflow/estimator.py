# tf.estimator. In tensorflow_estimator: _api/v2/estimator.

from tensorflow._estimator import (
    BaselineClassifier, DNNClassifier, DNNLinearCombinedClassifier, DNNLinearCombinedRegressor,
    DNNRegressor, Estimator, EstimatorSpec, EvalSpec, LinearClassifier, LinearRegressor,
    ModeKeys, RunConfig, TrainSpec, train_and_evaluate)
from tensorflow._session import (
    CheckpointSaverHook, CheckpointSaverListener, FinalOpsHook, LoggingTensorHook,
    NanTensorHook, ProfilerHook, SessionRunArgs, SessionRunHook, StepCounterHook,
    StopAtStepHook, SummarySaverHook)
from tensorflow._unmodelled import attribute
from tensorflow._warm_start import VocabInfo, WarmStartSettings


def __getattr__(name):
    if name == 'tpu':
        import tensorflow.compat.v1.tpu
        return tensorflow.compat.v1.tpu
    return attribute('tf.estimator', name)
