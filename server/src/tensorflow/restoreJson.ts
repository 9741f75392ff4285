// A program's restores as the elements of `restores` in `ckptmap/plan@1`.

import type { RestoreJson } from '../loadPlan/planJson.js';
import type { Places } from '../util/lineIndex.js';
import { compareCodePoints } from '../util/order.js';
import type { TracedRestore } from './trace.js';

/** One restore as data; `lines` are those of the program's file, `path`. */
export function restoreJson(restore: TracedRestore, lines: Places, path: string): RestoreJson {
    const { api, place, argument, prefix, format, objectBased, source } = restore;
    const { nameBased, outcome, error, objects, unresolved, deferred } = restore;
    const at = place === undefined ? { line: 0, character: 0 } : lines.positionAt(place.span.start);
    const code =
        source?.problems.find((problem) => problem.error !== undefined)?.code ?? 'call.raises';
    return {
        api,
        at,
        ...(place === undefined || place.file === path ? {} : { file: place.file }),
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
        error: error === null ? null : { ...error, code },
        objects: [...objects].sort((one, other) => compareCodePoints(one.path, other.path)),
        unresolved,
        deferred,
        assertConsumed: restore.assertConsumed,
        assertExistingObjectsMatched: restore.assertExistingObjectsMatched,
        assertNontrivialMatch: restore.assertNontrivialMatch,
    };
}
