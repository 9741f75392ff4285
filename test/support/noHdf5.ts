// The answer to questions about HDF5 files in tests that answer at once: those files are read in a
// thread (host/hdf5File.ts), and tests of them drive their readings with `drive`.

import type { Hdf5Answer } from '../../server/src/util/reading.js';

/** Says so. */
export const noHdf5: Hdf5Answer = {
    kind: 'unreadable',
    reason: 'this test answers at once, and HDF5 is read in a thread',
};
