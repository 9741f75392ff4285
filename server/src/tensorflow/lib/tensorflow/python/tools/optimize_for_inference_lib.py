# tensorflow.python.tools.optimize_for_inference_lib, as programs import it: see _python.py.

from tensorflow._python import attribute


def __getattr__(name):
    return attribute('tensorflow.python.tools.optimize_for_inference_lib', name)
