// The diagnostics of every code that a map file can bring, as the editor shows them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { defaultSeverities } from '../../server/src/util/diagnosticCodes.js';
import { checkDiagnostics, diagnosticsOf, messageOf } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const world = `
//- model.ckpt-100 checkpoint
bert/kernel float32 [8, 8]
bert/bias float32 [8]
bert/kernel/Adam float32 [8, 8]
cls/bias float32 [2]
words float32 [10, 8]
half/words float16 [10, 8]
bert-bias float32 [8]
slots/w float32 [4, 2]
slots/w/Adam float32 [4, 2]
deep/inner/a float32 [2]
deep/b float32 [2]
//- model.variables.json model
encoder/kernel float32 [8, 8]
encoder/bias float32 [8]
encoder/kernel/Adam float32 [8, 8] key=encoder/kernel/Adam/
head/bias float32 [3]
ref/bias float32 [3] ref
table/words float32 [10, 8] parts=2
scalar float32 []
side/lost float32 [8] outside
side/bias float32 [8]
half/words float16 [10, 8] parts=2
slotted/w float32 [4, 2] parts=2
slotted/w/part_0/Adam float32 [2, 2] key=slotted/w/part_0/Adam/ slice=slotted/w/Adam@0/4
slotted/w/part_1/Adam float32 [2, 2] key=slotted/w/part_1/Adam/ slice=slotted/w/Adam@2/4
outer/inner/a float32 [2]
outer/b float32 [2]
tagger/part_of_speech/kernel float32 [8]
`;

const header = 'checkpoint: model.ckpt-100\nmodel: model.variables.json\nassignment_map:\n';

/** A document whose map has these lines. */
function mapWith(lines: string): string {
    return `${world}//- init.ckptmap.yaml\n${header}${lines}`;
}

