// `str.format`: replacement fields with attributes, indices, conversions and nested specifications.
// Defined in CPython 3.11: Objects/stringlib/unicode_format.h.

import type { Evaluation } from './evaluation.js';
import { pythonStringRepr } from '../util/pythonRepr.js';
import { getItem } from './subscripts.js';
import { partsOf, textOf, type Part, type Text } from './texts.js';
import { int, str, type Steps, type Value } from './values.js';

interface Source {
    readonly positional: readonly Value[];
    /** Names, or the mapping of `format_map`. */
    readonly named: ReadonlyMap<string, Value> | Value;
    /** The number of the next field without one; `manual` once a field had its own. */
    numbering: number | 'manual';
}

/** `template.format(*positional, **named)`; `named` may be the mapping of `format_map`. */
export function* formatText(
    evaluation: Evaluation,
    template: string,
    positional: readonly Value[],
    named: ReadonlyMap<string, Value> | Value,
): Steps<Text> {
    return yield* formatFields(evaluation, template, { positional, named, numbering: 0 }, 2);
}

function* formatFields(
    evaluation: Evaluation,
    template: string,
    source: Source,
    depth: number,
): Steps<Text> {
    if (depth === 0) {
        evaluation.raise('ValueError', 'Max string recursion exceeded');
    }
    const parts: Part[] = [];
    let at = 0;
    while (at < template.length) {
        const next = template.slice(at).search(/[{}]/);
        if (next === -1) {
            parts.push(template.slice(at));
            break;
        }
        parts.push(template.slice(at, at + next));
        at += next;
        const brace = template.charAt(at);
        if (template.charAt(at + 1) === brace) {
            parts.push(brace);
            at += 2;
            continue;
        }
        if (brace === '}' || at + 1 === template.length) {
            evaluation.raise('ValueError', `Single '${brace}' encountered in format string`);
        }
        const end = fieldEnd(evaluation, template, at + 1);
        parts.push(...(yield* field(evaluation, template.slice(at + 1, end), source, depth)));
        at = end + 1;
    }
    return textOf(parts);
}

/** The offset of the brace that closes a field. */
function fieldEnd(evaluation: Evaluation, template: string, start: number): number {
    let depth = 1;
    for (let at = start; at < template.length; at++) {
        const character = template.charAt(at);
        if (character === '[') {
            // Braces in an index are part of it.
            const close = template.indexOf(']', at);
            const inSpec = /[:!]/.test(template.slice(start, at));
            at = close === -1 || inSpec ? at : close;
        } else if (character === '{') {
            depth += 1;
        } else if (character === '}') {
            depth -= 1;
            if (depth === 0) {
                return at;
            }
        }
    }
    return evaluation.raise('ValueError', "expected '}' before end of string");
}

function* field(
    evaluation: Evaluation,
    text: string,
    source: Source,
    depth: number,
): Steps<readonly Part[]> {
    const split = /^((?:\[[^\]]*\]?|[^[:!])*)(?:!([^:]*))?(?::([\s\S]*))?$/.exec(text);
    const name = split?.[1] ?? text;
    const conversion = split?.[2];
    let value = yield* valueOf(evaluation, name, source);
    if (conversion !== undefined) {
        if ([...conversion].length !== 1) {
            evaluation.raise(
                'ValueError',
                conversion === ''
                    ? 'end of string while looking for conversion specifier'
                    : "expected ':' after conversion specifier",
            );
        }
        value = yield* converted(evaluation, value, conversion);
    }
    const spec = yield* specOf(evaluation, split?.[3] ?? '', source, depth);
    return spec.kind === 'str'
        ? partsOf(yield* evaluation.format(value, spec.value))
        : [evaluation.unknown('how a value is formatted is not known', 'str')];
}

function* specOf(evaluation: Evaluation, spec: string, source: Source, depth: number): Steps<Text> {
    return /[{}]/.test(spec) ? yield* formatFields(evaluation, spec, source, depth - 1) : str(spec);
}

function* converted(evaluation: Evaluation, value: Value, conversion: string): Steps<Value> {
    switch (conversion) {
        case 's':
            return yield* evaluation.str(value);
        case 'r':
            return yield* evaluation.repr(value);
        case 'a':
            return asciiText(yield* evaluation.repr(value));
        default:
            return evaluation.raise(
                'ValueError',
                `Unknown conversion specifier ${pythonStringRepr(conversion).slice(1, -1)}`,
            );
    }
}

/** `ascii(value)` of what `repr(value)` is: what is not ASCII is escaped. */
export function asciiText(text: Text): Text {
    return textOf(
        partsOf(text).map((part) =>
            typeof part === 'string'
                ? part.replace(/[^\p{ASCII}]/gu, (character) => {
                      const point = character.codePointAt(0) ?? 0;
                      const hex = point.toString(16);
                      return point < 0x100
                          ? `\\x${hex.padStart(2, '0')}`
                          : point < 0x10000
                            ? `\\u${hex.padStart(4, '0')}`
                            : `\\U${hex.padStart(8, '0')}`;
                  })
                : part,
        ),
    );
}

/** The value that a field's name leads to. */
function* valueOf(evaluation: Evaluation, name: string, source: Source): Steps<Value> {
    const first = /^[^.[]*/.exec(name)?.[0] ?? '';
    let value = yield* argument(evaluation, first, source);
    let rest = name.slice(first.length);
    while (rest !== '') {
        const attribute = /^\.([^.[]*)/.exec(rest);
        const index = /^\[([^\]]*)\]/.exec(rest);
        const step = attribute ?? index;
        if (step === null) {
            evaluation.raise(
                'ValueError',
                rest.startsWith('[')
                    ? "expected '}' before end of string"
                    : "Only '.' or '[' may follow ']' in format field specifier",
            );
        }
        const [all, inside = ''] = step;
        if (inside === '') {
            evaluation.raise('ValueError', 'Empty attribute in format string');
        }
        value =
            attribute !== null
                ? yield* evaluation.getAttribute(value, inside)
                : yield* getItem(
                      evaluation,
                      value,
                      /^\d+$/.test(inside) ? int(BigInt(inside)) : str(inside),
                  );
        rest = rest.slice(all.length);
    }
    return value;
}

function* argument(evaluation: Evaluation, name: string, source: Source): Steps<Value> {
    if (name === '' || /^\d+$/.test(name)) {
        const position = numbered(evaluation, name, source);
        const value = source.positional[position];
        return (
            value ??
            evaluation.raise(
                'IndexError',
                `Replacement index ${position} out of range for positional args tuple`,
            )
        );
    }
    const { named } = source;
    if ('kind' in named) {
        return yield* getItem(evaluation, named, str(name));
    }
    const value = named.get(name);
    return value ?? evaluation.raise('KeyError', name);
}

function numbered(evaluation: Evaluation, name: string, source: Source): number {
    if ('kind' in source.named) {
        evaluation.raise('ValueError', 'Format string contains positional fields');
    }
    if (name === '') {
        if (source.numbering === 'manual') {
            evaluation.raise(
                'ValueError',
                'cannot switch from manual field specification to automatic field numbering',
            );
        }
        source.numbering += 1;
        return source.numbering - 1;
    }
    if (typeof source.numbering === 'number' && 0 < source.numbering) {
        evaluation.raise(
            'ValueError',
            'cannot switch from automatic field numbering to manual field specification',
        );
    }
    source.numbering = 'manual';
    return Number(name);
}
