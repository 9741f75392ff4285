// Where the cursor is, on lines of every form, whole and half typed; `|` is the cursor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorAt, type CursorPlace } from '../../server/src/assignmentMap/cursor.js';
import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';

function placeOf(marked: string, language: 'yaml' | 'json') {
    const offset = marked.indexOf('|');
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    return { text, place: cursorAt(parseAssignmentMap(text, language), offset) };
}

// kind, what is replaced, prefix~suffix, style, context, position; then what is not always there.
function describe(text: string, place: CursorPlace): string {
    const { kind, replace, prefix, suffix, style, context, position } = place;
    if (kind === 'none') {
        return 'none';
    }
    return [
        kind,
        `<${text.slice(replace.start, replace.end)}>`,
        `${prefix}~${suffix}`,
        style,
        context,
        position,
        ...(place.tensorName === undefined ? [] : [`of ${place.tensorName}`]),
        ...(place.patternKey === undefined ? [] : [place.patternKey]),
        ...(place.alsoDocumentKey ? ['or document key'] : []),
        ...(place.hasColon ? ['colon follows'] : []),
        ...(place.gap === ' ' ? ['needs space'] : []),
    ].join(' ');
}

type Row = readonly [marked: string, expected: string];

function check(language: 'yaml' | 'json', rows: readonly Row[]): void {
    for (const [marked, expected] of rows) {
        const { text, place } = placeOf(marked, language);
        assert.equal(describe(text, place), expected, JSON.stringify(marked));
    }
}

test('the two sides of an entry on lines of their own', () => {
    check('yaml', [
        ['|', 'tensorName <> ~ empty block key or document key'],
        ['b|', 'tensorName <b> b~ plain block key or document key'],
        ['bert/|', 'tensorName <bert/> bert/~ plain block key or document key'],
        ['be|rt/: enc', 'tensorName <bert/> be~rt/ plain block key or document key colon follows'],
        ['bert/: |', 'variableName <> ~ empty block value of bert/'],
        ['bert/:|', 'variableName <> ~ empty block value of bert/ needs space'],
        ['bert/: enc|', 'variableName <enc> enc~ plain block value of bert/'],
        ['bert/: enc|oder/ # c', 'variableName <encoder/> enc~oder/ plain block value of bert/'],
        ['bert/: |encoder/', 'variableName <encoder/> ~encoder/ plain block value of bert/'],
        ['bert/:\n  enc|', 'variableName <enc> enc~ plain block value of bert/'],
        ['bert/: encoder/ |', 'none'],
        ['bert/: "encoder/"|', 'none'],
        ['bert/: a # enc|', 'none'],
        ['a: b\n|', 'tensorName <> ~ empty block key'],
        ['a: b\n\n|\n\nc: d\n', 'tensorName <> ~ empty block key'],
        ['a: b\ncls/|', 'tensorName <cls/> cls/~ plain block key'],
        ['a: b\nc|/: d', 'tensorName <c/> c~/ plain block key colon follows'],
        ['bert/: enc|\n  foo: x', 'variableName <enc> enc~ plain block value of bert/'],
        ['w:0: x|', 'variableName <x> x~ plain block value of w:0'],
        ['w:|0: x', 'tensorName <w:0> w:~0 plain block key or document key colon follows'],
        ['? bert/|', 'tensorName <bert/> bert/~ plain block key or document key'],
        ['a: b\r\nc: d|\r\n', 'variableName <d> d~ plain block value of c'],
    ]);
});

test('names between quotes, closed and not', () => {
    check('yaml', [
        ['"bert/em|', 'tensorName <"bert/em> bert/em~ double block key or document key'],
        ["'bert/em|", "tensorName <'bert/em> bert/em~ single block key or document key"],
        ['"bert/em|\ncls/: x', 'tensorName <"bert/em> bert/em~ double block key or document key'],
        [
            '"bert/em|: "x"',
            'tensorName <"bert/em> bert/em~ double block key or document key colon follows',
        ],
        [
            "'be|rt/': x",
            "tensorName <'bert/'> be~rt/ single block key or document key colon follows",
        ],
        ['a: "|', 'variableName <"> ~ double block value of a'],
        ['a: "|"', 'variableName <""> ~ double block value of a'],
        ['a: "en|c" # c', 'variableName <"enc"> en~c double block value of a'],
        ["a: 'it''s|'", "variableName <'it''s'> it's~ single block value of a"],
        ['a: "x\\ty|"', 'variableName <"x\\ty"> x\ty~ double block value of a'],
        ['"a b": x|', 'variableName <x> x~ plain block value of a b'],
        ['a: "enc\nb: x|', 'variableName <x> x~ plain block value of b'],
    ]);
});

