// The caps that are checked before memory is taken. Each is far above what real checkpoints have
// (the largest published ones have some ten thousand tensors), and has a test at and above it.

/** What a checkpoint may have at most to be read. */
export const limits = {
    /** Bytes of an index or V1 file, and of its blocks once they are unpacked. */
    fileBytes: 2 ** 30,
    /** Entries of an index, slices of partitioned tensors among them. */
    entries: 5_000_000,
    /** Bytes of a tensor's name. */
    nameBytes: 65_536,
    /** Shards whose presence is looked up. */
    shards: 16_384,
    /** Bytes of an object graph. */
    graphBytes: 2 ** 26,
    /** Objects, edges and values of an object graph, together. */
    graphItems: 2_000_000,
    /** Bytes of the configuration of a Keras model. */
    kerasConfigBytes: 2 ** 26,
    /** Bytes of a Keras model's weights, if they are packed and must be unpacked as a whole. */
    kerasPackedBytes: 2 ** 28,
} as const;

/** Caps, as tests may set them. */
export type Limits = { readonly [Name in keyof typeof limits]: number };
