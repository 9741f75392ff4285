// The filter box's language: words that all have to be there. A word is a piece of a name,
// `/regex/`, `shape:[768,*]`, `dtype:float32`, `role:slot` or `line:7`. Pure.

import type { StaticShape } from '../../server/src/util/shape.js';
import type { PlanModel } from './planModel.js';

/** A parsed filter, or why it cannot be understood. */
export type Filter =
    | { readonly ok: true; readonly isEmpty: boolean; readonly matches: RowPredicate }
    | { readonly ok: false; readonly reason: string };

/** Tells whether a row of a model is wanted. */
export type RowPredicate = (model: PlanModel, row: number) => boolean;

type Term = { readonly matches: RowPredicate } | { readonly reason: string };

/** Reads what is in the filter box. */
export function parseFilter(text: string): Filter {
    const predicates: RowPredicate[] = [];
    for (const word of wordsOf(text)) {
        const term = parseTerm(word);
        if ('reason' in term) {
            return { ok: false, reason: term.reason };
        }
        predicates.push(term.matches);
    }
    return {
        ok: true,
        isEmpty: predicates.length === 0,
        matches: (model, row) => predicates.every((matches) => matches(model, row)),
    };
}

/** Words are apart by spaces, but not within `/…/` or `[…]`. */
function wordsOf(text: string): readonly string[] {
    return text.match(/\/(?:\\.|[^/\\])+\/i?(?=\s|$)|\w+:\[[^\]]*\]?|\S+/g) ?? [];
}

function parseTerm(word: string): Term {
    const regex = /^\/(.+)\/(i?)$/s.exec(word);
    if (regex !== null) {
        return parseRegex(regex[1] ?? '', regex[2] ?? '');
    }
    const [, field = '', value = ''] = /^(shape|dtype|role|line):(.*)$/s.exec(word) ?? [];
    switch (field) {
        case 'shape':
            return parseShape(value);
        case 'dtype':
            return { matches: (model, row) => model.dtypeOf(row).startsWith(value) };
        case 'role':
            return { matches: (model, row) => model.roleOf(row).includes(value) };
        case 'line':
            return /^\d+$/.test(value)
                ? { matches: (model, row) => model.textLineOf(row) === Number(value) - 1 }
                : { reason: `line: wants a number, such as line:7` };
        default: {
            const wanted = word.toLowerCase();
            return { matches: (model, row) => model.searchText(row).includes(wanted) };
        }
    }
}

function parseRegex(source: string, flags: string): Term {
    let regex: RegExp;
    try {
        regex = new RegExp(source, flags);
    } catch (error) {
        return { reason: error instanceof Error ? error.message : String(error) };
    }
    return { matches: (model, row) => model.namesOf(row).some((name) => regex.test(name)) };
}

/** `[768,*]`: an axis of 768 and any other; `[*,…]` any number of further axes. */
function parseShape(text: string): Term {
    const inner = text.trim().replace(/^\[/, '').replace(/\]$/, '').trim();
    const axes = inner === '' ? [] : inner.split(',').map((axis) => axis.trim());
    const isOpen = axes.at(-1) === '…' || axes.at(-1) === '...';
    const wanted = isOpen ? axes.slice(0, -1) : axes;
    if (!wanted.every((axis) => axis === '*' || axis === '?' || /^\d+$/.test(axis))) {
        return { reason: 'shape: wants lengths and *, such as shape:[768,*]' };
    }
    const fits = (shape: StaticShape | undefined): boolean =>
        shape !== undefined &&
        shape !== null &&
        (isOpen ? wanted.length <= shape.length : wanted.length === shape.length) &&
        wanted.every(
            (axis, index) =>
                axis === '*' ||
                (axis === '?' ? shape[index] === null : shape[index] === Number(axis)),
        );
    return { matches: (model, row) => fits(model.shapeOf(row)) };
}
