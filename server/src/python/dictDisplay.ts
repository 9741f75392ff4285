// Making dicts: entries one by one, and `**mapping`.

import type { Evaluation } from './evaluation.js';
import type { DictEntry } from './contents.js';
import { joinValues } from './join.js';
import { Dict, type Steps, type Value } from './values.js';

/** A dict without entries. */
export function emptyDict(): Dict {
    return new Dict({ entries: new Map() });
}

/** `dict[key] = value`, with the place of the entry. */
export function* addEntry(
    evaluation: Evaluation,
    dict: Dict,
    key: Value,
    value: Value,
): Steps<void> {
    if (key.kind === 'choice') {
        yield* evaluation.fork(
            key.options.map(
                (option) =>
                    function* () {
                        yield* addEntry(evaluation, dict, option, value);
                        return option;
                    },
            ),
            key.why,
        );
        return;
    }
    const text = yield* evaluation.keyOf(key);
    evaluation.state.touch(dict);
    const { entries } = dict.content;
    if (text === undefined) {
        for (const [known, entry] of entries) {
            entries.set(known, { ...entry, value: joinValues(entry.value, value) });
        }
        dict.content = {
            ...dict.content,
            entries,
            rest: dict.content.rest ?? evaluation.unknown('a key is not known'),
        };
        return;
    }
    const known = entries.get(text);
    loseOrder(evaluation, dict, text, known);
    entries.set(text, { key: known?.key ?? key, value, origin: evaluation.place() });
}

/** `{**mapping}`. */
export function* mergeInto(evaluation: Evaluation, dict: Dict, mapping: Value): Steps<void> {
    const source = mapping.kind === 'instance' ? (mapping.payload ?? mapping) : mapping;
    if (source.kind === 'dict') {
        evaluation.state.touch(dict);
        const { entries, rest, unordered } = source.content;
        for (const [text, entry] of entries) {
            const known = dict.content.entries.get(text);
            loseOrder(evaluation, dict, text, known);
            dict.content.entries.set(
                text,
                entry.maybe === true && known !== undefined
                    ? { ...known, value: joinValues(known.value, entry.value) }
                    : { ...entry, key: known?.key ?? entry.key },
            );
        }
        if (rest !== undefined) {
            dict.content = { ...dict.content, rest };
        }
        if (unordered !== undefined) {
            dict.content = { ...dict.content, unordered };
        }
        return;
    }
    if (source.kind === 'unknown' || source.kind === 'choice') {
        evaluation.state.touch(dict);
        const rest = source.kind === 'unknown' ? source : { ...source.why, ours: true };
        dict.content = { ...dict.content, rest };
        return;
    }
    const keys = yield* evaluation.findAttribute(source, 'keys');
    if (keys === undefined) {
        evaluation.raise(
            'TypeError',
            `'${evaluation.typeOf(source).name}' object is not a mapping`,
        );
    }
    const { items, rest } = yield* evaluation.items(yield* evaluation.call(keys, []));
    const get = yield* evaluation.getAttribute(source, '__getitem__');
    for (const key of items) {
        yield* addEntry(evaluation, dict, key, yield* evaluation.call(get, [key]));
    }
    if (rest !== undefined) {
        dict.content = { ...dict.content, rest: rest.why };
    }
}

/** A key that may be missing is set: it then comes last, or stays where it was. */
export function loseOrder(
    evaluation: Evaluation,
    dict: Dict,
    text: string,
    known: DictEntry | undefined,
): void {
    const { content } = dict;
    if (known?.maybe !== true || [...content.entries.keys()].at(-1) === text) {
        return;
    }
    const why = evaluation.unknown('which of two orders a dict has is not known');
    dict.content = { ...content, unordered: content.unordered ?? why };
}
