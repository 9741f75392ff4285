// The module `re`: its functions, and the classes Pattern and Match.
// Defined in CPython 3.11: Lib/re/__init__.py, Modules/_sre/sre.c.

import { defineMethods } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { known, native } from '../native.js';
import { indexOf } from '../numeric.js';
import { offsetOf } from '../texts.js';
import {
    bool,
    type Instance,
    int,
    none,
    str,
    type NativeFunction,
    type Steps,
    type Value,
} from '../values.js';
import { errorClass, matchClass, matchObject } from './regexMatch.js';
import { find, type Found, type Mode } from './regexMatching.js';
import {
    patternClass,
    compiledOf,
    flagValues,
    patternObject,
    withPattern,
} from './regexPattern.js';
import { replaceAll, splitBy, listAll, iterateAll } from './regexWhole.js';

function shown(self: Instance, found: Found | undefined, position: number): Value {
    return found === undefined ? none : matchObject(self, found, position);
}

/** `pattern.match(text, pos, endpos)` and the like. */
function* findOne(
    evaluation: Evaluation,
    mode: Mode,
    pattern: Value,
    flags: Value | undefined,
    text: Value,
    start: Value | undefined,
    end: Value | undefined,
): Steps<Value> {
    return yield* withPattern(
        evaluation,
        pattern,
        flags,
        text,
        function* (compiled, self, subject) {
            const [first, last] = yield* bounds(evaluation, start, end);
            if (first === undefined || last === undefined) {
                return evaluation.unknown('where a search begins is not known');
            }
            const cut = last === null ? subject : subject.slice(0, offsetOf(subject, last));
            return shown(
                self,
                find(compiled, mode, cut, Math.min(offsetOf(cut, first), cut.length)),
                first,
            );
        },
    );
}

function* bounds(
    evaluation: Evaluation,
    start: Value | undefined,
    end: Value | undefined,
): Steps<readonly [number | undefined, number | null | undefined]> {
    const first = start === undefined ? 0n : yield* indexOf(evaluation, start);
    const last = end === undefined ? null : yield* indexOf(evaluation, end);
    const clamped = (bound: bigint): number => (bound < 0n ? 0 : Number(bound));
    return [
        first === undefined ? undefined : clamped(first),
        last === null || last === undefined ? last : clamped(last),
    ];
}

const finders: readonly (readonly [string, Mode])[] = [
    ['search', 'search'],
    ['match', 'match'],
    ['fullmatch', 'fullmatch'],
];

function definePattern(): void {
    defineMethods(
        patternClass,
        [
            ...finders.map(([name, mode]) =>
                native(
                    name,
                    'self, string, pos=, endpos=',
                    (evaluation, self = none, text = none, start, end) =>
                        findOne(evaluation, mode, self, undefined, text, start, end),
                ),
            ),
            native(
                'findall',
                'self, string, pos=, endpos=',
                (evaluation, self = none, text = none) =>
                    withPattern(
                        evaluation,
                        self,
                        undefined,
                        text,
                        (compiled, _self, subject) => listAll(evaluation, compiled, subject),
                        'list',
                    ),
            ),
            native(
                'finditer',
                'self, string, pos=, endpos=',
                (evaluation, self = none, text = none) =>
                    withPattern(evaluation, self, undefined, text, (compiled, owner, subject) =>
                        iterateAll(evaluation, compiled, owner, subject),
                    ),
            ),
            native(
                'split',
                'self, string, maxsplit=',
                (evaluation, self = none, text = none, most) =>
                    withPattern(
                        evaluation,
                        self,
                        undefined,
                        text,
                        (compiled, _self, subject) => splitBy(evaluation, compiled, subject, most),
                        'list',
                    ),
            ),
            native(
                'sub',
                'self, repl, string, count=',
                (evaluation, self = none, by = none, text = none, count) =>
                    withPattern(
                        evaluation,
                        self,
                        undefined,
                        text,
                        (compiled, owner, subject) =>
                            replaceAll(evaluation, compiled, owner, by, subject, count, false),
                        'str',
                    ),
            ),
            native(
                'subn',
                'self, repl, string, count=',
                (evaluation, self = none, by = none, text = none, count) =>
                    withPattern(
                        evaluation,
                        self,
                        undefined,
                        text,
                        (compiled, owner, subject) =>
                            replaceAll(evaluation, compiled, owner, by, subject, count, true),
                        'tuple',
                    ),
            ),
            native('__repr__', 'self, /', function* (evaluation, self = none) {
                const compiled = self.kind === 'instance' ? compiledOf.get(self) : undefined;
                const { flags } = compiled?.translation ?? {};
                const isPlain =
                    flags !== undefined &&
                    !flags.ascii &&
                    !flags.ignoreCase &&
                    !flags.multiline &&
                    !flags.dotAll &&
                    !flags.verbose;
                const text = yield* evaluation.repr(str(compiled?.pattern ?? ''));
                return isPlain && text.kind === 'str' && text.value.length < 200
                    ? str(`re.compile(${text.value})`)
                    : evaluation.unknown('how a pattern is shown', 'str');
            }),
        ],
        { _exact_: bool(true) },
    );
}

