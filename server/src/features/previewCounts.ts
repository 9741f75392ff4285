// The numbers at the head of the preview.

import type { Checkpoint, CheckpointTensor } from '../checkpoint/checkpoint.js';
import type { Assignment, CallPlan } from '../loadPlan/loadPlan.js';
import { tensorRoles, type TensorRole } from '../util/roleNoun.js';
import type { PreviewCounts, RoleCount, RowVerdict } from './previewData.js';
import type { Row } from './previewRows.js';

/** Counts the rows of a restore: its variables, then the values that none of them takes. */
export function countRestored(rows: readonly Row[]): PreviewCounts {
    const of = (kind: RowVerdict): readonly Row[] => rows.filter(({ fate }) => fate.kind === kind);
    const [loaded, kept, unread] = [of('loads'), of('keeps'), of('never-read')];
    return {
        variables: rows.length - unread.length,
        load: loaded.length,
        changeShape: 0,
        fail: of('fails').length,
        keep: kept.length,
        keepExpected: 0,
        keepRoles: countRoles(kept),
        neverRead: unread.length,
        neverReadExpected: 0,
        neverReadRoles: countRoles(unread),
        bytes: loaded.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    };
}

/** Counts the rows of a section whose final assignments are these. */
export function countRows(
    rows: readonly Row[],
    assignments: readonly Assignment[],
    calls: readonly CallPlan[],
): PreviewCounts {
    const of = (kind: RowVerdict): readonly Row[] => rows.filter(({ fate }) => fate.kind === kind);
    const kept = of('keeps');
    const unread = of('never-read');
    const loaded = assignments.filter(({ verdict }) => isLoaded(verdict));
    // What becomes of variables is not known where a call's outcome is not, nor how many there are of
    // a model that is not whole.
    const knowsVariables =
        calls.some(({ model }) => model?.model !== undefined) &&
        calls.every(
            ({ model, outcome }) => outcome !== 'unknown' && model?.model?.open === undefined,
        );
    const knowsCheckpoint = calls.some(({ checkpoint }) => checkpoint?.checkpoint !== undefined);
    const shards = countShards(loaded, calls);
    const variables = new Set(
        calls.flatMap(({ model }) => model?.model?.variables.map(({ name }) => name) ?? []),
    );
    return {
        ...(knowsVariables ? { variables: variables.size } : {}),
        load: loaded.length,
        changeShape: of('changes-shape').length,
        fail: of('fails').length,
        keep: kept.length,
        keepExpected: kept.filter(({ fate }) => fate.expected).length,
        keepRoles: countRoles(kept),
        ...(knowsCheckpoint ? { neverRead: unread.length } : {}),
        neverReadExpected: unread.filter(({ fate }) => fate.expected).length,
        neverReadRoles: countRoles(unread),
        bytes: loaded.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
        ...(shards === undefined ? {} : { shards }),
    };
}

/** How many rows have a role other than that of weights; the largest number first. */
function countRoles(rows: readonly Row[]): readonly RoleCount[] {
    const counts = new Map<TensorRole, number>();
    for (const { fate } of rows) {
        counts.set(fate.role, (counts.get(fate.role) ?? 0) + 1);
    }
    return tensorRoles
        .flatMap((role) => {
            const count = role === 'weight' ? 0 : (counts.get(role) ?? 0);
            return count === 0 ? [] : [{ role, count }];
        })
        .sort((left, right) => right.count - left.count);
}

function isLoaded(verdict: Assignment['verdict']): boolean {
    return verdict === 'loads' || verdict === 'changes-shape';
}

function countShards(
    loaded: readonly Assignment[],
    calls: readonly CallPlan[],
): PreviewCounts['shards'] {
    const checkpoints = new Map<string, Checkpoint>();
    for (const { checkpoint } of calls) {
        if (checkpoint?.checkpoint !== undefined) {
            checkpoints.set(checkpoint.path ?? checkpoint.argument, checkpoint.checkpoint);
        }
    }
    const all = [...checkpoints.values()];
    if (all.length === 0 || all.some(({ format }) => format === 'v1')) {
        return undefined;
    }

    const sources = new Map(calls.map(({ index, checkpoint }) => [index, checkpoint]));
    const read = new Map<string, Set<number>>();
    for (const { call, tensor, slice } of loaded) {
        const source = sources.get(call);
        const path = source?.path ?? source?.argument ?? '';
        if (read.get(path)?.size === source?.checkpoint?.shardCount) {
            continue;
        }
        const index = source?.checkpoint?.find(tensor);
        if (source?.checkpoint === undefined || index === undefined) {
            continue;
        }
        const shards = read.get(path) ?? new Set();
        read.set(path, shards);
        shardsRead(source.checkpoint.tensor(index), slice).forEach((shard) => shards.add(shard));
    }
    return {
        read: [...read.values()].reduce((sum, { size }) => sum + size, 0),
        all: all.reduce((sum, { shardCount }) => sum + shardCount, 0),
    };
}

/** The shards that hold a slice of a tensor; `slice` is TensorFlow's text, empty for the whole. */
function shardsRead(tensor: CheckpointTensor, slice: string): readonly number[] {
    if (tensor.slices === undefined) {
        return tensor.shard === undefined ? [] : [tensor.shard];
    }
    const extents = slice.slice(slice.lastIndexOf(' ') + 1).split(':');
    return tensor.slices.flatMap(({ shard, start, length }) => {
        const overlaps = start.every((first, axis) => {
            const [wanted, count] = (extents[axis] ?? '-').split(',').map(Number);
            return (
                wanted === undefined ||
                count === undefined ||
                (wanted < first + (length[axis] ?? 0) && first < wanted + count)
            );
        });
        return shard === undefined || (slice !== '' && !overlaps) ? [] : [shard];
    });
}
