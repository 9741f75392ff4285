// The programs in test/fixtures/programs with another configuration, which changes what is known of
// them: where all is known they are answered as TensorFlow was recorded to answer; where something
// comes from outside nothing wrong is said, what is known stays, and no diagnostic is false.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
    compareProgram,
    evaluateFile,
    type ListedVariable,
    type ProgramRunAnswer,
    type Said,
} from '../support/pythonWorlds.js';
import { root } from '../support/repository.js';

interface Variant {
    readonly program: string;
    readonly what: string;
    /** [file, what stands there, what is written instead]; without a file name: the file goes. */
    readonly edits: readonly (readonly [file: string, old?: string, written?: string])[];
    /** The recorded runs which this may be; the first where none is named. */
    readonly runs?: readonly number[];
    /** Names of variables that are listed all the same, with `*` for what is not known. */
    readonly names?: readonly string[];
    /** Whether all is answered. */
    readonly exact?: true;
    /** TensorFlow 1's own names: its variables are of another kind. */
    readonly first?: true;
}

const fromOutside = "os.environ['SOMETHING']";

const variants: readonly Variant[] = [
    {
        program: 'averages',
        what: 'the names that the average says',
        edits: [['train.py', "default='restore'", "default='names'"]],
        runs: [1],
        exact: true,
    },
    {
        program: 'averages',
        what: 'names that are put together',
        edits: [['train.py', "default='restore'", "default='suffix'"]],
        runs: [2],
        exact: true,
    },
    {
        program: 'averages',
        what: 'one of the three',
        edits: [['train.py', "default='restore'", `default=${fromOutside}`]],
        runs: [0, 1, 2],
        names: ['InceptionV0/Mixed_5b/Branch_1/Conv2d_0b_3x3/weights'],
    },
    {
        program: 'averages',
        what: 'a checkpoint from outside',
        edits: [['train.py', "default='eval.ckpt'", `default=${fromOutside}`]],
        names: ['InceptionV0/repeated/repeated_2/weights'],
    },
    {
        program: 'bert_classifier',
        what: 'a config in a file',
        edits: [['train.py', '"bert_config_file", None', '"bert_config_file", "bert_config.json"']],
        names: [
            'bert/embeddings/word_embeddings',
            'bert/encoder/layer_*/attention/self/query/kernel',
        ],
    },
    {
        program: 'bert_classifier',
        what: 'a config file from outside',
        edits: [['train.py', '"bert_config_file", None', `"bert_config_file", ${fromOutside}`]],
    },
    {
        program: 'bert_classifier',
        what: 'no checkpoint named',
        edits: [['train.py', 'os.path.join(HERE, "bert_model.ckpt"), "What', 'None, "What']],
        runs: [],
        names: ['bert/encoder/layer_1/output/dense/kernel', 'output_weights/adam_m'],
    },
    {
        program: 'bert_classifier',
        what: 'a checkpoint from outside',
        edits: [['train.py', 'os.path.join(HERE, "bert_model.ckpt")', fromOutside]],
        names: ['bert/encoder/layer_1/output/dense/kernel'],
    },
    {
        program: 'bert_classifier',
        what: 'a TPU or none',
        edits: [
            ['train.py', '"use_tpu", False', `"use_tpu", ${fromOutside}`],
            ['train.py', 'use_tpu=FLAGS.use_tpu, use_one', 'use_tpu=bool(FLAGS.use_tpu), use_one'],
        ],
        names: ['bert/encoder/layer_1/output/dense/kernel'],
    },
    {
        program: 'bert_classifier',
        what: 'a TPU, whose scaffold loads',
        edits: [['train.py', '"use_tpu", False', '"use_tpu", True']],
        runs: [],
        names: ['bert/encoder/layer_1/output/dense/kernel'],
    },
    {
        program: 'bert_classifier',
        what: 'training or none',
        edits: [['train.py', '"do_train", True', `"do_train", ${fromOutside}`]],
    },
    {
        program: 'bert_classifier',
        what: 'the names of TensorFlow 1',
        edits: [
            ['modeling.py', 'import tensorflow.compat.v1 as tf', 'import tensorflow as tf'],
            ['modeling.py', 'from tf_slim import layers', 'from tensorflow.contrib import layers'],
            ['optimization.py', 'import tensorflow.compat.v1 as tf', 'import tensorflow as tf'],
            ['optimization.py', 'tf.tpu.', 'tf.contrib.tpu.'],
            ['train.py', 'import tensorflow.compat.v1 as tf', 'import tensorflow as tf'],
            ['train.py', 'tf.estimator.tpu.', 'tf.contrib.tpu.'],
        ],
        exact: true,
        first: true,
    },
    {
        program: 'slim_resnet',
        what: 'a network from outside',
        edits: [['train.py', "'resnet_v1_tiny', 'The name", `${fromOutside}, 'The name`]],
        names: ['resnet_v1_tiny/block1/unit_1/bottleneck_v1/shortcut/weights'],
    },
    {
        program: 'slim_resnet',
        what: 'scopes from outside that are excluded',
        edits: [['train.py', "'resnet_v1_tiny/logits',\n", `${fromOutside},\n`]],
        names: ['resnet_v1_tiny/block2/unit_2/bottleneck_v1/conv3/BatchNorm/gamma'],
    },
    {
        program: 'slim_resnet',
        what: 'blocks of a number that comes from outside',
        edits: [
            ['resnet_v1.py', "resnet_v1_block('block2'", "resnet_v1_block('block%s' % DEPTH"],
            [
                'resnet_v1.py',
                'resnet_arg_scope = ',
                "import os\nDEPTH = os.environ['DEPTH']\nresnet_arg_scope = ",
            ],
        ],
        names: [
            'resnet_v1_tiny/conv1/weights',
            'resnet_v1_tiny/block*/unit_1/bottleneck_v1/shortcut/weights',
        ],
    },
    {
        program: 'slim_resnet',
        what: 'the names of TensorFlow 1',
        edits: [
            ['resnet_utils.py', 'import tensorflow.compat.v1 as tf', 'import tensorflow as tf'],
            ['resnet_utils.py', 'import tf_slim as slim', 'slim = tf.contrib.slim'],
            ['resnet_v1.py', 'import tensorflow.compat.v1 as tf', 'import tensorflow as tf'],
            ['resnet_v1.py', 'import tf_slim as slim', 'slim = tf.contrib.slim'],
            ['nets_factory.py', 'import tf_slim', 'import tensorflow.contrib.slim'],
            ['train.py', 'import tensorflow.compat.v1 as tf', 'import tensorflow as tf'],
            ['train.py', 'import tf_slim as slim', 'slim = tf.contrib.slim'],
        ],
        exact: true,
        first: true,
    },
    {
        program: 'detection',
        what: 'a checkpoint of either kind',
        edits: [['train.py', "'classification', ['class", `${fromOutside}, ['class`]],
        names: ['FeatureExtractor/MobilenetV1/Conv2d_2_pointwise/weights'],
    },
    {
        program: 'detection',
        what: 'variables from outside that stay as they are',
        edits: [['train.py', "['.*_depthwise/.*']", `[${fromOutside}]`]],
        names: ['BoxPredictor_1/ClassPredictor/weights'],
    },
    {
        program: 'detection',
        what: 'an architecture from outside',
        edits: [['train.py', "'ssd', 'The meta", `${fromOutside}, 'The meta`]],
    },
];

