# keras.mixed_precision and keras.dtype_policies.

from keras._policies import DTypePolicy, global_policy, set_global_policy

Policy = DTypePolicy
set_dtype_policy = set_global_policy
dtype_policy = global_policy
