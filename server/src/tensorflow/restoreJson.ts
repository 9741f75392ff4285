// A program's restores as the elements of `restores` in `ckptmap/plan@1`.

import type { RestoreJson } from '../loadPlan/planJson.js';
import type { Places } from '../util/lineIndex.js';
import { compareCodePoints } from '../util/order.js';
import type { ProgramFiles } from './programFiles.js';
import type { TracedRestore } from './trace.js';

/** One restore as data; `places` are those of the program's files. */
export function restoreJson(
    restore: TracedRestore,
    places: Places,
    files: ProgramFiles,
): RestoreJson {
    const { api, place, argument, prefix, format, objectBased, source } = restore;
    const { nameBased, outcome, error, objects, unresolved, deferred } = restore;
    const at = places.positionAt(files.spanOf(place)?.start ?? 0);
    const code =
        source?.problems.find((problem) => problem.error !== undefined)?.code ?? 'call.raises';
    return {
        api,
        at,
        checkpoint:
            argument === null || argument === undefined
                ? null
                : {
                      argument,
                      ...(prefix === undefined ? {} : { prefix }),
                      ...(format === undefined ? {} : { format }),
                      ...(objectBased === undefined ? {} : { objectBased }),
                      ...(source?.checkpoint === undefined
                          ? {}
                          : {
                                tensors: source.checkpoint.tensorCount,
                                bytes: source.checkpoint.totalBytes,
                            }),
                  },
        nameBased,
        outcome,
        error: error === null ? null : { type: error.type, message: error.message || null, code },
        objects: [...objects].sort((one, other) => compareCodePoints(one.path, other.path)),
        unresolved,
        deferred,
        assertConsumed: restore.assertConsumed,
        assertExistingObjectsMatched: restore.assertExistingObjectsMatched,
        assertNontrivialMatch: restore.assertNontrivialMatch,
    };
}
