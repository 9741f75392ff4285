# Attention. In Keras: layers/attention.

from _ckptmap import known

from keras import _tree
from keras._layer import Layer
from keras.layers._base import Built, hidden_shape, place, size_at, tensors_of
from keras._layer import symbolic_of
from keras.layers._core import EinsumDense, Softmax
from keras.layers._normalization import Dropout

_LETTERS = 'abcdefghijklmnopqrstuvwxyz'
_IGNORED = ('kernel_initializer', 'bias_initializer', 'kernel_regularizer', 'bias_regularizer',
            'activity_regularizer', 'kernel_constraint', 'bias_constraint', 'flash_attention')


class MultiHeadAttention(Layer):
    def __init__(self, num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True,
                 output_shape=None, attention_axes=None, seed=None, **kwargs):
        for name in _IGNORED:
            kwargs.pop(name, None)
        Layer.__init__(self, **kwargs)
        if known(output_shape) and isinstance(output_shape, int):
            output_shape = (output_shape,)
        place(self, _num_heads=num_heads, _key_dim=key_dim, _dropout=dropout,
              _value_dim=key_dim if value_dim is None else value_dim, _use_bias=use_bias,
              _output_shape=output_shape, _attention_axes=attention_axes, _seed=seed)

    def build(self, query_shape, value_shape=None, key_shape=None):
        value_shape = query_shape if value_shape is None else value_shape
        key_shape = value_shape if key_shape is None else key_shape
        self._query_dense = self._projection('query', query_shape, self._key_dim)
        self._key_dense = self._projection('key', key_shape, self._key_dim)
        self._value_dense = self._projection('value', value_shape, self._value_dim)
        self._softmax = Softmax(name=self._name_of('softmax'), dtype=self._dtype[1])
        self._dropout_layer = Dropout(rate=self._dropout, seed=self._seed)
        self._output_dense = self._output(query_shape)

    def _name_of(self, name):
        return None

    def _projection(self, name, shape, size):
        rank = len(shape) if known(shape) else 3
        free = _LETTERS[:rank - 1]
        inner = _LETTERS[rank - 1]
        heads = _LETTERS[rank:rank + 2]
        equation = '%s%s,%s%s->%s%s' % (free, inner, inner, heads, free, heads)
        dense = EinsumDense(
            equation, output_shape=[None] * (rank - 2) + [self._num_heads, size],
            bias_axes=heads if self._use_bias else None, name=name)
        dense.build(shape)
        return dense

    def _output(self, query_shape):
        rank = len(query_shape) if known(query_shape) else 3
        sizes = self._output_shape or (size_at(query_shape, -1),)
        free = _LETTERS[:rank - 1]
        heads = _LETTERS[rank - 1:rank + 1]
        outputs = _LETTERS[rank + 1:rank + 1 + len(sizes)]
        equation = '%s%s,%s%s->%s%s' % (free, heads, heads, outputs, free, outputs)
        dense = EinsumDense(
            equation, output_shape=[None] * (rank - 2) + list(sizes),
            bias_axes=outputs if self._use_bias else None, name='attention_output')
        batch = tuple(query_shape[:-1]) if known(query_shape) else (None, None)
        dense.build(batch + (self._num_heads, self._value_dim))
        return dense

    def _outputs(self, query):
        shape = _tree.shape_of(query)
        if not known(shape):
            return hidden_shape()
        return tuple(shape[:-1]) + tuple(self._output_shape or (shape[-1],))

    def call(self, query, value=None, key=None, query_mask=None, value_mask=None, key_mask=None,
             attention_mask=None, return_attention_scores=False, training=None,
             use_causal_mask=False):
        output = tensors_of(self._outputs(query), self.compute_dtype)
        if return_attention_scores:
            return output, tensors_of(hidden_shape(), self.compute_dtype)
        return output

    def compute_output_spec(self, query, value=None, key=None, *args, **kwargs):
        output = symbolic_of(self._outputs(query), self.compute_dtype)
        if kwargs.get('return_attention_scores'):
            return output, symbolic_of(hidden_shape(), self.compute_dtype)
        return output


class GroupedQueryAttention(MultiHeadAttention):
    def __init__(self, head_dim, num_query_heads, num_key_value_heads, dropout=0.0,
                 use_bias=True, seed=None, **kwargs):
        MultiHeadAttention.__init__(self, num_query_heads, head_dim, dropout=dropout,
                                    use_bias=use_bias, seed=seed, **kwargs)
        place(self, _key_heads=num_key_value_heads)

    def _projection(self, name, shape, size):
        heads = self._num_heads
        if name != 'query':
            place(self, _num_heads=self._key_heads)
        dense = MultiHeadAttention._projection(self, name, shape, size)
        place(self, _num_heads=heads)
        return dense


class Attention(Built):
    def __init__(self, use_scale=False, score_mode='dot', dropout=0.0, seed=None, **kwargs):
        Built.__init__(self, **kwargs)
        place(self, use_scale=use_scale, score_mode=score_mode)
        if not known(dropout) or dropout > 0:
            from keras._variable import SeedGenerator
            self.seed_generator = SeedGenerator(seed)

    def build(self, input_shape):
        self.scale = self.add_weight(name='scale', shape=()) if self.use_scale else None
        if self.score_mode == 'concat':
            self.concat_score_weight = self.add_weight(name='concat_score_weight', shape=())
        else:
            self.concat_score_weight = None

    def compute_output_shape(self, input_shape):
        if not known(input_shape) or _tree.is_shape(input_shape):
            return hidden_shape()
        query, value = input_shape[:2]
        if not known(query) or not known(value):
            return hidden_shape()
        return tuple(query[:-1]) + (value[-1],)


class AdditiveAttention(Attention):
    def __init__(self, use_scale=True, dropout=0.0, **kwargs):
        Attention.__init__(self, use_scale=use_scale, dropout=dropout, **kwargs)

    def build(self, input_shape):
        size = size_at(input_shape[0], -1) if known(input_shape) else size_at(input_shape, -1)
        self.scale = self.add_weight(name='scale', shape=[size]) if self.use_scale else None
