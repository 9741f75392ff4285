// A load plan as a Python script: the map expanded into pairs of one tensor and one variable of the
// store, which init_from_checkpoint binds one to one whatever else is in the graph. What one-to-one
// would refuse (a variable that changes its shape, or fails) is a comment.

import type { Assignment, CallPlan, LoadPlan } from '../../loadPlan/loadPlan.js';
import type { TensorFlowRules } from '../../assignmentMap/assignmentMap.js';
import { listShape } from '../../util/shape.js';
import { pythonRepr } from '../../util/pythonRepr.js';

const functions: Readonly<Record<TensorFlowRules, string>> = {
    '2.21': 'tf.compat.v1.train.init_from_checkpoint',
    '1.15': 'tf.train.init_from_checkpoint',
    contrib: 'tf.contrib.framework.init_from_checkpoint',
};

interface Pair {
    readonly tensor: string;
    /** A key of the store, or the full name of a partitioned variable. */
    readonly variable: string;
}

/** The script of a file. */
export function planPython(file: string, plan: LoadPlan): string {
    const head = [
        `# The load plan of ${oneLine(file)}, written by \`ckptmap plan --format python\`.`,
        '# Run it where the model is built, before the initializers run.',
        '',
    ];
    const stop = reasonToStop(plan);
    const body =
        stop === undefined
            ? [
                  'import tensorflow as tf',
                  '',
                  ...plan.calls.flatMap((call) => callLines(plan, call)),
              ]
            : ['import sys', '', `sys.exit(${text(stop)})`];
    return `${[...head, ...body].join('\n').trimEnd()}\n`;
}

function reasonToStop(plan: LoadPlan): string | undefined {
    const error = plan.calls.find(({ outcome }) => outcome === 'raises')?.error ?? null;
    if (error !== null) {
        const { type, message } = error;
        return `init_from_checkpoint raises ${type}: ${message}`;
    }
    return plan.outcome === 'unknown'
        ? 'What init_from_checkpoint does with this map is not known: `ckptmap plan` says what is missing'
        : undefined;
}

function callLines(plan: LoadPlan, call: CallPlan): readonly string[] {
    const own = plan.assignments.filter((assignment) => assignment.call === call.index);
    const refused = own.filter(({ verdict }) => verdict !== 'loads');
    const refusedWhole = new Set(refused.filter(isSlice).map(wholeKeyOf));
    const loading = own.filter(
        (each) =>
            each.verdict === 'loads' && !(isSlice(each) && refusedWhole.has(wholeKeyOf(each))),
    );
    const sliced = uniquePairs(loading.filter(isSlice).map(pairOfWhole));
    const single = loading.filter((each) => !isSlice(each)).map(pairOfOne);

    // A slice that was bound on its own wins over its whole variable only in a later call.
    const wholes = new Set(sliced.map(({ variable }) => variable));
    const isPartOfWhole = ({ variable }: Pair) => wholes.has(withoutPart(variable));
    const calls = [
        ...splitByTensor([...sliced, ...single.filter((each) => !isPartOfWhole(each))], call.rules),
        ...splitByTensor(single.filter(isPartOfWhole), call.rules),
    ];
    return [
        ...calls.flatMap((pairs) => [...callStatement(call, pairs), '']),
        ...refused.map(refusal),
        ...(refused.length === 0 ? [] : ['']),
    ];
}

function callStatement(call: CallPlan, pairs: readonly Pair[]): readonly string[] {
    const isDict = call.rules !== '2.21';
    const checkpoint = call.checkpoint?.path ?? call.checkpoint?.argument ?? '';
    return [
        `${functions[call.rules]}(`,
        `    ${text(checkpoint)},`,
        `    ${isDict ? '{' : '['}`,
        ...pairs.map(({ tensor, variable }) =>
            isDict
                ? `        ${text(tensor)}: ${text(variable)},`
                : `        (${text(tensor)}, ${text(variable)}),`,
        ),
        `    ${isDict ? '}' : ']'},`,
        ')',
    ];
}

/** A dict holds a tensor once, so one that goes to several variables takes several calls. */
function splitByTensor(
    pairs: readonly Pair[],
    rules: TensorFlowRules,
): readonly (readonly Pair[])[] {
    if (rules === '2.21') {
        return pairs.length === 0 ? [] : [pairs];
    }
    const calls: Pair[][] = [];
    const uses = new Map<string, number>();
    for (const pair of pairs) {
        const use = uses.get(pair.tensor) ?? 0;
        uses.set(pair.tensor, use + 1);
        const call = calls[use];
        if (call === undefined) {
            calls.push([pair]);
        } else {
            call.push(pair);
        }
    }
    return calls;
}

function refusal(assignment: Assignment): string {
    const { tensor, becomes, error } = assignment;
    const reason =
        becomes === undefined
            ? `fails when its initializer runs: ${error?.type ?? ''}: ${error?.message ?? ''}`
            : `takes the shape ${listShape(becomes)} without a word`;
    const { shape } = assignment.variable;
    return oneLine(
        `# Left out: ${storeKeyOf(assignment)} ${listShape(shape)} <- ${tensor}: ${reason}`,
    );
}

function isSlice({ slice }: Assignment): boolean {
    return slice !== '';
}

function pairOfOne(assignment: Assignment): Pair {
    return { tensor: assignment.tensor, variable: storeKeyOf(assignment) };
}

function pairOfWhole(assignment: Assignment): Pair {
    return { tensor: assignment.tensor, variable: wholeKeyOf(assignment) };
}

function storeKeyOf({ variable }: Assignment): string {
    return variable.storeKey ?? variable.name;
}

function wholeKeyOf(assignment: Assignment): string {
    return withoutPart(storeKeyOf(assignment));
}

function withoutPart(key: string): string {
    return key.replace(/\/part_\d+$/, '');
}

function uniquePairs(pairs: readonly Pair[]): readonly Pair[] {
    return [...new Map(pairs.map((pair) => [`${pair.tensor}\n${pair.variable}`, pair])).values()];
}

function text(value: string): string {
    return pythonRepr({ type: 'str', value });
}

function oneLine(line: string): string {
    return line.replace(/[\r\n]+/g, ' ');
}
