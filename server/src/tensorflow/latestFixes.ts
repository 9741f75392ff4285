// Restores of None: `tf.train.latest_checkpoint` takes a folder, and gives None for the prefix under
// which checkpoints were saved. A folder without any checkpoint yet is nothing wrong.

import type { TextFix } from '../assignmentMap/assignmentMap.js';
import type { Call, Expression } from '../python/syntax/expressions.js';
import { nodesBelow } from '../python/syntax/walk.js';
import { pythonStringRepr } from '../util/pythonRepr.js';
import type { Span } from '../util/span.js';
import type { ScriptTrace } from './evaluateScript.js';
import type { ProgramText } from './restoreFindings.js';
import type { TracedLatest } from './trace.js';

/** What is wrong with a restore of None at a place, if a prefix was taken for a folder. */
export function latestFixes(
    span: Span,
    program: ProgramText,
    { entries }: ScriptTrace,
): { readonly message: string; readonly fixes: readonly TextFix[] } | undefined {
    for (const call of callsOf(span, program)) {
        const found = entries.find(
            ({ event, certain }) =>
                certain &&
                event.event === 'latest-of-prefix' &&
                event.place?.file === program.path &&
                event.place.span.start === call.start,
        );
        if (found?.event.event === 'latest-of-prefix') {
            return explained(found.event, call.args[0]);
        }
    }
    return undefined;
}

/** The calls whose result a restore may get: those in it, and the only values of the names in it. */
function callsOf(span: Span, { module }: ProgramText): readonly Call[] {
    const nodes = [...nodesBelow(module)];
    const inside = nodes.filter(({ start, end }) => span.start <= start && end <= span.end);
    const names = new Set(inside.flatMap((node) => (node.kind === 'Name' ? [node.name] : [])));
    const assigned = nodes.flatMap((node) => {
        const [target, ...others] = node.kind === 'Assign' ? node.targets : [];
        return node.kind === 'Assign' && target?.kind === 'Name' && others.length === 0
            ? [{ name: target.name, value: node.value }]
            : [];
    });
    const values = [...names].flatMap((name) => {
        const all = assigned.filter((each) => each.name === name);
        return all.length === 1 ? all.map(({ value }) => value) : [];
    });
    return [...inside, ...values].flatMap((node) => (node.kind === 'Call' ? [node] : []));
}

function explained(
    { prefix, saved, isLatest }: TracedLatest,
    argument: Expression | undefined,
): { readonly message: string; readonly fixes: readonly TextFix[] } {
    const folder = prefix.includes('/') ? prefix.slice(0, prefix.lastIndexOf('/')) || '/' : '.';
    const instead = pythonStringRepr(folder);
    const advice = isLatest
        ? `Write tf.train.latest_checkpoint(${instead}).`
        : `Write the path that is meant, such as '${saved}'.`;
    const message = `This restore loads nothing, and TensorFlow does not say so: tf.train.latest_checkpoint takes a folder, and '${prefix}' is the prefix of the checkpoint '${saved}', so that it gives None. ${advice}`;
    return {
        message,
        fixes:
            argument === undefined || !isLatest
                ? []
                : [
                      {
                          title: `Look in the folder: tf.train.latest_checkpoint(${instead})`,
                          edits: [
                              {
                                  span: { start: argument.start, end: argument.end },
                                  newText: instead,
                              },
                          ],
                          preferred: true,
                      },
                  ],
    };
}
