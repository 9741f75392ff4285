// What could be written at the cursor: names of either side a path segment at a time, paths, keys,
// patterns, codes. Lists are lean (a label, a few words, one range for all); the details of an item
// come when it is looked at.

import {
    type CompletionItem,
    type CompletionList,
    type Position,
    type Range,
} from 'vscode-languageserver-types';
import { cursorAt } from '../assignmentMap/cursor.js';
import { printName } from '../assignmentMap/print.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import { isPythonDocument, type TextDocument } from '../workspace/documents.js';
import type { TextPlaces } from '../util/lineIndex.js';
import { commentCursor, cursorOffers, type OfferCursor } from './cursorOffers.js';
import type { WorkspaceSession } from '../workspace/session.js';
import { literalCursor } from './literalCursor.js';
import { describeOffer } from './describeOffer.js';
import type { Offer } from './offer.js';
import { renderProse, type ProseFormat } from './prose.js';

/** What the editor can show of a completion list. */
export interface CompletionStyle {
    readonly labelDetails: boolean;
    /** Whether one range, and one piece of data, may stand for all items. */
    readonly defaultRange: boolean;
    readonly defaultData: boolean;
    /** The editor's command that opens the list again; undefined where there is none. */
    readonly retriggerCommand: string | undefined;
    readonly documentation: ProseFormat;
}

/** What an item brings back when its details are asked for. */
interface ItemData {
    readonly uri: string;
    readonly kind: OfferCursor['kind'];
    readonly call: number;
}

/** More items than this are not sent at once. */
const maxItems = 1000;

/** What could be written at a place; an empty list where nothing can be said. */
export async function completion(
    session: WorkspaceSession,
    document: TextDocument,
    position: Position,
    style: CompletionStyle,
    token: CancellationToken,
): Promise<CompletionList> {
    const isProgram = isPythonDocument(document);
    const { map, lines } = isProgram
        ? await session.inputs(document, token)
        : session.parse(document);
    throwIfCancelled(token);
    const offset = lines.offsetAt(position);
    const cursor = isProgram
        ? literalCursor(map, offset)
        : (commentCursor(map.text, offset) ?? cursorAt(map, offset));
    if (cursor === undefined) {
        return { isIncomplete: false, items: [] };
    }
    const { offers, isIncomplete } = await cursorOffers(session, document, cursor, token);
    throwIfCancelled(token);
    const sent = offers.slice(0, maxItems);
    const writer = new ItemWriter(document, cursor, lines, style);
    return {
        isIncomplete: isIncomplete || sent.length < offers.length,
        ...writer.defaults(),
        items: sent.map((offer, index) => writer.item(offer, index)),
    };
}

/** The details of an item: what it names, in full. */
export async function resolveCompletion(
    session: WorkspaceSession,
    item: CompletionItem,
    style: CompletionStyle,
    token: CancellationToken,
): Promise<CompletionItem> {
    const data = item.data as ItemData | undefined;
    const document = data && session.documents.get(data.uri);
    if (data === undefined || document === undefined) {
        return item;
    }
    const { calls } = await session.inputs(document, token);
    throwIfCancelled(token);
    const blocks = await describeOffer(
        session,
        document,
        calls[data.call],
        data.kind,
        item.label,
        token,
    );
    throwIfCancelled(token);
    return blocks.length === 0
        ? item
        : {
              ...item,
              documentation: {
                  kind: style.documentation,
                  value: renderProse(blocks, style.documentation),
              },
          };
}

/** Writes offers as items of one list. */
class ItemWriter {
    readonly #cursor: OfferCursor;
    readonly #style: CompletionStyle;
    readonly #range: Range;
    readonly #data: ItemData;
    readonly #isQuoted: boolean;

    constructor(
        document: TextDocument,
        cursor: OfferCursor,
        lines: TextPlaces,
        style: CompletionStyle,
    ) {
        this.#cursor = cursor;
        this.#style = style;
        this.#range = lines.rangeOf(cursor.replace);
        this.#data = { uri: document.uri, kind: cursor.kind, call: cursor.call ?? 0 };
        this.#isQuoted = ['single', 'double', 'json'].includes(cursor.style);
    }

    defaults(): Pick<CompletionList, 'itemDefaults'> {
        const { defaultRange, defaultData } = this.#style;
        return defaultRange || defaultData
            ? {
                  itemDefaults: {
                      ...(defaultRange ? { editRange: this.#range } : {}),
                      ...(defaultData ? { data: this.#data } : {}),
                  },
              }
            : {};
    }

    item(offer: Offer, index: number): CompletionItem {
        const { labelDetails, defaultRange, defaultData, retriggerCommand } = this.#style;
        const { text, kind, description, continues } = offer;
        const { context, style, gap } = this.#cursor;
        const printed = printName(text, context, style);
        const written = gap + printed + (offer.suffix ?? '');
        return {
            label: text,
            kind,
            sortText: String(offer.rank * maxItems + index).padStart(5, '0'),
            // Editors compare this with what stands in the range, and that begins with the quote.
            ...(this.#isQuoted ? { filterText: printed } : {}),
            ...(description === ''
                ? {}
                : labelDetails
                  ? { labelDetails: { description } }
                  : { detail: description }),
            ...(!defaultRange
                ? { textEdit: { range: this.#range, newText: written } }
                : written === text
                  ? {}
                  : { textEditText: written }),
            ...(defaultData ? {} : { data: this.#data }),
            ...(continues === true && retriggerCommand !== undefined
                ? { command: { title: 'Continue', command: retriggerCommand } }
                : {}),
        };
    }
}
