// Reads the index of a V2 checkpoint: header, entries, and what TensorFlow would say about them. It
// lists what TensorFlow lists, and reports what TensorFlow passes over in silence.
// Defined in TensorFlow: core/util/tensor_bundle/tensor_bundle.cc, c/checkpoint_reader.cc.

import type { Problem, TensorFlowError } from '../util/problem.js';
import { pause, type Reading } from '../util/reading.js';
import { decodeUtf8 } from '../util/utf8.js';
import { buildIndex, newBuilder } from './bundleIndex.js';
import type { Checkpoint } from './checkpoint.js';
import { EntryWalker } from './entryWalk.js';
import { corrupt, Findings } from './findings.js';
import type { IndexBuilder } from './indexBuilder.js';
import { limits as defaultLimits, type Limits } from './limits.js';
import { decodeBundleHeader, type BundleHeader } from './protos.js';
import { type Block, dataLoss, readBlockHandles, seekFault, type TableFault } from './table.js';
import { planBlocks, type BlockPlan } from './tableBlocks.js';
import { versionError } from './versions.js';

/** An index file: its bytes, and the two names under which messages speak of it. */
export interface IndexFile {
    readonly bytes: Uint8Array;
    /** As TensorFlow prints it. */
    readonly name: string;
    /** On this machine. */
    readonly path: string;
}

/** What was read of an index. */
export interface BundleReading {
    readonly checkpoint: Checkpoint | undefined;
    /** What TensorFlow raises; null where it opens the file. */
    readonly error: TensorFlowError | null;
    readonly problems: readonly Problem[];
    /** For each shard, the bytes which it has to have; -1 where nothing lies in it. */
    readonly shardNeeds: Float64Array;
}

/** Reads an index; a turn for each block, so that the caller may let others run. */
export function* readTensorBundle(
    file: IndexFile,
    limits: Limits = defaultLimits,
): Reading<BundleReading> {
    const table = readBlockHandles(file.bytes, file.name);
    if ('status' in table) {
        return unreadable(file, exceptionOf(table), `The index cannot be read: ${table.message}`);
    }
    const plan = planBlocks(file, table.handles, limits.fileBytes);
    if ('message' in plan) {
        return {
            checkpoint: undefined,
            error: null,
            problems: [plan],
            shardNeeds: new Float64Array(0),
        };
    }
    const walk = new BundleWalk(file, plan, limits);
    for (let index = 0; index < table.handles.length && !walk.stopped; index++) {
        yield* pause(index, table.handles.length);
        walk.readBlock(index);
    }
    if (table.fault !== undefined) {
        walk.noteFault(table.fault, 'The list of blocks');
    }
    return yield* walk.finish();
}

/** The state of reading one index: the blocks so far, and what they hold. */
class BundleWalk {
    stopped = false;

    readonly #file: IndexFile;
    readonly #plan: BlockPlan;
    readonly #limits: Limits;
    readonly #walker: EntryWalker;
    readonly #findings = new Findings();
    readonly #blocks: Block[] = [];
    #firstFault: TableFault | undefined;
    #memoryError: TensorFlowError | undefined;
    #header: BundleHeader | undefined;
    #headerError: TensorFlowError | undefined;
    #builder: IndexBuilder | undefined;
    #overLimit: Problem | undefined;

    constructor(file: IndexFile, plan: BlockPlan, limits: Limits) {
        this.#file = file;
        this.#plan = plan;
        this.#limits = limits;
        this.#walker = new EntryWalker(limits.nameBytes);
    }

    /** Reads a block. TensorFlow skips one that it cannot read, and the rest of one with a bad entry. */
    readBlock(index: number): void {
        const block = this.#plan.open(index);
        const fault = 'status' in block ? block : index === 0 ? seekFault(block) : undefined;
        if (fault !== undefined || 'status' in block) {
            this.noteFault(fault ?? dataLoss(''), `Block ${index + 1} of ${this.#plan.count}`);
            return;
        }
        this.#blocks.push(block);
        const { bytes, start, entriesEnd } = block;
        const outcome = this.#walker.walk(bytes, start, entriesEnd, () => this.#visit());
        if (outcome === 'bad entry') {
            this.noteFault(
                dataLoss('bad entry in block'),
                `Block ${index + 1} of ${this.#plan.count}`,
            );
        } else if (outcome === 'long key') {
            this.#exceed(`a name longer than ${this.#limits.nameBytes} bytes`);
        }
    }

