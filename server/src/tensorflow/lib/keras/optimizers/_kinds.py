# The optimizers of Keras 3: each is its slots. In Keras: optimizers/*.py.

from _ckptmap import known

from keras import _state
from keras._variable import Variable
from keras.optimizers._base import Optimizer


class SGD(Optimizer):
    _all = (('momentums', 'momentum'),)

    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)
        if known(momentum) and (not isinstance(momentum, float) or momentum < 0
                                or momentum > 1):
            raise ValueError('`momentum` must be a float between [0, 1].')
        self.momentum = momentum
        self.nesterov = nesterov

    def _slots_to_make(self):
        return self._all if not known(self.momentum) or self.momentum != 0 else ()

    def _empty_edges(self):
        return self._all


class Adam(Optimizer):
    _slots = (('_momentums', 'momentum'), ('_velocities', 'velocity'))

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7,
                 amsgrad=False, **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)
        self.amsgrad = amsgrad

    def _build_slots(self, variables):
        Optimizer._build_slots(self, variables)
        if self.amsgrad:
            self._velocity_hats = self.add_optimizer_variables(variables, 'velocity_hat')


class AdamW(Adam):
    def __init__(self, learning_rate=0.001, weight_decay=0.004, **kwargs):
        Adam.__init__(self, learning_rate=learning_rate, **kwargs)

    def exclude_from_weight_decay(self, var_list=None, var_names=None):
        return None


class Lamb(Optimizer):
    _slots = (('_momentums', 'momentum'), ('_velocities', 'velocity'))

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)


class RMSprop(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False,
                 **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)
        self.momentum = momentum
        self.centered = centered

    def _build_slots(self, variables):
        self._velocities = self.add_optimizer_variables(variables, 'velocity')
        self._momentums = []
        if not known(self.momentum) or self.momentum > 0:
            self._momentums = self.add_optimizer_variables(variables, 'momentum')
        self._average_gradients = []
        if self.centered:
            self._average_gradients = self.add_optimizer_variables(variables, 'average_gradient')


class Adadelta(Optimizer):
    _slots = (('_accumulated_grads', 'accumulated_grad'),
              ('_accumulated_delta_vars', 'accumulated_delta_var'))

    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-7, **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)


class Adagrad(Optimizer):
    _slots = (('_accumulators', 'accumulator'),)

    def __init__(self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7,
                 **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)


class Adamax(Optimizer):
    _slots = (('_m', 'momentum'), ('_u', 'norm'))

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)


class Nadam(Optimizer):
    _slots = (('_momentums', 'momentum'), ('_velocities', 'velocity'))

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)

    def build(self, variables):
        if self.built:
            return
        Optimizer.build(self, variables)
        dtype = variables[0].dtype if known(variables) and variables else 'float32'
        self._u_product = Variable(1.0, dtype=dtype, name=_state.auto_name('Variable'))
        self._variables.append(self._u_product)


class Ftrl(Optimizer):
    _slots = (('_accumulators', 'accumulator'), ('_linears', 'linear'))

    def __init__(self, learning_rate=0.001, learning_rate_power=-0.5,
                 initial_accumulator_value=0.1, l1_regularization_strength=0.0,
                 l2_regularization_strength=0.0, l2_shrinkage_regularization_strength=0.0,
                 beta=0.0, **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)


class Lion(Optimizer):
    _slots = (('_momentums', 'momentum'),)

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.99, **kwargs):
        Optimizer.__init__(self, learning_rate=learning_rate, **kwargs)
