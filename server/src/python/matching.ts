// `match`: the first case whose pattern fits. Defined in Python's reference, "The match statement".

import { Dict, list, str, type Steps, type Unknown, type Value } from './values.js';
import { evaluate } from './expressions.js';
import { bindName, type Frame } from './frame.js';
import type { Machine } from './machine.js';
import { normal, type Completion } from './paths.js';
import { execute } from './statements.js';
import type { Match } from './syntax/ast.js';
import type { MatchClass, MatchMapping, MatchSequence, Pattern } from './syntax/patterns.js';
import { isSubclass, typeOf } from './typeOf.js';

type Fit = boolean | Unknown;

/** `match subject: case …`. */
export function* runMatch(machine: Machine, frame: Frame, node: Match): Steps<Completion> {
    const subject = yield* evaluate(machine, frame, node.subject);
    return yield* fromCase(machine, frame, node, subject, 0);
}

function* fromCase(
    machine: Machine,
    frame: Frame,
    node: Match,
    subject: Value,
    index: number,
): Steps<Completion> {
    const option = node.cases[index];
    if (option === undefined) {
        return normal;
    }
    let fit = yield* fits(machine, frame, option.pattern, subject);
    if (fit !== false && option.guard !== undefined) {
        const guard = yield* machine.truth(yield* evaluate(machine, frame, option.guard));
        fit = fit === true ? guard : guard === false ? false : fit;
    }
    if (typeof fit === 'boolean') {
        return fit
            ? yield* execute(machine, frame, option.body)
            : yield* fromCase(machine, frame, node, subject, index + 1);
    }
    return yield* machine.paths.alternatives(
        [
            () => execute(machine, frame, option.body),
            () => fromCase(machine, frame, node, subject, index + 1),
        ],
        fit,
    );
}

function* fits(machine: Machine, frame: Frame, pattern: Pattern, subject: Value): Steps<Fit> {
    switch (pattern.kind) {
        case 'MatchValue':
            return yield* machine.equal(subject, yield* evaluate(machine, frame, pattern.value));
        case 'MatchSingleton': {
            const value = yield* evaluate(machine, frame, pattern.value);
            return yield* machine.truth(yield* machine.compare('is', subject, value));
        }
        case 'MatchAs': {
            const fit =
                pattern.pattern === undefined
                    ? true
                    : yield* fits(machine, frame, pattern.pattern, subject);
            if (fit !== false && pattern.name !== undefined) {
                bindName(machine.state, frame, pattern.name, subject);
            }
            return fit;
        }
        case 'MatchOr':
            for (const option of pattern.patterns) {
                const fit = yield* fits(machine, frame, option, subject);
                if (fit !== false) {
                    return fit;
                }
            }
            return false;
        case 'MatchSequence':
            return yield* fitsSequence(machine, frame, pattern, subject);
        case 'MatchMapping':
            return yield* fitsMapping(machine, frame, pattern, subject);
        case 'MatchClass':
            return yield* fitsClass(machine, frame, pattern, subject);
        case 'MatchStar':
        case 'Invalid':
            return machine.lose('this is no pattern');
    }
}

function* fitsSequence(
    machine: Machine,
    frame: Frame,
    { patterns }: MatchSequence,
    subject: Value,
): Steps<Fit> {
    if (subject.kind === 'unknown' || subject.kind === 'choice' || subject.kind === 'instance') {
        return machine.lose('a sequence that is not known is matched');
    }
    if (subject.kind !== 'list' && subject.kind !== 'tuple' && subject.kind !== 'range') {
        return false;
    }
    const { items, rest } = yield* machine.items(subject);
    if (rest !== undefined) {
        return machine.lose('a sequence that is not known is matched');
    }
    const star = patterns.findIndex(({ kind }) => kind === 'MatchStar');
    const after = star === -1 ? 0 : patterns.length - star - 1;
    const least = star === -1 ? patterns.length : patterns.length - 1;
    if (items.length < least || (star === -1 && items.length !== least)) {
        return false;
    }
    let all: Fit = true;
    for (const [index, pattern] of patterns.entries()) {
        if (pattern.kind === 'MatchStar') {
            if (pattern.name !== undefined) {
                const middle = list(items.slice(index, items.length - after));
                bindName(machine.state, frame, pattern.name, middle);
            }
            continue;
        }
        const place =
            star !== -1 && star < index ? items.length - (patterns.length - index) : index;
        const item = items[place];
        const fit: Fit = item === undefined ? false : yield* fits(machine, frame, pattern, item);
        if (fit === false) {
            return false;
        }
        all = all === true ? fit : all;
    }
    return all;
}

function* fitsMapping(
    machine: Machine,
    frame: Frame,
    pattern: MatchMapping,
    subject: Value,
): Steps<Fit> {
    if (subject.kind === 'unknown' || subject.kind === 'choice' || subject.kind === 'instance') {
        return machine.lose('a mapping that is not known is matched');
    }
    if (subject.kind !== 'dict') {
        return false;
    }
    const { entries, rest } = subject.content;
    const left = new Map(entries);
    let all: Fit = true;
    for (const { key: keyNode, pattern: inner } of pattern.items) {
        const key = yield* machine.keyOf(yield* evaluate(machine, frame, keyNode));
        const entry = key === undefined ? undefined : entries.get(key);
        if (entry === undefined || entry.maybe === true || key === undefined) {
            return entry === undefined && rest === undefined
                ? false
                : machine.lose('a mapping that is not known is matched');
        }
        left.delete(key);
        const fit = yield* fits(machine, frame, inner, entry.value);
        if (fit === false) {
            return false;
        }
        all = all === true ? fit : all;
    }
    if (pattern.rest !== undefined) {
        bindName(machine.state, frame, pattern.rest, new Dict({ entries: left, rest }));
    }
    return all;
}

/** Built-in classes whose one positional pattern is matched against the subject itself. */
const selfMatching = new Set([
    'bool',
    'bytes',
    'dict',
    'float',
    'frozenset',
    'int',
    'list',
    'set',
    'str',
    'tuple',
]);

function* fitsClass(
    machine: Machine,
    frame: Frame,
    { cls, patterns, keywords }: MatchClass,
    subject: Value,
): Steps<Fit> {
    const type = yield* evaluate(machine, frame, cls);
    if (subject.kind === 'unknown' || subject.kind === 'choice' || type.kind !== 'class') {
        return machine.lose('an object that is not known is matched');
    }
    if (!isSubclass(typeOf(subject), type)) {
        return false;
    }
    let all: Fit = true;
    const parts: { readonly pattern: Pattern; readonly value: Value | undefined }[] = [];
    if (type.module === 'builtins' && selfMatching.has(type.name)) {
        parts.push(...patterns.map((pattern) => ({ pattern, value: subject })));
    } else if (patterns.length !== 0) {
        const names = yield* machine.items(yield* machine.getAttribute(type, '__match_args__'));
        for (const [index, pattern] of patterns.entries()) {
            const name = names.items[index] ?? str('');
            const value =
                name.kind === 'str' ? yield* machine.findAttribute(subject, name.value) : undefined;
            parts.push({ pattern, value });
        }
    }
    for (const { name, pattern } of keywords) {
        parts.push({ pattern, value: yield* machine.findAttribute(subject, name) });
    }
    for (const { pattern, value } of parts) {
        const fit: Fit = value === undefined ? false : yield* fits(machine, frame, pattern, value);
        if (fit === false) {
            return false;
        }
        all = all === true ? fit : all;
    }
    return all;
}
