// The grammar, by snapshot: each map beside this file is tokenized as VS Code does it, and the
// scopes are compared with its golden file. `UPDATE_EXPECT=1` writes them anew.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as TextMate from 'vscode-textmate';

// Both are CommonJS bundles whose names Node cannot see from a module.
const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof Oniguruma;
const textMate = require('vscode-textmate') as typeof TextMate;

const grammarFile = 'syntaxes/assignment-map.tmLanguage.json';
const folder = 'test/syntaxes/maps';
const suffix = '.assignment-map';

async function loadGrammar(): Promise<TextMate.IGrammar> {
    const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
    await oniguruma.loadWASM(wasm.buffer);
    const registry = new textMate.Registry({
        onigLib: Promise.resolve({
            createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
            createOnigString: (text) => new oniguruma.OnigString(text),
        }),
        loadGrammar: () =>
            Promise.resolve(
                textMate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile),
            ),
    });
    const grammar = await registry.loadGrammar('source.assignment-map');
    assert.ok(grammar !== null);
    return grammar;
}

/** Each line, and below it its tokens with their scopes, without the language's own. */
function snapshot(grammar: TextMate.IGrammar, text: string): string {
    let stack = textMate.INITIAL;
    return text
        .split('\n')
        .map((line) => {
            const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
            stack = ruleStack;
            const rows = tokens
                .map(({ startIndex, endIndex, scopes }) => ({
                    text: line.slice(startIndex, endIndex),
                    scopes: scopes.slice(1).map((scope) => scope.replace(suffix, '')),
                }))
                .filter((token) => token.text.trim() !== '')
                .map((token) => `    ${token.text}  ⟶  ${token.scopes.join(' ') || 'nothing'}\n`);
            return `${line}\n${rows.join('')}`;
        })
        .join('');
}

const grammar = await loadGrammar();

for (const name of readdirSync(folder).filter((each) => !each.endsWith('.golden.txt'))) {
    test(`The grammar colours ${name} as before`, () => {
        const golden = `${folder}/${name}.golden.txt`;
        const actual = snapshot(grammar, readFileSync(`${folder}/${name}`, 'utf8'));
        if (process.env['UPDATE_EXPECT'] === '1') {
            writeFileSync(golden, actual);
        }
        assert.ok(existsSync(golden), `${golden} is missing: run with UPDATE_EXPECT=1`);
        assert.equal(actual, readFileSync(golden, 'utf8'));
    });
}

test('Tensors and variables have colours of their own, on whichever line they stand', () => {
    const scopesOf = (text: string, word: string): string => {
        const all = snapshot(grammar, text).split('\n');
        return (
            all
                .find((line) => line.startsWith(`    ${word}  ⟶`))
                ?.split('⟶')[1]
                ?.trim() ?? ''
        );
    };
    assert.match(scopesOf('a/b: c/d', 'a/b'), /^entity\.name\.tag\.tensor$/);
    assert.match(scopesOf('a/b: c/d', 'c/d'), /^variable\.other\.variable$/);
    assert.match(scopesOf('a/: c/', 'a/'), /^entity\.name\.namespace\.tensor-scope$/);
    assert.match(scopesOf('a/: c/', 'c/'), /^entity\.name\.namespace\.variable-scope$/);
    assert.match(scopesOf('{"/": "c"}', '/'), /constant\.language\.root\.tensor$/);
    assert.match(scopesOf('- [a, /]', '/'), /^constant\.language\.root\.variable$/);
});

test('A long line of half-typed text is tokenized in no time', () => {
    const line = `${'a b: '.repeat(2000)}${'[{"'.repeat(200)}`;
    const start = process.hrtime.bigint();
    grammar.tokenizeLine(line, textMate.INITIAL);
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    assert.ok(milliseconds < 2000, `${milliseconds} ms`);
});

test('The committed grammar is what grammar.mjs writes', () => {
    execFileSync(process.execPath, ['syntaxes/grammar.mjs', '--check'], { stdio: 'pipe' });
});
