"""Worlds of damaged and odd checkpoint files: containers, headers, entries, slices, versions."""

from tensorflow.core.util import saved_tensor_slice_pb2

import tables
from tables import Bundle, assemble, block, bundle_entry, bundle_header, seal, versions
from world import v1, zeros

FLOATS = bytes(8)


def _model(world):

    def build():
        v1.get_variable('m/a', [2], initializer=v1.zeros_initializer())
        v1.get_variable(
            'm/p', [3], initializer=v1.zeros_initializer(), partitioner=v1.fixed_size_partitioner(2)
        )
        v1.get_variable('m/z', [2], initializer=v1.zeros_initializer())

    world.model(build)


def _records():
    """The records of a small V2 index, in order: header, two slices, `a`, `p` (sliced), `z`."""
    bundle = Bundle()
    bundle.add('a', 'DT_FLOAT', [2], FLOATS).add('z', 'DT_FLOAT', [2], FLOATS)
    extents = [[(0, 2)], [(2, 1)]]
    bundle.add('p', 'DT_FLOAT', [3], b'', slices=extents, offset=0)
    for extent, data in zip(extents, (bytes(8), bytes(4))):
        bundle.add(tables.slice_key('p', extent), 'DT_FLOAT', [extent[0][1]], data)
    return bundle


def _put(world, bundle, prefix, index=None):
    for name, contents in bundle.files(prefix, index).items():
        world.packed(name, contents)


def _blocks(records, per_block):
    groups = [records[start : start + per_block] for start in range(0, len(records), per_block)]
    return [(group[-1][0], group) for group in groups]


def _change(data, position, *replacement):
    return data[:position] + bytes(replacement) + data[position + len(replacement) :]


