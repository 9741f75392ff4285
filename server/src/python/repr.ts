// `repr()` and `str()` of every value: what is not known becomes a hole in the text.
// Defined in CPython 3.11: the tp_repr of each class; the scalars are in util/pythonRepr.ts.

import { pythonRepr, pythonStringRepr } from '../util/pythonRepr.js';
import type { Evaluation } from './evaluation.js';
import { floatRepr } from './floatText.js';
import { partsOf, textOf, type Part, type Text } from './texts.js';
import type { ClassValue, DictView, IteratorValue, Steps, Unknown, Value } from './values.js';
import { str } from './values.js';

/** The digits of an int; raises ValueError for more than Python writes. */
export function intText(evaluation: Evaluation, value: bigint): string {
    const text = value.toString();
    if (4300 < text.length - (value < 0n ? 1 : 0)) {
        evaluation.raise(
            'ValueError',
            'Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit',
        );
    }
    return text;
}

/** `repr(value)`. */
export function* reprOf(evaluation: Evaluation, value: Value): Steps<Text> {
    switch (value.kind) {
        case 'unknown':
            return evaluation.unknown(value.reason, 'str');
        case 'pattern':
            // Which quotes it is written in depends on the parts that are not known.
            return evaluation.unknown('part of a text is not known', 'str');
        case 'choice':
            return yield* ofChoice(evaluation, value, reprOf);
        case 'none':
            return str('None');
        case 'ellipsis':
            return str('Ellipsis');
        case 'notimplemented':
            return str('NotImplemented');
        case 'bool':
            return str(value.value ? 'True' : 'False');
        case 'int':
            return str(intText(evaluation, value.value));
        case 'float':
            return str(floatRepr(value.value));
        case 'str':
            return str(pythonStringRepr(value.value));
        case 'bytes':
            return str(pythonRepr({ type: 'bytes', value: value.value }));
        case 'tuple': {
            const [only] = value.items;
            return value.items.length === 1 && only !== undefined
                ? textOf(['(', ...partsOf(yield* evaluation.repr(only)), ',)'])
                : yield* ofItems(evaluation, '(', value.items, ')');
        }
        case 'range':
            return str(
                value.step === 1n
                    ? `range(${value.start}, ${value.stop})`
                    : `range(${value.start}, ${value.stop}, ${value.step})`,
            );
        case 'slice':
            return yield* ofItems(evaluation, 'slice(', [value.start, value.stop, value.step], ')');
        case 'list':
        case 'dict':
        case 'set':
        case 'frozenset':
        case 'dictview':
            return yield* ofContainer(evaluation, value);
        case 'instance': {
            const method = evaluation.findMethod(value, '__repr__');
            return method === undefined
                ? addressed(evaluation)
                : yield* textFrom(evaluation, method, '__repr__');
        }
        case 'class':
            return ofClass(evaluation, value);
        case 'native':
            return value.binds ? addressed(evaluation) : str(`<built-in function ${value.name}>`);
        case 'iterator':
            return yield* ofIterator(evaluation, value);
        default:
            return addressed(evaluation);
    }
}

/** `str(value)`. */
export function* strOf(evaluation: Evaluation, value: Value): Steps<Text> {
    switch (value.kind) {
        case 'str':
        case 'pattern':
            return value;
        case 'unknown':
            return value.type === 'str' ? value : evaluation.unknown(value.reason, 'str');
        case 'choice':
            return yield* ofChoice(evaluation, value, strOf);
        case 'instance': {
            const method = evaluation.findMethod(value, '__str__');
            return method === undefined
                ? yield* reprOf(evaluation, value)
                : yield* textFrom(evaluation, method, '__str__');
        }
        default:
            return yield* reprOf(evaluation, value);
    }
}

/** What `__repr__` or `__str__` returns; anything but a string raises. */
function* textFrom(evaluation: Evaluation, method: Value, name: string): Steps<Text> {
    const text = yield* evaluation.call(method, []);
    switch (text.kind) {
        case 'str':
        case 'pattern':
            return text;
        case 'unknown':
            return text.type === 'str' ? text : evaluation.unknown(text.reason, 'str');
        case 'choice':
            return textOf(partsOf(text));
        case 'instance':
            if (text.payload?.kind === 'str') {
                return text.payload;
            }
            break;
        default:
    }
    const type = evaluation.typeOf(text).name;
    return evaluation.raise('TypeError', `${name} returned non-string (type ${type})`);
}

