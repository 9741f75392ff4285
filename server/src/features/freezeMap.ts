// "Freeze to an assignment-map file": the map that a program's call was evaluated to, as a file
// whose plan is the same. Where too much is not known, a script that writes it from the running
// program. What there is already is never overwritten: a free name is taken.

import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver-types';
import { freezeCalls, type FrozenFile } from '../loadPlan/freezeCalls.js';
import type { CallPlan } from '../loadPlan/loadPlan.js';
import { namesProgram } from '../tensorflow/programModel.js';
import type { Position } from '../util/lineIndex.js';
import { baseName, directoryName, joinPath } from '../util/path.js';
import { stat } from '../util/reading.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import type { TextDocument } from '../workspace/documents.js';
import type { PlannedMap } from '../workspace/mapInputs.js';
import { pathOfUri, uriOfPath } from '../workspace/paths.js';
import type { WorkspaceSession } from '../workspace/session.js';

/** A file to be made, which is not there yet. */
export interface NewFile {
    readonly uri: string;
    readonly text: string;
}

/** What freezing comes to. */
export type FrozenMap =
    /** The map, and the variables of its model where the program cannot stand for them. */
    | { readonly kind: 'map'; readonly files: readonly NewFile[] }
    /** A script for the running program, and why it is needed. */
    | { readonly kind: 'script'; readonly files: readonly NewFile[]; readonly reason: string }
    | { readonly kind: 'nothing'; readonly reason: string };

/** How often a name with another number is tried. */
const maxNames = 100;

/** Freezes the calls at a place of a program, or all of them where none is there. */
export async function freezeMap(
    session: WorkspaceSession,
    document: TextDocument,
    position: Position | undefined,
    script: string,
    token: CancellationToken,
): Promise<FrozenMap> {
    const path = pathOfUri(document.uri);
    if (path === undefined || !namesProgram(path)) {
        return { kind: 'nothing', reason: 'Only a Python file or notebook on disk can be frozen' };
    }
    const planned = await session.plan(document, token);
    throwIfCancelled(token);
    const calls = callsAt(planned, position);
    const folder = directoryName(path);
    const program = baseName(path);
    const base = program.replace(/\.(?:py|ipynb)$/, '');
    const isFree = async (name: string): Promise<boolean> => {
        const found = await session.read(stat(joinPath(folder, name)), token);
        return found.kind === 'missing';
    };
    const stem = await freeStem(base, isFree);
    throwIfCancelled(token);
    const newFile = ({ name, text }: FrozenFile): NewFile => ({
        uri: uriOfPath(joinPath(folder, name)),
        text,
    });
    const asScript = (reason: string): FrozenMap => ({
        kind: 'script',
        files: [
            newFile({ name: `${stem}_freeze.py`, text: scriptOf(script, stem, calls, planned) }),
        ],
        reason,
    });
    if (calls.length === 0) {
        return asScript('no call of init_from_checkpoint is made when the program is run');
    }
    const models = await session.models.source(program, [folder], token);
    throwIfCancelled(token);
    const frozen = freezeCalls(calls, { program, stem, programModel: models });
    if ('files' in frozen) {
        return { kind: 'map', files: frozen.files.map(newFile) };
    }
    return 'unknown' in frozen
        ? asScript(frozen.unknown)
        : { kind: 'nothing', reason: `This map cannot be a file: ${frozen.impossible}` };
}

/** The calls that the program makes at a place; all of them where there is none. */
function callsAt({ plan, lines }: PlannedMap, position: Position | undefined): readonly CallPlan[] {
    const made = plan.calls.filter(({ call }) => call.program?.evaluated === true);
    const offset = position === undefined ? undefined : lines.offsetAt(position);
    const here = made.filter(
        ({ call: { span } }) => offset !== undefined && span.start <= offset && offset <= span.end,
    );
    return here.length === 0 ? made : here;
}

/** A stem of names that are all free: the program's, else with a number. */
async function freeStem(base: string, isFree: (name: string) => Promise<boolean>): Promise<string> {
    for (let number = 1; number < maxNames; number++) {
        const stem = number === 1 ? base : `${base}-${number}`;
        const names = ['.ckptmap.yaml', '.variables.json', '_freeze.py'].map((end) => stem + end);
        const free = await Promise.all(names.map(isFree));
        if (!free.includes(false)) {
            return stem;
        }
    }
    return `${base}-${maxNames}`;
}

/** The script, and how it is called for the first of the calls. */
function scriptOf(
    script: string,
    stem: string,
    [first]: readonly CallPlan[],
    { map }: PlannedMap,
): string {
    const { start, end } = first?.call.span ?? { start: 0, end: 0 };
    const written = map.text.slice(start, end).replace(/\s+/g, ' ');
    const given = /init_from_checkpoint ?\( ?(.*)$/.exec(written)?.[1];
    const args = given ?? 'ckpt_dir_or_file, assignment_map)';
    return (
        `${script.trimEnd()}\n\n\n# Before the call:\n` +
        `#     write_assignment_map('${stem.replace(/['\\]/g, '\\$&')}.ckptmap.json', ${args}\n`
    );
}

/** The action at a call, for editors that can make files: "Freeze to an assignment-map file". */
export async function freezeActions(
    session: WorkspaceSession,
    document: TextDocument,
    { start }: Range,
    only: readonly string[] | undefined,
    script: string,
    token: CancellationToken,
): Promise<readonly CodeAction[]> {
    const kind = CodeActionKind.RefactorExtract;
    const isWanted = only?.some((each) => each === '' || kind.startsWith(each)) ?? true;
    const path = pathOfUri(document.uri);
    if (!isWanted || path === undefined || !namesProgram(path)) {
        return [];
    }
    const planned = await session.plan(document, token);
    throwIfCancelled(token);
    const offset = planned.lines.offsetAt(start);
    const isHere = planned.plan.calls.some(
        ({ call: { span, program } }) =>
            program?.evaluated === true && span.start <= offset && offset <= span.end,
    );
    const frozen = isHere ? await freezeMap(session, document, start, script, token) : undefined;
    if (frozen === undefined || frozen.kind === 'nothing') {
        return [];
    }
    const [first] = frozen.files;
    const name = first === undefined ? '' : baseName(pathOfUri(first.uri) ?? '');
    const origin = { line: 0, character: 0 };
    return [
        {
            title:
                frozen.kind === 'map'
                    ? `Freeze to the assignment-map file '${name}'`
                    : `Write '${name}', which freezes the map when the program runs`,
            kind,
            edit: {
                documentChanges: frozen.files.flatMap(({ uri, text }) => [
                    { kind: 'create' as const, uri, options: { overwrite: false } },
                    {
                        textDocument: { uri, version: null },
                        edits: [{ range: { start: origin, end: origin }, newText: text }],
                    },
                ]),
            },
        },
    ];
}
