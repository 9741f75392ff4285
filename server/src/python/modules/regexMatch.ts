// The class `re.Match`. Defined in CPython 3.11: Modules/_sre/sre.c (match_methods).

import { defineMethods, exceptionTypes, objectType } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { native, variadic } from '../native.js';
import { numericOf } from '../numeric.js';
import { pointsBefore } from '../texts.js';
import {
    bool,
    ClassValue,
    Dict,
    Instance,
    int,
    none,
    str,
    tuple,
    type Steps,
    type Value,
    type Property,
} from '../values.js';
import type { Found } from './regexMatching.js';
import { makeException } from '../types/exceptions.js';
import { parseTemplate, type TemplatePart } from './regexTemplate.js';
import { pythonStringRepr } from '../../util/pythonRepr.js';

const order: ClassValue[] = [];

/** `re.Match`. */
export const matchClass = new ClassValue('Match', [objectType], order, 're', 'library', undefined);
order.push(matchClass, objectType);

interface MatchData {
    readonly found: Found;
    readonly names: ReadonlyMap<string, number>;
}

const matches = new WeakMap<Instance, MatchData>();
const namesOf = new WeakMap<Instance, ReadonlyMap<string, number>>();

/** Says which names a pattern's groups have. */
export function rememberNames(pattern: Instance, names: ReadonlyMap<string, number>): void {
    namesOf.set(pattern, names);
}

/** A match as an object of Python. */
export function matchObject(pattern: Instance, found: Found, position: number): Instance {
    const made = new Instance(matchClass);
    const names = namesOf.get(pattern) ?? new Map<string, number>();
    matches.set(made, { found, names });
    const attributes = made.attributes.content.names;
    attributes.set('string', str(found.text));
    attributes.set('re', pattern);
    attributes.set('pos', int(position));
    attributes.set('endpos', int(pointsBefore(found.text, found.text.length)));
    return made;
}

function textAt({ text, spans }: Found, group: number): string | undefined {
    const span = spans[group];
    return span === undefined ? undefined : text.slice(span[0], span[1]);
}

function dataOf(evaluation: Evaluation, self: Value | undefined): MatchData {
    const data = self?.kind === 'instance' ? matches.get(self) : undefined;
    return data ?? evaluation.lose('a method of a match is called with something else');
}

/** The number of a group that is given by number or name. */
function groupOf(
    evaluation: Evaluation,
    { found, names }: MatchData,
    group: Value,
): number | undefined {
    if (group.kind === 'unknown' || group.kind === 'choice' || group.kind === 'pattern') {
        return undefined;
    }
    const index = numericOf(group);
    const number =
        typeof index === 'bigint'
            ? Number(index)
            : group.kind === 'str'
              ? names.get(group.value)
              : undefined;
    return number === undefined || number < 0 || found.spans.length <= number
        ? evaluation.raise('IndexError', 'no such group')
        : number;
}

function groupValue(evaluation: Evaluation, data: MatchData, group: Value): Value {
    const number = groupOf(evaluation, data, group);
    if (number === undefined) {
        return evaluation.unknown('which group is asked for is not known');
    }
    const text = textAt(data.found, number);
    return text === undefined ? none : str(text);
}

/** Where a group begins or ends, in code points; -1 where it has not matched. */
function* edge(
    evaluation: Evaluation,
    self: Value | undefined,
    group: Value,
    side: 0 | 1,
): Steps<Value> {
    const data = dataOf(evaluation, self);
    const number = groupOf(evaluation, data, group);
    if (number === undefined) {
        return evaluation.unknown('which group is asked for is not known', 'int');
    }
    const span = data.found.spans[number];
    return int(span === undefined ? -1 : pointsBefore(data.found.text, span[side]));
}

/** What a replacement that was parsed gives for a match. */
export function expandTemplate(parts: readonly TemplatePart[], found: Found): string {
    return parts
        .map((part) => (typeof part === 'string' ? part : (textAt(found, part) ?? '')))
        .join('');
}

