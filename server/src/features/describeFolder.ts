// Where a checkpoint stands among the others of its folder: whether it is the latest, how many there
// are, and what its `checkpoint` file says that the files do not.

import type { CheckpointFolder } from '../checkpoint/checkpointFolder.js';
import { stemOf, stepOf } from '../checkpoint/checkpointNames.js';
import { baseName } from '../util/path.js';
import { code, paragraph, type Block, type Inline } from './prose.js';
import { countText, plural } from './words.js';

/** More steps than this are said as a range. */
const maxSteps = 6;

/** Describes a checkpoint's folder; `prefix` is the checkpoint's path, where one was found. */
export function describeFolder(
    folder: CheckpointFolder | undefined,
    prefix: string | undefined,
): readonly Block[] {
    if (folder === undefined) {
        return [];
    }
    const own = prefix === undefined ? undefined : baseName(prefix);
    const { names, latest, gone } = folder;
    const place = placeOf(folder, own !== undefined && names.includes(own) ? own : undefined);
    const newer = latest === undefined ? undefined : newerThan(latest, names);
    return [
        ...(place === undefined ? [] : [paragraph(...place)]),
        ...(newer === undefined
            ? []
            : [
                  paragraph(
                      code(newer),
                      ' has a later step than the latest that the folder’s ',
                      code('checkpoint'),
                      ' file names',
                  ),
              ]),
        ...(gone.length === 0
            ? []
            : [
                  paragraph(
                      'The folder’s ',
                      code('checkpoint'),
                      ` file lists ${countText(gone.length)} more that `,
                      gone.length === 1 ? 'is' : 'are',
                      ' not there',
                  ),
              ]),
    ];
}

function placeOf(
    { names, latest, savedAt }: CheckpointFolder,
    own: string | undefined,
): readonly Inline[] | undefined {
    const among = `${plural(names.length, 'checkpoint')} in the folder${stepsText(names)}`;
    const saved = savedAt === undefined ? '' : `, saved ${timeText(savedAt)}`;
    if (own === undefined) {
        return names.length === 0 ? undefined : [among];
    }
    if (own === latest) {
        const only = `The only checkpoint in the folder${saved}`;
        return [names.length === 1 ? only : `The latest of ${among}${saved}`];
    }
    if (names.length === 1) {
        return undefined;
    }
    if (latest !== undefined) {
        return [`One of ${among}; the latest is `, code(latest)];
    }
    const [newest] = names;
    return newest === undefined || newest === own || stepOf(newest) === undefined
        ? [`One of ${among}; no `, code('checkpoint'), ' file says which is the latest']
        : [`One of ${among}; the newest by its step is `, code(newest)];
}

/** `: steps 1,000, 2,000 and 20,000`, where the names differ in nothing else. */
function stepsText(names: readonly string[]): string {
    const steps = names.flatMap((name) => stepOf(name) ?? []).sort((a, b) => a - b);
    const areOfOneRun = new Set(names.map(stemOf)).size === 1;
    const [first, ...rest] = steps.map(countText);
    const last = rest.at(-1);
    if (!areOfOneRun || steps.length !== names.length || first === undefined) {
        return '';
    }
    if (last === undefined) {
        return `: step ${first}`;
    }
    return maxSteps < steps.length
        ? `: steps ${first} to ${last}`
        : `: steps ${[first, ...rest.slice(0, -1)].join(', ')} and ${last}`;
}

/** The newest of the names that have a later step than one of them, and differ in nothing else. */
function newerThan(latest: string, names: readonly string[]): string | undefined {
    const step = stepOf(latest);
    return step === undefined
        ? undefined
        : names.find((name) => stemOf(name) === stemOf(latest) && step < (stepOf(name) ?? 0));
}

/** `2026-11-20 14:03 UTC`: the same for everybody who reads the map. */
function timeText(seconds: number): string {
    const date = new Date(seconds * 1000);
    return Number.isNaN(date.getTime())
        ? 'at an unknown time'
        : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
