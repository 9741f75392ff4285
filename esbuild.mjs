// Bundles the programs: the client, its webview, the language server, the command line, and the
// thread of the latter two that reads HDF5.
// `--production` minifies and leaves the source maps out; `--watch` builds again on every change.

import { build, context } from 'esbuild';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = {
    bundle: true,
    minify: production,
    sourcemap: !production,
    logLevel: 'warning',
    legalComments: 'none',
    // Packages that have both keep their ES modules: some UMD bundles cannot be followed.
    mainFields: ['module', 'main'],
    loader: { '.py': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
};

const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };

// Where a bundle is, by which it finds the thread's file beside it.
const findsThread = { ...node.define, 'import.meta.url': 'bundleUrl' };
const bundleUrl = 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;';

const programs = [
    { ...node, entryPoints: { client: 'client/src/extension.ts' }, external: ['vscode'] },
    {
        ...node,
        entryPoints: { server: 'server/src/lsp/main.ts' },
        define: findsThread,
        banner: { js: bundleUrl },
    },
    {
        ...node,
        entryPoints: { cli: 'server/src/cli/main.ts' },
        define: findsThread,
        banner: { js: `#!/usr/bin/env node\n${bundleUrl}` },
    },
    {
        ...node,
        format: 'esm',
        entryPoints: { hdf5Worker: 'server/src/host/hdf5Worker.ts' },
        // Three quarters of it are WebAssembly in a string, which takes twice the room in ASCII.
        charset: 'utf8',
        sourcemap: false,
    },
    {
        ...common,
        platform: 'browser',
        target: 'es2022',
        format: 'iife',
        entryPoints: { webview: 'client/webview/main.ts' },
    },
].map((program) => ({
    ...program,
    outdir: 'dist',
    outExtension: program.format === 'cjs' ? { '.js': '.cjs' } : {},
}));

// The grammar of Python: the programs read both files when they first meet Python.
const grammar = [
    'web-tree-sitter/web-tree-sitter.wasm',
    'tree-sitter-python/tree-sitter-python.wasm',
];

// The modules in Python that the programs evaluate with the user's.
const modules = ['server/src/python/lib', 'server/src/tensorflow/lib'];

// Compiles them with the reader of Python itself, which is bundled into a folder of its own first.
async function compilePython() {
    await mkdir('dist/python', { recursive: true });
    for (const file of grammar) {
        const path = fileURLToPath(import.meta.resolve(file));
        await copyFile(path, join('dist', basename(path)));
    }
    const folder = await mkdtemp(join(tmpdir(), 'ckptmap-build-'));
    try {
        await build({
            ...node,
            format: 'esm',
            entryPoints: {
                grammar: 'server/src/host/pythonGrammar.ts',
                libraries: 'server/src/host/pythonLibraries.ts',
            },
            sourcemap: false,
            outdir: folder,
            outExtension: { '.js': '.mjs' },
        });
        const load = (name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href);
        const { grammarFilesIn, loadPythonGrammar } = await load('grammar');
        const { compileLibraries, compiledLibrariesIn } = await load('libraries');
        const language = await loadPythonGrammar(grammarFilesIn('dist'));
        await compileLibraries(modules, language, compiledLibrariesIn('dist'));
    } finally {
        await rm(folder, { recursive: true });
    }
}

if (watch) {
    await compilePython();
    for (const program of programs) {
        await (await context(program)).watch();
    }
} else {
    await rm('dist', { recursive: true, force: true });
    await Promise.all([...programs.map((program) => build(program)), compilePython()]);
}
