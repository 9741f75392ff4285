// The interpreter: what it holds while a program is evaluated, and the interface through which
// everything else asks it (evaluation.ts). What statements and expressions do is in the files
// beside. It never reads a clock; the caller may stop it whenever it pauses.

import type { FileQuestion } from '../util/reading.js';
import { attributeAtOnce } from './atOnce.js';
import { attributeErrorText, findAttribute } from './attributes.js';
import { deleteAttribute, setAttribute, setName } from './setAttributes.js';
import { Budget } from './budget.js';
import { callAnyhow, callValue } from './calls.js';
import { classOfCall } from './classes.js';
import type { Alternative, Evaluation, GeneratorTurn, Items, Perhaps } from './evaluation.js';
import { namesInSight, type Frame } from './frame.js';
import { formatValue } from './formatValue.js';
import { keyOf } from './hashes.js';
import { importModule, load } from './imports.js';
import type { MachineOptions } from './machineOptions.js';
import { itemsOf, iteratorOf, nextOf } from './iteration.js';
import { compare, equal } from './comparison.js';
import { keepsPerhaps, type OpenTurn } from './openTurn.js';
import { binary } from './operators.js';
import { normal, Paths } from './paths.js';
import { Lost, Raised } from './raised.js';
import { reprOf, strOf } from './repr.js';
import { State } from './state.js';
import { truthOf } from './truth.js';
import { bound, exceptionType, isSubclass, lookUp, typeOf } from './typeOf.js';
import { notModelled } from './notModelled.js';
import { callUnknown } from './unknownCalls.js';
import {
    Instance,
    Namespace,
    str,
    tuple,
    type ClassValue,
    type ModuleValue,
    type Pattern,
    type Place,
    type Steps,
    type Str,
    type Unknown,
    type Value,
} from './values.js';

/** Python's own limit is 1,000; a deeper one than this is given up, not raised. */
const maxCalls = 160;

const slips = new Set(['NameError', 'UnboundLocalError', 'ImportError', 'AttributeError']);

/** Levels of conditions that are not known. */
const maxLevels = 48;

/** One evaluation of a program. */
export class Machine implements Evaluation {
    readonly state = new State();
    readonly paths = new Paths(this.state, () => this.places());
    readonly builtins: Namespace;
    /** The modules that were imported, by name. */
    readonly loaded = new Namespace();
    /** The modules of ours that were imported: once for all paths, as they do not depend on one. */
    readonly libraries = new Map<string, ModuleValue>();
    /** The exceptions that are being handled, for a bare `raise`. */
    readonly handling: Instance[] = [];
    /** Where the program's own files stood when an exception was first seen to leave a statement. */
    readonly raisedAt = new WeakMap<Instance, Place | undefined>();
    private frames: Frame[] = [];
    private readonly turns: OpenTurn[] = [];
    private readonly budget: Budget;

    private readonly options: MachineOptions;

    constructor(options: MachineOptions) {
        this.options = options;
        this.budget = new Budget(options);
        this.builtins = options.builtins;
    }

    get findModule(): MachineOptions['findModule'] {
        return this.options.findModule;
    }

    get nativeModule(): MachineOptions['nativeModule'] {
        return this.options.nativeModule;
    }

    /** How many steps were made so far. */
    get stepsMade(): number {
        return this.budget.made;
    }

    step(): void {
        this.budget.step(this.state.takeCopied());
        if (this.budget.isSpent) {
            throw this.budget.reason(this.frames, this.places());
        }
    }

    progressed(): void {
        this.budget.progressed();
    }

    /** Whether it is time to let others run. */
    get isDue(): boolean {
        return this.budget.isDue;
    }

    /** Lets others run from time to time. */
    *breathe(): Steps<void> {
        if (this.budget.isDue) {
            this.budget.pause();
            const { made: done, total } = this.budget;
            yield { ask: 'pause', done, total } satisfies FileQuestion;
        }
    }

