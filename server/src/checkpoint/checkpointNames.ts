// What the names of checkpoints say: the step, and so which of them is the newest. A convention of
// TensorFlow's savers (`PREFIX-STEP`), no rule: nothing that TensorFlow does rests on it.
// Defined in TensorFlow: python/training/saver.py (global_step), python/checkpoint/checkpoint.py.

import { directoryName } from '../util/path.js';

/** The step at the end of a checkpoint's prefix; undefined where there is none. */
export function stepOf(prefix: string): number | undefined {
    const digits = /-(\d{1,15})$/.exec(prefix)?.[1];
    return digits === undefined ? undefined : Number(digits);
}

/** What of a prefix decides its place among others. */
export interface NameOrder {
    readonly folder: string;
    /** Without the step. */
    readonly stem: string;
    readonly step: number;
}

/** What decides the place of a prefix; to be made once where many are sorted. */
export function orderOf(prefix: string): NameOrder {
    return { folder: directoryName(prefix), stem: stemOf(prefix), step: stepOf(prefix) ?? noStep };
}

/**
 * Orders prefixes: folder by folder, in each those that differ in the step alone together, and of
 * those the newest first; one without a step comes before those that have one.
 */
export function compareOrders(a: NameOrder, b: NameOrder): number {
    return (
        compareNaturally(a.folder, b.folder) || compareNaturally(a.stem, b.stem) || b.step - a.step
    );
}

/** Orders prefixes as `compareOrders` does. */
export function compareNewestFirst(a: string, b: string): number {
    return compareOrders(orderOf(a), orderOf(b)) || compareNaturally(a, b);
}

/** Orders names as people do: `m-9` before `m-10`. */
export function compareNaturally(a: string, b: string): number {
    return a === b ? 0 : naturally.compare(a, b);
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
