// What is wrong with an entry of a bundle, in words: what it says, what it should say, and what
// TensorFlow does about it. The checks are those of core/framework/tensor_shape.cc and
// c/checkpoint_reader.cc.

import { dtypeName } from '../util/dtype.js';
import { type BundleEntryReader, entryDefects, maxRank } from './bundleEntry.js';

/** A defect: its kind, our words, and the check of TensorFlow's which it fails, if any. */
export interface EntryDefect {
    readonly kind: keyof typeof entryDefects;
    readonly message: string;
    readonly check?: string;
}

const ends = 'TensorFlow ends the process on it, so the checkpoint has to be written again';

/** Describes every defect of the entry that was just read. */
export function describeDefects(entry: BundleEntryReader, subject: string): readonly EntryDefect[] {
    const all = (Object.keys(entryDefects) as (keyof typeof entryDefects)[])
        .filter((kind) => (entry.defects & entryDefects[kind]) !== 0)
        .map((kind) => describe(kind, entry, subject));
    const malformed = all.find(({ kind }) => kind === 'malformed');
    // Of an entry that does not parse, nothing else can be said.
    return malformed === undefined ? all : [malformed];
}

function describe(
    kind: keyof typeof entryDefects,
    entry: BundleEntryReader,
    subject: string,
): EntryDefect {
    const lengths = [...entry.lengths.subarray(0, entry.rank)].map(exactText);
    switch (kind) {
        case 'malformed':
            return {
                kind,
                message: `The index entry of ${subject} is not a message that can be parsed: ${ends}`,
                check: 'entry.ParseFromString(v2_reader_->value()) ',
            };
        case 'negativeLength': {
            const length = lengths.find((each) => each.startsWith('-')) ?? '-1';
            return {
                kind,
                message: `The shape of ${subject} has an axis of length ${length}: ${ends}`,
                check: `size >= 0 (${length} vs. 0) `,
            };
        }
        case 'tooManyAxes':
            return {
                kind,
                message: `The shape of ${subject} has more than ${maxRank} axes: ${ends}`,
                check:
                    `ndims_byte() < MaxDimensions() (unsigned char value ${maxRank} vs. ${maxRank}) ` +
                    'Too many dimensions in tensor',
            };
        case 'tooManyElements':
            return {
                kind,
                message: `The shape of ${subject}, [${lengths.join(', ')}], has more than 2^63 elements: ${ends}`,
                check: '0 <= new_num_elements (0 vs. -1) ',
            };
        case 'unknownRank':
            return {
                kind,
                message: `The index says that the rank of ${subject} is unknown, which no saved tensor's is`,
            };
        case 'unknownDType':
            return {
                kind,
                message:
                    `The type of ${subject} is ${dtypeName(entry.dtype)}, ` +
                    'which is none that a tensor in a checkpoint may have',
            };
        case 'noSuchShard':
            return {
                kind,
                message:
                    `The index places ${subject} into shard ${entry.shard}, ` +
                    'and by its header there is no such shard',
            };
        case 'negativePlace':
            return {
                kind,
                message: `The index places ${subject} at byte ${exactText(entry.offset)} with ${exactText(entry.size)} bytes, below zero`,
            };
        case 'tooLarge':
            return {
                kind,
                message:
                    `A number in the index entry of ${subject} is above 2^53, more than any file holds; ` +
                    'it is shown rounded',
            };
        case 'sizeMismatch':
            return {
                kind,
                message:
                    `The index gives ${subject} ${entry.size} bytes, but ${dtypeName(entry.dtype)} ` +
                    `[${lengths.join(', ')}] takes another number: TensorFlow fails when it restores it`,
            };
    }
}

// Above 2^53 a number is shown by the digits of its rounded value, not by an exponent.
function exactText(value: number): string {
    return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}
