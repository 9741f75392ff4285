// The methods of `str` that cut, search and join. Those that ask for classes of characters or change
// letters are in letters.ts. Defined in CPython 3.11: Objects/unicodeobject.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { formatText } from '../strFormat.js';
import { numericOf, payloadOf } from '../numeric.js';
import { isText } from '../sequences.js';
import { sliceIndices } from '../ranges.js';
import {
    charactersOf,
    knownOf,
    lengthOf,
    partsOf,
    pointsBefore,
    sliceOf,
    textOf,
    type Part,
    type Text,
} from '../texts.js';
import {
    bool,
    int,
    list,
    List,
    str,
    tuple,
    type NativeFunction,
    type Pattern,
    type Steps,
    type Value,
} from '../values.js';
import { memberOf } from './members.js';
import { known } from '../native.js';
import { variadic } from '../native.js';

const owner = builtinTypes.str;

type Arg = Value | undefined;

/** Python's white space, as the inside of a class of a regular expression. */
export const spaceClass =
    '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/**
 * A method of strings: computed where all is known; `partly` may say more of a string with holes
 * than that it is unknown.
 */
export function stringMethod(
    name: string,
    parameters: string,
    result: string,
    compute: (evaluation: Evaluation, text: string, args: readonly Arg[]) => Value,
    partly?: (evaluation: Evaluation, text: Pattern, args: readonly Arg[]) => Value | undefined,
): NativeFunction {
    return memberOf(
        owner,
        ['str', 'pattern'],
        name,
        parameters,
        function* (evaluation, self, args) {
            return yield* known(evaluation, args, result === '' ? undefined : result, (plain) => {
                if (self.kind === 'str') {
                    return compute(evaluation, self.value, plain);
                }
                const found = partly?.(evaluation, self, plain);
                return (
                    found ??
                    evaluation.unknown(
                        'part of a text is not known',
                        result === '' ? undefined : result,
                    )
                );
            });
        },
        result,
    );
}

function typeName(evaluation: Evaluation, value: Value): string {
    return evaluation.typeOf(value).name;
}

/** The text of an argument that must be a string. */
export function textArg(
    evaluation: Evaluation,
    value: Arg,
    complain: (type: string) => string,
): string {
    if (value?.kind === 'str') {
        return value.value;
    }
    return evaluation.raise('TypeError', complain(typeName(evaluation, value ?? { kind: 'none' })));
}

/** The number of an argument that must be an int, or the one for None and for none given. */
export function intArg(evaluation: Evaluation, value: Arg, otherwise: number): number {
    if (value === undefined) {
        return otherwise;
    }
    const number = numericOf(value);
    if (typeof number !== 'bigint') {
        return evaluation.raise(
            'TypeError',
            `'${typeName(evaluation, value)}' object cannot be interpreted as an integer`,
        );
    }
    return Number(
        BigInt.asIntN(53, number) === number ? number : number < 0n ? -(2n ** 52n) : 2n ** 52n,
    );
}

/** A window into a string, from optional arguments `start` and `end`. */
function windowOf(
    evaluation: Evaluation,
    text: string,
    start: Arg,
    end: Arg,
): { readonly text: string; readonly start: number; readonly valid: boolean } {
    const length = lengthOf(text);
    const bound = (value: Arg): bigint | null =>
        value === undefined || value.kind === 'none' ? null : BigInt(intArg(evaluation, value, 0));
    const cut = sliceIndices(bound(start), bound(end), null, BigInt(length));
    const given = bound(start);
    const [from, to] = [Number(cut.start), Number(cut.stop)];
    const valid = given === null || given <= BigInt(length);
    return {
        text: from === 0 && to === length ? text : sliceOf(text, from, Math.max(from, to)),
        start: from,
        valid: valid && from <= to,
    };
}

