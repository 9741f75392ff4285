# abc: abstract methods are marked; what follows from that the evaluator knows.
# Defined in CPython 3.11: Lib/abc.py, Modules/_abc.c.


class ABCMeta(type):
    pass


class ABC:
    _exact_ = True
    __abstractmethods__ = frozenset()

    @classmethod
    def register(cls, subclass):
        return subclass


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    pass


abstractclassmethod = classmethod
abstractstaticmethod = staticmethod


def get_cache_token():
    return 0


def update_abstractmethods(cls):
    return cls
