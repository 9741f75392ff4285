// Quick fixes, as the text that comes of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { checkFix, diagnosticsOf, fixesFor } from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const world = `
//- runs/model.ckpt-100 checkpoint
bert/kernel float32 [8, 8]
bert/bias float32 [8]
//- runs/model.ckpt-20 checkpoint
bert/kernel float32 [8, 8]
//- deep/er/other.ckpt-1 checkpoint
x float32 []
//- model.variables.json model
encoder/kernel float32 [8, 8]
encoder/bias float32 [8]
`;

const header = 'checkpoint: runs/model.ckpt-100\nmodel: model.variables.json\nassignment_map:\n';

const fixes: readonly (readonly [code: string, what: string, before: string, after: string])[] = [
    [
        'tensor.not-found',
        'the nearest tensor',
        'bert/bais: encoder/bias',
        'bert/bias: encoder/bias',
    ],
    [
        'variable.not-found',
        'the nearest variable',
        'bert/bias: encoder/bais',
        'bert/bias: encoder/bias',
    ],
    ['variable.not-found', 'without :0', 'bert/bias: encoder/bias:0', 'bert/bias: encoder/bias'],
    ['scope.no-trailing-slash', 'with its slash', 'bert/: encoder', 'bert/: encoder/'],
    ['scope.matches-nothing', 'the nearest scope', 'bert/: encodr/', 'bert/: encoder/'],
    ['map.shape', 'between quotes', 'bert/bias: no', "bert/bias: 'no'"],
    [
        'tensor.not-found',
        'in the quotes that are there',
        '"bert/bais": encoder/bias',
        '"bert/bias": encoder/bias',
    ],
];
for (const [code, what, before, after] of fixes) {
    test(`${code}: ${before} is mended ${what}`, () =>
        checkFix(
            `${world}//- init.ckptmap.yaml\n${header}  ${before}\n`,
            code,
            `${header}  ${after}\n`,
        ));
}

test('checkpoint.not-a-prefix: without .index', () =>
    checkFix(
        `${world}//- init.ckptmap.yaml\n${header.replace('-100', '-100.index')}  {}\n`,
        'checkpoint.not-a-prefix',
        `${header}  {}\n`,
    ));

test('checkpoint.not-a-prefix: the checkpoint in the folder of a SavedModel', () =>
    checkFix(
        '//- export/variables/variables checkpoint\nw float32 []\n' +
            '//- init.ckptmap.yaml\ncheckpoint: export\nassignment_map: {}\n',
        'checkpoint.not-a-prefix',
        'checkpoint: export/variables/variables\nassignment_map: {}\n',
    ));

test('ignore.matches-nothing: the comment goes', () =>
    checkFix(
        `${world}//- init.ckptmap.yaml\n${header}  bert/: encoder/ # ckptmap-ignore shape.mismatch: old\n`,
        'ignore.matches-nothing',
        `${header}  bert/: encoder/\n`,
    ));

test('ignore.matches-nothing: of several codes the useless one goes', () =>
    checkFix(
        `${world}//- init.ckptmap.yaml\n${header}` +
            '  bert/bais: encoder/bias # ckptmap-ignore shape.mismatch, tensor.not-found: old\n',
        'ignore.matches-nothing',
        `${header}  bert/bais: encoder/bias # ckptmap-ignore tensor.not-found: old\n`,
    ));

test('a document gets the key of the nearest checkpoint, the latest first', async () => {
    const document = 'assignment_map:\n  bert/: encoder/\n';
    const source = `${world}//- runs/init.ckptmap.yaml\n${document}`;
    const open = await openFixture(source, { indexed: true });
    assert.deepEqual(
        (await fixesFor(open, 'checkpoint.unknown')).map(({ title }) => title),
        [
            "Use the checkpoint 'model.ckpt-100'",
            "Use the checkpoint 'model.ckpt-20'",
            "Use the checkpoint '../deep/er/other.ckpt-1'",
        ],
    );
    await checkFix(source, 'checkpoint.unknown', `checkpoint: model.ckpt-100\n${document}`, {
        indexed: true,
    });
    await checkFix(source, 'model.unknown', `model: ../model.variables.json\n${document}`, {
        indexed: true,
    });
});

