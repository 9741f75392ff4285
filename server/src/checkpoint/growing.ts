// Typed arrays that grow: what a compact index is built from, since a million small objects would
// take ten times the room of the file.

/** A list of unsigned 32-bit numbers. */
export class GrowingNumbers {
    #numbers = new Uint32Array(64);
    #length = 0;

    get length(): number {
        return this.#length;
    }

    at(index: number): number {
        return this.#numbers[index] as number;
    }

    push(value: number): void {
        if (this.#length === this.#numbers.length) {
            const grown = new Uint32Array(this.#length * 2);
            grown.set(this.#numbers);
            this.#numbers = grown;
        }
        this.#numbers[this.#length++] = value;
    }

    /** Gives back the room that is not used. */
    trim(): void {
        this.#numbers = this.#numbers.slice(0, this.#length);
    }

    /** The numbers in an array of their own. */
    toArray(): Uint32Array {
        return this.#numbers.slice(0, this.#length);
    }
}

/** Bytes that are appended to. */
export class GrowingBytes {
    /** The bytes so far, and room behind them; replaced when it grows. */
    bytes = new Uint8Array(1024);
    length = 0;

    /** Appends `source[start, end)`. */
    append(source: Uint8Array, start = 0, end = source.length): void {
        const length = this.length + end - start;
        if (this.bytes.length < length) {
            const grown = new Uint8Array(Math.max(length, this.bytes.length * 2));
            grown.set(this.bytes.subarray(0, this.length));
            this.bytes = grown;
        }
        const { bytes } = this;
        const delta = this.length - start;
        for (let index = start; index < end; index++) {
            bytes[delta + index] = source[index] as number;
        }
        this.length = length;
    }

    /** Gives back the room that is not used. */
    trim(): void {
        this.bytes = this.bytes.slice(0, this.length);
    }
}
