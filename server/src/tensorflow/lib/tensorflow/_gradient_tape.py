# tf.GradientTape: gradients of the shapes of what they are taken by.
# In TensorFlow: python/eager/backprop.py.

from _ckptmap import known, unknown

from tensorflow import _tensors
from tensorflow._structures import ListWrapper


class GradientTape:
    """Records nothing: which gradients there are is not followed."""

    def __init__(self, persistent=False, watch_accessed_variables=True):
        self.persistent = persistent

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None

    def watch(self, tensor):
        return None

    def stop_recording(self):
        return self

    def reset(self):
        return None

    def watched_variables(self):
        return unknown('the variables that a tape has seen', 'list')

    def gradient(self, target, sources, output_gradients=None, unconnected_gradients=None):
        return _like(sources)

    def jacobian(self, target, sources, **kwargs):
        return _tensors.hidden()

    def batch_jacobian(self, target, source, **kwargs):
        return _tensors.hidden()


def _like(sources):
    """A gradient for each source, in the same structure."""
    if not known(sources):
        return unknown('the gradients by variables that are not known')
    if isinstance(sources, (list, tuple, ListWrapper)):
        return [_like(source) for source in sources]
    if isinstance(sources, dict):
        return dict([(name, _like(sources[name])) for name in sources])
    if hasattr(sources, 'shape'):
        return _tensors.Tensor(sources.dtype, sources.shape, 'gradient')
    return _tensors.hidden()
