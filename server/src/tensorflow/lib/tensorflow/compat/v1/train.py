# tf.compat.v1.train. In TensorFlow: _api/v2/compat/v1/train.

from tensorflow._averages import ExponentialMovingAverage
from tensorflow._decays import (
    cosine_decay, cosine_decay_restarts, exponential_decay, inverse_time_decay,
    linear_cosine_decay, natural_exp_decay, noisy_linear_cosine_decay, piecewise_constant,
    piecewise_constant_decay, polynomial_decay)
from tensorflow._global_step import (
    assert_global_step, create_global_step, get_global_step, get_or_create_global_step,
    global_step)
from tensorflow._init_from_checkpoint import init_from_checkpoint
from tensorflow._optimizers import (
    AdadeltaOptimizer, AdagradDAOptimizer, AdagradOptimizer, AdamOptimizer, FtrlOptimizer,
    GradientDescentOptimizer, MomentumOptimizer, Optimizer, ProximalAdagradOptimizer,
    ProximalGradientDescentOptimizer, RMSPropOptimizer, SyncReplicasOptimizer)
from tensorflow._readers import (
    NewCheckpointReader, checkpoint_exists, checkpoints_iterator, generate_checkpoint_state_proto,
    get_checkpoint_state, latest_checkpoint, list_variables, load_checkpoint, load_variable,
    update_checkpoint_state)
from tensorflow._saver import Saver, export_meta_graph, import_meta_graph
from tensorflow._session import (
    CheckpointSaverHook, CheckpointSaverListener, ChiefSessionCreator, Coordinator, FeedFnHook,
    FinalOpsHook, GlobalStepWaiterHook, LoggingTensorHook, MonitoredSession,
    MonitoredTrainingSession, NanTensorHook, ProfilerHook, Scaffold, SessionRunArgs,
    SessionRunHook, SingularMonitoredSession, StepCounterHook, StopAtStepHook, SummarySaverHook,
    Supervisor, WorkerSessionCreator, start_queue_runners)
from tensorflow._unmodelled import attribute
from tensorflow._warm_start import VocabInfo, warm_start


def __getattr__(name):
    if name in ('Checkpoint', 'CheckpointManager', 'CheckpointOptions'):
        from tensorflow import _train_objects
        return getattr(_train_objects, 'CheckpointV1' if name == 'Checkpoint' else name)
    return attribute('tf.train', name)
