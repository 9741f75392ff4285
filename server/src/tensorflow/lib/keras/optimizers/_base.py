# Optimizers of Keras 3: which variables they make, in which order, and under which edges.
# In Keras: optimizers/base_optimizer.py and backend/tensorflow/optimizer.py.

import _ckptmap
from _ckptmap import identity, known, unknown

from tensorflow import _graph
from tensorflow._restore import Unchecked
from tensorflow._tracking import AutoTrackable, Unclear

from keras import _state
from keras._variable import Variable

_OPTIONS = ('weight_decay', 'clipnorm', 'clipvalue', 'global_clipnorm', 'ema_momentum',
            'ema_overwrite_frequency', 'loss_scale_factor', 'jit_compile')


class Optimizer(AutoTrackable):
    """An optimizer; `_slots` lists the edges and names of what it makes for each variable."""

    _slots = ()

    def __init__(self, learning_rate=0.001, use_ema=False, gradient_accumulation_steps=None,
                 name=None, **kwargs):
        for option in _OPTIONS:
            kwargs.pop(option, None)
        if kwargs.pop('decay', None) is None and kwargs:
            raise ValueError('Argument(s) not recognized: %s' % (kwargs,))
        self.name = _state.auto_name(type(self).__name__) if name is None else name
        self.use_ema = use_ema
        self.gradient_accumulation_steps = gradient_accumulation_steps
        self.built = False
        self._variables = []
        self._trainable_variables = []
        self._trainable_variables_indices = {}
        with _state.NameScope(self.name, caller=self):
            iterations = Variable(0, name='iteration', dtype='int', trainable=False)
        self._variables.append(iterations)
        self._iterations = iterations
        self._set_learning_rate(learning_rate)

    def _set_learning_rate(self, rate):
        if not known(rate) or not callable(rate) and isinstance(rate, float):
            with _state.NameScope(self.name, caller=self):
                variable = Variable(0.0, name='learning_rate', dtype='float32', trainable=False)
            self._variables.append(variable)
            self._learning_rate = variable
        elif callable(rate) or hasattr(rate, 'get_config'):
            self._learning_rate = rate
        else:
            raise ValueError(
                'Argument `learning_rate` should be float, or an instance of '
                'LearningRateSchedule, or a callable (that takes in the current iteration value '
                'and returns the corresponding learning rate value). Received instead: '
                'learning_rate=%s' % (rate,))

    @property
    def iterations(self):
        return self._iterations

    @property
    def learning_rate(self):
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value):
        return None

    @property
    def variables(self):
        return list(self._variables)

    def add_variable(self, shape, initializer='zeros', dtype=None, aggregation='none',
                     layout=None, name=None):
        with _state.NameScope(self.name, caller=self):
            variable = Variable(initializer, shape=shape, dtype=dtype, trainable=False, name=name)
        self._variables.append(variable)
        return variable

    def add_variable_from_reference(self, reference_variable, name=None, initializer='zeros'):
        name = 'var' if name is None else name
        if isinstance(reference_variable, Variable):
            own = reference_variable.path.replace('/', '_')
        else:
            own = str(reference_variable.name).replace('/', '_').replace(':', '_')
        return self.add_variable(
            shape=reference_variable.shape, initializer=initializer,
            dtype=reference_variable.dtype, name=own + '_' + name)

    def add_optimizer_variables(self, trainable_variables, name, initializer='zeros'):
        names = [name] if isinstance(name, str) else list(name)
        made = [[] for _ in names]
        for variable in trainable_variables:
            for index, each in enumerate(names):
                made[index].append(self.add_variable_from_reference(variable, name=each))
        return made[0] if isinstance(name, str) else made

    def build(self, variables):
        if not known(variables) or not all(known(variable) for variable in variables):
            self._build_hidden()
            return
        if self.built:
            return
        with Unchecked():
            self._build_for(list(variables))

    def _build_for(self, variables):
        if self.use_ema:
            self._model_variables_moving_average = self.add_optimizer_variables(
                variables, 'average')
        if self.gradient_accumulation_steps:
            self._accumulated_gradients = []
            for variable in variables:
                self._accumulated_gradients.append(self.add_variable_from_reference(
                    variable, name='gradient_accumulator'))
        self._trainable_variables = list(variables)
        self.built = True
        self._build_slots(variables)

    def _build_hidden(self):
        """For variables that are not known: slots are made, which ones is not followed."""
        _graph.open_up('the slots of an optimizer whose variables are not known')
        for name in ('_variables', '_trainable_variables') + tuple([s[0] for s in self._slots]):
            self._track_trackable(Unclear(), name, overwrite=True)
        self.built = True

    def _build_slots(self, variables):
        slots = self._slots_to_make()
        made = [[] for _ in slots]
        for edge, name in self._empty_edges():
            setattr(self, edge, [])
        for variable in variables:
            for index, (edge, name) in enumerate(slots):
                made[index].append(self.add_variable_from_reference(variable, name=name))
        for (edge, _), own in zip(slots, made):
            setattr(self, edge, own)

    def _slots_to_make(self):
        return self._slots

    def _empty_edges(self):
        return ()

    def apply_gradients(self, grads_and_vars, **kwargs):
        if not known(grads_and_vars):
            self._ensure_built(grads_and_vars)
            return self._iterations
        pairs = list(grads_and_vars)
        if not known(pairs) or not all(known(pair) for pair in pairs):
            self._ensure_built(unknown('the variables of an optimizer', 'list'))
        else:
            self._ensure_built([pair[1] for pair in pairs])
        return self._iterations

    def apply(self, grads, trainable_variables=None):
        if trainable_variables is not None:
            self._ensure_built(trainable_variables)

    def _ensure_built(self, variables):
        if not self.built:
            with _state.NameScope(self.name, caller=self):
                self.build(variables)
        elif known(variables) and _ckptmap.is_settled(self._trainable_variables):
            self._check_known(variables)

    def _check_known(self, variables):
        own = set([identity(variable) for variable in self._trainable_variables])
        for variable in variables:
            if known(variable) and identity(variable) not in own and own:
                raise ValueError(
                    'Unknown variable: %s. This optimizer can only be called for the variables '
                    'it was originally built with. When working with a new set of variables, you '
                    'should recreate a new optimizer instance.' % (variable,))

    def minimize(self, loss, var_list, tape=None):
        self._ensure_built(var_list() if known(var_list) and callable(var_list) else var_list)

    def scale_loss(self, loss):
        return loss

    def get_config(self):
        return {'name': self.name}

    def set_weights(self, weights):
        return None

    def finalize_variable_values(self, var_list):
        return None

