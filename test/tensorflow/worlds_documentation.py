"""The examples of docs/diagnostics.md, so that the page quotes TensorFlow and not a memory of it.

The first `yaml` block of each section is asked, with the checkpoint and the model that it names,
else those at the top of the page. test/documentation.test.ts compares the page with the answers.
"""

import os
import re

import numpy
import tensorflow as tf
import yaml

from oracle import ROOT
from world import v1, zeros

CHECKPOINT = 'runs/bert/model.ckpt-1000'
MODEL = 'model.variables.json'


def examples():
    """Pairs of a section's name and the text of its first example."""
    with open(os.path.join(ROOT, 'docs', 'diagnostics.md'), encoding='utf-8') as file:
        sections = re.split(r'^## ', file.read(), flags=re.M)[1:]
    for section in sections:
        example = re.search(r'^```yaml\n(.*?)^```$', section, flags=re.M | re.S)
        if example:
            yield section.split('`')[1], example.group(1)


def tensors():
    return {
        'adapter/bias': zeros(8), 'bert/bias': zeros(8), 'bert/kernel': zeros(8, 8),
        'bert/words': zeros(100, 8), 'cls/bias': zeros(2),
        'global_step': zeros(dtype=numpy.int64), 'legacy/words': zeros(100, 8, dtype=numpy.float16)}


def build(more=lambda encoder: None):
    """The model of the page, and what `more` adds to the variables of its encoder."""
    halves = v1.fixed_size_partitioner(2)
    words = v1.get_variable('encoder/words', [100, 8], partitioner=halves)
    kernel = v1.get_variable('encoder/kernel', [8, 8])
    bias = v1.get_variable('encoder/bias', [8])
    v1.get_variable('adapter/bias', [8])
    v1.get_variable('head/bias', [3])
    v1.get_variable('temperature', [])
    v1.get_variable('legacy/words', [100, 8], tf.float16, v1.zeros_initializer(),
                    partitioner=halves)
    more([tf.convert_to_tensor(words), kernel, bias])


def minimize(encoder):
    loss = sum(tf.reduce_sum(variable) for variable in encoder)
    v1.train.MomentumOptimizer(0.1, 0.9).minimize(loss)


def write_checkpoints(world):
    world.bundle(CHECKPOINT, tensors())
    slots = {'bert/%s/Momentum' % name: zeros(*shape)
             for name, shape in (('words', (100, 8)), ('kernel', (8, 8)), ('bias', (8,)))}
    world.bundle('runs/training/model.ckpt-1000', dict(tensors(), **slots))
    suffix = '/.ATTRIBUTES/VARIABLE_VALUE'
    world.bundle('runs/objects/ckpt-1', {
        'model/kernel' + suffix: zeros(8, 8), 'model/bias' + suffix: zeros(8),
        '_CHECKPOINTABLE_OBJECT_GRAPH': numpy.array(b'')})

    late = ('bert/bias', 'bert/kernel')
    world.sharded_bundle('runs/half/model.ckpt-1000',
                         {name: value for name, value in tensors().items() if name not in late},
                         {name: tensors()[name] for name in late})
    os.remove(world.path('runs/half/model.ckpt-1000.data-00001-of-00002'))
    world.bundle('runs/cut/model.ckpt-1000', tensors())
    os.truncate(world.path('runs/cut/model.ckpt-1000.data-00000-of-00001'), 40)
    world.file('runs/broken/model.ckpt-1000.index', world.read(CHECKPOINT + '.index')[:-20])
    world.file('runs/lfs/model.ckpt-1000.index',
               'version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 433\n' % ('4d' * 32))


def documentation(world):
    write_checkpoints(world)
    world.model(build)
    world.model(lambda: build(lambda _: tf.Variable(1.0, name='encoder/scale')),
                'keras.variables.json')
    world.model(lambda: build(minimize), 'after-minimize.variables.json')
    world.model(
        lambda: build(lambda _: v1.get_variable('encoder/part_of_speech/kernel', [8, 4])),
        'tagger.variables.json')
    world.file('train.log', 'step 1: loss 2.31\n')

    asked = set()
    for code, text in examples():
        if code in ('map.syntax', 'checkpoint.remote') or text in asked:
            continue  # The first never reaches TensorFlow, the second a file.
        asked.add(text)
        said = yaml.safe_load(text)
        is_document = isinstance(said, dict) and 'assignment_map' in said
        model = said.get('model', MODEL) if is_document else MODEL
        if not os.path.exists(world.path(model)) or not model.endswith('.json'):
            model = MODEL
        world.case('docs/diagnostics.md', text, None if is_document else CHECKPOINT, model,
                   id='documentation-' + code)


WORLDS = {'documentation': documentation}
