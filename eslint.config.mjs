// Style, and the direction in which data flows: each folder may import only what lies below it.

import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const layers = [
    'util',
    'checkpoint',
    'model',
    'assignmentMap',
    'loadPlan',
    'python',
    'tensorflow',
    'workspace',
    'host',
    'features',
    'lsp',
    'cli',
];

const core = ['util', 'checkpoint', 'model', 'assignmentMap', 'loadPlan', 'python', 'tensorflow'];

/** What each folder of the server may import besides itself. */
const below = {
    util: [],
    checkpoint: ['util'],
    model: ['util', 'checkpoint'],
    assignmentMap: ['util'],
    loadPlan: ['util', 'checkpoint', 'model', 'assignmentMap'],
    python: ['util'],
    tensorflow: ['util', 'checkpoint', 'model', 'assignmentMap', 'loadPlan', 'python'],
    workspace: [...core],
    host: [...core, 'workspace'],
    features: [...core, 'workspace'],
    lsp: layers,
    cli: layers,
};

const pure = core;
const files = ['node:fs', 'node:fs/promises', 'fast-glob', 'fs'];
const network = ['node:http', 'node:https', 'node:net', 'node:child_process', 'node:http2'];

function layerRule(folder) {
    const forbidden = layers
        .filter((each) => each !== folder && !below[folder].includes(each))
        .map((each) => ({
            group: [`**/${each}/*`],
            message: `${folder}/ lies below ${each}/ (docs/architecture.md).`,
        }));
    if (!['lsp', 'cli'].includes(folder)) {
        forbidden.push({
            group: ['**/languageService.js'],
            message: `${folder}/ lies below the language service (docs/architecture.md).`,
        });
    }
    if (pure.includes(folder)) {
        forbidden.push({
            group: ['node:*', 'vscode*', 'fast-glob'],
            message: 'The core is pure: no system, no protocol (docs/architecture.md).',
        });
    } else if (folder !== 'lsp' && folder !== 'cli') {
        forbidden.push({
            group: ['vscode-languageserver', 'vscode-languageserver/*', 'vscode-languageclient'],
            message: 'Only lsp/ speaks the protocol; use vscode-languageserver-types.',
        });
    }
    const paths = [...network, ...(folder === 'host' ? [] : files)].map((name) => ({
        name,
        message: files.includes(name)
            ? 'Only host/ touches files.'
            : 'Nothing here opens a connection or starts a process.',
    }));
    return {
        files: [`server/src/${folder}/**/*.ts`],
        rules: { 'no-restricted-imports': ['error', { patterns: forbidden, paths }] },
    };
}

export default tseslint.config(
    {
        ignores: [
            'dist/**',
            'out/**',
            'node_modules/**',
            'test/vscode/**',
            '**/.venv/**',
            '**/*.mjs',
            '**/*.js',
        ],
    },
    eslint.configs.recommended,
    ...tseslint.configs.strict,
    ...tseslint.configs.stylistic,
    {
        languageOptions: {
            parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
        },
        linterOptions: { reportUnusedDisableDirectives: 'error' },
        rules: {
            '@typescript-eslint/consistent-type-imports': [
                'error',
                { fixStyle: 'inline-type-imports' },
            ],
            '@typescript-eslint/no-floating-promises': 'error',
            '@typescript-eslint/no-misused-promises': 'error',
            '@typescript-eslint/switch-exhaustiveness-check': [
                'error',
                { considerDefaultExhaustiveForUnions: true },
            ],
            '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
            'no-console': 'error',
            'no-empty': ['error', { allowEmptyCatch: false }],
            eqeqeq: 'error',
            'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
            'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
            'no-restricted-syntax': [
                'error',
                { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
            ],
        },
    },
    ...layers.map(layerRule),
    {
        files: ['server/src/**/*.ts'],
        ignores: ['server/src/**/main.ts', 'server/src/host/**'],
        rules: {
            'no-restricted-globals': ['error', 'process', 'fetch', 'WebSocket', 'XMLHttpRequest'],
        },
    },
    {
        files: ['client/src/**/*.ts'],
        rules: {
            'no-restricted-imports': [
                'error',
                {
                    patterns: [
                        {
                            group: ['**/server/src/**'],
                            allowTypeImports: true,
                            message: 'The client renders what the server says: types only.',
                        },
                    ],
                    paths: [...files, ...network],
                },
            ],
        },
    },
    {
        files: ['client/webview/**/*.ts'],
        rules: {
            'no-restricted-imports': [
                'error',
                {
                    patterns: [
                        {
                            group: ['node:*', 'vscode', 'vscode-*'],
                            message: 'A webview is a page.',
                        },
                        {
                            // The server's utilities are pure: both sides write numbers the same.
                            regex: 'server/src/(?!util/)|client/src/',
                            allowTypeImports: true,
                        },
                    ],
                },
            ],
        },
    },
    {
        files: ['test/**/*.ts'],
        rules: {
            // node:test returns promises that the runner waits for.
            '@typescript-eslint/no-floating-promises': 'off',
            'max-lines': 'off',
            'no-console': 'off',
        },
    },
    {
        // A computation of the evaluator may ask for files; many have nothing to ask.
        files: ['server/src/{python,tensorflow}/**/*.ts'],
        rules: {
            'require-yield': 'off',
            '@typescript-eslint/switch-exhaustiveness-check': [
                'error',
                { considerDefaultExhaustiveForUnions: true },
            ],
        },
    },
);
