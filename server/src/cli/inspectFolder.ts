// What `inspect` reads of a folder: the latest checkpoint of a training, the checkpoint of a
// SavedModel, the model that lies in it, or a file of Keras; and what it says beside that. What
// init_from_checkpoint makes of a folder is not the question here: that is checkpoint/resolveArgument.ts.

import { prefixesAmong } from '../checkpoint/checkpointNames.js';
import { readCheckpointFolder } from '../checkpoint/checkpointFolder.js';
import { savedModelPrefix, stateFileName } from '../checkpoint/resolveArgument.js';
import { byCertainty } from '../model/modelFormats.js';
import { joinPath } from '../util/path.js';
import { list, stat, type Reading } from '../util/reading.js';

/** What there is to be read of a folder. */
export type FolderContent =
    | {
          /** `file`: a file that tells itself what it is. */
          readonly kind: 'checkpoint' | 'model' | 'file';
          /** Relative to the same folder as the argument. */
          readonly argument: string;
          /** What else there is to say. */
          readonly notes: readonly string[];
      }
    | { readonly kind: 'nothing'; readonly reason: string };

const kerasFile = /\.(?:h5|hdf5|keras)$/;

/** Decides what is read of the folder at an absolute path, which the user calls `argument`. */
export function* contentOfFolder(argument: string, path: string): Reading<FolderContent> {
    const names = yield* list(path);
    if (names.includes(stateFileName)) {
        return { kind: 'checkpoint', argument, notes: [] };
    }
    const graph = names.find((name) => /^saved_model\.pb(txt)?$/.test(name));
    const exported = yield* savedModel(argument, path, graph);
    if (exported !== undefined) {
        return exported;
    }
    if (prefixesAmong(names).length !== 0) {
        const [newest = ''] = (yield* readCheckpointFolder(path)).names;
        return { kind: 'checkpoint', argument: joinPath(argument, newest), notes: [] };
    }
    if (byCertainty(names).some((name) => !kerasFile.test(name))) {
        return { kind: 'model', argument, notes: [] };
    }
    const files = names.filter((name) => kerasFile.test(name)).sort();
    const [only, ...others] = files.map((name) => joinPath(argument, name));
    if (only !== undefined && others.length === 0) {
        return { kind: 'file', argument: only, notes: [`'${only}' is read`] };
    }
    return {
        kind: 'nothing',
        reason:
            only === undefined
                ? 'the folder holds no checkpoint, no model and no file of Keras'
                : `the folder holds ${files.length} files of Keras; give one of them, such as '${only}'`,
    };
}

function* savedModel(
    argument: string,
    path: string,
    graph: string | undefined,
): Reading<FolderContent | undefined> {
    const inner = joinPath(argument, savedModelPrefix);
    const index = yield* stat(joinPath(path, `${savedModelPrefix}.index`));
    if (index.kind !== 'file') {
        return graph === undefined
            ? undefined
            : { kind: 'model', argument: joinPath(argument, graph), notes: [] };
    }
    const model =
        graph === undefined
            ? ''
            : `; '${joinPath(argument, graph)}' has the variables of its model`;
    const what = `'${argument}' is the folder of a SavedModel, and '${inner}' its checkpoint${model}`;
    return { kind: 'checkpoint', argument: inner, notes: [what] };
}
