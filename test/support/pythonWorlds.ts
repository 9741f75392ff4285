// Programs answered by TensorFlow: what the plan and the listing of a program say, compared with
// what happened when it ran, by the rules of the pages beside the answers.

import { readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { drive } from '../../server/src/host/drive.js';
import type { LoadPlan } from '../../server/src/loadPlan/loadPlan.js';
import { planJson, type CallJson, type PlanJson } from '../../server/src/loadPlan/planJson.js';
import { mayBe } from '../../server/src/model/openPart.js';
import { evaluateScript, type ScriptTrace } from '../../server/src/tensorflow/evaluateScript.js';
import { programListing } from '../../server/src/tensorflow/programListing.js';
import { programPlaces } from '../../server/src/tensorflow/programFiles.js';
import { planProgram } from '../../server/src/tensorflow/programPlan.js';
import { restoreJson } from '../../server/src/tensorflow/restoreJson.js';
import { LineIndex } from '../../server/src/util/lineIndex.js';
import type { Answer } from './conformance.js';
import { pythonFromSources } from './python.js';

/** A variable, as listings and answers have it. */
export interface ListedVariable {
    readonly name: string;
    readonly shape: readonly (number | null)[] | null;
    readonly dtype?: string;
    readonly kind?: string;
    readonly trainable?: boolean;
    readonly storeKey?: string | null;
    readonly partition?: unknown;
    readonly line?: number;
    readonly range?: { readonly start: { readonly line: number; readonly file?: string } };
    readonly pattern?: boolean;
    readonly certain?: boolean;
}

/** What is said of a program. */
export interface Said {
    readonly listing: {
        readonly complete?: boolean;
        readonly variables: readonly ListedVariable[];
    };
    readonly plan: PlanJson;
    readonly restores: readonly Restore[];
    readonly loadPlan: LoadPlan;
    readonly trace: ScriptTrace;
}

/** An element of `restores`. */
export interface Restore {
    readonly at: Place;
    readonly checkpoint: Readonly<Record<string, unknown>> | null;
    readonly nameBased: boolean;
    readonly outcome: string;
    readonly error: { readonly type: string; readonly message: string | null } | null;
    readonly objects: readonly {
        readonly path: string;
        readonly tensor: unknown;
        readonly verdict: string;
    }[];
    readonly unresolved: readonly string[];
    readonly assertConsumed: boolean | null;
    readonly assertExistingObjectsMatched: boolean | null;
    readonly assertNontrivialMatch: boolean | null;
}

interface Place {
    readonly line: number;
    readonly character: number;
    /** The name of a file that the program imports; the answers have no places there. */
    readonly file?: string;
}

/** How an answer compares; `wrong` is never allowed. */
export interface Verdict {
    readonly kind: 'exact' | 'unknown' | 'wrong';
    readonly reasons: readonly string[];
}

/** Evaluates a program's file, or another text in its place. */
export async function evaluateFile(
    path: string,
    text: string = readFileSync(path, 'utf8'),
): Promise<Said> {
    const python = await pythonFromSources();
    const { module } = python.parse(text);
    const trace = await drive(
        evaluateScript({
            path,
            text,
            module,
            folders: [dirname(path)],
            libraries: python.libraries,
            parse: python.parse,
        }),
    );
    const { plan, restores } = planProgram(path, text, trace, module);
    const lines = programPlaces(new LineIndex(text), trace.files);
    return {
        listing: programListing(lines, trace) as Said['listing'],
        plan: planJson({ file: path, text, places: lines, plan, findings: plan.findings }),
        restores: restores.map((restore) => restoreJson(restore, lines, trace.files) as Restore),
        loadPlan: plan,
        trace,
    };
}

/** A run of a program as the answers have it. */
export interface ProgramRunAnswer {
    readonly ends: unknown;
    readonly variables: readonly ListedVariable[];
    readonly calls: readonly (Answer & {
        readonly at: Place | null;
        readonly checkpoint: string;
    })[];
    readonly final?: Answer['assignments'] | null;
}

/** Compares what is said of a program with one run of it. `folder` is the program's. */
export function compareProgram(
    said: Pick<Said, 'listing' | 'plan'>,
    run: ProgramRunAnswer,
    folder: string,
): Verdict {
    const reasons: string[] = [];
    const open: string[] = [];
    if (said.listing.complete === true) {
        const [mine, theirs] = [said.listing.variables.map(identity), run.variables.map(identity)];
        const at = mine.findIndex((each, index) => each !== theirs[index]);
        if (at !== -1 || mine.length !== theirs.length) {
            reasons.push(
                `the list differs: ${mine[at] ?? mine.length} is ${theirs[at] ?? theirs.length}`,
            );
        }
    } else {
        open.push('the list is not complete');
        reasons.push(...incompleteList(said.listing.variables, run.variables));
    }
    if (said.plan.calls.length !== run.calls.length) {
        (said.plan.outcome === 'unknown' ? open : reasons).push(
            `${said.plan.calls.length} calls are ${run.calls.length}`,
        );
    }
    for (const [index, call] of said.plan.calls.entries()) {
        if (call.outcome === 'unknown') {
            open.push(`call ${index} is unknown`);
            continue;
        }
        const same = said.plan.calls.slice(0, index).filter(({ at }) => samePlace(at, call.at));
        const answer = run.calls.filter(({ at }) => samePlace(at, call.at))[same.length];
        if (answer === undefined) {
            reasons.push(`call ${index} is never made`);
        } else {
            reasons.push(
                ...compareCall(call, answer, folder).map((each) => `call ${index}: ${each}`),
            );
        }
    }
    const isOver = run.ends === null || run.ends === 'SystemExit';
    if (open.length === 0 && isOver && run.final !== null && run.calls.length !== 0) {
        const final = run.final ?? (run.calls.length === 1 ? run.calls[0]?.assignments : undefined);
        if (final !== undefined && sorted(said.plan.assignments) !== sorted(final)) {
            reasons.push('the final state differs');
        }
    }
    return verdict(reasons, open);
}

function verdict(reasons: readonly string[], open: readonly string[]): Verdict {
    return reasons.length !== 0
        ? { kind: 'wrong', reasons }
        : { kind: open.length === 0 ? 'exact' : 'unknown', reasons: open };
}

function identity(variable: ListedVariable): string {
    const {
        name,
        shape,
        dtype,
        kind,
        trainable,
        storeKey = name,
        partition,
        line,
        range,
    } = variable;
    const at = line ?? (range?.start.file === undefined ? range?.start.line : null);
    return JSON.stringify([name, shape, dtype, kind, trainable, storeKey, partition, at]);
}

/** What an incomplete list claims all the same. */
function incompleteList(
    mine: readonly ListedVariable[],
    theirs: readonly ListedVariable[],
): readonly string[] {
    return mine.flatMap((variable) => {
        if (variable.pattern === true) {
            return [];
        }
        const named = theirs.filter(({ name }) => name === variable.name);
        if (named.length === 0) {
            return variable.certain === true ? [`${variable.name} is not made`] : [];
        }
        return named.some((other) => agrees(variable, other))
            ? []
            : [`${variable.name} is another`];
    });
}

function agrees(mine: ListedVariable, theirs: ListedVariable): boolean {
    const shapes =
        mine.shape === null ||
        (mine.shape.length === theirs.shape?.length &&
            mine.shape.every((size, axis) => size === null || size === theirs.shape?.[axis]));
    const { storeKey: key = mine.name } = mine;
    const { storeKey: other = theirs.name } = theirs;
    return (
        shapes &&
        (mine.dtype === undefined || mine.dtype === theirs.dtype) &&
        (mine.kind === undefined || mine.kind === theirs.kind) &&
        (mine.trainable === undefined || mine.trainable === theirs.trainable) &&
        (mine.partition === undefined ||
            JSON.stringify(mine.partition) === JSON.stringify(theirs.partition)) &&
        (mine.range === undefined ||
            mine.range.start.file !== undefined ||
            mine.range.start.line === theirs.line) &&
        (key === null || other === null ? key === other : mayBe(key, other))
    );
}

function samePlace(one: Place | null | undefined, other: Place | null | undefined): boolean {
    const [mine, theirs] = [one, other].map((place) =>
        place?.file === undefined ? place : undefined,
    );
    return mine?.line === theirs?.line && mine?.character === theirs?.character;
}

function compareCall(
    call: CallJson,
    answer: ProgramRunAnswer['calls'][number],
    folder: string,
): readonly string[] {
    const argument = call.checkpoint?.argument;
    const named = (text: string): string =>
        text.replaceAll(argument ?? '\0', '$CKPT').replaceAll(folder, '$HERE');
    const reasons: string[] = [];
    if (call.outcome !== answer.outcome) {
        reasons.push(`${call.outcome} is ${answer.outcome}`);
    }
    if (argument?.replaceAll(folder, '$HERE') !== answer.checkpoint) {
        reasons.push(`the argument ${String(argument)} is ${answer.checkpoint}`);
    }
    const error = call.error === null ? null : `${call.error.type}: ${named(call.error.message)}`;
    const theirs = answer.error === null ? null : `${answer.error.type}: ${answer.error.message}`;
    if (error !== theirs) {
        reasons.push(`${String(error)} is ${String(theirs)}`);
    }
    if (sorted(call.assignments) !== sorted(answer.assignments)) {
        reasons.push('the assignments differ');
    }
    return reasons;
}

function sorted(assignments: readonly Answer['assignments'][number][]): string {
    return assignments
        .map(({ variable, tensor, slice, verdict: each, becomes }) =>
            JSON.stringify([variable, tensor, slice, each, becomes]),
        )
        .sort()
        .join('\n');
}

/** Compares the restores that are said to happen with those of one run. */
export function compareRestores(said: Said, answers: readonly Restore[], folder: string): Verdict {
    const reasons: string[] = [];
    const open: string[] = [];
    const certain = said.trace.entries.flatMap(({ event, certain: sure }) =>
        event.event === 'restore' ? [sure] : [],
    );
    if (said.restores.length < answers.length) {
        open.push(`${said.restores.length} restores are ${answers.length}`);
    }
    for (const [index, restore] of said.restores.entries()) {
        if (certain[index] !== true) {
            open.push(`restore ${index} may not happen`);
            continue;
        }
        const before = said.restores.slice(0, index).filter(({ at }) => samePlace(at, restore.at));
        const answer = answers.filter(({ at }) => samePlace(at, restore.at))[before.length];
        if (answer === undefined) {
            reasons.push(`restore ${index} never happens`);
        } else if (restore.outcome === 'unknown') {
            open.push(`restore ${index} is unknown`);
        } else {
            reasons.push(...compareRestore(restore, answer, folder, open));
        }
    }
    return verdict(reasons, open);
}

/** A message with `$NAME` for the name that Keras gives a variable, where it is said so. */
export function withoutName(message: string, said: string): string {
    return said.endsWith(' and name $NAME.')
        ? message.replace(/ and name \S+\.$/, ' and name $$NAME.')
        : message;
}

function compareRestore(
    mine: Restore,
    theirs: Restore,
    folder: string,
    open: string[],
): readonly string[] {
    const reasons: string[] = [];
    for (const field of ['outcome', 'nameBased'] as const) {
        if (mine[field] !== theirs[field]) {
            reasons.push(`${field}: ${String(mine[field])} is ${String(theirs[field])}`);
        }
    }
    for (const field of ['argument', 'prefix', 'format', 'objectBased']) {
        const [said, done] = [mine.checkpoint?.[field], theirs.checkpoint?.[field]];
        if (done !== undefined && relative(said, folder) !== relative(done, folder)) {
            reasons.push(`${field}: ${String(said)} is ${String(done)}`);
        }
    }
    const written = mine.checkpoint?.['argument'];
    const argument = typeof written === 'string' ? written : '\0';
    const plain = String(relative(argument, folder));
    const text = (error: Restore['error'], hasText: boolean): string =>
        error === null
            ? 'none'
            : `${error.type}${hasText ? `: ${(error.message ?? '').replaceAll(argument, '$CKPT').replaceAll(`${folder}/`, '').replaceAll(plain, '$CKPT')}` : ''}`;
    const hasText = theirs.error?.message !== null && mine.error?.message !== null;
    const [said, done] = [text(mine.error, hasText), text(theirs.error, hasText)];
    if (said !== withoutName(done, said)) {
        reasons.push(`${said} is ${done}`);
    }
    const objects = ({ objects: each }: Restore): string =>
        each
            .map(({ path, tensor, verdict: said }) => JSON.stringify([path, tensor, said]))
            .sort()
            .join('\n');
    if (objects(mine) !== objects(theirs)) {
        reasons.push('the objects differ');
    }
    if ([...mine.unresolved].sort().join('\n') !== [...theirs.unresolved].sort().join('\n')) {
        reasons.push('what is unresolved differs');
    }
    for (const field of [
        'assertConsumed',
        'assertExistingObjectsMatched',
        'assertNontrivialMatch',
    ] as const) {
        if (mine[field] === null && theirs[field] !== null) {
            open.push(`${field} is unknown`);
        } else if (mine[field] !== theirs[field]) {
            reasons.push(`${field}: ${String(mine[field])} is ${String(theirs[field])}`);
        }
    }
    return reasons;
}

function relative(path: unknown, folder: string): unknown {
    if (typeof path !== 'string') {
        return path;
    }
    // The answers were made in a folder three deep: what lies outside of it is told from the root.
    if (path.startsWith('../../../')) {
        return path.slice('../../..'.length);
    }
    const within = posix.isAbsolute(path) ? path.replace(`${folder}/`, '') : path;
    return posix.normalize(within).replace(/\/$/, '');
}
