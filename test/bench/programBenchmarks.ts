// Reading Python and evaluating it: the fixture programs against reading them alone, what importing
// TensorFlow costs where nothing was imported before, and a long file.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drive } from '../../server/src/host/drive.js';
import {
    compiledLibraries,
    moduleOfCompiled,
    readCompiledLibraries,
} from '../../server/src/python/compiledLibraries.js';
import { readLibraries } from '../../server/src/host/pythonLibraries.js';
import { Libraries, type LibraryText } from '../../server/src/python/libraries.js';
import type { PythonRuntime } from '../../server/src/python/runtime.js';
import { evaluateScript, type ScriptTrace } from '../../server/src/tensorflow/evaluateScript.js';
import { pythonFromSources } from '../support/python.js';
import { loadGrammar } from '../support/pythonPrograms.js';
import { root } from '../support/repository.js';
import type { Benchmark } from './benchmark.js';
import { plainPython } from './inputs.js';

const programs = join(root, 'test/fixtures/programs');

/** Evaluation of fixture programs, of all where none is named, and what comes before it. */
export function programBenchmarks(
    names: readonly string[] = readdirSync(programs).sort(),
): readonly Benchmark[] {
    return [...names.map((name) => evaluation(name, (text) => text)), ...others];
}

const others: readonly Benchmark[] = [
    {
        ...evaluation('bert', (text) => text),
        name: 'evaluate/bert-layers',
        prepare: (options) => {
            const layers = `"num_hidden_layers": ${options.sizes.layers}`;
            return evaluation('bert', (text) =>
                text.replace('"num_hidden_layers": 2', layers),
            ).prepare(options);
        },
    },
    {
        name: 'import/tensorflow',
        what: 'import tensorflow, its trees read anew',
        floor: 'reading these trees',
        prepare: async () => {
            const compiled = await compiledTexts();
            const text = 'import tensorflow as tf\n';
            const { parse } = await pythonFromSources();
            const read: string[] = [];
            const evaluateAnew = (): Promise<ScriptTrace> => {
                const libraries = new Libraries(compiled, (tree) => {
                    read.push(tree);
                    return moduleOfCompiled(tree);
                });
                return evaluate({ parse, libraries }, join(root, 'train.py'), text);
            };
            await evaluateAnew();
            const trees = read.splice(0);
            return {
                input: `${trees.length} modules`,
                measured: async () => {
                    const { steps } = await evaluateAnew();
                    read.splice(0);
                    return { count: steps, unit: 'steps' };
                },
                floor: () => {
                    trees.forEach(moduleOfCompiled);
                    return Promise.resolve(undefined);
                },
            };
        },
    },
    {
        name: 'parse/long-file',
        what: 'reading a file to our tree',
        floor: 'the grammar alone',
        prepare: async ({ sizes }) => {
            const grammar = await loadGrammar();
            const { parse } = await pythonFromSources();
            const text = plainPython(Math.ceil(sizes.lines / 150));
            return {
                input: `${text.split('\n').length} lines`,
                measured: () => {
                    parse(text);
                    return Promise.resolve({ count: text.length, unit: 'characters' });
                },
                floor: () => {
                    grammar.parse(text);
                    return Promise.resolve(undefined);
                },
            };
        },
    },
];

/** A program in a folder of fixtures, its own text changed in some way. */
function evaluation(name: string, change: (text: string) => string): Benchmark {
    return {
        name: `evaluate/${name}`,
        what: 'reading and evaluating a program',
        floor: 'reading its files alone',
        prepare: async () => {
            const folder = join(programs, name);
            const main = ['train.py', 'restore.py'].find((file) => existsSync(join(folder, file)));
            const path = join(folder, main ?? 'train.py');
            const text = change(readFileSync(path, 'utf8'));
            const runtime = await pythonFromSources();
            const { dependencies, steps } = await evaluate(runtime, path, text);
            const modules = dependencies
                .filter((file) => file.endsWith('.py') && existsSync(file))
                .map((file) => readFileSync(file, 'utf8'));
            return {
                input: `${1 + modules.length} files, ${steps} steps`,
                measured: async () => {
                    const trace = await evaluate(runtime, path, text);
                    return { count: trace.steps, unit: 'steps' };
                },
                floor: () => {
                    [text, ...modules].forEach((each) => runtime.parse(each));
                    return Promise.resolve(undefined);
                },
            };
        },
    };
}

function evaluate(
    { parse, libraries }: PythonRuntime,
    path: string,
    text: string,
): Promise<ScriptTrace> {
    const reading = evaluateScript({
        path,
        text,
        module: parse(text).module,
        folders: [dirname(path)],
        libraries,
        parse,
    });
    return drive(reading);
}

async function compiledTexts(): Promise<ReadonlyMap<string, LibraryText>> {
    const { parse } = await pythonFromSources();
    const texts = await readLibraries(
        ['server/src/python/lib', 'server/src/tensorflow/lib'].map((each) => join(root, each)),
    );
    const modules = [...texts].map(
        ([name, { text, isPackage }]) => [name, { isPackage, module: parse(text).module }] as const,
    );
    return readCompiledLibraries(compiledLibraries(new Map(modules)));
}
