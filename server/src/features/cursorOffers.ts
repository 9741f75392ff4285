// From the place of the cursor to what is offered there.

import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CursorKind, CursorPlace } from '../assignmentMap/cursor.js';
import { LineIndex } from '../util/lineIndex.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import type { TextDocument } from '../workspace/documents.js';
import type { PatternKind } from './describePattern.js';
import type { WorkspaceSession } from '../workspace/session.js';
import {
    codeOffers,
    collectionOffers,
    commentOffers,
    keyOffers,
    rulesOffers,
} from './keyOffers.js';
import { tensorItems, variableItems, type NameItem, type NameItems } from './nameItems.js';
import type { Offer, Offers } from './offer.js';
import { pathOffers } from './pathOffers.js';
import { patternOffers } from './patternOffers.js';

/** A cursor in the map, or in one of our own comments. */
export type OfferCursor = Omit<CursorPlace, 'kind'> & {
    readonly kind: CursorKind | 'ignoredCode' | 'commentKey';
};

const nothing: Offers = { offers: [], isIncomplete: false };

/** The cursor in a comment that we read, where it stands before a word of ours. */
export function commentCursor(text: string, offset: number): OfferCursor | undefined {
    const lineStart = Math.max(
        text.lastIndexOf('\n', offset - 1),
        text.lastIndexOf('\r', offset - 1),
    );
    const before = text.slice(lineStart + 1, offset);
    const ignored = /(?:^|\s)#[ \t]*ckptmap-ignore[ \t](?:[^:]*[\s,])?([\w.-]*)$/.exec(before);
    const word = ignored ?? /(?:^|\s)#[ \t]*ckptmap:(?:.*\s)?([a-z]*)$/.exec(before);
    if (word === null) {
        return undefined;
    }
    const prefix = word[1] ?? '';
    const suffix = /^[\w.-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
    return {
        kind: ignored === null ? 'commentKey' : 'ignoredCode',
        call: undefined,
        alsoDocumentKey: false,
        tensorName: undefined,
        patternKey: undefined,
        replace: { start: offset - prefix.length, end: offset + suffix.length },
        prefix,
        suffix,
        style: 'plain',
        context: 'comment',
        position: 'value',
        hasColon: false,
        gap: '',
    };
}

/** What is offered at a cursor. */
export async function cursorOffers(
    session: WorkspaceSession,
    document: TextDocument,
    cursor: OfferCursor,
    token: CancellationToken,
): Promise<Offers> {
    const { kind, prefix } = cursor;
    switch (kind) {
        case 'tensorName': {
            const names = await nameOffers(session, document, cursor, token);
            return cursor.alsoDocumentKey && !prefix.includes('/')
                ? together(names, keyOffers('document', !cursor.hasColon))
                : names;
        }
        case 'variableName':
            return nameOffers(session, document, cursor, token);
        case 'checkpoint':
        case 'model':
            return pathOffers(session, document, kind, prefix, token);
        case 'pattern':
            return patternsAt(session, document, cursor, token);
        case 'documentKey':
            return keyOffers('document', !cursor.hasColon);
        case 'modelKey':
            return keyOffers('model', !cursor.hasColon);
        case 'tensorflow':
            return rulesOffers();
        case 'collection': {
            const { calls } = await session.inputs(document, token);
            throwIfCancelled(token);
            return collectionOffers(calls[cursor.call ?? 0]?.model?.model);
        }
        case 'ignoredCode':
            return codesAt(session, document, cursor, token);
        case 'commentKey':
            return commentOffers();
        case 'none':
            return nothing;
    }
}

async function nameOffers(
    session: WorkspaceSession,
    document: TextDocument,
    cursor: OfferCursor,
    token: CancellationToken,
): Promise<Offers> {
    const { calls } = await session.inputs(document, token);
    throwIfCancelled(token);
    const call = calls[cursor.call ?? 0];
    const checkpoint = call?.checkpoint?.checkpoint;
    const model = call?.model?.model;
    if (cursor.kind === 'tensorName') {
        return checkpoint === undefined ? nothing : offered(tensorItems(checkpoint, cursor.prefix));
    }
    return model === undefined
        ? nothing
        : offered(variableItems(model, cursor.prefix, checkpoint, cursor.tensorName));
}

function offered({ items, isIncomplete }: NameItems): Offers {
    return { offers: items.map(nameOffer), isIncomplete };
}

const kinds = {
    name: CompletionItemKind.Field,
    scope: CompletionItemKind.Module,
    root: CompletionItemKind.Module,
} as const;

function nameOffer({ name, kind, description, rank }: NameItem): Offer {
    return { text: name, kind: kinds[kind], description, rank, continues: kind === 'scope' };
}

function together(first: Offers, second: Offers): Offers {
    // What comes second stays behind all of the first.
    const offers = second.offers.map((offer) => ({ ...offer, rank: offer.rank + 10 }));
    return { offers: [...first.offers, ...offers], isIncomplete: first.isIncomplete };
}

const patternKinds = {
    expect_unassigned: 'expectUnassigned',
    expect_unused: 'expectUnused',
    exclude: 'exclude',
} as const satisfies Record<string, PatternKind>;

async function patternsAt(
    session: WorkspaceSession,
    document: TextDocument,
    cursor: OfferCursor,
    token: CancellationToken,
): Promise<Offers> {
    if (cursor.patternKey === undefined) {
        return nothing;
    }
    const { calls, plan } = await session.plan(document, token);
    throwIfCancelled(token);
    const index = cursor.call ?? 0;
    const model = calls[index]?.model?.model;
    return patternOffers(patternKinds[cursor.patternKey], plan.calls[index], model, cursor.prefix);
}

/** The codes, with those first that stand on the line which the comment is about. */
async function codesAt(
    session: WorkspaceSession,
    document: TextDocument,
    cursor: OfferCursor,
    token: CancellationToken,
): Promise<Offers> {
    const { planned, findings } = await session.findings(document, token);
    throwIfCancelled(token);
    const { map } = planned;
    const lines = new LineIndex(map.text);
    const ownLine = lines.positionAt(cursor.replace.start).line;
    const meant = map.ignores.find(({ span }) => lines.positionAt(span.start).line === ownLine);
    const line = meant?.line ?? ownLine;
    return codeOffers(findings.filter(({ span }) => lines.positionAt(span.start).line === line));
}
