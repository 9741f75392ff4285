// What an HDF5 file holds, as plain data: names, types, shapes and texts, never values. Reading the
// format is the host's business (host/hdf5File.ts); what Keras makes of it is checkpoint/'s.

/** An array in the file. */
export interface Hdf5Dataset {
    /** Its path from the root, without a slash in front. */
    readonly path: string;
    /**
     * TensorFlow's name of the type, such as `float32`; of a type that TensorFlow does not have, words
     * that say what it is.
     */
    readonly dtype: string;
    readonly shape: readonly number[];
}

/** An attribute of a group that holds text: one, or several in an array. */
export interface Hdf5Text {
    /** The path of the group; `''` for the root. */
    readonly group: string;
    readonly name: string;
    readonly values: readonly string[];
}

/** Something in the file that was not read. */
export interface Hdf5Fault {
    readonly path: string;
    /** Why; a clause that goes on "…: ". */
    readonly reason: string;
    /** Whether the file is damaged there, and not only other than expected. */
    readonly isDamage: boolean;
}

/** The contents of a file as far as they could be read. */
export interface Hdf5Contents {
    readonly datasets: readonly Hdf5Dataset[];
    readonly texts: readonly Hdf5Text[];
    readonly faults: readonly Hdf5Fault[];
}

/** Where a file's bytes are: in a range of a file on disk, which may be that of an archive. */
export interface Hdf5Place {
    readonly path: string;
    /** In bytes, as is the length. */
    readonly offset: number;
    readonly length: number;
}
