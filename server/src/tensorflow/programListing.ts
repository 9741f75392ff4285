// The variables that a program makes, as the JSON object `ckptmap/listing@1` has them.

import type { Places } from '../util/lineIndex.js';
import type { Span } from '../util/span.js';
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

/** The listing as data; `places` are those of the program's files. */
export function programListing(places: Places, trace: ScriptTrace): object {
    const complete = isComplete(trace);
    const variables = trace.entries.flatMap(({ event, certain }) =>
        event.event === 'variable'
            ? [variableJson(event, certain && !complete, trace.files.spanOf(event.place), places)]
            : [],
    );
    return {
        schema: 'ckptmap/listing@1',
        kind: 'model',
        certainty: 'source',
        ...(complete ? { complete } : {}),
        variables,
    };
}

function variableJson(
    variable: TracedVariable,
    isSure: boolean,
    span: Span | undefined,
    places: Places,
): object {
    const { name, shape, dtype, kind, trainable, storeKey, partition, pattern } = variable;
    return {
        name,
        shape,
        ...(dtype === undefined ? {} : { dtype }),
        ...(kind === undefined ? {} : { kind }),
        trainable,
        ...(storeKey === name ? {} : { storeKey }),
        ...(partition === undefined ? {} : { partition }),
        ...(span === undefined ? {} : { range: places.rangeOf(span) }),
        ...(pattern ? { pattern } : {}),
        ...(isSure ? { certain: true } : {}),
    };
}
