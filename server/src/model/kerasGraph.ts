// How the layers of a functional model are wired, in the two ways of writing it: nested lists of
// Keras 2, and Keras 3's calls with the tensors among their arguments.
// Defined in Keras: src/models/functional.py (serialize_node), Keras 2: engine/node.py (serialize).

import type { StaticShape } from '../util/shape.js';
import { fieldsOf, listOf, shapeOf } from './kerasFields.js';

/** A tensor of the model: what came out of a layer when it was called. */
export interface TensorRef {
    readonly layer: string;
    /** Which of the layer's calls. */
    readonly call: number;
    /** Which of the tensors that came out. */
    readonly tensor: number;
    /** Its shape, where the file says it. */
    readonly declared: StaticShape;
}

/** A call of a layer: the tensors among its arguments, and those that have names. */
export interface NodeCall {
    readonly inputs: readonly TensorRef[];
    readonly named: ReadonlyMap<string, TensorRef>;
}

const mostDepth = 32;

/** The tensors in a value, in Keras's order. */
export function tensorsIn(value: unknown, depth = 0): readonly TensorRef[] {
    const ref = tensorOf(value);
    if (ref !== undefined) {
        return [ref];
    }
    if (depth === mostDepth) {
        return [];
    }
    const fields = fieldsOf(value);
    const inner =
        listOf(value) ??
        (fields &&
            Object.keys(fields)
                .sort()
                .map((name) => fields[name]));
    return (inner ?? []).flatMap((each) => tensorsIn(each, depth + 1));
}

/** The calls of a layer, as its field `inbound_nodes` lists them. */
export function nodeCalls(nodes: unknown): readonly NodeCall[] {
    return (listOf(nodes) ?? []).map((node) => {
        const fields = fieldsOf(node);
        return fields !== undefined && 'args' in fields
            ? { inputs: tensorsIn(fields['args']), named: namedTensors([fields['kwargs']]) }
            : { inputs: tensorsIn(node), named: namedTensors(argumentsIn(node)) };
    });
}

function tensorOf(value: unknown): TensorRef | undefined {
    const fields = fieldsOf(value);
    if (fields !== undefined) {
        const config = fields['class_name'] === '__keras_tensor__' && fieldsOf(fields['config']);
        return config ? reference(config['keras_history'], shapeOf(config['shape'])) : undefined;
    }
    return reference(value, null);
}

function reference(value: unknown, declared: StaticShape): TensorRef | undefined {
    const [layer, call, tensor, ...rest] = listOf(value) ?? [];
    return typeof layer === 'string' &&
        isIndex(call) &&
        isIndex(tensor) &&
        rest.every((each) => fieldsOf(each) !== undefined)
        ? { layer, call, tensor, declared }
        : undefined;
}

function isIndex(value: unknown): value is number {
    return typeof value === 'number' && Number.isSafeInteger(value) && 0 <= value;
}

// In Keras 2 the named arguments are written behind the first tensor of the call.
function argumentsIn(node: unknown, depth = 0): readonly unknown[] {
    const list = listOf(node);
    if (tensorOf(node) !== undefined) {
        return list?.slice(3) ?? [];
    }
    const fields = fieldsOf(node);
    const inner = list ?? (fields && Object.values(fields)) ?? [];
    return depth === mostDepth ? [] : inner.flatMap((each) => argumentsIn(each, depth + 1));
}

function namedTensors(all: readonly unknown[]): ReadonlyMap<string, TensorRef> {
    const named = new Map<string, TensorRef>();
    for (const each of all) {
        for (const [name, value] of Object.entries(fieldsOf(each) ?? {})) {
            const [first] = tensorsIn(value);
            if (first !== undefined) {
                named.set(name, first);
            }
        }
    }
    return named;
}
