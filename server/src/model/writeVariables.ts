// A variables file, written: what variablesFile.ts reads.

import type { ModelVariable } from './model.js';

/** A variable as a variables file has it. */
export function variableRecord(variable: ModelVariable): object {
    const { name, shape, dtype, kind, trainable, storeKey, partition, collections } = variable;
    return {
        name,
        shape,
        dtype,
        kind,
        trainable,
        ...(storeKey === name ? {} : { storeKey }),
        ...(partition === undefined ? {} : { partition }),
        ...(collections === undefined ? {} : { collections }),
    };
}

/** The text of a `*.variables.json` of these variables, one a line. */
export function variablesFileText(variables: readonly ModelVariable[]): string {
    const lines = variables.map((variable) => JSON.stringify(variableRecord(variable)));
    const list = lines.length === 0 ? '[]' : `[\n  ${lines.join(',\n  ')}\n]`;
    return `{"ckptmap": "variables@1", "variables": ${list}}\n`;
}
