// The methods of `str` that find: find, index, startswith and so on.
// Defined in CPython 3.11: Objects/unicodeobject.c.

import type { Evaluation } from '../evaluation.js';

import { payloadOf } from '../numeric.js';
import { knownOf, pointsBefore } from '../texts.js';
import { bool, int, type NativeFunction, type Value } from '../values.js';
import { couldStart, couldEnd } from './stringCutting.js';
import { type Arg, stringMethod, textArg, windowOf } from './stringMethod.js';

/** `find` and its kin: the first or the last place, or ValueError where there is none. */
export function finder(name: string, last: boolean, raises: boolean): NativeFunction {
    return stringMethod(
        name,
        'sub, start=, end=, /',
        'int',
        (evaluation, text, [sub, start, end]) => {
            const needle = textArg(evaluation, sub, (type) => `must be str, not ${type}`);
            const within = windowOf(evaluation, text, start, end);
            const offset = within.valid
                ? last
                    ? within.text.lastIndexOf(needle)
                    : within.text.indexOf(needle)
                : -1;
            if (offset === -1 && raises) {
                evaluation.raise('ValueError', 'substring not found');
            }
            return int(offset === -1 ? -1 : within.start + pointsBefore(within.text, offset));
        },
    );
}

/** `startswith` and `endswith`, also of a text of which only that end is known. */
export function tester(name: string, atEnd: boolean): NativeFunction {
    const test = (
        evaluation: Evaluation,
        affixes: Arg,
        matches: (affix: string) => boolean | undefined,
    ): Value => {
        const all = affixes?.kind === 'tuple' ? affixes.items.map(payloadOf) : [affixes];
        let doubt = false;
        for (const affix of all) {
            if (
                affix?.kind === 'unknown' ||
                affix?.kind === 'pattern' ||
                affix?.kind === 'choice'
            ) {
                doubt = true;
                continue;
            }
            const text = textArg(evaluation, affix, (type) =>
                affixes?.kind === 'tuple'
                    ? `tuple for ${name} must only contain str, not ${type}`
                    : `${name} first arg must be str or a tuple of str, not ${type}`,
            );
            const verdict = matches(text);
            if (verdict === true) {
                return bool(true);
            }
            doubt ||= verdict === undefined;
        }
        return doubt ? evaluation.unknown('part of a text is not known', 'bool') : bool(false);
    };
    return stringMethod(
        name,
        'prefix, start=, end=, /',
        'bool',
        (evaluation, text, [affixes, start, end]) => {
            const within = windowOf(evaluation, text, start, end);
            return test(
                evaluation,
                affixes,
                (affix) =>
                    within.valid &&
                    (atEnd ? within.text.endsWith(affix) : within.text.startsWith(affix)),
            );
        },
        (evaluation, text, [affixes, start, end]) => {
            if (start !== undefined || end !== undefined) {
                return undefined;
            }
            const ends = knownOf(text);
            return test(evaluation, affixes, (affix) =>
                atEnd ? couldEnd(ends.end, affix) : couldStart(ends.start, affix),
            );
        },
    );
}
