// What native functions may ask of the evaluator: the interface between the interpreter and the
// types, functions and modules that are written in TypeScript. The interpreter implements it.

import type { Rest } from './contents.js';
import type { Frame } from './frame.js';
import type { State } from './state.js';
import type {
    ClassValue,
    Instance,
    ModuleValue,
    Place,
    Steps,
    Str,
    Pattern,
    Unknown,
    Value,
} from './values.js';

/** What going through an iterable gives: the items that are sure, then what may follow. */
export interface Items {
    readonly items: readonly Value[];
    readonly rest?: Rest | undefined;
}

/** What `next` gives where it is not known whether there are more items, nor how many. */
export class Perhaps {
    readonly rest: Rest;

    constructor(rest: Rest) {
        this.rest = rest;
    }
}

/** One of the alternatives of a fork. */
export type Alternative = () => Steps<Value>;

/** A turn of a generator. */
export interface GeneratorTurn {
    /** What was yielded where it is not known whether, or how often, the frame gets there. */
    readonly perhaps: readonly Value[] | undefined;
    /** Leaves the frame. */
    leave(): void;
}

/** What native functions may ask of the evaluator. */
export interface Evaluation {
    readonly state: State;

    /** Where the innermost call of the program's own files stands; undefined outside of any. */
    place(): Place | undefined;
    /** Where the innermost call that stands in a file does. */
    placeIn(file: string): Place | undefined;
    /** The names that are set where that call stands. */
    namesInSight(): ReadonlyMap<string, Value>;
    /** The frame that runs. */
    innermost(): Frame | undefined;
    /** Whether a module of ours asks, and not the program. */
    inLibrary(): boolean;
    /** How many `try` statements with handlers are being executed. */
    tries(): number;
    /** An unknown value for this reason, at the present place. */
    unknown(reason: string, type?: string): Unknown;

    call(
        callee: Value,
        positional: readonly Value[],
        keywords?: ReadonlyMap<string, Value>,
    ): Steps<Value>;

    /** `value.name`; raises AttributeError. */
    getAttribute(value: Value, name: string): Steps<Value>;
    /** `value.name`, or undefined where there is none. */
    findAttribute(value: Value, name: string): Steps<Value | undefined>;
    setAttribute(value: Value, name: string, assigned: Value): Steps<void>;
    deleteAttribute(value: Value, name: string): Steps<void>;
    /** A method that the value's class defines, bound to it; not one of the instance. */
    findMethod(value: Value, name: string): Value | undefined;

    typeOf(value: Value): ClassValue;
    /** `isinstance` by order of resolution, for a value that is known and no choice. */
    isInstance(value: Value, type: ClassValue): boolean;

    /** `bool(value)`; an Unknown where it cannot be known. */
    truth(value: Value): Steps<boolean | Unknown>;
    /** `a == b`, with `__eq__`; an Unknown where it cannot be known. */
    equal(one: Value, other: Value): Steps<boolean | Unknown>;
    /** The text by which a dict finds a key; undefined where it cannot be known. Raises TypeError where unhashable. */
    keyOf(value: Value): Steps<string | undefined>;
    /** `str(value)`, `repr(value)`, `format(value, spec)`. */
    str(value: Value): Steps<Str | Pattern | Unknown>;
    repr(value: Value): Steps<Str | Pattern | Unknown>;
    format(value: Value, spec: string): Steps<Str | Pattern | Unknown>;

    /** `iter(value)`; raises TypeError where it is not iterable. */
    iterator(value: Value): Steps<Value>;
    /** `next(iterator)`; `done` at its end. */
    next(iterator: Value): Steps<Value | 'done' | Perhaps>;
    /** Everything that iterating gives, in order. */
    items(value: Value): Steps<Items>;

    binary(operator: string, left: Value, right: Value): Steps<Value>;
    compare(operator: string, left: Value, right: Value): Steps<Value>;

    /**
     * Runs each alternative from the present state and joins what they give and change: for
     * conditions that are not known, and for values that are one of several.
     */
    fork(alternatives: readonly Alternative[], why: Unknown): Steps<Value>;
    /** Runs something any number of times, none included, and keeps what holds whatever the number. */
    repeatUnknown(turn: () => Steps<void>, why: Unknown): Steps<void>;
    /** A call that cannot be followed: what it can reach becomes unknown, functions may be called. */
    callUnknown(
        callee: Unknown,
        positional: readonly Value[],
        keywords: ReadonlyMap<string, Value>,
    ): Steps<Value>;

    /** A class made by a call of `type(name, bases, members)`. */
    makeClass(
        name: string,
        bases: readonly Value[],
        members: ReadonlyMap<string, Value>,
    ): Steps<Value>;

    /** Counts a step of work; gives the path up where the budget is spent. */
    step(): void;
    /** Says that something happened for which the program is evaluated. */
    progressed(): void;
    /** Makes a generator's frame the innermost, for one turn. */
    enterGenerator(frame: Frame | undefined): GeneratorTurn;

    /** Calls something with arguments of which nothing is known. */
    callAnyhow(callee: Value, why: Unknown): Steps<void>;

    /** Throws an exception of Python of a built-in class. */
    raise(className: string, message: string): never;
    /** Throws an exception that is an instance. */
    raiseException(exception: Instance): never;
    /** Gives up this path: the program may do anything from here on. */
    lose(reason: string): never;

    /** `import name`: the module of this dotted name, unknown where it is neither ours nor the program's. */
    importModule(name: string): Steps<ModuleValue | Unknown>;
    /** A module below another that has been imported, or that a package of ours holds. */
    loadedSubmodule(module: ModuleValue, name: string): Steps<ModuleValue | undefined>;
}
