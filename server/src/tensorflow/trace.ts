// What a program does that concerns us, in the order in which it does it: the variables it makes,
// its calls of init_from_checkpoint and its restores, each with its place. Where paths meet, what
// happens on both is certain, and what happens on one alone is possible.

import type { MapCall } from '../assignmentMap/assignmentMap.js';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import type { CallInputs } from '../loadPlan/resolveCall.js';
import type { VariablePartition } from '../model/model.js';
import type { Tracked } from '../python/state.js';
import type { Place } from '../python/values.js';
import type { TensorFlowError } from '../util/problem.js';
import type { StaticShape } from '../util/shape.js';
import type { Span } from '../util/span.js';
import type { RestoreGraphs } from './restoreGraph.js';

/** A variable that the program makes. What is not known of it is absent. */
export interface TracedVariable {
    readonly event: 'variable';
    /** With `*` for what cannot be known (`pattern`). */
    readonly name: string;
    readonly pattern: boolean;
    /** Whether everything about it is known, also what is absent or null. */
    readonly exact: boolean;
    readonly shape: StaticShape;
    readonly dtype?: string;
    readonly kind?: 'resource' | 'ref';
    readonly trainable?: boolean;
    readonly storeKey: string | null;
    readonly partition?: VariablePartition;
    readonly place: Place | undefined;
}

/** A call of init_from_checkpoint, by the program or by warm_start. */
export interface TracedCall {
    readonly event: 'call';
    readonly api: 'init_from_checkpoint' | 'warm_start';
    readonly place: Place | undefined;
    /** Where the program's own file leads to the call: the call itself, or what runs it. */
    readonly entered?: Span;
    readonly call: MapCall;
    readonly inputs: CallInputs;
    /** What the call raises, as the program gets it; null where it returns. */
    readonly error: TensorFlowError | null;
    /** How many variables the graph had. */
    readonly variables: number;
}

/** What became of one variable, or of one value of the checkpoint, in a restore. */
export interface RestoredObject {
    readonly path: string;
    readonly tensor: string | null;
    readonly verdict: 'loads' | 'fails' | 'unbound' | 'unknown';
}

/** A restore through a `tf.train.Checkpoint`. */
export interface TracedRestore {
    readonly event: 'restore';
    readonly api: 'restore' | 'read';
    readonly place: Place | undefined;
    /** Null where the argument is None, undefined where it is not known. */
    readonly argument: string | null | undefined;
    readonly source: CheckpointSource | undefined;
    readonly prefix: string | undefined;
    readonly format: string | undefined;
    readonly objectBased: boolean | undefined;
    readonly nameBased: boolean;
    readonly outcome: 'ok' | 'raises' | 'nothing' | 'unknown';
    readonly error: TensorFlowError | null;
    readonly objects: readonly RestoredObject[];
    readonly unresolved: readonly string[];
    readonly deferred: readonly string[];
    readonly assertConsumed: boolean | null;
    readonly assertExistingObjectsMatched: boolean | null;
    readonly assertNontrivialMatch: boolean | null;
    /** Of a file that is written by name: the names that it is asked for, '' for Keras's. */
    readonly lookedUp: readonly string[];
    /** Where its Checkpoint was made. */
    readonly made: Place | undefined;
    /** What was to be matched, where not all of it was. */
    readonly graphs: RestoreGraphs | undefined;
}

/** The program says that a restore need not read all values of the checkpoint. */
export interface TracedExpectation {
    readonly event: 'expect-partial';
    /** The place of the restore, as `placeText` has it. */
    readonly restore: string;
    readonly place: Place | undefined;
}

/** `latest_checkpoint` was asked for a prefix, of which there are checkpoints, and gives None. */
export interface TracedLatest {
    readonly event: 'latest-of-prefix';
    readonly prefix: string;
    /** The newest of them, and whether the `checkpoint` file of its folder names just that. */
    readonly saved: string;
    readonly isLatest: boolean;
    readonly place: Place | undefined;
}

/** An assertion on a restore's status, in the source. */
export interface TracedAssertion {
    readonly event: 'assertion';
    readonly name: string;
    readonly holds: boolean | undefined;
    /** What is wrong, much as TensorFlow says it, where it fails. */
    readonly reason: string | undefined;
    readonly place: Place | undefined;
}

/** What a pattern of warm_start selects, where all of it is known. */
export interface TracedSelection {
    readonly event: 'selection';
    /** As it was given; empty for an empty list, too. */
    readonly pattern: string;
    /** `name:0` of the variables that it selects, and of those that there are. */
    readonly selected: readonly string[];
    readonly names: readonly string[];
    readonly place: Place | undefined;
}

/** Something that was not followed, and what people should know of it. */
export interface TracedNote {
    readonly event: 'note' | 'opened';
    readonly text: string;
    readonly place: Place | undefined;
}

/** The program reads which variables there are, and a comment names the model that says it. */
export interface TracedNamedModel {
    readonly event: 'named-model';
    /** The model's path as the comment has it. */
    readonly text: string;
    readonly place: Place | undefined;
}