const harmless = new Set(['python.not-literal', 'variable.unassigned', 'tensor.unused']);

async function saidOf({ program, edits }: Variant, folder: string): Promise<Said> {
    cpSync(join(root, 'test/fixtures/programs', program), folder, { recursive: true });
    for (const [file, old, written] of edits) {
        const path = join(folder, file);
        if (old === undefined || written === undefined) {
            rmSync(path);
            continue;
        }
        const text = readFileSync(path, 'utf8');
        assert.ok(text.includes(old), `${file} has no ${old}`);
        const changed = text.replaceAll(old, written);
        writeFileSync(
            path,
            written.includes('os.') && !/^import os$/m.test(changed)
                ? changed.replace(/^import /m, 'import os\nimport ')
                : changed,
        );
    }
    return evaluateFile(join(folder, 'train.py'));
}

/** A run as it were where all variables are of TensorFlow 1's kind. */
function ofTheFirst(run: ProgramRunAnswer): ProgramRunAnswer {
    return { ...run, variables: run.variables.map((each) => ({ ...each, kind: 'ref' })) };
}

function withoutLines(variables: readonly ListedVariable[]): readonly ListedVariable[] {
    return variables.map(({ line: _, range: __, ...rest }) => rest);
}

for (const variant of variants) {
    test(`${variant.program}, ${variant.what}: ${variant.exact ? 'what TensorFlow did' : 'nothing wrong'}`, async () => {
        const place = mkdtempSync(join(tmpdir(), 'ckptmap-'));
        try {
            const folder = join(place, variant.program);
            const said = await saidOf(variant, folder);
            const answer = JSON.parse(
                readFileSync(
                    join(root, 'test/fixtures/programs', variant.program, 'answer.json'),
                    'utf8',
                ),
            ) as { readonly runs: readonly ProgramRunAnswer[] };
            for (const index of variant.runs ?? [0]) {
                const recorded = answer.runs[index];
                assert.ok(recorded);
                const run = variant.first === true ? ofTheFirst(recorded) : recorded;
                const verdict = compareProgram(
                    {
                        ...said,
                        listing: {
                            ...said.listing,
                            variables: withoutLines(said.listing.variables),
                        },
                    },
                    { ...run, variables: withoutLines(run.variables) },
                    folder,
                );
                assert.equal(
                    verdict.kind,
                    variant.exact === true ? 'exact' : 'unknown',
                    verdict.reasons.join('\n'),
                );
            }
            const listed = said.listing.variables.map(({ name }) => name);
            for (const name of variant.names ?? []) {
                assert.ok(listed.includes(name), `${name} is not among ${listed.join()}`);
            }
            assert.deepEqual(
                said.plan.diagnostics
                    .filter(({ code }) => !harmless.has(code))
                    .map(({ code, message }) => `${code}: ${message}`),
                [],
            );
        } finally {
            rmSync(place, { recursive: true });
        }
    });
}
