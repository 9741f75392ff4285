// TensorFlow's data types: their numbers, names and sizes.
// Defined in TensorFlow: core/framework/types.proto (DataType), python/framework/dtypes.py (names),
// core/framework/types.cc (DataTypeString: the C++ names that messages use).

interface DTypeRow {
    readonly number: number;
    readonly name: string;
    /** The name in messages of the C++ runtime. */
    readonly cppName: string;
    /** Bytes of one element; undefined where elements have no fixed size. */
    readonly elementBytes: number | undefined;
}

function row(number: number, name: string, cppName: string, elementBytes?: number): DTypeRow {
    return { number, name, cppName, elementBytes };
}

// int4, uint4, int2 and uint2 take a whole byte in a tensor bundle.
const rows: readonly DTypeRow[] = [
    row(1, 'float32', 'float', 4),
    row(2, 'float64', 'double', 8),
    row(3, 'int32', 'int32', 4),
    row(4, 'uint8', 'uint8', 1),
    row(5, 'int16', 'int16', 2),
    row(6, 'int8', 'int8', 1),
    row(7, 'string', 'string'),
    row(8, 'complex64', 'complex64', 8),
    row(9, 'int64', 'int64', 8),
    row(10, 'bool', 'bool', 1),
    row(11, 'qint8', 'qint8', 1),
    row(12, 'quint8', 'quint8', 1),
    row(13, 'qint32', 'qint32', 4),
    row(14, 'bfloat16', 'bfloat16', 2),
    row(15, 'qint16', 'qint16', 2),
    row(16, 'quint16', 'quint16', 2),
    row(17, 'uint16', 'uint16', 2),
    row(18, 'complex128', 'complex128', 16),
    row(19, 'float16', 'half', 2),
    row(20, 'resource', 'resource'),
    row(21, 'variant', 'variant'),
    row(22, 'uint32', 'uint32', 4),
    row(23, 'uint64', 'uint64', 8),
    row(24, 'float8_e5m2', 'float8_e5m2', 1),
    row(25, 'float8_e4m3fn', 'float8_e4m3fn', 1),
    row(26, 'float8_e4m3fnuz', 'float8_e4m3fnuz', 1),
    row(27, 'float8_e4m3b11fnuz', 'float8_e4m3b11fnuz', 1),
    row(28, 'float8_e5m2fnuz', 'float8_e5m2fnuz', 1),
    row(29, 'int4', 'int4', 1),
    row(30, 'uint4', 'uint4', 1),
    row(31, 'int2', 'int2', 1),
    row(32, 'uint2', 'uint2', 1),
    row(33, 'float4_e2m1fn', 'float4_e2m1fn', 1),
];

const byNumber = new Map(rows.map((each) => [each.number, each]));
const byName = new Map(rows.map((each) => [each.name, each]));
const byEnum = new Map(rows.map((each) => [`DT_${each.cppName.toUpperCase()}`, each]));

/** Reference types are the base type's number plus this. */
const referenceOffset = 100;

/** The base type's number: 101 (a reference to float32) becomes 1. */
export function baseDType(number: number): number {
    return referenceOffset < number ? number - referenceOffset : number;
}

/**
 * Python's name of a type, such as `float32`, or `float32_ref` of its reference type; `dtype 200`
 * where TensorFlow knows none.
 */
export function dtypeName(number: number): string {
    const base = byNumber.get(baseDType(number))?.name;
    return base === undefined ? `dtype ${number}` : referenceOffset < number ? `${base}_ref` : base;
}

/** The number of a type by Python's name; undefined where there is none. */
export function dtypeNumber(name: string): number | undefined {
    return byName.get(name)?.number;
}

/** The number of a type by its name in types.proto, `DT_FLOAT` or `DT_FLOAT_REF`. */
export function dtypeOfEnum(name: string): number | undefined {
    const base = byEnum.get(name.replace(/_REF$/, ''))?.number;
    return base === undefined || !name.endsWith('_REF') ? base : base + referenceOffset;
}

/** Whether a number is that of a type which a tensor in a checkpoint may have. */
export function isKnownDType(number: number): boolean {
    return byNumber.has(number);
}

/** The name of a type in messages of the C++ runtime: `float` for `float32`. */
export function cppDTypeName(name: string): string {
    const unknown = /^dtype (-?\d+)$/.exec(name)?.[1];
    if (unknown !== undefined) {
        const number = Number(unknown);
        return number === 0
            ? 'INVALID'
            : referenceOffset < number
              ? `unknown dtype enum (${number - referenceOffset})_ref`
              : `unknown dtype enum (${number})`;
    }
    const base = name.endsWith('_ref') ? byName.get(name.slice(0, -4)) : undefined;
    return base === undefined ? (byName.get(name)?.cppName ?? name) : `${base.cppName}_ref`;
}

/** Bytes of one element of a type by Python's name; undefined for strings, variants and resources. */
export function elementBytes(name: string): number | undefined {
    return byName.get(name)?.elementBytes;
}