    /** Notes that a part of the table cannot be read. */
    noteFault(fault: TableFault, subject: string): void {
        this.#firstFault ??= fault;
        if (fault.status === 'NO_MEMORY') {
            this.#memoryError ??= exceptionOf(fault);
        }
        this.#findings.add('block', () =>
            corrupt(
                this.#file.path,
                `${subject} of the index is damaged (${fault.message}): TensorFlow does not say so, ` +
                    'it leaves out the tensors in it',
                this.#memoryError,
            ),
        );
    }

    /** Puts together what was read. */
    *finish(): Reading<BundleReading> {
        const shardNeeds = this.#builder?.shardNeeds ?? new Float64Array(0);
        if (this.#overLimit !== undefined) {
            return { checkpoint: undefined, error: null, problems: [this.#overLimit], shardNeeds };
        }
        const header = this.#header;
        const builder = this.#builder;
        if (header === undefined || builder === undefined) {
            return this.#withoutHeader();
        }
        const built = yield* buildIndex({
            header,
            builder,
            buffer: this.#plan.buffer,
            blocks: this.#blocks,
            path: this.#file.path,
            limits: this.#limits,
        });
        const version = versionError(header.version);
        if (version !== undefined) {
            this.#findings.add('version', () =>
                corrupt(
                    this.#file.path,
                    'The index was written for another version of TensorFlow',
                    version,
                ),
            );
        }
        const { parseFailure, shapeFailure, nameFailure } = built.builder;
        const error =
            version ??
            this.#memoryError ??
            parseFailure ??
            built.sliceFailure ??
            shapeFailure ??
            nameFailure ??
            built.orphanFailure ??
            null;
        return {
            checkpoint: built.checkpoint,
            error,
            problems: [...this.#findings.problems(), ...built.builder.findings.problems()],
            shardNeeds: built.builder.shardNeeds,
        };
    }

    #visit(): boolean {
        const walker = this.#walker;
        if (this.#builder === undefined) {
            return this.#readHeader();
        }
        if (this.#builder.entries.length === this.#limits.entries) {
            this.#exceed(`more than ${this.#limits.entries} entries`);
            return false;
        }
        // Only keys of slices begin with a zero byte, but for names that no one should have.
        const isSlice = walker.keyLength !== 0 && walker.key[0] === 0;
        this.#builder.add(walker, isSlice);
        return true;
    }

    // TensorFlow takes the first entry as the header, whatever its key is.
    #readHeader(): boolean {
        const { key, keyLength, valueStart, valueEnd } = this.#walker;
        const name = decodeUtf8(key.subarray(0, keyLength));
        const buffer = this.#plan.buffer;
        const header = decodeBundleHeader(buffer.subarray(valueStart, valueEnd));
        if (header === undefined) {
            this.#headerError = this.#corruptFile(
                'unable to parse header',
                dataLoss(`Entry for key ${name} not parseable.`),
            );
            this.stopped = true;
            return false;
        }
        if (keyLength !== 0) {
            this.#findings.add('header', () =>
                corrupt(
                    this.#file.path,
                    `The index has no header: TensorFlow takes its first entry, '${name}', for one, ` +
                        'so that this tensor cannot be loaded',
                ),
            );
        } else if (header.shardCount < 1) {
            this.#findings.add('shards', () =>
                corrupt(
                    this.#file.path,
                    `The index says that it has ${header.shardCount} shards of data`,
                ),
            );
        }
        this.#header = header;
        this.#builder = newBuilder(buffer, header, this.#file.path, this.#limits, false);
        return true;
    }

    #withoutHeader(): BundleReading {
        const fault = this.#firstFault;
        const error =
            this.#headerError ??
            this.#memoryError ??
            this.#corruptFile('failed to seek to header entry', fault);
        const reason =
            fault?.message ??
            (this.#headerError === undefined ? 'it is empty' : 'its header cannot be parsed');
        return unreadable(this.#file, error, `The index cannot be read: ${reason}`);
    }

    #corruptFile(detail: string, fault: TableFault | undefined): TensorFlowError {
        const message =
            `Unable to read file (${this.#file.name}). Perhaps the file is corrupt or was produced by ` +
            `a newer version of TensorFlow with format changes (${detail})`;
        return fault === undefined
            ? { type: 'OpError', message }
            : exceptionOf({ ...fault, message: `${message}: ${fault.message}` });
    }

    #exceed(what: string): void {
        this.stopped = true;
        this.#overLimit = corrupt(
            this.#file.path,
            `The index has ${what}, which no checkpoint has; it is not read any further`,
        );
    }
}

/** The exception into which Python turns a fault of the table. */
export function exceptionOf({ status, message }: TableFault): TensorFlowError {
    switch (status) {
        case 'DATA_LOSS':
            return { type: 'OpError', message };
        case 'OUT_OF_RANGE':
            return { type: 'IndexError', message };
        case 'INVALID_ARGUMENT':
            return { type: 'ValueError', message };
        case 'NO_MEMORY':
            return { type: 'MemoryError', message };
    }
}

function unreadable(file: IndexFile, error: TensorFlowError, message: string): BundleReading {
    const advice = 'copy the checkpoint again, or restore it from where it was written';
    const problems = [corrupt(file.path, `${message}; ${advice}`, error)];
    return { checkpoint: undefined, error, problems, shardNeeds: new Float64Array(0) };
}