const sourceFixes: readonly (readonly [
    what: string,
    file: string,
    before: string,
    after: string,
])[] = [
    [
        'a bare map: the comment',
        'a.ckptmap.yaml',
        'bert/: encoder/\n',
        '# ckptmap: checkpoint=runs/model.ckpt-100\nbert/: encoder/\n',
    ],
    [
        'a bare map with a comment: one word more',
        'a.ckptmap.yaml',
        '# ckptmap: model=model.variables.json\nbert/: encoder/\n',
        '# ckptmap: model=model.variables.json checkpoint=runs/model.ckpt-100\nbert/: encoder/\n',
    ],
    [
        'a document in braces: the key before the other',
        'a.ckptmap.yaml',
        '{assignment_map: {bert/: encoder/}}\n',
        '{checkpoint: runs/model.ckpt-100, assignment_map: {bert/: encoder/}}\n',
    ],
    [
        'a document in a list: the key in its column',
        'a.ckptmap.yaml',
        '- assignment_map:\n    bert/: encoder/\n',
        '- checkpoint: runs/model.ckpt-100\n  assignment_map:\n    bert/: encoder/\n',
    ],
    [
        'a document in JSON',
        'a.ckptmap.json',
        '{\n  "assignment_map": {"bert/": "encoder/"}\n}\n',
        '{\n  "checkpoint": "runs/model.ckpt-100",\n  "assignment_map": {"bert/": "encoder/"}\n}\n',
    ],
    [
        'a bare map in JSON, which has no comments: it becomes a document',
        'a.ckptmap.json',
        '{"bert/": "encoder/"}\n',
        '{"checkpoint": "runs/model.ckpt-100", "assignment_map": {"bert/": "encoder/"}}\n',
    ],
];
for (const [what, file, before, after] of sourceFixes) {
    test(`a checkpoint for ${what}`, () =>
        checkFix(`${world}//- ${file}\n${before}`, 'checkpoint.unknown', after, { indexed: true }));
}

test('a fix belongs to its diagnostic, and one that another text made is made anew', async () => {
    const open = await openFixture(
        `${world}//- init.ckptmap.yaml\n${header}  bert/bais: encoder/bias\n`,
    );
    const [diagnostic] = (await diagnosticsOf(open)).filter(
        ({ code }) => code === 'tensor.not-found',
    );
    assert.ok(diagnostic);
    const insertion = { start: { line: 3, character: 2 }, end: { line: 3, character: 2 } };
    const changed = open.session.change(open.document.uri, 2, [{ range: insertion, text: '  ' }]);
    assert.ok(changed);
    const ask = (range: typeof diagnostic.range) =>
        open.service.codeActions(
            changed,
            { range, diagnostics: [{ ...diagnostic, range }], only: ['quickfix'] },
            neverCancelled,
        );
    assert.deepEqual(await ask(diagnostic.range), [], 'the place is another one');
    const moved = {
        start: { line: 3, character: 4 },
        end: { line: 3, character: 13 },
    };
    const [action] = await ask(moved);
    assert.deepEqual(action?.edit?.changes?.[changed.uri], [
        { range: moved, newText: 'bert/bias' },
    ]);
    assert.equal(action?.diagnostics?.length, 1);
});

test('who asks for refactorings gets no fixes', async () => {
    const open = await openFixture(
        `${world}//- init.ckptmap.yaml\n${header}  bert/bais: encoder/bias\n`,
    );
    const diagnostics = await diagnosticsOf(open);
    const range = diagnostics[0]?.range;
    assert.ok(range);
    const request = { range, diagnostics, only: ['refactor'] };
    assert.deepEqual(await open.service.codeActions(open.document, request, neverCancelled), []);
});
