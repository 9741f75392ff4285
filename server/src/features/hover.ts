// What is under the cursor: a tensor, a variable, a scope, a path, a pattern. Where names lead is
// taken from the load plan, so that a hover never disagrees with the diagnostics and the preview.

import type { Hover, Position } from 'vscode-languageserver-types';
import type { MapCall, PatternNode } from '../assignmentMap/assignmentMap.js';
import { spanTouches, type Span } from '../util/span.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import { isPythonDocument, type TextDocument } from '../workspace/documents.js';
import { entryAt } from '../workspace/entryAt.js';
import type { PlannedMap } from '../workspace/mapInputs.js';
import type { WorkspaceSession } from '../workspace/session.js';
import { describeCheckpoint, describeModel } from './describePaths.js';
import { describeMaking } from './describeMaking.js';
import { describePattern, type PatternKind } from './describePattern.js';
import { describeName } from './describeNames.js';
import { renderProse, type Block, type ProseFormat } from './prose.js';

/** Describes what is under the cursor; undefined where there is nothing to say. */
export async function hover(
    session: WorkspaceSession,
    document: TextDocument,
    position: Position,
    format: ProseFormat,
    token: CancellationToken,
): Promise<Hover | undefined> {
    const planned = await session.plan(document, token);
    throwIfCancelled(token);
    const offset = planned.lines.offsetAt(position);
    const found = await describeAt(session, planned, offset, token);
    throwIfCancelled(token);
    return found === undefined || found.blocks.length === 0
        ? undefined
        : {
              contents: { kind: format, value: renderProse(found.blocks, format) },
              range: planned.lines.rangeOf(found.span),
          };
}

interface Description {
    readonly span: Span;
    readonly blocks: readonly Block[];
}

async function describeAt(
    session: WorkspaceSession,
    planned: PlannedMap,
    offset: number,
    token: CancellationToken,
): Promise<Description | undefined> {
    const { map, calls, plan } = planned;
    const name = entryAt(map.calls, offset);
    if (name !== undefined) {
        const { node, side } = name;
        const inputs = calls[name.call];
        const call = plan.calls[name.call];
        return inputs === undefined
            ? undefined
            : { span: node.span, blocks: describeName(inputs, call, node, side) };
    }
    for (const [index, call] of map.calls.entries()) {
        const inputs = calls[index];
        if (inputs === undefined || !mayHold(call, offset)) {
            continue;
        }
        const { checkpoint, model } = call;
        if (checkpoint !== undefined && spanTouches(checkpoint.node.span, offset)) {
            const blocks = await describeCheckpoint(session, inputs.checkpoint, token);
            return { span: checkpoint.node.span, blocks };
        }
        if (model !== undefined && spanTouches(model.node.span, offset)) {
            const blocks = describeModel(inputs.model, session.folders(), session.models.known());
            return { span: model.node.span, blocks };
        }
        const pattern = patternAt(call, offset);
        if (pattern !== undefined) {
            const { node, kind } = pattern;
            return {
                span: node.span,
                blocks: describePattern(inputs, plan.calls[index], node, kind),
            };
        }
    }
    return isPythonDocument(planned.document)
        ? describeMaking(session, planned, offset, token)
        : undefined;
}

// The comment that names the paths may stand outside of the call's own text.
function mayHold(call: MapCall, offset: number): boolean {
    return (
        spanTouches(call.span, offset) ||
        (call.comment !== undefined && spanTouches(call.comment, offset))
    );
}

function patternAt(
    call: MapCall,
    offset: number,
): { readonly node: PatternNode; readonly kind: PatternKind } | undefined {
    for (const kind of ['expectUnassigned', 'expectUnused', 'exclude'] as const) {
        const node = call[kind].find(({ span }) => spanTouches(span, offset));
        if (node !== undefined) {
            return { node, kind };
        }
    }
    return undefined;
}
