// The syntax of Python against CPython's own trees (recorded by record_syntax.py), and what a text
// that is no Python (yet) still says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Statement } from '../../server/src/python/syntax/ast.js';
import { textOf } from '../support/repository.js';
import { loadGrammar } from '../support/pythonPrograms.js';
import { parsePython } from '../../server/src/python/syntax/parse.js';
import { syntaxShape, withNumbers } from '../support/syntaxShape.js';

const grammar = await loadGrammar();
const parse = (text: string) => parsePython(grammar, text);

interface Recorded {
    readonly text: string;
    readonly tree?: unknown;
    readonly error?: string;
}

const recorded = textOf('test/recorded/python/syntax.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);

test('every construct has the tree and the places that CPython gives it', () => {
    const texts = recorded.filter(({ tree }) => tree !== undefined);
    assert.ok(50 < texts.length);
    for (const { text, tree } of texts) {
        const { module, problems } = parse(text);
        assert.deepEqual(problems, [], text);
        assert.deepEqual(syntaxShape(module), withNumbers(tree), text);
    }
});

test('what CPython refuses is refused', () => {
    const texts = recorded.filter(({ error }) => error !== undefined);
    assert.ok(150 < texts.length);
    const taken = texts.filter(({ text }) => parse(text).problems.length === 0);
    assert.deepEqual(taken, []);
});

test('what the compiler refuses is said in its own words', () => {
    const messages = recorded.flatMap(({ text, error }) =>
        error !== undefined && /outside|duplicate argument|repeated|follows|print/.test(error)
            ? [[text, error, parse(text).problems[0]?.message] as const]
            : [],
    );
    const others = messages.filter(([, error = '', ours = '']) => !error.startsWith(ours));
    assert.deepEqual(others, []);
});

function only(text: string): Statement {
    const [statement, ...others] = parse(text).module.body;
    assert.ok(statement !== undefined && others.length === 0);
    return statement;
}

test('names and literals know where they are', () => {
    const text = "😀 = tf.train.init('a' r'b\\c', {'é': 1})\n";
    const statement = only(text.replace('😀', 'aa'));
    assert.ok(statement.kind === 'Assign' && statement.value.kind === 'Call');
    const call = statement.value;
    assert.equal(text.slice(call.nameStart, call.nameStart + 4), 'init');
    const [first] = call.args;
    assert.ok(first?.kind === 'Constant' && first.type === 'str');
    assert.equal(first.value, 'ab\\c');
    assert.deepEqual(
        first.pieces.map((piece) => [text.slice(piece.contentStart, piece.contentEnd), piece.raw]),
        [
            ['a', false],
            ['b\\c', true],
        ],
    );
});

test('a character that is written by its name is no claim', () => {
    const statement = only("'\\N{EM DASH}x'\n");
    assert.ok(statement.kind === 'ExpressionStatement' && statement.value.kind === 'Constant');
    assert.ok(statement.value.type === 'str' && !statement.value.exact);
});

test('comments are told, wherever they stand', () => {
    const text = "# a\nx = (1, # b\n 2) # c\ny = '# no'\n";
    const { comments } = parse(text);
    assert.deepEqual(
        comments.map(({ start, end }) => text.slice(start, end)),
        ['# a', '# b', '# c'],
    );
});

test('what only Python 3.12 has', () => {
    const text = 'type A[T: int, *Ts, **P] = B[T]\ndef f[T](x: T): pass\nclass C[T](D): pass\n';
    const { module, problems } = parse(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
        module.body.map((each) => ('typeParameters' in each ? each.typeParameters.length : 0)),
        [3, 1, 1],
    );
});

test('a half-typed file keeps the maps around the place that is typed', () => {
    const before = "import tf\nmap = {'a/': 'b/', 'c/': 'd/'}\n";
    for (const typed of [
        "tf.init(ckpt, {'a/': 'b/', 'c'})\n",
        "tf.init(ckpt, {'a/': 'b/', 'c': })\n",
        "tf.init(ckpt, {'a/': 'b/' 'c': 'd'})\n",
        "tf.init(ckpt, {'a/': 'b/',\n",
        'x = \n',
        'def f(:\n    pass\n',
        'if x\n    y\n',
    ]) {
        const { module, problems } = parse(before + typed);
        assert.notEqual(problems.length, 0, typed);
        const kept = module.body.find((each) => each.kind === 'Assign');
        assert.ok(kept?.kind === 'Assign' && kept.value.kind === 'Dict', typed);
        assert.equal(kept.value.items.length, 2, typed);
    }
    const { module } = parse(before + "tf.init(ckpt, {'a/': 'b/', 'c'})\n");
    const call = module.body.at(-1);
    assert.ok(call?.kind === 'ExpressionStatement' && call.value.kind === 'Call');
    const [, map] = call.value.args;
    assert.ok(map?.kind === 'Dict');
    assert.deepEqual(
        map.items.map(({ key }) =>
            key?.kind === 'Constant' && key.type === 'str' ? key.value : '',
        ),
        ['a/', 'c'],
    );
});

test('a sum of thousands of texts, and parentheses beyond all measure, are read or refused', () => {
    const sum = parse(`x = ${Array.from({ length: 800 }, () => "'a'").join(' + ')}\n`);
    assert.deepEqual(sum.problems, []);
    const deep = parse(`x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`);
    assert.equal(deep.module.body.length === 1 || 0 < deep.problems.length, true);
});
