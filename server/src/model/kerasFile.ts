// Files of Keras as checkpoints to look at: HDF5 files of weights or whole models, `.keras` archives,
// and such an archive unpacked into a folder. What TensorFlow says of them where a checkpoint should
// be is the business of checkpoint/openCheckpoint.ts: it reads none of them.

import type { CheckpointTensor, TensorIndex } from '../checkpoint/checkpoint.js';
import { corrupt, Findings } from '../checkpoint/findings.js';
import { kerasAdvice } from '../checkpoint/kerasFile.js';
import { limits as defaultLimits, type Limits } from '../checkpoint/limits.js';
import type { Hdf5Contents } from '../util/hdf5.js';
import { joinPath } from '../util/path.js';
import type { Problem } from '../util/problem.js';
import { read, readHdf5, stat, type Hdf5Answer, type Reading } from '../util/reading.js';
import type { TensorRole } from '../util/roleNoun.js';
import { tensorRole } from '../util/tensorRole.js';
import { decodeUtf8 } from '../util/utf8.js';
import {
    findZipEntry,
    readZipDirectory,
    readZipEntry,
    type ZipEntry,
    type ZipFault,
} from '../util/zipEntries.js';
import { fieldsOf, textOf } from './kerasFields.js';
import { kerasIndex } from './kerasIndex.js';
import { jsonOf, nameArrays, type KerasDescription } from './kerasNames.js';

/** What files of Keras are. */
export type KerasFormat = 'h5' | 'keras';

/** The tensors of a file of Keras, by the names of the variables that they become. */
export interface KerasCheckpoint extends TensorIndex {
    readonly format: KerasFormat;
    /** The path in the HDF5 file at which a tensor is stored. */
    readonly storedAt: (tensorName: string) => string | undefined;
    /** What a tensor is for: where it is stored tells more than its name. */
    readonly roleOf: (tensor: CheckpointTensor) => TensorRole | undefined;
}

/** A file of Keras that was read. */
export interface KerasSource {
    readonly path: string;
    /** Undefined where nothing could be read. */
    readonly checkpoint: KerasCheckpoint | undefined;
    /** What is wrong with it, and that init_from_checkpoint cannot read it. */
    readonly problems: readonly Problem[];
}

const weightsName = 'model.weights.h5';
const configName = 'config.json';
const metadataName = 'metadata.json';

/** The parts of a file, before its arrays are named. */
interface Parts {
    readonly format: KerasFormat;
    readonly weights: Hdf5Answer;
    readonly described?: KerasDescription;
    readonly problems: readonly Problem[];
}

/** Reads a file of Keras, or an unpacked one; undefined where nothing at the path looks like one. */
export function* openKerasFile(
    path: string,
    limits: Limits = defaultLimits,
): Reading<KerasSource | undefined> {
    const found = yield* stat(path);
    if (found.kind === 'directory') {
        return yield* openFolder(path, limits);
    }
    if (found.kind !== 'file') {
        return undefined;
    }
    const start = yield* read(path, 0, 16);
    const advice = start.kind === 'bytes' ? kerasAdvice(path, start.bytes) : undefined;
    if (advice === undefined) {
        return undefined;
    }
    const parts: Parts = isHdf5(start)
        ? {
              format: 'h5',
              weights: yield* readHdf5({ path, offset: 0, length: found.size }),
              problems: [],
          }
        : yield* readArchive(path, limits);
    return sourceOf(path, parts, advice, limits);
}

function isHdf5(start: { readonly kind: string; readonly bytes?: Uint8Array }): boolean {
    return start.bytes?.[0] === 0x89;
}

function sourceOf(path: string, parts: Parts, advice: string, limits: Limits): KerasSource {
    const { format, weights, described, problems } = parts;
    const usage: Problem = {
        code: 'checkpoint.not-a-prefix',
        severity: 'information',
        message: advice,
        path,
    };
    if (weights.kind === 'unreadable') {
        const fault = corrupt(path, `The file cannot be read: ${weights.reason}`);
        return { path, checkpoint: undefined, problems: [...problems, fault] };
    }
    const { contents } = weights;
    const named = nameArrays(contents, described);
    const { index, storedAt, notes } = kerasIndex(named, limits);
    return {
        path,
        checkpoint: {
            ...index,
            format,
            storedAt: (name) => storedAt.get(name),
            roleOf: ({ name, dtype }) => roleAt(storedAt.get(name) ?? '', name, dtype),
        },
        problems: [
            ...problems,
            ...problemsIn(path, contents, named.missing),
            ...notes.map((message) => noteOn(path, message)),
            usage,
        ],
    };
}

function roleAt(place: string, name: string, dtype: string): TensorRole | undefined {
    const role = tensorRole(name, dtype);
    if (/^optimizer(?:_weights)?\//.test(place) && (role === undefined || role === 'weight')) {
        return 'optimizer-slot';
    }
    // What metrics have counted is no weight, and has no role that anybody asks for.
    return place.startsWith('metrics/') ? undefined : role;
}