    /** Runs something with a frame as the innermost. */
    *within<T>(frame: Frame, run: () => Steps<T>): Steps<T> {
        const depth = this.enter(frame);
        try {
            return yield* run();
        } finally {
            this.leave(depth);
        }
    }

    /** Makes a frame the innermost; what it returns is for `leave`, which puts it back. */
    enter(frame: Frame): number {
        const { frames } = this;
        const depth = frames.length;
        if (maxCalls < depth) {
            throw new Lost('calls are nested deeper than is followed', this.places());
        }
        if (maxLevels < this.state.depth) {
            throw new Lost('conditions that are not known are nested too deep', this.places());
        }
        frames.push(frame);
        return depth;
    }

    /** Leaves a frame, whatever came of it. */
    leave(depth: number): void {
        this.frames.length = depth;
    }

    /** Runs what belongs to no path: what it changes stays, whichever path asked for it. */
    *apart<T>(run: () => Steps<T>): Steps<T> {
        const putBack = this.state.setAside();
        const leave = this.paths.enter();
        try {
            return yield* run();
        } finally {
            leave();
            putBack();
        }
    }

    enterGenerator(frame: Frame | undefined): GeneratorTurn {
        const depth = this.frames.length;
        if (maxCalls < depth) {
            throw new Lost('calls are nested deeper than is followed', this.places());
        }
        if (frame !== undefined) {
            this.frames.push(frame);
        }
        const leavePaths = this.paths.enter();
        const { turns } = this;
        const leave = (): void => {
            turns.pop();
            this.frames.length = depth;
            leavePaths();
        };
        const turn: OpenTurn = { depth: this.state.depth, frame, perhaps: undefined, leave };
        turns.push(turn);
        return turn;
    }

    /** Whether a value that is yielded is one of those which may be; see `openTurn.ts`. */
    yieldsPerhaps(value: Value): boolean {
        return keepsPerhaps(this.turns.at(-1), this.state.depth, value);
    }

    innermost(): Frame | undefined {
        return this.frames.at(-1);
    }

    /** How many `try` statements with handlers are being executed, in all frames. */
    tries(): number {
        return this.frames.reduce((sum, { tries }) => sum + tries, 0);
    }

    place(): Place | undefined {
        const frame = this.frames.findLast(({ module }) => module.room === 'program');
        return frame && { file: frame.module.file, span: frame.node };
    }

    /** Where each call of the program's own files stands, the innermost first. */
    places(): readonly Place[] {
        return this.frames
            .filter(({ module }) => module.room === 'program')
            .map(({ module, node }) => ({ file: module.file, span: node }))
            .reverse();
    }

    placeIn(file: string): Place | undefined {
        const frame = this.frames.findLast(({ module }) => module.file === file);
        return frame && { file, span: frame.node };
    }

    namesInSight(): ReadonlyMap<string, Value> {
        const frame = this.frames.findLast(({ module }) => module.room === 'program');
        return frame === undefined ? new Map() : namesInSight(frame);
    }

    inLibrary(): boolean {
        return this.innermost()?.module.room === 'library';
    }

    unknown(reason: string, type?: string): Unknown {
        const place = this.place();
        return {
            kind: 'unknown',
            reason,
            ...(place && { place }),
            ...(type !== undefined && { type }),
        };
    }

    call(
        callee: Value,
        positional: readonly Value[],
        keywords: ReadonlyMap<string, Value> = new Map(),
    ): Steps<Value> {
        return callValue(this, callee, { positional, keywords });
    }

    callAnyhow(callee: Value, why: Unknown): Steps<void> {
        return callAnyhow(this, callee, why);
    }

    *getAttribute(value: Value, name: string): Steps<Value> {
        const found = yield* this.findAttribute(value, name);
        return found ?? this.raise('AttributeError', attributeErrorText(value, name));
    }

    *findAttribute(value: Value, name: string): Steps<Value | undefined> {
        return (
            attributeAtOnce(value, name) ??
            (yield* findAttribute(this, value, name)) ??
            notModelled(this, value, name)
        );
    }

    setAttribute(value: Value, name: string, assigned: Value): Steps<void> {
        return setAttribute(this, value, name, assigned);
    }