function* ofChoice(
    evaluation: Evaluation,
    value: Extract<Value, { kind: 'choice' }>,
    text: (evaluation: Evaluation, value: Value) => Steps<Text>,
): Steps<Text> {
    const joined = yield* evaluation.fork(
        value.options.map((option) => () => text(evaluation, option)),
        value.why,
    );
    return textOf(partsOf(joined));
}

function addressed(evaluation: Evaluation): Unknown {
    return evaluation.unknown('an address in memory is not known', 'str');
}

function ofClass(evaluation: Evaluation, type: ClassValue): Text {
    const { names } = type.attributes.content;
    const qualified = names.get('__qualname__');
    if (type.module === 'builtins') {
        return str(`<class '${type.name}'>`);
    }
    if (qualified?.kind === 'str') {
        return str(`<class '${type.module}.${qualified.value}'>`);
    }
    return type.room === 'library'
        ? str(`<class '${type.module}.${type.name}'>`)
        : evaluation.unknown('the full name of a class is not known', 'str');
}

const running = new WeakMap<Evaluation, Set<Value>>();

type Container = Extract<Value, { kind: 'list' | 'dict' | 'set' | 'frozenset' | 'dictview' }>;

/** A container's text, `[...]` where it stands inside itself. */
function* ofContainer(evaluation: Evaluation, value: Container): Steps<Text> {
    const active = running.get(evaluation) ?? new Set<Value>();
    running.set(evaluation, active);
    const object = value.kind === 'dictview' ? value.dict : value;
    if (active.has(object)) {
        return str(
            object.kind === 'list' ? '[...]' : object.kind === 'dict' ? '{...}' : 'set(...)',
        );
    }
    active.add(object);
    try {
        return yield* ofMembers(evaluation, value);
    } finally {
        active.delete(object);
    }
}

function* ofMembers(evaluation: Evaluation, value: Container): Steps<Text> {
    switch (value.kind) {
        case 'list': {
            const { items, rest } = value.content;
            const parts = yield* joined(evaluation, items);
            if (rest === undefined) {
                return textOf(['[', ...parts, ']']);
            }
            return textOf(['[', ...parts, evaluation.unknown(rest.why.reason, 'str'), ']']);
        }
        case 'dict': {
            const { entries, rest, unordered } = value.content;
            const all = [...entries.values()];
            const why = rest ?? unordered;
            if (why !== undefined || all.some(({ maybe }) => maybe === true)) {
                const reason = why?.reason ?? 'it is not known which entries a dict has';
                return textOf(['{', evaluation.unknown(reason, 'str'), '}']);
            }
            const parts: Part[] = ['{'];
            for (const [index, entry] of all.entries()) {
                parts.push(index === 0 ? '' : ', ');
                parts.push(...partsOf(yield* evaluation.repr(entry.key)), ': ');
                parts.push(...partsOf(yield* evaluation.repr(entry.value)));
            }
            return textOf([...parts, '}']);
        }
        case 'set':
        case 'frozenset':
            return yield* ofSet(evaluation, value);
        case 'dictview': {
            const items = yield* evaluation.items(value);
            const parts = yield* joined(evaluation, items.items);
            const name = `dict_${value.view}([`;
            return items.rest === undefined
                ? textOf([name, ...parts, '])'])
                : textOf([name, evaluation.unknown(items.rest.why.reason, 'str'), '])']);
        }
    }
}

function* ofSet(
    evaluation: Evaluation,
    value: Extract<Value, { kind: 'set' | 'frozenset' }>,
): Steps<Text> {
    const { entries, rest } = value.content;
    const [only] = entries.values();
    const [before, after] = value.kind === 'set' ? ['{', '}'] : ['frozenset({', '})'];
    if (only === undefined && rest === undefined) {
        return str(`${value.kind}()`);
    }
    if (only === undefined || rest !== undefined || 1 < entries.size || only.maybe === true) {
        return evaluation.unknown('the order of the items of a set is not known', 'str');
    }
    return textOf([before, ...partsOf(yield* evaluation.repr(only.value)), after]);
}

function* ofItems(
    evaluation: Evaluation,
    before: string,
    items: readonly Value[],
    after: string,
): Steps<Text> {
    return textOf([before, ...(yield* joined(evaluation, items)), after]);
}

function* joined(evaluation: Evaluation, items: readonly Value[]): Steps<Part[]> {
    const parts: Part[] = [];
    for (const [index, item] of items.entries()) {
        parts.push(index === 0 ? '' : ', ', ...partsOf(yield* evaluation.repr(item)));
    }
    return parts;
}

function* ofIterator(evaluation: Evaluation, _value: IteratorValue | DictView): Steps<Text> {
    return addressed(evaluation);
}
