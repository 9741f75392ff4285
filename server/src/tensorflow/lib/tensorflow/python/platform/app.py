# tensorflow.python.platform.app, as programs import it.

from tensorflow._app import *
