// `in`, over all containers, and what iterating gives.
// Defined in CPython 3.11: Objects/abstract.c (PySequence_Contains) and the sq_contains of each class.

import { sameOrEqual } from './comparison.js';
import { type Evaluation, Perhaps } from './evaluation.js';
import { type TextValue, unknownOf } from './identity.js';
import { numericOf } from './numeric.js';
import { rangeHas } from './ranges.js';
import { partsOf } from './texts.js';
import { lookUp } from './typeOf.js';
import type { Steps, Unknown, Value } from './values.js';
import { type Verdict, verdictValue, verdictOf } from './verdicts.js';

/** `item in container`. */
export function* contains(evaluation: Evaluation, container: Value, item: Value): Steps<Verdict> {
    if (container.kind === 'choice' || item.kind === 'choice') {
        const choice =
            container.kind === 'choice' ? container : item.kind === 'choice' ? item : undefined;
        const result = yield* evaluation.fork(
            (choice?.options ?? []).map(
                (option) =>
                    function* () {
                        return verdictValue(
                            container.kind === 'choice'
                                ? yield* contains(evaluation, option, item)
                                : yield* contains(evaluation, container, option),
                        );
                    },
            ),
            choice?.why ?? evaluation.unknown('one of several values'),
        );
        return result.kind === 'bool'
            ? result.value
            : result.kind === 'unknown'
              ? result
              : (choice?.why ?? evaluation.unknown('one of several values', 'bool'));
    }
    switch (container.kind) {
        case 'unknown':
            return container;
        case 'str':
        case 'pattern':
            return inText(evaluation, container, item);
        case 'bytes':
            return inBytes(evaluation, container.value, item);
        case 'tuple':
            return yield* amongItems(evaluation, container.items, item);
        case 'list': {
            const { items, rest } = container.content;
            const verdict = yield* amongItems(evaluation, items, item);
            if (rest === undefined || verdict !== false) {
                return verdict;
            }
            return rest.open || (yield* amongItems(evaluation, rest.possible, item)) !== false
                ? rest.why
                : false;
        }
        case 'dict':
        case 'set':
        case 'frozenset': {
            const key = yield* evaluation.keyOf(item);
            const entry = key === undefined ? undefined : container.content.entries.get(key);
            if (key === undefined) {
                return container.content.entries.size === 0 && container.content.rest === undefined
                    ? false
                    : unknownOf(evaluation, item);
            }
            if (entry !== undefined && entry.maybe !== true) {
                return true;
            }
            return entry !== undefined
                ? evaluation.unknown('it is not known whether the key is there', 'bool')
                : yield* absent(container);
        }
        case 'dictview':
            if (container.view === 'keys') {
                return yield* contains(evaluation, container.dict, item);
            }
            break;
        case 'range': {
            const number = numericOf(item);
            if (number !== undefined) {
                return rangeHas(container, number);
            }
            break;
        }
        case 'instance': {
            const method = evaluation.findMethod(container, '__contains__');
            if (method !== undefined) {
                return yield* verdictOf(evaluation, yield* evaluation.call(method, [item]));
            }
            break;
        }
        case 'iterator':
        case 'generator':
            break;
        case 'class':
            if (lookUp(container, '__class_iter__') !== undefined) {
                break;
            }
            return notIterable(evaluation, container);
        default:
            return notIterable(evaluation, container);
    }
    return yield* amongIterated(evaluation, container, item);
}

function notIterable(evaluation: Evaluation, container: Value): never {
    return evaluation.raise(
        'TypeError',
        `argument of type '${evaluation.typeOf(container).name}' is not iterable`,
    );
}

/** Keys of a dict that are not known may be any; those of a set of which some are lost may too. */
function* absent(
    container: Extract<Value, { kind: 'dict' | 'set' | 'frozenset' }>,
): Steps<Verdict> {
    return container.content.rest ?? false;
}

function* amongItems(evaluation: Evaluation, items: readonly Value[], item: Value): Steps<Verdict> {
    let doubt: Unknown | undefined;
    for (const each of items) {
        const verdict = yield* sameOrEqual(evaluation, each, item);
        if (verdict === true) {
            return true;
        }
        doubt ??= typeof verdict === 'boolean' ? undefined : verdict;
    }
    return doubt ?? false;
}

/** Goes through an iterable until the item is found, as far as that uses it up. */
function* amongIterated(evaluation: Evaluation, container: Value, item: Value): Steps<Verdict> {
    const iterator = yield* evaluation.iterator(container);
    for (;;) {
        const next = yield* evaluation.next(iterator);
        if (next === 'done') {
            return false;
        }
        if (next instanceof Perhaps) {
            return next.rest.why;
        }
        const verdict = yield* sameOrEqual(evaluation, next, item);
        if (verdict === true) {
            return true;
        }
        if (verdict !== false) {
            yield* evaluation.items(iterator);
            return verdict;
        }
    }
}

function inText(evaluation: Evaluation, text: TextValue, item: Value): Verdict {
    if (item.kind === 'unknown') {
        return item;
    }
    const needle = item.kind === 'instance' ? item.payload : item;
    if (needle?.kind !== 'str' && needle?.kind !== 'pattern') {
        const type = evaluation.typeOf(item).name;
        evaluation.raise('TypeError', `'in <string>' requires string as left operand, not ${type}`);
    }
    const doubt = evaluation.unknown('part of a text is not known', 'bool');
    if (needle.kind === 'pattern') {
        const parts = partsOf(needle);
        const absentPart =
            text.kind === 'str' &&
            parts.some((part) => typeof part === 'string' && !text.value.includes(part));
        return absentPart ? false : doubt;
    }
    return partsOf(text).some((part) => typeof part === 'string' && part.includes(needle.value))
        ? true
        : text.kind === 'str'
          ? false
          : doubt;
}

function inBytes(evaluation: Evaluation, bytes: Uint8Array, item: Value): Verdict {
    const number = numericOf(item);
    if (typeof number === 'bigint') {
        return bytes.includes(Number(number));
    }
    if (item.kind === 'bytes') {
        return `,${bytes.join()},`.includes(`,${item.value.join()},`) || item.value.length === 0;
    }
    if (item.kind === 'unknown') {
        return item;
    }
    return evaluation.raise(
        'TypeError',
        `a bytes-like object is required, not '${evaluation.typeOf(item).name}'`,
    );
}
