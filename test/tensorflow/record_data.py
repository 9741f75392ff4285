"""Record what real TensorFlow says of tensors whose data was changed, byte by byte.

    python test/tensorflow/record_data.py [--check]

Writes test/fixtures/data/: small checkpoints of every kind of data, and damage.jsonl, one answer a
line: {"prefix", "tensor", "dtype", "file", "at", "error"}: the byte `at` of `file` was inverted, and
reading the tensor with RestoreV2 raised `error` ({"type", "message"}, null where it did not, or
{"signal"} where the process ended). `--check` asks again and compares.
"""

import itertools
import json
import os
import shutil
import sys
import tempfile

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(os.path.dirname(HERE), 'fixtures', 'data')
sys.path.insert(0, HERE)

import numpy
import tensorflow as tf

from tables import Bundle

# Prefix -> the tensors in it, with the types as which they are read.
TENSORS = {
    'numbers': {'bool': tf.bool, 'complex': tf.complex64, 'empty': tf.float32, 'float': tf.float32,
                'half': tf.float16, 'one': tf.int64},
    'texts': {'empty': tf.string, 'none': tf.string, 'one': tf.string, 'words': tf.string},
    'variants': {'list': tf.variant},
    'slices': {'cut': tf.float32},
    'shards': {'a': tf.float32, 'b': tf.float32},
    'big': {'b': tf.bool, 'i': tf.int32},
}


def _save_v2(folder, prefix, tensors, slices=()):
    names, specs, values = [], [], []
    for name, value in tensors.items():
        names.append(name)
        specs.append('')
        values.append(value)
    for name, spec, value in slices:
        names.append(name)
        specs.append(spec)
        values.append(value)
    values = [tf.convert_to_tensor(value) for value in values]
    tf.raw_ops.SaveV2(prefix=os.path.join(folder, prefix), tensor_names=names,
                      shape_and_slices=specs, tensors=values)


def write(folder):
    halves = [('cut', '4 2 0,2:0,2', numpy.float32([[1, 2], [3, 4]])),
              ('cut', '4 2 2,2:0,2', numpy.float32([[5, 6], [7, 8]]))]
    _save_v2(folder, 'numbers', {
        'bool': [True, False, True], 'complex': numpy.complex64([1 + 2j]),
        'empty': numpy.zeros([0, 3], numpy.float32), 'float': numpy.float32([1, 2, 3]),
        'half': numpy.float16([[1, 2]]), 'one': numpy.int64(7)})
    _save_v2(folder, 'texts', {
        'empty': numpy.zeros([0], 'S1'), 'none': ['', ''], 'one': 'x' * 130,
        'words': ['hello', 'world']})
    _save_v2(folder, 'variants', {
        'list': tf.raw_ops.TensorListFromTensor(
            tensor=numpy.float32([1, 2]), element_shape=numpy.int32([]))})
    _save_v2(folder, 'slices', {}, halves)
    parts = [os.path.join(folder, 'part%d' % number) for number in range(2)]
    for part, name in zip(parts, 'ab'):
        _save_v2(folder, os.path.basename(part), {name: numpy.float32([1, 2])})
    tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts, delete_old_dirs=False,
                                  destination_prefix=os.path.join(folder, 'shards'))
    big = Bundle(endianness=1)
    big.add('b', 'DT_BOOL', [2], b'\x01\0').add('i', 'DT_INT32', [2], bytes(range(8)))
    for name, contents in big.files('big').items():
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(contents)


def _restore(prefix, name, dtype):
    try:
        tf.raw_ops.RestoreV2(prefix=prefix, tensor_names=[name], shape_and_slices=[''],
                             dtypes=[dtype])
    except tf.errors.OpError as error:
        message = error.message.removeprefix('{{function_node __wrapped__')
        return {'type': type(error).__name__, 'message': _words(message)}
    return None


def _words(message):
    """TensorFlow's own line, without the op's name before it and after it."""
    if message.startswith('RestoreV2_'):
        message = message.split('}} ', 1)[1]
    return message.split(' [Op:')[0]


def _questions(prefix):
    """What is asked of a prefix: a file and a byte of it to invert (None: none), and a tensor."""
    for name in TENSORS[prefix]:
        yield None, None, name
    for file in sorted(os.listdir('.')):
        if file.startswith(prefix + '.data'):
            for at in range(os.path.getsize(file)):
                for name in TENSORS[prefix]:
                    yield file, at, name


def _ask(prefix, questions, out):
    """Answer questions one after the other, a line each."""
    for file, at, name in questions:
        if file is None:
            error = _restore(prefix, name, TENSORS[prefix][name])
        else:
            with open(file, 'r+b') as stream:
                whole = stream.read()
                stream.seek(at)
                stream.write(bytes([whole[at] ^ 255]))
                stream.flush()
                error = _restore(prefix, name, TENSORS[prefix][name])
                stream.seek(at)
                stream.write(whole[at:at + 1])
        out.write(json.dumps(error) + '\n')
        out.flush()


def _answers_of(prefix):
    """Ask in a process of its own, and in a new one where that ends: damaged lengths can do it."""
    questions = list(_questions(prefix))
    done = 0
    while done < len(questions):
        files = {file: open(file, 'rb').read() for file in {each[0] for each in questions} if file}
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            with os.fdopen(writer, 'w') as out:
                _ask(prefix, questions[done:], out)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as lines:
            errors = [json.loads(line) for line in lines]
        _, status = os.waitpid(child, 0)
        if status:
            errors.append({'signal': os.WTERMSIG(status)})
            for file, contents in files.items():
                with open(file, 'wb') as stream:
                    stream.write(contents)
        for (file, at, name), error in zip(questions[done:], errors):
            if file is None:
                yield dict(prefix=prefix, tensor=name, error=error)
            elif error is not None:
                yield dict(prefix=prefix, tensor=name, file=file, at=at, error=error)
        done += len(errors)


def answers(folder):
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(folder, work, dirs_exist_ok=True)
        os.chdir(work)
        for prefix in TENSORS:
            yield from _answers_of(prefix)
        os.chdir(HERE)


def main():
    path = os.path.join(FIXTURES, 'damage.jsonl')
    if '--check' not in sys.argv:
        shutil.rmtree(FIXTURES, ignore_errors=True)
        os.makedirs(FIXTURES)
        child = os.fork()
        if child == 0:
            write(FIXTURES)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        for name in os.listdir(FIXTURES):
            if name.startswith('part'):
                os.remove(os.path.join(FIXTURES, name))
    lines = [json.dumps(answer, sort_keys=True) + '\n' for answer in answers(FIXTURES)]
    if '--check' not in sys.argv:
        with open(path, 'w') as file:
            file.writelines(lines)
        print(len(lines), 'answers')
        return
    with open(path) as file:
        recorded = file.readlines()
    differing = [pair for pair in itertools.zip_longest(recorded, lines) if pair[0] != pair[1]]
    for was, now in differing:
        print('recorded: %s\nanswered: %s' % (was, now))
    total = max(len(recorded), len(lines))
    print('%d passed, %d failed' % (total - len(differing), len(differing)))
    if differing or not total:
        sys.exit(1)


if __name__ == '__main__':
    main()
