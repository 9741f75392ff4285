# tf.compat.v1.make_template: functions whose calls share their variables.
# In TensorFlow: python/ops/template.py.

from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _variable_scope
from tensorflow._graph import GraphKeys


def make_template(name_, func_, create_scope_now_=False, unique_name_=None, custom_getter_=None,
                  **kwargs):
    return Template(name_, func_, create_scope_now_, unique_name_, custom_getter_, kwargs)


class Template:
    """A callable; its scope is opened at the first call, or now."""

    def __init__(self, name, func, create_scope_now, unique_name, custom_getter, kwargs):
        self._func = func
        self._name = name
        self._unique_name = unique_name
        self._custom_getter = custom_getter
        self._kwargs = kwargs
        self._first_call = True
        self._variables_created = False
        self._scope = None
        if known(name) and name is None:
            raise ValueError('name cannot be None.')
        if create_scope_now:
            self._open()

    def _open(self):
        # No name scope is opened for it here, and TensorFlow forgets the type of the outer scope.
        scope = _variable_scope.variable_scope(
            self._unique_name, self._name, custom_getter=self._custom_getter,
            dtype=_dtypes.float32, auxiliary_name_scope=False)
        with scope as entered:
            self._scope = entered

    def __call__(self, *args, **kwargs):
        merged = dict(self._kwargs)
        merged.update(kwargs)
        if self._scope is not None:
            with _variable_scope.variable_scope(self._scope, reuse=not self._first_call):
                return self._call(args, merged)
        with _variable_scope.variable_scope(
                self._unique_name, self._name, custom_getter=self._custom_getter) as scope:
            self._scope = scope
            return self._call(args, merged)

    def _call(self, args, kwargs):
        try:
            return self._call_function(args, kwargs)
        except Exception as error:
            text = error.args[0] if error.args else ''
            error.args = ('%s\n\noriginally defined at:\n%s' % (
                text, unknown('a traceback', 'str')),) + error.args[1:]
            raise

    def _call_function(self, args, kwargs):
        if self._first_call:
            self._first_call = False
            try:
                result = self._func(*args, **kwargs)
            except Exception:
                self._first_call = True
                raise
            self._variables_created = True
            return result
        if not self._variables_created:
            return self._func(*args, **kwargs)
        before = len(_graph.get_collection_ref(GraphKeys.TRAINABLE_VARIABLES))
        result = self._func(*args, **kwargs)
        after = _graph.get_collection_ref(GraphKeys.TRAINABLE_VARIABLES)
        if before != len(after):
            raise ValueError(
                'Trainable variable created when calling a template after the first time, '
                'perhaps you used tf.Variable when you meant tf.get_variable: %s'
                % (after[before:],))
        return result

    @property
    def name(self):
        return self._name

    @property
    def func(self):
        return self._func

    @property
    def variable_scope(self):
        return self._scope

    var_scope = variable_scope

    @property
    def variable_scope_name(self):
        if self._scope is None:
            return None
        name = self._scope.name
        return name if known(name) and name[-1:] in ('', '/') else name + '/'

    def _collected(self, function):
        return function(self._scope) if self._variables_created else []

    @property
    def variables(self):
        return self.global_variables + self.local_variables

    @property
    def trainable_variables(self):
        return self._collected(lambda scope: scope.trainable_variables())

    @property
    def global_variables(self):
        return self._collected(lambda scope: scope.global_variables())

    @property
    def local_variables(self):
        return self._collected(lambda scope: scope.local_variables())

    @property
    def non_trainable_variables(self):
        trained = self.trainable_variables
        return [each for each in self.global_variables
                if not any(each is other for other in trained)]

    @property
    def weights(self):
        return self.variables

    @property
    def trainable_weights(self):
        return self.trainable_variables

    @property
    def non_trainable_weights(self):
        return self.non_trainable_variables
