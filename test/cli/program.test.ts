// Options, exit statuses, settings and errors of the command line.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import { printable, widthOf } from '../../server/src/cli/terminal.js';
import { prettyJson } from '../../server/src/cli/formats/prettyJson.js';
import { progressBar } from '../../server/src/cli/progressBar.js';
import { version } from '../../server/src/util/version.js';
import { stateFile, writeBundle } from '../support/bundleWriter.js';
import { ckptmap, type RunOptions } from './commandLine.js';

const example = { folder: 'test/example' };
const order = { folder: 'test/recorded/order' };
const home = mkdtempSync(join(tmpdir(), 'ckptmap-cli-'));
after(() => {
    rmSync(home, { recursive: true });
});

for (const [args, message] of [
    [[], 'no verb given; see ckptmap --help'],
    [['pla'], "unknown command 'pla' (Did you mean plan?)"],
    [['plan'], "missing required argument 'file'"],
    [['plan', 'none.yaml'], "cannot read 'none.yaml': there is no such file"],
    [['plan', 'runs'], "'runs' is a directory; give files, or a glob such as '**/*.ckptmap.yaml'"],
    [['check', '*.none'], "no file matches '*.none'"],
    [
        ['plan', '-', '--stdin-filename', 'train.ipynb'],
        "'train.ipynb' is no notebook: it is not JSON with a list of cells",
    ],
    [['plan', '-'], "'-' needs --stdin-filename, which says where the text belongs"],
    [
        ['plan', '-', 'finetune.ckptmap.yaml'],
        "'-' reads standard input, and takes no other file beside it",
    ],
    [
        ['plan', 'finetune.ckptmap.yaml', '--stdin-filename', 'x'],
        "--stdin-filename goes with '-', the text of standard input",
    ],
    [
        ['plan', 'finetune.ckptmap.yaml', '--format', 'xml'],
        "option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, jsonl, csv, markdown, python.",
    ],
    [
        ['check', 'finetune.ckptmap.yaml', '--severity', 'tensor.unused'],
        "option '--severity <code=level>' argument 'tensor.unused' is invalid. Expected CODE=LEVEL.",
    ],
    [
        ['check', 'finetune.ckptmap.yaml', '--severity', 'none=off'],
        "option '--severity <code=level>' argument 'none=off' is invalid. There is no code 'none'.",
    ],
    [
        ['check', 'finetune.ckptmap.yaml', '--severity', 'tensor.unused=loud'],
        "option '--severity <code=level>' argument 'tensor.unused=loud' is invalid. Allowed levels are error, warning, information, hint, off.",
    ],
    [
        ['plan', '--format', 'python', 'finetune.ckptmap.yaml', 'mistakes.ckptmap.yaml'],
        '--format python writes one script, and takes one file',
    ],
    [['lsp'], "required option '--stdio' not specified"],
    [
        ['inspect', 'none'],
        "cannot read 'none': There is no checkpoint 'none': neither 'none.index' nor a V1 file of that name",
    ],
    [
        ['inspect', 'none.meta'],
        /^Model 'none\.meta' is not found; looked for a file in '.*test\/example'$/,
    ],
] as const) {
    test(`ckptmap ${args.join(' ')} cannot run, and says so in one line`, async () => {
        const { status, out, error } = await ckptmap(args, example);
        assert.equal(status, 2);
        assert.equal(out, '');
        const [line = '', ...rest] = error.split('\n');
        assert.deepEqual(rest, ['']);
        assert.ok(line.startsWith('ckptmap: '));
        if (typeof message === 'string') {
            assert.equal(line.slice('ckptmap: '.length), message);
        } else {
            assert.match(line.slice('ckptmap: '.length), message);
        }
    });
}

test('--version is the version of the package', async () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(version, manifest.version);
    assert.deepEqual(await ckptmap(['--version']), { status: 0, out: `${version}\n`, error: '' });
});

test('dump-python prints the file as it is', async () => {
    const { status, out } = await ckptmap(['dump-python']);
    assert.equal(status, 0);
    assert.equal(out, readFileSync('server/src/cli/dumpVariables.py', 'utf8'));
});

const stdin = ['-', '--stdin-filename', 'case.ckptmap.yaml'];
const map = (text: string): RunOptions => ({ ...order, input: text });
const document = (text: string) =>
    map(`{checkpoint: ckpt, model: model.variables.json, assignment_map: ${text}}`);

