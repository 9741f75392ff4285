// The workspace (workspace/workspace.ts) over the files of this machine.

import { basename } from 'node:path';
import { dataFile } from '../workspace/dataFiles.js';
import { isMapFileName } from '../workspace/mapFileName.js';
import type { Workspace } from '../workspace/workspace.js';
import { drive } from './drive.js';
import { findFiles } from './findFiles.js';

/** The files of this machine as a workspace. */
export const nodeWorkspace: Workspace = {
    run: (reading, token) => drive(reading, { token }),
    find: ({ folder, exclude }, token) => findFiles({ folder, exclude, wanted }, token),
};

function wanted(path: string): boolean {
    return dataFile(path) !== undefined || isMapFileName(basename(path));
}