def container_variants(records):
    """Damaged tables of these records: name -> bytes. Blocks hold two records each."""
    whole = tables.table(records)
    out = {
        'good': whole,
        'good-blocks': tables.table(records, 2),
        'good-single': tables.table(records, 1),
    }
    out['snappy'] = tables.table(records, kind=1, pack=tables.snappy)
    out['snappy-blocks'] = tables.table(records, 2, 1, tables.snappy)

    # The file's end.
    out['empty-file'] = b''
    for size in (1, 40, 47, 48):
        out['first-%d-bytes' % size] = whole[:size]
    out['last-48-bytes'] = whole[-48:]
    out['cut-by-1'] = whole[:-1]
    out['cut-in-half'] = whole[: len(whole) // 2]
    out['first-byte-lost'] = whole[1:]
    out['one-byte-more'] = whole + b'\0'
    out['zeros'] = bytes(100)
    out['magic-zeroed'] = whole[:-8] + bytes(8)
    out['magic-first-byte'] = _change(whole, len(whole) - 8, 0)
    out['magic-last-byte'] = _change(whole, len(whole) - 1, 0)
    out['footer-handles-ff'] = whole[:-48] + b'\xff' * 40 + tables.MAGIC
    out['footer-handles-zero'] = whole[:-48] + bytes(40) + tables.MAGIC
    out['footer-padding-ff'] = whole[:-9] + b'\xff' + tables.MAGIC

    # The index block.
    blocks = [(separator, seal(block(group))) for separator, group in _blocks(records, 2)]
    one = [(records[-1][0], seal(block(records)))]

    def index_at(offset, size):
        return lambda metaindex, index: tables.footer(metaindex, tables.handle(offset, size))

    out['index-beyond-file'] = assemble(blocks, footer_of=index_at(100000, 20))
    out['index-too-long'] = assemble(blocks, footer_of=index_at(0, 100000))
    out['index-huge'] = assemble(blocks, footer_of=index_at(0, (1 << 64) - 1))
    out['index-huge-offset'] = assemble(blocks, footer_of=index_at((1 << 63) + 5, 20))
    out['index-size-0'] = assemble(blocks, footer_of=index_at(0, 0))
    out['index-is-data-block'] = assemble(one, footer_of=index_at(0, len(one[0][1]) - 5))
    out['metaindex-beyond-file'] = assemble(
        blocks, footer_of=lambda _, index: tables.footer(tables.handle(100000, 20), index)
    )
    out['metaindex-bad-varint'] = assemble(
        blocks, footer_of=lambda _, index: tables.footer(b'\xff' * 12, index)
    )
    index = block([(separator, tables.handle(0, 3)) for separator, _ in blocks], 1)
    for name, sealed in (
        ('crc', seal(index, crc=1)),
        ('type-2', seal(index, 2)),
        ('type-255', seal(index, 255)),
        ('type-1', seal(index, 1)),
        ('empty', seal(b'')),
        ('3-bytes', seal(b'\0\0\0')),
        ('no-entries', seal(block([]))),
        ('restarts-0', seal(tables.with_restarts(b'', [], 0))),
        ('restarts-many', seal(index[:-4] + b'\xff\xff\xff\x7f')),
        ('restart-beyond', seal(tables.with_restarts(index[: -4 * 4], [9999]))),
    ):
        out['index-' + name] = assemble(blocks, sealed_index=sealed)
    good = [(separator, tables.handle(0, len(blocks[0][1]) - 5)) for separator, _ in blocks]
    out['index-snappy'] = _snappy_index(blocks)
    for name, bad in (
        ('empty', b''),
        ('one-varint', b'\0'),
        ('bad-varint', b'\xff' * 11),
        ('beyond', tables.handle(99999, 9)),
        ('more', good[0][1] + b'xx'),
        ('huge', tables.handle(0, 1 << 62)),
        ('size-0', tables.handle(0, 0)),
    ):
        for place in range(len(blocks)):
            handles = [_handle_of(blocks, number) for number in range(len(blocks))]
            handles[place] = bad
            out['handle-%d-%s' % (place, name)] = assemble(blocks, handles=handles)

    # Each data block. The first holds the header.
    for place in range(len(blocks)):
        contents = block(_blocks(records, 2)[place][1])
        first_key, first_value = _blocks(records, 2)[place][1][0]
        second_key, second_value = _blocks(records, 2)[place][1][-1]
        for name, sealed in {
            'crc': seal(contents, crc=1),
            'flip': _change(seal(contents), 1, contents[1] ^ 0xFF),
            'type-2': seal(contents, 2),
            'type-1': seal(contents, 1),
            'type-flipped': _change(seal(contents), len(contents), 1),
            'empty': seal(b''),
            '3-bytes': seal(b'\0\0\0'),
            'restarts-0': seal(contents[:-8] + bytes(4)),
            'restarts-many': seal(contents[:-4] + b'\xff\xff\xff\x7f'),
            'restart-beyond': seal(tables.with_restarts(contents[:-8], [9999])),
            'shared-beyond': seal(
                tables.with_restarts(tables.entry(b'xxx' + first_key, first_value, 3))
            ),
            'value-beyond': seal(
                tables.with_restarts(tables.entry(first_key, first_value, value_length=9999))
            ),
            'key-beyond': seal(
                tables.with_restarts(tables.entry(first_key, first_value, unshared=9999))
            ),
            'bad-varint': seal(tables.with_restarts(b'\xff' * 20)),
            'second-entry-bad': seal(
                tables.with_restarts(
                    tables.entry(first_key, first_value)
                    + tables.entry(second_key, second_value, value_length=9999)
                )
            ),
            'second-entry-shared': seal(
                tables.with_restarts(tables.entry(first_key, first_value) + b'\x7f\x01\x01xy')
            ),
            'trailing-bytes': seal(tables.with_restarts(contents[:-8] + b'\0\0')),
            'no-entries': seal(block([])),
            'backwards': seal(block(list(reversed(_blocks(records, 2)[place][1])))),
            'twice': seal(block([_blocks(records, 2)[place][1][0]] * 2)),
            'snappy-cut': seal(tables.snappy(contents)[:-3], 1),
            'snappy-length': seal(
                tables.varint(len(contents) + 1)
                + tables.snappy(contents)[1 if len(contents) < 128 else 2 :],
                1,
            ),
            'snappy-short-length': seal(
                tables.varint(len(contents) - 1)
                + tables.snappy(contents)[1 if len(contents) < 128 else 2 :],
                1,
            ),
            'snappy-empty': seal(b'', 1),
            'snappy-huge': seal(b'\xff\xff\xff\xff\x0f' + tables.snappy(contents)[1:], 1),
            'snappy-6-byte-length': seal(b'\x80\x80\x80\x80\x80\x01\0', 1),
            'snappy-copy-before-start': seal(
                tables.varint(len(contents)) + b'\x01\x05' + tables.snappy(contents)[1:], 1
            ),
            'snappy-trailing': seal(tables.snappy(contents) + b'\0x', 1),
            'snappy-zero-offset': seal(tables.varint(8) + b'\x0cabcd\x01\x00', 1),
            'snappy-good': seal(tables.snappy(contents), 1),
            'snappy-one-literal': seal(
                tables.varint(len(contents)) + b'\xf0' + bytes([len(contents) - 1]) + contents, 1
            ),
        }.items():
            changed = list(blocks)
            changed[place] = (blocks[place][0], sealed)
            out['block-%d-%s' % (place, name)] = assemble(changed)
        out['block-%d-cut-index' % place] = assemble(blocks[:place]) if place else assemble([])
    out['separators-wrong'] = assemble([(b'', sealed) for _, sealed in blocks])
    out['separators-backwards'] = assemble(
        [(b'\xff' * (5 - n), sealed) for n, (_, sealed) in enumerate(blocks)]
    )
    out['blocks-swapped'] = assemble(
        [blocks[0], blocks[2], blocks[1]] if len(blocks) > 2 else blocks[::-1]
    )
    return out


def _handle_of(blocks, number):
    offset = sum(len(sealed) for _, sealed in blocks[:number])
    return tables.handle(offset, len(blocks[number][1]) - 5)


def _snappy_index(blocks):
    entries = [(blocks[number][0], _handle_of(blocks, number)) for number in range(len(blocks))]
    return assemble(blocks, sealed_index=seal(tables.snappy(block(entries, 1)), 1))


def table_v2(world):
    """Damaged containers of an index. The first tensor, the last, a sliced one are asked for."""
    _model(world)
    bundle = _records()
    for name, contents in container_variants(bundle.sorted()).items():
        _put(world, bundle, name, contents)
        world.case('semantics 2.1 E2c: ' + name, {'a': 'm/a', 'p': 'm/p', 'z': 'm/z'}, name)
        if 'block' in name:
            world.case('semantics 2.1 E2c: ' + name, {'z': 'm/z'}, name)


def table_v1(world):
    """The same containers around V1 records."""
    _model(world)
    for name, contents in container_variants(_v1_records()).items():
        world.packed(name, contents)
        world.case(
            'semantics 2.1 E2b, E2c, V1: ' + name, {'a': 'm/a', 'p': 'm/p', 'z': 'm/z'}, name
        )
        if 'block' in name:
            world.case('semantics 2.1 E2b, E2c, V1: ' + name, {'z': 'm/z'}, name)


def _meta(tensors, version=None):
    message = saved_tensor_slice_pb2.SavedTensorSlices()
    message.meta.SetInParent()
    for name, dtype, shape, slices in tensors:
        item = message.meta.tensor.add(name=name, type=dtype, shape=tables.shape_proto(shape))
        item.slice.extend(tables.slice_proto(extents) for extents in slices)
    if version is not False:
        message.meta.versions.CopyFrom(version or versions())
    return b'', message.SerializeToString()


def _data(name, extents, floats, **other):
    message = saved_tensor_slice_pb2.SavedTensorSlices()
    message.data.name = name
    message.data.slice.CopyFrom(tables.slice_proto(extents))
    message.data.data.float_val.extend(floats)
    for field, values in other.items():
        getattr(message.data.data, field).extend(values)
    return tables.slice_key(name, extents), message.SerializeToString()


A = ('a', 1, [2], [[None]])
P = ('p', 1, [3], [[(0, 2)], [(2, 1)]])
Z = ('z', 1, [2], [[None]])


def _v1_records(*changed, tensors=(A, P, Z), version=None):
    records = dict(
        [
            _meta(tensors, version),
            _data('a', [None], [0, 0]),
            _data('p', [(0, 2)], [0, 0]),
            _data('p', [(2, 1)], [0]),
            _data('z', [None], [0, 0]),
        ]
    )
    for key, value in changed:
        if value is None:
            del records[key]
        else:
            records[key] = value
    return sorted(records.items())


VERSIONS = {
    'producer-0': versions(0),
    'producer-2': versions(2),
    'producer-1000': versions(1000),
    'producer-negative': versions(-1),
    'min-consumer-1': versions(1, 1),
    'min-consumer-2': versions(2, 2),
    'min-consumer-99': versions(1, 99),
    'min-consumer-negative': versions(1, -5),
    'bad-consumer-1': versions(1, 0, [1]),
    'bad-consumer-2': versions(1, 0, [2]),
    'bad-consumers': versions(1, 0, [3, 2, 1, 0]),
    'bad-and-min': versions(1, 3, [1]),
    'bad-and-negative': versions(-1, 0, [1]),
    'negative-and-min': versions(-1, 2),
}


def versions_and_headers(world):
    """E2e on both formats, and headers that say odd things."""
    _model(world)
    map_ = {'a': 'm/a', 'p': 'm/p'}
    for name, version in VERSIONS.items():
        bundle = _records()
        bundle.records[0] = (b'', bundle_header(version=version))
        _put(world, bundle, 'v2-' + name)
        world.case('semantics 2.1 E2e, V2', map_, 'v2-' + name)
        world.packed('v1-' + name, tables.table(_v1_records(version=version)))
        world.case('semantics 2.1 E2e, V1', map_, 'v1-' + name)
    world.packed('v1-no-version', tables.table(_v1_records(version=False)))
    world.case('semantics 2.1 E2e, V1', map_, 'v1-no-version')
    for name, header in {
        'no-version': b'\x08\x01',
        'empty': b'',
        'garbage': b'\xff\xff\xff',
        'wrong-wire-type': b'\x0a\x01x',
        'cut': b'\x08\x01\x1a\x05\x08',
        'unknown-field': b'\x08\x01\x1a\x02\x08\x01\x78\x05',
        'group': b'\x08\x01\x1a\x02\x08\x01\x7b\x7c',
        'field-0': b'\x08\x01\x1a\x02\x08\x01\x00\x00',
        'shards-0': bundle_header(0),
        'shards-2': bundle_header(2),
        'shards-negative': bundle_header(-1),
        'shards-100000': bundle_header(100000),
        'big-endian': bundle_header(endianness=1),
        'endianness-2': b'\x08\x01\x10\x02\x1a\x02\x08\x01',
        'shards-twice': b'\x08\x05\x08\x01\x1a\x02\x08\x01',
        'version-twice': b'\x08\x01\x1a\x02\x10\x05\x1a\x02\x08\x01',
        'long-varint': b'\x08\x81\x80\x80\x80\x80\x80\x80\x80\x80\x00\x1a\x02\x08\x01',
        'overlong-varint': b'\x08' + b'\x81' * 10 + b'\x00',
    }.items():
        bundle = _records()
        bundle.records[0] = (b'', header)
        _put(world, bundle, 'header-' + name)
        world.case('semantics 4.2, header', map_, 'header-' + name)
    bundle = _records()
    bundle.records = bundle.records[1:]
    _put(world, bundle, 'header-missing')
    world.case('semantics 4.2, header quirk', {'a': 'm/a'}, 'header-missing')
    world.case('semantics 4.2, header quirk', {'z': 'm/z'}, 'header-missing')
    whole = (
        Bundle()
        .add('a', 'DT_FLOAT', [2], FLOATS)
        .add('b', 'DT_FLOAT', [2], FLOATS)
        .add('z', 'DT_FLOAT', [2], FLOATS)
    )
    whole.records = whole.records[1:]
    _put(world, whole, 'header-missing-whole')
    for name in 'abz':
        world.case('semantics 4.2, header quirk', {name: 'm/a'}, 'header-missing-whole')
    world.packed('no-records.index', tables.table([]))
    world.packed('header-alone.index', tables.table([(b'', bundle_header())]))
    for checkpoint in ('no-records', 'header-alone'):
        world.case('semantics 4.2', {'a': 'm/a'}, checkpoint)
        world.case('semantics 4.2', {}, checkpoint)


def entries_v2(world):
    """Entries of a sound index that do not fit their tensor, the data, or each other."""
    _model(world)

    def odd(
        name, raw=None, source='semantics 4.2, R9', maps=({'a': 'm/a'}, {'z': 'm/z'}), **fields
    ):
        bundle = Bundle()
        if raw is None:
            bundle.add(
                'a', fields.pop('dtype', 'DT_FLOAT'), fields.pop('shape', [2]), FLOATS, **fields
            )
        else:
            bundle.records.append((b'a', raw))
            bundle.data += FLOATS
        bundle.add('z', 'DT_FLOAT', [2], FLOATS)
        _put(world, bundle, name)
        for map_ in maps:
            world.case('%s: %s' % (source, name), map_, name)

    odd('good')
    for size in (0, 4, 7, 9, 12, 16, -8):
        odd('size-%d' % size, size=size)
    for offset in (4, 8, 12, 16, 20, 100, -4, 1 << 40):
        odd('offset-%d' % offset, offset=offset, source='R5')
    odd('size-and-offset', size=4, offset=100, source='R5, R9')
    for shard in (1, 2, 99999, -1):
        odd('shard-%d' % shard, shard=shard, source='R4')
    for dtype in (0, 20, 21, 33, 34, 63, 99, 101, 102, 107, 200, -1):
        odd('dtype-%d' % dtype, dtype=dtype)
    for name, shape in (
        ('scalar', []),
        ('3', [3]),
        ('0', [0]),
        ('negative', [-1]),
        ('negative-2', [-2, 3]),
        ('1-2', [1, 2]),
        ('2-1', [2, 1]),
        ('huge', [1 << 40]),
        ('overflow', [1 << 62, 4]),
        ('huge-zero', [1 << 40, 0]),
        ('rank-254', [1] * 253 + [2]),
        ('rank-255', [1] * 254 + [2]),
    ):
        odd('shape-' + name, shape=shape)
    good = bundle_entry('DT_FLOAT', [2], FLOATS)
    for name, raw in {
        'empty': b'',
        'garbage': b'\xff\xff\xff',
        'cut': good[:-2],
        'unknown-field': good + b'\x78\x05',
        'unknown-rank': b'\x08\x01\x12\x02\x18\x01\x28\x08',
        'dim-name': b'\x08\x01\x12\x07\x12\x05\x08\x02\x12\x01x\x28\x08' + good[-5:],
        'dtype-twice': b'\x08\x02' + good,
        'dims-in-two': b'\x08\x01\x12\x04\x12\x02\x08\x02\x12\x04\x12\x02\x08\x01\x28\x08',
        'wrong-wire-type': b'\x0a\x01x' + good,
        'group': good + b'\x7b\x7c',
        'field-0': good + b'\x00\x00',
        'bad-name-utf8': b'\x08\x01\x12\x07\x12\x05\x08\x02\x12\x01\xff\x28\x08',
    }.items():
        odd('entry-' + name, raw=raw, source='semantics 4.2')

    def raw_bundle(
        name, *records, data=bytes(64), maps=({'a': 'm/a'}, {'z': 'm/z'}), source='semantics 4.2'
    ):
        bundle = Bundle()
        bundle.records += list(records)
        bundle.data = data
        _put(world, bundle, name, tables.table(bundle.records))
        for map_ in maps:
            world.case('%s: %s' % (source, name), map_, name)

    entry_a, entry_z = (b'a', good), (b'z', bundle_entry('DT_FLOAT', [2], FLOATS, 8))
    raw_bundle('keys-backwards', entry_z, entry_a)
    raw_bundle('key-twice', entry_a, (b'a', bundle_entry('DT_INT32', [2], FLOATS)), entry_z)
    raw_bundle('key-not-utf8', entry_a, (b'\xff\xfe', good), entry_z)
    raw_bundle('key-empty-twice', (b'', good), entry_a, entry_z)
    raw_bundle('key-with-zero', (b'\0a', good), entry_a, entry_z)
    raw_bundle(
        'key-with-slash',
        entry_a,
        (b'a/', good),
        (b'a//b', good),
        entry_z,
        maps=({'a/': 'm/a'}, {'a//b': 'm/a'}, {'a': 'm/a'}),
    )

    # Slices.
    def sliced(
        name,
        slices,
        stored=None,
        shape=(3,),
        dtype='DT_FLOAT',
        part_dtype='DT_FLOAT',
        source='R8',
        maps=({'p': 'm/p'}, {'p': 'm/q'}, {'p': 'm/three'}, {'z': 'm/z'}),
    ):
        bundle = Bundle().add('z', 'DT_FLOAT', [2], FLOATS)
        bundle.add('p', dtype, shape, b'', slices=slices, offset=0)
        for extents in stored if stored is not None else slices:
            sizes = [length for _, length in extents]
            count = 4
            for size in sizes:
                count *= size
            bundle.add(tables.slice_key('p', extents), part_dtype, sizes, bytes(count))
        _put(world, bundle, name)
        for map_ in maps:
            world.case('%s: %s' % (source, name), map_, name, 'slices.variables.json')

    def build():
        for name, parts in (('m/p', 2), ('m/q', 3)):
            v1.get_variable(
                name,
                [3],
                partitioner=v1.fixed_size_partitioner(parts),
                initializer=v1.zeros_initializer(),
            )
        v1.get_variable('m/three', [3], initializer=v1.zeros_initializer())
        v1.get_variable('m/z', [2], initializer=v1.zeros_initializer())

    world.model(build, 'slices.variables.json')
    sliced('slices-good', [[(0, 2)], [(2, 1)]])
    sliced('slices-unordered', [[(2, 1)], [(0, 2)]])
    sliced('slices-hole-at-start', [[(1, 2)]])
    sliced('slices-hole-at-end', [[(0, 2)]])
    sliced('slices-hole-inside', [[(0, 1)], [(2, 1)]])
    sliced('slices-overlap', [[(0, 2)], [(1, 2)]])
    sliced('slices-twice', [[(0, 2)], [(0, 2)], [(2, 1)]], [[(0, 2)], [(2, 1)]])
    sliced('slices-entry-missing', [[(0, 2)], [(2, 1)]], [[(0, 2)]])
    sliced('slices-not-listed', [[(0, 2)]], [[(0, 2)], [(2, 1)]])
    sliced('slices-beyond', [[(0, 2)], [(2, 5)]])
    sliced('slices-rank', [[(0, 2), (0, 1)]])
    sliced('slices-empty-part', [[(0, 3)], [(3, 0)]])
    sliced('slices-whole-as-slice', [[(0, 3)]])
    sliced('slices-dtype', [[(0, 2)], [(2, 1)]], part_dtype='DT_INT32')
    sliced('slices-both-int', [[(0, 2)], [(2, 1)]], dtype='DT_INT32', part_dtype='DT_INT32')
    sliced('slices-entry-dtype', [[(0, 2)], [(2, 1)]], dtype='DT_INT32')
    sliced('slices-negative', [[(0, 2)], [(-1, 1)]], [[(0, 2)]])
    sliced('slices-full-extent', [[None]], [])


def entries_v1(world):
    """V1 files whose first record or data records say odd things."""
    _model(world)
    maps = ({'a': 'm/a'}, {'p': 'm/p'}, {'z': 'm/z'})

    def odd(name, *changed, maps=maps, records=None, **more):
        world.packed(
            name, tables.table(_v1_records(*changed, **more) if records is None else records)
        )
        for map_ in maps:
            world.case('semantics 4.4: ' + name, map_, name)

    odd('good')
    odd('no-first-record', (b'', None))
    odd('first-record-garbage', (b'', b'\xff\xff\xff'))
    odd('first-record-empty', (b'', b''))
    odd('first-record-cut', (b'', _meta([A, P, Z])[1][:-3]))
    odd('first-record-data', (b'', _data('a', [None], [0, 0])[1]))
    odd('no-records', records=[])
    odd('meta-alone', records=[_meta([A, P, Z])])
    for name, tensor in {
        'type-0': ('a', 0, [2], [[None]]),
        'type-103': ('a', 103, [2], [[None]]),
        'type-101': ('a', 101, [2], [[None]]),
        'type-99': ('a', 99, [2], [[None]]),
        'type-14': ('a', 14, [2], [[None]]),
        'type-20': ('a', 20, [2], [[None]]),
        'type-7': ('a', 7, [2], [[None]]),
        'type-19': ('a', 19, [2], [[None]]),
        'shape-negative': ('a', 1, [-2], [[None]]),
        'shape-negative-2': ('a', 1, [-1], [[None]]),
        'shape-scalar': ('a', 1, [], [[None]]),
        'shape-2-1': ('a', 1, [2, 1], [[None]]),
        'shape-3': ('a', 1, [3], [[None]]),
        'shape-0': ('a', 1, [0], [[None]]),
        'no-slices': ('a', 1, [2], []),
        'slice-rank': ('a', 1, [2], [[None, None]]),
        'slice-beyond': ('a', 1, [2], [[(0, 5)]]),
        'overlap': ('a', 1, [2], [[(0, 2)], [(1, 1)]]),
        'slice-twice': ('a', 1, [2], [[None], [None]]),
        'slice-explicit': ('a', 1, [2], [[(0, 2)]]),
        'slice-half': ('a', 1, [2], [[(0, 1)]]),
    }.items():
        odd('meta-' + name, tensors=(tensor, P, Z))
    odd('name-twice', tensors=(A, A, P, Z))
    odd('name-twice-shape', tensors=(A, ('a', 1, [3], [[None]]), P, Z))
    odd('name-twice-type', tensors=(A, ('a', 3, [2], [[None]]), P, Z))
    odd('name-empty', tensors=(('', 1, [2], [[None]]), A, P, Z))
    odd('p-overlap', tensors=(A, ('p', 1, [3], [[(0, 3)], [(2, 2)]]), Z))
    odd('p-hole', tensors=(A, ('p', 1, [3], [[(0, 2)]]), Z))
    odd('p-hole-inside', tensors=(A, ('p', 1, [5], [[(0, 2)], [(2, 1)]]), Z))
    odd('data-missing', (tables.slice_key('a', [None]), None))
    odd('data-garbage', (tables.slice_key('a', [None]), b'\xff\xff'))
    odd('data-empty', (tables.slice_key('a', [None]), b''))
    odd('data-too-few', _data('a', [None], [0]))
    odd('data-too-many', _data('a', [None], [0, 0, 0]))
    odd('data-no-values', _data('a', [None], []))
    odd('data-ints', _data('a', [None], [], int_val=[1, 2]))
    odd('data-of-part-missing', (tables.slice_key('p', [(2, 1)]), None))
    # Shards are merged; what does not fit together is found at once, or only for the tensor.
    for name, shards in {
        'overlapping': ([('p', 1, [5], [[(0, 3)]])], [('p', 1, [5], [[(2, 2)]])]),
        'shapes': ([('p', 1, [3], [[(0, 2)]])], [('p', 1, [4], [[(2, 1)]])]),
        'types': ([('p', 1, [3], [[(0, 2)]])], [('p', 3, [3], [[(2, 1)]])]),
        'same': ([A], [A]),
        'good': ([A, ('p', 1, [3], [[(0, 2)]])], [Z, ('p', 1, [3], [[(2, 1)]])]),
    }.items():
        for number, tensors in enumerate(shards):
            records = [_meta(tensors)] + [
                _data(tensor[0], extents, [0] * (extents[0] or (0, 2))[1])
                for tensor in tensors
                for extents in tensor[3]
            ]
            world.packed(
                'shards-%s-%05d-of-00002' % (name, number),
                tables.table(sorted(dict(records).items())),
            )
        for map_ in maps:
            world.case('semantics 4.4, shards: ' + name, map_, 'shards-%s-?????-of-00002' % name)


WORLDS = {
    'table-v2': table_v2,
    'table-v1': table_v1,
    'versions': versions_and_headers,
    'entries-v2': entries_v2,
    'entries-v1': entries_v1,
}
