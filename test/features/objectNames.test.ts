// Maps on object-based checkpoints that name what people see: object paths, saved names and scopes.
// Each is told which key TensorFlow needs, and mended in the form in which it is written.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';
import {
    checkDiagnostics,
    checkFix,
    diagnosticsOf,
    fixesFor,
    hoverAt,
    messageOf,
} from '../support/checkFeatures.js';
import { openFixture } from '../support/service.js';

const value = '/.ATTRIBUTES/VARIABLE_VALUE';
const world = `
//- ckpt-1 checkpoint
model/_operations/1/_kernel${value} float32 [2, 3] saved=dense/kernel
model/_operations/1/bias${value} float32 [3] saved=dense/bias
model/_operations/2/_kernel${value} float32 [3, 1] saved=head/kernel
optimizer/_iterations${value} int64 [] saved=adam/iteration
//- model.variables.json model
net/dense/kernel float32 [2, 3]
net/dense/bias float32 [3]
net/head/kernel float32 [3, 2]
`;
const header = 'checkpoint: ckpt-1\nmodel: model.variables.json\nassignment_map:\n';
const kernel = `model/_operations/1/_kernel${value}`;
const bias = `model/_operations/1/bias${value}`;

const names: readonly (readonly [written: string, what: RegExp])[] = [
    ['model/_operations/1/_kernel', /path of an object/],
    ['model._operations.1._kernel', /path of an object/],
    ['dense/kernel', /name which a variable had/],
    ['dense/kernel:0', /name which a variable had/],
];
for (const [written, what] of names) {
    test(`tensor.not-found: '${written}' is mended to its key`, async () => {
        const source = `${world}//- a.ckptmap.yaml\n${header}  ${written}: net/dense/kernel\n`;
        await checkFix(source, 'tensor.not-found', `${header}  ${kernel}: net/dense/kernel\n`);
        const [found] = (await diagnosticsOf(await openFixture(source))).filter(
            ({ code }) => code === 'tensor.not-found',
        );
        assert.ok(found);
        assert.match(messageOf(found), what);
        assert.ok(messageOf(found).includes(`needs the key '${kernel}'`), messageOf(found));
    });
}

test('tensor.not-found: the key is known without a model too', () =>
    checkFix(
        `${world}//- a.ckptmap.yaml\ncheckpoint: ckpt-1\nassignment_map:\n  dense/bias: x/y\n`,
        'tensor.not-found',
        `checkpoint: ckpt-1\nassignment_map:\n  ${bias}: x/y\n`,
    ));

const forms: readonly (readonly [form: string, before: string, after: string])[] = [
    [
        'a block mapping',
        '\n  # scopes:\n  dense/: net/dense/ # all\n',
        `\n  # scopes:\n  ${bias}: net/dense/bias\n  ${kernel}: net/dense/kernel # all\n`,
    ],
    [
        'a flow mapping',
        ' {dense/: net/dense/}\n',
        ` {${bias}: net/dense/bias, ${kernel}: net/dense/kernel}\n`,
    ],
    [
        'a flow mapping on lines',
        ' {\n  "dense/": "net/dense/",\n}\n',
        ` {\n  ${bias}: net/dense/bias,\n  ${kernel}: net/dense/kernel,\n}\n`,
    ],
    [
        'bracketed pairs',
        '\n  - [dense/, net/dense/]\n',
        `\n  - [${bias}, net/dense/bias]\n  - [${kernel}, net/dense/kernel]\n`,
    ],
    [
        'pairs as lists',
        '\n  - - dense/\n    - net/dense/\n',
        `\n  - [${bias}, net/dense/bias]\n  - [${kernel}, net/dense/kernel]\n`,
    ],
    [
        'a flow list of pairs',
        ' [[dense/, net/dense/]]\n',
        ` [[${bias}, net/dense/bias], [${kernel}, net/dense/kernel]]\n`,
    ],
    ['the root', '\n  /: net/\n', `\n  ${bias}: net/dense/bias\n  ${kernel}: net/dense/kernel\n`],
    [
        'a scope of objects, by the ends of saved names',
        '\n  model/: net/\n',
        `\n  ${bias}: net/dense/bias\n  ${kernel}: net/dense/kernel\n`,
    ],
];
for (const [form, before, after] of forms) {
    const start = header.trimEnd();
    test(`checkpoint.object-based: ${form} is expanded`, async () => {
        await checkFix(
            `${world}//- a.ckptmap.yaml\n${start}${before}`,
            'checkpoint.object-based',
            start + after,
        );
        assert.deepEqual(parseAssignmentMap(start + after, 'yaml').problems, []);
    });
}

