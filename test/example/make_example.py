"""Write the files of this workspace with real TensorFlow: a small BERT and a classifier on it.

    python test/example/make_example.py [FOLDER]

`pretraining_model` is what was trained for 1,000 steps; its variables bear the names that Google's
BERT gives them, the optimizer's `adam_m` and `adam_v` among them. `classifier_model` is what is
to be fine-tuned. Both really compute something, so that `model.meta` is an ordinary graph.
Written with tensorflow-cpu 2.21.0 (test/tensorflow/requirements.txt).
"""

import os
import sys

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')

import tensorflow as tf

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, '..', '..', 'server', 'src', 'cli'))

from dumpVariables import dump_variables

v1 = tf.compat.v1

VOCABULARY, POSITIONS, SEGMENTS = 120, 32, 2
HIDDEN, INTERMEDIATE, HEADS, LAYERS = 16, 64, 2, 4
BATCH, LENGTH, CLASSES = 8, 32, 3


def normal():
    return v1.truncated_normal_initializer(stddev=0.02)


def dense(inputs, units, name=None, activation=None):
    """A dense layer: `kernel` and `bias`, in the scope `name` or in the current one."""
    with v1.variable_scope(name or v1.get_variable_scope()):
        kernel = v1.get_variable('kernel', [inputs.shape[-1], units], initializer=normal())
        bias = v1.get_variable('bias', [units], initializer=v1.zeros_initializer())
    outputs = tf.tensordot(inputs, kernel, 1) + bias
    return activation(outputs) if activation else outputs


def layer_norm(inputs):
    with v1.variable_scope('LayerNorm'):
        beta = v1.get_variable('beta', [inputs.shape[-1]], initializer=v1.zeros_initializer())
        gamma = v1.get_variable('gamma', [inputs.shape[-1]], initializer=v1.ones_initializer())
    mean, variance = tf.nn.moments(inputs, [-1], keepdims=True)
    return tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, 1e-12)


def embeddings(tokens, segments, partitioner=None):
    """The sum of word, segment and position embeddings, and the table of words."""
    with v1.variable_scope('embeddings'):
        words = v1.get_variable('word_embeddings', [VOCABULARY, HIDDEN], initializer=normal(),
                                partitioner=partitioner)
        kinds = v1.get_variable('token_type_embeddings', [SEGMENTS, HIDDEN], initializer=normal())
        places = v1.get_variable('position_embeddings', [POSITIONS, HIDDEN], initializer=normal())
        table = tf.convert_to_tensor(words)
        return layer_norm(tf.gather(table, tokens) + tf.gather(kinds, segments) + places), table


def attention(inputs):
    def heads(name):
        outputs = dense(inputs, HIDDEN, name)
        return tf.transpose(tf.reshape(outputs, [BATCH, LENGTH, HEADS, -1]), [0, 2, 1, 3])

    with v1.variable_scope('self'):
        query, key, value = heads('query'), heads('key'), heads('value')
        weights = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) / (HIDDEN / HEADS) ** 0.5)
        mixed = tf.transpose(tf.matmul(weights, value), [0, 2, 1, 3])
    with v1.variable_scope('output'):
        mixed = tf.reshape(mixed, [BATCH, LENGTH, HIDDEN])
        return layer_norm(dense(mixed, HIDDEN, 'dense') + inputs)


def encoder(hidden):
    with v1.variable_scope('encoder'):
        for number in range(LAYERS):
            with v1.variable_scope('layer_%d' % number):
                with v1.variable_scope('attention'):
                    attended = attention(hidden)
                with v1.variable_scope('intermediate'):
                    wide = dense(attended, INTERMEDIATE, 'dense', tf.nn.gelu)
                with v1.variable_scope('output'):
                    hidden = layer_norm(dense(wide, HIDDEN, 'dense') + attended)
    return hidden


def inputs():
    tokens = v1.placeholder(tf.int32, [BATCH, LENGTH], 'tokens')
    segments = v1.placeholder(tf.int32, [BATCH, LENGTH], 'segments')
    return tokens, segments


def pretraining_model():
    """Masked words and next sentences, with the optimizer's slots as BERT's own code names them."""
    tokens, segments = inputs()
    with v1.variable_scope('bert'):
        hidden, table = embeddings(tokens, segments)
        hidden = encoder(hidden)
        with v1.variable_scope('pooler'):
            pooled = dense(hidden[:, 0], HIDDEN, 'dense', tf.tanh)
    with v1.variable_scope('cls/predictions'):
        with v1.variable_scope('transform'):
            hidden = layer_norm(dense(hidden, HIDDEN, 'dense', tf.nn.gelu))
        words = tf.matmul(tf.reshape(hidden, [-1, HIDDEN]), table, transpose_b=True)
        words += v1.get_variable('output_bias', [VOCABULARY], initializer=v1.zeros_initializer())
    with v1.variable_scope('cls/seq_relationship'):
        weights = v1.get_variable('output_weights', [2, HIDDEN], initializer=normal())
        bias = v1.get_variable('output_bias', [2], initializer=v1.zeros_initializer())
        following = tf.matmul(pooled, weights, transpose_b=True) + bias
    for variable in v1.trainable_variables():
        for slot in ('adam_m', 'adam_v'):
            v1.get_variable(variable.op.name + '/' + slot, variable.shape, trainable=False,
                            initializer=v1.zeros_initializer())
    v1.train.get_or_create_global_step()
    return words, following


def classifier_model():
    """The same encoder under another name, its word table in two slices, and a new head."""
    tokens, segments = inputs()
    v1.train.get_or_create_global_step()
    with v1.variable_scope('classifier'):
        hidden, _ = embeddings(tokens, segments, v1.fixed_size_partitioner(2))
        hidden = encoder(hidden)
        pooled = dense(hidden[:, 0], HIDDEN, 'pooler', tf.tanh)
        with v1.variable_scope('head'):
            with v1.variable_scope('transform'):
                pooled = layer_norm(dense(pooled, HIDDEN, 'dense', tf.nn.gelu))
            return dense(pooled, CLASSES, 'logits')


def write_checkpoint(folder):
    """runs/pretrain/model.ckpt-1000, and the `checkpoint` file that names it."""
    os.makedirs(folder, exist_ok=True)
    with tf.Graph().as_default(), v1.Session() as session:
        v1.set_random_seed(1)
        pretraining_model()
        session.run(v1.global_variables_initializer())
        session.run(v1.train.get_global_step().assign(1000))
        v1.train.Saver(save_relative_paths=True).save(
            session, os.path.join(folder, 'model.ckpt'), 1000, write_meta_graph=False)


def write_model(folder):
    """The classifier twice: as TensorFlow exports a graph, and with its variable store."""
    with tf.Graph().as_default():
        classifier_model()
        meta_graph = v1.train.export_meta_graph(clear_devices=True, strip_default_attrs=True)
        with open(os.path.join(folder, 'model.meta'), 'wb') as file:
            file.write(meta_graph.SerializeToString(deterministic=True))
        dump_variables(os.path.join(folder, 'model.variables.json'))


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else HERE
    write_checkpoint(os.path.join(folder, 'runs', 'pretrain'))
    write_model(folder)


if __name__ == '__main__':
    main()
