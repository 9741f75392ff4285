"""Files of Keras 2 and Keras 3, with the names that their variables have in the loaded models.

    python test/tensorflow/keras_files.py --write   # writes test/fixtures/keras
    python test/tensorflow/keras_files.py           # compares with `ckptmap inspect`

Every variable of a model that is saved here holds one number alone, another one for each, and
after loading the numbers tell which array of the file became which variable. The comparison makes
all files anew, and more of them: `ckptmap inspect` must list exactly the arrays of each file, under
the names that the variables have, with their types and shapes. `npm run build` comes first. The
last line is `N passed, M failed`.
"""

import argparse
import collections
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent import futures

sys.dont_write_bytecode = True
os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')

import h5py  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
import tf_keras  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CLI = os.path.join(HERE, '..', '..', 'dist', 'cli.cjs')
FIXTURES = os.path.join(HERE, '..', 'fixtures', 'keras')


def sequential(k):
    model = k.Sequential([
        k.layers.Input((3,)),
        k.layers.Dense(2, name='first'),
        k.layers.BatchNormalization(),
        k.layers.Dropout(0.5, seed=1),
        k.layers.Dense(1, use_bias=False),
    ])
    model.compile(optimizer=k.optimizers.Adam(), loss=k.losses.MeanSquaredError())
    return model


def functional(k):
    words = k.layers.Input((4,), dtype='int32', name='words')
    numbers = k.layers.Input((4,), name='numbers')
    x = k.layers.Embedding(5, 2, name='words/table' if k is tf_keras else 'table')(words)
    x = k.layers.Bidirectional(k.layers.LSTM(2, return_sequences=True))(x)
    x = k.layers.MultiHeadAttention(1, 2)(x, x)
    x = k.layers.LayerNormalization()(x)
    x = k.layers.Conv1D(2, 2)(x)
    x = k.layers.GRU(2)(x)
    shared = k.layers.Dense(2)
    y = k.layers.concatenate([shared(numbers), x])
    y = k.layers.concatenate([y, shared(numbers)])
    model = k.Model([words, numbers], k.layers.Dense(1)(y))
    model.compile(optimizer=k.optimizers.SGD(momentum=0.9), loss=k.losses.MeanSquaredError())
    return model


def nested(k):
    def block(name=None):
        inputs = k.layers.Input((2,))
        x = k.layers.Dense(2)(inputs)
        return k.Model(inputs, k.layers.Dense(2)(x), name=name)
    inputs = k.layers.Input((2,))
    x = block('encoder')(inputs)
    x = k.Sequential([k.layers.Dense(2), k.layers.BatchNormalization()])(x)
    x = block()(x)
    model = k.Model(inputs, k.layers.Dense(1)(x))
    model.compile(optimizer=k.optimizers.RMSprop(), loss=k.losses.MeanSquaredError())
    return model


def frozen(k):
    """Some variables are not trained: they come last, or in no slot."""
    model = k.Sequential([
        k.layers.Input((2,)),
        k.layers.Dense(2, trainable=False),
        k.layers.BatchNormalization(trainable=False),
        k.layers.Dense(2),
    ])
    model.compile(optimizer=k.optimizers.Adagrad(), loss=k.losses.MeanSquaredError())
    return model


def mixed(k):
    policy = k.mixed_precision.Policy('mixed_bfloat16')
    return k.Sequential([
        k.layers.Input((2,)),
        k.layers.Dense(2, dtype=policy),
        k.layers.Dense(2, dtype='bfloat16' if k is keras else 'float16'),
    ])


def options(k):
    model = k.Sequential([k.layers.Input((2,)), k.layers.Dense(1)])
    schedule = k.optimizers.schedules.ExponentialDecay(0.1, 100, 0.9)
    model.compile(loss=k.losses.MeanSquaredError(), optimizer=k.optimizers.Adam(
        schedule, amsgrad=True, use_ema=True, name='own'))
    return model


def fitted(k):
    """The training makes the slots, and there are metrics."""
    model = sequential(k)
    model.compile(optimizer=k.optimizers.Adam(), loss=k.losses.MeanSquaredError(),
                  metrics=[k.metrics.MeanAbsoluteError()])
    model.fit(np.zeros((2, 3)), np.zeros((2, 1)), verbose=0)
    return model