    deleteAttribute(value: Value, name: string): Steps<void> {
        return deleteAttribute(this, value, name);
    }

    findMethod(value: Value, name: string): Value | undefined {
        const type = typeOf(value);
        const member = lookUp(type, name);
        return member === undefined ? undefined : bound(member, value, type);
    }

    setName(namespace: Namespace, name: string, value: Value): void {
        setName(this, namespace, name, value);
    }

    typeOf(value: Value): ClassValue {
        return typeOf(value);
    }

    isInstance(value: Value, type: ClassValue): boolean {
        return isSubclass(typeOf(value), type);
    }

    truth(value: Value): Steps<boolean | Unknown> {
        return truthOf(this, value);
    }

    equal(one: Value, other: Value): Steps<boolean | Unknown> {
        return equal(this, one, other);
    }

    keyOf(value: Value): Steps<string | undefined> {
        return keyOf(this, value);
    }

    str(value: Value): Steps<Str | Pattern | Unknown> {
        return strOf(this, value);
    }

    repr(value: Value): Steps<Str | Pattern | Unknown> {
        return reprOf(this, value);
    }

    format(value: Value, spec: string): Steps<Str | Pattern | Unknown> {
        return formatValue(this, value, spec);
    }

    iterator(value: Value): Steps<Value> {
        return iteratorOf(this, value);
    }

    next(iterator: Value): Steps<Value | 'done' | Perhaps> {
        return nextOf(this, iterator);
    }

    items(value: Value): Steps<Items> {
        return itemsOf(this, value);
    }

    binary(operator: string, left: Value, right: Value): Steps<Value> {
        return binary(this, operator, left, right);
    }

    compare(operator: string, left: Value, right: Value): Steps<Value> {
        return compare(this, operator, left, right);
    }

    *fork(alternatives: readonly Alternative[], why: Unknown): Steps<Value> {
        const completion = yield* this.paths.alternatives(
            alternatives.map(
                (alternative) =>
                    function* () {
                        return { kind: 'normal', value: yield* alternative() };
                    },
            ),
            why,
        );
        return this.paths.valueOf(completion);
    }

    *repeatUnknown(turn: () => Steps<void>): Steps<void> {
        const completion = yield* this.paths.collect(() =>
            this.paths.repeat(function* () {
                yield* turn();
                return normal;
            }, normal),
        );
        this.paths.valueOf(completion);
    }

    callUnknown(
        callee: Unknown,
        positional: readonly Value[],
        keywords: ReadonlyMap<string, Value>,
    ): Steps<Value> {
        return callUnknown(this, callee, positional, keywords);
    }

    makeClass(
        name: string,
        bases: readonly Value[],
        members: ReadonlyMap<string, Value>,
    ): Steps<Value> {
        return classOfCall(this, name, bases, members);
    }

    exceptionType(name: string): ClassValue {
        return exceptionType(name);
    }

    /** An exception of a class of Python's own. */
    exception(className: string, message: string): Instance {
        const exception = new Instance(exceptionType(className));
        exception.attributes.content.names.set('args', tuple([str(message)]));
        return exception;
    }

    raise(className: string, message: string): never {
        // A name that a model of ours lacks says something of the model, and nothing of the library.
        if (slips.has(className) && this.inLibrary() && this.innermost()?.tries === 0) {
            throw new Lost(`the model of a library fails (${message})`, this.places());
        }
        throw new Raised(this.exception(className, message));
    }

    raiseException(exception: Instance): never {
        throw new Raised(exception);
    }

    lose(reason: string): never {
        throw new Lost(reason, this.places());
    }

    importModule(name: string): Steps<ModuleValue | Unknown> {
        return importModule(this, name, this.innermost());
    }

    *loadedSubmodule(module: ModuleValue, name: string): Steps<ModuleValue | undefined> {
        if (module.room === 'program' || !module.isPackage || name.startsWith('__')) {
            return undefined;
        }
        return yield* load(this, `${module.name}.${name}`, 'library');
    }
}
