// Files of Keras that are given where a checkpoint should be: what they are, by their first bytes,
// and what to do instead. What is in them is not read here.
// Defined in Keras: saving/saving_lib.py (.keras, a zip), legacy/saving/legacy_h5_format.py (HDF5).

const hdf5Signature: readonly number[] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const zipSignature: readonly number[] = [0x50, 0x4b, 0x03, 0x04];

/** What to say of a file that begins so; undefined where it is no file of Keras. */
export function kerasAdvice(name: string, start: Uint8Array): string | undefined {
    const what = beginsWith(start, hdf5Signature)
        ? 'an HDF5 file, as Keras writes weights into'
        : name.endsWith('.keras') && beginsWith(start, zipSignature)
          ? 'a Keras model, a zip archive'
          : undefined;
    return (
        what &&
        `This is ${what}, which init_from_checkpoint cannot read: load it with ` +
            'keras.models.load_model or model.load_weights, write a checkpoint with ' +
            'tf.train.Checkpoint(model=model).write(prefix), and name that prefix'
    );
}

function beginsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
    return signature.every((byte, index) => bytes[index] === byte);
}
