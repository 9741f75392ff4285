// Bundles the programs: the client, its webview, the language server, the command line, and the
// thread of the latter two that reads HDF5.
// `--production` minifies and leaves the source maps out; `--watch` builds again on every change.

import { build, context } from 'esbuild';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
const modules = [
    ['server/src/python/lib', 'standard'],
    ['server/src/tensorflow/lib', 'tensorflow'],
];

// Not what Python leaves behind where it has run the model itself.
const isSource = (path) => !path.endsWith('__pycache__');

async function copyPython() {
    await mkdir('dist', { recursive: true });
    for (const [sources, folder] of modules) {
        await cp(sources, join('dist', 'python', folder), { recursive: true, filter: isSource });
    }
    for (const file of grammar) {
        const path = fileURLToPath(import.meta.resolve(file));
        await copyFile(path, join('dist', basename(path)));
    }
}

if (watch) {
    await copyPython();
    for (const program of programs) {
        await (await context(program)).watch();
    }
} else {
    await rm('dist', { recursive: true, force: true });
    await Promise.all([...programs.map((program) => build(program)), copyPython()]);
}
