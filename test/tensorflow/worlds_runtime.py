"""Worlds of what fails only when the initializer runs: dtypes, shapes, shards, cuts."""

import functools

import numpy
import tensorflow as tf

from tables import Bundle
import tables
from world import v1, zeros

DTYPES = (
    'float32 float64 float16 bfloat16 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool '
    'string complex64 complex128 qint8 quint8 qint16 quint16 qint32 float8_e5m2 float8_e4m3fn '
    'float8_e4m3fnuz float8_e4m3b11fnuz float8_e5m2fnuz int4 uint4'
).split()
# Of these a variable cannot be assigned: no kernel is registered, and the graph does not run.
NO_RESOURCE = 'qint16 quint16 float8_e4m3fnuz float8_e4m3b11fnuz float8_e5m2fnuz'.split()
NO_REF = NO_RESOURCE + 'float8_e5m2 float8_e4m3fn int4 uint4'.split()
VARIABLES = [dtype for dtype in DTYPES if dtype not in NO_RESOURCE]
REF_VARIABLES = [dtype for dtype in DTYPES if dtype not in NO_REF]
# What TensorFlow's V1 writer takes.
V1_DTYPES = (
    'float32 float64 float16 int8 int16 int32 int64 uint8 uint16 bool string complex64 '
    'complex128 qint8 quint8 qint32'
).split()


def value(dtype, *shape):
    """A tensor of any dtype."""
    dtype = tf.dtypes.as_dtype(dtype)
    if dtype == tf.string:
        return tf.fill(shape, 'xy')
    if dtype.is_quantized:
        bits = {1: tf.uint8, 2: tf.uint16, 4: tf.int32}[dtype.size]
        return tf.bitcast(tf.zeros(shape, bits), dtype)
    if dtype.name.startswith(('float8', 'int4', 'uint4')):
        return tf.constant(numpy.zeros(shape, dtype.as_numpy_dtype))
    return tf.zeros(shape, dtype)


def _variable(name, shape, dtype='float32', parts=None, axis=0, **more):
    dtype = tf.dtypes.as_dtype(dtype)
    more.setdefault(
        'initializer', lambda shape, dtype, partition_info=None: v1.placeholder(dtype, shape)
    )
    partitioner = v1.fixed_size_partitioner(parts, axis) if parts else None
    return v1.get_variable(name, shape, dtype, partitioner=partitioner, **more)


def dtypes(world):
    """R1 and R1': every dtype of a tensor with every dtype of a variable, resource and ref."""

    def build(names, resource):
        for dtype in names:
            _variable('m/' + dtype, [2], dtype, use_resource=resource)

    world.model(lambda: build(VARIABLES, True), 'resource.variables.json')
    world.model(lambda: build(REF_VARIABLES, False), 'ref.variables.json')
    world.bundle('v2', {dtype: value(dtype, 2) for dtype in DTYPES})
    world.v1_file('v1', {dtype: value(dtype, 2) for dtype in V1_DTYPES})
    for source, checkpoint, names in (('R1', 'v2', DTYPES), ("R1'", 'v1', V1_DTYPES)):
        for name in names:
            pairs = [[name, 'm/' + dtype] for dtype in VARIABLES]
            world.case(source, pairs, checkpoint, 'resource.variables.json')
        for model, variables in (('resource', VARIABLES), ('ref', REF_VARIABLES)):
            own = [[name, 'm/' + name] for name in names if name in variables]
            world.case(source + ', none', own, checkpoint, model + '.variables.json')
        for name in ('float32', 'string', 'int32'):
            pairs = [[name, 'm/' + dtype] for dtype in REF_VARIABLES]
            world.case(source + ', ref', pairs, checkpoint, 'ref.variables.json')


