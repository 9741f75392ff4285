// The module `json`: loads and dumps of texts. Files are not read.
// Defined in CPython 3.11: Lib/json/decoder.py, Lib/json/encoder.py.

import type { Evaluation } from '../evaluation.js';
import { floatRepr } from '../floatText.js';
import { native, variadic } from '../native.js';
import { payloadOf } from '../numeric.js';
import { textOf, type Part } from '../texts.js';
import { bool, Dict, float, int, list, none, str, type Steps, type Value } from '../values.js';
import { builtinTypes, exceptionTypes } from '../builtinTypes.js';
import { ClassValue } from '../values.js';
import { makeException } from '../types/objects.js';
import { objectType } from '../builtinTypes.js';

const valueError = exceptionTypes.get('ValueError') ?? objectType;

function decodeErrorClass(): ClassValue {
    const order: ClassValue[] = [];
    const made = new ClassValue(
        'JSONDecodeError',
        [valueError],
        order,
        'json.decoder',
        'library',
        undefined,
    );
    order.push(made, ...valueError.order);
    return made;
}

const decodeError = decodeErrorClass();

/** Reads a text as Python's scanner does: `NaN` and the like are numbers. */
class Scanner {
    private at = 0;
    private readonly text: string;
    constructor(text: string) {
        this.text = text;
    }

    read(): Value {
        this.space();
        const value = this.value();
        this.space();
        if (this.at < this.text.length) {
            this.fail('Extra data');
        }
        return value;
    }

    private fail(what: string, at = this.at): never {
        throw new ScanError(what, at);
    }

    private space(): void {
        while (' \t\n\r'.includes(this.text.charAt(this.at)) && this.at < this.text.length) {
            this.at += 1;
        }
    }

