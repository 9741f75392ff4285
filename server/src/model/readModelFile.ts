// Reads a model's file as what it is, told by its first bytes and not by its name: a variables file,
// a graph (binary or text), a SavedModel, another checkpoint of the model, or a Keras
// configuration. What is no model gets a problem that says what it is and what to give instead.

import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import { openCheckpoint } from '../checkpoint/openCheckpoint.js';
import { baseName, directoryName } from '../util/path.js';
import type { Problem } from '../util/problem.js';
import { read, type Reading } from '../util/reading.js';
import { decodeUtf8 } from '../util/utf8.js';
import { variablesOfCheckpoint } from './checkpointModel.js';
import { readGraphText } from './graphText.js';
import type { GraphBasis, GraphResult } from './graphVariables.js';
import { isKerasConfig, kerasConfigBytes } from './kerasConfigHead.js';
import {
    readKerasArchive,
    readKerasHdf5,
    readKerasText,
    type KerasSourceResult,
} from './kerasSource.js';
import { readMetaGraph } from './metaGraph.js';
import type { Model } from './model.js';
import type { ModelFormat } from './modelFormats.js';
import {
    checkpointPrefix,
    isArchive,
    isGraphText,
    isHdf5,
    isJsonObject,
    isLfsPointer,
    otherFormat,
    tellingBytes,
    wasTakenForText,
} from './otherFormats.js';
import { readVariablesFile } from './variablesFile.js';

/** A file, read as a model. */
export interface ReadFile {
    readonly model: Model | undefined;
    readonly format: ModelFormat | undefined;
    readonly problems: readonly Problem[];
    /** Further paths that were looked at, absolute. */
    readonly dependencies: readonly string[];
}

/** What the file is called in messages, and where it is. */
export interface NamedFile {
    readonly argument: string;
    /** Absolute. */
    readonly path: string;
    /** In bytes. */
    readonly size: number;
}

/** Reads the model in a file. */
export function* readModelFile(file: NamedFile): Reading<ReadFile> {
    const { path, size } = file;
    const head = yield* read(path, 0, tellingBytes);
    const tail = yield* read(path, Math.max(0, size - tellingBytes), tellingBytes);
    if (head.kind !== 'bytes' || tail.kind !== 'bytes') {
        const broken = head.kind === 'bytes' ? tail : head;
        return unreadable(file, broken.kind === 'unreadable' ? broken.reason : 'it is gone');
    }
    const name = baseName(path);
    if (isJsonObject(head.bytes) || (name.endsWith('.json') && !isLfsPointer(head.bytes))) {
        return yield* readJson(file);
    }
    if (isGraphText(head.bytes)) {
        return graphFile(file, yield* readGraphText(path, size), 'as text');
    }
    if (isArchive(head.bytes)) {
        return kerasFile(file, yield* readKerasArchive(file));
    }
    if (isHdf5(head.bytes)) {
        return kerasFile(file, yield* readKerasHdf5(file, size));
    }
    const prefix = checkpointPrefix(path, tail.bytes);
    if (prefix !== undefined && !isLfsPointer(head.bytes)) {
        return yield* readCheckpoint(file.argument, prefix);
    }
    const other = otherFormat(name, head.bytes);
    if (other !== undefined) {
        return failed({ code: 'model.unreadable', message: `'${file.argument}' ${other}`, path });
    }
    const graph = graphFile(file, yield* readMetaGraph(path, size), 'as a binary file');
    return graph.model === undefined && wasTakenForText(head.bytes)
        ? unreadable(
              file,
              'a program that took it for text has changed it, and bytes are lost; copy it anew, as a binary file',
          )
        : graph;
}

