// A model that is not known to its last variable: whatever is said with it must hold for every model
// that it may be. Random models, of which a part is hidden, are planned both ways.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import type { LoadPlan } from '../../server/src/loadPlan/loadPlan.js';
import { planFile } from '../../server/src/loadPlan/planFile.js';
import type { Model, ModelVariable } from '../../server/src/model/model.js';
import type { PossibleVariable } from '../../server/src/model/openPart.js';
import { writeBundle } from '../support/bundleWriter.js';
import { readFromMemory } from '../support/memoryFiles.js';

const rounds = 4000;

/** Numbers that look random and are the same in every run: a linear congruential generator. */
function generator(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}

type Random = ReturnType<typeof generator>;

function oneOf<T>(random: Random, items: readonly [T, ...T[]]): T {
    return items[random(items.length)] ?? items[0];
}

function nameOf(random: Random): string {
    const segments = Array.from({ length: 1 + random(3) }, () => oneOf(random, ['a', 'b', 'ab']));
    return segments.join('/');
}

function variablesOf(random: Random): readonly ModelVariable[] {
    const names = new Set(Array.from({ length: 1 + random(6) }, () => nameOf(random)));
    return [...names].flatMap((name): ModelVariable[] => {
        const common = {
            shape: [oneOf(random, [2, 2, 3])],
            dtype: oneOf(random, ['float32', 'float32', 'int32']),
            kind: oneOf<'resource' | 'ref'>(random, ['resource', 'ref']),
            trainable: true,
        };
        if (random(6) === 0) {
            return [{ ...common, name, storeKey: null }];
        }
        const parts = random(6) === 0 ? 2 : 0;
        const whole = { ...common, name, storeKey: name };
        return parts === 0
            ? [whole]
            : Array.from({ length: parts }, (_, part) => ({
                  ...common,
                  name: `${name}/part_${part}`,
                  shape: [1],
                  storeKey: `${name}/part_${part}`,
                  partition: { fullName: name, fullShape: [parts], offset: [part], shape: [1] },
              }));
    });
}

/** The same model, of which a part is not known. */
function hidden(random: Random, variables: readonly ModelVariable[]): Model {
    const known: ModelVariable[] = [];
    const possible: PossibleVariable[] = [];
    let anyOther = random(3) === 0;
    for (const variable of variables) {
        const { name, storeKey, shape, trainable } = variable;
        const what = random(5);
        if (what < 2) {
            known.push(variable);
        } else if (what === 2) {
            anyOther = true;
        } else {
            const from = random(name.length + 1);
            const to = from + random(name.length + 1 - from);
            const withHole = (text: string) =>
                what === 3 ? text : `${text.slice(0, from)}*${text.slice(to)}`;
            possible.push({
                name: withHole(name),
                storeKey: storeKey === null ? null : withHole(storeKey),
                shape: random(2) === 0 ? null : shape,
                trainable,
                certain: random(2) === 0,
            });
        }
    }
    for (let count = random(2); 0 < count; count--) {
        const name = nameOf(random);
        possible.push({ name, storeKey: name, shape: null, trainable: true, certain: false });
    }
    const open = { why: 'a part is hidden', possible, anyOther };
    return { certainty: 'source', variables: known, open };
}

function mapText(random: Random): string {
    const side = () => {
        const name = nameOf(random);
        return oneOf(random, [name, `${name}/`, `${name}/`, '/']);
    };
    const pairs = Array.from({ length: 1 + random(3) }, () => `- ['${side()}', '${side()}']\n`);
    return `assignment_map:\n${pairs.join('')}`;
}

function checkpointOf(random: Random) {
    const names = new Set(Array.from({ length: 1 + random(8) }, () => nameOf(random)));
    const lines = [...names].map(
        (name) =>
            `${name} ${oneOf(random, ['float32', 'float32', 'int32'])} [${oneOf(random, [2, 2, 3])}]`,
    );
    const files = new Map(
        [...writeBundle('ckpt', lines.join('\n'))].map(([name, bytes]) => [`/w/${name}`, bytes]),
    );
    return readFromMemory(openCheckpoint('ckpt', ['/w']), files);
}

function assignmentsOf({ assignments }: LoadPlan): readonly string[] {
    return assignments.map(
        ({ variableName, tensor, verdict }) => `${variableName} ${tensor} ${verdict}`,
    );
}

/** The codes of the findings that stand on an entry, with their severities. */
function codesOn({ findings }: LoadPlan, entry: number | undefined): readonly string[] {
    return findings
        .filter((finding) => finding.entry === entry)
        .map(({ code, severity }) => `${severity} ${code}`);
}

test(`${rounds} models of which a part is hidden: nothing is claimed that may be otherwise`, () => {
    let settled = 0;
    let judged = 0;
    for (let seed = 1; seed <= rounds; seed++) {
        const random = generator(seed);
        const variables = variablesOf(random);
        const text = mapText(random);
        const checkpoint = checkpointOf(random);
        const planned = (model: Model): LoadPlan =>
            planFile({
                map: parseAssignmentMap(text, 'yaml'),
                calls: [
                    {
                        rules: '2.21',
                        checkpoint,
                        model: {
                            argument: 'm',
                            path: '/w/m',
                            model,
                            problems: [],
                            dependencies: [],
                        },
                    },
                ],
            });
        const full = planned({ certainty: 'source', variables });
        const model = hidden(random, variables);
        const open = planned(model);
        const about = JSON.stringify({ seed, text, variables, model }, undefined, 1);

        if (open.outcome !== 'unknown') {
            settled++;
            assert.equal(open.outcome, full.outcome, about);
            assert.deepEqual(open.calls[0]?.error, full.calls[0]?.error, about);
            assert.deepEqual(assignmentsOf(open), assignmentsOf(full), about);
        }
        assert.deepEqual(codesOn(open, undefined), [], about);
        for (const [index, entry] of (open.calls[0]?.entries ?? []).entries()) {
            const truth = codesOn(full, index);
            for (const code of codesOn(open, index)) {
                judged++;
                // Which mistake a tensor that is not there makes hangs on what the other name is.
                const isTensor = code === 'error tensor.not-found' && entry.error === null;
                assert.ok(
                    isTensor
                        ? truth.some((each) => each.startsWith('error '))
                        : truth.includes(code),
                    `entry ${index}: ${code}, not among ${truth.join(', ')}\n${about}`,
                );
            }
        }
    }
    // What claims nothing is never wrong: that much is to be said of them.
    assert.ok(rounds / 10 < settled && rounds / 10 < judged, `${settled} ${judged}`);
});
