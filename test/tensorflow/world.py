"""A world: a folder of checkpoint files and variables files, and the cases asked about them."""

import base64
import json
import os
import shutil
import sys

import numpy
import tensorflow as tf

from oracle import QUESTION, RECORDED

sys.path.insert(0, os.path.join(os.path.dirname(RECORDED), '..', 'server', 'src', 'cli'))

from dumpVariables import dump_variables

v1 = tf.compat.v1


class World:
    """Collects files and questions; `answer` asks them all and writes the cases."""

    def __init__(self, name):
        self.name = name
        self.folder = os.path.join(RECORDED, name)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self._cases = []
        self._layout = {'folders': [], 'files': {}}
        self.expected = {}

    def path(self, name):
        """The place of a file in the world, whose folder is made."""
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def file(self, name, contents):
        with open(self.path(name), 'wb') as file:
            file.write(contents.encode() if isinstance(contents, str) else contents)

    def read(self, name):
        with open(os.path.join(self.folder, name), 'rb') as file:
            return file.read()

    def packed(self, name, contents):
        """A small file that is kept in layout.json: a world may have hundreds of them."""
        if isinstance(contents, str):
            contents = contents.encode()
        self._layout['files'][name] = {'base64': base64.b64encode(contents).decode()}

    def copy(self, name, original):
        """A copy of a file, under a name that not every system allows."""
        self._layout['files'][name] = {'copyOf': original}

    def empty_folder(self, name):
        """A folder that is there when TensorFlow runs, although git cannot hold it."""
        self._layout['folders'].append(name)

    def model(self, build, name='model.variables.json'):
        """The variables file of the graph that `build` makes."""
        with tf.Graph().as_default() as graph:
            build()
            dump_variables(self.path(name), graph)

    def bundle(self, prefix, tensors, slices=None):
        """A V2 checkpoint by TensorFlow itself: names to arrays, with slice specs for some.

        `slices` maps a name to what makes a piece of given sizes, and to specs as '4 2 0,2:0,2'.
        """
        names, specs, values = _save_arguments(tensors, slices)
        tf.raw_ops.SaveV2(prefix=self.path(prefix), tensor_names=names, shape_and_slices=specs,
                          tensors=values)

    def sharded_bundle(self, prefix, *shards):
        """A V2 checkpoint of several shards: one dict of tensors for each."""
        parts = [self.path('%s_part%d' % (prefix, number)) for number in range(len(shards))]
        for part, tensors in zip(parts, shards):
            names, specs, values = _save_arguments(tensors, None)
            tf.raw_ops.SaveV2(prefix=part, tensor_names=names, shape_and_slices=specs,
                              tensors=values)
        tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts,
                                      destination_prefix=self.path(prefix), delete_old_dirs=False)

    def v1_file(self, name, tensors, slices=None):
        """A V1 checkpoint file by TensorFlow itself."""
        names, specs, values = _save_arguments(tensors, slices)
        tf.raw_ops.SaveSlices(filename=self.path(name), tensor_names=names,
                              shapes_and_slices=specs, data=values)

    def case(self, source, map_, checkpoint=None, model='model.variables.json', file=None, id=None,
             **more):
        """Ask what TensorFlow does. `map_` is the text of the map file, or what JSON can say."""
        if not isinstance(map_, str):
            map_, file = json.dumps(map_), file or 'case.ckptmap.json'
        number = len(self._cases)
        case = {'id': id or '%s-%03d' % (self.name, number), 'source': source, 'map': map_,
                'mapFile': file or 'case.ckptmap.yaml'}
        if checkpoint is not None:
            case['checkpoint'] = checkpoint
        self._cases.append(dict(case, model=model, **more))

    def answer(self, oracle):
        """Write cases.jsonl and aborts.jsonl; returns the answered cases."""
        if self._layout['folders'] or self._layout['files']:
            self.file('layout.json', json.dumps(self._layout, indent=1, sort_keys=True) + '\n')
        ids = [case['id'] for case in self._cases]
        assert len(ids) == len(set(ids)), [id for id in ids if ids.count(id) > 1]
        questions = set()
        answered = []
        for case in self._cases:
            question = json.dumps([case.get(key) for key in QUESTION])
            if question in questions and 'folder' not in case:
                raise ValueError('asked twice: ' + question)
            questions.add(question)
            answered.append(dict(case, **oracle.answer(self.folder, case)))
        for name, aborts in (('cases.jsonl', False), ('aborts.jsonl', True)):
            lines = [json.dumps(case) + '\n' for case in answered
                     if (case['outcome'] == 'aborts') == aborts]
            if lines:
                self.file(name, ''.join(lines))
        return answered


def _save_arguments(tensors, slices):
    names, specs, values = [], [], []
    for name, value in tensors.items():
        names.append(name)
        specs.append('')
        values.append(tf.convert_to_tensor(value))
    for name, (make, pieces) in (slices or {}).items():
        for piece in pieces:
            extents = piece.split(' ')[-1].split(':')
            names.append(name)
            specs.append(piece)
            values.append(tf.convert_to_tensor(make(*(int(e.split(',')[1]) for e in extents))))
    return names, specs, values


def zeros(*shape, dtype=numpy.float32):
    return numpy.zeros(shape, dtype)