test('pairs and mappings in brackets', () => {
    check('yaml', [
        ['- [|', 'tensorName <> ~ empty flow item'],
        ['- [bert/|', 'tensorName <bert/> bert/~ plain flow item'],
        ['- [bert/|, enc]', 'tensorName <bert/> bert/~ plain flow item'],
        ['- [bert/, |', 'variableName <> ~ empty flow item of bert/'],
        ['- [bert/,|', 'variableName <> ~ empty flow item of bert/'],
        ['- [bert/, |]', 'variableName <> ~ empty flow item of bert/'],
        ['- [bert/, enc|', 'variableName <enc> enc~ plain flow item of bert/'],
        ['- [bert/,\n   enc|', 'variableName <enc> enc~ plain flow item of bert/'],
        ['- ["a, b", enc|]', 'variableName <enc> enc~ plain flow item of a, b'],
        ['- [a, b, c|', 'none'],
        ['- - be|', 'tensorName <be> be~ plain block item'],
        ['- - a\n  - |', 'variableName <> ~ empty block item of a'],
        ['- - a\n  -|', 'variableName <> ~ empty block item of a needs space'],
        ['- [a, b]\n- [c, |', 'variableName <> ~ empty flow item of c'],
        ['- |', 'none'],
        ['- be|', 'none'],
        ['[[a, b], [c|', 'tensorName <c> c~ plain flow item'],
        ['{|', 'tensorName <> ~ empty flow key or document key'],
        ['{bert/: |', 'variableName <> ~ empty flow value of bert/'],
        ['{bert/: en|c}', 'variableName <enc> en~c plain flow value of bert/'],
        ['{a: b, |', 'tensorName <> ~ empty flow key'],
        ['{a: b,\n c|', 'tensorName <c> c~ plain flow key'],
        ['{"bert/": "en|', 'variableName <"en> en~ double flow value of bert/'],
        ['{\n"bert/": |\n}', 'variableName <> ~ empty flow value of bert/'],
    ]);
});

test('a document', () => {
    check('yaml', [
        ['checkpoint: run|', 'checkpoint <run> run~ plain block value'],
        ['checkpoint:|', 'checkpoint <> ~ empty block value needs space'],
        ['checkpoint: "my r|un"', 'checkpoint <"my run"> my r~un double block value'],
        ['checkpoint: a\nmo|', 'documentKey <mo> mo~ plain block key'],
        ['checkpoint: a\n|', 'documentKey <> ~ empty block key'],
        ['|\nassignment_map:\n  a: b', 'documentKey <> ~ empty block key'],
        ['ch|\nassignment_map:\n  a: b', 'documentKey <ch> ch~ plain block key'],
        ['model: gr|', 'model <gr> gr~ plain block value'],
        ['model: {|', 'modelKey <> ~ empty flow key'],
        ['model: {path: gr|', 'model <gr> gr~ plain flow value'],
        ['model:\n  pa|', 'modelKey <pa> pa~ plain block key'],
        ['model:\n  path: g\n  |', 'modelKey <> ~ empty block key'],
        ['model:\n  path: g|', 'model <g> g~ plain block value'],
        ['model: {collection: tr|', 'collection <tr> tr~ plain flow value'],
        ['model: {exclude: ["**/A|', 'pattern <"**/A> **/A~ double flow item exclude'],
        ['model:\n  exclude:\n  - |', 'pattern <> ~ empty block item exclude'],
        ['tensorflow: "2|"', 'tensorflow <"2"> 2~ double block value'],
        ['tensorflow: 2.|', 'tensorflow <2.> 2.~ plain block value'],
        ['expect_unused: [glo|', 'pattern <glo> glo~ plain flow item expect_unused'],
        ['expect_unused:\n  - **/ad|', 'pattern <**/ad> **/ad~ plain block item expect_unused'],
        ['expect_unassigned: [a, |]', 'pattern <> ~ empty flow item expect_unassigned'],
        ['assignment_map:\n  |', 'tensorName <> ~ empty block key'],
        ['assignment_map:\n  ber|', 'tensorName <ber> ber~ plain block key'],
        ['assignment_map:\n  ber|\ntensorflow: "2.21"', 'tensorName <ber> ber~ plain block key'],
        ['assignment_map:\n  a: b\n  |', 'tensorName <> ~ empty block key'],
        ['assignment_map:\n  a: b\n|', 'documentKey <> ~ empty block key'],
        ['assignment_map:\n  bert/: enc|', 'variableName <enc> enc~ plain block value of bert/'],
        ['assignment_map:\n  - [a, |', 'variableName <> ~ empty flow item of a'],
        ['assignment_map:\n- [a|', 'tensorName <a> a~ plain flow item'],
        ['assignment_map: {a: |', 'variableName <> ~ empty flow value of a'],
        ['assignment_map: |', 'none'],
        [
            'checkpoint: x\nassignment_map:\n  a:\n    b|',
            'variableName <b> b~ plain block value of a',
        ],
        ['foo: x\nassignment_map: {}\nfoo2: |', 'none'],
        ['- checkpoint: a|\n  assignment_map: {}', 'checkpoint <a> a~ plain block value'],
        ['- assignment_map:\n    a: b|', 'variableName <b> b~ plain block value of a'],
    ]);
});

