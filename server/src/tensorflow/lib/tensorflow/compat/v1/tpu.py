# tf.compat.v1.tpu, tf.contrib.tpu and tf.compat.v1.estimator.tpu.
# In tensorflow_estimator: python/estimator/tpu.

from tensorflow._estimator import RunConfig, TPUEstimator, TPUEstimatorSpec
from tensorflow._optimizers import CrossShardOptimizer
from tensorflow._unmodelled import attribute


class InputPipelineConfig:
    PER_SHARD_V1 = 1
    PER_HOST_V1 = 2
    PER_HOST_V2 = 3
    BROADCAST = 4
    SLICED = 5


class TPUConfig:
    def __init__(self, iterations_per_loop=2, num_shards=None, num_cores_per_replica=None,
                 per_host_input_for_training=True, **kwargs):
        self.iterations_per_loop = iterations_per_loop
        self.num_shards = num_shards
        self.num_cores_per_replica = num_cores_per_replica
        self.per_host_input_for_training = per_host_input_for_training


def __getattr__(name):
    return attribute('tf.tpu', name)
