"""Models of Keras 2 and 3 to save and load: one for each kind of layer, and layers in each other.

Every function here takes the package as its first argument, `keras` or `tf_keras`, and makes what
both can make; what only one of them has is marked. `variables_of` says what a loaded model has.
"""

import contextlib
import io
import os
import sys

sys.path.insert(0, os.path.join(
    os.path.dirname(os.path.abspath(__file__)), '..', '..', 'server', 'src', 'cli'))

import h5py  # noqa: E402

from dumpVariables import describe_object  # noqa: E402


def variables_of(model):
    """What a variables file says of the model's variables, without what is the same for all."""
    return [[each['name'], each['shape'], each['dtype'], each['trainable']]
            for each in describe_object(model)]


def forms(keras, model, folder):
    """The ways in which a model is written: of each its name, the text, and the loaded variables."""
    path = os.path.join(folder, 'model.h5')
    text = model.to_json()
    yield 'json', text, variables_of(load_json(keras, text))
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            model.save(path)
        keras.backend.clear_session()
        loaded = keras.models.load_model(path, compile=False)
    except (NotImplementedError, TypeError, ValueError):
        # The older way of writing does not know every layer.
        return
    with h5py.File(path) as file:
        text = file.attrs['model_config']
    yield 'h5', text if isinstance(text, str) else text.decode(), variables_of(loaded)


def without_values(config):
    """A configuration without what says only how values are made."""
    if isinstance(config, list):
        return [without_values(each) for each in config]
    if isinstance(config, dict):
        return {name: without_values(each) for name, each in config.items()
                if not name.endswith(('_initializer', '_regularizer', '_constraint'))}
    return config


def load_json(keras, text):
    """The model that the text makes where nothing was made before."""
    keras.backend.clear_session()
    return keras.models.model_from_json(text)


def is_keras3(keras):
    return keras.__name__ == 'keras'


def layer_cases(keras):
    """Pairs of a name and a function that makes a model, for every row of the table of layers."""
    for text, *shapes in LAYERS:
        words = text.split()
        only = words.pop(0) if words[0] in ('keras2', 'keras3') else None
        if only == ('keras2' if is_keras3(keras) else 'keras3'):
            continue
        yield text, lambda call=' '.join(words), shapes=shapes: _around(keras, call, shapes)


def _around(keras, call, shapes):
    """A model of the layer, and behind it one whose variables tell the shape that it gives."""
    layers = keras.layers
    inputs = [keras.Input(shape, dtype=dtype) for shape, dtype in map(_with_dtype, shapes)]
    layer, _, rest = call.partition(' @ ')
    made = eval('layers.' + layer, {'layers': layers, 'keras': keras})
    given = inputs[0] if len(inputs) == 1 and rest != 'list' else inputs
    outputs = made(*given) if rest == 'each' else made(given)
    probes = []
    for output in outputs if isinstance(outputs, (list, tuple)) else [outputs]:
        if 'int' in str(output.dtype) or 'string' in str(output.dtype):
            continue
        probes.append(_probe(keras, output))
    return keras.Model(inputs, probes or outputs)


def _with_dtype(shape):
    return shape if isinstance(shape, tuple) and isinstance(shape[-1], str) and isinstance(
        shape[0], tuple) else (shape, None)


def _probe(keras, output):
    layers = keras.layers
    if any(size is None for size in output.shape[1:]):
        return output if output.shape[-1] is None else layers.Dense(1)(output)
    return layers.Dense(1)(layers.Flatten()(output))


