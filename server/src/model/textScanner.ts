// The text format of protocol buffers, in one pass over windows of bytes: messages that nobody wants
// are stepped over with their strings and nesting, so that a constant of a hundred megabytes costs
// no memory. The other hot loop that is not protobufjs's; a test holds it against protobufjs.
// The format: protobuf.dev/reference/protobuf/textformat-spec. It checks the structure of what is
// stepped over, not its fields.

import { decodeUtf8 } from '../util/utf8.js';
import { MalformedFileError, windowBytes } from './fileWindow.js';
import { endOfString, isSpace, isWordByte, latin1, sign } from './textBytes.js';
import { unescapeText } from './textEscapes.js';
import { TextPassing } from './textPassing.js';
import { refuseDeeper, type Expected, type Frame, type TextMessage } from './textMessage.js';

/** Reads a text, window after window. Throws a MalformedFileError where it is none. */
export class TextScanner {
    readonly #frames: Frame[] = [];
    readonly #longest: number;
    #message: TextMessage;
    #expected: Expected = 'field';
    #field = '';
    #inList = false;
    /** The pieces of a string so far; undefined where one of them was too long. */
    #strings: Uint8Array[] | undefined = [];
    readonly #passing = new TextPassing((what, place) => this.#unexpected(what, place));
    #inComment = false;
    /** The place of the window in the file. */
    #base = 0;

    /** `longest`: in bytes, how much of a file a window holds at least, but for the last one. */
    constructor(root: TextMessage, longest = windowBytes) {
        this.#message = root;
        this.#longest = longest;
    }

    /**
     * Reads a window that lies at `base` in the file, and gives the offset of the first byte that is
     * not used up: the next window begins there, and holds more of what begins there.
     */
    scan(bytes: Uint8Array, base: number, isLast: boolean): number {
        this.#base = base;
        let place = 0;
        while (place < bytes.length) {
            if (this.#passing.isInside) {
                place = this.#passing.pass(bytes, place);
            } else if (this.#inComment) {
                const end = bytes.indexOf(sign.newline, place);
                this.#inComment = end === -1;
                place = end === -1 ? bytes.length : end;
            } else {
                const next = this.#token(bytes, place, isLast);
                if (next === place) {
                    return place;
                }
                place = next;
            }
        }
        return place;
    }

    /** Says that nothing follows. */
    finish(end: number): void {
        this.#base = end;
        if (this.#expected === 'more strings') {
            this.#endString(0);
        }
        const { isInside, isInString } = this.#passing;
        const isOpen = 0 < this.#frames.length || isInside;
        if (isOpen || this.#expected !== 'field') {
            throw new MalformedFileError(
                `it is cut short: it ends at byte ${end} in the middle of ${
                    isInString ? 'a string' : isOpen ? 'a message' : 'a field'
                }`,
            );
        }
    }

