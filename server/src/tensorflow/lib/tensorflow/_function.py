# tf.function: the function is called, as the trace of it would.
# In TensorFlow: python/eager/polymorphic_function/.

from _ckptmap import unknown

from tensorflow._tracking import Trackable


class Function(Trackable):
    """A function that was handed to tf.function; as an attribute it is an edge without a value."""

    def __init__(self, python_function, name=None, input_signature=None):
        self.python_function = python_function
        self.input_signature = input_signature
        self.__name__ = getattr(python_function, '__name__', 'function')
        self.__doc__ = getattr(python_function, '__doc__', None)

    def __call__(self, *args, **kwargs):
        return self.python_function(*args, **kwargs)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        python_function = self.python_function

        def bound(*args, **kwargs):
            return python_function(instance, *args, **kwargs)
        return Function(bound, self.__name__, self.input_signature)

    def get_concrete_function(self, *args, **kwargs):
        return unknown('a concrete function')

    def experimental_get_tracing_count(self):
        return unknown('how often a function was traced', 'int')


def function(func=None, input_signature=None, autograph=True, jit_compile=None,
             reduce_retracing=False, experimental_implements=None,
             experimental_autograph_options=None, experimental_attributes=None,
             experimental_relax_shapes=None, experimental_compile=None,
             experimental_follow_type_hints=None):
    def decorate(python_function):
        return Function(python_function, input_signature=input_signature)
    return decorate if func is None else decorate(func)
