# tensorflow.python.platform.flags, as programs import it.

from tensorflow._flags import *
from tensorflow._flags import FLAGS