    #token(bytes: Uint8Array, place: number, isLast: boolean): number {
        const byte = bytes[place] ?? 0;
        if (isSpace(byte)) {
            return place + 1;
        }
        if (byte === sign.hash) {
            this.#inComment = true;
            return place + 1;
        }
        if (byte === sign.quote || byte === sign.apostrophe) {
            return this.#string(bytes, place, isLast);
        }
        if (this.#expected === 'more strings') {
            this.#endString(place);
        }
        if (isWordByte(byte)) {
            let end = place + 1;
            while (end < bytes.length && isWordByte(bytes[end] ?? 0)) {
                end++;
            }
            // A word that touches the window's edge may go on behind it.
            if (end === bytes.length && !isLast && this.#mayHoldMore(bytes, place)) {
                return place;
            }
            this.#word(latin1(bytes, place, end), place);
            return end;
        }
        if (byte === sign.openSquare && this.#expected === 'field') {
            return this.#extension(bytes, place, isLast);
        }
        this.#sign(byte, place);
        return place + 1;
    }

    #string(bytes: Uint8Array, place: number, isLast: boolean): number {
        const mark = bytes[place] ?? 0;
        if (!['value', 'item', 'more strings'].includes(this.#expected)) {
            throw this.#unexpected('a string', place);
        }
        const end = endOfString(bytes, place + 1, mark);
        const isCut = end === -1 && (0 < place || !isLast);
        if (isCut && this.#mayHoldMore(bytes, place)) {
            return place;
        }
        if (this.#expected !== 'more strings') {
            this.#strings = [];
            this.#expected = 'more strings';
        }
        if (end === -1) {
            this.#strings = undefined;
            this.#passing.beginString(mark);
            return place + 1;
        }
        // A line may not end inside a string.
        if (bytes.subarray(place, end).includes(sign.newline)) {
            throw new MalformedFileError(
                `the string at byte ${this.#base + place} does not end on its line`,
            );
        }
        // The window's bytes are lost when it moves.
        this.#strings?.push(bytes.slice(place + 1, end));
        return end + 1;
    }

    /** Whether a window that begins at this place holds more of what begins there. */
    #mayHoldMore(bytes: Uint8Array, place: number): boolean {
        return 0 < place || bytes.length < this.#longest;
    }

    #endString(place: number): void {
        if (this.#strings !== undefined && this.#message.value !== undefined) {
            const bytes = unescapeText(this.#strings);
            if (bytes === undefined) {
                throw this.#unexpected('an escape that does not exist before', place);
            }
            this.#message.value(this.#field, { kind: 'string', bytes });
        }
        this.#strings = [];
        this.#expected = this.#inList ? 'comma' : 'field';
    }

    #word(text: string, place: number): void {
        switch (this.#expected) {
            case 'field':
                this.#field = text;
                this.#inList = false;
                this.#expected = 'colon or message';
                return;
            case 'value':
            case 'item':
                // The sign of a number may stand apart from it.
                if (text !== '-') {
                    this.#message.value?.(this.#field, { kind: 'word', text });
                    this.#expected = this.#inList ? 'comma' : 'field';
                }
                return;
            case 'colon or message':
            case 'more strings':
            case 'comma':
                throw this.#unexpected(`'${text.slice(0, 40)}'`, place);
        }
    }

    // The name of an extension: `[google.protobuf.extension]`, also the URL of a type.
    #extension(bytes: Uint8Array, place: number, isLast: boolean): number {
        const end = bytes.indexOf(sign.closeSquare, place);
        if (end === -1) {
            if (!isLast && 0 < place) {
                return place;
            }
            throw this.#unexpected("a '[' without its ']'", place);
        }
        this.#word(decodeUtf8(bytes.subarray(place, end + 1)), place);
        return end + 1;
    }

    #sign(byte: number, place: number): void {
        const expected = this.#expected;
        const mayBegin = expected === 'colon or message' || expected === 'value';
        if (
            (byte === sign.openBrace || byte === sign.openAngle) &&
            (mayBegin || expected === 'item')
        ) {
            this.#open(byte === sign.openBrace ? sign.closeBrace : sign.closeAngle);
        } else if (byte === sign.colon && expected === 'colon or message') {
            this.#expected = 'value';
        } else if (byte === sign.openSquare && mayBegin && !this.#inList) {
            this.#inList = true;
            this.#expected = 'item';
        } else if (byte === sign.closeSquare && (expected === 'comma' || expected === 'item')) {
            this.#inList = false;
            this.#expected = 'field';
        } else if (byte === sign.comma && expected === 'comma') {
            this.#expected = 'item';
        } else if (byte === this.#frames.at(-1)?.closer && expected === 'field') {
            this.#close();
        } else if ((byte !== sign.comma && byte !== sign.semicolon) || expected !== 'field') {
            throw this.#unexpected(`'${String.fromCharCode(byte)}'`, place);
        }
    }

    #open(closer: number): void {
        const message = this.#message.open?.(this.#field);
        if (message === undefined) {
            this.#passing.beginMessage(closer);
            this.#expected = this.#inList ? 'comma' : 'field';
            return;
        }
        refuseDeeper(this.#frames.length);
        this.#frames.push({
            message: this.#message,
            closer,
            field: this.#field,
            inList: this.#inList,
        });
        this.#message = message;
        this.#inList = false;
        this.#expected = 'field';
    }

    #close(): void {
        const frame = this.#frames.pop();
        if (frame !== undefined) {
            this.#message.close?.();
            this.#message = frame.message;
            this.#field = frame.field;
            this.#inList = frame.inList;
            this.#expected = frame.inList ? 'comma' : 'field';
        }
    }

    #unexpected(what: string, place: number): MalformedFileError {
        const expected = this.#expected === 'more strings' ? 'field' : this.#expected;
        return new MalformedFileError(
            `byte ${this.#base + place} holds ${what} where a ${expected} should be`,
        );
    }
}
