// What the names of checkpoints say: the step, and so which of them is the newest. A convention of
// TensorFlow's savers (`PREFIX-STEP`), no rule: nothing that TensorFlow does rests on it.
// Defined in TensorFlow: python/training/saver.py (global_step), python/checkpoint/checkpoint.py.

import { directoryName } from '../util/path.js';

/** The step at the end of a checkpoint's prefix; undefined where there is none. */
export function stepOf(prefix: string): number | undefined {
    const digits = /-(\d{1,15})$/.exec(prefix)?.[1];
    return digits === undefined ? undefined : Number(digits);
}

/**
 * Orders prefixes: folder by folder, in each those that differ in the step alone together, and of
 * those the newest first; one without a step comes before those that have one.
 */
export function compareNewestFirst(a: string, b: string): number {
    return (
        naturally.compare(directoryName(a), directoryName(b)) ||
        naturally.compare(stemOf(a), stemOf(b)) ||
        (stepOf(b) ?? noStep) - (stepOf(a) ?? noStep) ||
        naturally.compare(a, b)
    );
}

/** A prefix without its step. */
export function stemOf(prefix: string): string {
    return stepOf(prefix) === undefined ? prefix : prefix.replace(/-\d+$/, '');
}

/** The prefixes of V2 checkpoints among the names of a folder, in no order. */
export function prefixesAmong(names: readonly string[]): readonly string[] {
    return names.flatMap((name) =>
        name.endsWith('.index') && name !== '.index' ? [name.slice(0, -'.index'.length)] : [],
    );
}

// Above every step.
const noStep = 1e15;

const naturally = new Intl.Collator('en', { numeric: true });
