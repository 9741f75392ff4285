// Variables files of eager objects, which may give two of their variables one name. What makes a
// file wrong is in readModel.test.ts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readVariablesFile } from '../../server/src/model/variablesFile.js';

const rest = '"shape": [2], "dtype": "float32", "kind": "resource", "trainable": true';

function read(...variables: readonly string[]): ReturnType<typeof readVariablesFile> {
    const text = `{"ckptmap": "variables@1", "variables": [${variables.join(', ')}]}`;
    return readVariablesFile(new TextEncoder().encode(text));
}

test('variables outside of the store may share a name, those in it may not', () => {
    const outside = `{"name": "Variable", ${rest}, "storeKey": null}`;
    const result = read(outside, outside);
    assert.deepEqual(
        'variables' in result && result.variables.map(({ name, storeKey }) => [name, storeKey]),
        [
            ['Variable', null],
            ['Variable', null],
        ],
    );
    const inside = `{"name": "Variable", ${rest}, "storeKey": "k"}`;
    assert.deepEqual(read(inside, `{"name": "Variable", ${rest}}`), {
        reason: "variables[1].name: 'Variable' is that of variables[0] already",
    });
});