test('checkpoint.object-based: an entry of a JSON map is expanded', async () => {
    const text = (entries: readonly string[]) =>
        `{"checkpoint": "ckpt-1", "model": "model.variables.json", "assignment_map": {\n    ${entries.join(',\n    ')}\n}}\n`;
    await checkFix(
        `${world}//- a.ckptmap.json\n${text(['"dense/": "net/dense/"'])}`,
        'checkpoint.object-based',
        text([`"${bias}": "net/dense/bias"`, `"${kernel}": "net/dense/kernel"`]),
    );
});

test('checkpoint.object-based: what no tensor fits is counted, not written', async () => {
    const open = await openFixture(`${world}//- a.ckptmap.yaml\n${header}  /: net/\n`);
    const [found] = (await diagnosticsOf(open)).filter(
        ({ code }) => code === 'checkpoint.object-based',
    );
    assert.ok(found);
    assert.match(messageOf(found), /1 variable of the scope has no tensor of that name and shape/);
});

test('checkpoint.object-based: an anchor is not written over, and nothing is made up', async () => {
    const kept = [
        '  dense/: &all net/dense/',
        '  ? dense/\n  : net/dense/',
        '  other/: net/dense/',
    ];
    for (const entry of kept) {
        const open = await openFixture(`${world}//- a.ckptmap.yaml\n${header}${entry}\n`);
        assert.deepEqual(await fixesFor(open, 'checkpoint.object-based'), [], entry);
    }
});

test('checkpoint.object-based is said without a model', () =>
    checkDiagnostics(`${world}//- a.ckptmap.yaml
checkpoint: ckpt-1
assignment_map:
  dense/: net/
  ^^^^^^ checkpoint.object-based
`));

test('hover shows the object, the saved name and the role beside the key', async () => {
    const hovered = (key: string) =>
        hoverAt(`${world}//- a.ckptmap.yaml\n${header}  ${key}: net/dense/kernel\n`);
    const text = await hovered(kernel.replace('_kernel', '_ker$0nel'));
    assert.match(text, /Object `model\._operations\.1\._kernel`, saved as `dense\/kernel`/);
    const counter = await hovered(`optimizer/_iter$0ations${value}`);
    assert.match(counter, /step counter/);
});

test('hover over another name of a tensor shows the tensor that it is', async () => {
    const hovered = (written: string) =>
        hoverAt(`${world}//- a.ckptmap.yaml\n${header}  ${written}: net/dense/kernel\n`);
    const tensor =
        `Tensor \`${kernel}\`\n\nfloat32 \\[2, 3\\] · 6 parameters, 24 bytes · shard 0\n\n` +
        'Object `model._operations.1._kernel`, saved as `dense/kernel`';
    for (const [written, what] of [
        ['dense/ker$0nel', 'It is the name under which this tensor’s variable was saved:'],
        ['model._operations.1._ker$0nel', 'It is the path of the object that held this tensor:'],
    ] as const) {
        assert.equal(
            (await hovered(written)).replace(/\n\nThis entry binds nothing$/, ''),
            `No tensor of the checkpoint is called \`${written.replace('$0', '')}\`\n\n${what}\n\n${tensor}`,
        );
    }
    assert.equal(
        (await hovered('den$0se/')).split('\n\n').slice(0, 2).join('\n'),
        'Scope `dense/`: 0 tensors\n2 tensors lie below it by another name, such as ' +
            `\`${kernel}\` by the saved name \`dense/kernel\`; a scope entry matches keys alone`,
    );
    assert.match(
        await hovered('no$0ne'),
        /^No tensor of the checkpoint is called `none`(\n\nTh|$)/,
    );
    assert.match(await hovered('none$0/'), /^Scope `none\/`: 0 tensors(\n\nTh|$)/);
});

test('tensors that are never read are counted by role', async () => {
    const open = await openFixture(`
//- ckpt-1 checkpoint
a/w float32 [2]
a/w/Adam float32 [2]
a/w/Adam_1 float32 [2]
a/w/ExponentialMovingAverage float32 [2]
beta1_power float32 []
bn/moving_mean float32 [2]
global_step int64 []
//- model.variables.json model
b float32 [2]
//- a.ckptmap.yaml
${header}  a/w: b
`);
    const [unused] = (await diagnosticsOf(open)).filter(({ code }) => code === 'tensor.unused');
    assert.ok(unused);
    assert.equal(
        messageOf(unused),
        "6 tensors of the checkpoint are never read: 'global_step', 2 optimizer slots, " +
            '1 moving average, 1 beta power, 1 batch-norm statistic',
    );
});
