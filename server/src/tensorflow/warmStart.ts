// `tf.compat.v1.train.warm_start`: what its patterns select, and where that is surely not what was
// meant: they are regular expressions, matched from the start of `name:0`, and TensorFlow is silent.

import type { Finding } from '../loadPlan/loadPlan.js';
import type { Evaluation } from '../python/evaluation.js';
import { native } from '../python/native.js';
import { none, type NativeFunction, type Value } from '../python/values.js';
import type { Span } from '../util/span.js';
import { record } from './ckptmapModule.js';
import type { ScriptTrace } from './evaluateScript.js';
import { programFinding } from './programFinding.js';
import { itemsOf, textOf } from './pythonData.js';
import type { ProgramRun } from './run.js';
import type { TracedSelection } from './trace.js';

/** `_ckptmap.warm_start_selects(pattern, selected, names)`, for one evaluation. */
export function warmStartSelects(run: ProgramRun): NativeFunction {
    return native(
        'warm_start_selects',
        'pattern, selected, names',
        function* (evaluation: Evaluation, pattern, selected, names) {
            const text = textOf(pattern) ?? (itemsOf(pattern)?.length === 0 ? '' : undefined);
            const [chosen, all] = [textsOf(selected), textsOf(names)];
            if (text !== undefined && chosen !== undefined && all !== undefined) {
                record(evaluation, run, {
                    event: 'selection',
                    pattern: text,
                    selected: chosen,
                    names: all,
                    place: evaluation.place(),
                });
            }
            return none;
        },
    );
}

/** Undefined where not each of them is known. */
function textsOf(value: Value | undefined): readonly string[] | undefined {
    const texts = itemsOf(value)?.map(textOf);
    return texts?.every((text) => text !== undefined) === true ? texts : undefined;
}

/** What is worth telling about the patterns in a program's own file. */
export function warmStartFindings(path: string, trace: ScriptTrace): readonly Finding[] {
    const findings: Finding[] = [];
    let open = false;
    for (const { event, certain } of trace.entries) {
        open ||= event.event === 'opened' || (event.event === 'variable' && event.pattern);
        if (event.event === 'selection' && certain && event.place?.file === path) {
            const finding = findingOf(event, event.place.span);
            findings.push(...(finding === undefined || open ? [] : [finding]));
        }
    }
    return findings;
}

function findingOf({ pattern, selected, names }: TracedSelection, span: Span): Finding | undefined {
    if (pattern === '') {
        const text = `This call warm-starts nothing, and TensorFlow does not say so: an empty pattern or list selects no variable. Write '.*' for all that are trainable.`;
        return programFinding('warm-start.matches-nothing', span, text);
    }
    if (selected.length === 0) {
        const [first] = names;
        const example = first === undefined ? '' : `, such as '${first}'`;
        const text = `'${pattern}' selects no variable, and TensorFlow does not say so: it is a regular expression that is matched from the start of a variable's name and ':0'${example}.${mended(pattern, names)}`;
        return programFinding('warm-start.matches-nothing', span, text);
    }
    const more = beyond(pattern, selected);
    if (more.length === 0) {
        return undefined;
    }
    const shown = more.slice(0, 3).map((name) => `'${name.replace(/:0$/, '')}'`);
    const rest = shown.length < more.length ? ` and ${more.length - shown.length} more` : '';
    const end = selected.includes(`${pattern}:0`) ? ':0' : '/';
    const text = `'${pattern}' selects ${shown.join(', ')}${rest} as well: it is matched as a prefix of the names. Write '${pattern}${end}' for what it names alone.`;
    return programFinding('warm-start.overreach', span, text);
}

/** What a pattern takes that names a variable or a scope, and means no more than that. */
function beyond(pattern: string, selected: readonly string[]): readonly string[] {
    if (!/^[\w./-]*\w$/.test(pattern)) {
        return [];
    }
    if (selected.includes(`${pattern}:0`)) {
        return selected.filter((name) => name !== `${pattern}:0`);
    }
    const isScope = selected.some((name) => name.startsWith(`${pattern}/`));
    return isScope ? selected.filter((name) => !name.startsWith(`${pattern}/`)) : [];
}

/** A pattern that ends with `$` forgets the `:0` before it. */
function mended(pattern: string, names: readonly string[]): string {
    const name = pattern.replace(/^\^|\$$/g, '');
    return pattern.endsWith('$') && names.includes(`${name}:0`) ? ` Write '${name}:0'.` : '';
}