def twins(k):
    """Variables of one name."""
    def block():
        return k.Sequential([k.layers.Input((2,)), k.layers.Dense(2, name='same')])
    inputs = k.layers.Input((2,))
    return k.Model(inputs, block()(block()(inputs)))


def custom(k):
    """A layer that only the program knows."""
    @k.utils.register_keras_serializable('mine')
    class Scale(k.layers.Layer):
        def build(self, shape):
            self.scale = self.add_weight(name='scale', shape=(shape[-1],))

        def call(self, x):
            return x * self.scale

    model = k.Sequential([k.layers.Input((2,)), k.layers.Dense(3), Scale(), k.layers.Dense(1)])
    model.compile(optimizer=k.optimizers.Adam(), loss=k.losses.MeanSquaredError())
    return model


def forgotten(k):
    """Saved as HDF5 first, after which Keras 3 forgets the optimizer and loads its default one."""
    return with_optimizer('SGD', momentum=0.5)(k)


def bare(k):
    """Without an optimizer, and never given a name."""
    return k.Sequential([k.layers.Dense(2, input_shape=(3,)) if k is tf_keras else
                         k.layers.Dense(2), k.layers.Dense(1)])


def subclassed(k):
    class Block(k.layers.Layer):
        def __init__(self, units, **options):
            super().__init__(**options)
            self.inner = k.layers.Dense(units)
            self.norm = k.layers.BatchNormalization()

        def build(self, shape):
            self.scale = self.add_weight(name='scale', shape=(shape[-1],))
            self.inner.build(shape)
            self.norm.build((shape[0], self.inner.units))
            self.built = True

        def call(self, x):
            return self.norm(self.inner(x * self.scale))

    class Tower(k.Model):
        def __init__(self):
            super().__init__()
            self.blocks = [Block(3), Block(2)]
            self.head = k.layers.Dense(1, name='head')

        def call(self, x):
            for block in self.blocks:
                x = block(x)
            return self.head(x)

    model = Tower()
    model.compile(optimizer=k.optimizers.Adam(), loss=k.losses.MeanSquaredError())
    model(np.zeros((1, 3), 'float32'))
    return model


MODELS = [sequential, functional, nested, frozen, mixed, options, fitted, twins, custom, forgotten,
          bare, subclassed]

# What each model is saved as; a subclassed one has no configuration to load it by.
WHOLE = ['.keras', '.h5']
WEIGHTS = ['.weights.h5']
WEIGHTS_KERAS2 = ['.weights.h5', '-weights.h5']


def with_optimizer(name, **options):
    def make(k):
        model = k.Sequential([k.layers.Input((2,)), k.layers.Dense(2), k.layers.Dense(1)])
        model.compile(optimizer=getattr(k.optimizers, name)(**options),
                      loss=k.losses.MeanSquaredError())
        return model
    make.__name__ = name + ''.join('-' + each for each in options)
    return make


ALIKE = [
    with_optimizer('SGD'), with_optimizer('AdamW'), with_optimizer('Adamax'),
    with_optimizer('Nadam'), with_optimizer('RMSprop', centered=True, momentum=0.5),
    with_optimizer('Adadelta'), with_optimizer('Ftrl'), with_optimizer('Lion'),
]
OPTIMIZERS = {
    tf_keras: ALIKE,
    keras: ALIKE + [with_optimizer('SGD', gradient_accumulation_steps=2)],
}


def kinds(k, make):
    weights = WEIGHTS_KERAS2 if k is tf_keras else WEIGHTS
    if make is subclassed:
        return weights
    if make is forgotten:
        return ['.h5', '.keras']
    if make in OPTIMIZERS[k]:
        return WHOLE
    if k is keras and make is mixed:
        # Keras 3 cannot load its bfloat16 from HDF5.
        return ['.keras'] + weights
    return WHOLE + weights


def fresh(k, make):
    k.backend.clear_session()
    model = make(k)
    if not model.built:
        model.build((None, 3))
    optimizer = getattr(model, 'optimizer', None)
    if optimizer is not None and not getattr(optimizer, '_built', getattr(optimizer, 'built', 0)):
        optimizer.build(model.trainable_variables)
    return model