/** Reads the variables of another checkpoint of the model; `prefix` is absolute. */
export function* readCheckpoint(argument: string, prefix: string): Reading<ReadFile> {
    const source = yield* openCheckpoint(prefix, [directoryName(prefix)]);
    const { checkpoint, dependencies, objects } = source;
    if (checkpoint === undefined) {
        const reason = source.problems[0]?.message ?? 'there is nothing to read';
        return {
            ...failed({
                code: 'model.unreadable',
                message: `Model '${argument}' is a checkpoint that cannot be read: ${reason}`,
                path: prefix,
            }),
            dependencies,
        };
    }
    const variables = yield* variablesOfCheckpoint(checkpoint, (key) => objects?.of(key).fullName);
    const model: Model = { certainty: 'checkpoint', variables };
    const problems = withoutNames(argument, prefix, source);
    return { model, format: 'checkpoint', problems, dependencies };
}

/** Without its object graph, an object-based checkpoint knows the paths of variables alone. */
function withoutNames(
    argument: string,
    path: string,
    { checkpoint, objects, problems }: CheckpointSource,
): readonly Problem[] {
    if (checkpoint?.objectBased !== true || objects?.graph !== undefined) {
        return [];
    }
    const reason = problems[0]?.message ?? 'it is not in the data files that are here';
    return [
        {
            code: 'model.unreadable',
            severity: 'warning',
            message: `Model '${argument}' is a checkpoint that knows its variables by their paths alone, not by the names that they had, because its object graph cannot be read: ${reason}`,
            path,
        },
    ];
}

function* readJson(file: NamedFile): Reading<ReadFile> {
    const answer = yield* read(file.path);
    if (answer.kind !== 'bytes') {
        return unreadable(file, answer.kind === 'unreadable' ? answer.reason : 'it is gone');
    }
    if (isKerasConfig(answer.bytes.subarray(0, kerasConfigBytes))) {
        return kerasFile(file, yield* readKerasText(file, decodeUtf8(answer.bytes)));
    }
    const result = readVariablesFile(answer.bytes);
    if ('variables' in result) {
        return readAs('variables', { certainty: 'exact', variables: result.variables }, []);
    }
    // A program that writes JSON anew may have put its fields into another order.
    const text = decodeUtf8(answer.bytes);
    const keras = text.includes('"class_name"') ? yield* readKerasText(file, text) : undefined;
    return keras !== undefined && 'model' in keras
        ? kerasFile(file, keras)
        : unreadable(
              file,
              `${result.reason}; \`ckptmap dump-python\` prints the code that writes such a file`,
          );
}

function kerasFile(file: NamedFile, result: KerasSourceResult): ReadFile {
    return 'reason' in result
        ? unreadable(
              file,
              `${result.reason}; it should be a sequential or functional model as Keras saves it, or give a *.variables.json file (\`ckptmap dump-python\` prints the code that writes one)`,
          )
        : {
              model: result.model,
              format: 'keras',
              problems: result.problems,
              dependencies: result.dependencies,
          };
}

const formatOfBasis: Readonly<Record<GraphBasis, ModelFormat>> = {
    collections: 'metaGraph',
    objects: 'savedModel2',
    nodes: 'graph',
};

function graphFile(file: NamedFile, result: GraphResult, written: string): ReadFile {
    const { argument, path } = file;
    if ('reason' in result) {
        return unreadable(file, `${result.reason}; it should be a graph, written ${written}`);
    }
    const { withoutNode, variables, basis } = result;
    const problems: Problem[] = [];
    if (variables.length === 0) {
        problems.push({
            code: 'model.unreadable',
            severity: 'warning',
            message: `Model '${argument}' has no variable, neither in a collection nor as a node; export the graph that made them, or use a *.variables.json file`,
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
    const isSavedModel = /^saved_model\.pb(txt)?$/.test(baseName(path));
    const format = formatOfBasis[basis];
    return readAs(
        isSavedModel && format === 'metaGraph' ? 'savedModel1' : format,
        { certainty: 'graph', variables },
        problems,
    );
}

function readAs(format: ModelFormat, model: Model, problems: readonly Problem[]): ReadFile {
    return { model, format, problems, dependencies: [] };
}

function unreadable({ argument, path }: NamedFile, reason: string): ReadFile {
    return failed({
        code: 'model.unreadable',
        message: `Model '${argument}' cannot be read: ${reason}`,
        path,
    });
}

function failed(problem: Problem): ReadFile {
    return { model: undefined, format: undefined, problems: [problem], dependencies: [] };
}