/** A layer comes into a list or dict in an attribute, where Keras 3 does not save it. */
export interface TracedUntracked {
    readonly event: 'untracked';
    /** `Net.blocks`. */
    readonly text: string;
    readonly attribute: string;
    readonly collection: 'list' | 'dict';
    /** The number of the layer, as `TracedTracking` has it. */
    readonly item: number | undefined;
    readonly place: Place | undefined;
}

/** Such a layer is given to an attribute as well, through which it is saved. */
export interface TracedTracking {
    readonly event: 'tracked';
    readonly item: number;
    readonly place: Place | undefined;
}

/** Anything that a program does which concerns us. */
export type TraceEvent =
    | TracedVariable
    | TracedCall
    | TracedRestore
    | TracedExpectation
    | TracedLatest
    | TracedAssertion
    | TracedSelection
    | TracedNote
    | TracedNamedModel
    | TracedUntracked
    | TracedTracking;

/** An event, and whether it happens on every path. */
export interface TraceEntry {
    readonly event: TraceEvent;
    readonly certain: boolean;
}

/** What has happened so far. */
export interface TraceContent {
    readonly entries: TraceEntry[];
    /** Set where paths differ: the entries are then no complete list. */
    readonly differs: boolean;
}

/** The trace of a program, as an object whose state forks and joins with the program's. */
export class Trace implements Tracked<TraceContent> {
    content: TraceContent = { entries: [], differs: false };

    cloneContent({ entries, differs }: TraceContent): TraceContent {
        return { entries: [...entries], differs };
    }

    joinContents(one: TraceContent, other: TraceContent): TraceContent {
        let common = 0;
        while (
            common < one.entries.length &&
            one.entries[common]?.event === other.entries[common]?.event &&
            one.entries[common]?.certain === other.entries[common]?.certain
        ) {
            common += 1;
        }
        const entries = one.entries.slice(0, common);
        const [mine, theirs] = [one.entries.slice(common), other.entries.slice(common)];
        const left = new Map<string, TraceEntry[]>();
        for (const entry of theirs) {
            const key = keyOf(entry.event);
            left.set(key, [...(left.get(key) ?? []), entry]);
        }
        for (const entry of mine) {
            const twin = left.get(keyOf(entry.event))?.shift();
            entries.push({
                event: entry.event,
                certain: entry.certain && (twin?.certain ?? false),
            });
        }
        for (const entry of theirs) {
            if (left.get(keyOf(entry.event))?.includes(entry) === true) {
                entries.push({ event: entry.event, certain: false });
            }
        }
        const same =
            mine.length === theirs.length &&
            mine.every(({ event }, index) => {
                const twin = theirs[index];
                return twin !== undefined && keyOf(event) === keyOf(twin.event);
            });
        return { entries, differs: one.differs || other.differs || !same };
    }

    widenContents(one: TraceContent, other: TraceContent): TraceContent {
        const known = new Set(one.entries.map(({ event }) => keyOf(event)));
        const added: TraceEntry[] = [];
        for (const { event } of other.entries) {
            if (!known.has(keyOf(event))) {
                known.add(keyOf(event));
                added.push({ event, certain: false });
            }
        }
        return { entries: [...one.entries, ...added], differs: true };
    }

    /** Whether the second holds nothing that a loop's further turn could still add. */
    sameContents(one: TraceContent, other: TraceContent): boolean {
        if (one.entries.length === other.entries.length && one.differs === other.differs) {
            return true;
        }
        const known = new Set(one.entries.map(({ event }) => keyOf(event)));
        return one.differs && other.entries.every(({ event }) => known.has(keyOf(event)));
    }
}

/** A place as a text. */
export function placeText(place: Place | undefined): string {
    return place === undefined ? '' : `${place.file} ${place.span.start}`;
}

/** What two events have in common that are the same thing on two paths. */
function keyOf(event: TraceEvent): string {
    const place = placeText(event.place);
    switch (event.event) {
        case 'variable': {
            const { name, shape, dtype, kind, trainable, storeKey, partition } = event;
            return JSON.stringify([
                'variable',
                name,
                shape,
                dtype,
                kind,
                trainable,
                storeKey,
                partition,
                place,
            ]);
        }
        case 'call':
            return JSON.stringify([
                'call',
                event.api,
                place,
                event.error,
                event.call.checkpoint?.path,
                event.inputs.unknown,
                event.variables,
                argumentText(event),
            ]);
        case 'restore': {
            const { api, argument, outcome, objects, unresolved } = event;
            return JSON.stringify(['restore', api, argument, outcome, objects, unresolved, place]);
        }
        case 'expect-partial':
            return JSON.stringify(['expect-partial', event.restore, place]);
        case 'latest-of-prefix':
            return JSON.stringify(['latest-of-prefix', event.prefix, event.saved, place]);
        case 'assertion':
            return JSON.stringify(['assertion', event.name, event.holds, place]);
        case 'selection':
            return JSON.stringify(['selection', event.pattern, event.selected, place]);
        case 'tracked':
            return JSON.stringify(['tracked', event.item, place]);
        case 'note':
        case 'opened':
        case 'named-model':
        case 'untracked':
            return JSON.stringify([event.event, event.text, place]);
    }
}

function argumentText({ call }: TracedCall): unknown {
    return JSON.stringify(call.argument?.value, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : value,
    );
}