/** Each code and a fixture that shows it. */
const fixtures: readonly (readonly [code: string, what: string, source: string])[] = [
    [
        'map.syntax',
        'a quote that is never closed',
        `
//- init.ckptmap.yaml
bert/: "encoder/
               ^ map.syntax
`,
    ],
    [
        'map.shape',
        'a scalar that Python reads as a truth value',
        mapWith(`
  bert/bias: no
             ^^ map.shape
`),
    ],
    [
        'map.duplicate-key',
        'a key that stands there twice',
        mapWith(`
  bert/bias: encoder/bias
  bert/bias: side/bias
  ^^^^^^^^^ map.duplicate-key
`),
    ],
    [
        'map.unknown-key',
        'a key that no document has',
        mapWith(`
  bert/bias: encoder/bias
expect_unused_names: []
^^^^^^^^^^^^^^^^^^^ map.unknown-key
`),
    ],
    [
        'checkpoint.unknown',
        'a map that does not say its checkpoint',
        `
//- init.ckptmap.yaml
bert/: encoder/
^^^^^^^^^^^^^^^ checkpoint.unknown
`,
    ],
    [
        'model.unknown',
        'a map that does not say its model',
        `
//- init.ckptmap.yaml
bert/: encoder/
^^^^^^^^^^^^^^^ model.unknown
`,
    ],
    [
        'checkpoint.not-found',
        'a prefix that is not there',
        `
//- init.ckptmap.yaml
checkpoint: model.ckpt-1
            ^^^^^^^^^^^^ checkpoint.not-found
assignment_map: {a: b}
`,
    ],
    [
        'checkpoint.not-a-prefix',
        'the index file instead of the prefix',
        `${world}
//- init.ckptmap.yaml
checkpoint: model.ckpt-100.index
            ^^^^^^^^^^^^^^^^^^^^ checkpoint.not-a-prefix
assignment_map: {}
`,
    ],
    [
        'checkpoint.corrupt',
        'an index with a wrong last byte',
        `
//- model.ckpt-1 checkpoint damage=bad-magic
w float32 []
//- init.ckptmap.yaml
checkpoint: model.ckpt-1
            ^^^^^^^^^^^^ checkpoint.corrupt
assignment_map: {}
`,
    ],
    [
        'checkpoint.missing-shard',
        'one of two data files',
        `
//- model.ckpt-1 checkpoint missing=1
a float32 [2] @0
b float32 [2] @1
//- init.ckptmap.yaml
checkpoint: model.ckpt-1
            ^^^^^^^^^^^^ checkpoint.missing-shard
assignment_map: {}
`,
    ],
    [
        'checkpoint.truncated-shard',
        'a data file that is too short',
        `
//- model.ckpt-1 checkpoint cut=4
a float32 [2]
//- init.ckptmap.yaml
checkpoint: model.ckpt-1
            ^^^^^^^^^^^^ checkpoint.truncated-shard
assignment_map: {}
`,
    ],
    [
        'checkpoint.lfs-pointer',
        'a pointer of Git LFS instead of the index',
        `
//- model.ckpt-1 checkpoint damage=lfs-pointer
a float32 [2]
//- init.ckptmap.yaml
checkpoint: model.ckpt-1
            ^^^^^^^^^^^^ checkpoint.lfs-pointer
assignment_map: {}
`,
    ],
    [
        'checkpoint.remote',
        'a bucket',
        `
//- init.ckptmap.yaml
checkpoint: gs://bucket/model.ckpt-1
            ^^^^^^^^^^^^^^^^^^^^^^^^ checkpoint.remote
assignment_map: {}
`,
    ],
    [
        'checkpoint.object-based',
        'a scope of a checkpoint of objects',
        `
//- ckpt-1 checkpoint
_CHECKPOINTABLE_OBJECT_GRAPH string []
model/kernel/.ATTRIBUTES/VARIABLE_VALUE float32 [2]
//- model.variables.json model
net/kernel float32 [2]
//- init.ckptmap.yaml
checkpoint: ckpt-1
model: model.variables.json
assignment_map:
  model/: net/
  ^^^^^^ checkpoint.object-based
`,
    ],
    [
        'model.not-found',
        'a model that is not there',
        `
//- init.ckptmap.yaml
model: model.variables.json
       ^^^^^^^^^^^^^^^^^^^^ model.not-found
assignment_map: {}
`,
    ],
    [
        'model.unreadable',
        'a model that is something else',
        `
//- model.variables.json
{"something": "else"}
//- init.ckptmap.yaml
model: model.variables.json
       ^^^^^^^^^^^^^^^^^^^^ model.unreadable
assignment_map: {}
`,
    ],
    [
        'tensor.not-found',
        'a tensor with a typo',
        mapWith(`
  bert/bais: encoder/bias
  ^^^^^^^^^ tensor.not-found did you mean 'bert/bias'
`),
    ],
    [
        'variable.not-found',
        'a variable with a typo',
        mapWith(`
  bert/bias: encoder/bais
             ^^^^^^^^^^^^ variable.not-found did you mean 'encoder/bias'
`),
    ],
    [
        'variable.not-in-store',
        'a variable in a mapped scope that TensorFlow skips',
        mapWith(`
  bert/: side/
         ^^^^^ variable.not-in-store
`),
    ],
    [
        'scope.no-trailing-slash',
        'a scope without its slash',
        mapWith(`
  deep/inner/: outer/inner
               ^^^^^^^^^^^ scope.no-trailing-slash
`),
    ],
    [
        'scope.matches-nothing',
        'a scope of the model with a typo',
        mapWith(`
  bert/: encodr/
         ^^^^^^^ scope.matches-nothing did you mean 'encoder/'
`),
    ],
    [
        'shape.mismatch',
        'a bias of another length',
        mapWith(`
  cls/bias: head/bias
            ^^^^^^^^^ shape.mismatch
`),
    ],
    [
        'shape.changes-silently',
        'a resource variable under a scope',
        mapWith(`
  cls/: head/
        ^^^^^ shape.changes-silently
`),
    ],
    [
        'dtype.mismatch',
        'half precision into single',
        mapWith(`
  half/words: table/words
              ^^^^^^^^^^^ dtype.mismatch
`),
    ],
    [
        'rule.overridden',
        'an exact entry that a scope overrides',
        mapWith(`
  bert/: encoder/
  bert-bias: encoder/bias
  ^^^^^^^^^^^^^^^^^^^^^^^ rule.overridden
`),
    ],
    [
        'call.raises',
        'a slice of half precision, which TensorFlow cannot cut',
        mapWith(`
  half/words: half/words
              ^^^^^^^^^^ call.raises
`),
    ],
    [
        'slot.not-loaded',
        'the slots of a partitioned variable',
        mapWith(`
  slots/: slotted/
          ^^^^^^^^ slot.not-loaded
`),
    ],
    [
        'scope.overreach',
        'a scope without its last slash, which takes its parent',
        mapWith(`
  deep/: outer/inner
         ^^^^^^^^^^^ scope.no-trailing-slash
         ^^^^^^^^^^^ scope.overreach
`),
    ],
    [
        'scope.part-in-name',
        'a scope whose name looks like a slice',
        mapWith(`
  bert/: tagger/
         ^^^^^^^ scope.part-in-name
`),
    ],
    [
        'variable.unassigned',
        'variables that no entry reaches',
        mapWith(`
  bert/: encoder/
`).replace('assignment_map:\n', 'assignment_map:\n^^^^^^^^^^^^^^ variable.unassigned\n'),
    ],
    [
        'tensor.unused',
        'tensors that no entry reads',
        mapWith(`
  bert/: encoder/
`).replace('assignment_map:\n', 'assignment_map:\n^^^^^^^^^^^^^^ tensor.unused\n'),
    ],
    [
        'expect.matches-nothing',
        'a pattern that matches no tensor',
        mapWith(`
  bert/: encoder/
expect_unused: [nothing/**]
                ^^^^^^^^^^ expect.matches-nothing
`),
    ],
    [
        'ignore.matches-nothing',
        'a comment that silences nothing',
        mapWith(`
  bert/: encoder/ # ckptmap-ignore shape.mismatch: the old head
                                   ^^^^^^^^^^^^^^ ignore.matches-nothing
`),
    ],
];

