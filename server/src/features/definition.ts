// From a variable in a map to the calls that make it, where a program makes the model: of a name, of
// a scope, and of an entry that a program computes. Of tensors there is no text to go to.

import { namesNotebook, notebookPlaces, notebookProgram } from '../python/notebook.js';
import type { MakingPlace, Model } from '../model/model.js';
import type { PlannedEntry } from '../loadPlan/loadPlan.js';
import { LineIndex, type Places, type Position, type Range } from '../util/lineIndex.js';
import { compareCodePoints } from '../util/order.js';
import { read } from '../util/reading.js';
import { spanTouches } from '../util/span.js';
import { decodeUtf8 } from '../util/utf8.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import type { TextDocument } from '../workspace/documents.js';
import { uriOfPath } from '../workspace/paths.js';
import type { WorkspaceSession } from '../workspace/session.js';
import { placeId, placesOf, placesOfName } from './makingPlaces.js';

/** A call that makes a variable, and what led there. */
export interface DefinitionTarget {
    /** Of the file; in a notebook the notebook's own, and `range` has the number of the cell. */
    readonly uri: string;
    readonly range: Range;
    /** The name in the document that was asked about. */
    readonly asked: Range;
}

/** More calls than this help nobody. */
const maxTargets = 100;

/** The calls that make what is under the cursor; none where nothing makes it. */
export async function definition(
    session: WorkspaceSession,
    document: TextDocument,
    position: Position,
    token: CancellationToken,
): Promise<readonly DefinitionTarget[]> {
    const { plan, lines } = await session.plan(document, token);
    throwIfCancelled(token);
    const offset = lines.offsetAt(position);
    const entries = plan.calls.flatMap((call) =>
        call.entries
            .filter(({ variableNode }) => spanTouches(variableNode.span, offset))
            .map((entry) => ({ entry, model: call.model?.model })),
    );
    const [first] = entries;
    if (first === undefined) {
        return [];
    }
    const asked = lines.rangeOf(first.entry.variableNode.span);
    const places = new Map<string, MakingPlace>();
    for (const { entry, model } of entries) {
        placesOfEntry(entry, model).forEach((place) => places.set(placeId(place), place));
    }
    const files = new Map<string, Places | undefined>();
    const targets: DefinitionTarget[] = [];
    for (const { file, span } of inOrder(places.values()).slice(0, maxTargets)) {
        const known = files.has(file) ? files.get(file) : await placesIn(session, file, token);
        throwIfCancelled(token);
        files.set(file, known);
        if (known !== undefined) {
            targets.push({ uri: uriOfPath(file), range: known.rangeOf(span), asked });
        }
    }
    return targets;
}

/** Places as they stand in the files. */
function inOrder(places: Iterable<MakingPlace>): readonly MakingPlace[] {
    return [...places].sort(
        (a, b) => compareCodePoints(a.file, b.file) || a.span.start - b.span.start,
    );
}

function placesOfEntry(
    { variableNode: { value }, reached }: PlannedEntry,
    model: Model | undefined,
): readonly MakingPlace[] {
    return model !== undefined && value.type === 'str'
        ? placesOfName(model, value.value)
        : placesOf(reached);
}

/** The places of a program's file; undefined where it cannot be read any more. */
async function placesIn(
    session: WorkspaceSession,
    file: string,
    token: CancellationToken,
): Promise<Places | undefined> {
    const answer = await session.read(read(file), token);
    if (answer.kind !== 'bytes') {
        return undefined;
    }
    const text = decodeUtf8(answer.bytes);
    if (!namesNotebook(file)) {
        return new LineIndex(text);
    }
    const program = notebookProgram(text);
    return program && notebookPlaces(program);
}
