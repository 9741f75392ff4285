// Finds a model by the argument that names it, and reads it as what it is: a variables file or a
// MetaGraph. What is no model gets a problem that says what it is and what to give instead.

import { absolutePath, baseName, directoryName } from '../util/path.js';
import { list, read, stat, type FileStat, type Reading } from '../util/reading.js';
import type { Problem } from '../util/problem.js';
import { readMetaGraph } from './metaGraph.js';
import type { Model, ModelSource } from './model.js';
import { isLfsPointer, otherFormat, tellingBytes, wasTakenForText } from './otherFormats.js';
import { readVariablesFile } from './variablesFile.js';

/**
 * Reads the model that an argument names, in the first of the folders (absolute paths, at least one)
 * in which there is a file of that name.
 */
export function* readModel(argument: string, folders: readonly string[]): Reading<ModelSource> {
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(argument)) {
        return failed(argument, [], {
            code: 'model.not-found',
            message: `Model '${argument}' is not on this machine; copy the file and name the copy`,
        });
    }
    const paths = folders.map((folder) => absolutePath(folder, argument));
    const dependencies: string[] = [];
    let hindrance: { readonly path: string; readonly what: FileStat } | undefined;
    for (const path of argument === '' ? [] : paths) {
        dependencies.push(path);
        const what = yield* stat(path);
        if (what.kind === 'file') {
            const { model, problems } = yield* readFile(argument, path, what.size);
            return { argument, path, model, problems, dependencies };
        }
        if (what.kind !== 'missing') {
            hindrance ??= { path, what };
        }
    }
    const problem =
        hindrance === undefined
            ? yield* notFound(argument, paths, dependencies)
            : yield* noFile(argument, hindrance.path, hindrance.what, dependencies);
    return failed(argument, dependencies, problem);
}

interface ReadFile {
    readonly model: Model | undefined;
    readonly problems: readonly Problem[];
}

function* readFile(argument: string, path: string, size: number): Reading<ReadFile> {
    const unreadable = (reason: string): ReadFile => ({
        model: undefined,
        problems: [
            {
                code: 'model.unreadable',
                message: `Model '${argument}' cannot be read: ${reason}`,
                path,
            },
        ],
    });

    const head = yield* read(path, 0, tellingBytes);
    const tail = yield* read(path, Math.max(0, size - tellingBytes), tellingBytes);
    if (head.kind !== 'bytes' || tail.kind !== 'bytes') {
        const broken = head.kind === 'bytes' ? tail : head;
        return unreadable(broken.kind === 'unreadable' ? broken.reason : 'it is gone');
    }
    const name = baseName(path);
    const isObject = /^(ï»¿)?\s*\{/.test(String.fromCharCode(...head.bytes));
    if (isObject || (name.endsWith('.json') && !isLfsPointer(head.bytes))) {
        return yield* readVariables(path, unreadable);
    }
    const other = otherFormat(name, head.bytes, tail.bytes);
    if (other !== undefined) {
        return {
            model: undefined,
            problems: [{ code: 'model.unreadable', message: `'${argument}' ${other}`, path }],
        };
    }
    const graph = yield* readGraph(argument, path, size, unreadable);
    return graph.model === undefined && wasTakenForText(head.bytes)
        ? unreadable(
              'a program that took it for text has changed it, and bytes are lost; copy it anew, as a binary file',
          )
        : graph;
}

function* readVariables(path: string, unreadable: (reason: string) => ReadFile): Reading<ReadFile> {
    const answer = yield* read(path);
    if (answer.kind !== 'bytes') {
        return unreadable(answer.kind === 'unreadable' ? answer.reason : 'it is gone');
    }
    const result = readVariablesFile(answer.bytes);
    return 'variables' in result
        ? { model: { certainty: 'exact', variables: result.variables }, problems: [] }
        : unreadable(
              `${result.reason}; \`ckptmap dump-python\` prints the code that writes such a file`,
          );
}

function* readGraph(
    argument: string,
    path: string,
    size: number,
    unreadable: (reason: string) => ReadFile,
): Reading<ReadFile> {
    const result = yield* readMetaGraph(path, size);
    if ('reason' in result) {
        return unreadable(`${result.reason}; a .meta file is a binary MetaGraphDef`);
    }
    const problems: Problem[] = [];
    const { withoutNode } = result;
    if (!result.hasCollections) {
        problems.push({
            code: 'model.unreadable',
            severity: 'warning',
            message: `Model '${argument}' has no collection of variables, so none is known; export the graph that made them, or use a *.variables.json file`,
            path,
        });
    } else if (0 < withoutNode.length) {
        const rest = withoutNode.length === 1 ? '' : ` and ${withoutNode.length - 1} more`;
        problems.push({
            code: 'model.unreadable',
            severity: 'warning',
            message: `Model '${argument}' lists variables that are not in its graph, or of a kind that is not known; they are left out: '${withoutNode[0] ?? ''}'${rest}`,
            path,
        });
    }
    return { model: { certainty: 'graph', variables: result.variables }, problems };
}

function failed(argument: string, dependencies: readonly string[], problem: Problem): ModelSource {
    return { argument, path: undefined, model: undefined, problems: [problem], dependencies };
}

function* notFound(
    argument: string,
    paths: readonly string[],
    dependencies: string[],
): Reading<Problem> {
    // People give the prefix of the checkpoint that the graph was saved with.
    for (const path of argument === '' ? [] : paths) {
        const graph = `${path}.meta`;
        dependencies.push(graph);
        if ((yield* stat(graph)).kind === 'file') {
            return {
                code: 'model.not-found',
                message: `Model '${argument}' is the prefix of a checkpoint; the graph beside it is '${argument}.meta'`,
            };
        }
    }
    const places = [...new Set(paths.map(directoryName))].map((each) => `'${each}'`);
    return {
        code: 'model.not-found',
        message: `Model '${argument}' is not found; looked for a file in ${places.join(' and ')}`,
    };
}

function* noFile(
    argument: string,
    path: string,
    what: FileStat,
    dependencies: string[],
): Reading<Problem> {
    if (what.kind !== 'directory') {
        const reason = what.kind === 'other' ? what.reason : 'it is no file';
        return {
            code: 'model.unreadable',
            message: `Model '${argument}' cannot be read: ${reason}`,
            path,
        };
    }
    dependencies.push(`${path}/saved_model.pb`);
    const names = yield* list(path);
    if (names.includes('saved_model.pb') || names.includes('saved_model.pbtxt')) {
        return {
            code: 'model.unreadable',
            message: `'${argument}' is a SavedModel, which is not read as a model; give a *.variables.json file or the .meta file of the graph`,
            path,
        };
    }
    const models = names.filter((name) => /\.variables\.json$|\.meta$/.test(name)).sort();
    const slash = argument.endsWith('/') ? '' : '/';
    const hint =
        models.length === 0
            ? 'it holds no *.variables.json and no .meta file'
            : `give the file: ${models
                  .slice(0, 3)
                  .map((name) => `'${argument}${slash}${name}'`)
                  .join(', ')}${3 < models.length ? ', …' : ''}`;
    return {
        code: 'model.not-found',
        message: `Model '${argument}' is a directory, and a model is a file; ${hint}`,
        path,
    };
}
