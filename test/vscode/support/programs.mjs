// @ts-check
// A workspace of Python programs: those of test/fixtures/programs, each with its checkpoints under
// the name of its example, and what real TensorFlow did when it ran them (answer.json).

import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './example.mjs';

/** The programs of the workspace: the fixture's folder and the name of its program's file. */
const programs = /** @type {const} */ ([
    ['page', 'train.py', 'page.py'],
    ['bert', 'train.py', 'finetune.py'],
    ['scope_typo', 'train.py', 'typo.py'],
    ['partial_names', 'restore.py', 'partial.py'],
]);

/** A map whose model is a program. */
const map = `checkpoint: bert_model.ckpt
model: finetune.py
assignment_map:
  bert/embeddings/word_embeddings: bert/embeddings/word_embeddings
`;

const fixtures = join(repository, 'test', 'fixtures', 'programs');

/**
 * Writes the programs into a folder.
 *
 * @param {string} workspace
 */
export async function writePrograms(workspace) {
    for (const [name, program, file] of programs) {
        const folder = join(workspace, name);
        await mkdir(folder, { recursive: true });
        await cp(join(fixtures, name), folder, {
            recursive: true,
            filter: (path) => !path.endsWith('answer.json') && !path.endsWith('__pycache__'),
        });
        await cp(join(folder, program), join(folder, file));
    }
    await writeFile(join(workspace, 'bert', 'words.ckptmap.yaml'), map);
}

/**
 * What TensorFlow did in the only run of a program.
 *
 * @param {(typeof programs)[number][0]} name
 * @returns {Promise<{
 *     variables: { name: string }[],
 *     calls: { error: { message: string } | null, assignments: { variable: string }[] }[],
 *     restores: { objects: { path: string, verdict: string }[] }[],
 * }>}
 */
export async function tensorFlowDid(name) {
    const { runs } = JSON.parse(await readFile(join(fixtures, name, 'answer.json'), 'utf8'));
    return runs[0];
}