# Each a call of a layer's class, and the shapes of what it is called with.
LAYERS = [
    ('Dense(3)', (4,)),
    ('Dense(3, use_bias=False)', (4,)),
    ('Dense(3, trainable=False)', (5, 4)),
    ('keras3 Dense(3, lora_rank=2)', (5, 4)),
    ('Dense(3, dtype="float64")', (5, 4)),
    ('Dense(3, dtype="mixed_bfloat16")', (5, 4)),
    ('Conv1D(3, 2)', (7, 4)),
    ('Conv1D(3, 3, strides=2, padding="same", use_bias=False)', (7, 4)),
    ('Conv1D(3, 3, padding="causal", dilation_rate=2)', (7, 4)),
    ('Conv1D(4, 2, groups=2)', (7, 4)),
    ('Conv1D(3, 2, data_format="channels_first")', (4, 7)),
    ('Conv2D(3, (2, 3), strides=(2, 1))', (7, 6, 4)),
    ('Conv2D(3, 2, padding="same", strides=3, data_format="channels_first")', (4, 7, 6)),
    ('Conv2D(3, 2, dilation_rate=(2, 1))', (7, 6, 4)),
    ('Conv2D(3, 2)', (None, None, 4)),
    ('Conv3D(3, 2, strides=2)', (7, 6, 5, 4)),
    ('Conv1DTranspose(3, 2, strides=2)', (7, 4)),
    ('Conv1DTranspose(3, 3, strides=3, padding="same")', (7, 4)),
    ('Conv2DTranspose(3, 2, strides=2, use_bias=False)', (7, 6, 4)),
    ('Conv2DTranspose(3, 3, strides=2, padding="same", output_padding=1)', (7, 6, 4)),
    ('Conv2DTranspose(3, 3, strides=1, dilation_rate=2)', (7, 6, 4)),
    ('Conv2DTranspose(3, 3, strides=2, data_format="channels_first")', (4, 7, 6)),
    ('Conv3DTranspose(3, 2, strides=2)', (3, 3, 3, 4)),
    ('DepthwiseConv1D(3, depth_multiplier=2)', (7, 4)),
    ('DepthwiseConv2D(3, depth_multiplier=2, strides=2, padding="same")', (7, 6, 4)),
    ('DepthwiseConv2D(3, use_bias=False)', (7, 6, 4)),
    ('SeparableConv1D(3, 2, depth_multiplier=2)', (7, 4)),
    ('SeparableConv2D(3, 2, padding="same", use_bias=False)', (7, 6, 4)),
    ('SeparableConv2D(3, 2)', (7, 6, 4)),
    ('EinsumDense("abc,cd->abd", output_shape=(None, 6), bias_axes="d")', (5, 4)),
    ('EinsumDense("...x,xy->...y", output_shape=6, bias_axes="y")', (5, 4)),
    ('EinsumDense("ab...,bc->ac...", output_shape=6, bias_axes="c")', (4, 5)),
    ('EinsumDense("abc,cde->abde", output_shape=(None, 2, 6))', (5, 4)),
    ('keras3 EinsumDense("abc,cd->abd", output_shape=(None, 6), lora_rank=2)', (5, 4)),
    ('Embedding(9, 3)', ((5,), 'int32')),
    ('Embedding(9, 3, mask_zero=True)', ((None,), 'int32')),
    ('keras3 Embedding(9, 3, lora_rank=2)', ((5,), 'int32')),
    ('keras3 ReversibleEmbedding(9, 3, tie_weights=False)', ((5,), 'int32')),
    ('BatchNormalization()', (5, 4)),
    ('BatchNormalization(axis=1, scale=False)', (5, 4)),
    ('BatchNormalization(center=False, trainable=False)', (5, 4)),
    ('BatchNormalization(dtype="mixed_bfloat16")', (5, 4)),
    ('BatchNormalization(dtype="float16")', (5, 4)),
    ('BatchNormalization(renorm=True)', (5, 4)),
    ('BatchNormalization(synchronized=True)', (5, 4)),
    ('keras2 experimental.SyncBatchNormalization()', (5, 4)),
    ('LayerNormalization()', (5, 4)),
    ('LayerNormalization(axis=[1, 2], center=False)', (5, 4)),
    ('LayerNormalization(axis=1, scale=False)', (5, 4)),
    ('LayerNormalization(dtype="bfloat16")', (5, 4)),
    ('keras3 LayerNormalization(rms_scaling=True)', (5, 4)),
    ('keras3 RMSNormalization()', (5, 4)),
    ('GroupNormalization(2)', (5, 4)),
    ('GroupNormalization(-1, axis=1, scale=False)', (5, 4)),
    ('UnitNormalization()', (5, 4)),
    ('keras3 SpectralNormalization(layers.Dense(3))', (4,)),
    ('keras3 SpectralNormalization(layers.Conv2D(3, 2))', (7, 6, 4)),
    ('Normalization()', (5, 4)),
    ('Normalization(axis=None)', (5, 4)),
    ('Normalization(axis=[1, 2])', (5, 4)),
    ('Normalization(mean=0.0, variance=1.0)', (5, 4)),
    ('PReLU()', (5, 4)),
    ('PReLU(shared_axes=[1])', (5, 4)),
    ('LSTM(3)', (5, 4)),
    ('LSTM(3, return_sequences=True, return_state=True, use_bias=False)', (5, 4)),
    ('LSTM(3, dropout=0.2, recurrent_dropout=0.1, name="other")', (None, 4)),
    ('GRU(3)', (5, 4)),
    ('GRU(3, reset_after=False, return_sequences=True)', (5, 4)),
    ('GRU(3, return_state=True, trainable=False)', (5, 4)),
    ('SimpleRNN(3, return_sequences=True)', (None, 4)),
    ('SimpleRNN(3, use_bias=False)', (5, 4)),
    ('RNN(layers.LSTMCell(3), return_sequences=True)', (5, 4)),
    ('RNN([layers.GRUCell(3), layers.SimpleRNNCell(2)])', (5, 4)),
    ('Bidirectional(layers.LSTM(3))', (5, 4)),
    ('Bidirectional(layers.GRU(3, return_sequences=True), merge_mode="sum")', (5, 4)),
    ('Bidirectional(layers.GRU(3, return_state=True), merge_mode="ave")', (5, 4)),
    ('Bidirectional(layers.LSTM(3), merge_mode=None)', (5, 4)),
    ('Bidirectional(layers.LSTM(3), backward_layer=layers.GRU(3, go_backwards=True))', (5, 4)),
    ('Bidirectional(layers.RNN(layers.LSTMCell(3)))', (5, 4)),
    ('Bidirectional(layers.LSTM(3), trainable=False)', (5, 4)),
    ('ConvLSTM1D(3, 2)', (5, 7, 4)),
    ('ConvLSTM2D(3, 2, return_sequences=True, padding="same")', (5, 7, 6, 4)),
    ('ConvLSTM3D(3, 2, use_bias=False)', (2, 4, 4, 4, 2)),
    ('TimeDistributed(layers.Dense(3))', (5, 4)),
    ('TimeDistributed(layers.Conv1D(3, 2))', (5, 6, 4)),
    ('TimeDistributed(layers.BatchNormalization(), trainable=False)', (5, 4)),
    ('TimeDistributed(layers.LSTM(2))', (5, 6, 4)),
    ('TimeDistributed(layers.Bidirectional(layers.GRU(3)))', (5, 6, 4)),
    ('MultiHeadAttention(2, 3) @ each', (5, 4), (5, 4)),
    ('MultiHeadAttention(2, 3, value_dim=5, output_shape=6) @ each', (5, 4), (7, 3)),
    ('MultiHeadAttention(2, 3, use_bias=False, dropout=0.1) @ each', (5, 4), (7, 3), (7, 2)),
    ('MultiHeadAttention(2, 3, trainable=False) @ each', (5, 4), (5, 4)),
    ('MultiHeadAttention(2, 3, attention_axes=(1, 2)) @ each', (5, 3, 4), (5, 3, 4)),
    ('keras3 GroupQueryAttention(3, 4, 2) @ each', (5, 4), (7, 4)),
    ('keras3 MultiHeadAttention(2, 3, use_gate=True) @ each', (5, 4), (5, 4)),
    ('Attention(use_scale=True) @ list', (5, 4), (7, 4)),
    ('Attention(score_mode="concat", dropout=0.2) @ list', (5, 4), (7, 4)),
    ('AdditiveAttention() @ list', (5, 4), (7, 4)),
    ('AdditiveAttention(use_scale=False) @ list', (5, 4), (7, 4)),
    ('Flatten()', (5, 4, 2)),
    ('Flatten(data_format="channels_first")', (5, 4, 2)),
    ('Reshape((2, 10))', (5, 4)),
    ('Reshape((-1, 2))', (5, 4)),
    ('Reshape((-1, 4))', (None, 2, 2)),
    ('Permute((2, 1))', (5, 4)),
    ('RepeatVector(3)', (4,)),
    ('Activation("relu")', (5, 4)),
    ('ReLU()', (5, 4)),
    ('LeakyReLU()', (5, 4)),
    ('ELU()', (5, 4)),
    ('Softmax()', (5, 4)),
    ('keras2 ThresholdedReLU()', (5, 4)),
    ('Masking()', (5, 4)),
    ('Identity()', (5, 4)),
    ('ActivityRegularization(0.1)', (5, 4)),
    ('Dropout(0.5)', (5, 4)),
    ('Dropout(0.0)', (5, 4)),
    ('SpatialDropout1D(0.5)', (5, 4)),
    ('SpatialDropout2D(0.5)', (5, 4, 3)),
    ('SpatialDropout3D(0.5)', (5, 4, 3, 2)),
    ('GaussianDropout(0.5)', (5, 4)),
    ('GaussianNoise(0.5)', (5, 4)),
    ('AlphaDropout(0.5)', (5, 4)),
    ('MaxPooling1D(2)', (7, 4)),
    ('MaxPooling1D(2, padding="same")', (7, 4)),
    ('AveragePooling1D(3, strides=2, data_format="channels_first")', (4, 7)),
    ('MaxPooling2D()', (7, 6, 4)),
    ('MaxPooling2D(3, strides=2, padding="same")', (7, 6, 4)),
    ('AveragePooling2D((2, 3), data_format="channels_first")', (4, 7, 6)),
    ('MaxPooling3D(2)', (7, 6, 5, 4)),
    ('AveragePooling3D(2, padding="same")', (7, 6, 5, 4)),
    ('GlobalMaxPooling1D()', (7, 4)),
    ('GlobalAveragePooling1D(keepdims=True)', (7, 4)),
    ('GlobalAveragePooling1D(data_format="channels_first")', (7, 4)),
    ('GlobalMaxPooling2D()', (7, 6, 4)),
    ('GlobalAveragePooling2D(keepdims=True)', (7, 6, 4)),
    ('GlobalAveragePooling3D()', (7, 6, 5, 4)),
    ('GlobalMaxPooling3D(data_format="channels_first")', (7, 6, 5, 4)),
    ('keras3 AdaptiveAveragePooling1D(3)', (7, 4)),
    ('keras3 AdaptiveMaxPooling2D((3, 2))', (7, 6, 4)),
    ('keras3 AdaptiveMaxPooling1D(2)', (7, 4)),
    ('keras3 AdaptiveAveragePooling2D(3, data_format="channels_first")', (4, 7, 6)),
    ('keras3 AdaptiveMaxPooling3D(2)', (7, 6, 5, 4)),
    ('keras3 AdaptiveAveragePooling3D(2)', (7, 6, 5, 4)),
    ('ZeroPadding1D(2)', (7, 4)),
    ('ZeroPadding2D(((1, 2), (3, 4)))', (7, 6, 4)),
    ('ZeroPadding2D(1, data_format="channels_first")', (4, 7, 6)),
    ('ZeroPadding3D(1)', (3, 3, 3, 2)),
    ('Cropping1D((1, 2))', (7, 4)),
    ('Cropping2D(((1, 2), (2, 1)))', (7, 6, 4)),
    ('Cropping3D(1)', (4, 4, 4, 2)),
    ('UpSampling1D(3)', (7, 4)),
    ('UpSampling2D((2, 3))', (7, 6, 4)),
    ('UpSampling3D(2, data_format="channels_first")', (2, 3, 3, 3)),
    ('Add() @ list', (5, 4), (5, 4)),
    ('Add() @ list', (5, 4), (4,)),
    ('Subtract() @ list', (5, 4), (5, 4)),
    ('Multiply() @ list', (5, 1), (1, 4)),
    ('Average() @ list', (5, 4), (5, 4), (5, 4)),
    ('Maximum() @ list', (5, 4), (5, 4)),
    ('Minimum() @ list', (5, 4), (5, 4)),
    ('Concatenate() @ list', (5, 4), (5, 3)),
    ('Concatenate(axis=1) @ list', (5, 4), (2, 4), (None, 4)),
    ('Dot(axes=(2, 2)) @ list', (5, 4), (7, 4)),
    ('Dot(axes=1, normalize=True) @ list', (4,), (4,)),
    ('Rescaling(1 / 255)', (6, 6, 3)),
    ('Resizing(4, 5)', (6, 7, 3)),
    ('CenterCrop(4, 5)', (6, 7, 3)),
    ('RandomFlip()', (6, 7, 3)),
    ('RandomRotation(0.1)', (6, 7, 3)),
    ('RandomZoom(0.1)', (6, 7, 3)),
    ('RandomContrast(0.1)', (6, 7, 3)),
    ('RandomTranslation(0.1, 0.1)', (6, 7, 3)),
    ('RandomCrop(4, 5, seed=1)', (6, 7, 3)),
    ('RandomBrightness(0.1)', (6, 7, 3)),
    ('CategoryEncoding(5, output_mode="multi_hot")', ((3,), 'int32')),
    ('keras3 CategoryEncoding(5, output_mode="one_hot")', ((3, 1), 'int32')),
    ('Discretization([0.0, 1.0])', (5, 4)),
    ('Hashing(4)', ((3,), 'int64')),
    ('StringLookup(vocabulary=["a", "b"])', ((3,), 'string')),
    ('IntegerLookup(vocabulary=[1, 2])', ((3,), 'int64')),
    ('TextVectorization(vocabulary=["a"], output_sequence_length=5)', ((1,), 'string')),
    ('keras3 RandomPerspective()', (6, 7, 3)),
    ('keras3 RandomErasing()', (6, 7, 3)),
    ('keras3 RandomGaussianBlur()', (6, 7, 3)),
    ('keras3 RandomHue(0.1)', (6, 7, 3)),
    ('keras3 RandomSaturation(0.1)', (6, 7, 3)),
    ('keras3 RandomSharpness(0.1)', (6, 7, 3)),
    ('keras3 RandomShear()', (6, 7, 3)),
    ('keras3 RandomInvert()', (6, 7, 3)),
    ('keras3 RandomPosterization(4)', (6, 7, 3)),
    ('keras3 RandomGrayscale()', (6, 7, 3)),
    ('keras3 RandomColorDegeneration(0.1)', (6, 7, 3)),
    ('keras3 RandomElasticTransform()', (6, 7, 3)),
    ('keras3 Solarization()', (6, 7, 3)),
    ('keras3 AutoContrast()', (6, 7, 3)),
    ('keras2 RandomHeight(0.1)', (6, 7, 3)),
    ('keras2 RandomWidth(0.1)', (6, 7, 3)),
    ('keras2 LocallyConnected1D(3, 2)', (7, 4)),
    ('keras2 LocallyConnected2D(3, 2, use_bias=False)', (5, 4, 2)),
]


