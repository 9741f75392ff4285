# keras.layers: all that is modelled; a layer that is not may make variables.

from keras._layer import Layer
from keras.layers._attention import (
    AdditiveAttention, Attention, GroupedQueryAttention, MultiHeadAttention)
from keras.layers._convolution import (
    Conv1D, Conv1DTranspose, Conv2D, Conv2DTranspose, Conv3D, Conv3DTranspose, DepthwiseConv1D,
    DepthwiseConv2D, SeparableConv1D, SeparableConv2D)
from keras.layers._core import (
    ELU, Activation, ActivityRegularization, Dense, EinsumDense, Embedding, Identity, Input,
    InputLayer, Lambda, LeakyReLU, Masking, PReLU, ReLU, Softmax, unmodelled)
from keras.layers._normalization import (
    AlphaDropout, BatchNormalization, Dropout, GaussianDropout, GaussianNoise, GroupNormalization,
    LayerNormalization, Normalization, RMSNormalization, SpatialDropout1D, SpatialDropout2D,
    SpatialDropout3D, SpectralNormalization, TimeDistributed, UnitNormalization, Wrapper)
from keras.layers._pooling import (
    AveragePooling1D, AveragePooling2D, AveragePooling3D, GlobalAveragePooling1D,
    GlobalAveragePooling2D, GlobalAveragePooling3D, GlobalMaxPooling1D, GlobalMaxPooling2D,
    GlobalMaxPooling3D, MaxPooling1D, MaxPooling2D, MaxPooling3D)
from keras.layers._preprocessing import (
    CategoryEncoding, CenterCrop, Discretization, HashedCrossing, Hashing, IntegerLookup,
    RandomBrightness, RandomContrast, RandomFlip, RandomRotation, RandomTranslation, RandomZoom,
    Rescaling, Resizing, StringLookup, TextVectorization)
from keras.layers._recurrent import (
    GRU, LSTM, RNN, Bidirectional, ConvLSTM1D, ConvLSTM2D, ConvLSTM3D, GRUCell, LSTMCell,
    SimpleRNN, SimpleRNNCell, StackedRNNCells)
from keras.layers._reshaping import (
    Add, Average, Concatenate, Cropping1D, Cropping2D, Cropping3D, Dot, Flatten, Maximum, Minimum,
    Multiply, Permute, RepeatVector, Reshape, Subtract, UpSampling1D, UpSampling2D, UpSampling3D,
    ZeroPadding1D, ZeroPadding2D, ZeroPadding3D, add, average, concatenate, dot, maximum, minimum,
    multiply, subtract)

MaxPool1D = MaxPooling1D
MaxPool2D = MaxPooling2D
MaxPool3D = MaxPooling3D
AvgPool1D = AveragePooling1D
AvgPool2D = AveragePooling2D
AvgPool3D = AveragePooling3D
GlobalMaxPool1D = GlobalMaxPooling1D
GlobalMaxPool2D = GlobalMaxPooling2D
GlobalMaxPool3D = GlobalMaxPooling3D
GlobalAvgPool1D = GlobalAveragePooling1D
GlobalAvgPool2D = GlobalAveragePooling2D
GlobalAvgPool3D = GlobalAveragePooling3D
Convolution1D = Conv1D
Convolution2D = Conv2D
Convolution3D = Conv3D
Convolution2DTranspose = Conv2DTranspose
SeparableConvolution1D = SeparableConv1D
SeparableConvolution2D = SeparableConv2D
GroupQueryAttention = GroupedQueryAttention


def __getattr__(name):
    if name.startswith('_'):
        raise AttributeError("module 'keras.layers' has no attribute '%s'" % name)
    return unmodelled(name)
