// What a reader of protocol buffers' text format wants, message by message.

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
