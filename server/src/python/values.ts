// The values that the evaluator computes with: known ones by value, objects of the program's heap
// with identity, and those of which less is known, each with the reason and the place.
// What operations do with them is in the files beside; nothing here knows TensorFlow.

import type {
    Bool,
    BoundMethod,
    Bytes,
    Choice,
    DictView,
    EllipsisValue,
    Float,
    Int,
    None,
    NotImplementedValue,
    Pattern,
    Place,
    Property,
    Range,
    Slice,
    Str,
    Super,
    Tuple,
    Unknown,
    Wrapper,
} from './plainValues.js';
import type { FunctionDef } from './syntax/ast.js';
import type { Lambda } from './syntax/expressions.js';
import type { Evaluation, Perhaps } from './evaluation.js';
import type {
    DictContent,
    GeneratorContent,
    IteratorContent,
    ListContent,
    NamespaceContent,
    SetContent,
} from './contents.js';
import {
    dictTracking,
    generatorTracking,
    iteratorTracking,
    listTracking,
    namespaceTracking,
    setTracking,
} from './contents.js';
import type { Tracked } from './state.js';

export type {
    Bool,
    BoundMethod,
    Bytes,
    Choice,
    DictView,
    EllipsisValue,
    Float,
    Int,
    None,
    NotImplementedValue,
    Pattern,
    Place,
    Property,
    Range,
    Slice,
    Str,
    Super,
    Tuple,
    Unknown,
    Wrapper,
} from './plainValues.js';

/** The arguments of a call, unpacked. Unknown numbers of them are in `restUnknown`. */
export interface Arguments {
    readonly positional: readonly Value[];
    readonly keywords: ReadonlyMap<string, Value>;
    /** Set where `*unknown` or `**unknown` may add more. */
    readonly more?: Unknown | undefined;
}

/**
 * A function of the evaluator itself. `call` may ask the evaluation to call others, and may read
 * files; it throws Raised for an exception of Python.
 */
export interface NativeFunction {
    readonly kind: 'native';
    readonly name: string;
    readonly call: (evaluation: Evaluation, args: Arguments) => Steps<Value>;
    /** Whether it is called with the instance when it is found in a class (as functions are). */
    readonly binds: boolean;
}

/** A computation of the evaluator: it may ask for files, and yields to Python's generators. */
export type Steps<T> = Generator<unknown, T, unknown>;

/** Everything that a name can hold. */
export type Value =
    | Unknown
    | Pattern
    | Choice
    | None
    | NotImplementedValue
    | EllipsisValue
    | Bool
    | Int
    | Float
    | Str
    | Bytes
    | Tuple
    | Range
    | Slice
    | BoundMethod
    | Wrapper
    | Property
    | Super
    | DictView
    | NativeFunction
    | List
    | Dict
    | SetValue
    | Instance
    | FunctionValue
    | ClassValue
    | ModuleValue
    | GeneratorValue
    | IteratorValue;

let lastIdentity = 0;

/** The identity of the object that was made last: those made from now on have greater ones. */
export function newestIdentity(): number {
    return lastIdentity;
}

/** An object with an identity: what `is` compares, and what a dict's key goes by. */
abstract class Identified {
    readonly identity = ++lastIdentity;
}

/** A list. */
export class List extends Identified implements Tracked<ListContent> {
    readonly kind = 'list';
    declare readonly cloneContent: Tracked<ListContent>['cloneContent'];
    declare readonly joinContents: Tracked<ListContent>['joinContents'];
    declare readonly widenContents: Tracked<ListContent>['widenContents'];
    declare readonly sameContents: Tracked<ListContent>['sameContents'];
    content: ListContent;
    /** The display that made it. */
    origin: Place | undefined;

    constructor(content: ListContent) {
        super();
        this.content = content;
    }
}

