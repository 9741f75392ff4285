// Completion of both sides, a segment at a time, on lines of every half-typed form.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { checkAccepted, checkLabels, completionAt } from '../support/checkFeatures.js';
import { openFixture, richStyle } from '../support/service.js';

const world = `
//- model.ckpt-100 checkpoint
bert/embeddings/words float32 [4, 3]
bert/encoder/layer_0/kernel float32 [3, 3]
bert/encoder/layer_0/bias float32 [3]
bert/encoder/layer_1/kernel float32 [3, 3]
bert/encoder/layer_1/bias float32 [3]
bert/pooler/kernel float32 [3, 3]
cls/bias float32 [2]
global_step int64 []
no float32 []
012 float32 []
//- model.variables.json model
model/embeddings/words float32 [4, 3] parts=2
model/encoder/layer_0/kernel float32 [3, 3]
model/encoder/layer_0/bias float32 [3]
model/encoder/layer_1/kernel float32 [3, 3]
model/encoder/layer_1/bias float32 [3]
model/head/kernel float32 [3, 2]
model/head/kernel/Adam float32 [3, 2] key=model/head/kernel/Adam/
model/pooler/kernel float32 [3, 3]
lost float32 [3] outside
step int64 []
`;

const header = 'checkpoint: model.ckpt-100\nmodel: model.variables.json\nassignment_map:\n';

/** A document whose map has these lines. */
function mapWith(lines: string): string {
    return `${world}//- init.ckptmap.yaml\n${header}${lines}`;
}

test('an empty line offers the first segments of the checkpoint, and the root', async () => {
    await checkLabels(mapWith('  $0\n'), ['012', 'bert/', 'cls/', 'global_step', 'no', '/']);
});

test('a scope offers its children', async () => {
    await checkLabels(mapWith('  bert/$0\n'), [
        'bert/embeddings/',
        'bert/encoder/',
        'bert/pooler/',
    ]);
    await checkLabels(mapWith('  bert/encoder/layer_1/$0: x\n'), [
        'bert/encoder/layer_1/bias',
        'bert/encoder/layer_1/kernel',
    ]);
});

test('a scope says how many tensors it holds, a tensor its type and shape', async () => {
    const scopes = await completionAt(await openFixture(mapWith('  bert/$0\n')));
    assert.deepEqual(
        scopes.items.map(({ labelDetails }) => labelDetails?.description),
        ['1 tensor', '4 tensors', '1 tensor'],
    );
    const tensors = await completionAt(await openFixture(mapWith('  bert/encoder/layer_1/$0\n')));
    assert.deepEqual(
        tensors.items.map(({ labelDetails }) => labelDetails?.description),
        ['float32 [3]', 'float32 [3, 3]'],
    );
});

test('a scope opens the list again, a tensor does not', async () => {
    const { items } = await completionAt(await openFixture(mapWith('  $0\n')));
    const commands = new Map(items.map(({ label, command }) => [label, command?.command]));
    assert.equal(commands.get('bert/'), 'retrigger');
    assert.equal(commands.get('global_step'), undefined);
});

test('letters that begin no segment are looked for in all names', async () => {
    await checkLabels(mapWith('  layer_1k$0\n'), ['bert/encoder/layer_1/kernel']);
    await checkLabels(mapWith('  pooler$0\n'), ['bert/pooler/']);
    await checkLabels(mapWith('  zzz$0\n'), []);
});

test('variables that fit the tensor on the left come first, those of its name before', async () => {
    const list = await completionAt(await openFixture(mapWith('  bert/pooler/kernel: $0\n')));
    assert.deepEqual(
        [...list.items]
            .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
            .map(({ label }) => label),
        [
            'model/pooler/kernel',
            'model/encoder/layer_0/kernel',
            'model/encoder/layer_1/kernel',
            'model/',
            'step',
            '/',
        ],
    );
});

test('a scope on the left brings the scopes with the same names in them first', async () => {
    const list = await completionAt(await openFixture(mapWith('  bert/encoder/: $0\n')));
    assert.equal(list.items[0]?.label, 'model/encoder/');
});

test('a partitioned variable is offered by its full name, a slot by its store key', async () => {
    await checkLabels(mapWith('  x: model/embeddings/$0\n'), ['model/embeddings/words']);
    await checkLabels(mapWith('  x: model/head/kernel/$0\n'), ['model/head/kernel/Adam/']);
});

test('a variable that is not in the store is not offered', async () => {
    const { items } = await completionAt(await openFixture(mapWith('  x: l$0\n')));
    assert.ok(!items.some(({ label }) => label === 'lost'));
});