function finder(name: string, last: boolean, raises: boolean): NativeFunction {
    return stringMethod(
        name,
        'sub, start=, end=, /',
        'int',
        (evaluation, text, [sub, start, end]) => {
            const needle = textArg(evaluation, sub, (type) => `must be str, not ${type}`);
            const within = windowOf(evaluation, text, start, end);
            const offset = within.valid
                ? last
                    ? within.text.lastIndexOf(needle)
                    : within.text.indexOf(needle)
                : -1;
            if (offset === -1 && raises) {
                evaluation.raise('ValueError', 'substring not found');
            }
            return int(offset === -1 ? -1 : within.start + pointsBefore(within.text, offset));
        },
    );
}

function tester(name: string, atEnd: boolean): NativeFunction {
    const test = (
        evaluation: Evaluation,
        affixes: Arg,
        matches: (affix: string) => boolean | undefined,
    ): Value => {
        const all = affixes?.kind === 'tuple' ? affixes.items.map(payloadOf) : [affixes];
        let doubt = false;
        for (const affix of all) {
            if (
                affix?.kind === 'unknown' ||
                affix?.kind === 'pattern' ||
                affix?.kind === 'choice'
            ) {
                doubt = true;
                continue;
            }
            const text = textArg(evaluation, affix, (type) =>
                affixes?.kind === 'tuple'
                    ? `tuple for ${name} must only contain str, not ${type}`
                    : `${name} first arg must be str or a tuple of str, not ${type}`,
            );
            const verdict = matches(text);
            if (verdict === true) {
                return bool(true);
            }
            doubt ||= verdict === undefined;
        }
        return doubt ? evaluation.unknown('part of a text is not known', 'bool') : bool(false);
    };
    return stringMethod(
        name,
        'prefix, start=, end=, /',
        'bool',
        (evaluation, text, [affixes, start, end]) => {
            const within = windowOf(evaluation, text, start, end);
            return test(
                evaluation,
                affixes,
                (affix) =>
                    within.valid &&
                    (atEnd ? within.text.endsWith(affix) : within.text.startsWith(affix)),
            );
        },
        (evaluation, text, [affixes, start, end]) => {
            if (start !== undefined || end !== undefined) {
                return undefined;
            }
            const ends = knownOf(text);
            return test(evaluation, affixes, (affix) =>
                atEnd ? couldEnd(ends.end, affix) : couldStart(ends.start, affix),
            );
        },
    );
}

function couldStart(start: string, prefix: string): boolean | undefined {
    return start.startsWith(prefix) ? true : prefix.startsWith(start) ? undefined : false;
}

function couldEnd(end: string, suffix: string): boolean | undefined {
    return end.endsWith(suffix) ? true : suffix.endsWith(end) ? undefined : false;
}

/** `text.split(separator, most)`. */
export function splitText(
    evaluation: Evaluation,
    text: string,
    separator: Arg,
    most: number,
    fromRight: boolean,
): readonly string[] {
    if (separator === undefined || separator.kind === 'none') {
        return splitSpaces(text, most, fromRight);
    }
    const by = textArg(evaluation, separator, (type) => `must be str or None, not ${type}`);
    if (by === '') {
        evaluation.raise('ValueError', 'empty separator');
    }
    const pieces = text.split(by);
    if (most < 0 || pieces.length <= most + 1) {
        return pieces;
    }
    // Pieces of overlapping separators differ when they are searched from the right.
    if (fromRight) {
        return splitRight(text, by, most);
    }
    return [...pieces.slice(0, most), pieces.slice(most).join(by)];
}

function splitRight(text: string, by: string, most: number): readonly string[] {
    const pieces: string[] = [];
    let left = text;
    for (let count = 0; most < 0 || count < most; count++) {
        const index = left.lastIndexOf(by);
        if (index === -1) {
            break;
        }
        pieces.unshift(left.slice(index + by.length));
        left = left.slice(0, index);
    }
    return [left, ...pieces];
}

