# slim.learning: a training operation, and training, which makes no variable.
# In tf_slim: learning.py.

from _ckptmap import unknown

from tensorflow._slim_regularizers import create_train_op


def train(train_op, logdir, *args, **kwargs):
    return unknown('a loss')


def train_step(sess, train_op, global_step, train_step_kwargs):
    return unknown('a loss'), False


def clip_gradient_norms(gradients_to_variables, max_norm):
    return gradients_to_variables


def multiply_gradients(grads_and_vars, gradient_multipliers):
    return grads_and_vars


def add_gradients_summaries(grads_and_vars):
    return []