definePattern();

const special = new Set('()[]{}?*+-|^$\\.&~# \t\n\r\v\f');

const functions: readonly NativeFunction[] = [
    ...finders.map(([name, mode]) =>
        native(name, 'pattern, string, flags=', (evaluation, pattern = none, text = none, flags) =>
            findOne(evaluation, mode, pattern, flags, text, undefined, undefined),
        ),
    ),
    native('compile', 'pattern, flags=', function* (evaluation, pattern = none, flags) {
        if (pattern.kind === 'choice') {
            return yield* evaluation.fork(
                pattern.options.map(
                    (option) => () =>
                        evaluation.call(
                            functionNamed('compile'),
                            flags === undefined ? [option] : [option, flags],
                        ),
                ),
                pattern.why,
            );
        }
        return (
            patternObject(evaluation, pattern, flags) ??
            evaluation.unknown('a regular expression is not known or not followed')
        );
    }),
    native('findall', 'pattern, string, flags=', (evaluation, pattern = none, text = none, flags) =>
        withPattern(
            evaluation,
            pattern,
            flags,
            text,
            (compiled, _self, subject) => listAll(evaluation, compiled, subject),
            'list',
        ),
    ),
    native(
        'finditer',
        'pattern, string, flags=',
        (evaluation, pattern = none, text = none, flags) =>
            withPattern(evaluation, pattern, flags, text, (compiled, self, subject) =>
                iterateAll(evaluation, compiled, self, subject),
            ),
    ),
    native(
        'split',
        'pattern, string, maxsplit=, flags=',
        (evaluation, pattern = none, text = none, most, flags) =>
            withPattern(
                evaluation,
                pattern,
                flags,
                text,
                (compiled, _self, subject) => splitBy(evaluation, compiled, subject, most),
                'list',
            ),
    ),
    native(
        'sub',
        'pattern, repl, string, count=, flags=',
        (evaluation, pattern = none, by = none, text = none, count, flags) =>
            withPattern(
                evaluation,
                pattern,
                flags,
                text,
                (compiled, self, subject) =>
                    replaceAll(evaluation, compiled, self, by, subject, count, false),
                'str',
            ),
    ),
    native(
        'subn',
        'pattern, repl, string, count=, flags=',
        (evaluation, pattern = none, by = none, text = none, count, flags) =>
            withPattern(
                evaluation,
                pattern,
                flags,
                text,
                (compiled, self, subject) =>
                    replaceAll(evaluation, compiled, self, by, subject, count, true),
                'tuple',
            ),
    ),
    native('escape', 'pattern', function* (evaluation, pattern) {
        return yield* known(evaluation, [pattern], 'str', ([text = none]) =>
            text.kind === 'str'
                ? str(
                      [...text.value]
                          .map((character) =>
                              special.has(character) ? `\\${character}` : character,
                          )
                          .join(''),
                  )
                : evaluation.unknown('what is escaped is not a text'),
        );
    }),
    native('purge', '', function* () {
        return none;
    }),
];

function functionNamed(name: string): Value {
    return functions.find((called) => called.name === name) ?? none;
}

/** The members of `re`. */
export function regexMembers(): Readonly<Record<string, Value>> {
    const flags = {
        ...flagValues,
        ASCII: 256,
        IGNORECASE: 2,
        LOCALE: 4,
        MULTILINE: 8,
        DOTALL: 16,
        UNICODE: 32,
        VERBOSE: 64,
        TEMPLATE: 1,
        NOFLAG: 0,
    };
    return {
        ...Object.fromEntries(functions.map((called) => [called.name, called])),
        ...Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, int(value)])),
        Pattern: patternClass,
        Match: matchClass,
        error: errorClass,
    };
}