def model_cases(keras):
    """Pairs of a name and a function that makes a model: what layers do in each other."""
    layers, version = keras.layers, 3 if is_keras3(keras) else 2
    for name, make in MODELS.items():
        if version in make.versions:
            yield name, lambda make=make: make(keras, layers)


MODELS = {}


def _model(*versions):
    def add(make):
        make.versions = versions or (2, 3)
        MODELS[make.__name__.replace('_', ' ')] = make
        return make
    return add


@_model()
def recurrent_layers_in_a_row(keras, layers):
    x = inputs = keras.Input((5, 4), name='words')
    for _ in range(2):
        x = layers.LSTM(3, return_sequences=True)(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Bidirectional(layers.LSTM(2, return_sequences=True))(x)
    return keras.Model(inputs, layers.Bidirectional(layers.GRU(2))(layers.Dropout(0.1)(x)))


@_model()
def a_sequential_model(keras, layers):
    return keras.Sequential([
        keras.Input((6, 6, 3)), layers.Conv2D(4, 3), layers.BatchNormalization(),
        layers.MaxPooling2D(), layers.Flatten(), layers.Dropout(0.5), layers.Dense(2)])


@_model()
def a_sequential_model_that_was_built_later(keras, layers):
    model = keras.Sequential([layers.Dense(3), layers.Dense(2)], name='later')
    model.build((None, 4))
    return model


@_model()
def sequential_models_in_each_other(keras, layers):
    inputs = keras.Input((4,))
    deep = keras.Sequential([layers.Dense(3), layers.BatchNormalization()], name='deep')
    middle = keras.Sequential([layers.Dense(2, name='first'), deep], name='middle')
    return keras.Model(inputs, layers.Dense(1)(middle(inputs)))


@_model()
def a_sequential_model_of_a_functional_one(keras, layers):
    inputs = keras.Input((4,))
    inner = keras.Model(inputs, layers.Dense(3)(inputs), name='inner')
    return keras.Sequential([inner, layers.Dense(2)])


@_model()
def a_functional_model_called_twice(keras, layers):
    x = keras.Input((4,))
    inner = keras.Model(x, layers.Dense(4)(layers.Dropout(0.1)(x)), name='inner')
    inputs = [keras.Input((4,)), keras.Input((4,))]
    one, other = map(inner, inputs)
    return keras.Model(inputs, [layers.Dense(2)(layers.Concatenate()([one, other])), inner(one)])


@_model()
def a_layer_called_twice(keras, layers):
    inputs = keras.Input((4,))
    dense = layers.Dense(4)
    return keras.Model(inputs, layers.Add()([dense(dense(inputs)), inputs]))


@_model()
def a_model_that_does_not_train(keras, layers):
    x = keras.Input((4,))
    inner = keras.Model(x, layers.BatchNormalization()(layers.Dense(3)(x)), name='inner')
    inner.trainable = False
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Dense(2)(inner(inputs)))