def cuts(world):
    """R10: every dtype, whole, in two slices and in one part, with every way to cut it."""

    def build():
        for dtype in VARIABLES:
            for parts in (1, 2, 4):
                _variable('m%d/%s' % (parts, dtype), [4, 2], dtype, parts)
            _variable('m0/' + dtype, [4, 2], dtype)
            _variable('columns/' + dtype, [4, 2], dtype, 2, 1)

    world.model(build)
    halves = ['4 2 0,2:0,2', '4 2 2,2:0,2']
    columns = ['4 2 0,4:0,1', '4 2 0,4:1,1']
    for checkpoint, names, save in (
        ('v2', VARIABLES, world.bundle),
        ('v1', V1_DTYPES, world.v1_file),
    ):
        save(checkpoint + '-whole', {name: value(name, 4, 2) for name in names})
        save(
            checkpoint + '-halves',
            {},
            {name: (functools.partial(value, name), halves) for name in names},
        )
        save(
            checkpoint + '-columns',
            {},
            {name: (functools.partial(value, name), columns) for name in names},
        )
        save(
            checkpoint + '-one',
            {},
            {name: (functools.partial(value, name), ['4 2 0,4:0,2']) for name in names},
        )
        for stored in ('whole', 'halves', 'columns', 'one'):
            for scope in ('m0', 'm1', 'm2', 'm4', 'columns'):
                world.case(
                    'R10',
                    [[name, '%s/%s' % (scope, name)] for name in names],
                    '%s-%s' % (checkpoint, stored),
                )


def shapes(world):
    """R2, R2', R3, silent changes, and static shapes that are unknown or known in part."""
    sizes = {
        '2': [2],
        '3': [3],
        'scalar': [],
        '1': [1],
        '0': [0],
        '2x3': [2, 3],
        '3x2': [3, 2],
        '4x3': [4, 3],
        '2x0': [2, 0],
        '1x2': [1, 2],
        '1x1x1': [1, 1, 1],
    }
    tensors = {'t/' + name: zeros(*shape) for name, shape in sizes.items()}
    tensors.update(
        {'int/' + name: zeros(*shape, dtype=numpy.int32) for name, shape in sizes.items()}
    )
    world.bundle('v2', tensors)
    world.v1_file('v1', tensors)

    def build():
        for kind in ('resource', 'ref'):
            for name, shape in sizes.items():
                _variable('%s/%s' % (kind, name), shape, use_resource=kind == 'resource')
            for name, shape in (
                ('unknown', None),
                ('none-3', [None, 3]),
                ('2-none', [2, None]),
                ('none', [None]),
                ('none-none', [None, None]),
                ('none-0', [None, 0]),
            ):
                v1.get_variable(
                    '%s/%s' % (kind, name),
                    initializer=v1.placeholder(tf.float32, shape),
                    validate_shape=False,
                    use_resource=kind == 'resource',
                )
        for name, shape in sizes.items():
            if shape and shape[0] > 1 and 0 not in shape:
                _variable('parts/' + name, shape, parts=2)
                _variable('ref-parts/' + name, shape, parts=2, use_resource=False)
                _variable('one-part/' + name, shape, parts=1)

    world.model(build)

    def parted(name):
        return name in sizes and name != '2x0' and sizes[name][:1] > [1]

    def scoped(name):

        def one():
            for kind in ('resource', 'ref'):
                shape = {
                    'unknown': None,
                    'none-3': [None, 3],
                    '2-none': [2, None],
                    'none': [None],
                }.get(name, sizes.get(name))
                if shape is None or None in shape:
                    v1.get_variable(
                        '%s/x' % kind,
                        initializer=v1.placeholder(tf.float32, shape),
                        validate_shape=False,
                        use_resource=kind == 'resource',
                    )
                else:
                    _variable('%s/x' % kind, shape, use_resource=kind == 'resource')
            if parted(name):
                _variable('parts/x', sizes[name], parts=2)
                _variable('ref-parts/x', sizes[name], parts=2, use_resource=False)
                _variable('one/x', sizes[name], parts=1)

        world.model(one, 'x-%s.variables.json' % name)
        return 'x-%s.variables.json' % name

    for size in sizes:
        world.bundle(
            'v2-' + size,
            {'s/x': zeros(*sizes[size]), 'i/x': zeros(*sizes[size], dtype=numpy.int32)},
        )
        world.v1_file(
            'v1-' + size,
            {'s/x': zeros(*sizes[size]), 'i/x': zeros(*sizes[size], dtype=numpy.int32)},
        )
    for name in (*sizes, 'unknown', 'none-3', '2-none', 'none'):
        model = scoped(name)
        for size in ('2', '3', 'scalar', '0', '2x3', '3x2', '4x3', '1x1x1'):
            for version in ('v2', 'v1'):
                checkpoint = '%s-%s' % (version, size)
                scopes = ['resource/', 'ref/'] + (
                    ['parts/', 'ref-parts/', 'one/'] if parted(name) else []
                )
                world.case(
                    "R2, R2', R3, 1.4 (16), (17)",
                    [['s/', scope] for scope in scopes],
                    checkpoint,
                    model,
                )
                if version == 'v2' or size == '2x3':
                    world.case(
                        'R1 with R2 and R3', [['i/', scope] for scope in scopes], checkpoint, model
                    )
    for kind in ('resource', 'ref'):
        for variable in (
            'unknown',
            'none-3',
            '2-none',
            'none',
            'none-none',
            'none-0',
            '2',
            'scalar',
            '0',
            '1',
            '2x0',
            '1x2',
        ):
            for size in ('2', 'scalar', '2x3', '3x2', '4x3', '0', '1', '2x0', '1x2', '1x1x1'):
                world.case('E4, 1.4 (17)', [['t/' + size, '%s/%s' % (kind, variable)]], 'v2')
    for scope in ('parts', 'ref-parts', 'one-part'):
        for variable in ('2', '2x3', '4x3'):
            for size in ('2', '3', 'scalar', '2x3', '3x2', '4x3', '0', '2x0', '1x2'):
                for version in ('v2', 'v1'):
                    world.case("R2, R2'", [['t/' + size, '%s/%s' % (scope, variable)]], version)
            world.case('R1 with R2', [['int/4x3', '%s/%s' % (scope, variable)]], 'v2')
            world.case("R1' with R2'", [['int/4x3', '%s/%s' % (scope, variable)]], 'v1')


