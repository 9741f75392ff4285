// Every recorded world's `.meta` against its variables file: all that a MetaGraph holds is equal,
// and where the store keys differ, the file cannot say it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ModelVariable } from '../../server/src/model/model.js';
import { readMetaGraph } from '../../server/src/model/metaGraph.js';
import { readVariablesFile } from '../../server/src/model/variablesFile.js';
import { runReading } from '../../server/src/util/reading.js';
import { MemoryFiles } from './memoryFiles.js';

const shared = process.env['CKPTMAP_SHARED'];
assert.ok(shared !== undefined, 'CKPTMAP_SHARED names the folder of recorded worlds');
const worlds = ['cases', 'older/1.15', 'older/contrib'].flatMap((kind) => {
    const folder = join(shared, 'conformance', kind);
    return readdirSync(folder)
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isDirectory());
});

/** What both files hold. */
function facts(variable: ModelVariable): Partial<ModelVariable> {
    const { name, shape, dtype, kind, trainable, partition } = variable;
    return { name, shape, dtype, kind, trainable, ...(partition && { partition }) };
}

/** Why the store keys of a variable differ, as far as the file can be blamed. */
function explain(exact: ModelVariable): string | undefined {
    if (exact.storeKey === null) {
        return 'made with tf.Variable, so not in the store; the graph looks the same';
    }
    if (exact.name.replace(/_\d+$/, '') === exact.storeKey) {
        return 'the operation got another name, because its own was taken';
    }
    return undefined;
}

test(`${worlds.length} graphs say what their variables files say`, (context) => {
    const explanations = new Map<string, number>();
    let variables = 0;
    for (const world of worlds) {
        const bytes = readFileSync(join(world, 'model.meta'));
        const files = new MemoryFiles({ '/m': bytes });
        const graph = runReading(readMetaGraph('/m', bytes.length), files.answer);
        const exact = readVariablesFile(readFileSync(join(world, 'model.variables.json')));
        assert.ok('variables' in graph && 'variables' in exact, world);

        assert.deepEqual(graph.variables.map(facts), exact.variables.map(facts), world);
        exact.variables.forEach((each, index) => {
            variables++;
            if (graph.variables[index]?.storeKey !== each.storeKey) {
                const reason = explain(each);
                assert.ok(reason !== undefined, `${world}: ${each.name}: ${each.storeKey ?? ''}`);
                explanations.set(reason, (explanations.get(reason) ?? 0) + 1);
            }
        });
    }
    context.diagnostic(`${variables} variables`);
    for (const [reason, count] of explanations) {
        context.diagnostic(`${count} store keys differ: ${reason}`);
    }
});