@_model()
def a_sequential_model_in_time(keras, layers):
    inputs = keras.Input((5, 4))
    steps = keras.Sequential([layers.Dense(2), layers.BatchNormalization(), layers.Dense(3)])
    return keras.Model(inputs, layers.TimeDistributed(steps)(inputs))


@_model()
def inputs_and_outputs_by_name(keras, layers):
    inputs = {'b': keras.Input((3,), name='b'), 'a': keras.Input((4,), name='a')}
    return keras.Model(inputs, {'y': layers.Dense(2)(inputs['a']),
                                'x': layers.Dense(3)(inputs['b'])})


@_model()
def a_state_that_is_given(keras, layers):
    inputs = [keras.Input((5, 4)), keras.Input((3,)), keras.Input((3,))]
    output, *state = layers.LSTM(3, return_state=True)(inputs[0], initial_state=inputs[1:])
    return keras.Model(inputs, layers.Dense(2)(layers.Concatenate()([output, *state])))


@_model()
def attention_by_the_names_of_arguments(keras, layers):
    inputs = [keras.Input((5, 4)), keras.Input((7, 3)), keras.Input((7, 2))]
    attention = layers.MultiHeadAttention(2, 3)
    return keras.Model(inputs, attention(inputs[0], value=inputs[1], key=inputs[2]))


