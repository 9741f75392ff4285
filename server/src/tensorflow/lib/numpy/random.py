# numpy.random: arrays of known shape whose elements are not known. In numpy: random/mtrand.

from _ckptmap import known, unknown, unknown_function

from numpy._arrays import asarray, made, _name_of


def _drawn(size, dtype='float64'):
    if size is None:
        return unknown('a random number')
    if not known(size):
        return unknown('random numbers')
    shape = size if isinstance(size, (list, tuple)) else (size,)
    return made(shape, None, _name_of(dtype))


def seed(seed=None):
    return None


def rand(*shape):
    return _drawn(shape if shape else None)


randn = rand


def random(size=None):
    return _drawn(size)


random_sample = ranf = sample = random


def normal(loc=0.0, scale=1.0, size=None):
    return _drawn(size)


uniform = normal


def standard_normal(size=None):
    return _drawn(size)


def randint(low, high=None, size=None, dtype=int):
    return _drawn(size, dtype)


def choice(a, size=None, replace=True, p=None):
    if size is None and known(a) and isinstance(a, (list, tuple)):
        return a[unknown('a random choice', 'int')]
    return unknown('a random choice')


def permutation(x):
    if not known(x):
        return unknown('a random order')
    if isinstance(x, int):
        return made((x,), None, 'int64')
    value = asarray(x)
    return made(value.shape, None, value.dtype.name) if known(value) else value


def shuffle(x):
    for index in range(len(x)):
        x[index] = x[unknown('a random order', 'int')]


class RandomState:
    """A source of random numbers."""

    def __init__(self, seed=None):
        self.seed = seed

    def __getattr__(self, name):
        if name[:1] == '_':
            raise AttributeError(name)
        return _named(name)


def _named(name):
    """The function of this module that a source has under the same name."""
    return {'rand': rand, 'randn': randn, 'normal': normal, 'uniform': uniform,
            'randint': randint, 'random_sample': random, 'choice': choice,
            'permutation': permutation, 'shuffle': shuffle,
            'standard_normal': standard_normal, 'random': random}.get(name) or unknown_function(
                'np.random.' + name)


def default_rng(seed=None):
    return RandomState(seed)


def __getattr__(name):
    if name[:1] == '_':
        raise AttributeError(name)
    return unknown_function('np.random.' + name)
