// Binding a call's arguments to a function's parameters, with the messages of Python.
// Defined in CPython: Python/ceval.c (initialize_locals, missing_arguments, too_many_positional).

import type { Evaluation } from './evaluation.js';
import type { Parameter } from './syntax/ast.js';
import {
    Dict,
    str,
    tuple,
    type Arguments,
    type FunctionValue,
    type Unknown,
    type Value,
} from './values.js';
import { joinValues } from './join.js';

/** The parameters of a function, by what they take. */
interface Layout {
    readonly places: readonly Parameter[];
    readonly named: ReadonlySet<string>;
    readonly variadic: Parameter | undefined;
    readonly rest: Parameter | undefined;
}

const layouts = new WeakMap<readonly Parameter[], Layout>();

function layoutOf(parameters: readonly Parameter[]): Layout {
    const known = layouts.get(parameters);
    if (known !== undefined) {
        return known;
    }
    const named = parameters.filter(
        ({ role }) => role === 'positionalOrKeyword' || role === 'keywordOnly',
    );
    const layout: Layout = {
        places: parameters.filter(isPositional),
        named: new Set(named.map(({ name }) => name)),
        variadic: parameters.find(({ role }) => role === 'varPositional'),
        rest: parameters.find(({ role }) => role === 'varKeyword'),
    };
    layouts.set(parameters, layout);
    return layout;
}

/** The value of each parameter by name, in a map that is the caller's. */
export function bindParameters(
    evaluation: Evaluation,
    called: FunctionValue,
    { positional, keywords, more }: Arguments,
): Map<string, Value> {
    const { places, named, variadic, rest } = layoutOf(called.node.parameters);
    const bound = new Map<string, Value>();
    places.forEach(({ name }, index) => {
        const value = positional[index];
        if (value !== undefined) {
            bound.set(name, value);
        }
    });

    const surplus = positional.slice(places.length);
    if (variadic !== undefined) {
        bound.set(
            variadic.name,
            more === undefined ? tuple(surplus) : { ...unknownOf(more), type: 'tuple' },
        );
    }

    // Python complains about keywords first, then about too many arguments.
    const others = new Map<string, Value>();
    for (const [name, value] of keywords) {
        if (!named.has(name)) {
            others.set(name, value);
            if (rest === undefined) {
                refuseKeyword(evaluation, called, name, keywords);
            }
        } else if (bound.has(name)) {
            evaluation.raise(
                'TypeError',
                `${called.qualifiedName}() got multiple values for argument '${name}'`,
            );
        } else {
            bound.set(name, value);
        }
    }
    if (variadic === undefined && surplus.length !== 0) {
        tooMany(evaluation, called, places, positional.length, keywords);
    }
    if (rest !== undefined) {
        const entries = [...others].map(
            ([name, value]) => [`s:${name}`, { key: str(name), value }] as const,
        );
        bound.set(rest.name, new Dict({ entries: new Map(entries), rest: more }));
    }

    fillIn(evaluation, called, bound, more);
    return bound;
}

function isPositional({ role }: Parameter): boolean {
    return role === 'positionalOnly' || role === 'positionalOrKeyword';
}

function unknownOf({ reason, place, ours }: Unknown): Unknown {
    return { kind: 'unknown', reason, ...(place && { place }), ...(ours === true && { ours }) };
}

function refuseKeyword(
    evaluation: Evaluation,
    called: FunctionValue,
    name: string,
    keywords: ReadonlyMap<string, Value>,
): never {
    const only = called.node.parameters
        .filter((parameter) => parameter.role === 'positionalOnly' && keywords.has(parameter.name))
        .map((parameter) => parameter.name);
    return evaluation.raise(
        'TypeError',
        only.length === 0
            ? `${called.qualifiedName}() got an unexpected keyword argument '${name}'`
            : `${called.qualifiedName}() got some positional-only arguments passed as keyword arguments: '${only.join(', ')}'`,
    );
}

/** Defaults, and the complaint about what is missing. */
function fillIn(
    evaluation: Evaluation,
    called: FunctionValue,
    bound: Map<string, Value>,
    more: Unknown | undefined,
): void {
    const missing: Parameter[] = [];
    for (const parameter of called.node.parameters) {
        const { name, role } = parameter;
        if (bound.has(name) || role === 'varPositional' || role === 'varKeyword') {
            continue;
        }
        const value = called.defaults.get(name);
        if (more !== undefined) {
            const unknown = unknownOf(more);
            bound.set(name, value === undefined ? unknown : joinValues(value, unknown));
        } else if (value === undefined) {
            missing.push(parameter);
        } else {
            bound.set(name, value);
        }
    }
    const positional = missing.filter(isPositional);
    const complained = positional.length === 0 ? missing : positional;
    if (complained.length !== 0) {
        const kind = positional.length === 0 ? 'keyword-only' : 'positional';
        const plural = complained.length === 1 ? '' : 's';
        evaluation.raise(
            'TypeError',
            `${called.qualifiedName}() missing ${complained.length} required ${kind} argument${plural}: ${listed(complained.map(({ name }) => `'${name}'`))}`,
        );
    }
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function listed(names: readonly string[]): string {
    const last = names.at(-1) ?? '';
    switch (names.length) {
        case 1:
            return last;
        case 2:
            return names.join(' and ');
        default:
            return `${names.slice(0, -1).join(', ')}, and ${last}`;
    }
}

function tooMany(
    evaluation: Evaluation,
    called: FunctionValue,
    places: readonly Parameter[],
    given: number,
    keywords: ReadonlyMap<string, Value>,
): never {
    const optional = places.filter(({ name }) => called.defaults.has(name)).length;
    const takes =
        optional === 0
            ? `${places.length}`
            : `from ${places.length - optional} to ${places.length}`;
    const plural = optional === 0 && places.length === 1 ? '' : 's';
    const keywordOnly = called.node.parameters.filter(
        ({ name, role }) => role === 'keywordOnly' && keywords.has(name),
    ).length;
    const were = given === 1 && keywordOnly === 0 ? 'was' : 'were';
    const givenText =
        keywordOnly === 0
            ? `${given}`
            : `${given} positional argument${given === 1 ? '' : 's'} (and ${keywordOnly} keyword-only argument${keywordOnly === 1 ? '' : 's'})`;
    return evaluation.raise(
        'TypeError',
        `${called.qualifiedName}() takes ${takes} positional argument${plural} but ${givenText} ${were} given`,
    );
}
