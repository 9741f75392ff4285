// A whole workspace in one string:
//
//     //- runs/model.ckpt-100 checkpoint
//     bert/words float32 [4, 3] 0,2:-@0 2,2:-@1
//     //- model.variables.json model
//     encoder/words float32 [4, 3] parts=2
//     //- init.ckptmap.yaml
//     bert/words: encoder/wo$0rds
//                 ^^^^^^^^^^^^^ shape.mismatch …
//
// `//-` begins a file; the word behind its name says how it is made. `checkpoint` writes the real
// bytes of a V2 prefix (bundleWriter.ts; `missing=1`, `cut=8`, `damage=bad-magic` break it; where a
// tensor has `saved=NAME`, with an object graph that says so), `v1` a
// V1 file, `model` a variables file; else the lines are the file.

import {
    damage,
    tensorsOf,
    writeBundle,
    writeV1,
    type Damage,
    type WrittenTensor,
} from './bundleWriter.js';
import { graphOfKeys, graphTensor } from './objectGraphWriter.js';
import { readMarks, type ExpectedDiagnostic } from './markers.js';

/** The folder in which the files of a fixture lie. */
export const root = '/w';

/** A file of a fixture. */
export interface FixtureFile {
    /** Absolute. */
    readonly path: string;
    readonly content: string | Uint8Array;
}

/** A fixture, taken apart. */
export interface Fixture {
    readonly files: readonly FixtureFile[];
    /** The file that holds the cursor or the expected diagnostics, else the last map. */
    readonly main: {
        readonly path: string;
        readonly text: string;
        readonly cursor: number | undefined;
        readonly expected: readonly ExpectedDiagnostic[];
    };
}

/** Takes a fixture apart. */
export function readFixture(source: string): Fixture {
    const sections = sectionsOf(source);
    const files: FixtureFile[] = [];
    let main: Fixture['main'] | undefined;
    for (const { name, kind, options, text } of sections) {
        const path = `${root}/${name}`;
        if (kind === 'checkpoint') {
            files.push(...checkpointFiles(path, text, options));
        } else if (kind === 'v1') {
            files.push({ path, content: writeV1(text) });
        } else if (kind === 'model') {
            files.push({ path, content: variablesFile(text) });
        } else {
            const marked = readMarks(text);
            files.push({ path, content: marked.text });
            const isMarked = marked.cursor !== undefined || 0 < marked.expected.length;
            if (isMarked || main === undefined || !hasMarks(main)) {
                main = { path, ...marked };
            }
        }
    }
    if (main === undefined) {
        throw new Error('A fixture needs a map: //- init.ckptmap.yaml');
    }
    return { files, main };
}

function hasMarks(main: Fixture['main']): boolean {
    return main.cursor !== undefined || 0 < main.expected.length;
}

interface Section {
    readonly name: string;
    readonly kind: string | undefined;
    readonly options: ReadonlyMap<string, string>;
    readonly text: string;
}

function sectionsOf(source: string): readonly Section[] {
    return source
        .replace(/^\n/, '')
        .split(/^\/\/- /m)
        .slice(1)
        .map((section) => {
            const newline = section.indexOf('\n');
            const [name = '', kind, ...words] = section.slice(0, newline).trim().split(/\s+/);
            const options = new Map(
                words.map((word) => {
                    const [option = '', value = ''] = word.split('=');
                    return [option, value] as const;
                }),
            );
            return { name, kind, options, text: section.slice(newline + 1) };
        });
}

interface NamedSpec {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly (number | null)[] | null;
    readonly words: readonly string[];
}

/** `name dtype [2, 3] word…`, one a line. */
function specLines(text: string): readonly NamedSpec[] {
    return text
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('#'))
        .map((line) => {
            const match = /^(\S+)\s+(\S+)\s+(\[[^\]]*\]|\?)\s*(.*)$/.exec(line);
            if (match === null) {
                throw new Error(`Expected 'name dtype [2, 3]', found '${line}'`);
            }
            const [, name = '', dtype = '', shape = '', rest = ''] = match;
            return {
                name,
                dtype,
                shape: shape === '?' ? null : (JSON.parse(shape) as (number | null)[]),
                words: rest.split(/\s+/).filter((word) => word !== ''),
            };
        });
}