for (const [what, args, options, status] of [
    ['nothing of error severity', ['check', ...stdin], document('{a: m/a}'), 0],
    ['an error', ['check', ...stdin], document('{a: m/none}'), 1],
    [
        'an error that is off',
        ['check', ...stdin, '--severity', 'variable.not-found=off'],
        document('{a: m/none}'),
        0,
    ],
    [
        'a call that raises, errors off',
        ['plan', ...stdin, '--severity', 'variable.not-found=off'],
        document('{a: m/none}'),
        1,
    ],
    [
        'a remark that is an error',
        ['check', ...stdin, '--severity', 'variable.unassigned=error'],
        document('{a: m/a}'),
        1,
    ],
    ['a warning', ['check', ...stdin], document('{a: m/a, b: m/a}'), 0],
    [
        'a warning that matters',
        ['check', ...stdin, '--fail-on', 'warning'],
        document('{a: m/a, b: m/a}'),
        1,
    ],
    ['a remark', ['check', ...stdin, '--fail-on', 'warning'], document('{a: m/a}'), 0],
    [
        'a remark that matters',
        ['check', ...stdin, '--fail-on', 'information'],
        document('{a: m/a}'),
        1,
    ],
    ['an unknown outcome', ['plan', ...stdin], map('a: m/a'), 0],
    [
        'an unknown outcome that matters',
        ['plan', ...stdin, '--fail-on', 'warning'],
        map('a: m/a'),
        1,
    ],
    ['an unknown outcome of check', ['check', ...stdin, '--fail-on', 'warning'], map('a: m/a'), 1],
    ['a text that cannot be read', ['plan', ...stdin], map('a: ['), 1],
] as const) {
    test(`${what}: exit status ${status}`, async () => {
        assert.equal((await ckptmap(args, options)).status, status);
    });
}

interface Plan {
    readonly file: string;
    readonly outcome: string;
    readonly calls: readonly {
        readonly checkpoint: { readonly argument: string } | null;
        readonly model: { readonly path: string } | null;
    }[];
}

test('--checkpoint and --model win over the file, and are relative to the working directory', async () => {
    const text = 'checkpoint: none\nmodel: none\nassignment_map: {a: a}\n';
    const { out } = await ckptmap(
        [
            'plan',
            '-',
            '--stdin-filename',
            'order/x.ckptmap.yaml',
            '--format',
            'json',
            '--checkpoint',
            'order/ckpt',
            '--model',
            'order/model.variables.json',
        ],
        { folder: 'test/recorded', input: text },
    );
    const plan = JSON.parse(out) as Plan;
    assert.equal(plan.outcome, 'ok');
    assert.equal(plan.calls[0]?.checkpoint?.argument, 'order/ckpt');
});

test('several files are an array in json, and an object a line in jsonl', async () => {
    const files = ['scope-typo-model.ckptmap.yaml', 'finetune.ckptmap.yaml'];
    const json = JSON.parse(
        (await ckptmap(['plan', ...files, '--format', 'json'], example)).out,
    ) as Plan[];
    const lines = (await ckptmap(['plan', ...files, '--format', 'jsonl'], example)).out.split('\n');
    assert.deepEqual(
        json.map(({ file }) => file),
        files,
    );
    assert.equal(lines.pop(), '');
    assert.deepEqual(
        lines.map((line) => JSON.parse(line) as Plan),
        json,
    );
});

test('a glob gives its files in the order of their names', async () => {
    const { out } = await ckptmap(['check', '*typo*.yaml', '--format', 'json'], example);
    assert.deepEqual(
        (JSON.parse(out) as { files: { file: string }[] }).files.map(({ file }) => file),
        ['scope-typo-checkpoint.ckptmap.yaml', 'scope-typo-model.ckptmap.yaml'],
    );
});

test('settings come from .vscode/settings.json, and options win over them', async () => {
    mkdirSync(join(home, '.vscode'));
    const recorded = relative(home, 'test/recorded/order');
    writeFileSync(
        join(home, '.vscode/settings.json'),
        `{
            // Maps without words of their own.
            "ckptmap.associations": [
                { "files": "maps/*", "checkpoint": "${recorded}/ckpt", "model": "${recorded}/model.variables.json" },
            ],
            "ckptmap.tensorflow": "contrib",
            "ckptmap.severity": { "variable.unassigned": "off", "tensor.unused": "off", "wrong": "off" },
        }`,
    );
    mkdirSync(join(home, 'maps'));
    writeFileSync(join(home, 'maps/a.ckptmap.yaml'), '[[a, m/a]]\n');
    const run = (...args: string[]) => ckptmap(args, { folder: home });

    const contrib = await run('check', 'maps/a.ckptmap.yaml');
    assert.equal(contrib.status, 1);
    assert.match(contrib.out, /AttributeError: 'list' object has no attribute 'items'/);
    assert.equal(
        contrib.error,
        "ckptmap: warning: Setting 'ckptmap.severity': there is no code 'wrong'; it is left out\n",
    );
    const core = await run('check', 'maps/a.ckptmap.yaml', '--tensorflow', '2.21');
    assert.deepEqual([core.status, core.out], [0, 'maps/a.ckptmap.yaml: nothing to report\n']);
    const loud = await run(
        'check',
        'maps/a.ckptmap.yaml',
        '--tensorflow',
        '2.21',
        '--severity',
        'tensor.unused=error',
    );
    assert.equal(loud.status, 1);
});

