// Finds a model by the argument that names it: a file, the folder of a SavedModel, the prefix of a
// checkpoint, or a folder, of whose model files the most certain one is taken.

import { absolutePath, directoryName, joinPath } from '../util/path.js';
import { list, stat, type FileStat, type Reading } from '../util/reading.js';
import type { Problem } from '../util/problem.js';
import type { ModelSource } from './model.js';
import { byCertainty, formatByName } from './modelFormats.js';
import { readCheckpoint, readModelFile, type ReadFile } from './readModelFile.js';

/**
 * Reads the model that an argument names, in the first of the folders (absolute paths, at least one)
 * in which there is anything of that name.
 */
export function* readModel(argument: string, folders: readonly string[]): Reading<ModelSource> {
    const dependencies: string[] = [];
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(argument)) {
        return failed(argument, dependencies, {
            code: 'model.not-found',
            message: `Model '${argument}' is not on this machine; copy the file and name the copy`,
        });
    }
    const paths = argument === '' ? [] : folders.map((folder) => absolutePath(folder, argument));
    let hindrance: Problem | undefined;
    for (const path of paths) {
        dependencies.push(path);
        const what = yield* stat(path);
        if (what.kind === 'file') {
            return source(
                argument,
                path,
                yield* readModelFile({ argument, path, size: what.size }),
                dependencies,
            );
        }
        const found =
            what.kind === 'directory'
                ? yield* inFolder(argument, path, dependencies)
                : what.kind === 'missing'
                  ? yield* atPrefix(argument, path, dependencies)
                  : notAFile(argument, path, what);
        if (found !== undefined && 'argument' in found) {
            return found;
        }
        hindrance ??= found;
    }
    const places = [...new Set(paths.map(directoryName))].map((each) => `'${each}'`);
    return failed(
        argument,
        dependencies,
        hindrance ?? {
            code: 'model.not-found',
            message: `Model '${argument}' is not found; looked for a file in ${places.join(' and ')}`,
        },
    );
}

function source(
    argument: string,
    path: string,
    { model, format, problems, dependencies: more }: ReadFile,
    dependencies: readonly string[],
    choice?: string,
): ModelSource {
    return {
        argument,
        path,
        model,
        ...(format === undefined ? {} : { format }),
        ...(choice === undefined ? {} : { choice }),
        problems,
        dependencies: [...new Set([...dependencies, ...more])],
    };
}

function failed(argument: string, dependencies: readonly string[], problem: Problem): ModelSource {
    return { argument, path: undefined, model: undefined, problems: [problem], dependencies };
}

// The prefix of a checkpoint: the graph that was saved beside it knows more than its tensors do.
function* atPrefix(
    argument: string,
    path: string,
    dependencies: string[],
): Reading<ModelSource | undefined> {
    const graph = `${path}.meta`;
    dependencies.push(graph, `${path}.index`);
    const what = yield* stat(graph);
    if (what.kind === 'file') {
        const file = { argument: `${argument}.meta`, path: graph, size: what.size };
        const read = yield* readModelFile(file);
        if (read.model !== undefined) {
            const choice = `'${argument}' is the prefix of a checkpoint; the graph beside it knows more than its tensors`;
            return source(argument, graph, read, dependencies, choice);
        }
    }
    if ((yield* stat(`${path}.index`)).kind !== 'file') {
        return undefined;
    }
    return source(argument, path, yield* readCheckpoint(argument, path), dependencies);
}

function* inFolder(
    argument: string,
    path: string,
    dependencies: string[],
): Reading<ModelSource | Problem> {
    const names = yield* list(path);
    const models = byCertainty(names);
    const [best] = models;
    // Two dumps of live graphs are two models, and so are two graphs; of a training's graphs, which
    // have a step in their names, the latest is as good as any other.
    const isClear =
        best !== undefined &&
        (formatByName(best) === 'metaGraph' ||
            models.every((name) => name === best || formatByName(name) !== formatByName(best)));
    if (isClear) {
        const file = joinPath(path, best);
        const what = yield* stat(file);
        dependencies.push(file);
        if (what.kind === 'file') {
            const named = {
                argument: `${withSlash(argument)}${best}`,
                path: file,
                size: what.size,
            };
            return source(
                argument,
                file,
                yield* readModelFile(named),
                dependencies,
                choiceWords(best, models),
            );
        }
    }
    // Any program may have a file of that name.
    if (best === undefined && names.includes('config.json')) {
        const file = joinPath(path, 'config.json');
        const what = yield* stat(file);
        const named = { argument: `${withSlash(argument)}config.json`, path: file };
        const read =
            what.kind === 'file' ? yield* readModelFile({ ...named, size: what.size }) : undefined;
        dependencies.push(file);
        if (read?.model !== undefined) {
            const choice = "'config.json' is the configuration of a model of Keras";
            return source(argument, file, read, dependencies, choice);
        }
    }
    if (best === undefined && names.includes('checkpoint')) {
        const read = yield* readCheckpoint(argument, path);
        const choice = "the folder's latest checkpoint: it holds no file that knows more";
        return source(argument, path, read, dependencies, choice);
    }
    const hint =
        best === undefined
            ? 'it holds no *.variables.json, .meta, saved_model.pb, graph.pbtxt or .keras file, and no checkpoint'
            : `give one of its files: ${models
                  .slice(0, 3)
                  .map((name) => `'${withSlash(argument)}${name}'`)
                  .join(', ')}${3 < models.length ? ', …' : ''}`;
    return {
        code: 'model.not-found',
        message: `Model '${argument}' is a directory; ${hint}`,
        path,
    };
}

function choiceWords(best: string, models: readonly string[]): string {
    const others = models.length - 1;
    return others === 0
        ? `'${best}' is the model file of the folder`
        : `'${best}' is taken because it knows the most of ${models.length} model files in the folder`;
}

function withSlash(argument: string): string {
    return argument.endsWith('/') ? argument : `${argument}/`;
}

function notAFile(argument: string, path: string, what: FileStat): Problem {
    const reason = what.kind === 'other' ? what.reason : 'it is no file';
    return {
        code: 'model.unreadable',
        message: `Model '${argument}' cannot be read: ${reason}`,
        path,
    };
}
