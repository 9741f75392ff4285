# tf.contrib.training: hyperparameters and training operations.
# In TensorFlow 1: contrib/training.

from tensorflow._readers import checkpoints_iterator
from tensorflow._slim_regularizers import create_train_op, evaluate as evaluate_once
from tensorflow._unmodelled import attribute


class HParams:
    """Named values, by attribute."""

    def __init__(self, hparam_def=None, model_structure=None, **kwargs):
        self._names = []
        for name, value in kwargs.items():
            self.add_hparam(name, value)

    def add_hparam(self, name, value):
        if name not in self._names:
            self._names.append(name)
        setattr(self, name, value)

    def set_hparam(self, name, value):
        setattr(self, name, value)

    def del_hparam(self, name):
        self._names.remove(name)
        delattr(self, name)

    def values(self):
        return {name: getattr(self, name) for name in self._names}

    def get(self, key, default=None):
        return getattr(self, key) if key in self._names else default

    def override_from_dict(self, values_dict):
        for name, value in values_dict.items():
            self.set_hparam(name, value)
        return self

    def parse(self, values):
        from _ckptmap import known, unknown
        if known(values):
            for part in values.split(','):
                name, equals, text = part.strip().partition('=')
                if equals:
                    self.set_hparam(name, _parsed(getattr(self, name), text))
        else:
            for name in self._names:
                self.set_hparam(name, unknown('a hyperparameter'))
        return self

    def __contains__(self, key):
        return key in self._names


def _parsed(old, text):
    if isinstance(old, bool):
        return text.lower() in ('true', '1')
    if isinstance(old, int):
        return int(text)
    return float(text) if isinstance(old, float) else text


def __getattr__(name):
    return attribute('tf.contrib.training', name)
