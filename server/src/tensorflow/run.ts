// What one evaluation of a program holds besides the interpreter's own state: the trace, the
// folders in which its paths are looked up, and the checkpoints that were opened.

import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import { openCheckpoint } from '../checkpoint/openCheckpoint.js';
import type { ModelSource, ModelVariable } from '../model/model.js';
import { isPattern, mayBe } from '../model/openPart.js';
import { readModelAndOthers } from '../model/modelsBeside.js';
import type { Maybe } from '../python/contents.js';
import {
    ClassValue,
    Instance,
    Namespace,
    type Place,
    type Steps,
    type Unknown,
    type Value,
} from '../python/values.js';
import { objectType } from '../python/builtinTypes.js';
import { stepsOf } from '../python/readings.js';
import { absolutePath, translatedPath } from '../util/path.js';
import type { NamedSources, ProgramComments } from './programComments.js';
import { knownVariable } from './modelVariables.js';
import type { ProgramFiles } from './programFiles.js';
import { Trace, type TracedVariable } from './trace.js';

/** The class of the handles that stand for variables made. */
export const handleType = classOf('VariableHandle');

function classOf(name: string): ClassValue {
    const order: ClassValue[] = [];
    const made = new ClassValue(name, [objectType], order, '_ckptmap', 'library', undefined);
    order.push(made, objectType);
    return made;
}

/** Where a Checkpoint was made, and which objects had names there. */
export interface MadeCheckpoint {
    readonly place: Place | undefined;
    readonly names: readonly (readonly [name: string, value: Value])[];
}

/** One evaluation. */
export class ProgramRun {
    readonly trace = new Trace();
    /** What the program wrote itself, by `writtenKey`: descriptions as `checkpoint` gives them. */
    readonly written = new Namespace();
    /** The `checkpoint` files that the program wrote itself, by folder. */
    readonly states = new Namespace();
    /** The paths at which the program changes files, by `writtenKey`. */
    readonly changed = new Namespace();
    /** Every path that was looked at: a change of one makes the result stale. */
    readonly dependencies = new Set<string>();
    /** The Checkpoints that were made, with the objects that had names there. */
    readonly checkpoints = new WeakMap<Instance, MadeCheckpoint>();
    /** The texts that were read, in which places stand. */
    readonly files: ProgramFiles;
    /** The numbers of the objects that are in lists and dicts of layers. */
    readonly untracked = new Set<number>();
    readonly legacyKeras: boolean;
    readonly #folders: readonly string[];
    readonly #variables = new Map<Instance, TracedVariable>();
    readonly #models = new Map<TracedVariable, ModelVariable>();
    readonly #opened = new Map<string, CheckpointSource>();
    readonly #openedModels = new Map<string, ModelSource>();

    readonly #comments: ProgramComments;

    constructor(
        folders: readonly string[],
        legacyKeras: boolean,
        files: ProgramFiles,
        comments: ProgramComments,
    ) {
        this.#folders = folders;
        this.files = files;
        this.#comments = comments;
        this.legacyKeras = legacyKeras;
    }

    get folders(): readonly string[] {
        return this.#folders;
    }

    /** The models that comments name. */
    get namedModels(): readonly string[] {
        return this.#comments.models;
    }

    /** What comments say of the call at a place. */
    namedAt(place: Place | undefined): NamedSources {
        return place?.file === this.files.own ? this.#comments.at(place.span.start) : {};
    }

    /** A handle for a variable that is made. */
    handleOf(variable: TracedVariable): Instance {
        const handle = new Instance(handleType);
        this.#variables.set(handle, variable);
        return handle;
    }

    /** The variable that a handle stands for. */
    variableOf(handle: Value | undefined): TracedVariable | undefined {
        return handle?.kind === 'instance' ? this.#variables.get(handle) : undefined;
    }

    /** A variable as models have it; the same object each time. */
    modelVariable(variable: TracedVariable): ModelVariable {
        const known = this.#models.get(variable);
        if (known !== undefined) {
            return known;
        }
        const made = knownVariable(variable);
        this.#models.set(variable, made);
        return made;
    }

    /** A handle for a variable that a named model has, and that the program is not seen to make. */
    handleOfNamed(variable: TracedVariable, model: ModelVariable): Instance {
        this.#models.set(variable, model);
        return this.handleOf(variable);
    }

    /** Under which name it is kept that the program writes to a path, however that is spelt. */
    writtenKey(path: string): string {
        return absolutePath(this.#folders[0] ?? '/', translatedPath(path));
    }

    /** What the program has written at a path, or may have; undefined where it surely has not. */
    writtenAt(path: string): Value | Maybe | undefined {
        const { names, rest } = this.written.content;
        const own = this.writtenKey(path);
        const pattern = [...names.keys()].find((name) => isPattern(name) && mayBe(name, own));
        return names.get(own) ?? (pattern === undefined ? rest : names.get(pattern));
    }

    /** Notes that the program writes a description at a path of which only a part is known. */
    writeSomewhere(pattern: string, hidden: Unknown): void {
        if (pattern.startsWith('*')) {
            this.written.content = { ...this.written.content, rest: hidden };
            return;
        }
        const { names } = this.written.content;
        const own = this.writtenKey(pattern);
        for (const name of [own, ...names.keys()]) {
            if (mayBe(own, name)) {
                names.set(name, hidden);
            }
        }
    }

    /** Reads a model that a comment names, once each. */
    *openModel(argument: string): Steps<ModelSource> {
        const known = this.#openedModels.get(argument);
        if (known !== undefined) {
            return known;
        }
        const opened = yield* stepsOf(readModelAndOthers(argument, this.#folders));
        for (const dependency of opened.dependencies) {
            this.dependencies.add(dependency);
        }
        this.#openedModels.set(argument, opened);
        return opened;
    }

    /** Opens a checkpoint argument, once each. */
    *open(argument: string): Steps<CheckpointSource> {
        const known = this.#opened.get(argument);
        if (known !== undefined) {
            return known;
        }
        const opened = yield* stepsOf(openCheckpoint(argument, this.#folders));
        for (const dependency of opened.dependencies) {
            this.dependencies.add(dependency);
        }
        this.#opened.set(argument, opened);
        return opened;
    }
}
