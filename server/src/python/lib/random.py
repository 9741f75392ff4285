# random: what is drawn is not known, but for its class. Defined in CPython 3.11: Lib/random.py.

from _python import unknown


def seed(*args, **kwargs):
    pass


def random():
    return unknown('a random number', 'float')


def uniform(a, b):
    return unknown('a random number', 'float')


def gauss(mu=0.0, sigma=1.0):
    return unknown('a random number', 'float')


normalvariate = lognormvariate = betavariate = gammavariate = gauss


def expovariate(lambd=1.0):
    return unknown('a random number', 'float')


triangular = expovariate


def randint(a, b):
    return unknown('a random number', 'int')


def randrange(start, stop=None, step=1):
    return unknown('a random number', 'int')


def getrandbits(k):
    return unknown('a random number', 'int')


def choice(seq):
    return seq[unknown('a random choice', 'int')]


def choices(population, weights=None, *, cum_weights=None, k=1):
    return [choice(population) for _ in range(k)]


def sample(population, k, *, counts=None):
    items = list(population)
    return [choice(items) for _ in range(k)]


def shuffle(x):
    for index in range(len(x)):
        x[index] = x[unknown('a random order', 'int')]


def getstate():
    return unknown('the state of random numbers')


def setstate(state):
    pass


class Random:
    def __init__(self, x=None):
        pass

    def seed(self, *args, **kwargs):
        pass

    def random(self):
        return random()

    def uniform(self, a, b):
        return uniform(a, b)

    def gauss(self, mu=0.0, sigma=1.0):
        return gauss(mu, sigma)

    def randint(self, a, b):
        return randint(a, b)

    def randrange(self, start, stop=None, step=1):
        return randrange(start, stop, step)

    def choice(self, seq):
        return choice(seq)

    def choices(self, population, **kwargs):
        return choices(population, **kwargs)

    def sample(self, population, k):
        return sample(population, k)

    def shuffle(self, x):
        shuffle(x)


SystemRandom = Random
