# tf.contrib of TensorFlow 1.15, as far as programs that restore checkpoints use it.
# In TensorFlow 1: contrib.

from tensorflow._toggles import be_tensorflow_1
from tensorflow._unmodelled import attribute

be_tensorflow_1()


def __getattr__(name):
    if name[:1] == '_':
        raise AttributeError(name)
    if name == 'layers':
        import tensorflow.contrib.layers
        return tensorflow.contrib.layers
    if name == 'framework':
        import tensorflow.contrib.framework
        return tensorflow.contrib.framework
    if name == 'slim':
        import tensorflow.contrib.slim
        return tensorflow.contrib.slim
    if name == 'data':
        from tensorflow import _dataset_experimental
        return _dataset_experimental
    if name == 'training':
        import tensorflow.contrib.training
        return tensorflow.contrib.training
    if name == 'rnn':
        import tensorflow.contrib.rnn
        return tensorflow.contrib.rnn
    if name == 'tpu':
        import tensorflow.contrib.tpu
        return tensorflow.contrib.tpu
    return attribute('tf.contrib', name)
