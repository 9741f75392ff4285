// Sentences about restores: what was found in the checkpoint, what was expected, what to do.

import type { TextFix } from '../assignmentMap/assignmentMap.js';
import type { DiagnosticCode } from '../util/diagnosticCodes.js';
import type { RestoreGraphs } from './restoreGraph.js';
import { counterEdge, Matching } from './restoreMatch.js';
import type { RestoredObject, TracedAssertion, TracedRestore } from './trace.js';

/** The first names, between quotes. */
export function listed(names: readonly string[]): string {
    const shown = names.slice(0, 3).map((name) => `'${name}'`);
    return names.length <= shown.length ? shown.join(', ') : `${shown.join(', ')} …`;
}

/** Why a restore loads nothing, and what would. */
export function whyNothing(restore: TracedRestore, fixes: readonly TextFix[]): string {
    const head = 'This restore loads nothing, and TensorFlow does not say so';
    if (restore.nameBased) {
        return `${head}: ${ofNames(restore)}`;
    }
    const { graphs } = restore;
    if (graphs === undefined) {
        return `${head}: objects are matched by the names of the edges that lead to them from the root.`;
    }
    const edges = new Matching(graphs).richEdges(0);
    if (edges.length === 0) {
        return `${head}: the checkpoint holds no variable but '${counterEdge}'. The objects of the program that wrote it had none; in Keras 3, what is only in a list or dict is not saved. Write the checkpoint again with the variables in it.`;
    }
    return `${head}: objects are matched by the names of the edges that lead to them from the root, here ${programEdges(graphs)}; the checkpoint has ${listed(edges)}. ${advice(fixes)}`;
}

function programEdges({ program, attached }: RestoreGraphs): string {
    const names = [...(program[0]?.children ?? []), ...attached].map(({ name }) => name);
    const own = names.filter((name) => name !== counterEdge && name !== 'root');
    return own.length === 0 ? 'none' : listed(own);
}

function advice(fixes: readonly TextFix[]): string {
    const texts = fixes.flatMap(({ edits: [edit] }) => (edit === undefined ? [] : [edit.newText]));
    return texts.length === 0
        ? 'Give the Checkpoint these names, nested where the checkpoint nests them.'
        : `Write ${texts.join(', or ')}.`;
}

function ofNames({ lookedUp, source }: TracedRestore): string {
    const names: string[] = [];
    for (let index = 0; index < Math.min(source?.checkpoint?.tensorCount ?? 0, 4); index += 1) {
        names.push(source?.checkpoint?.tensor(index).name ?? '');
    }
    const own = lookedUp.filter((name) => name !== '');
    const asked = own.length === 0 ? '' : `, here ${listed(own)}`;
    const held = names.length === 0 ? '' : `; the checkpoint has ${listed(names)}`;
    const keras = lookedUp.includes('')
        ? ' A variable of Keras 3 is never found so: assign it what tf.train.load_variable reads.'
        : '';
    const plain =
        own.length === 0
            ? ''
            : ' Give the variables the names that it has, or map them with tf.compat.v1.train.init_from_checkpoint.';
    return `the checkpoint was written by name, without objects, so each variable is looked up by its own name${asked}${held}.${plain}${keras}`;
}

/** Why a restore raises, in our words, and the code for it. */
export function whyRaises(
    { api, source, objects, error, graphs }: TracedRestore,
    fixes: readonly TextFix[],
): { readonly code: DiagnosticCode; readonly reason: string } {
    const problem = source?.problems.find((each) => each.error !== undefined);
    if (problem !== undefined) {
        return { code: problem.code, reason: problem.message };
    }
    const failed = objects.filter(({ verdict }) => verdict === 'fails').map(({ path }) => path);
    if (failed.length === 0 || graphs === undefined) {
        return { code: 'call.raises', reason: `This ${api} raises.` };
    }
    const isShape = error?.message.startsWith('Received incompatible tensor') === true;
    const what = isShape ? 'shape' : 'type';
    return {
        code: isShape ? 'shape.mismatch' : 'call.raises',
        reason: `This ${api} raises: ${listed(failed)} ${failed.length === 1 ? `does not have the ${what} that the checkpoint has` : `do not have the ${what}s that the checkpoint has`}. ${forTheRest(fixes)}`,
    };
}

/** Why a restore in a graph, which does not raise itself, does not do what was meant. */
export function whyRunFails(failing: readonly RestoredObject[], fixes: readonly TextFix[]): string {
    const names = listed(failing.map(({ path }) => path));
    const many = failing.length === 1 ? 'does not fit what' : 'do not fit what';
    return `${names} ${many} the checkpoint has. In a graph the restore does not say so: it fails when its operations run, or gives a resource variable the checkpoint's shape without a word. ${forTheRest(fixes)}`;
}

function forTheRest(fixes: readonly TextFix[]): string {
    return fixes.length === 0
        ? 'Leave it out of what is restored, or make it as it was saved.'
        : `To restore the rest: ${fixes.map(({ edits }) => edits[0]?.newText ?? '').join(', or ')}.`;
}

/** What an assertion on a restore says against it. */
export function whyAssertionFails({ name, reason }: TracedAssertion): string {
    const first = (reason ?? '').split('\n', 1)[0]?.replace(/\.+$/, '') ?? '';
    const short = first.length <= 160 ? first : `${first.slice(0, 160)} …`;
    const head = `'${name}' would raise AssertionError here${short === '' ? '' : `: ${short}`}.`;
    return name === 'assert_consumed' && first.startsWith('Unresolved')
        ? `${head} 'assert_existing_objects_matched' does not ask that all of the checkpoint is read.`
        : head;
}
