// The views of dicts, and any iterable as a set.
// Defined in CPython 3.11: Objects/dictobject.c (dictview_as_number).

import { builtinTypes, defineMethods } from '../builtinTypes.js';
import { isSetLike, setLikeOf } from '../containers.js';
import type { Evaluation } from '../evaluation.js';
import { payloadOf } from '../numeric.js';
import { setOperation } from '../setOperations.js';
import { type Dict, IteratorValue, none, SetValue, type Steps, type Value } from '../values.js';
import { verdictValue, type Verdict } from '../verdicts.js';
import { memberOf } from './members.js';
import {
    defineComparisons,
    defineContainer,
    defineOperators,
    defineTexts,
} from './operatorMethods.js';

/** `reversed` of a dict or of one of its views. */
export function reversedKeys(self: Dict, view: 'keys' | 'values' | 'items'): IteratorValue {
    return new IteratorValue(`dict_reverse${view.slice(0, -1)}iterator`, function* (
        evaluation,
        position,
    ) {
        const { items, rest } = yield* evaluation.items({ kind: 'dictview', view, dict: self });
        return rest === undefined
            ? (items[items.length - 1 - position] ?? 'done')
            : evaluation.unknown(rest.why.reason);
    });
}

/** Puts the methods into the classes of the views. */
export function defineViews(): void {
    for (const view of ['keys', 'values', 'items'] as const) {
        const type = builtinTypes[`dict_${view}`];
        defineContainer(type);
        defineTexts(type, ['__repr__']);
        defineMethods(type, [
            memberOf(type, ['dictview'], '__reversed__', '', function* (_, self) {
                return reversedKeys(self.dict, view);
            }),
        ]);
        if (view !== 'values') {
            defineOperators(type, ['|', '&', '-', '^'], false);
            defineComparisons(type, true);
            defineMethods(type, [
                memberOf(
                    type,
                    ['dictview'],
                    'isdisjoint',
                    'other, /',
                    function* (evaluation, self, [other = none]) {
                        return verdictValue(yield* disjoint(evaluation, self, other));
                    },
                ),
            ]);
        }
    }
}

/** Whether two iterables have no item in common. */
export function* disjoint(evaluation: Evaluation, one: Value, other: Value): Steps<Verdict> {
    const [mine, theirs] = [yield* asSet(evaluation, one), yield* asSet(evaluation, other)];
    const common = setOperation('&', mine.content, theirs.content);
    if ([...common.entries.values()].some(({ maybe }) => maybe !== true)) {
        return false;
    }
    return common.entries.size === 0 &&
        mine.content.rest === undefined &&
        theirs.content.rest === undefined
        ? true
        : evaluation.unknown('which items a set has is not known', 'bool');
}

/** The items of an iterable as a set; the order of what is iterated does not matter. */
export function* asSet(evaluation: Evaluation, value: Value): Steps<SetValue> {
    const plain = payloadOf(value);
    if (isSetLike(plain)) {
        const content = yield* setLikeOf(evaluation, plain);
        return new SetValue('set', { entries: new Map(content.entries), rest: content.rest });
    }
    const given =
        plain.kind === 'dict' ? ({ kind: 'dictview', view: 'keys', dict: plain } as const) : plain;
    if (given.kind === 'dictview' && isSetLike(given)) {
        return yield* asSet(evaluation, given);
    }
    const { items, rest } = yield* evaluation.items(given);
    const made = new SetValue('set', { entries: new Map() });
    for (const [index, item] of [...items, ...(rest?.possible ?? [])].entries()) {
        yield* addTo(evaluation, made, item, items.length <= index);
    }
    return rest === undefined || !rest.open
        ? made
        : new SetValue('set', { entries: made.content.entries, rest: rest.why });
}

/** Adds an item to a set that nobody else has. */
export function* addTo(
    evaluation: Evaluation,
    target: SetValue,
    item: Value,
    maybe: boolean,
): Steps<void> {
    const text = yield* evaluation.keyOf(item);
    if (text === undefined) {
        if (item.kind === 'choice') {
            for (const option of item.options) {
                yield* addTo(evaluation, target, option, true);
            }
            return;
        }
        target.content = {
            entries: target.content.entries,
            rest: target.content.rest ?? evaluation.unknown('an item of a set is not known'),
        };
        return;
    }
    const known = target.content.entries.get(text);
    if (known === undefined || (known.maybe === true && !maybe)) {
        target.content.entries.set(
            text,
            maybe ? { value: known?.value ?? item, maybe } : { value: known?.value ?? item },
        );
    }
}
