// The methods of `str` that ask for classes of characters, change letters, pad and encode.
// Defined in CPython 3.11: Objects/unicodeobject.c, Objects/unicodectype.c.

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import { encodeText } from '../codecs.js';
import type { Evaluation } from '../evaluation.js';
import { numericOf } from '../numeric.js';
import { charactersOf, lengthOf, textOf } from '../texts.js';
import { bool, Dict, int, none, str, type NativeFunction, type Value } from '../values.js';
import { known } from '../native.js';
import { native } from '../native.js';
import { intArg, stringMethod, textArg } from './stringMethod.js';
import { spaceClass } from './stringCutting.js';

type Arg = Value | undefined;

const ascii = /^\p{ASCII}*$/u;

/** A test of all characters; texts for which `sure` does not hold are left open. */
function asks(name: string, test: RegExp, doubtful?: RegExp): NativeFunction {
    return stringMethod(name, '', 'bool', (evaluation, text) =>
        doubtful?.test(text) === true
            ? evaluation.unknown('the class of a character is not known', 'bool')
            : bool(test.test(text)),
    );
}

/** A change of letters; `sure` says for which texts JavaScript changes them as Python does. */
function changes(
    name: string,
    change: (text: string) => string,
    sure?: (text: string) => boolean,
): NativeFunction {
    return stringMethod(name, '', 'str', (evaluation, text) =>
        ascii.test(text) || (sure?.(text) ?? true)
            ? str(change(text))
            : evaluation.unknown('the title case of a letter is not known', 'str'),
    );
}

/** A change of each letter for itself, of which the known parts of a text are known. */
function eachLetter(name: string, change: (text: string) => string): NativeFunction {
    return stringMethod(
        name,
        '',
        'str',
        (_, text) => str(change(text)),
        (evaluation, { parts }) =>
            parts.every((part) => typeof part !== 'string' || ascii.test(part))
                ? textOf(
                      parts.map((part) =>
                          typeof part === 'string'
                              ? change(part)
                              : evaluation.unknown('part of a text is not known', 'str'),
                      ),
                  )
                : undefined,
    );
}

const isCased = /^[\p{Lu}\p{Ll}\p{Lt}]$/u;

function titled(text: string): string {
    let inWord = false;
    return charactersOf(text)
        .map((character) => {
            const shown = inWord ? character.toLowerCase() : character.toUpperCase();
            inWord = isCased.test(character);
            return shown;
        })
        .join('');
}

/** Whether each letter has one upper case, which then is its title case. */
function plainCase(text: string): boolean {
    return charactersOf(text).every(
        (character) =>
            character.toUpperCase().length === character.length &&
            !/[\u01c4-\u01cc\u01f1-\u01f3\u03a3\u10d0-\u10ff]/.test(character),
    );
}

function isTitle(text: string): boolean {
    let [cased, previous] = [false, false];
    for (const character of text) {
        if (/[\p{Lu}\p{Lt}]/u.test(character)) {
            if (previous) {
                return false;
            }
            [cased, previous] = [true, true];
        } else if (/\p{Ll}/u.test(character)) {
            if (!previous) {
                return false;
            }
            cased = true;
        } else {
            previous = false;
        }
    }
    return cased;
}

function justified(
    name: string,
    place: (missing: number, width: number) => number,
): NativeFunction {
    return stringMethod(name, 'width, fillchar=, /', 'str', (evaluation, text, [width, fill]) => {
        const by =
            fill === undefined
                ? ' '
                : textArg(
                      evaluation,
                      fill,
                      () =>
                          'The fill character must be a unicode character, not ' +
                          evaluation.typeOf(fill).name,
                  );
        if (lengthOf(by) !== 1) {
            evaluation.raise('TypeError', 'The fill character must be exactly one character long');
        }
        const wide = intArg(evaluation, width, 0);
        const missing = Math.max(wide - lengthOf(text), 0);
        if (100_000 < missing) {
            return evaluation.unknown('the text is too long', 'str');
        }
        const left = place(missing, wide);
        return str(by.repeat(left) + text + by.repeat(missing - left));
    });
}

function zeroFilled(text: string, width: number): string {
    const missing = '0'.repeat(Math.max(width - lengthOf(text), 0));
    return /^[+-]/.test(text) ? text.slice(0, 1) + missing + text.slice(1) : missing + text;
}

function expandedTabs(text: string, size: number): string {
    let column = 0;
    return charactersOf(text)
        .map((character) => {
            if (character === '\t') {
                const spaces = size <= 0 ? 0 : size - (column % size);
                column += spaces;
                return ' '.repeat(spaces);
            }
            column = character === '\n' || character === '\r' ? 0 : column + 1;
            return character;
        })
        .join('');
}

