// The values of a checkpoint by their places in the data files, in numbers: there may be millions of
// them, and an object for each would take more room than the index itself.

import { GrowingNumbers } from './growing.js';

/** A value in a shard: a tensor, or a slice of one. */
export interface DataPiece {
    readonly tensor: number;
    /** The number of the slice; -1 for a whole tensor. */
    readonly slice: number;
    readonly shard: number;
    /** Bytes from the start of the shard. */
    readonly offset: number;
}

const high = 2 ** 32;

/** A growing list of pieces, which gives them in the order in which they lie on the disk. */
export class DataPieces {
    readonly #tensors = new GrowingNumbers();
    /** Plus one. */
    readonly #slices = new GrowingNumbers();
    readonly #shards = new GrowingNumbers();
    readonly #offsets = { low: new GrowingNumbers(), high: new GrowingNumbers() };
    /** Whether the pieces were added in order, as most programs write them. */
    #isInOrder = true;

    get length(): number {
        return this.#tensors.length;
    }

    push({ tensor, slice, shard, offset }: DataPiece): void {
        const last = this.length - 1;
        this.#tensors.push(tensor);
        this.#slices.push(slice + 1);
        this.#shards.push(shard);
        this.#offsets.low.push(offset % high);
        this.#offsets.high.push(Math.floor(offset / high));
        this.#isInOrder &&= last < 0 || this.#compare(last, last + 1) <= 0;
    }

    /** The pieces by shard and offset. */
    *inOrder(): Iterable<DataPiece> {
        if (this.#isInOrder) {
            for (let index = 0; index < this.length; index++) {
                yield this.#piece(index);
            }
            return;
        }
        const order = Uint32Array.from({ length: this.length }, (_, index) => index);
        order.sort((one, other) => this.#compare(one, other) || one - other);
        for (const index of order) {
            yield this.#piece(index);
        }
    }

    #piece(index: number): DataPiece {
        return {
            tensor: this.#tensors.at(index),
            slice: this.#slices.at(index) - 1,
            shard: this.#shards.at(index),
            offset: this.#offset(index),
        };
    }

    #offset(index: number): number {
        return this.#offsets.high.at(index) * high + this.#offsets.low.at(index);
    }

    #compare(one: number, other: number): number {
        return (
            this.#shards.at(one) - this.#shards.at(other) || this.#offset(one) - this.#offset(other)
        );
    }
}