const halfTyped: readonly (readonly [what: string, lines: string, label: string, after: string])[] =
    [
        ['no colon', '  bert/en$0', 'bert/encoder/', '  bert/encoder/'],
        ['a colon and no value', '  bert/en$0:', 'bert/encoder/', '  bert/encoder/:'],
        ['a value', '  bert/en$0: model/', 'bert/encoder/', '  bert/encoder/: model/'],
        ['an open double quote', '  "bert/en$0', 'bert/encoder/', '  "bert/encoder/"'],
        ['an open single quote', "  'bert/en$0", 'bert/encoder/', "  'bert/encoder/'"],
        ['closed quotes', '  "bert/en$0": x', 'bert/encoder/', '  "bert/encoder/": x'],
        ['the middle of a name', '  bert/en$0cod/x: y', 'bert/encoder/', '  bert/encoder/: y'],
        ['nothing behind the colon', '  bert/:$0', 'model/', '  bert/: model/'],
        ['a blank behind the colon', '  bert/: $0', 'model/', '  bert/: model/'],
        ['a value', '  bert/: mod$0', 'model/', '  bert/: model/'],
        ['an open quote as value', '  bert/: "mod$0', 'model/', '  bert/: "model/"'],
        ['an open pair', '  - [bert/en$0', 'bert/encoder/', '  - [bert/encoder/'],
        ['a pair', '  - [bert/, mod$0]', 'model/', '  - [bert/, model/]'],
        ['an open mapping in braces', '  {bert/: mod$0', 'model/', '  {bert/: model/'],
        ['a name that YAML takes for a truth value', '  n$0', 'no', "  'no'"],
        ['a name that YAML takes for a number', '  0$0: x', '012', "  '012': x"],
        ['the same between quotes', '  "n$0"', 'no', '  "no"'],
    ];
for (const [what, lines, label, after] of halfTyped) {
    test(`with ${what}, '${lines.trim()}' takes '${label}'`, async () => {
        await checkAccepted(mapWith(lines), label, header + after);
    });
}

test('JSON has its quotes, open or closed', async () => {
    const start = '{"checkpoint": "model.ckpt-100", "model": "model.variables.json", ';
    const source = (rest: string) => `${world}//- init.ckptmap.json\n${start}${rest}`;
    for (const [before, label, after] of [
        [
            '"assignment_map": {"bert/en$0"}}',
            'bert/encoder/',
            '"assignment_map": {"bert/encoder/"}}',
        ],
        ['"assignment_map": {"bert/en$0', 'bert/encoder/', '"assignment_map": {"bert/encoder/"'],
        ['"assignment_map": {"cls/": "mod$0"}}', 'model/', '"assignment_map": {"cls/": "model/"}}'],
        ['"assignment_map": {"cls/": $0}}', 'model/', '"assignment_map": {"cls/": "model/"}}'],
    ] as const) {
        await checkAccepted(source(before), label, start + after);
    }
});

test('a bare map completes by the checkpoint that its comment names', async () => {
    const comment = '# ckptmap: checkpoint=model.ckpt-100 model=model.variables.json\n';
    await checkAccepted(
        `${world}//- init.ckptmap.yaml\n${comment}bert/pooler/$0`,
        'bert/pooler/kernel',
        `${comment}bert/pooler/kernel`,
    );
});

test('where nothing says which checkpoint is meant, no name is made up', async () => {
    const source = `${world}//- init.ckptmap.yaml\nbert/: mo$0\n`;
    const { items } = await completionAt(await openFixture(source));
    assert.deepEqual(items, []);
});

test('the keys of a document are offered with their colon', async () => {
    await checkAccepted(
        `${world}//- init.ckptmap.yaml\nassignment_map: {}\nexp$0`,
        'expect_unused',
        'assignment_map: {}\nexpect_unused: ',
    );
    await checkAccepted(`${world}//- init.ckptmap.yaml\nch$0`, 'checkpoint', 'checkpoint: ');
});

test('whose rules: a version that YAML would read as a number is quoted', async () => {
    await checkAccepted(
        `${world}//- init.ckptmap.yaml\nassignment_map: {}\ntensorflow: $0`,
        '1.15',
        "assignment_map: {}\ntensorflow: '1.15'",
    );
});

