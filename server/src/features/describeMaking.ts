// What a call in a program makes, when it makes variables: their names, shapes and types, and what
// the checkpoint gives each, by the program's own calls or by an open map into what it makes.

import type { LoadPlan } from '../loadPlan/loadPlan.js';
import type { ModelVariable } from '../model/model.js';
import type { Call } from '../python/syntax/expressions.js';
import type { Module } from '../python/syntax/ast.js';
import { nodesBelow } from '../python/syntax/walk.js';
import { mentionsTensorFlow } from '../tensorflow/mentions.js';
import type { Span } from '../util/span.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import { fileNameOfUri, pathOfUri } from '../workspace/paths.js';
import type { PlannedMap } from '../workspace/mapInputs.js';
import type { WorkspaceSession } from '../workspace/session.js';
import { bindingWords } from './describeNames.js';
import { asKnown } from './modelNames.js';
import { placeId } from './makingPlaces.js';
import { commonName } from './previewNames.js';
import { code, paragraph, type Block, type Inline } from './prose.js';
import { countText, plural, typeText } from './words.js';

/** More rows than this do not fit a hover. */
const maxRows = 6;

/** A variable that a call makes, as far as it is known. */
interface Made {
    readonly variable: ModelVariable;
    /** Whether it is made on every path. */
    readonly certain: boolean;
}

/** What the call whose name is at an offset makes; undefined where that is no such call. */
export async function describeMaking(
    session: WorkspaceSession,
    planned: PlannedMap,
    offset: number,
    token: CancellationToken,
): Promise<{ readonly span: Span; readonly blocks: readonly Block[] } | undefined> {
    const { document, map } = planned;
    const path = pathOfUri(document.uri);
    const name = nameAt(map.text, offset);
    if (path === undefined || name === undefined || !mentionsTensorFlow(map.text)) {
        return undefined;
    }
    const python = await session.python?.();
    throwIfCancelled(token);
    const calls = python === undefined ? [] : callsOf(python.parse(map.text).module, name.start);
    const here = new Set(calls.map((span) => placeId({ file: path, span })));
    if (here.size === 0) {
        return undefined;
    }
    const plans = await plansOf(session, planned, token);
    const own = await session.models.source(path, session.lookupFolders(document), token);
    throwIfCancelled(token);
    const models = [own.model, ...plans.flatMap(({ calls: made }) => made.map(modelOf))];
    for (const model of models) {
        const known = (model?.variables ?? []).map((variable) => ({ variable, certain: true }));
        const possible = (model?.open?.possible ?? []).map((each) => ({
            variable: asKnown(each),
            certain: each.certain,
        }));
        const made = [...known, ...possible].filter(({ variable: { place } }) => isAt(here, place));
        if (made.length !== 0) {
            return { span: name, blocks: describeMade(made, planned, plans, here) };
        }
    }
    return undefined;
}

function modelOf({ model }: PlannedMap['calls'][number]): NonNullable<typeof model>['model'] {
    return model?.model;
}

function isAt(here: ReadonlySet<string>, place: ModelVariable['place']): boolean {
    return place !== undefined && here.has(placeId(place));
}

