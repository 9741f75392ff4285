# keras.models.

from _ckptmap import unknown, unknown_function

from tensorflow import _graph

from keras._models import Functional, Model, Sequential


def load_model(filepath, custom_objects=None, compile=True, safe_mode=True):
    _graph.open_up('a model that is read from a file')
    return unknown('a model that is read from a file')


def clone_model(model, input_tensors=None, **kwargs):
    _graph.open_up('a copy of a model')
    return unknown('a copy of a model')


def save_model(model, filepath, overwrite=True, zipped=None, **kwargs):
    return model.save(filepath)


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.models' has no attribute '%s'" % name)
    return unknown_function('keras.models.' + name)