    private value(): Value {
        const start = this.at;
        const next = this.text.charAt(start);
        if (next === '"') {
            return str(this.string());
        }
        if (next === '{') {
            return this.object();
        }
        if (next === '[') {
            return this.array();
        }
        for (const [word, value] of words) {
            if (this.text.startsWith(word, start)) {
                this.at += word.length;
                return value;
            }
        }
        const number = /^(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/.exec(
            this.text.slice(start, start + 400),
        );
        if (number === null) {
            return this.fail('Expecting value', start);
        }
        const [all, whole = '0', fraction, exponent] = number;
        this.at += all.length;
        return fraction === undefined && exponent === undefined
            ? int(BigInt(whole))
            : float(Number(all));
    }

    private string(): string {
        const begin = this.at;
        this.at += 1;
        let result = '';
        for (;;) {
            const character = this.text.charAt(this.at);
            if (character === '') {
                return this.fail('Unterminated string starting at', begin);
            }
            this.at += 1;
            if (character === '"') {
                return result;
            }
            if (character < ' ') {
                return this.fail('Invalid control character at', this.at - 1);
            }
            result += character === '\\' ? this.escape(begin) : character;
        }
    }

    private escape(begin: number): string {
        const character = this.text.charAt(this.at);
        if (character === '') {
            return this.fail('Unterminated string starting at', begin);
        }
        const plain = escapes.get(character);
        if (plain !== undefined) {
            this.at += 1;
            return plain;
        }
        if (character !== 'u') {
            return this.fail('Invalid \\escape', this.at - 1);
        }
        const digits = /^[0-9a-fA-F]{4}/.exec(this.text.slice(this.at + 1, this.at + 5));
        if (digits === null) {
            return this.fail('Invalid \\uXXXX escape', this.at - 1 + 1);
        }
        this.at += 5;
        return String.fromCharCode(parseInt(digits[0], 16));
    }

    private array(): Value {
        const items: Value[] = [];
        this.at += 1;
        this.space();
        if (this.text.charAt(this.at) === ']') {
            this.at += 1;
            return list(items);
        }
        for (;;) {
            items.push(this.value());
            this.space();
            const next = this.text.charAt(this.at);
            if (next === ']') {
                this.at += 1;
                return list(items);
            }
            if (next !== ',') {
                return this.fail("Expecting ',' delimiter");
            }
            this.at += 1;
            this.space();
        }
    }

    private object(): Value {
        const made = new Dict({ entries: new Map() });
        this.at += 1;
        this.space();
        if (this.text.charAt(this.at) === '}') {
            this.at += 1;
            return made;
        }
        for (;;) {
            if (this.text.charAt(this.at) !== '"') {
                return this.fail('Expecting property name enclosed in double quotes');
            }
            const key = this.string();
            this.space();
            if (this.text.charAt(this.at) !== ':') {
                return this.fail("Expecting ':' delimiter");
            }
            this.at += 1;
            this.space();
            made.content.entries.set(`s:${key}`, { key: str(key), value: this.value() });
            this.space();
            const next = this.text.charAt(this.at);
            if (next === '}') {
                this.at += 1;
                return made;
            }
            if (next !== ',') {
                return this.fail("Expecting ',' delimiter");
            }
            this.at += 1;
            this.space();
        }
    }
}

class ScanError {
    readonly what: string;
    readonly at: number;
    constructor(what: string, at: number) {
        this.what = what;
        this.at = at;
    }
}

const words: readonly (readonly [string, Value])[] = [
    ['null', none],
    ['true', bool(true)],
    ['false', bool(false)],
    ['NaN', float(NaN)],
    ['Infinity', float(Infinity)],
    ['-Infinity', float(-Infinity)],
];

const escapes: ReadonlyMap<string, string> = new Map([
    ['"', '"'],
    ['\\', '\\'],
    ['/', '/'],
    ['b', '\b'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
]);

function* load(evaluation: Evaluation, text: Value, hooked: boolean): Steps<Value> {
    if (text.kind === 'choice') {
        return yield* evaluation.fork(
            text.options.map((option) => () => load(evaluation, option, hooked)),
            text.why,
        );
    }
    if (text.kind !== 'str' || hooked) {
        return text.kind === 'unknown' || text.kind === 'pattern' || text.kind === 'bytes' || hooked
            ? evaluation.unknown('what a JSON text says is not known')
            : evaluation.raise(
                  'TypeError',
                  `the JSON object must be str, bytes or bytearray, not ${evaluation.typeOf(text).name}`,
              );
    }
    try {
        return new Scanner(text.value).read();
    } catch (error) {
        if (!(error instanceof ScanError)) {
            throw error;
        }
        const before = text.value.slice(0, error.at);
        const line = before.split('\n').length;
        const column = error.at - before.lastIndexOf('\n');
        const message = `${error.what}: line ${line} column ${column} (char ${error.at})`;
        return evaluation.raiseException(makeException(decodeError, [str(message)]));
    }
}

interface Style {
    readonly indent: string | undefined;
    readonly itemSeparator: string;
    readonly keySeparator: string;
    readonly sortKeys: boolean;
    readonly ascii: boolean;
    readonly otherwise: Value | undefined;
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
    ['"', '\\"'],
    ['\\', '\\\\'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
    ['\f', '\\f'],
    ['\b', '\\b'],
]);

function quoted(text: string, ascii: boolean): string {
    // eslint-disable-next-line no-control-regex -- control characters are what JSON escapes
    const escaped = text.replace(ascii ? /[^ !#-[\]-~]/g : /["\\\x00-\x1f]/g, (character) => {
        return (
            shortEscapes.get(character) ??
            `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
        );
    });
    return `"${escaped}"`;
}

function floatText(value: number): string {
    return Number.isNaN(value)
        ? 'NaN'
        : Number.isFinite(value)
          ? floatRepr(value)
          : value < 0
            ? '-Infinity'
            : 'Infinity';
}

function* dump(
    evaluation: Evaluation,
    whole: Value,
    style: Style,
    depth: number,
): Steps<readonly Part[]> {
    const value = payloadOf(whole);
    switch (value.kind) {
        case 'str':
            return [quoted(value.value, style.ascii)];
        case 'pattern':
            return [
                '"',
                ...value.parts.map((part) =>
                    typeof part === 'string' ? quoted(part, style.ascii).slice(1, -1) : part,
                ),
                '"',
            ];
        case 'none':
            return ['null'];
        case 'bool':
            return [value.value ? 'true' : 'false'];
        case 'int':
            return [value.value.toString()];
        case 'float':
            return [floatText(value.value)];
        case 'list':
        case 'tuple': {
            const { items, rest } = yield* evaluation.items(value);
            const parts: (readonly Part[])[] = [];
            for (const item of items) {
                parts.push(yield* dump(evaluation, item, style, depth + 1));
            }
            return rest === undefined
                ? enclosed('[', parts, ']', style, depth)
                : [evaluation.unknown(rest.why.reason, 'str')];
        }
        case 'dict':
            return yield* dumpDict(evaluation, value, style, depth);
        case 'unknown':
        case 'choice':
            return [
                evaluation.unknown(
                    value.kind === 'unknown' ? value.reason : value.why.reason,
                    'str',
                ),
            ];
        default: {
            if (style.otherwise !== undefined && style.otherwise.kind !== 'none') {
                return yield* dump(
                    evaluation,
                    yield* evaluation.call(style.otherwise, [whole]),
                    style,
                    depth,
                );
            }
            return evaluation.raise(
                'TypeError',
                `Object of type ${evaluation.typeOf(whole).name} is not JSON serializable`,
            );
        }
    }
}

function* dumpDict(
    evaluation: Evaluation,
    value: Dict,
    style: Style,
    depth: number,
): Steps<readonly Part[]> {
    const { entries, rest, unordered } = value.content;
    if (
        rest !== undefined ||
        unordered !== undefined ||
        [...entries.values()].some(({ maybe }) => maybe === true)
    ) {
        return [evaluation.unknown('which entries a dict has is not known', 'str')];
    }
    let all: readonly Value[] = [...entries.values()].map(({ key, value: item }) => ({
        kind: 'tuple',
        items: [key, item],
    }));
    if (style.sortKeys) {
        const sorted = yield* evaluation.items(
            yield* evaluation.call(yield* sortFunction(evaluation), [list(all)]),
        );
        if (sorted.rest !== undefined) {
            return [evaluation.unknown('the order of keys is not known', 'str')];
        }
        all = sorted.items;
    }
    const parts: (readonly Part[])[] = [];
    for (const pair of all) {
        const [key = none, item = none] = pair.kind === 'tuple' ? pair.items : [];
        parts.push([
            ...keyText(evaluation, key, style),
            style.keySeparator,
            ...(yield* dump(evaluation, item, style, depth + 1)),
        ]);
    }
    return enclosed('{', parts, '}', style, depth);
}

function* sortFunction(_evaluation: Evaluation): Steps<Value> {
    return native('sorted', 'pairs, /', function* (evaluation, pairs = none) {
        const sort = yield* evaluation.getAttribute(pairs, 'sort');
        const keyed = native('key', 'pair, /', function* (_inner, pair = none) {
            return pair.kind === 'tuple' ? (pair.items[0] ?? none) : pair;
        });
        yield* evaluation.call(sort, [], new Map([['key', keyed]]));
        return pairs;
    });
}

function keyText(evaluation: Evaluation, key: Value, style: Style): readonly Part[] {
    const plain = payloadOf(key);
    switch (plain.kind) {
        case 'str':
            return [quoted(plain.value, style.ascii)];
        case 'int':
            return [`"${plain.value}"`];
        case 'float':
            return [`"${floatText(plain.value)}"`];
        case 'bool':
            return [plain.value ? '"true"' : '"false"'];
        case 'none':
            return ['"null"'];
        case 'unknown':
        case 'pattern':
        case 'choice':
            return [evaluation.unknown('a key is not known', 'str')];
        default:
            return evaluation.raise(
                'TypeError',
                `keys must be str, int, float, bool or None, not ${evaluation.typeOf(key).name}`,
            );
    }
}

function enclosed(
    open: string,
    items: readonly (readonly Part[])[],
    close: string,
    style: Style,
    depth: number,
): readonly Part[] {
    if (items.length === 0) {
        return [open + close];
    }
    const { indent } = style;
    const line = indent === undefined ? '' : `\n${indent.repeat(depth + 1)}`;
    const end = indent === undefined ? '' : `\n${indent.repeat(depth)}`;
    const body = items.flatMap((item, index): readonly Part[] => [
        index === 0 ? line : style.itemSeparator + line,
        ...item,
    ]);
    return [open, ...body, end + close];
}

const dumps = variadic('dumps', false, function* (evaluation, { positional, keywords, more }) {
    const [value] = positional;
    if (value === undefined || more !== undefined || keywords.has('cls')) {
        return evaluation.unknown('how a JSON text is written is not known', 'str');
    }
    const style = yield* styleOf(evaluation, keywords);
    if (style === undefined) {
        return evaluation.unknown('how a JSON text is written is not known', 'str');
    }
    return textOf(yield* dump(evaluation, value, style, 0));
});

function* styleOf(
    evaluation: Evaluation,
    keywords: ReadonlyMap<string, Value>,
): Steps<Style | undefined> {
    const indent = keywords.get('indent') ?? none;
    const separators = keywords.get('separators');
    const [itemSeparator, keySeparator] =
        separators?.kind === 'tuple' || separators?.kind === 'list'
            ? (yield* evaluation.items(separators)).items
            : [];
    const sortKeys = yield* evaluation.truth(keywords.get('sort_keys') ?? bool(false));
    const ascii = yield* evaluation.truth(keywords.get('ensure_ascii') ?? bool(true));
    const knownIndent = indent.kind === 'none' || indent.kind === 'int' || indent.kind === 'str';
    if (
        !knownIndent ||
        typeof sortKeys !== 'boolean' ||
        typeof ascii !== 'boolean' ||
        (itemSeparator !== undefined &&
            (itemSeparator.kind !== 'str' || keySeparator?.kind !== 'str'))
    ) {
        return undefined;
    }
    return {
        indent:
            indent.kind === 'int'
                ? ' '.repeat(Math.max(Number(indent.value), 0))
                : indent.kind === 'str'
                  ? indent.value
                  : undefined,
        itemSeparator:
            itemSeparator?.kind === 'str'
                ? itemSeparator.value
                : indent.kind === 'none'
                  ? ', '
                  : ',',
        keySeparator: keySeparator?.kind === 'str' ? keySeparator.value : ': ',
        sortKeys,
        ascii,
        otherwise: keywords.get('default'),
    };
}

/** The members of `json`. */
export function jsonMembers(): Readonly<Record<string, Value>> {
    return {
        loads: variadic('loads', false, function* (evaluation, { positional, keywords }) {
            return yield* load(evaluation, positional[0] ?? none, 0 < keywords.size);
        }),
        load: variadic('load', false, function* (evaluation) {
            return evaluation.unknown('what a JSON file says is not known');
        }),
        dumps,
        dump: variadic('dump', false, function* () {
            return none;
        }),
        JSONDecodeError: decodeError,
        JSONEncoder: builtinTypes.object,
    };
}
