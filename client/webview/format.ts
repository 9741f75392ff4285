// Numbers, shapes and verdicts as a person reads them. Pure.

import type {
    PreviewSection,
    PreviewVerdict,
    RowVerdict,
} from '../../server/src/features/previewData.js';
import type { StaticShape } from '../../server/src/util/shape.js';

/** A count with its thousands set apart by thin spaces: `100 000`. */
export function formatCount(count: number): string {
    return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

/** `1 variable`, `2 variables`. */
export function plural(count: number, noun: string): string {
    return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `[768, ?]`; `[]` for a scalar, `unknown` for an unknown rank. */
export function formatShape(shape: StaticShape): string {
    return shape === null ? 'unknown' : `[${shape.map((axis) => axis ?? '?').join(', ')}]`;
}

/** TensorFlow's shape-and-slice text without the whole shape: `0,2 : 0,3`. */
export function formatSlice(slice: string): string {
    return slice.slice(slice.lastIndexOf(' ') + 1).replaceAll(':', ' : ');
}

/** A verdict in words; in few words where there is little room, beside a sign that says the rest. */
export function verdictWords({ text, expected }: PreviewVerdict, isShort: boolean): string {
    if (!isShort) {
        return text;
    }
    return expected ? 'as expected' : (text.split(' · ', 1)[0] ?? text);
}

/** A sign for each verdict, so that colour never stands alone. */
export const verdictSigns: Readonly<Record<RowVerdict, string>> = {
    loads: '✓',
    'would-load': '✓',
    'changes-shape': '△',
    fails: '✕',
    'binds-nothing': '∅',
    keeps: '○',
    'never-read': '–',
    unknown: '?',
};

/** What becomes of variables: in a call they are initialized, a restore finds them with values. */
export function countWords({
    kind,
    counts: { keep },
}: PreviewSection): Readonly<Record<'load' | 'keep', string>> {
    return kind === 'restore'
        ? { load: 'would be restored', keep: keep === 1 ? 'keeps its value' : 'keep their values' }
        : {
              load: 'would load',
              keep: keep === 1 ? 'keeps its initializer' : 'keep their initializer',
          };
}
