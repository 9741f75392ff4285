"""What every random program that restores begins with."""

HEAD = '''import collections
import os

import tensorflow as tf

layers = tf.keras.layers
Pair = collections.namedtuple('Pair', ['left', 'right'])


def fill(root):
    for index, variable in enumerate(variables_of(root)):
        variable.assign(tf.cast(tf.fill(variable.shape, 10.0 + index), variable.dtype))


def variables_of(root):
    found = []
    queue = [root]
    seen = set()
    while queue:
        each = queue.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        if hasattr(each, 'assign'):
            found.append(each)
            continue
        if isinstance(each, (list, tuple)):
            queue.extend(each)
        elif isinstance(each, dict):
            queue.extend(each.values())
        elif isinstance(each, (tf.Module, layers.Layer)):
            queue.extend(each.variables if isinstance(each, layers.Layer) else [])
            queue.extend(value for name, value in sorted(vars(each).items())
                         if not name.startswith('_'))
    return found


def check(status):
    verdicts = []
    for name in ('assert_consumed', 'assert_existing_objects_matched', 'assert_nontrivial_match'):
        try:
            getattr(status, name)()
            verdicts.append(True)
        except AssertionError:
            verdicts.append(False)
        except ValueError:
            verdicts.append('ValueError')
    print('verdicts', verdicts)


def show(model):
    print([(v.path if hasattr(v, 'path') else v.name, tuple(v.shape), v.trainable)
           for v in model.variables])

'''

CLASSES = '''
def built(layer):
    layer.build((None, 3))
    return layer


class Small(tf.Module):
    def __init__(self):
        super().__init__()
        self.v = tf.Variable([1.0, 2.0])


class Custom(layers.Layer):
    def __init__(self, size=3, **kwargs):
        super().__init__(**kwargs)
        self.inner = layers.Dense(size)

    def build(self, shape):
        self.gain = self.add_weight(shape=(shape[-1],), name='gain')
        self.inner.build(shape)

    def call(self, x):
        return self.inner(x * self.gain)


class Loose(layers.Layer):
    def __init__(self, size=3, **kwargs):
        super().__init__(**kwargs)
        self.first = layers.Dense(size)
        self.second = layers.Dense(size)

    def call(self, x):
        return self.second(self.first(x))

'''
