// Inputs of any size, made from a number alone: Python that mentions nothing of ours, an index as
// TensorFlow writes it, a graph, a map.

import { crc32c, maskCrc } from '../../server/src/util/crc32c.js';
import { fixed32, varint, writeTable, type TableEntry } from '../support/tableWriter.js';

const somePython = `def train_step_%(state, batch, learning_rate=0.1):
    """Takes one step of gradient descent, and says what it cost."""
    predictions = [state.weight * value + state.bias for value in batch.values]
    errors = [one - other for one, other in zip(predictions, batch.targets)]
    if any(abs(error) > state.limit for error in errors):
        raise ValueError('step %: the error is too large: %r' % (max(errors),))
    cost = sum(error ** 2 for error in errors) / len(errors)
    state = state.replace(weight=state.weight - learning_rate * cost, step=state.step + 1)
    return state, {'cost': cost, 'step': state.step}


`;

/** Some lines of Python that make no variable and restore nothing. */
export function plainPython(lines: number): string {
    const each = somePython.split('\n').length - 1;
    return Array.from({ length: Math.ceil(lines / each) }, (_, number) =>
        somePython.replaceAll('%(', `${number}(`).replace('step %:', `step ${number}:`),
    ).join('');
}

/** Names of tensors as a large model has them, sorted. */
export function tensorNames(count: number): readonly string[] {
    const parts = ['attention/self/query/kernel', 'attention/output/dense/kernel', 'output/bias'];
    return Array.from({ length: count }, (_, number) => {
        const layer = Math.floor(number / parts.length);
        const block = String(Math.floor(layer / 64)).padStart(5, '0');
        const inside = String(layer % 64).padStart(2, '0');
        return `model/block_${block}/layer_${inside}/${parts[number % parts.length] ?? ''}`;
    }).sort();
}

/** The index of a checkpoint of float32 tensors of shape [64, 64], in one shard. */
export function indexFile(names: readonly string[]): Uint8Array {
    return writeTable(entriesOf(names));
}

/** TensorFlow: BundleHeaderProto and BundleEntryProto, core/protobuf/tensor_bundle.proto. */
function* entriesOf(names: readonly string[]): Generator<TableEntry> {
    const encoder = new TextEncoder();
    yield [new Uint8Array(0), Uint8Array.from([8, 1, 26, 2, 8, 1])];
    const size = varint(64 * 64 * 4);
    const shape = [18, 8, 18, 2, 8, 64, 18, 2, 8, 64];
    for (const [index, name] of names.entries()) {
        const key = encoder.encode(name);
        const offset = index === 0 ? [] : [32, ...varint(index * 64 * 64 * 4)];
        const checksum = [53, ...fixed32(maskCrc(crc32c(key)))];
        yield [key, Uint8Array.from([8, 1, ...shape, ...offset, 40, ...size, ...checksum])];
    }
}

/** A model's variables as a variables file, each below another scope than its tensor. */
export function variablesFile(names: readonly string[]): string {
    return JSON.stringify({
        variables: names.map((name) => ({
            name: name.replace('model/', 'net/'),
            shape: [64, 64],
            dtype: 'float32',
        })),
    });
}

/** A map of the whole scope, and of some tensors by name. */
export function mapFile(names: readonly string[], checkpoint: string, model: string): string {
    const stride = Math.max(1, Math.floor(names.length / 100));
    const single = names
        .filter((_, index) => index % stride === 0)
        .map((name) => `  ${name}: ${name.replace('model/', 'net/')}\n`);
    return `checkpoint: ${checkpoint}\nmodel: ${model}\nassignment_map:\n  model/: net/\n${single.join('')}`;
}
