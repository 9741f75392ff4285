// Equality and inclusion of lists, tuples, dicts and sets, of which parts may not be known.

import type { Rest, SetContent } from './contents.js';
import type { Evaluation } from './evaluation.js';
import { sameOrEqual } from './comparison.js';
import type { Verdict } from './verdicts.js';
import type { Dict, DictView, List, SetValue, Steps, Tuple, Unknown, Value } from './values.js';

type Container = List | Tuple | Dict | SetValue | DictView;
type SetLike = SetValue | DictView;

/** Whether a value is a list, a tuple, a dict, a set or a view of one. */
export function isContainer(value: Value): value is Container {
    switch (value.kind) {
        case 'list':
        case 'tuple':
        case 'dict':
        case 'set':
        case 'frozenset':
            return true;
        case 'dictview':
            return value.view !== 'values';
        default:
            return false;
    }
}

/** Whether the value has the operations of sets: sets, and the views of keys and items. */
export function isSetLike(value: Value): value is SetLike {
    return (
        value.kind === 'set' ||
        value.kind === 'frozenset' ||
        (value.kind === 'dictview' && value.view !== 'values')
    );
}

/** The content of something that has the operations of sets. */
export function* setLikeOf(evaluation: Evaluation, value: SetLike): Steps<SetContent> {
    if (value.kind !== 'dictview') {
        return value.content;
    }
    const { entries, rest } = value.dict.content;
    const members: SetContent['entries'] = new Map();
    let lost: Unknown | undefined = rest;
    for (const [key, entry] of entries) {
        const member: Value =
            value.view === 'keys' ? entry.key : { kind: 'tuple', items: [entry.key, entry.value] };
        const text = value.view === 'keys' ? key : yield* evaluation.keyOf(member);
        if (text === undefined) {
            lost ??= evaluation.unknown('a value of a dict is not known');
        } else {
            members.set(text, { value: member, ...(entry.maybe === true && { maybe: true }) });
        }
    }
    return { entries: members, rest: lost };
}

/** Whether every item of one set is in the other. */
export function subset(evaluation: Evaluation, inner: SetContent, outer: SetContent): Verdict {
    let doubt = inner.rest ?? outer.rest;
    for (const [key, { maybe }] of inner.entries) {
        const theirs = outer.entries.get(key);
        if (theirs === undefined && outer.rest === undefined && maybe !== true) {
            return false;
        }
        if (theirs === undefined || theirs.maybe === true) {
            doubt ??= evaluation.unknown('it is not known which items a set has');
        }
    }
    return doubt ?? true;
}

/** `one == other`. */
export function* equalContainers(
    evaluation: Evaluation,
    one: Container,
    other: Container,
): Steps<Verdict> {
    if (isSetLike(one) && isSetLike(other)) {
        const [mine, theirs] = [
            yield* setLikeOf(evaluation, one),
            yield* setLikeOf(evaluation, other),
        ];
        const forth = subset(evaluation, mine, theirs);
        const back = subset(evaluation, theirs, mine);
        return forth === false || back === false ? false : forth === true ? back : forth;
    }
    if (one.kind === 'dict' && other.kind === 'dict') {
        return yield* equalDicts(evaluation, one, other);
    }
    if (one.kind !== other.kind) {
        return false;
    }
    const [mine, theirs] = [sequenceOf(one), sequenceOf(other)];
    return mine === undefined || theirs === undefined
        ? false
        : yield* equalSequences(evaluation, mine, theirs);
}

function sequenceOf(
    value: Container,
): { readonly items: readonly Value[]; readonly rest?: Rest | undefined } | undefined {
    return value.kind === 'list' ? value.content : value.kind === 'tuple' ? value : undefined;
}

function* equalSequences(
    evaluation: Evaluation,
    one: { readonly items: readonly Value[]; readonly rest?: Rest | undefined },
    other: { readonly items: readonly Value[]; readonly rest?: Rest | undefined },
): Steps<Verdict> {
    const [length, otherLength] = [one.items.length, other.items.length];
    if (
        (length < otherLength && one.rest === undefined) ||
        (otherLength < length && other.rest === undefined)
    ) {
        return false;
    }
    let doubt = one.rest?.why ?? other.rest?.why;
    for (const [index, item] of one.items.entries()) {
        const theirs = other.items[index];
        if (theirs === undefined) {
            break;
        }
        const verdict = yield* sameOrEqual(evaluation, item, theirs);
        if (verdict === false) {
            return false;
        }
        doubt ??= verdict === true ? undefined : verdict;
    }
    return doubt ?? true;
}

function* equalDicts(evaluation: Evaluation, one: Dict, other: Dict): Steps<Verdict> {
    if (one === other) {
        return true;
    }
    let doubt: Unknown | undefined = one.content.rest ?? other.content.rest;
    for (const [mine, theirs] of [
        [one, other],
        [other, one],
    ] as const) {
        for (const [key, { maybe }] of mine.content.entries) {
            const found = theirs.content.entries.get(key);
            if (found === undefined && maybe !== true && theirs.content.rest === undefined) {
                return false;
            }
            if (found === undefined || found.maybe === true || maybe === true) {
                doubt ??= evaluation.unknown('it is not known which entries a dict has');
            }
        }
    }
    for (const [key, { value }] of one.content.entries) {
        const theirs = other.content.entries.get(key);
        if (theirs === undefined) {
            continue;
        }
        const verdict = yield* sameOrEqual(evaluation, value, theirs.value);
        if (verdict === false && doubt === undefined) {
            return false;
        }
        doubt ??= typeof verdict === 'boolean' ? undefined : verdict;
    }
    return doubt ?? true;
}