/** A dict. */
export class Dict extends Identified implements Tracked<DictContent> {
    readonly kind = 'dict';
    declare readonly cloneContent: Tracked<DictContent>['cloneContent'];
    declare readonly joinContents: Tracked<DictContent>['joinContents'];
    declare readonly widenContents: Tracked<DictContent>['widenContents'];
    declare readonly sameContents: Tracked<DictContent>['sameContents'];
    content: DictContent;

    constructor(content: DictContent) {
        super();
        this.content = content;
    }
}

/** A set or a frozenset. */
export class SetValue extends Identified implements Tracked<SetContent> {
    declare readonly cloneContent: Tracked<SetContent>['cloneContent'];
    declare readonly joinContents: Tracked<SetContent>['joinContents'];
    declare readonly widenContents: Tracked<SetContent>['widenContents'];
    declare readonly sameContents: Tracked<SetContent>['sameContents'];
    readonly kind: 'set' | 'frozenset';
    content: SetContent;

    constructor(kind: 'set' | 'frozenset', content: SetContent) {
        super();
        this.kind = kind;
        this.content = content;
    }
}

/** Names and their values: a scope, the attributes of an instance, a class or a module. */
export class Namespace extends Identified implements Tracked<NamespaceContent> {
    declare readonly cloneContent: Tracked<NamespaceContent>['cloneContent'];
    declare readonly joinContents: Tracked<NamespaceContent>['joinContents'];
    declare readonly widenContents: Tracked<NamespaceContent>['widenContents'];
    declare readonly sameContents: Tracked<NamespaceContent>['sameContents'];
    content: NamespaceContent;
    /** The names that are local here whether set or not, where it is a function's scope. */
    readonly declared: ReadonlySet<string> | undefined;

    constructor(content: NamespaceContent = { names: new Map() }, declared?: ReadonlySet<string>) {
        super();
        this.declared = declared;
        this.content = content;
    }
}

/** An object of a class written in Python, or of an exception's. */
export class Instance extends Identified {
    readonly kind = 'instance';
    readonly attributes = new Namespace();
    /** The value of the built-in class that its class derives from (`class Names(list)`). */
    payload: Value | undefined;
    readonly type: ClassValue;

    constructor(type: ClassValue) {
        super();
        this.type = type;
    }
}

/** A function of Python. */
export class FunctionValue extends Identified {
    readonly kind = 'function';
    readonly attributes = new Namespace();
    readonly node: FunctionDef | Lambda;
    readonly name: string;
    readonly qualifiedName: string;
    readonly module: ModuleValue;
    readonly defaults: ReadonlyMap<string, Value>;
    /** Scopes that hold the names of enclosing functions, innermost first. */
    readonly enclosing: readonly Namespace[];
    /** The class in whose body it stands: `super()` without arguments starts there. */
    readonly definedIn: ClassCell | undefined;

    constructor(
        node: FunctionDef | Lambda,
        name: string,
        qualifiedName: string,
        module: ModuleValue,
        defaults: ReadonlyMap<string, Value>,
        enclosing: readonly Namespace[],
        definedIn: ClassCell | undefined,
    ) {
        super();
        this.enclosing = enclosing;
        this.node = node;
        this.name = name;
        this.qualifiedName = qualifiedName;
        this.module = module;
        this.defaults = defaults;
        this.definedIn = definedIn;
    }
}

/** Where a class's functions find their class once it is made. */
export interface ClassCell {
    value: ClassValue | undefined;
}

/** A class. */
export class ClassValue extends Identified {
    readonly kind = 'class';
    readonly attributes = new Namespace();
    readonly name: string;
    readonly bases: readonly ClassValue[];
    /** The module's name; `builtins` for Python's own. */
    readonly module: string;
    readonly room: Room;
    /** The order of resolution, itself first. */
    readonly order: readonly ClassValue[];
    /** Whether a base is unknown, so that any attribute may exist. */
    readonly open: Unknown | undefined;

    constructor(
        name: string,
        bases: readonly ClassValue[],
        order: readonly ClassValue[],
        module: string,
        room: Room,
        open: Unknown | undefined,
    ) {
        super();
        this.order = order;
        this.open = open;
        this.name = name;
        this.bases = bases;
        this.module = module;
        this.room = room;
    }
}

