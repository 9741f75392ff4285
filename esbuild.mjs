// Bundles the four programs: the client, its webview, the language server and the command line.
// `--production` minifies and leaves the source maps out; `--watch` builds again on every change.

import { build, context } from 'esbuild';
import { rm } from 'node:fs/promises';

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

const programs = [
    { ...node, entryPoints: { client: 'client/src/extension.ts' }, external: ['vscode'] },
    { ...node, entryPoints: { server: 'server/src/lsp/main.ts' } },
    {
        ...node,
        entryPoints: { cli: 'server/src/cli/main.ts' },
        banner: { js: '#!/usr/bin/env node' },
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
    outExtension: program.platform === 'node' ? { '.js': '.cjs' } : {},
}));

if (watch) {
    for (const program of programs) {
        await (await context(program)).watch();
    }
} else {
    await rm('dist', { recursive: true, force: true });
    await Promise.all(programs.map((program) => build(program)));
}
