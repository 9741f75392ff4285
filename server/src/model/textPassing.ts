// What nobody wants of a text of protocol buffers: messages with all that is nested in them, and
// strings that are too long to be looked at. They are stepped over byte by byte, across windows;
// only brackets, strings and comments count.

import { endOfString, endsInEscape, sign } from './textBytes.js';
import { refuseDeeper } from './textMessage.js';

/** Makes the error of something that stands in a place of the window where it should not. */
export type Unexpected = (what: string, place: number) => Error;

/** Steps over a message or a string, once it was told that one begins. */
export class TextPassing {
    readonly #unexpected: Unexpected;
    /** The brackets that end what is being stepped over. */
    readonly #closers: number[] = [];
    /** The quote of a string that is being stepped over; 0 outside of one. */
    #quote = 0;
    /** Whether the next byte of that string stands behind a backslash. */
    #escaped = false;
    #inComment = false;

    constructor(unexpected: Unexpected) {
        this.#unexpected = unexpected;
    }

    /** Whether there is something to step over. */
    get isInside(): boolean {
        return this.isInString || 0 < this.#closers.length;
    }

    get isInString(): boolean {
        return this.#quote !== 0;
    }

    /** Begins behind the bracket of a message; `closer` ends it. */
    beginMessage(closer: number): void {
        this.#closers.push(closer);
    }

    /** Begins behind the quote of a string. */
    beginString(quote: number): void {
        this.#quote = quote;
        this.#escaped = false;
    }

    /** Steps on from a place, to the end of what is being stepped over or that of the window. */
    pass(bytes: Uint8Array, start: number): number {
        let place = start;
        while (place < bytes.length && this.isInside) {
            if (this.#quote !== 0) {
                place = this.#passString(bytes, place);
            } else if (this.#inComment) {
                const end = bytes.indexOf(sign.newline, place);
                this.#inComment = end === -1;
                place = end === -1 ? bytes.length : end;
            } else {
                place = this.#passMessage(bytes, place);
            }
        }
        return place;
    }

    // The brackets of a message, up to a string or a comment in it.
    #passMessage(bytes: Uint8Array, start: number): number {
        const closers = this.#closers;
        const { length } = bytes;
        for (let place = start; place < length; place++) {
            const byte = bytes[place] as number;
            if (byte === sign.quote || byte === sign.apostrophe) {
                this.beginString(byte);
                return place + 1;
            }
            if (byte === sign.openBrace || byte === sign.openAngle) {
                refuseDeeper(closers.length);
                closers.push(byte === sign.openBrace ? sign.closeBrace : sign.closeAngle);
            } else if (byte === sign.closeBrace || byte === sign.closeAngle) {
                if (closers.pop() !== byte) {
                    throw this.#unexpected(`'${String.fromCharCode(byte)}'`, place);
                }
                if (closers.length === 0) {
                    return place + 1;
                }
            } else if (byte === sign.hash) {
                this.#inComment = true;
                return place + 1;
            }
        }
        return length;
    }

    #passString(bytes: Uint8Array, start: number): number {
        const from = this.#escaped ? start + 1 : start;
        const end = endOfString(bytes, from, this.#quote);
        if (end === -1) {
            this.#escaped = endsInEscape(bytes, from);
            return bytes.length;
        }
        this.#quote = 0;
        return end + 1;
    }
}
