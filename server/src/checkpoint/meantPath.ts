// What was probably meant by a path that is no checkpoint: the prefix of which it is one file, the
// folder whose latest checkpoint it names, a name nearby. Messages and fixes rest on it; what
// TensorFlow raises does not.

import { SortedNames } from '../util/nameTree.js';
import { nearestNames } from '../util/nearest.js';
import { baseName, directoryName, joinPath } from '../util/path.js';
import type { Problem, TensorFlowError } from '../util/problem.js';
import type { Reading } from '../util/reading.js';
import { compareNewestFirst, prefixesAmong, stemOf } from './checkpointNames.js';
import type { FileLookup } from './fileLookup.js';
import { isPattern } from './glob.js';
import { savedModelPrefix, stateFileName } from './resolveArgument.js';

/** The problem of an argument at which there is no file. */
export function* nothingFound(lookup: FileLookup, argument: string): Reading<Problem> {
    const error: TensorFlowError = {
        type: 'NotFoundError',
        message: `Unsuccessful TensorSliceReader constructor: Failed to find any matching files for ${argument}`,
    };
    const prefix = prefixOfPart(argument);
    if (prefix !== undefined && (yield* lookup.exists(`${prefix}.index`))) {
        return notAPrefix(lookup, argument, { what: onePart, instead: prefix }, error);
    }
    const path = lookup.absolute(argument);
    const isHidden =
        isPattern(argument) &&
        ((yield* lookup.exists(argument)) || (yield* lookup.exists(`${argument}.index`)));
    if (isHidden) {
        const message =
            `'${argument}' is there, but TensorFlow reads '[', '*', '?' and '\\' in a path as a pattern, ` +
            'which does not match it; rename the folder or the file';
        return { code: 'checkpoint.not-found', message, path, error };
    }
    const instead = isPattern(argument) ? undefined : yield* nearestBeside(lookup, argument);
    return {
        code: 'checkpoint.not-found',
        message:
            `There is no checkpoint '${argument}': neither '${argument}.index' nor a V1 file of that name` +
            (instead === undefined ? '' : `; the folder has '${instead}'`),
        path,
        error,
        ...(instead === undefined ? {} : { instead }),
    };
}

// At 4 for every letter that differs, by length: half of the letters.
const maxCost = 2;

/** What is in the folder of a checkpoint that is not there: its newest step, or the nearest name. */
function* nearestBeside(lookup: FileLookup, argument: string): Reading<string | undefined> {
    const folder = directoryName(argument);
    const name = baseName(argument);
    if (name === '') {
        return undefined;
    }
    const names = prefixesAmong(yield* lookup.list(folder === '' ? '.' : folder));
    const [newest] = names.filter((each) => stemOf(each) === stemOf(name)).sort(compareNewestFirst);
    const [near] =
        newest === undefined ? nearestNames(new SortedNames(names), name, 'name', 1) : [];
    const found = newest ?? (near !== undefined && near.cost <= maxCost ? near.name : undefined);
    return found === undefined ? undefined : joinPath(folder, found);
}

/** The prefix of a file of a checkpoint, if its name is that of one. */
function prefixOfPart(path: string): string | undefined {
    return /^(.+)\.(?:index|meta|data-[0-9?*]{5,}-of-[0-9]{5,})$/s.exec(path)?.[1];
}

/** What a file is that was given in place of a checkpoint, and what was meant by it. */
export interface Meant {
    readonly what: string;
    readonly instead: string;
}

const onePart = 'is one file of a checkpoint, and the argument is the prefix of all of them';

/** What was meant by a file that is no V1 checkpoint; undefined where its name does not tell. */
export function* meantInstead(lookup: FileLookup, argument: string): Reading<Meant | undefined> {
    const prefix = prefixOfPart(argument);
    if (prefix !== undefined) {
        return { what: onePart, instead: prefix };
    }
    const folder = directoryName(argument);
    const name = baseName(argument);
    if (name === stateFileName) {
        const what = 'says which checkpoint of its folder is the latest, and is none';
        return { what, instead: folder === '' ? '.' : folder };
    }
    const stem = argument.replace(/(?:\.weights)?\.(?:h5|hdf5|keras)$/, '');
    if (stem !== argument && (yield* lookup.exists(`${stem}.index`))) {
        const what =
            'is a file of Keras, which TensorFlow cannot read, and beside it lies a checkpoint';
        return { what, instead: stem };
    }
    const inner = joinPath(folder, savedModelPrefix);
    if (/^saved_model\.pb(txt)?$/.test(name) && (yield* lookup.exists(`${inner}.index`))) {
        return {
            what: 'is the graph of a SavedModel, whose variables are a checkpoint beside it',
            instead: inner,
        };
    }
    return undefined;
}

/** The problem of a file that was given in place of a checkpoint. */
export function notAPrefix(
    lookup: FileLookup,
    argument: string,
    { what, instead }: Meant,
    error: TensorFlowError | null,
): Problem {
    const silent = error === null ? ' TensorFlow says nothing, and finds no tensor in it.' : '';
    return {
        code: 'checkpoint.not-a-prefix',
        message: `'${argument}' ${what}.${silent} Write '${instead}'`,
        path: lookup.absolute(argument),
        instead,
        ...(error === null ? {} : { error }),
    };
}