def variables(k, model):
    """All variables of a model, those of its optimizer and its metrics too, each once."""
    optimizer = getattr(model, 'optimizer', None)
    found = list(model.weights if k is tf_keras else model.variables)
    if optimizer is not None:
        of_optimizer = optimizer.variables
        found += of_optimizer() if callable(of_optimizer) else list(of_optimizer)
    for metric in model.metrics:
        found += list(metric.variables)
    return list({id(each): each for each in found}.values())


def name_of(k, variable):
    return variable.path if k is keras else variable.name


def number(k, model):
    """Gives each variable a number of its own, which bfloat16 holds too, and no initializer gives."""
    for index, variable in enumerate(variables(k, model)):
        variable.assign(tf.cast(tf.fill(variable.shape, index + 101), variable.dtype))


def save(k, model, path):
    if path.endswith('.weights.h5'):
        model.save_weights(path)
    elif path.endswith('-weights.h5'):
        model.save_weights(path, save_format='h5')
    else:
        model.save(path)


def load(k, make, path):
    if path.endswith('weights.h5'):
        model = fresh(k, make)
        model.load_weights(path)
        return model
    k.backend.clear_session()
    return k.models.load_model(path)


def stored(path):
    """The arrays in a file, by their paths: number, type and shape of each."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            path = io.BytesIO(archive.read('model.weights.h5'))
    arrays = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset):
            dtype = item.attrs.get('dtype', str(item.dtype))
            value = np.array(item)
            if dtype == 'bfloat16':
                value = value.view('bfloat16').astype('float32')
            assert len(np.unique(value)) == 1, (name, value)
            arrays[name] = (float(value.flat[0]), dtype, list(item.shape))
    with h5py.File(path, 'r') as file:
        file.visititems(visit)
    return arrays


def expected(k, make, path):
    """What the file holds, by the names that its variables have in the loaded model.

    Listed by its path is what the file cannot tell: all of the weights that Keras 3 writes alone;
    what becomes no variable, such as the slots of optimizers that Keras 3 reads from HDF5, unless
    the file lists it by a name; what has the same name as another; and what hangs on a layer that
    only the program knows.
    """
    model = load(k, make, path)
    by_number = {}
    for variable in variables(k, model):
        values = np.unique(np.array(tf.cast(variable, 'float32')))
        if len(values) == 1:
            by_number.setdefault(float(values[0]), []).append(name_of(k, variable))
    listed = []
    for place, (value, dtype, shape) in stored(path).items():
        names = by_number.get(value, [])
        assert len(names) < 2, (path, place, names)
        listed.append({'name': names[0] if names else None, 'storedAt': place,
                       'dtype': dtype, 'shape': shape})
    counts = collections.Counter(each['name'] for each in listed)
    for each in listed:
        place = each['storedAt']
        is_custom = make is custom and path.endswith('.keras') and (
            place.startswith('optimizer/') or '/scale/' in place)
        if path.endswith('.weights.h5') or counts[each['name']] != 1 or is_custom:
            each['name'] = None
        if each['name'] is None:
            each['name'] = place[len('optimizer_weights/'):] if (
                place.startswith('optimizer_weights/')) else place
    return sorted(listed, key=lambda each: each['name'].encode())


def write(folder, selected):
    """Writes files of models; returns what is expected of each."""
    found = {}
    for (k, make), group in itertools.groupby(selected, lambda each: each[:2]):
        prefix = 'keras%d-%s' % (2 if k is tf_keras else 3, make.__name__)
        names = [prefix + kind for _, _, kind in group]
        model = fresh(k, make)
        number(k, model)
        for name in names:
            save(k, model, os.path.join(folder, name))
        for name in names:
            found[name] = expected(k, make, os.path.join(folder, name))
    return found


def everything():
    for k in (tf_keras, keras):
        for make in MODELS + OPTIMIZERS[k]:
            for kind in kinds(k, make):
                yield k, make, kind


def fixtures():
    kept = {
        'sequential': ['.h5', '.keras', '.weights.h5', '-weights.h5'], 'nested': ['.h5', '.keras'],
        'mixed': ['.keras'], 'twins': ['.keras'], 'custom': ['.keras'], 'fitted': ['.h5'],
        'subclassed': ['.weights.h5', '-weights.h5'],
    }
    return [each for each in everything() if each[2] in kept.get(each[1].__name__, [])]


def odd(path):
    """What HDF5 files may hold and those of Keras hardly do."""
    with h5py.File(path, 'w') as file:
        types = file.create_group('types')
        for dtype in ['bool', 'int8', 'uint64', 'float16', 'float64', 'complex64']:
            types[dtype] = np.zeros((2,), dtype)
        types['big_endian'] = np.zeros((2,), '>f4')
        types.create_dataset('bfloat16', data=np.zeros((2, 3), 'bfloat16')).attrs['dtype'] = (
            'bfloat16')
        types['named_by_nobody'] = np.zeros((2,), 'V2')
        types['string'] = np.array([b'abc', b'd'], 'S3')
        types['strings'] = ['a', 'bb']
        types['scalar'] = np.float32(1)
        types['zero'] = np.zeros((0, 3), 'float32')
        types['nothing'] = h5py.Empty('f4')
        links = file.create_group('links')
        links['dangling'] = h5py.SoftLink('/nowhere')
        links['elsewhere'] = h5py.ExternalLink('other.h5', '/x')
        links['root'] = h5py.SoftLink('/')
        links['itself'] = links


def inspect(path):
    result = subprocess.run(
        ['node', CLI, 'inspect', path, '--format', 'json'],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if result.returncode != 0:
        raise AssertionError('inspect ended with %d: %s' % (
            result.returncode, (result.stdout + result.stderr).decode()[-500:]))
    return json.loads(result.stdout)


def check(path, wanted):
    listing = inspect(path)
    kind = 'keras' if os.path.isdir(path) or zipfile.is_zipfile(path) else 'h5'
    assert listing['format'] == kind, listing['format']
    found = [(each['name'], each['dtype'], each['shape']) for each in listing['tensors']]
    right = [(each['name'], each['dtype'], each['shape']) for each in wanted]
    assert found == right, 'listed and not there: %s; there and not listed: %s' % (
        [each for each in found if each not in right],
        [each for each in right if each not in found])


def other_shapes(folder, found):
    """A `.keras` file as Keras writes it into a folder, and as a zip program packs it."""
    for name in [each for each in found if each.endswith('-sequential.keras')]:
        with zipfile.ZipFile(os.path.join(folder, name)) as archive:
            archive.extractall(os.path.join(folder, name + '-folder'))
            packed = os.path.join(folder, 'packed-' + name)
            with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED) as other:
                for each in archive.namelist():
                    other.writestr(each, archive.read(each))
        found[name + '-folder'] = found['packed-' + name] = found[name]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--write', action='store_true')
    parser.add_argument('--only', default='', help='models whose names hold this text')
    options = parser.parse_args()
    if options.write:
        shutil.rmtree(FIXTURES, ignore_errors=True)
        os.makedirs(FIXTURES)
        found = write(FIXTURES, fixtures())
        odd(os.path.join(FIXTURES, 'odd.h5'))
        with open(os.path.join(FIXTURES, 'expected.json'), 'w', encoding='utf-8') as file:
            lines = ['  %s: [\n%s\n  ]' % (json.dumps(name), ',\n'.join(
                '    ' + json.dumps(each, ensure_ascii=False) for each in found[name]))
                for name in sorted(found)]
            file.write('{\n%s\n}\n' % ',\n'.join(lines))
        return
    passed = failed = arrays = 0
    with tempfile.TemporaryDirectory() as folder, futures.ThreadPoolExecutor(2) as pool:
        found = write(folder, [each for each in everything() if options.only in each[1].__name__])
        other_shapes(folder, found)
        checks = {name: pool.submit(check, os.path.join(folder, name), found[name])
                  for name in sorted(found)}
        for name, each in checks.items():
            try:
                each.result()
                passed += 1
                arrays += len(found[name])
            except AssertionError as error:
                failed += 1
                print('%s: %s' % (name, error))
    print('%d arrays' % arrays)
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
