// Numbers, shapes and verdicts as a person reads them. Pure.

import type { RowVerdict } from '../../server/src/features/previewData.js';
import type { StaticShape } from '../../server/src/util/shape.js';

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes in decimal units with three digits: `3.07 kB`, `91.4 MB`. */
export function formatBytes(bytes: number): string {
    let value = bytes;
    let unit = 0;
    while (999.5 <= value && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    const digits = unit === 0 ? 0 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

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
