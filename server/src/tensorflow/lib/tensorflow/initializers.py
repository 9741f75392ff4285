# tf.initializers: Keras's of TensorFlow 2, of which only that they are initializers counts.
# In TensorFlow: python/ops/init_ops_v2.py.

from tensorflow._initializers import Initializer, InitializerV2 as constant
from tensorflow._initializers import InitializerV2 as glorot_normal, InitializerV2 as glorot_uniform
from tensorflow._initializers import InitializerV2 as he_normal, InitializerV2 as he_uniform
from tensorflow._initializers import InitializerV2 as lecun_normal, InitializerV2 as lecun_uniform
from tensorflow._initializers import InitializerV2 as ones, InitializerV2 as zeros
from tensorflow._initializers import InitializerV2 as random_normal
from tensorflow._initializers import InitializerV2 as random_uniform
from tensorflow._initializers import InitializerV2 as truncated_normal
from tensorflow._initializers import InitializerV2 as variance_scaling
from tensorflow._initializers import identity_initializer as identity
from tensorflow._initializers import orthogonal_initializer as orthogonal
from tensorflow._variable_lists import global_variables_initializer as global_variables
from tensorflow._variable_lists import local_variables_initializer as local_variables
from tensorflow._variable_lists import variables_initializer as variables

Constant = constant
GlorotNormal = glorot_normal
GlorotUniform = glorot_uniform
HeNormal = he_normal
HeUniform = he_uniform
Identity = identity
LecunNormal = lecun_normal
LecunUniform = lecun_uniform
Ones = ones
Orthogonal = orthogonal
RandomNormal = random_normal
RandomUniform = random_uniform
TruncatedNormal = truncated_normal
VarianceScaling = variance_scaling
Zeros = zeros