function splitSpaces(text: string, most: number, fromRight: boolean): readonly string[] {
    const words = [...text.matchAll(new RegExp(`[^${spaceClass}]+`, 'g'))];
    if (most < 0 || words.length <= most) {
        return words.map(([word]) => word);
    }
    if (!fromRight) {
        const kept = words.slice(0, most).map(([word]) => word);
        return [...kept, text.slice(words[most]?.index)];
    }
    const kept = words.slice(words.length - most);
    const [first] = kept;
    const head = text.slice(0, first?.index ?? text.length);
    return [trimmed(head, undefined, false, true), ...kept.map(([word]) => word)];
}

/** `text.strip(characters)` on these sides. */
export function trimmed(
    text: string,
    characters: string | undefined,
    left: boolean,
    right: boolean,
): string {
    const all = charactersOf(text);
    const space = new RegExp(`^[${spaceClass}]$`);
    const set = characters === undefined ? undefined : new Set(charactersOf(characters));
    const goes = (character: string | undefined): boolean =>
        character !== undefined && (set?.has(character) ?? space.test(character));
    let [from, to] = [0, all.length];
    while (left && from < to && goes(all[from])) {
        from += 1;
    }
    while (right && from < to && goes(all[to - 1])) {
        to -= 1;
    }
    return all.slice(from, to).join('');
}

function stripper(name: string, left: boolean, right: boolean): NativeFunction {
    const charactersIn = (evaluation: Evaluation, value: Arg): string | undefined =>
        value === undefined || value.kind === 'none'
            ? undefined
            : textArg(evaluation, value, () => `${name} arg must be None or str`);
    return stringMethod(
        name,
        'chars=, /',
        'str',
        (evaluation, text, [chars]) =>
            str(trimmed(text, charactersIn(evaluation, chars), left, right)),
        (evaluation, text, [chars]) => {
            const set = charactersIn(evaluation, chars);
            const parts = [...text.parts];
            const [first] = parts;
            const last = parts.at(-1);
            if (left) {
                const kept = typeof first === 'string' ? trimmed(first, set, true, false) : '';
                if (kept === '') {
                    return undefined;
                }
                parts[0] = kept;
            }
            if (right) {
                const kept = typeof last === 'string' ? trimmed(last, set, false, true) : '';
                if (kept === '') {
                    return undefined;
                }
                parts[parts.length - 1] = kept;
            }
            return textOf(parts);
        },
    );
}

function splitter(name: string, fromRight: boolean): NativeFunction {
    return stringMethod(
        name,
        'sep=, maxsplit=',
        'list',
        (evaluation, text, [separator, most]) =>
            list(
                splitText(evaluation, text, separator, intArg(evaluation, most, -1), fromRight).map(
                    str,
                ),
            ),
        (evaluation, text, [separator, most]) => {
            const { start } = knownOf(text);
            if (
                separator?.kind !== 'str' ||
                separator.value === '' ||
                most !== undefined ||
                fromRight
            ) {
                return undefined;
            }
            // The last separator may begin in the known start and end in what follows.
            const pieces = start.split(separator.value).slice(0, -1);
            const why = evaluation.unknown('part of a text is not known', 'str');
            return new List({
                items: pieces.map(str),
                rest: { why, possible: [why], open: false },
            });
        },
    );
}

/** `text.replace(old, new)` of a string with holes, where no occurrence can lie across an edge. */
function replacedPattern(text: Pattern, old: string, by: string): Value | undefined {
    const { parts } = text;
    for (const [index, part] of parts.entries()) {
        if (typeof part !== 'string') {
            continue;
        }
        for (let length = 1; length < old.length; length++) {
            const runsOut = index < parts.length - 1 && part.endsWith(old.slice(0, length));
            if (runsOut || (0 < index && part.startsWith(old.slice(length)))) {
                return undefined;
            }
        }
    }
    return textOf(
        parts.map((part): Part =>
            typeof part === 'string' ? part.replaceAll(old, () => by) : part,
        ),
    );
}

