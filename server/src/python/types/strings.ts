// The methods of `str` that cut, search and join. Those that ask for classes of characters or change
// letters are in letters.ts. Defined in CPython 3.11: Objects/unicodeobject.c.

import { defineMethods } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { variadic } from '../native.js';
import { numericOf, payloadOf } from '../numeric.js';
import { formatText } from '../strFormat.js';
import { knownOf, lengthOf, textOf } from '../texts.js';
import { int, list, List, str, tuple, type NativeFunction, type Value } from '../values.js';
import { memberOf } from './members.js';
import {
    couldStart,
    couldEnd,
    linesOf,
    splitText,
    trimmed,
    replacedPattern,
    replaced,
} from './stringCutting.js';
import { finder, tester } from './stringFinding.js';
import { joined } from './stringJoin.js';
import { owner, type Arg, stringMethod, textArg, intArg, windowOf } from './stringMethod.js';

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
        const keeps = keep !== undefined && (numericOf(keep) ?? 0n) !== 0n && keep.kind !== 'none';
        return list(linesOf(text, keeps).map(str));
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

/** Puts the methods into `str`. */
export function defineStrings(): void {
    defineMethods(owner, cutting);
}
