# tf.nn, of both namespaces. In TensorFlow: python/ops/{nn,nn_ops,nn_impl}.py.

from tensorflow._arrays import embedding_lookup
from tensorflow._elementwise import (
    crelu, elu, gelu, leaky_relu, local_response_normalization, log_softmax, lrn, relu, relu6,
    selu, sigmoid, silu, softmax, softplus, softsign, swish, tanh)
from tensorflow._nn import (
    batch_normalization, bias_add, conv_transpose as _conv_transpose, convolution as _convolution,
    cross_entropy as softmax_cross_entropy_with_logits, depthwise_conv2d, dropout,
    fused_batch_norm, in_top_k, l2_loss, l2_normalize, moments, pooling as _pooling,
    separable_conv2d, sigmoid_cross_entropy as sigmoid_cross_entropy_with_logits,
    sparse_cross_entropy as sparse_softmax_cross_entropy_with_logits, xw_plus_b, zero_fraction)
from tensorflow._slicing import top_k
from tensorflow._unmodelled import attribute

atrous_conv2d = _convolution('convolution')
avg_pool = avg_pool2d = _pooling('AvgPool')
avg_pool1d = _pooling('AvgPool1D')
avg_pool3d = _pooling('AvgPool3D')
conv1d = _convolution('conv1d', 3)
conv2d = _convolution('Conv2D')
conv3d = _convolution('Conv3D', 5)
conv2d_transpose = _conv_transpose('conv2d_transpose')
conv3d_transpose = _conv_transpose('conv3d_transpose')
convolution = _convolution('convolution')
depthwise_conv2d_native = depthwise_conv2d
max_pool = max_pool2d = _pooling('MaxPool')
max_pool1d = _pooling('MaxPool1D')
max_pool3d = _pooling('MaxPool3D')
softmax_cross_entropy_with_logits_v2 = softmax_cross_entropy_with_logits


def relu_layer(x, weights, biases, name=None):
    return relu(xw_plus_b(x, weights, biases), name=name)


def __getattr__(name):
    if name in ('rnn_cell', 'dynamic_rnn', 'bidirectional_dynamic_rnn', 'static_rnn',
                'static_bidirectional_rnn', 'raw_rnn'):
        from tensorflow import _rnn
        return getattr(_rnn, name)
    return attribute('tf.nn', name)
