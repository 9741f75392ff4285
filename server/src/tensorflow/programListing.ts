// The variables that a program makes, as the JSON object `ckptmap/listing@1` has them.

import { mayBe } from '../model/openPart.js';
import type { Places, Range } from '../util/lineIndex.js';
import { commonShape } from '../util/shape.js';
import type { ScriptTrace } from './evaluateScript.js';
import type { TracedVariable } from './trace.js';

/** Whether the list of variables is exactly what TensorFlow would make. */
export function isComplete({ entries, differs, ends }: ScriptTrace): boolean {
    return (
        !differs &&
        ends.length === 1 &&
        ends.every(({ kind }) => kind !== 'lost') &&
        entries.every(
            ({ event, certain }) =>
                event.event !== 'opened' &&
                // Code that is not followed makes the variables of a model that a comment names.
                event.event !== 'named-model' &&
                (event.event !== 'variable' || (certain && event.exact)),
        )
    );
}

/** Whether a program may make variables of which the trace has no entry. */
export function mayMakeOthers({ ends, entries }: ScriptTrace): boolean {
    return (
        ends.some(({ kind }) => kind === 'lost') ||
        entries.some(({ event }) => event.event === 'opened')
    );
}

/** The listing as data; `places` are those of the program's files. */
export function programListing(places: Places, trace: ScriptTrace): object {
    const complete = isComplete(trace);
    const isOpen = mayMakeOthers(trace);
    const made = trace.entries.flatMap(({ event, certain }): readonly ListedVariable[] => {
        if (event.event !== 'variable') {
            return [];
        }
        // Where the program is not followed to its end, another call may make it.
        const span = isOpen && !certain ? undefined : trace.files.spanOf(event.place);
        const range = span === undefined ? undefined : places.rangeOf(span);
        return [{ ...event, certain: certain && !complete, range }];
    });
    return {
        schema: 'ckptmap/listing@1',
        kind: 'model',
        certainty: 'source',
        ...(complete ? { complete } : {}),
        variables: (complete ? made : claimed(made)).map(variableJson),
    };
}

/** An entry of the list. */
interface ListedVariable extends Omit<TracedVariable, 'event' | 'place'> {
    /** Whether it is sure to be made, in a list of which not all is known. */
    readonly certain: boolean;
    readonly range: Range | undefined;
}

/**
 * What an incomplete list may claim. Of a name that one variable has on one path and another one on
 * another, only that is known which they have in common; where not even their store keys are the
 * same, there is no entry that could be right for both.
 */
function claimed(made: readonly ListedVariable[]): readonly ListedVariable[] {
    const patterns = made.filter(({ pattern }) => pattern);
    const named = new Map<string, ListedVariable[]>();
    for (const variable of made) {
        named.set(variable.name, [...(named.get(variable.name) ?? []), variable]);
    }
    const known = new Set<string>();
    return made.flatMap((variable) => {
        if (variable.certain || variable.pattern) {
            return [variable];
        }
        let common: ListedVariable | undefined = variable;
        const perhaps = patterns.filter(({ name }) => mayBe(name, variable.name));
        for (const other of [...(named.get(variable.name) ?? []), ...perhaps]) {
            common = common === undefined ? undefined : inCommon(common, other);
        }
        if (common === undefined) {
            return [];
        }
        const text = JSON.stringify(variableJson(common));
        const isNew = !known.has(text);
        known.add(text);
        return isNew ? [common] : [];
    });
}

/** What is true of a variable, whichever of the two it is; undefined where their keys differ. */
function inCommon(one: ListedVariable, other: ListedVariable): ListedVariable | undefined {
    const keys = [one.storeKey, other.storeKey];
    if (keys.includes(null) ? keys[0] !== keys[1] : !mayBe(keys[1] ?? '', keys[0] ?? '')) {
        return undefined;
    }
    const { shape, dtype, kind, trainable, partition, range, ...rest } = one;
    return {
        ...rest,
        shape: commonShape(shape, other.shape),
        ...(dtype === undefined || dtype !== other.dtype ? {} : { dtype }),
        ...(kind === undefined || kind !== other.kind ? {} : { kind }),
        ...(trainable === undefined || trainable !== other.trainable ? {} : { trainable }),
        ...(partition === undefined || !isSamePart(partition, other.partition)
            ? {}
            : { partition }),
        range: isSamePart(range, other.range) ? range : undefined,
    };
}

function isSamePart(one: unknown, other: unknown): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

function variableJson(variable: ListedVariable): object {
    const { name, shape, dtype, kind, trainable, storeKey, partition } = variable;
    const { range, pattern, certain } = variable;
    return {
        name,
        shape,
        ...(dtype === undefined ? {} : { dtype }),
        ...(kind === undefined ? {} : { kind }),
        ...(trainable === undefined ? {} : { trainable }),
        ...(storeKey === name ? {} : { storeKey }),
        ...(partition === undefined ? {} : { partition }),
        ...(range === undefined ? {} : { range }),
        ...(pattern ? { pattern } : {}),
        ...(certain ? { certain } : {}),
    };
}
