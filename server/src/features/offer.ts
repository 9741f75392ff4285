// Something that could be written where the cursor is, before it is known how it is written there.

import type { CompletionItemKind } from 'vscode-languageserver-types';

/** A value that is offered at the cursor. */
export interface Offer {
    /** The value itself, without quotes. */
    readonly text: string;
    readonly kind: CompletionItemKind;
    /** A few words behind the label. */
    readonly description: string;
    /** Lower comes first; equal ones stay in their order. */
    readonly rank: number;
    /** What is written behind the value, such as a key's colon. */
    readonly suffix?: string;
    /** Whether one goes on from here: a scope or a folder is rarely the end. */
    readonly continues?: boolean;
}

/** What is offered. */
export interface Offers {
    readonly offers: readonly Offer[];
    /** Whether more letters may bring other offers. */
    readonly isIncomplete: boolean;
}
