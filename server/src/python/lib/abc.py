# abc: abstract methods are marked; a class with one left cannot be made an instance of.
# Defined in CPython 3.11: Lib/abc.py, Modules/_abc.c.


class ABCMeta(type):
    pass


class ABC:
    _exact_ = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)

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
