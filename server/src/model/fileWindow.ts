// A file of protocol buffers, walked without holding it: a window of bytes moves over it, and what
// nobody wants, such as a constant of a hundred megabytes, is stepped over unread.
// The wire format: protobuf.dev/programming-guides/encoding. Errors of this walk are thrown as
// MalformedFileError, which ends in the reader that began it.

import { read, type Reading } from '../util/reading.js';
import { VarintReader } from '../util/varint.js';

/** Bytes that are brought in at once. */
export const windowBytes = 1024 * 1024;

/** The longest single value that is wanted whole; anything longer is no name and no variable. */
export const longestValue = 64 * 1024 * 1024;

/** The file is not what it should be. The message says where and how. */
export class MalformedFileError extends Error {
    override readonly name = 'MalformedFileError';
}

/** A field of a message: where its content lies, in bytes from the start of the file. */
export interface Field {
    readonly number: number;
    readonly wireType: 0 | 1 | 2 | 5;
    readonly start: number;
    readonly end: number;
}

/** Wire type 2: strings, bytes, messages and packed numbers. */
export const lengthDelimited = 2;

/** A window over a file. All places are in bytes from the start of the file. */
export class FileWindow {
    readonly path: string;
    /** The file's size in bytes. */
    readonly size: number;
    /** What is in memory now; it begins at `start` in the file. */
    bytes: Uint8Array = new Uint8Array(0);
    start = 0;

    constructor(path: string, size: number) {
        this.path = path;
        this.size = size;
    }

    /** The place behind the last byte in memory. */
    get end(): number {
        return this.start + this.bytes.length;
    }

    /** Brings in the bytes from `from` to `to`, and as many behind them as the window holds. */
    *load(from: number, to: number): Reading<void> {
        if (this.start <= from && to <= this.end) {
            return;
        }
        if (longestValue < to - from) {
            throw new MalformedFileError(
                `the value at byte ${from} has ${to - from} bytes, more than any name or variable`,
            );
        }
        const wanted = Math.min(Math.max(to - from, windowBytes), this.size - from);
        const answer = yield* read(this.path, from, wanted);
        if (answer.kind !== 'bytes') {
            const reason = answer.kind === 'missing' ? 'it is gone' : answer.reason;
            throw new MalformedFileError(`it could not be read further: ${reason}`);
        }
        if (from + answer.bytes.length < to) {
            throw new MalformedFileError('it became shorter while it was read');
        }
        this.bytes = answer.bytes;
        this.start = from;
    }

    /** The bytes of a field's content, brought in. They are lost when the window moves. */
    *contentOf(field: Field): Reading<Uint8Array> {
        yield* this.load(field.start, field.end);
        return this.bytes.subarray(field.start - this.start, field.end - this.start);
    }

    /** The field that begins at a place, in a message that ends at `limit`. */
    *field(place: number, limit: number): Reading<Field> {
        // A tag has at most 5 bytes, a length as many, a number 10.
        yield* this.load(place, Math.min(place + 15, limit));
        const reader = new VarintReader(
            this.bytes,
            place - this.start,
            Math.min(limit - this.start, this.bytes.length),
        );
        const tag = reader.uint32();
        const number = tag >>> 3;
        const wireType = tag & 7;
        if (wireType !== 0 && wireType !== 1 && wireType !== 2 && wireType !== 5) {
            throw new MalformedFileError(`byte ${place} begins no field (wire type ${wireType})`);
        }
        let start = this.start + reader.position;
        let length = wireType === 1 ? 8 : 4;
        if (wireType === lengthDelimited) {
            length = reader.uint32();
            start = this.start + reader.position;
        } else if (wireType === 0) {
            reader.uint64();
            length = this.start + reader.position - start;
        }
        if (reader.failed || number === 0 || limit < start + length) {
            throw new MalformedFileError(describeOverrun(this, place, limit, start + length));
        }
        return { number, wireType, start, end: start + length };
    }

    /** The fields of a message, given the range of its content. */
    *fields(start: number, end: number, take: (field: Field) => Reading<void>): Reading<void> {
        for (let place = start; place < end;) {
            const field: Field = yield* this.field(place, end);
            yield* take(field);
            place = field.end;
        }
    }
}

function describeOverrun(file: FileWindow, place: number, limit: number, end: number): string {
    return limit === file.size && limit < end
        ? `it is cut short: the field at byte ${place} goes on to byte ${end}, and the file ends at ${limit}`
        : `the field at byte ${place} does not end where its message ends (byte ${limit})`;
}
