# numbers: the tower of abstract classes. Defined in CPython 3.11: Lib/numbers.py.


class Number:
    _exact_ = True
    _builtin = (int, float, complex)

    @classmethod
    def __instancecheck__(cls, value):
        return cls.__subclasscheck__(type(value))

    @classmethod
    def __subclasscheck__(cls, kind):
        return cls in kind.__mro__ or any(one in kind.__mro__ for one in cls._builtin)

    @classmethod
    def register(cls, kind):
        cls._builtin = cls._builtin + (kind,)
        return kind


class Complex(Number):
    pass


class Real(Complex):
    _builtin = (int, float)


class Rational(Real):
    _builtin = (int,)


class Integral(Rational):
    pass
