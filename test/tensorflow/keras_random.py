"""Random models of Keras: layers of every rank, in a row and side by side, models in models.

`random_model(keras, rng)` makes one with the package that it is given, `keras` or `tf_keras`. All
choices come from `rng`, so that a seed makes the same models again.
"""


def random_model(keras, rng):
    """A model that is built."""
    return _Maker(keras, rng).model()


class _Maker:
    def __init__(self, keras, rng):
        self.keras = keras
        self.layers = keras.layers
        self.rng = rng
        self.is_third = keras.__name__ == 'keras'
        self.names = 0

    def model(self):
        if self.rng.random() < 0.3:
            return self.sequential(self.shape(), depth=0, is_later=self.rng.random() < 0.3)
        return self.functional([self.shape() for _ in range(self.rng.choice((1, 1, 2)))], depth=0)

    def shape(self):
        """The shape of an input: a vector, a sequence, or a picture."""
        channels = self.rng.randint(2, 6)
        kind = self.rng.choice(('vector', 'sequence', 'picture'))
        if kind == 'vector':
            return (channels,)
        if kind == 'sequence':
            return (self.rng.choice((None, 6, 9)), channels)
        return (self.rng.randint(6, 12), self.rng.randint(6, 12), channels)

    def name(self, **more):
        """Arguments of a layer: sometimes a name of its own, sometimes that it does not train."""
        if self.rng.random() < 0.3:
            self.names += 1
            word = self.rng.choice(('block', 'head', 'my.layer', 'A', 'x-y'))
            more['name'] = '%s_%d' % (word, self.names)
        if self.rng.random() < 0.1:
            more['trainable'] = False
        return more

    def functional(self, shapes, depth):
        inputs = [self.keras.Input(shape) for shape in shapes]
        tensors = list(inputs)
        for _ in range(self.rng.randint(2, 4 if depth else 8)):
            self.grow(tensors, depth)
        last = [each for each in tensors[-2:] if not any(each is x for x in inputs)]
        outputs = [self.layers.Dense(2, **self.name())(each)
                   for each in (last or inputs[:1]) if each.shape[-1] is not None]
        # A model that is called as a layer gives one tensor.
        return self.keras.Model(inputs, outputs[0] if depth or len(outputs) == 1 else outputs)

    def grow(self, tensors, depth):
        """Adds what a layer makes of one of the tensors, or of two."""
        x = self.rng.choice(tensors)
        alike = [each for each in tensors if tuple(each.shape) == tuple(x.shape)]
        if len(alike) > 1 and self.rng.random() < 0.4:
            merge = self.rng.choice((self.layers.Add, self.layers.Multiply, self.layers.Average,
                                     self.layers.Concatenate, self.layers.Maximum))
            tensors.append(merge(**self.name())(alike[:2]))
            return
        if len(x.shape) == 3 and x.shape[1] is not None and self.rng.random() < 0.15:
            tensors.append(self.layers.MultiHeadAttention(
                self.rng.randint(1, 3), self.rng.randint(1, 4), dropout=self.rng.choice((0.0, 0.1)),
                use_bias=self.rng.random() < 0.7, **self.name())(x, x))
            return
        layer = self.layer(tuple(x.shape[1:]), depth)
        y = layer(x)
        tensors.append(y)
        if tuple(y.shape) == tuple(x.shape) and self.rng.random() < 0.2:
            # The same layer a second time.
            tensors.append(layer(y))

    def sequential(self, shape, depth, is_later=False):
        """A sequential model for tensors of a shape; built now, or by the model around it."""
        layers = []
        x = self.keras.Input(shape)
        for _ in range(self.rng.randint(1, 4)):
            made = self.layer(tuple(x.shape[1:]), depth + 1)
            # What it gives is found out with a copy, so that the layer itself is not called yet.
            x = made.__class__.from_config(made.get_config())(x)
            layers.append(made)
        layers.append(self.layers.Dense(self.rng.randint(1, 4), **self.name()))
        if is_later:
            model = self.keras.Sequential(layers)
            model.build((None,) + shape)
            return model
        return self.keras.Sequential([self.keras.Input(shape)] + layers)

    def layer(self, shape, depth):
        """A layer that can be called on tensors of a shape, which has no axis for the examples."""
        rng, layers = self.rng, self.layers
        if shape[-1] is not None and depth < 2 and rng.random() < 0.15:
            make = rng.choice((lambda: self.functional([shape], depth + 1),
                               lambda: self.sequential(shape, depth + 1)))
            return make()
        anywhere = (
            lambda: layers.Dense(rng.randint(1, 5), use_bias=rng.random() < 0.7, **self.name()),
            lambda: layers.BatchNormalization(
                center=rng.random() < 0.7, scale=rng.random() < 0.7, **self.name()),
            lambda: layers.LayerNormalization(**self.name()),
            lambda: layers.Dropout(rng.choice((0.0, 0.3)), **self.name()),
            lambda: layers.Activation(rng.choice(('relu', 'tanh')), **self.name()),
            lambda: layers.GaussianNoise(0.1, **self.name()),
            lambda: layers.Dense(rng.randint(1, 5), dtype=rng.choice(('float32', 'float64')),
                                 **self.name()),
        )
        units = rng.randint(1, 4)
        many = rng.random() < 0.7
        vector = (
            lambda: layers.RepeatVector(rng.randint(1, 3), **self.name()),
            lambda: layers.PReLU(**self.name()),
        )
        sequence = (
            lambda: layers.LSTM(units, return_sequences=many, **self.name()),
            lambda: layers.GRU(units, return_sequences=many, reset_after=rng.random() < 0.5,
                               **self.name()),
            lambda: layers.SimpleRNN(units, return_sequences=many, **self.name()),
            lambda: layers.Bidirectional(layers.LSTM(units, return_sequences=many, **self.name()),
                                         merge_mode=rng.choice(('concat', 'sum')), **self.name()),
            lambda: layers.Bidirectional(layers.GRU(units, return_sequences=many), **self.name()),
            lambda: layers.RNN([layers.LSTMCell(units), layers.GRUCell(units + 1)],
                               return_sequences=many, **self.name()),
            lambda: layers.TimeDistributed(layers.Dense(units, **self.name()), **self.name()),
            lambda: layers.Conv1D(units, 2, padding=rng.choice(('same', 'valid', 'causal')),
                                  **self.name()),
            lambda: layers.SeparableConv1D(units, 2, padding='same', **self.name()),
            lambda: layers.GlobalAveragePooling1D(**self.name()),
            lambda: layers.MaxPooling1D(2, padding='same', **self.name()),
        )
        picture = (
            lambda: layers.Conv2D(units, rng.choice((1, 2, (2, 1))), strides=rng.randint(1, 2),
                                  padding=rng.choice(('same', 'valid')), **self.name()),
            lambda: layers.Conv2DTranspose(units, 2, strides=rng.randint(1, 2),
                                           padding=rng.choice(('same', 'valid')), **self.name()),
            lambda: layers.DepthwiseConv2D(2, padding='same', depth_multiplier=rng.randint(1, 2),
                                           **self.name()),
            lambda: layers.SeparableConv2D(units, 2, padding='same', **self.name()),
            lambda: layers.MaxPooling2D(2, padding='same', **self.name()),
            lambda: layers.UpSampling2D(2, **self.name()),
            lambda: layers.ZeroPadding2D(((1, 0), (2, 1)), **self.name()),
            lambda: layers.GlobalMaxPooling2D(**self.name()),
            lambda: layers.Flatten(**self.name()),
            lambda: layers.Reshape((-1, shape[-1]), **self.name()),
            lambda: layers.GroupNormalization(1, **self.name()),
            # Keras 3 takes no word on whether this one trains.
            lambda: layers.SpatialDropout2D(0.2, name=self.name().get('name')),
            lambda: layers.TimeDistributed(layers.LSTM(units), **self.name()),
        )
        own = {1: vector, 2: sequence, 3: picture}.get(len(shape), ())
        if len(shape) == 3 and None in shape:
            own = ()
        return rng.choice(anywhere + own + own)()
