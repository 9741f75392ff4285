# The variables of a layer: its own and those of the layers in it.
# In Keras: layers/layer.py (variables, weights and their kin).

from _ckptmap import identity, known


class Weights:
    """What can be asked of a layer, besides calling it."""

    @property
    def path(self):
        return self._path

    @property
    def dtype(self):
        return self._dtype[1]

    @property
    def variable_dtype(self):
        return self._dtype[1]

    @property
    def compute_dtype(self):
        return self._dtype[0]

    @property
    def trainable(self):
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        self._initialize_stores()
        object.__setattr__(self, '_trainable', value)
        for variable in self._own_variables:
            variable.trainable = value
        for layer in self._own_layers:
            layer.trainable = value

    @property
    def _layers(self):
        return self._own_layers

    @property
    def variables(self):
        found = {}
        for variable in self._own_variables + self._fixed_variables:
            found[identity(variable)] = variable
        for generator in self._seeds:
            found[identity(generator.state)] = generator.state
        for layer in self._own_layers:
            for variable in layer.variables:
                found[identity(variable)] = variable
        return list(found.values())

    @property
    def weights(self):
        found = {}
        for variable in self._own_variables + self._fixed_variables:
            found[identity(variable)] = variable
        for layer in self._own_layers:
            for variable in layer.weights:
                found[identity(variable)] = variable
        return list(found.values())

    @property
    def trainable_variables(self):
        return [v for v in self.variables if v.trainable] if self.trainable else []

    @property
    def non_trainable_variables(self):
        if not self.trainable:
            return self.variables
        return [v for v in self.variables if not v.trainable]

    @property
    def trainable_weights(self):
        return [v for v in self.weights if v.trainable] if self.trainable else []

    @property
    def non_trainable_weights(self):
        if not self.trainable:
            return self.weights
        return [v for v in self.weights if not v.trainable]

    @property
    def metrics(self):
        return list(self._own_metrics)

    @property
    def losses(self):
        return []

    def add_loss(self, loss):
        return None

    def get_weights(self):
        return [variable.numpy() for variable in self.weights]

    def set_weights(self, weights):
        own = self.weights
        if known(weights) and len(own) != len(weights):
            raise ValueError(
                "You called `set_weights(weights)` on layer '%s' with a weight list of length "
                '%d, but the layer was expecting %d weights.'
                % (self.name, len(weights), len(own)))

    def count_params(self):
        total = 0
        for variable in self.weights:
            total = total + variable.shape.num_elements()
        return total

    def get_config(self):
        return {'name': self.name, 'trainable': self.trainable}

    @classmethod
    def from_config(cls, config):
        return cls(**config)