const letters: readonly NativeFunction[] = [
    eachLetter('upper', (text) => text.toUpperCase()),
    eachLetter('lower', (text) => text.toLowerCase()),
    changes(
        'casefold',
        (text) => text.toLowerCase(),
        () => false,
    ),
    changes('title', titled, plainCase),
    changes(
        'capitalize',
        (text) => {
            const [first = '', ...others] = charactersOf(text);
            return first.toUpperCase() + others.join('').toLowerCase();
        },
        plainCase,
    ),
    changes(
        'swapcase',
        (text) =>
            charactersOf(text)
                .map((character) =>
                    /\p{Lu}/u.test(character) ? character.toLowerCase() : character.toUpperCase(),
                )
                .join(''),
        plainCase,
    ),
    asks('isalpha', /^\p{L}+$/u),
    asks('isdecimal', /^\p{Nd}+$/u),
    asks('isdigit', /^\p{Nd}+$/u, /\p{No}/u),
    asks('isnumeric', /^\p{N}+$/u, /\P{ASCII}/u),
    asks('isalnum', /^[\p{L}\p{N}]+$/u, /\p{No}/u),
    asks('isspace', new RegExp(`^[${spaceClass}]+$`)),
    asks('isascii', ascii),
    asks('isidentifier', /^[\p{XID_Start}_]\p{XID_Continue}*$/u),
    asks('isprintable', /^(?:[^\p{C}\p{Z}]| )*$/u),
    asks('isupper', /^[^\p{Ll}\p{Lt}]*\p{Lu}[^\p{Ll}\p{Lt}]*$/u),
    asks('islower', /^[^\p{Lu}\p{Lt}]*\p{Ll}[^\p{Lu}\p{Lt}]*$/u),
    stringMethod('istitle', '', 'bool', (_, text) => bool(isTitle(text))),
    justified('ljust', () => 0),
    justified('rjust', (missing) => missing),
    justified('center', (missing, width) => Math.floor(missing / 2) + (missing & width & 1)),
    stringMethod('zfill', 'width, /', 'str', (evaluation, text, [width]) =>
        str(zeroFilled(text, Math.min(intArg(evaluation, width, 0), 100_000))),
    ),
    stringMethod('expandtabs', 'tabsize=', 'str', (evaluation, text, [size]) =>
        str(expandedTabs(text, intArg(evaluation, size, 8))),
    ),
    stringMethod('encode', 'encoding=, errors=', 'bytes', (evaluation, text, [encoding, errors]) =>
        encodeText(
            evaluation,
            text,
            encoding === undefined
                ? 'utf-8'
                : textArg(
                      evaluation,
                      encoding,
                      (type) => `encode() argument 'encoding' must be str, not ${type}`,
                  ),
            errors === undefined
                ? 'strict'
                : textArg(
                      evaluation,
                      errors,
                      (type) => `encode() argument 'errors' must be str, not ${type}`,
                  ),
        ),
    ),
    stringMethod('translate', 'table, /', 'str', (evaluation, text, [table]) =>
        translated(evaluation, text, table),
    ),
];

function translated(evaluation: Evaluation, text: string, table: Arg): Value {
    if (table?.kind !== 'dict' || table.content.rest !== undefined) {
        return evaluation.unknown('a table of characters is not known', 'str');
    }
    let result = '';
    for (const character of charactersOf(text)) {
        const entry = table.content.entries.get(`n:${character.codePointAt(0) ?? 0}`);
        if (entry === undefined) {
            result += character;
            continue;
        }
        const { value } = entry;
        const number = numericOf(value);
        if (
            entry.maybe === true ||
            (value.kind !== 'str' && value.kind !== 'none' && typeof number !== 'bigint')
        ) {
            return evaluation.unknown('a table of characters is not known', 'str');
        }
        result +=
            value.kind === 'str'
                ? value.value
                : value.kind === 'none'
                  ? ''
                  : String.fromCodePoint(Number(number));
    }
    return str(result);
}

const makeTable = native('maketrans', 'x, y=, z=, /', function* (evaluation, x, y, z) {
    return yield* known(evaluation, [x, y, z], 'dict', ([from, to, gone]) => {
        const table = new Dict({ entries: new Map() });
        const put = (point: number, value: Value): void => {
            table.content.entries.set(`n:${point}`, { key: int(point), value });
        };
        if (to === undefined) {
            if (from?.kind !== 'dict') {
                return evaluation.raise(
                    'TypeError',
                    'if you give only one argument to maketrans it must be a dict',
                );
            }
            for (const { key, value } of from.content.entries.values()) {
                put(
                    key.kind === 'str'
                        ? (key.value.codePointAt(0) ?? 0)
                        : Number(numericOf(key) ?? 0),
                    value,
                );
            }
            return table;
        }
        const complain = (type: string): string =>
            `maketrans() argument 2 must be str, not ${type}`;
        const [sources, targets] = [
            charactersOf(
                textArg(
                    evaluation,
                    from,
                    () => 'first maketrans argument must be a string if there is a second argument',
                ),
            ),
            charactersOf(textArg(evaluation, to, complain)),
        ];
        if (sources.length !== targets.length) {
            evaluation.raise(
                'ValueError',
                'the first two maketrans arguments must have equal length',
            );
        }
        sources.forEach((character, index) => {
            put(character.codePointAt(0) ?? 0, int(targets[index]?.codePointAt(0) ?? 0));
        });
        for (const character of gone?.kind === 'str' ? charactersOf(gone.value) : []) {
            put(character.codePointAt(0) ?? 0, none);
        }
        return table;
    });
});

/** Puts the methods into `str`. */
export function defineLetters(): void {
    defineMethods(builtinTypes.str, letters, {
        maketrans: { kind: 'staticmethod', function: makeTable },
    });
}