for (const [code, what, source] of fixtures) {
    test(`${code}: ${what}`, () => checkDiagnostics(source));
}

test('a comment silences its own line, and only the codes that it names', () =>
    checkDiagnostics(
        mapWith(`
  cls/bias: head/bias # ckptmap-ignore shape.mismatch: the old head is retrained
  words: scalar
         ^^^^^^ shape.mismatch
`),
    ));

test('a comment on a line of its own silences the line below', () =>
    checkDiagnostics(
        mapWith(`
  # ckptmap-ignore shape.mismatch: the old head is retrained
  cls/bias: head/bias
`),
    ));

test('a comment without a reason silences nothing, and says so', () =>
    checkDiagnostics(
        mapWith(`
  cls/bias: head/bias # ckptmap-ignore shape.mismatch
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ignore.matches-nothing
            ^^^^^^^^^ shape.mismatch
`),
    ));

test('severities are those of the settings, and off is never shown', async () => {
    const severity = { 'shape.mismatch': 'hint', 'tensor.unused': 'off' } as const;
    const open = await openFixture(mapWith('  cls/bias: head/bias\n'), { settings: { severity } });
    const found = await diagnosticsOf(open);
    const mismatch = found.find(({ code }) => code === 'shape.mismatch');
    assert.equal(mismatch?.severity, DiagnosticSeverity.Hint);
    assert.ok(!found.some(({ code }) => code === 'tensor.unused'));
});

test('every diagnostic leads to its section, and holds what TensorFlow raises', async () => {
    const open = await openFixture(mapWith('  cls/bias: head/bias\n'));
    const mismatch = (await diagnosticsOf(open)).find(({ code }) => code === 'shape.mismatch');
    assert.ok(mismatch);
    assert.equal(mismatch.source, 'ckptmap');
    assert.equal(mismatch.codeDescription?.href, 'docs:codes#shapemismatch');
    assert.match(
        messageOf(mismatch),
        /\nValueError: Shape of variable head\/bias:0 \(\(3,\)\) doesn't match with shape of tensor cls\/bias \(\[2\]\) from checkpoint reader\.$/,
    );
});

test('the diagnostics are in the order of the text', async () => {
    const open = await openFixture(
        mapWith('  words: scalar\n  bert/bais: x\n  cls/bias: head/bias\n'),
    );
    const lines = (await diagnosticsOf(open)).map(({ range }) => range.start.line);
    assert.deepEqual(
        lines,
        [...lines].sort((a, b) => a - b),
    );
});

test('every code of a map has a fixture here', () => {
    const here = new Set(fixtures.map(([code]) => code));
    const missing = Object.keys(defaultSeverities).filter(
        (code) => !here.has(code) && !/^(?:python|restore|warm-start)\./.test(code),
    );
    assert.deepEqual(missing, []);
});
