"""Checkpoint files made by hand, for what TensorFlow's own writers never write.

The container is LevelDB's table as in TensorFlow (core/lib/io/format.cc, table_builder.cc); the
records are those of core/protobuf/tensor_bundle.proto (V2) and core/util/saved_tensor_slice.proto
(V1). Every step can be replaced by a wrong one: contents, block type, checksum, handles, footer.
"""

import struct

from tensorflow.core.framework import tensor_shape_pb2, tensor_slice_pb2, types_pb2, versions_pb2
from tensorflow.core.protobuf import tensor_bundle_pb2

MAGIC = bytes.fromhex('57fb808b247547db')


def _crc_table():
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        yield byte


_CRC_TABLE = list(_crc_table())


def masked_crc(data):
    """The masked CRC32C that blocks and bundle entries carry."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ _CRC_TABLE[(crc ^ byte) & 0xFF]
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def varint(number):
    out = b''
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def handle(offset, size):
    return varint(offset) + varint(size)


def entry(key, value, shared=0, value_length=None, unshared=None):
    """One entry of a block. `shared` bytes of the key are taken from the entry before."""
    suffix = key[shared:]
    lengths = (shared, len(suffix) if unshared is None else unshared,
               len(value) if value_length is None else value_length)
    return b''.join(varint(length) for length in lengths) + suffix + value


def block(entries, restart_interval=16):
    """The contents of a block of (key, value) pairs, with shared key prefixes and restarts."""
    out, restarts, before = b'', [], b''
    for number, (key, value) in enumerate(entries):
        shared = 0
        if number % restart_interval == 0:
            restarts.append(len(out))
        else:
            while shared < min(len(key), len(before)) and key[shared] == before[shared]:
                shared += 1
        out += entry(key, value, shared)
        before = key
    return with_restarts(out, restarts or [0])


def with_restarts(entries, restarts=(0,), count=None):
    numbers = list(restarts) + [len(restarts) if count is None else count]
    return entries + struct.pack('<%dI' % len(numbers), *numbers)


def seal(contents, kind=0, crc=None):
    """A block as it stands in the file: contents, type, checksum."""
    body = contents + bytes([kind])
    return body + struct.pack('<I', masked_crc(body) if crc is None else crc)


def snappy(data, piece=60):
    """Raw Snappy with literals alone, which every decoder must read."""
    out = varint(len(data))
    for start in range(0, len(data), piece):
        literal = data[start:start + piece]
        out += bytes([len(literal) - 1 << 2]) + literal
    return out


def footer(metaindex, index, magic=MAGIC):
    return (metaindex + index).ljust(40, b'\0') + magic


def assemble(blocks, handles=None, index=None, sealed_index=None, footer_of=footer):
    """A table file of sealed data blocks, given as (separator, bytes) pairs.

    `handles` replaces the handles that the index block holds, `index` its contents,
    `sealed_index` the whole of it with its trailer.
    """
    out, entries = b'', []
    for number, (separator, sealed) in enumerate(blocks):
        place = handle(len(out), len(sealed) - 5)
        entries.append((separator, handles[number] if handles else place))
        out += sealed
    metaindex = handle(len(out), 8)
    out += seal(block([]))
    sealed = sealed_index or seal(block(entries, 1) if index is None else index)
    place = handle(len(out), len(sealed) - 5)
    return out + sealed + footer_of(metaindex, place)


def table(records, per_block=1000, kind=0, pack=lambda contents: contents):
    """A table file of (key, value) pairs, in the order given, `per_block` in a block."""
    groups = [records[start:start + per_block] for start in range(0, len(records), per_block)]
    return assemble([(group[-1][0], seal(pack(block(group)), kind)) for group in groups])


def ordered_string(text):
    return text.encode().replace(b'\0', b'\0\xff').replace(b'\xff', b'\xff\0') + b'\0\1'


def ordered_number(number):
    digits = number.to_bytes((number.bit_length() + 7) // 8, 'big')
    return bytes([len(digits)]) + digits


def slice_key(name, extents):
    """The key of a slice; an extent is (start, length), or None for a whole dimension.

    Only for starts and lengths below 64, which take one byte each.
    """
    out = ordered_number(0) + ordered_string(name) + ordered_number(len(extents))
    for extent in extents:
        start, length = extent or (0, -1)
        out += bytes([0x80 ^ start, 0x80 ^ length if length >= 0 else 0x7F])
    return out


def shape_proto(sizes):
    return tensor_shape_pb2.TensorShapeProto(
        dim=[tensor_shape_pb2.TensorShapeProto.Dim(size=size) for size in sizes])


def slice_proto(extents):
    message = tensor_slice_pb2.TensorSliceProto()
    for extent in extents:
        item = message.extent.add()
        if extent is not None:
            item.start, item.length = extent
    return message


def versions(producer=1, min_consumer=0, bad_consumers=()):
    return versions_pb2.VersionDef(
        producer=producer, min_consumer=min_consumer, bad_consumers=bad_consumers)


def bundle_header(shards=1, endianness=0, version=None):
    """The value of the key '' in a V2 index."""
    return tensor_bundle_pb2.BundleHeaderProto(
        num_shards=shards, endianness=endianness,
        version=version or versions()).SerializeToString()


def bundle_entry(dtype, shape, data=b'', offset=0, shard=0, size=None, slices=()):
    """The value of a tensor's key in a V2 index. `dtype` is a name as DT_FLOAT, or a number."""
    number = types_pb2.DataType.Value(dtype) if isinstance(dtype, str) else dtype
    message = tensor_bundle_pb2.BundleEntryProto(
        dtype=number, shape=shape_proto(shape), shard_id=shard, offset=offset,
        size=len(data) if size is None else size, crc32c=masked_crc(data))
    message.slices.extend(slice_proto(extents) for extents in slices)
    return message.SerializeToString()


class Bundle:
    """The records and the data of a V2 checkpoint of one shard, as they are being made."""

    def __init__(self, **header):
        self.records = [(b'', bundle_header(**header))]
        self.data = b''

    def add(self, name, dtype, shape, data, **wrong):
        """Add a whole tensor; `wrong` replaces fields of its entry."""
        fields = dict(data=data, offset=len(self.data))
        fields.update(wrong)
        key = name if isinstance(name, bytes) else name.encode()
        self.records.append((key, bundle_entry(dtype, shape, **fields)))
        self.data += data
        return self

    def sorted(self):
        return sorted(self.records, key=lambda record: record[0])

    def files(self, prefix, index=None):
        """The two files by name; `index` replaces the index's bytes."""
        return {prefix + '.index': table(self.sorted()) if index is None else index,
                prefix + '.data-00000-of-00001': self.data}
