// @ts-check
// A folder with what the example lacks: an object-based checkpoint as TensorFlow wrote it, a map of
// it, and a folder of two model files that do not hold the same variables.

import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './example.mjs';

const value = '/.ATTRIBUTES/VARIABLE_VALUE';

const map = `checkpoint: objects
model: net
assignment_map:
  layers/0/kernel${value}: net/kernel
  layers/0/bias${value}: net/bias
`;

const variables = [
    { name: 'net/kernel', shape: [2, 3] },
    { name: 'net/bias', shape: [3] },
    { name: 'net/norm/moving_mean', shape: [3] },
];

/** @param {{ name: string, shape: number[] }} variable */
function node({ name, shape }) {
    const axes = shape.map((size) => `dim { size: ${size} }`).join(' ');
    return `node {
  name: "${name}"
  op: "VarHandleOp"
  attr { key: "dtype" value { type: DT_FLOAT } }
  attr { key: "shape" value { shape { ${axes} } } }
}
`;
}

/**
 * Writes the folder `objects` with the map `objects.ckptmap.yaml` into a workspace.
 *
 * @param {string} workspace
 */
export async function writeObjects(workspace) {
    const folder = join(workspace, 'objects');
    await mkdir(join(folder, 'net'), { recursive: true });
    const recorded = join(repository, 'test', 'fixtures', 'models', 'saved_model');
    for (const file of ['objects.index', 'objects.data-00000-of-00001']) {
        await cp(join(recorded, file), join(folder, file));
    }
    await writeFile(join(folder, 'objects.ckptmap.yaml'), map);
    const dumped = variables.map((each) => ({
        ...each,
        dtype: 'float32',
        kind: 'resource',
        trainable: true,
    }));
    const text = JSON.stringify({
        ckptmap: 'variables@1',
        tensorflow: '2.21.0',
        variables: dumped,
    });
    await writeFile(join(folder, 'net', 'model.variables.json'), text);
    const graph = [...variables, { name: 'net/scale', shape: [3] }].map(node).join('');
    await writeFile(join(folder, 'net', 'graph.pbtxt'), graph);
}