test('a sound part of a broken checkpoint is listed, and the status says that it is broken', async () => {
    for (const name of ['w.index', 'w.data-00000-of-00002']) {
        writeFileSync(join(home, name), '');
    }
    const index = readFileSync('test/example/runs/pretrain/model.ckpt-1000.index');
    writeFileSync(join(home, 'w.index'), index);
    writeFileSync(join(home, 'w.data-00000-of-00001'), 'short');
    const broken = await ckptmap(['inspect', 'w', '--format', 'json'], { folder: home });
    assert.equal(broken.status, 1);
    const listing = JSON.parse(broken.out) as {
        problems: { code: string; severity: string }[];
        tensors: unknown[];
    };
    assert.deepEqual(
        listing.problems.map(({ code, severity }) => [code, severity]),
        [['checkpoint.truncated-shard', 'error']],
    );
    assert.equal(listing.tensors.length, 235);
});

test('an index without its data is listed, with a remark', async () => {
    const index = readFileSync('test/example/runs/pretrain/model.ckpt-1000.index');
    writeFileSync(join(home, 'alone.index'), index);
    const { status, out } = await ckptmap(['inspect', 'alone.index'], { folder: home });
    assert.equal(status, 0);
    assert.match(out, /information {2}.*checkpoint\.missing-shard/);
});

test('--verify compares the data, and a changed byte is a problem with the words of TensorFlow', async () => {
    const fixtures = 'test/fixtures/data';
    const sound = await ckptmap(['inspect', 'numbers', '--verify'], { folder: fixtures });
    assert.equal(sound.status, 0);
    assert.match(sound.error, /note: compared the checksums of the data of 6 tensors\n/);

    const data = readFileSync(`${fixtures}/numbers.data-00000-of-00001`);
    data[0] = (data[0] ?? 0) ^ 1;
    writeFileSync(join(home, 'numbers.data-00000-of-00001'), data);
    writeFileSync(join(home, 'numbers.index'), readFileSync(`${fixtures}/numbers.index`));
    const unread = await ckptmap(['inspect', 'numbers'], { folder: home });
    assert.equal(unread.status, 0);
    const args = ['inspect', 'numbers', '--verify', '--format', 'json'];
    const broken = await ckptmap(args, { folder: home });
    assert.equal(broken.status, 1);
    const { problems } = JSON.parse(broken.out) as {
        problems: { code: string; message: string; error: { type: string; message: string } }[];
    };
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.code, 'checkpoint.corrupt');
    assert.match(problems[0].message, /^The data of tensor 'bool' is damaged: /);
    const words =
        /^TensorBundle at numbers shard 0 \(3 bytes\): Checksum does not match: stored \d{8,} vs\. /;
    assert.equal(problems[0].error.type, 'DataLossError');
    assert.match(problems[0].error.message, words);
    const { out } = await ckptmap(['inspect', 'numbers', '--verify'], { folder: home });
    assert.match(out, /\n {4}DataLossError: TensorBundle at numbers shard 0 \(3 bytes\): /);
});

test('--verify says of which tensors nothing could be compared', async () => {
    const index = readFileSync('test/example/runs/pretrain/model.ckpt-1000.index');
    writeFileSync(join(home, 'index-only.index'), index);
    const { status, error } = await ckptmap(['inspect', 'index-only', '--verify'], {
        folder: home,
    });
    assert.equal(status, 0);
    assert.match(error, /of 0 tensors; 235 tensors could not be compared/);
});

test('the folder of a SavedModel is inspected as the checkpoint in it', async () => {
    mkdirSync(join(home, 'saved', 'variables'), { recursive: true });
    for (const part of ['index', 'data-00000-of-00001']) {
        const bytes = readFileSync(`test/fixtures/data/numbers.${part}`);
        writeFileSync(join(home, 'saved', 'variables', `variables.${part}`), bytes);
    }
    const { status, out, error } = await ckptmap(['inspect', 'saved'], { folder: home });
    assert.equal(status, 0);
    assert.match(out, /^saved\/variables\/variables\n/);
    assert.match(error, /'saved' is the folder of a SavedModel/);
});