const errorOrder: ClassValue[] = [];
const exception = exceptionTypes.get('Exception') ?? objectType;

/** `re.error`. */
export const errorClass = new ClassValue(
    'error',
    [exception],
    errorOrder,
    're',
    'library',
    undefined,
);
errorOrder.push(errorClass, ...exception.order);

/** The parts of a replacement; raises what Python raises; undefined where it is not understood. */
export function templateOf(
    evaluation: Evaluation,
    template: string,
    groups: number,
    names: ReadonlyMap<string, number>,
): readonly TemplatePart[] | undefined {
    const parts = parseTemplate(template, groups, names);
    if (parts === undefined || !('raises' in parts)) {
        return parts;
    }
    return parts.raises === 'IndexError'
        ? evaluation.raise('IndexError', parts.message)
        : evaluation.raiseException(makeException(errorClass, [str(parts.message)]));
}

defineMethods(
    matchClass,
    [
        variadic('group', true, function* (evaluation, { positional }) {
            const [self, ...groups] = positional;
            const data = dataOf(evaluation, self);
            const [only = int(0)] = groups;
            return groups.length < 2
                ? groupValue(evaluation, data, only)
                : tuple(groups.map((group) => groupValue(evaluation, data, group)));
        }),
        native('__getitem__', 'self, group, /', function* (evaluation, self, group = none) {
            return groupValue(evaluation, dataOf(evaluation, self), group);
        }),
        native('groups', 'self, default=', function* (evaluation, self, otherwise = none) {
            const { found } = dataOf(evaluation, self);
            return tuple(
                found.spans.slice(1).map((_, index) => {
                    const text = textAt(found, index + 1);
                    return text === undefined ? otherwise : str(text);
                }),
            );
        }),
        native('groupdict', 'self, default=', function* (evaluation, self, otherwise = none) {
            const { found, names } = dataOf(evaluation, self);
            const made = new Dict({ entries: new Map() });
            for (const [name, group] of names) {
                const text = textAt(found, group);
                made.content.entries.set(`s:${name}`, {
                    key: str(name),
                    value: text === undefined ? otherwise : str(text),
                });
            }
            return made;
        }),
        native('start', 'self, group=, /', (evaluation, self, group = int(0)) =>
            edge(evaluation, self, group, 0),
        ),
        native('end', 'self, group=, /', (evaluation, self, group = int(0)) =>
            edge(evaluation, self, group, 1),
        ),
        native('span', 'self, group=, /', function* (evaluation, self, group = int(0)) {
            return tuple([
                yield* edge(evaluation, self, group, 0),
                yield* edge(evaluation, self, group, 1),
            ]);
        }),
        native('expand', 'self, template, /', function* (evaluation, self, template = none) {
            const { found, names } = dataOf(evaluation, self);
            const parts =
                template.kind === 'str'
                    ? templateOf(evaluation, template.value, found.spans.length - 1, names)
                    : undefined;
            return parts === undefined
                ? evaluation.unknown('a replacement is not known', 'str')
                : str(expandTemplate(parts, found));
        }),
        native('__repr__', 'self, /', function* (evaluation, self) {
            const { found } = dataOf(evaluation, self);
            const [start, end] = [
                yield* edge(evaluation, self, int(0), 0),
                yield* edge(evaluation, self, int(0), 1),
            ];
            const text = pythonStringRepr(textAt(found, 0) ?? '');
            return start.kind === 'int' && end.kind === 'int' && text.length <= 50
                ? str(`<re.Match object; span=(${start.value}, ${end.value}), match=${text}>`)
                : evaluation.unknown('how a match is shown', 'str');
        }),
    ],
    {
        _exact_: bool(true),
        lastindex: unknownMember('lastindex'),
        lastgroup: unknownMember('lastgroup'),
    },
);

/** A member of which group matched last, which the engine of regular expressions does not tell. */
function unknownMember(name: string): Property {
    const getter = native(name, 'self, /', function* (evaluation) {
        return evaluation.unknown('which group matched last is not known');
    });
    return { kind: 'property', getter, setter: none, deleter: none };
}
