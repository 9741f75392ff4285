// A model with what lies beside its file: where several sources of one model lie in a folder, what
// one of them knows and another does not is found out once, and said in one sentence.
// The work is bounded: two files at the most, the most certain of each other kind, and only such
// small ones that reading them costs no wait. A larger one is named, and not compared.

import { bytesText } from '../util/bytesText.js';
import { directoryName, baseName, joinPath } from '../util/path.js';
import { list, stat, type Reading } from '../util/reading.js';
import { compareModels, differenceWords } from './compareModels.js';
import type { Model, ModelSource } from './model.js';
import {
    byCertainty,
    formatByName,
    formatWords,
    modelFormats,
    type ModelFormat,
} from './modelFormats.js';
import { readModel } from './readModel.js';
import { readCheckpoint, readModelFile, type ReadFile } from './readModelFile.js';

/** So many other sources are looked at. */
const maxOthers = 2;

/** Larger files are not read only to be compared, in bytes. */
const maxComparedBytes = 8 * 2 ** 20;

/** Reads the model that an argument names, as readModel does, and compares what lies beside it. */
export function* readModelAndOthers(
    argument: string,
    folders: readonly string[],
): Reading<ModelSource> {
    const source = yield* readModel(argument, folders);
    const { model, path, format } = source;
    if (model === undefined || path === undefined || format === undefined) {
        return source;
    }
    const wasChosen = source.choice !== undefined;
    const taken = { model, format, name: baseName(path), wasChosen };
    const dependencies: string[] = [];
    const clauses: Clause[] = [];
    for (const other of yield* othersBeside(path, format)) {
        const clause = yield* compared(taken, other, dependencies);
        clauses.push(...(clause === undefined ? [] : [clause]));
    }
    const differing = clauses.filter(({ isSame }) => !isSame);
    const told = 0 < differing.length ? differing : clauses.slice(0, 1);
    const words = told.map(({ words }) => words).join('; ');
    return {
        ...source,
        ...(words === '' ? {} : { beside: `Beside it, ${words}` }),
        dependencies: [...new Set([...source.dependencies, ...dependencies])],
    };
}

/** The source that is taken. */
interface Taken {
    readonly model: Model;
    readonly format: ModelFormat;
    /** Its file's name. */
    readonly name: string;
    /** Whether we chose it: who names a file has chosen it himself. */
    readonly wasChosen: boolean;
}

/** What is to be said of another source. */
interface Clause {
    readonly words: string;
    /** Whether it has the same variables. */
    readonly isSame: boolean;
}

/** Another source in the same folder. */
interface Other {
    readonly name: string;
    readonly path: string;
    /** Whether `path` is the prefix of a checkpoint, and no file. */
    readonly isPrefix: boolean;
}

/** The most certain file of each other kind; of a graph beside its checkpoint, that checkpoint. */
function* othersBeside(path: string, format: ModelFormat): Reading<readonly Other[]> {
    const folder = directoryName(path);
    const names = yield* list(folder);
    const found = new Map<ModelFormat, Other>();
    for (const name of byCertainty(names)) {
        const kind = formatByName(name);
        if (kind !== undefined && kind !== formatByName(path) && !found.has(kind)) {
            found.set(kind, { name, path: joinPath(folder, name), isPrefix: false });
        }
    }
    const prefix = baseName(path).replace(/\.meta$/, '');
    if (format === 'metaGraph' && names.includes(`${prefix}.index`)) {
        const other = { name: prefix, path: joinPath(folder, prefix), isPrefix: true };
        found.set('checkpoint', other);
    }
    return [...found.values()].slice(0, maxOthers);
}

function* compared(
    { model, format, name: takenName, wasChosen }: Taken,
    { name, path, isPrefix }: Other,
    dependencies: string[],
): Reading<Clause | undefined> {
    const file = isPrefix ? `${path}.index` : path;
    const what = yield* stat(file);
    if (what.kind !== 'file') {
        return undefined;
    }
    dependencies.push(file);
    if (maxComparedBytes < what.size) {
        const words = `'${name}' (${bytesText(what.size)}) is not compared, as it is large`;
        return wasChosen ? { words, isSame: false } : undefined;
    }
    const read: ReadFile = isPrefix
        ? yield* readCheckpoint(name, path)
        : yield* readModelFile({ argument: name, path, size: what.size });
    dependencies.push(...read.dependencies);
    if (read.model === undefined || read.format === undefined) {
        return undefined;
    }
    const differences = compareModels(model, read.model);
    if (differences === undefined) {
        // Beside a file that somebody named, any other model may lie.
        return wasChosen ? { words: `'${name}' is of another model`, isSame: false } : undefined;
    }
    const words = differenceWords(differences, takenName);
    if (words !== '') {
        return { words: `'${name}' ${words}`, isSame: false };
    }
    // That a lesser source knows less is news only to who did not choose himself.
    const knowsMore = modelFormats.indexOf(read.format) < modelFormats.indexOf(format);
    const { knows } = formatWords[read.format];
    return wasChosen || knowsMore
        ? { words: `'${name}' has the same variables, and knows ${knows}`, isSame: true }
        : undefined;
}