/** The name that is called at an offset; a look at the text, before anything is parsed. */
function nameAt(text: string, offset: number): Span | undefined {
    const isLetter = (index: number): boolean => /[\p{L}\p{N}_]/u.test(text.charAt(index));
    let [start, end] = [offset, offset];
    while (0 < start && isLetter(start - 1)) {
        start -= 1;
    }
    while (isLetter(end)) {
        end += 1;
    }
    return start < end && /^\s*\(/.test(text.slice(end, end + 80)) ? { start, end } : undefined;
}

/** The calls of the name that begins at an offset: itself, and of what it returns at once. */
function callsOf(module: Module, nameStart: number): readonly Span[] {
    const calls: Span[] = [];
    for (const node of nodesBelow(module)) {
        if (node.kind === 'Call' && innermost(node).nameStart === nameStart) {
            calls.push({ start: node.start, end: node.end });
        }
    }
    return calls;
}

/** Of `Dense(4)(x)` the call of `Dense`. */
function innermost(call: Call): Call {
    return call.func.kind === 'Call' ? innermost(call.func) : call;
}

/** The plans of this document and of all that are open, this one first. */
async function plansOf(
    session: WorkspaceSession,
    own: PlannedMap,
    token: CancellationToken,
): Promise<readonly PlannedMap[]> {
    const others = session.documents.maps().filter(({ uri }) => uri !== own.document.uri);
    const plans = await Promise.all(others.map((document) => session.plan(document, token)));
    throwIfCancelled(token);
    return [own, ...plans];
}

function describeMade(
    made: readonly Made[],
    own: PlannedMap,
    plans: readonly PlannedMap[],
    here: ReadonlySet<string>,
): readonly Block[] {
    const uses = plans.find(
        (planned) =>
            (planned === own && runsCalls(own)) ||
            planned.calls.some(({ model }) =>
                model?.model?.variables.some(({ place }) => isAt(here, place)),
            ),
    );
    const rows = folded(made, uses?.plan);
    const shown = rows.slice(0, maxRows);
    const hidden = rows.slice(maxRows).reduce((sum, { count }) => sum + count, 0);
    const byMap =
        uses === undefined || uses === own
            ? []
            : [', and what ', code(fileNameOfUri(uses.document.uri)), ' gives'];
    return [
        paragraph(`Makes ${plural(made.length, 'variable')}`, ...byMap),
        {
            kind: 'table',
            rows: [
                ['variable', 'type', ...(uses === undefined ? [] : ['tensor', ''])],
                ...shown.map(({ cells }) => cells),
            ],
        },
        ...(hidden === 0 ? [] : [paragraph(`… and ${countText(hidden)} more`)]),
    ];
}

/** Whether the program makes calls when it is run: one in a function that nothing calls is none. */
function runsCalls({ map }: PlannedMap): boolean {
    return map.calls.some(({ program }) => program?.evaluated === true);
}

interface FoldedRow {
    readonly count: number;
    readonly cells: readonly Inline[];
}

/** The variables, those as one that differ in numbers in their names alone. */
function folded(made: readonly Made[], plan: LoadPlan | undefined): readonly FoldedRow[] {
    const given = new Map(plan?.assignments.map((each) => [idOf(each.variable), each]));
    const groups = new Map<string, Made[]>();
    for (const each of made) {
        const { variable, certain } = each;
        const binding = given.get(idOf(variable));
        const key = JSON.stringify([
            withoutNumbers(variable.name),
            typeText(variable),
            certain,
            binding && [withoutNumbers(binding.tensor), bindingWords(binding)],
        ]);
        groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    return [...groups.values()].map((group) => {
        const names = commonName(group.map(({ variable }) => variable.name));
        const [first] = group;
        const type = first === undefined ? '' : typeText(first.variable);
        const asides = [
            ...(group.length === 1 ? [] : [`×${countText(group.length)}`]),
            ...(first?.certain === false ? ['may not be made'] : []),
        ];
        const bindings = group.flatMap(({ variable }) => given.get(idOf(variable)) ?? []);
        const tensor =
            bindings.length === 0 ? '' : code(commonName(bindings.map((each) => each.tensor)));
        const fate = bindings[0] === undefined ? unboundWords(plan) : bindingWords(bindings[0]);
        const cells = [code(names), [type, ...asides].join(', ')];
        return {
            count: group.length,
            cells: plan === undefined ? cells : [...cells, tensor, fate],
        };
    });
}

/** The same text for the same variable, in whichever model it is. */
function idOf({ name, place }: ModelVariable): string {
    return JSON.stringify([name, place && placeId(place)]);
}

function withoutNumbers(name: string): string {
    return name.replace(/\d+(?=\/|$)/g, '#');
}

/** What becomes of a variable that no assignment has. */
function unboundWords(plan: LoadPlan | undefined): string {
    switch (plan?.outcome) {
        case 'raises':
            return 'not loaded: the call raises';
        case 'unknown':
            return 'not known';
        default:
            return 'keeps its initializer';
    }
}
