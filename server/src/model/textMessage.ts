// What a reader of protocol buffers' text format wants, message by message, and where it stands in
// messages in messages.

import { MalformedFileError } from './fileWindow.js';

/** A value of a field: the bytes of a string, or the letters of a number, a truth or an enum. */
export type TextValue =
    | { readonly kind: 'string'; readonly bytes: Uint8Array }
    | { readonly kind: 'word'; readonly text: string };

/** What is wanted of a message. */
export interface TextMessage {
    /** A message in a field begins: what is wanted of it, or nothing. */
    readonly open?: (field: string) => TextMessage | undefined;
    /** A value in a field; each item of a list is one. Longer ones than a window are left out. */
    readonly value?: (field: string, value: TextValue) => void;
    readonly close?: () => void;
}

/** Messages in messages, at most. */
const deepestText = 100;

/** A message that is open. */
export interface Frame {
    readonly message: TextMessage;
    /** The bracket that ends it. */
    readonly closer: number;
    /** The field and the list in which it stands go on behind it. */
    readonly field: string;
    readonly inList: boolean;
}

/** What may come next. */
export type Expected = 'field' | 'colon or message' | 'value' | 'item' | 'more strings' | 'comma';

/** Throws where a message would be deeper in others than any real one. */
export function refuseDeeper(depth: number): void {
    if (deepestText <= depth) {
        throw new MalformedFileError(`it has more than ${deepestText} messages in messages`);
    }
}