function checkpointFiles(
    prefix: string,
    text: string,
    options: ReadonlyMap<string, string>,
): readonly FixtureFile[] {
    const missing = options.get('missing');
    const cut = options.get('cut');
    const way = options.get('damage');
    const files = writeBundle(prefix, withObjects(text), {
        ...(missing === undefined ? {} : { missingShards: missing.split(',').map(Number) }),
        ...(cut === undefined ? {} : { cutShards: Number(cut) }),
    });
    return Array.from(files, ([path, content]) => ({
        path,
        content:
            way !== undefined && path.endsWith('.index') ? damage(content, way as Damage) : content,
    }));
}

/** Tensors, and the object graph of those that were saved under a name. */
function withObjects(text: string): readonly WrittenTensor[] {
    const saved = new Map<string, string>();
    const lines = text.split('\n').map((line) => {
        const name = / saved=(\S+)/.exec(line)?.[1];
        const [key = ''] = line.trim().split(/\s/);
        if (name !== undefined) {
            saved.set(key, name);
        }
        return line.replace(/ saved=\S+/, '');
    });
    const tensors = tensorsOf(lines.join('\n'));
    return saved.size === 0 ? tensors : [...tensors, graphTensor(graphOfKeys(saved))];
}

function wordValue(words: readonly string[], name: string): string | undefined {
    return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * A variables file. Words: `ref`, `frozen`, `outside` (not in the store), `key=…`, `parts=2`; and
 * `slice=w/Adam@2/4` for a slice that is written out: full name, first row, rows of the whole.
 */
function variablesFile(text: string): string {
    const variables = specLines(text).flatMap(({ name, dtype, shape, words }) => {
        const base = {
            dtype,
            kind: words.includes('ref') ? 'ref' : 'resource',
            trainable: !words.includes('frozen'),
            ...(words.includes('outside') ? { storeKey: null } : {}),
            ...(wordValue(words, 'key') === undefined ? {} : { storeKey: wordValue(words, 'key') }),
        };
        const slice = /^(.*)@(\d+)\/(\d+)$/.exec(wordValue(words, 'slice') ?? '');
        if (slice !== null && shape !== null) {
            const [, fullName = '', first, rows] = slice;
            const part = shape.map((length) => length ?? 0);
            const fullShape = [Number(rows), ...part.slice(1)];
            const offset = part.map((_, axis) => (axis === 0 ? Number(first) : 0));
            return [
                { name, shape, ...base, partition: { fullName, fullShape, offset, shape: part } },
            ];
        }
        const parts = Number(wordValue(words, 'parts') ?? 0);
        if (parts === 0 || shape === null) {
            return [{ name, shape, ...base }];
        }
        const fullShape = shape.map((length) => length ?? 0);
        return sliceRows(fullShape, parts).map(({ offset, length }, index) => {
            const part = [length, ...fullShape.slice(1)];
            return {
                name: `${name}/part_${index}`,
                shape: part,
                ...base,
                partition: {
                    fullName: name,
                    fullShape,
                    offset: fullShape.map((_, axis) => (axis === 0 ? offset : 0)),
                    shape: part,
                },
            };
        });
    });
    return JSON.stringify({ ckptmap: 'variables@1', tensorflow: '2.21.0', variables }, null, 1);
}

// Rows of the first axis, cut into parts as equal as can be.
function sliceRows(
    shape: readonly number[],
    parts: number,
): readonly { readonly offset: number; readonly length: number }[] {
    const rows = shape[0] ?? 0;
    let offset = 0;
    return Array.from({ length: parts }, (_, index) => {
        const length = Math.floor(rows / parts) + (index < rows % parts ? 1 : 0);
        const slice = { offset, length };
        offset += length;
        return slice;
    });
}
