# tensorflow.python.util.nest, as programs import it.

from tensorflow.nest import *