test('a folder is inspected as what lies in it', async () => {
    const folder = join(home, 'folders');
    const write = (name: string, bytes: Uint8Array | string = '') => {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), bytes);
    };
    const checkpoint = (prefix: string) => {
        writeBundle(prefix, 'w float32 [2]').forEach((bytes, name) => {
            write(name, bytes);
        });
    };
    checkpoint('run/m-900');
    checkpoint('run/m-10000');
    checkpoint('moved/m-7');
    write('moved/checkpoint', stateFile('/elsewhere/m-7'));
    write('graphs/graph.meta', readFileSync('test/example/model.meta'));
    write('two/a.variables.json', '{}');
    write('two/b.variables.json', '{}');
    write('keras/a.weights.h5');
    write('keras/b.keras');
    write('kept/m.keras', readFileSync('test/fixtures/keras/keras3-sequential.keras'));
    const run = async (path: string) => ckptmap(['inspect', path], { folder });

    const newest = await run('run');
    assert.equal(newest.status, 0);
    assert.match(newest.out, /^run\/m-10000\n {2}V2 · 1 tensor /);
    assert.match(
        newest.error,
        /One of 2 checkpoints in the folder: steps 900 and 10,000; no check/,
    );

    const moved = await run('moved/');
    assert.equal(moved.status, 1, 'what TensorFlow would be given here is broken');
    assert.match(
        moved.out,
        /^moved\/m-7\n.*\n {2}error {2}'moved\/checkpoint' names the checkpoint/,
    );
    assert.match(moved.error, /note: 'moved\/m-7' is read/);

    const graph = await run('graphs');
    assert.equal(graph.status, 0);
    assert.match(graph.out, /79 variables/);
    assert.match(graph.error, /note: 'graph.meta' is the model file of the folder/);

    const kept = await run('kept');
    assert.equal(kept.status, 0);
    assert.match(kept.out, /^kept\/m.keras\n/);
    assert.match(kept.error, /note: 'kept\/m.keras' is read/);

    for (const [path, said] of [
        ['two', /'two' is a directory; give one of its files: 'two\/[ab].variables.json'/],
        [
            'keras',
            /the folder holds 2 files of Keras; give one of them, such as 'keras\/a.weights.h5'/,
        ],
        ['.', /the folder holds no checkpoint, no model and no file of Keras/],
    ] as const) {
        const { status, error } = await run(path);
        assert.equal(status, 2);
        assert.match(error, said);
    }
});

test('a model under an unusual name is found by its content', async () => {
    writeFileSync(join(home, 'graph'), readFileSync('test/example/model.meta'));
    const { status, out } = await ckptmap(['inspect', 'graph'], { folder: home });
    assert.equal(status, 0);
    assert.match(out, /graph: the store is inferred · 79 variables/);
});

test('names cannot move the cursor or turn the writing around', () => {
    assert.equal(printable('a\x1b[2Jb\u202ec\x07'), 'a\\u001b[2Jb\\u202ec\\u0007');
    assert.equal(printable('größe 日本 😀'), 'größe 日本 😀');
});

test('columns line up under wide characters', () => {
    assert.deepEqual(['abc', '日本', 'é', 'e\u0301', '😀'].map(widthOf), [3, 4, 1, 1, 2]);
});

test('shapes and places stay on one line of JSON, and texts are not touched', () => {
    const value = {
        shape: [1, null, -3],
        empty: [],
        names: ['a'],
        place: { line: 1, character: 2 },
        text: '[\n  1,\n  2\n]',
    };
    const text = prettyJson(value);
    assert.deepEqual(JSON.parse(text), value);
    assert.match(text, /"shape": \[1, null, -3\],\n/);
    assert.match(text, /"place": \{ "line": 1, "character": 2 \},\n/);
});

test('a bar is shown after a second, to a person alone', async () => {
    const written: string[] = [];
    const stream = Object.assign(Object.create(process.stderr) as NodeJS.WriteStream, {
        isTTY: true,
        write: (text: string) => written.push(text) !== 0,
    });
    const silent = progressBar('x', {
        terminal: undefined,
        hasColors: false,
        write: () => undefined,
    });
    const bar = progressBar('model', {
        terminal: stream,
        hasColors: false,
        write: () => undefined,
    });
    bar.report(1, 10);
    silent.report(1, 10);
    assert.deepEqual(written, []);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    bar.report(5, 10);
    bar.stop();
    silent.report(5, 10);
    silent.stop();
    assert.match(written.join(''), /model .* 50 %/);
});