test('checkpoints of the index are offered nearest first, and folders to go on', async () => {
    const source = `
//- far/away/old.ckpt-5 checkpoint
w float32 []
//- runs/model.ckpt-9 checkpoint
w float32 [2]
//- runs/checkpoint
model_checkpoint_path: "model.ckpt-9"
//- here.ckpt-1 checkpoint
w float32 []
//- init.ckptmap.yaml
checkpoint: $0
assignment_map: {}
`;
    const list = await checkLabels(
        source,
        ['here.ckpt-1', 'runs', 'runs/model.ckpt-9', 'far/away/old.ckpt-5', 'far/', 'runs/'],
        { indexed: true },
    );
    const details = new Map(list.items.map((each) => [each.label, each.labelDetails?.description]));
    assert.equal(details.get('runs/model.ckpt-9'), '1 tensor, 8 bytes');
    assert.equal(details.get('runs'), 'latest checkpoint: 1 tensor, 8 bytes');
});

test('a path is completed from the folder that is typed, without an index', async () => {
    const source = (path: string) => `
//- runs/a/model.ckpt-9 checkpoint
w float32 []
//- init.ckptmap.yaml
checkpoint: ${path}$0
assignment_map: {}
`;
    await checkLabels(source('runs/'), ['runs/a/']);
    await checkLabels(source('runs/a/mo'), ['runs/a/model.ckpt-9']);
});

test('models are offered by their files, the most certain first', async () => {
    const source = `
//- graph.meta
x
//- model.variables.json model
w float32 []
//- init.ckptmap.yaml
model: $0
assignment_map: {}
`;
    await checkLabels(source, ['model.variables.json', 'graph.meta'], { indexed: true });
});

test('the comment of a bare map completes its words and its paths', async () => {
    await checkAccepted(
        `${world}//- a.ckptmap.yaml\n# ckptmap: ch$0\n`,
        'checkpoint',
        '# ckptmap: checkpoint=\n',
    );
    await checkAccepted(
        `${world}//- a.ckptmap.yaml\n# ckptmap: checkpoint=mo$0\nx: y\n`,
        'model.ckpt-100',
        '# ckptmap: checkpoint=model.ckpt-100\nx: y\n',
    );
});

test('patterns of what is unused: whole scopes, and names that end alike', async () => {
    const source = mapWith('  cls/bias: model/encoder/layer_0/bias\nexpect_unused: [$0]\n');
    const { items } = await completionAt(await openFixture(source));
    const labels = items.map(({ label }) => label);
    assert.ok(labels.includes('bert/**'), labels.join(' '));
    assert.ok(labels.includes('**/kernel'), labels.join(' '));
    await checkAccepted(
        source,
        '**/kernel',
        `${header}  cls/bias: model/encoder/layer_0/bias\nexpect_unused: ['**/kernel']\n`,
    );
});

test('a comment that silences offers the codes of its line first', async () => {
    const source = mapWith('  cls/bias: model/head/kernel # ckptmap-ignore $0\n');
    const { items } = await completionAt(await openFixture(source));
    const [first] = [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    assert.equal(first?.label, 'shape.mismatch');
});

test('the details of an item come when it is looked at', async () => {
    const open = await openFixture(mapWith('  bert/pooler/$0\n'));
    const list = await completionAt(open);
    const [item] = list.items;
    assert.ok(item);
    assert.equal(item.documentation, undefined);
    const full = await open.service.resolveCompletion(
        { ...item, data: list.itemDefaults?.data },
        neverCancelled,
    );
    assert.deepEqual(full.documentation, {
        kind: 'markdown',
        value:
            'Tensor `bert/pooler/kernel`\n\n' +
            'float32 \\[3, 3\\] · 9 parameters, 36 bytes · shard 0',
    });
});

test('an editor that knows no defaults gets a range with each item', async () => {
    const style = {
        ...richStyle,
        completion: { ...richStyle.completion, defaultRange: false, defaultData: false },
    };
    const list = await completionAt(await openFixture(mapWith('  bert/po$0\n'), { style }));
    assert.equal(list.itemDefaults, undefined);
    assert.deepEqual(list.items[0]?.textEdit, {
        range: { start: { line: 3, character: 2 }, end: { line: 3, character: 9 } },
        newText: 'bert/pooler/',
    });
});

test('a scope with very many children sends a thousand, and says that there are more', async () => {
    const names = Array.from({ length: 1500 }, (_, index) => `w${index} float32 []`).join('\n');
    const source = `
//- m.ckpt checkpoint
${names}
//- init.ckptmap.yaml
checkpoint: m.ckpt
assignment_map:
  w$0
`;
    const list = await completionAt(await openFixture(source));
    assert.equal(list.items.length, 1000);
    assert.equal(list.isIncomplete, true);
});
