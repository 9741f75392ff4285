// The names that IPython gives to the cells of a notebook, besides Python's own.
// Defined in IPython: core/interactiveshell.py (init_user_ns, init_display_formatter).

import { variadic } from './native.js';
import { none, type Value } from './values.js';

/** By name: functions that show things and do nothing else, and what earlier cells had shown. */
export function notebookNames(): readonly (readonly [name: string, value: Value])[] {
    const display = variadic('display', false, function* () {
        return none;
    });
    const shell = variadic('get_ipython', false, function* (evaluation) {
        return evaluation.unknown('what IPython does');
    });
    const shown = ['_', '__', '___', '_i', '_ii', '_iii', '_ih', '_oh', '_dh', 'In', 'Out'];
    return [
        ['display', display],
        ['get_ipython', shell],
        ...shown.map(
            (name) => [name, { kind: 'unknown', reason: 'what was shown before' }] as const,
        ),
    ];
}
