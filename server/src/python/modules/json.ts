// The module `json`: loads and dumps of texts.
// Defined in CPython 3.11: Lib/json/decoder.py, Lib/json/encoder.py.

import { builtinTypes, exceptionTypes, objectType } from '../builtinTypes.js';
import type { Evaluation } from '../evaluation.js';
import { variadic } from '../native.js';
import { textOf } from '../texts.js';
import { makeException } from '../types/exceptions.js';
import { bool, none, str, type Steps, type Value, ClassValue } from '../values.js';
import { Scanner, ScanError } from './jsonScanner.js';
import { decodeUtf8 } from '../../util/utf8.js';
import { type Style, dump } from './jsonWriter.js';

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

function* load(evaluation: Evaluation, text: Value, hooked: boolean): Steps<Value> {
    if (text.kind === 'choice') {
        return yield* evaluation.fork(
            text.options.map((option) => () => load(evaluation, option, hooked)),
            text.why,
        );
    }
    if (text.kind === 'bytes' && isPlain(text.value)) {
        return yield* load(evaluation, str(decodeUtf8(text.value)), hooked);
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

/** Whether bytes are in ASCII, whatever encoding they are taken for. */
function isPlain(bytes: Uint8Array): boolean {
    return bytes.every((byte) => 0 < byte && byte < 0x80);
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
        load: variadic('load', false, function* (evaluation, { positional, keywords }) {
            const read = yield* evaluation.getAttribute(positional[0] ?? none, 'read');
            return yield* load(evaluation, yield* evaluation.call(read, []), 0 < keywords.size);
        }),
        dumps,
        dump: variadic('dump', false, function* () {
            return none;
        }),
        JSONDecodeError: decodeError,
        JSONEncoder: builtinTypes.object,
    };
}
