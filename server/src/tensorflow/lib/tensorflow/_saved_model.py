# tf.saved_model: what `save` leaves of an object for Checkpoint.restore.
# In TensorFlow: python/saved_model/save.py. The variables are in `variables/variables` of a folder.

import os.path

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _graph
from tensorflow._checkpoint_graph import describe
from tensorflow._restore_status import View
from tensorflow._unmodelled import attribute


def save(obj, export_dir, signatures=None, options=None):
    """Saves what a trackable object holds."""
    from tensorflow._tracking import Trackable
    path = export_dir.__fspath__() if known(export_dir) and hasattr(
        export_dir, '__fspath__') else export_dir
    if not known(obj) or not known(path):
        _ckptmap.note('a SavedModel of an object or at a path that is not known')
        return
    if not isinstance(obj, Trackable):
        raise ValueError('Expected an object of type `Trackable`, such as `tf.Module` or a '
                         'subclass of the `Trackable` class, for export. Got %s with type %s.'
                         % (obj, type(obj)))
    view = View(obj, (), None)
    is_hidden = any(hasattr(trackable, '_own_layers') for trackable, _ in view.objects())
    write(path, unknown('what a SavedModel of Keras holds') if is_hidden else describe(view))


def write(path, description):
    """Notes what the variables of a SavedModel are, in the folder where it is."""
    _ckptmap.write_checkpoint(os.path.join(path, 'variables', 'variables'), description)


def load(export_dir, tags=None, options=None):
    _graph.open_up('a SavedModel that is read')
    return unknown('a SavedModel that is read')


def __getattr__(name):
    return attribute('tf.saved_model', name)
