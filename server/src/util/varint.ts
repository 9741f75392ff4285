// Reading the little-endian base-128 integers of LevelDB tables and of protocol buffers.
// Defined in TensorFlow: tsl/platform/coding.cc; protobuf: google/protobuf/parse_context.h.

const two32 = 0x1_0000_0000;

/**
 * A place in bytes from which numbers are read. A read that fails leaves `failed` set, and gives 0;
 * it never goes past `end`.
 */
export class VarintReader {
    readonly bytes: Uint8Array;
    position: number;
    end: number;
    failed = false;
    /** The lower 32 bits of the number read last, as a signed number: what an int32 field holds. */
    low = 0;
    /** The upper 32 bits of the 64-bit number read last, as a signed number. */
    high = 0;
    /** Whether the number read last was rounded: its magnitude is above 2^53. */
    rounded = false;

    constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    /** An unsigned number of at most 32 bits in at most 5 bytes. */
    uint32(): number {
        const { bytes } = this;
        if (this.position < this.end && (bytes[this.position] as number) < 128) {
            return bytes[this.position++] as number;
        }
        let value = 0;
        for (let shift = 0; shift < 35 && this.position < this.end; shift += 7) {
            const byte = bytes[this.position++] as number;
            value |= (byte & 127) << shift;
            if (byte < 128) {
                return value >>> 0;
            }
        }
        this.failed = true;
        return 0;
    }

    /** A number of 64 bits with a sign, in at most 10 bytes; see `rounded` and `low`. */
    int64(): number {
        if (this.position < this.end && (this.bytes[this.position] as number) < 128) {
            this.rounded = false;
            this.high = 0;
            return (this.low = this.bytes[this.position++] as number);
        }
        this.#read64();
        const value = this.high * two32 + (this.low >>> 0);
        this.rounded = !Number.isSafeInteger(value);
        return value;
    }

    /** A number of 64 bits without a sign, in at most 10 bytes; see `rounded` and `low`. */
    uint64(): number {
        this.#read64();
        const value = (this.high >>> 0) * two32 + (this.low >>> 0);
        this.rounded = !Number.isSafeInteger(value);
        return value;
    }

    /** The 64-bit number read last, exactly and with its sign. */
    exact(): bigint {
        return (BigInt(this.high) << 32n) | BigInt(this.low >>> 0);
    }

    #read64(): void {
        const { bytes } = this;
        let low = 0;
        let high = 0;
        for (let shift = 0; shift < 70 && this.position < this.end; shift += 7) {
            const byte = bytes[this.position++] as number;
            if (shift < 28) {
                low |= (byte & 127) << shift;
            } else if (shift === 28) {
                low |= (byte & 15) << 28;
                high = (byte & 127) >>> 4;
            } else {
                high |= (byte & 127) << (shift - 32);
            }
            if (byte < 128) {
                this.low = low;
                this.high = high;
                return;
            }
        }
        this.failed = true;
        this.low = 0;
        this.high = 0;
    }
}
