// Runs the shapes of a functional model's inputs through its layers.
// Defined in Keras: src/models/functional.py (functional_from_config).

import type { StaticShape } from '../util/shape.js';
import type { NodeCall, TensorRef } from './kerasGraph.js';
import type { LayerCall } from './kerasLayer.js';
import {
    KerasConfigError,
    spend,
    type KerasLayer,
    type KerasMaking,
    type LayerGraph,
} from './kerasObjects.js';
import { settle } from './kerasShapes.js';

/** Calls a layer: the shapes of what comes out. */
export type CallLayer = (layer: KerasLayer, call: LayerCall) => readonly StaticShape[];

type Results = Map<string, (readonly StaticShape[])[]>;

/** Calls layers as soon as what they are called with is there, in the order of the file. */
export function runGraph(
    making: KerasMaking,
    graph: LayerGraph,
    inputs: readonly StaticShape[],
    callLayer: CallLayer,
): readonly StaticShape[] {
    const results: Results = new Map();
    graph.inputs.forEach(({ layer }, index) => results.set(layer, [[inputs[index] ?? null]]));
    const skipped = new Map(
        graph.layers.map(({ name, layer }) => [
            name,
            making.version === 2 ? skippedCalls(layer) : 0,
        ]),
    );
    const find = ({ layer, call, tensor, declared }: TensorRef): StaticShape | undefined => {
        const outputs = results.get(layer)?.[call - (skipped.get(layer) ?? 0)];
        return outputs === undefined ? undefined : settle(outputs[tensor] ?? null, declared);
    };
    let waiting = graph.layers.filter(({ name }) => !results.has(name));
    while (0 < waiting.length) {
        const still = waiting.filter(({ name, layer, calls }) => {
            const done = results.get(name) ?? [];
            results.set(name, done);
            for (const call of calls.slice(done.length)) {
                spend(making);
                const shapes = resolve(call, find);
                if (shapes === undefined) {
                    return true;
                }
                done.push(callLayer(layer, shapes));
            }
            return false;
        });
        if (still.length === waiting.length) {
            throw new KerasConfigError(
                `its layer '${still[0]?.name ?? ''}' is called on what no layer gives`,
            );
        }
        waiting = still;
    }
    return graph.outputs.map((ref) => find(ref) ?? lastOutput(results, ref));
}

// Keras 3 writes another number for a model that gives the output.
function lastOutput(results: Results, { layer, tensor, declared }: TensorRef): StaticShape {
    return settle(results.get(layer)?.at(-1)?.[tensor] ?? null, declared);
}

// Keras 2 counts the call by which a model with an input was made.
function skippedCalls({ model }: KerasLayer): number {
    return model !== undefined && (model.kind === 'graph' || model.input !== undefined) ? 1 : 0;
}

function resolve(
    { inputs, named }: NodeCall,
    find: (ref: TensorRef) => StaticShape | undefined,
): LayerCall | undefined {
    const shapes = inputs.map(find);
    const byName = [...named].map(([name, ref]) => [name, find(ref)] as const);
    return shapes.includes(undefined) || byName.some(([, shape]) => shape === undefined)
        ? undefined
        : {
              inputs: shapes.map((each) => each ?? null),
              named: new Map(byName.map(([name, shape]) => [name, shape ?? null])),
          };
}