function problemsIn(
    path: string,
    { faults }: Hdf5Contents,
    missing: readonly string[],
): readonly Problem[] {
    const findings = new Findings();
    for (const { path: place, reason, isDamage } of faults) {
        const what = `'${place === '' ? '/' : place}' in the file`;
        if (isDamage) {
            findings.add('damage', () => corrupt(path, `${what} cannot be read: ${reason}`));
        } else {
            findings.add('other', () => noteOn(path, `${what} is not listed: ${reason}`));
        }
    }
    for (const name of missing) {
        findings.add('missing', () =>
            corrupt(path, `The file lists '${name}', and has no array for it: it is damaged`),
        );
    }
    return findings.problems();
}

function noteOn(path: string, message: string): Problem {
    return { code: 'model.unknown', message, path };
}

function* readArchive(path: string, limits: Limits): Reading<Parts> {
    const entries = yield* readZipDirectory(path);
    if ('reason' in entries) {
        return failed(`it ${entries.reason}`);
    }
    const weights = entries.get(weightsName);
    if (weights === undefined) {
        return failed(
            entries.has('model.weights.npz')
                ? `its weights are written with NumPy ('model.weights.npz'), which is not read; save the model with weights_format="h5"`
                : `there is no '${weightsName}' in it`,
        );
    }
    const config = yield* readText(path, entries.get(configName), limits.kerasConfigBytes);
    const metadata = yield* readText(path, entries.get(metadataName), limits.kerasConfigBytes);
    const answer = yield* readWeights(path, weights, limits.kerasPackedBytes);
    return {
        format: 'keras',
        weights: answer,
        ...describedBy(textIn(config), textIn(metadata)),
        problems: [config, metadata].flatMap((each) =>
            typeof each === 'string' || each === undefined
                ? []
                : [corrupt(path, `The file ${each.reason}`)],
        ),
    };
}

function failed(reason: string): Parts {
    return { format: 'keras', weights: { kind: 'unreadable', reason }, problems: [] };
}

function textIn(text: string | ZipFault | undefined): string | undefined {
    return typeof text === 'string' ? text : undefined;
}

function* readText(
    path: string,
    entry: ZipEntry | undefined,
    maxBytes: number,
): Reading<string | ZipFault | undefined> {
    const bytes = entry && (yield* readZipEntry(path, entry, maxBytes));
    return bytes instanceof Uint8Array ? decodeUtf8(bytes) : bytes;
}

// Keras stores the weights as they are, so that they are read where they lie.
function* readWeights(path: string, entry: ZipEntry, maxBytes: number): Reading<Hdf5Answer> {
    if (entry.method === 0) {
        const place = yield* findZipEntry(path, entry);
        return 'reason' in place
            ? { kind: 'unreadable', reason: `it ${place.reason}` }
            : yield* readHdf5({ path, ...place });
    }
    const bytes = yield* readZipEntry(path, entry, maxBytes);
    return bytes instanceof Uint8Array
        ? yield* readHdf5({ path, offset: 0, length: bytes.length }, bytes)
        : { kind: 'unreadable', reason: `it ${bytes.reason}` };
}

// What `compile` takes where nobody says. Keras 3 forgets the optimizer of a model that it saved as
// HDF5 before, and so loads this one.
const defaultOptimizer = {
    class_name: 'RMSprop',
    config: { name: 'rm_sprop', learning_rate: 0.001, momentum: 0 },
};

function describedBy(
    config: string | undefined,
    metadata: string | undefined,
): Pick<Parts, 'described'> {
    if (config === undefined) {
        return {};
    }
    const compiled = fieldsOf(fieldsOf(jsonOf(config))?.['compile_config']);
    const version = fieldsOf(jsonOf(metadata));
    return {
        described: {
            config,
            version: version && textOf(version, 'keras_version'),
            optimizer: compiled && (compiled['optimizer'] ?? defaultOptimizer),
        },
    };
}

// What `zipped=False` writes.
function* openFolder(path: string, limits: Limits): Reading<KerasSource | undefined> {
    const place = joinPath(path, weightsName);
    const found = yield* stat(place);
    const config =
        found.kind === 'file' ? yield* readShort(joinPath(path, configName), limits) : undefined;
    if (found.kind !== 'file' || config === undefined) {
        return undefined;
    }
    const metadata = yield* readShort(joinPath(path, metadataName), limits);
    const weights = yield* readHdf5({ path: place, offset: 0, length: found.size });
    const parts: Parts = {
        format: 'keras',
        weights,
        ...describedBy(config, metadata),
        problems: [],
    };
    const advice = kerasAdvice('.keras', Uint8Array.of(0x50, 0x4b, 3, 4)) ?? '';
    return sourceOf(path, parts, advice, limits);
}

function* readShort(path: string, limits: Limits): Reading<string | undefined> {
    const found = yield* stat(path);
    if (found.kind !== 'file' || limits.kerasConfigBytes < found.size) {
        return undefined;
    }
    const answer = yield* read(path);
    return answer.kind === 'bytes' ? decodeUtf8(answer.bytes) : undefined;
}
