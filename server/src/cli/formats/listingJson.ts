// What a checkpoint or a model holds as the JSON object `ckptmap/listing@1`. Written tensor by
// tensor: a checkpoint may have a million.

import type { CheckpointTensor } from '../../checkpoint/checkpoint.js';
import type { Model } from '../../model/model.js';
import { variableRecord } from '../../model/writeVariables.js';
import { defaultSeverities } from '../../util/diagnosticCodes.js';
import type { Problem } from '../../util/problem.js';
import type { ListedTensors } from './listedTensors.js';

/** So many tensors make one piece of text. */
const tensorsInPiece = 1000;

/** A checkpoint that could be read, in pieces of JSON. */
export function* checkpointListing(listed: ListedTensors): Generator<string> {
    const { prefix, format, index, problems } = listed;
    const head = {
        schema: 'ckptmap/listing@1',
        kind: 'checkpoint',
        prefix,
        format,
        objectBased: index.objectBased,
        problems: problems.map(problemJson),
    };
    yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "tensors": [`;
    yield* tensorPieces(listed);
    yield `\n  ]\n}\n`;
}

function* tensorPieces(listed: ListedTensors): Generator<string> {
    const { index } = listed;
    for (let first = 0; first < index.tensorCount; first += tensorsInPiece) {
        const count = Math.min(tensorsInPiece, index.tensorCount - first);
        const lines = Array.from({ length: count }, (_, at) =>
            JSON.stringify(tensorJson(index.tensor(first + at), listed)),
        );
        yield `${first === 0 ? '' : ','}\n    ${lines.join(',\n    ')}`;
    }
}

function tensorJson(tensor: CheckpointTensor, { objects, roleOf }: ListedTensors): object {
    const { name, dtype, shape, bytes, slices, shard } = tensor;
    const called = objects?.of(name);
    const role = roleOf(tensor);
    const shards = slices?.map((slice) => slice.shard);
    return {
        name,
        dtype,
        shape,
        bytes,
        ...(slices === undefined ? {} : { slices: slices.map(({ spec }) => spec) }),
        // V1 does not say which shard holds what.
        ...(shards?.every((each) => each !== undefined) === true ? { shards } : {}),
        ...(shard === undefined ? {} : { shard }),
        ...(called?.fullName === undefined ? {} : { fullName: called.fullName }),
        ...(called?.objectPath === undefined ? {} : { objectPath: called.objectPath }),
        ...(role === undefined ? {} : { role }),
    };
}

function problemJson({ code, severity, message, path, error }: Problem): object {
    return {
        code,
        severity: severity ?? defaultSeverities[code],
        message,
        ...(path === undefined ? {} : { path }),
        ...(error === undefined ? {} : { error }),
    };
}

/** A model as JSON: its variables as a variables file has them. */
export function modelListing({ certainty, variables }: Model): string {
    const head = { schema: 'ckptmap/listing@1', kind: 'model', certainty };
    const lines = variables.map((variable) => JSON.stringify(variableRecord(variable)));
    const list = lines.length === 0 ? '' : `\n    ${lines.join(',\n    ')}`;
    return `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "variables": [${list}\n  ]\n}\n`;
}
