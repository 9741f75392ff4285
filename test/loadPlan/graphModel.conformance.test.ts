// The recorded maps once more, with the exported graph as the model. A graph does not say which
// variables are in the variable store: told that, and nothing else, every plan must be TensorFlow's.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { ModelSource } from '../../server/src/model/model.js';
import { answerOf, casesOf, checkpointIn, modelIn, worldsIn } from '../support/conformance.js';

const shared = process.env['CKPTMAP_SHARED'] ?? '';
const worlds = ['cases', 'older/1.15', 'older/contrib']
    .map((name) => join(shared, 'conformance', name))
    .flatMap(worldsIn);

test('With the graph as the model, plans differ only where the variable store does', (context) => {
    let cases = 0;
    let differing = 0;
    for (const world of worlds) {
        const graph = modelIn(world, 'model.meta');
        const told = withStoreKeysOf(graph, modelIn(world, 'model.variables.json'));
        for (const each of casesOf(world)) {
            const checkpoint = checkpointIn(world, each.checkpoint);
            const { outcome, error, assignments } = each;
            const expected = { outcome, error, assignments };
            cases++;
            if (!isDeepStrictEqual(answerOf(each, checkpoint, graph), expected)) {
                differing++;
                assert.deepEqual(answerOf(each, checkpoint, told), expected, each.id);
            }
        }
    }
    assert.ok(0 < cases);
    context.diagnostic(
        `${differing} of ${cases} plans differ, each for a variable which is not in the store`,
    );
});

/** A graph's model with the store keys that the variables file knows. */
function withStoreKeysOf(graph: ModelSource, exact: ModelSource): ModelSource {
    const keys = new Map(exact.model?.variables.map(({ name, storeKey }) => [name, storeKey]));
    assert.ok(graph.model !== undefined);
    const variables = graph.model.variables.map((variable) => ({
        ...variable,
        storeKey: keys.get(variable.name) ?? null,
    }));
    return { ...graph, model: { ...graph.model, variables } };
}
