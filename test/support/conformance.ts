// Worlds answered by TensorFlow: a checkpoint, a model, and maps with what came of them.

import {
    copyFileSync,
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    readdirSync,
    writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';
import { openCheckpoint } from '../../server/src/checkpoint/openCheckpoint.js';
import type { CheckpointSource } from '../../server/src/checkpoint/checkpoint.js';
import type { LoadPlan } from '../../server/src/loadPlan/loadPlan.js';
import { planFile } from '../../server/src/loadPlan/planFile.js';
import type { ModelSource } from '../../server/src/model/model.js';
import { readModel } from '../../server/src/model/readModel.js';
import { readFromDisk } from './diskFiles.js';

/** An exception as the answers have it. */
export interface Raised {
    readonly type: string;
    readonly message: string;
}

/** What the answers say of one variable. */
export interface AnsweredAssignment {
    readonly variable: string;
    readonly tensor: string;
    readonly slice: string;
    readonly verdict: string;
    readonly becomes?: readonly number[];
    readonly error?: Raised;
}

/** What TensorFlow did with a map. */
export interface Answer {
    readonly outcome: string;
    readonly error: Raised | null;
    readonly assignments: readonly AnsweredAssignment[];
}

/** A case of a world. */
export interface WorldCase extends Answer {
    readonly id: string;
    readonly checkpoint: string;
    readonly assignment_map: unknown;
    readonly tensorflow?: string;
}

/** The folders of worlds below a folder. */
export function worldsIn(folder: string): readonly string[] {
    return readdirSync(folder)
        .map((name) => join(folder, name))
        .filter((world) => existsSync(join(world, 'cases.jsonl')))
        .sort();
}

/** The cases of a world. */
export function casesOf(world: string): readonly WorldCase[] {
    return readFileSync(join(world, 'cases.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as WorldCase);
}

interface Layout {
    readonly folders: readonly string[];
    readonly files: Readonly<
        Record<string, { readonly base64: string } | { readonly copyOf: string }>
    >;
}

/**
 * The folder in which a world's cases are to be run: itself, or a temporary copy with the files and
 * folders which its layout.json adds, since git could not hold them.
 */
export function laidOut(world: string): string {
    const layoutFile = join(world, 'layout.json');
    if (!existsSync(layoutFile)) {
        return world;
    }
    const layout = JSON.parse(readFileSync(layoutFile, 'utf8')) as Layout;
    const folder = mkdtempSync(join(tmpdir(), 'ckptmap-world-'));
    cpSync(world, folder, { recursive: true });
    for (const name of layout.folders) {
        mkdirSync(join(folder, name), { recursive: true });
    }
    for (const [name, item] of Object.entries(layout.files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        if ('copyOf' in item) {
            copyFileSync(join(world, item.copyOf), join(folder, name));
        } else {
            writeFileSync(join(folder, name), Buffer.from(item.base64, 'base64'));
        }
    }
    return folder;
}

/** Opens a checkpoint as a program run in the folder would. */
export function checkpointIn(folder: string, argument: string): CheckpointSource {
    return readFromDisk(openCheckpoint(argument, [folder]));
}

/** Reads a model below a folder. */
export function modelIn(folder: string, argument: string): ModelSource {
    return readFromDisk(readModel(argument, [folder]));
}

/** What we say of a case, in the words of the answers. */
export function answerOf(
    { assignment_map, tensorflow }: WorldCase,
    checkpoint: CheckpointSource,
    model: ModelSource,
): Answer {
    const document = tensorflow === undefined ? { assignment_map } : { assignment_map, tensorflow };
    const map = parseAssignmentMap(JSON.stringify(document), 'json');
    const rules = map.calls[0]?.rules ?? '2.21';
    return wordsOf(planFile({ map, calls: [{ checkpoint, model, rules }] }), checkpoint.argument);
}

/** A plan in the words of the answers. */
export function wordsOf(plan: LoadPlan, argument?: string): Answer {
    const mask = (message: string): string =>
        argument === undefined ? message : message.split(argument).join('$CKPT');
    const [call] = plan.calls;
    return {
        outcome: plan.outcome,
        error:
            call === undefined || call.error === null
                ? null
                : { type: call.error.type, message: mask(call.error.message) },
        assignments: plan.assignments.map(
            ({ variableName, tensor, slice, verdict, becomes, error }) => ({
                variable: variableName,
                tensor,
                slice,
                verdict,
                ...(becomes === undefined ? {} : { becomes }),
                ...(error === undefined
                    ? {}
                    : { error: { type: error.type, message: mask(error.message) } }),
            }),
        ),
    };
}