/** Whose code it is: the user's program, or a module of ours that models a library. */
export type Room = 'program' | 'library';

/** A module. */
export class ModuleValue extends Identified {
    readonly kind = 'module';
    readonly attributes = new Namespace();
    readonly name: string;
    readonly file: string;
    readonly room: Room;
    /** Whether modules lie below it. */
    readonly isPackage: boolean;

    constructor(name: string, file: string, room: Room, isPackage: boolean) {
        super();
        this.name = name;
        this.file = file;
        this.room = room;
        this.isPackage = isPackage;
    }
}

/** A generator of Python. */
export class GeneratorValue extends Identified implements Tracked<GeneratorContent> {
    readonly kind = 'generator';
    declare readonly cloneContent: Tracked<GeneratorContent>['cloneContent'];
    declare readonly joinContents: Tracked<GeneratorContent>['joinContents'];
    declare readonly widenContents: Tracked<GeneratorContent>['widenContents'];
    declare readonly sameContents: Tracked<GeneratorContent>['sameContents'];
    content: GeneratorContent = { status: 'created', turns: 0 };
    /** How often the frame itself was really resumed; ahead of `turns` after a roll back. */
    resumed = 0;
    readonly name: string;
    readonly frame: Steps<unknown>;

    constructor(name: string, frame: Steps<unknown>) {
        super();
        this.name = name;
        this.frame = frame;
    }
}

/** `iter(list)`, `enumerate`, `zip`, `map` and so on: `next` computes the item at a position. */
export class IteratorValue extends Identified implements Tracked<IteratorContent> {
    readonly kind = 'iterator';
    declare readonly cloneContent: Tracked<IteratorContent>['cloneContent'];
    declare readonly joinContents: Tracked<IteratorContent>['joinContents'];
    declare readonly widenContents: Tracked<IteratorContent>['widenContents'];
    declare readonly sameContents: Tracked<IteratorContent>['sameContents'];
    content: IteratorContent = { position: 0 };
    /** The class's name, such as `list_iterator`. */
    readonly name: string;
    /** The item at a position, counted from 0; asked once for each, in order. */
    readonly next: (evaluation: Evaluation, position: number) => Steps<Value | 'done' | Perhaps>;

    constructor(
        name: string,
        next: (evaluation: Evaluation, position: number) => Steps<Value | 'done' | Perhaps>,
    ) {
        super();
        this.name = name;
        this.next = next;
    }
}

// How contents are joined belongs to the class: a field in each object would cost memory and time.
Object.assign(List.prototype, listTracking);
Object.assign(Dict.prototype, dictTracking);
Object.assign(SetValue.prototype, setTracking);
Object.assign(Namespace.prototype, namespaceTracking);
Object.assign(GeneratorValue.prototype, generatorTracking);
Object.assign(IteratorValue.prototype, iteratorTracking);

/** `None`. */
export const none: None = { kind: 'none' };
/** `NotImplemented`. */
export const notImplemented: NotImplementedValue = { kind: 'notimplemented' };
/** `...`. */
export const ellipsis: EllipsisValue = { kind: 'ellipsis' };
/** `True`. */
export const trueValue: Bool = { kind: 'bool', value: true };
/** `False`. */
export const falseValue: Bool = { kind: 'bool', value: false };

/** A truth value. */
export function bool(value: boolean): Bool {
    return value ? trueValue : falseValue;
}
/** A whole number. */
export function int(value: bigint | number): Int {
    return { kind: 'int', value: BigInt(value) };
}
/** A double. */
export function float(value: number): Float {
    return { kind: 'float', value };
}
/** A string. */
export function str(value: string): Str {
    return { kind: 'str', value };
}
/** A tuple of these. */
export function tuple(items: readonly Value[]): Tuple {
    return { kind: 'tuple', items };
}
/** A new list of these. */
export function list(items: readonly Value[]): List {
    return new List({ items: [...items] });
}
