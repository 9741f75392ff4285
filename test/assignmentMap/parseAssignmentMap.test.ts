// What a file says: its calls, their checkpoint and model, whose rules, and what it may not say.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssignmentMap, MapCall } from '../../server/src/assignmentMap/assignmentMap.js';
import {
    languageOf,
    parseAssignmentMap,
} from '../../server/src/assignmentMap/parseAssignmentMap.js';
import { pythonRepr } from '../../server/src/util/pythonRepr.js';

function yaml(text: string): AssignmentMap {
    return parseAssignmentMap(text, 'yaml');
}

function json(text: string): AssignmentMap {
    return parseAssignmentMap(text, 'json');
}

function argumentsOf({ calls }: AssignmentMap): readonly string[] {
    return calls.map(({ shape, argument }) =>
        argument === undefined ? `${shape} nothing` : `${shape} ${pythonRepr(argument.value)}`,
    );
}

function only({ calls }: AssignmentMap): MapCall {
    const [call] = calls;
    assert.ok(call !== undefined && calls.length === 1);
    return call;
}

/** Each problem as its code and the text it stands on. */
function problemsOf({ text, problems }: AssignmentMap): readonly string[] {
    return problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

test('the language of a file is that of its name', () => {
    assert.equal(languageOf('assignment_map.json'), 'json');
    assert.equal(languageOf('a.ckptmap.JSON'), 'json');
    for (const name of ['a.ckptmap.yaml', 'a.ckptmap', 'assignment_map.yml', 'json']) {
        assert.equal(languageOf(name), 'yaml');
    }
});

test('a mapping is a document by its keys, and the argument itself otherwise', () => {
    const rows: readonly (readonly [text: string, expected: readonly string[]])[] = [
        ['bert/: encoder/\n', ["bare {'bert/': 'encoder/'}"]],
        ['- [a, b]\n- [c, d]\n', ["bare [['a', 'b'], ['c', 'd']]"]],
        ['{}', ['bare {}']],
        ['[]', ['bare []']],
        ['', ['bare nothing']],
        ['# nothing\n', ['bare nothing']],
        ['~', ['bare None']],
        ['bert/', ["bare 'bert/'"]],
        ['checkpoint: a\n', ['document nothing']],
        ['checkpoint: a\nmodel: b\ntensorflow: 1.15\n', ['document nothing']],
        ['checkpoint: a\nbert/: b\n', ["bare {'checkpoint': 'a', 'bert/': 'b'}"]],
        ['assignment_map: {a: b}\nwhat: 1\n', ["document {'a': 'b'}"]],
        ['assignment_map:\n', ['document None']],
        ['assignment_map: [[a, b]]\n', ["document [['a', 'b']]"]],
        [
            '- assignment_map: {a: b}\n- assignment_map: {c: d}\n',
            ["document {'a': 'b'}", "document {'c': 'd'}"],
        ],
        [
            '- assignment_map: {a: b}\n- [c, d]\n',
            ["bare [{'assignment_map': {'a': 'b'}}, ['c', 'd']]"],
        ],
        ['- checkpoint: a\n', ["bare [{'checkpoint': 'a'}]"]],
        [
            'a: b\n---\nassignment_map: {c: d}\n---\n',
            ["bare {'a': 'b'}", "document {'c': 'd'}", 'bare nothing'],
        ],
    ];
    for (const [text, expected] of rows) {
        const map = yaml(text);
        assert.equal(map.syntaxError, false, text);
        assert.deepEqual(argumentsOf(map), expected, JSON.stringify(text));
    }
});

test('a document says checkpoint, model, rules and what is meant to be left', () => {
    const text = [
        'checkpoint: runs/bert/model.ckpt-1000',
        'model: {path: graph.meta, collection: trainable_variables, exclude: ["**/Adam*"]}',
        'assignment_map:',
        '  bert/: encoder/',
        'tensorflow: "1.15"',
        'expect_unassigned: ["head/**"]',
        'expect_unused: [global_step, "**/adam_*"]',
        '',
    ].join('\n');
    const map = yaml(text);
    const call = only(map);
    assert.deepEqual(map.problems, []);
    assert.equal(call.checkpoint?.path, 'runs/bert/model.ckpt-1000');
    assert.equal(call.model?.path, 'graph.meta');
    assert.equal(call.collection?.pattern, 'trainable_variables');
    assert.deepEqual(
        call.exclude.map(({ pattern }) => pattern),
        ['**/Adam*'],
    );
    assert.deepEqual(
        call.expectUnassigned.map(({ pattern }) => pattern),
        ['head/**'],
    );
    assert.deepEqual(
        call.expectUnused.map(({ pattern }) => pattern),
        ['global_step', '**/adam_*'],
    );
    assert.equal(call.rules, '1.15');
    const { start = 0, end = 0 } = call.argumentKey ?? {};
    assert.equal(text.slice(start, end), 'assignment_map');
});

test('tensorflow may be a number, and a checkpoint that is no string is kept', () => {
    assert.equal(only(yaml('assignment_map: {}\ntensorflow: 2.21\n')).rules, '2.21');
    assert.equal(only(yaml('assignment_map: {}\ntensorflow: 1.15\n')).rules, '1.15');
    assert.equal(only(yaml('assignment_map: {}\ntensorflow: contrib\n')).rules, 'contrib');
    assert.equal(only(json('{"assignment_map": {}, "tensorflow": 2.21}')).rules, '2.21');
    const { checkpoint } = only(yaml('checkpoint: 12\nassignment_map: {}\n'));
    assert.equal(checkpoint?.path, undefined);
    assert.deepEqual(checkpoint?.node.value, { type: 'int', value: 12n });
});

test('what a document may not have is reported where it stands, and changes nothing', () => {
    const rows: readonly (readonly [text: string, expected: readonly string[]])[] = [
        ['assignment_map: {a: b}\nchekpoint: c\n', ['map.unknown-key chekpoint']],
        ['assignment_map: {a: b}\nno: c\n', ['map.unknown-key no']],
        ['assignment_map: {a: b}\ntensorflow: 2.0\n', ['map.unknown-key 2.0']],
        ['assignment_map: {a: b}\nmodel: 1\n', ['map.unknown-key 1']],
        ['assignment_map: {a: b}\nmodel: {path: g, exclud: []}\n', ['map.unknown-key exclud']],
        ['assignment_map: {a: b}\nmodel: {exclude: []}\n', ['map.unknown-key {exclude: []}']],
        ['assignment_map: {a: b}\nexpect_unused: x\n', ['map.unknown-key x']],
        ['assignment_map: {a: b}\nexpect_unused: [x, 1]\n', ['map.unknown-key 1']],
        ['# ckptmap: checkpoint=a modle=b\na: b\n', ['map.unknown-key modle=b']],
    ];
    for (const [text, expected] of rows) {
        const map = yaml(text);
        assert.deepEqual(problemsOf(map), expected, text);
        assert.match(argumentsOf(map)[0] ?? '', /\{'a': 'b'\}$/);
        assert.equal(map.problems[0]?.call, 0);
    }
    const [problem] = yaml('assignment_map: {}\nchekpoint: c\n').problems;
    assert.equal(problem?.fixes?.[0]?.edits[0]?.newText, 'checkpoint');
    assert.deepEqual(yaml('assignment_map: {}\nfoo: c\n').problems[0]?.fixes, []);
});

test('a key that a mapping holds twice is reported, and the last value holds', () => {
    const map = yaml('a: b\nc: d\na: e\n');
    assert.deepEqual(argumentsOf(map), ["bare {'a': 'e', 'c': 'd'}"]);
    assert.deepEqual(problemsOf(map), ['map.duplicate-key a']);
    assert.deepEqual(
        map.problems[0]?.related?.map(({ span }) => span),
        [{ start: 0, end: 1 }],
    );
    assert.deepEqual(map.problems[0]?.span, { start: 10, end: 11 });

    assert.deepEqual(problemsOf(json('{"a": 1, "a": 2}')), ['map.duplicate-key "a"']);
    assert.deepEqual(problemsOf(yaml('1: a\n1.0: b\ntrue: c\n')), [
        'map.duplicate-key 1.0',
        'map.duplicate-key true',
    ]);
    assert.deepEqual(
        problemsOf(yaml('<<: {a: b}\na: c\n')),
        [],
        'a merge is meant to be overridden',
    );
    assert.deepEqual(problemsOf(yaml('- [a, b]\n- [a, c]\n')), []);
});

test('the ckptmap comment says checkpoint and model of its own YAML document', () => {
    const text = [
        '# ckptmap: checkpoint=runs/x model="my graph.meta"',
        'bert/: encoder/',
        '---',
        "# ckptmap: checkpoint='it''s'",
        'a: b',
        '---',
        'c: "# ckptmap: checkpoint=no"',
        '',
    ].join('\n');
    const { calls } = yaml(text);
    assert.deepEqual(
        calls.map(({ checkpoint, model }) => [checkpoint?.path, model?.path]),
        [
            ['runs/x', 'my graph.meta'],
            ["it's", undefined],
            [undefined, undefined],
        ],
    );
    assert.deepEqual(
        calls.map(({ comment }) => comment && text.slice(comment.start, comment.end)),
        [text.split('\n')[0], text.split('\n')[3], undefined],
    );
    const document = '# ckptmap: checkpoint=a model=b\nassignment_map: {}\ncheckpoint: c\n';
    assert.equal(only(yaml(document)).checkpoint?.path, 'c');
    assert.equal(only(yaml(document)).model?.path, 'b');
});

test('an ignore comment holds for its line, or for the next one where it stands alone', () => {
    const text = [
        '# ckptmap-ignore tensor.not-found: the head is new',
        'a: b',
        'c: d # ckptmap-ignore shape.mismatch, dtype.mismatch: on purpose',
        '# ckptmap-ignore x',
        '# another comment',
        'e: "# ckptmap-ignore y: z"',
        '',
    ].join('\n');
    const ignores = yaml(text).ignores.map(({ codes, reason, line }) => ({
        codes: codes.map(({ code, span }) => {
            assert.equal(text.slice(span.start, span.end), code);
            return code;
        }),
        reason,
        line,
    }));
    assert.deepEqual(ignores, [
        { codes: ['tensor.not-found'], reason: 'the head is new', line: 1 },
        { codes: ['shape.mismatch', 'dtype.mismatch'], reason: 'on purpose', line: 2 },
        { codes: ['x'], reason: undefined, line: 5 },
    ]);
});

test('half-typed text keeps the names that are there', () => {
    const rows: readonly (readonly [text: string, names: readonly string[]])[] = [
        ['a: b\nc', ['a', 'c']],
        ['a: b\nc\nd: e\n', ['a', 'c', 'd']],
        ['checkpoint: x\nmod', []],
        ['checkpoint: x\nassignment_map:\n  a: b\n  cls', ['a', 'cls']],
        ['a: "b\nc: d\n', ['a', 'c']],
        ['a: "b\nc: "d"\n', ['a', 'c']],
        ['{a: b, c', ['a', 'c']],
        ['a: @b\nc: d\n', ['a', 'c']],
        ['a: *\nc: d\n', ['a', 'c']],
        ['a:\tb\nc: d\n', ['a', 'c']],
    ];
    for (const [text, names] of rows) {
        const map = yaml(text);
        assert.equal(map.syntaxError, true, text);
        const members = map.calls[0]?.argument?.members ?? [];
        const found = members.map(({ key: { span } }) => text.slice(span.start, span.end));
        assert.deepEqual(found, names, JSON.stringify(text));
    }
    assert.equal(only(yaml('checkpoint: x\nmod')).shape, 'document');
    const members = only(json('{"a": "b", "c": "d')).argument?.members ?? [];
    assert.deepEqual(
        members.map(({ key }) => pythonRepr(key.value)),
        ["'a'", "'c'"],
    );
});

test('JSON is what json.load reads, to the letter of its errors', () => {
    const accepted: readonly (readonly [text: string, repr: string])[] = [
        ['{"a": NaN, "b": -Infinity, "c": 1e400}', "{'a': nan, 'b': -inf, 'c': inf}"],
        [
            '[123456789012345678901234567890, -0, 1.0, true, null]',
            '[123456789012345678901234567890, 0, 1.0, True, None]',
        ],
        ['"\\u00e9\\ud83d\\ude00\\/"', "'é😀/'"],
        ['\r\n\t{}\n', '{}'],
    ];
    for (const [text, repr] of accepted) {
        const { argument } = only(json(text));
        assert.equal(argument && pythonRepr(argument.value), repr);
    }
    const refused: readonly (readonly [text: string, message: string, found: string])[] = [
        ['{"a": 1,}', 'Expecting property name enclosed in double quotes', '}'],
        ['[1,]', 'Expecting value', ']'],
        ["{'a': 1}", 'Expecting property name enclosed in double quotes', "'a': 1}"],
        ['{"a" 1}', "Expecting ':' delimiter", '1}'],
        ['[1 2]', "Expecting ',' delimiter", '2]'],
        ['{} {}', 'Extra data', '{}'],
        ['// x\n{}', 'Expecting value', '// x'],
        ['["a\tb"]', 'Invalid control character at', '\tb"]'],
        ['["\\q"]', 'Invalid \\escape', '\\q"]'],
        ['["\\u12"]', 'Invalid \\uXXXX escape', 'u12"]'],
        ['["a', 'Unterminated string starting at', '"a'],
        ['[01]', "Expecting ',' delimiter", '1]'],
        ['[.5]', 'Expecting value', '.5]'],
        ['\ufeff{}', 'Unexpected UTF-8 BOM (decode using utf-8-sig)', '\ufeff{}'],
    ];
    for (const [text, message, found] of refused) {
        const map = json(text);
        assert.equal(map.syntaxError, true);
        const [problem] = map.problems;
        assert.ok(problem !== undefined);
        assert.ok(problem.message.endsWith(`(json.load: ${message})`), problem.message);
        assert.equal(text.slice(problem.span.start, problem.span.end), found);
    }
    assert.deepEqual(argumentsOf(json(' \n')), ['bare nothing']);
    assert.equal(json('').syntaxError, false);
});

test('what is wrong with YAML is said with what to do, and mended where that is plain', () => {
    const rows: readonly (readonly [text: string, message: RegExp, mended: string | undefined])[] =
        [
            [
                'a:\tb\n',
                /^Found a tab between words of YAML, expected spaces \(PyYAML: found character '\\t'/,
                'a:  b\n',
            ],
            ['a: @x/y\n', /begins with '@'.*put it between quotes/, "a: '@x/y'\n"],
            ['a: **/x\n', /begins with '\*'.*put it between quotes/, "a: '**/x'\n"],
            ['%a: b\n', /begins with '%'.*put it between quotes/, "'%a': b\n"],
            [
                'a: b: c\n',
                /^Found a second ': ' on the line; put a name that holds ': ' between quotes/,
                undefined,
            ],
            ['bert/ encoder/\na: b\n', /^Found 'bert\/ encoder\/' without ': '/, undefined],
            ['a: b\nc\n', /^Found 'c' without ': '/, undefined],
            ['a: "b\n', /^Found a quote that is never closed/, undefined],
            ['a: [b\n', /expected a comma or the closing bracket/, undefined],
            [
                'a: !x b\n',
                /\(PyYAML: could not determine a constructor for the tag '!x'\)$/,
                undefined,
            ],
            ['[a]: b\n', /\(PyYAML: found unhashable key\)$/, undefined],
            ['a: *b\n', /\(PyYAML: found undefined alias 'b'\)$/, undefined],
        ];
    for (const [text, message, mended] of rows) {
        const map = yaml(text);
        const [problem] = map.problems;
        assert.match(problem?.message ?? '', message);
        const [edit] = problem?.fixes?.[0]?.edits ?? [];
        const fixed =
            edit && text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
        assert.equal(fixed, mended);
        assert.equal(fixed !== undefined && yaml(fixed).syntaxError, false);
    }
});

test('a half-typed first entry is one problem, not one for every line below', () => {
    const map = yaml('assignment_map:\n  bert/\n  # a comment\n  a/: b/\n  c/: d/\n');
    assert.deepEqual(
        map.problems.map(({ code }) => code),
        ['map.syntax'],
    );
    assert.equal(map.syntaxError, true);
});