test('the ckptmap comment', () => {
    check('yaml', [
        ['# ckptmap: checkpoint=ru|', 'checkpoint <ru> ru~ plain comment value'],
        ['# ckptmap: checkpoint=ru|n model=x\na: b', 'checkpoint <run> ru~n plain comment value'],
        ['# ckptmap: checkpoint=a model=|', 'model <> ~ empty comment value'],
        [
            '# ckptmap: checkpoint="my r|un" model=x',
            'checkpoint <"my run"> my r~un double comment value',
        ],
        ["# ckptmap: model='my r|", "model <'my r> my r~ single comment value"],
        ['a: b # ckptmap: checkpoint=r|', 'checkpoint <r> r~ plain comment value'],
        ['# checkpoint=r|', 'none'],
        ['# ckptmap: |', 'none'],
    ]);
});

test('the call that the cursor is in', () => {
    const call = (marked: string, language: 'yaml' | 'json' = 'yaml') =>
        placeOf(marked, language).place.call;
    assert.equal(call('a: |b\n---\nc: d\n'), 0);
    assert.equal(call('a: b\n---\nc: |d\n'), 1);
    assert.equal(call('a: b\n---\n|'), 1);
    assert.equal(call('[{"assignment_map": {}}, {"assignment_map": {"a": "|"}}]', 'json'), 1);
});

test('JSON', () => {
    check('json', [
        ['|', 'none'],
        ['{|', 'tensorName <> ~ empty json key or document key'],
        ['{"|', 'tensorName <"> ~ json json key or document key'],
        ['{"be|', 'tensorName <"be> be~ json json key or document key'],
        ['{be|', 'tensorName <be> be~ json json key or document key'],
        ['{"bert/": |', 'variableName <> ~ empty json value of bert/'],
        ['{"bert/": "enc|', 'variableName <"enc> enc~ json json value of bert/'],
        ['{"bert/": "en|c"}', 'variableName <"enc"> en~c json json value of bert/'],
        ['{"a": "b",\n "|"}', 'tensorName <""> ~ json json key'],
        ['{\n  "a": "b",\n  |\n}', 'tensorName <> ~ empty json key'],
        ['{"a": "b"\n "c|', 'tensorName <"c> c~ json json key'],
        ['{"a\\"b|": 1}', 'tensorName <"a\\"b"> a"b~ json json key or document key colon follows'],
        ['[["a|"]]', 'tensorName <"a"> a~ json json item'],
        ['[["a", "b|', 'variableName <"b> b~ json json item of a'],
        ['{"checkpoint": "ru|n"}', 'checkpoint <"run"> ru~n json json value'],
        ['{"model": {"path": "|"}}', 'model <""> ~ json json value'],
        ['{"expect_unused": ["a|"]}', 'pattern <"a"> a~ json json item expect_unused'],
        ['{"assignment_map": {"a/": "b|"}}', 'variableName <"b"> b~ json json value of a/'],
        ['[{"assignment_map": {"a|"}}]', 'tensorName <"a"> a~ json json key'],
        ['{\n\t"a": "b|"\n}', 'variableName <"b"> b~ json json value of a'],
    ]);
});