function replaced(text: string, old: string, by: string, most: number): string {
    if (most < 0 && old !== '') {
        return text.replaceAll(old, () => by);
    }
    const pieces = old === '' ? ['', ...charactersOf(text), ''] : text.split(old);
    const count = most < 0 ? pieces.length : most;
    return pieces.reduce((joined, piece, index) => joined + (index <= count ? by : old) + piece);
}

const cutting: readonly NativeFunction[] = [
    finder('find', false, false),
    finder('rfind', true, false),
    finder('index', false, true),
    finder('rindex', true, true),
    tester('startswith', false),
    tester('endswith', true),
    splitter('split', false),
    splitter('rsplit', true),
    stripper('strip', true, true),
    stripper('lstrip', true, false),
    stripper('rstrip', false, true),
    stringMethod('count', 'sub, start=, end=, /', 'int', (evaluation, text, [sub, start, end]) => {
        const needle = textArg(evaluation, sub, (type) => `must be str, not ${type}`);
        const within = windowOf(evaluation, text, start, end);
        if (!within.valid) {
            return int(0);
        }
        return int(
            needle === '' ? lengthOf(within.text) + 1 : within.text.split(needle).length - 1,
        );
    }),
    stringMethod(
        'replace',
        'old, new, count=, /',
        'str',
        (evaluation, text, [old, by, count]) =>
            str(
                replaced(
                    text,
                    textArg(
                        evaluation,
                        old,
                        (type) => `replace() argument 1 must be str, not ${type}`,
                    ),
                    textArg(
                        evaluation,
                        by,
                        (type) => `replace() argument 2 must be str, not ${type}`,
                    ),
                    intArg(evaluation, count, -1),
                ),
            ),
        (_, text, [old, by, count]) =>
            old?.kind === 'str' && old.value !== '' && by?.kind === 'str' && count === undefined
                ? replacedPattern(text, old.value, by.value)
                : undefined,
    ),
    stringMethod('splitlines', 'keepends=', 'list', (_, text, [keep]) => {
        const lines =
            text.match(
                /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/g,
            ) ?? [];
        const keeps = keep !== undefined && (numericOf(keep) ?? 0n) !== 0n && keep.kind !== 'none';
        return list(
            lines.map((line) =>
                str(
                    keeps
                        ? line
                        : line.replace(/(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/, ''),
                ),
            ),
        );
    }),
    partitioner('partition', false),
    partitioner('rpartition', true),
    stringMethod(
        'removeprefix',
        'prefix, /',
        'str',
        (evaluation, text, [prefix]) => {
            const affix = textArg(
                evaluation,
                prefix,
                (type) => `removeprefix() argument must be str, not ${type}`,
            );
            return str(text.startsWith(affix) ? text.slice(affix.length) : text);
        },
        (_, text, [prefix]) => {
            const verdict =
                prefix?.kind === 'str' ? couldStart(knownOf(text).start, prefix.value) : undefined;
            const [first, ...others] = text.parts;
            return verdict === true && typeof first === 'string' && prefix?.kind === 'str'
                ? textOf([first.slice(prefix.value.length), ...others])
                : verdict === false
                  ? text
                  : undefined;
        },
    ),
    stringMethod(
        'removesuffix',
        'suffix, /',
        'str',
        (evaluation, text, [suffix]) => {
            const affix = textArg(
                evaluation,
                suffix,
                (type) => `removesuffix() argument must be str, not ${type}`,
            );
            return str(affix !== '' && text.endsWith(affix) ? text.slice(0, -affix.length) : text);
        },
        (_, text, [suffix]) => {
            const verdict =
                suffix?.kind === 'str' ? couldEnd(knownOf(text).end, suffix.value) : undefined;
            const last = text.parts.at(-1);
            return verdict === true && typeof last === 'string' && suffix?.kind === 'str'
                ? textOf([
                      ...text.parts.slice(0, -1),
                      last.slice(0, last.length - suffix.value.length),
                  ])
                : verdict === false
                  ? text
                  : undefined;
        },
    ),
    memberOf(
        owner,
        ['str', 'pattern'],
        'join',
        'iterable, /',
        (evaluation, self, [iterable]) => joined(evaluation, self, iterable ?? self),
        'str',
    ),
    variadic('format', true, function* (evaluation, { positional, keywords, more }) {
        const [self, ...args] = positional;
        const template = self === undefined ? undefined : payloadOf(self);
        if (template?.kind === 'choice') {
            return yield* evaluation.fork(
                template.options.map(
                    (option) => () =>
                        evaluation.call(
                            { kind: 'method', self: option, function: formatMethod() },
                            args,
                            keywords,
                        ),
                ),
                template.why,
            );
        }
        return template?.kind !== 'str' || more !== undefined
            ? evaluation.unknown('the text that is formatted is not known', 'str')
            : yield* formatText(evaluation, template.value, args, keywords);
    }),
    memberOf(
        owner,
        ['str'],
        'format_map',
        'mapping, /',
        (evaluation, self, [mapping]) => formatText(evaluation, self.value, [], mapping ?? self),
        'str',
    ),
];

function formatMethod(): Value {
    const method = owner.attributes.content.names.get('format');
    return method === undefined || method.kind === 'maybe' ? { kind: 'none' } : method;
}

function partitioner(name: string, last: boolean): NativeFunction {
    return stringMethod(name, 'sep, /', 'tuple', (evaluation, text, [separator]) => {
        const by = textArg(evaluation, separator, (type) => `must be str, not ${type}`);
        if (by === '') {
            evaluation.raise('ValueError', 'empty separator');
        }
        const at = last ? text.lastIndexOf(by) : text.indexOf(by);
        const pieces =
            at !== -1
                ? [text.slice(0, at), by, text.slice(at + by.length)]
                : last
                  ? ['', '', text]
                  : [text, '', ''];
        return tuple(pieces.map(str));
    });
}

/** `separator.join(iterable)`. */
function* joined(evaluation: Evaluation, separator: Text, iterable: Value): Steps<Value> {
    if (iterable.kind === 'unknown') {
        return evaluation.unknown(iterable.reason, 'str');
    }
    if (iterable.kind === 'choice') {
        return yield* evaluation.fork(
            iterable.options.map((option) => () => joined(evaluation, separator, option)),
            iterable.why,
        );
    }
    if (
        evaluation.findMethod(iterable, '__iter__') === undefined &&
        !iterableKinds.has(iterable.kind)
    ) {
        evaluation.raise('TypeError', 'can only join an iterable');
    }
    const { items, rest } = yield* evaluation.items(iterable);
    return yield* joinedItems(evaluation, separator, items, rest?.why);
}

const iterableKinds = new Set([
    'list',
    'tuple',
    'str',
    'pattern',
    'bytes',
    'dict',
    'set',
    'frozenset',
    'dictview',
    'range',
    'generator',
    'iterator',
    'instance',
    'class',
]);

function* joinedItems(
    evaluation: Evaluation,
    separator: Text,
    items: readonly Value[],
    rest: Value | undefined,
): Steps<Value> {
    const at = items.findIndex((item) => item.kind === 'choice');
    const choice = items[at];
    if (choice?.kind === 'choice' && items.filter((item) => item.kind === 'choice').length < 3) {
        return yield* evaluation.fork(
            choice.options.map(
                (option) => () => joinedItems(evaluation, separator, items.with(at, option), rest),
            ),
            choice.why,
        );
    }
    const parts: Part[] = [];
    for (const [index, item] of items.entries()) {
        const text = payloadOf(item);
        if (!isText(text) && text.kind !== 'unknown' && text.kind !== 'choice') {
            evaluation.raise(
                'TypeError',
                `sequence item ${index}: expected str instance, ${typeName(evaluation, item)} found`,
            );
        }
        parts.push(...(index === 0 ? [] : partsOf(separator)), ...partsOf(text));
    }
    return textOf(rest === undefined ? parts : [...parts, ...partsOf(rest)]);
}

/** Puts the methods into `str`. */
export function defineStrings(): void {
    defineMethods(owner, cutting);
}