def shards(world):
    """R4 and R5: shards that are absent, short, or something else; what comes before them."""

    def build():
        for name, shape in (('a', [2]), ('b', [3]), ('c', [4]), ('empty', [0]), ('scalar', [])):
            _variable('m/' + name, shape)
            _variable('int/' + name, shape, 'int64')
        _variable('m/p', [4, 2], parts=2)
        _variable('m/s', [2], 'string')
        _variable('m/odd', [5])
        _variable('m/oddp', [6, 2], parts=2)
        _variable('m/t', [2], 'string', parts=1)

    world.model(build)
    tensors = {
        'a': zeros(2),
        'b': zeros(3),
        'p': zeros(4, 2),
        'empty': zeros(0),
        's': tf.constant(['hello', 'world']),
    }
    late = {'c': zeros(4), 'scalar': zeros(), 'z': zeros(4, 2)}
    everything = [[name, 'm/' + name] for name in (*tensors, *late) if name != 'z']
    world.bundle('one', dict(tensors, **late))
    world.sharded_bundle('two', tensors, late)
    one, first, second = (
        world.read(name)
        for name in (
            'one.data-00000-of-00001',
            'two.data-00000-of-00002',
            'two.data-00001-of-00002',
        )
    )

    def variant(name, original, files, source):
        world.copy(name + '.index', original + '.index')
        for suffix, contents in files.items():
            world.packed('%s.data-%s' % (name, suffix), contents)
        world.case(source + ': ' + name, everything, name)
        world.case(
            source + ' with R1: ' + name,
            [[key, 'int/' + key] for key in ('a', 'b', 'c', 'empty', 'scalar')],
            name,
        )
        world.case(
            source + ' with R1, R2: ' + name,
            [['p', 'm/oddp'], ['a', 'm/oddp'], ['s', 'm/oddp'], ['z', 'm/p'], ['s', 'm/t']],
            name,
        )

    world.case('R4, none', everything, 'one')
    world.case('R4, none', everything, 'two')
    variant('one-missing', 'one', {}, 'R4')
    variant('one-wrong-count', 'one', {'00000-of-00002': one}, 'R4')
    for size in (0, 1, 4, 7, 8, 12, len(one) // 2, len(one) - 1):
        variant('one-first-%d' % size, 'one', {'00000-of-00001': one[:size]}, 'R5')
    variant('one-longer', 'one', {'00000-of-00001': one + b'x'}, 'R5, none')
    variant('two-first-missing', 'two', {'00001-of-00002': second}, 'R4')
    variant('two-second-missing', 'two', {'00000-of-00002': first}, 'R4')
    variant('two-both-missing', 'two', {}, 'R4')
    for size in (0, 8, 15, len(second) - 1):
        variant(
            'two-second-first-%d' % size,
            'two',
            {'00000-of-00002': first, '00001-of-00002': second[:size]},
            'R5',
        )
    variant('two-first-empty-second-missing', 'two', {'00000-of-00002': b''}, 'R4 and R5')
    world.copy('folder.index', 'one.index')
    world.empty_folder('folder.data-00000-of-00001')
    world.case('R4, a folder', everything, 'folder')
    # A partitioned tensor of which a part is lost.
    world.sharded_bundle('whole', {'x': zeros(1)}, {'y': zeros(1)})
    bundle = Bundle(shards=2)
    bundle.add('p', 'DT_FLOAT', [4, 2], b'', slices=[[(0, 2), None], [(2, 2), None]], offset=0)
    for number, start in enumerate((0, 2)):
        bundle.add(
            tables.slice_key('p', [(start, 2), None]),
            'DT_FLOAT',
            [2, 2],
            bytes(16),
            shard=number,
            offset=0,
        )

    def build_p():
        _variable('m/p', [4, 2], parts=2)
        _variable('q/p', [4, 2], parts=4)
        _variable('whole/p', [4, 2])
        _variable('c/p', [4, 2], parts=2, axis=1)
        _variable('int/p', [4, 2], 'int32', parts=2)
        _variable('odd/p', [6, 2], parts=2)

    world.model(build_p, 'p.variables.json')
    for name, files in (
        ('both', {0: bytes(16), 1: bytes(16)}),
        ('first', {0: bytes(16)}),
        ('second', {1: bytes(16)}),
        ('none', {}),
        ('short', {0: bytes(16), 1: bytes(15)}),
        ('short-first', {0: bytes(15), 1: bytes(16)}),
    ):
        world.packed('p-%s.index' % name, tables.table(bundle.sorted()))
        for number, contents in files.items():
            world.packed('p-%s.data-0000%d-of-00002' % (name, number), contents)
        world.case(
            'R4, R5, slices: ' + name,
            [['p', scope + '/p'] for scope in ('m', 'q', 'whole', 'c', 'int', 'odd')],
            'p-' + name,
            'p.variables.json',
        )


def endian(world):
    """A big-endian bundle, every dtype that can be swapped; and empty tensors of every dtype."""
    numbers = [
        name
        for name in DTYPES
        if tf.dtypes.as_dtype(name).is_numpy_compatible
        and name not in ('string', 'int4', 'uint4')
        and not name.startswith(('q', 'float8'))
    ]

    def build():
        for dtype in VARIABLES:
            _variable('m/' + dtype, [2], dtype)
            _variable('empty/' + dtype, [0, 3], dtype)
            _variable('parts/' + dtype, [2], dtype, 2)

    world.model(build)
    for order, number in (('big', 1), ('little', 0)):
        bundle = Bundle(endianness=number)
        for dtype in numbers:
            kind = tf.dtypes.as_dtype(dtype)
            bundle.add(dtype, kind.as_datatype_enum, [2], bytes(2 * kind.size))
        for name, contents in bundle.files(order).items():
            world.packed(name, contents)
        world.case('semantics 4.2, byte order', [[dtype, 'm/' + dtype] for dtype in numbers], order)
        world.case(
            'semantics 4.2, byte order', [[dtype, 'parts/' + dtype] for dtype in numbers], order
        )
        world.case('semantics 4.2, byte order', [[dtype, 'm/int32'] for dtype in numbers], order)
    world.bundle('empty', {dtype: value(dtype, 0, 3) for dtype in DTYPES})
    world.case('semantics 4.2, empty', [[dtype, 'empty/' + dtype] for dtype in VARIABLES], 'empty')
    world.case('semantics 4.2, empty', [[dtype, 'empty/float32'] for dtype in DTYPES], 'empty')


WORLDS = {'dtypes': dtypes, 'cuts': cuts, 'shapes': shapes, 'shards': shards, 'endian': endian}
