// The arguments of a call, or behind a class's name: evaluated from left to right and unpacked.
// Defined in CPython: Python/ceval.c (CALL_FUNCTION_EX, DICT_MERGE, LIST_EXTEND).

import { valueAtOnce } from './atOnce.js';
import { emptyDict, mergeInto } from './dictDisplay.js';
import { evaluate } from './expressions.js';
import type { Frame } from './frame.js';
import type { Machine } from './machine.js';
import type { Expression, Keyword } from './syntax/expressions.js';
import type { Arguments, Steps, Unknown, Value } from './values.js';

/** What stands in the parentheses. */
interface Written {
    readonly args: readonly Expression[];
    readonly keywords: readonly Keyword[];
}

/** The arguments, unpacked; `callee` is named where something cannot be unpacked. */
export function* argumentsOf(
    machine: Machine,
    frame: Frame,
    { args, keywords: written }: Written,
    callee?: Value,
): Steps<Arguments> {
    const positional: Value[] = [];
    const keywords = new Map<string, Value>();
    let more: Unknown | undefined;
    for (const arg of args) {
        if (arg.kind !== 'Starred') {
            positional.push(
                valueAtOnce(machine, frame, arg) ?? (yield* evaluate(machine, frame, arg)),
            );
            continue;
        }
        const value = yield* evaluate(machine, frame, arg.value);
        refuseStar(machine, value, args.length === 1 ? callee : undefined);
        const { items, rest } = yield* machine.items(value);
        positional.push(...items);
        more ??= rest === undefined ? undefined : restOf(rest.why, rest.possible);
    }
    for (const { name, value: expression } of written) {
        const value =
            valueAtOnce(machine, frame, expression) ??
            (yield* evaluate(machine, frame, expression));
        const given: readonly (readonly [string, Value])[] =
            name === undefined ? [] : [[name, value]];
        const unpacked = name === undefined ? yield* entriesOf(machine, value, callee) : undefined;
        more ??= unpacked?.more;
        for (const [key, each] of unpacked?.entries ?? given) {
            if (keywords.has(key)) {
                const text = `${nameOf(machine, callee)}got multiple values for keyword argument`;
                machine.raise('TypeError', `${text} '${key}'`);
            }
            keywords.set(key, each);
        }
    }
    return { positional, keywords, more };
}

interface Unpacked {
    readonly entries: readonly (readonly [string, Value])[];
    readonly more: Unknown | undefined;
}

/** What `**value` adds. */
function* entriesOf(machine: Machine, value: Value, callee: Value | undefined): Steps<Unpacked> {
    if (isScalar(value) || value.kind === 'str' || value.kind === 'list') {
        const type = machine.typeOf(value).name;
        const text = `${nameOf(machine, callee)}argument after ** must be a mapping, not ${type}`;
        machine.raise('TypeError', text);
    }
    const mapping = emptyDict();
    yield* mergeInto(machine, mapping, value);
    const entries: (readonly [string, Value])[] = [];
    let more = mapping.content.rest;
    for (const { key, value: given, maybe } of mapping.content.entries.values()) {
        if (isScalar(key)) {
            machine.raise('TypeError', 'keywords must be strings');
        }
        if (key.kind !== 'str' || maybe === true) {
            more ??= machine.unknown('the arguments behind ** are not known');
        } else {
            entries.push([key.value, given]);
        }
    }
    return { entries, more };
}

/** Python names the function where `*value` is its only argument by place. */
function refuseStar(machine: Machine, value: Value, callee: Value | undefined): void {
    if (!isScalar(value)) {
        return;
    }
    const what = callee === undefined ? 'Value' : `${nameOf(machine, callee)}argument`;
    const type = machine.typeOf(value).name;
    machine.raise('TypeError', `${what} after * must be an iterable, not ${type}`);
}

/** Whether a value can surely not be unpacked. */
function isScalar({ kind }: Value): boolean {
    return ['int', 'float', 'bool', 'none', 'ellipsis', 'function', 'module'].includes(kind);
}

/** What Python calls a function where its arguments do not fit, with a space behind it. */
function nameOf(machine: Machine, callee: Value | undefined): string {
    const inModule = (module: string, name: string) =>
        `${module === 'builtins' ? '' : `${module}.`}${name}() `;
    switch (callee?.kind) {
        case 'function':
            return inModule(callee.module.name, callee.qualifiedName);
        case 'class':
            return inModule(callee.module, callee.name);
        case 'method':
            return callee.function.kind === 'native'
                ? `${machine.typeOf(callee.self).name}.${callee.function.name}() `
                : nameOf(machine, callee.function);
        case 'native':
            return `${callee.name}() `;
        default:
            return '';
    }
}

function restOf(why: Unknown, possible: readonly Value[]): Unknown {
    return possible.length === 0 ? why : { ...why, ours: true };
}