@_model()
def the_same_name_twice(keras, layers):
    x = keras.Input((4,), name='x')
    one = keras.Model(x, layers.Dense(4, name='dense')(x), name='one')
    other = keras.Model(x, layers.Dense(4, name='dense')(x), name='other')
    inputs = keras.Input((4,))
    return keras.Model(inputs, other(one(inputs)))


@_model()
def a_residual_network(keras, layers):
    x = inputs = keras.Input((8, 8, 3))
    for number, filters in enumerate((4, 4, 8)):
        y = layers.Conv2D(filters, 3, padding='same', name='block%d_conv' % number)(x)
        y = layers.BatchNormalization(name='block%d_bn' % number)(y)
        y = layers.Activation('relu')(y)
        if x.shape[-1] != filters:
            x = layers.Conv2D(filters, 1, use_bias=False, name='block%d_short' % number)(x)
        x = layers.Add()([x, y])
    return keras.Model(inputs, layers.Dense(10)(layers.GlobalAveragePooling2D()(x)))


@_model()
def a_transformer(keras, layers):
    inputs = keras.Input((None,), dtype='int32')
    x = layers.Embedding(50, 8, mask_zero=True)(inputs)
    for _ in range(2):
        y = layers.MultiHeadAttention(2, 4, dropout=0.1)(x, x)
        x = layers.LayerNormalization()(layers.Add()([x, layers.Dropout(0.1)(y)]))
        y = layers.Dense(8)(layers.Dense(16, activation='relu')(x))
        x = layers.LayerNormalization()(layers.Add()([x, layers.Dropout(0.1)(y)]))
    return keras.Model(inputs, layers.Dense(50)(x))


@_model(2)
def operations_of_tensorflow(keras, layers):
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Dense(2)(inputs * 2 + 1))


@_model(3)
def operations_of_keras(keras, layers):
    inputs = keras.Input((5, 4))
    x = keras.ops.transpose(keras.ops.relu(inputs * 2 + 1), (0, 2, 1))
    return keras.Model(inputs, layers.Dense(2)(x))


@_model(2)
def a_slice_of_a_tensor(keras, layers):
    inputs = keras.Input((5, 4))
    return keras.Model(inputs, layers.Dense(2)(inputs[:, 1:]))


@_model()
def types_by_policy(keras, layers):
    inputs = keras.Input((4,))
    x = layers.Dense(3, dtype=(keras.mixed_precision.Policy if keras.__name__ == 'tf_keras'
                               else keras.DTypePolicy)('mixed_float16'))(inputs)
    return keras.Model(inputs, layers.Dense(2, dtype='float32')(x))
