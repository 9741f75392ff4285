# absl.flags. In absl: flags/__init__.py.

from tensorflow._flags import *
from tensorflow._flags import FLAGS
