// Writing values as JSON texts. Defined in CPython 3.11: Lib/json/encoder.py.

import type { Evaluation } from '../evaluation.js';
import { floatRepr } from '../floatText.js';
import { native } from '../native.js';
import { payloadOf } from '../numeric.js';
import type { Part } from '../texts.js';
import { type Dict, list, none, type Steps, type Value } from '../values.js';

/** How `json.dumps` was asked to write. */
export interface Style {
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

/** A value as JSON. */
export function* dump(
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

/** Parts between brackets, indented as asked. */
export function enclosed(
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
