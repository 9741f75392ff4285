// Makes the layers of a model from its configuration, as Keras does when it loads it: which
// variables there come to be, and in which scopes. Nothing is computed but shapes.
// Defined in Keras: src/saving/serialization_lib.py (deserialize_keras_object), src/layers/layer.py,
// src/models/{functional,sequential}.py; Keras 2: engine/{base_layer,functional,sequential}.py.

import type { StaticShape } from '../util/shape.js';
import {
    fieldsOf,
    flag,
    lengthOf,
    listOf,
    shapeOf,
    shapesIn,
    textOf,
    variableType,
    type Fields,
} from './kerasFields.js';
import { nodeCalls, tensorsIn } from './kerasGraph.js';
import type { LayerCall, LayerPart, LayerRow, LayerView } from './kerasLayer.js';
import { layerRow } from './kerasLayers.js';
import {
    KerasConfigError,
    spend,
    type GraphLayer,
    type KerasLayer,
    type KerasMaking,
    type KerasPart,
    type KerasVariable,
    type LayerGraph,
    type LayerStack,
} from './kerasObjects.js';
import { settle } from './kerasShapes.js';
import { runGraph } from './kerasWiring.js';

/** Models and wrappers in each other, at most. */
const mostNesting = 60;

/** Makes a layer or a model of what Keras wrote of it; throws a KerasConfigError. */
export function makeLayer(making: KerasMaking, serialized: unknown, depth = 0): KerasLayer {
    const fields = fieldsOf(serialized) ?? {};
    const className = textOf(fields, 'class_name');
    // Sequential models were once written as the list of their layers.
    const layers = className === 'Sequential' ? listOf(fields['config']) : undefined;
    const config = layers === undefined ? fieldsOf(fields['config']) : { layers };
    if (config === undefined || className === undefined) {
        throw new KerasConfigError("one of its layers has no 'class_name' or no 'config'");
    }
    if (mostNesting < depth) {
        throw new KerasConfigError(`its layers are nested more than ${mostNesting} deep`);
    }
    spend(making);
    const id = lengthOf(fields['shared_object_id']);
    const known = id === null ? undefined : making.shared.get(id);
    if (known !== undefined) {
        return known;
    }
    const layer = create(making, fields, className, config, depth);
    const built = fieldsOf(fields['build_config']);
    if (built !== undefined) {
        const call = callOf(built);
        // Keras 2 leaves it to the layer's first call, of which this is known then.
        if (making.version === 2) {
            layer.declared = call;
        } else {
            build(making, layer, call);
        }
    }
    if (id !== null) {
        making.shared.set(id, layer);
    }
    return layer;
}

// What a layer was built with: a shape, a list of shapes, or shapes by the names of arguments.
function callOf(built: Fields): LayerCall {
    const byName = fieldsOf(built['shapes_dict']);
    if (byName === undefined) {
        return { inputs: shapesIn(built['input_shape']), named: new Map() };
    }
    const named = Object.entries(byName).map(
        ([name, shape]) => [name.replace(/_shape$/, ''), shapeOf(shape)] as const,
    );
    return { inputs: named.slice(0, 1).map(([, shape]) => shape), named: new Map(named) };
}

function create(
    making: KerasMaking,
    fields: Fields,
    className: string,
    config: Fields,
    depth: number,
): KerasLayer {
    const name = textOf(config, 'name') ?? textOf(fields, 'name') ?? className;
    const isModel = listOf(config['layers']) !== undefined;
    const row = isModel ? {} : rowOf(making, fields, className, config, name);
    const seeds = row.seed?.(config) === true ? makeSeed(making) : [];
    const parts = makeParts(making, row.parts?.(config, making.version) ?? [], depth + 1);
    const model = isModel ? makeModel(making, config, depth + 1) : undefined;
    const layer: KerasLayer = {
        className,
        name,
        config,
        trainable: flag(config, 'trainable', true),
        row,
        model,
        parts,
        weights: [],
        statistics: [],
        seeds,
        isBuilt: model?.kind === 'graph',
        declared: undefined,
        scope: undefined,
    };
    if (model?.kind === 'stack') {
        const input = model.input ?? shapeOf(config['build_input_shape']);
        if (input !== null) {
            build(making, layer, { inputs: [input], named: new Map() });
        }
    }
    return layer;
}

// A class of somebody else's may bear the name of one of Keras's: its module tells.
function rowOf(
    making: KerasMaking,
    fields: Fields,
    className: string,
    config: Fields,
    name: string,
): LayerRow {
    const module = textOf(fields, 'module') ?? 'keras';
    const registered = textOf(fields, 'registered_name');
    if (/^keras\.(src\.)?ops\b/.test(module)) {
        return { output: () => null };
    }
    const isKeras =
        /^(tf_)?keras\b/.test(module) && (registered === undefined || registered === className);
    const row = isKeras ? layerRow(className, making.version) : undefined;
    const isKnown = row?.isKnown?.(config, making.version) ?? true;
    const isQuantized =
        variableType(config['dtype']).isQuantized ||
        fieldsOf(config['quantization_config']) !== undefined;
    if (row !== undefined && isKnown && !(isQuantized && row.weights !== undefined)) {
        return row;
    }
    const label = isQuantized ? `${className} (quantized)` : className;
    making.unknown.set(label, (making.unknown.get(label) ?? new Set()).add(name));
    return { output: () => null };
}

// Keras 3 numbers them as they are made; in Keras 2 they are no variables.
function makeSeed(making: KerasMaking): readonly KerasVariable[] {
    if (making.version === 2) {
        return [];
    }
    const own = making.seeds === 0 ? 'seed_generator' : `seed_generator_${making.seeds}`;
    making.seeds++;
    const name = join(making.scope, `${own}/seed_generator_state`);
    return [{ name, shape: [2], dtype: 'int64', trainable: false }];
}

function makeParts(making: KerasMaking, parts: readonly LayerPart[], depth: number): KerasPart[] {
    return parts
        .map(({ serialized, ...rest }) => ({
            ...rest,
            layer: makeLayer(making, serialized, depth),
        }))
        .filter(({ isDropped }) => isDropped !== true)
        .sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
}

function join(scope: string, name: string): string {
    return scope === '' ? name : `${scope}/${name}`;
}

function makeModel(making: KerasMaking, config: Fields, depth: number): LayerStack | LayerGraph {
    const written = listOf(config['layers']) ?? [];
    const layers = written.map((each): GraphLayer => {
        const layer = makeLayer(making, each, depth);
        const fields = fieldsOf(each) ?? {};
        const calls = nodeCalls(fields['inbound_nodes']);
        return { name: textOf(fields, 'name') ?? layer.name, layer, calls };
    });
    if (!('input_layers' in config)) {
        const [first] = layers;
        return {
            kind: 'stack',
            layers: layers.map(({ layer }) => layer),
            input: first === undefined ? undefined : inputShape(first.layer),
        };
    }
    const graph: LayerGraph = {
        kind: 'graph',
        layers,
        inputs: tensorsIn(config['input_layers']),
        outputs: tensorsIn(config['output_layers']),
        made: { inputs: [], outputs: [] },
    };
    const inputs = graph.inputs.map(({ layer }) => {
        const found = layers.find(({ name }) => name === layer);
        return (found && inputShape(found.layer)) ?? null;
    });
    const outputs = runGraph(making, graph, inputs, (layer, call) =>
        callLayer(making, layer, call),
    );
    graph.made = { inputs, outputs };
    return graph;
}

// The shape that the first layer of a sequential model says that it is called with.
function inputShape({ className, config, model }: KerasLayer): StaticShape | undefined {
    if (model?.kind === 'graph') {
        return model.made.inputs.length === 1 ? model.made.inputs[0] : undefined;
    }
    const isInput = className === 'InputLayer';
    const own = config['batch_input_shape'] ?? (isInput ? config['batch_shape'] : undefined);
    return model?.input ?? shapeOf(own) ?? undefined;
}

// Builds a layer, unless it is built: its variables come to be.
function build(making: KerasMaking, layer: KerasLayer, call: LayerCall, hasOwnScope = true): void {
    if (layer.isBuilt) {
        return;
    }
    layer.isBuilt = true;
    const known = declaredCall(layer, call);
    const outer = making.scope;
    layer.scope ??= outer;
    making.scope = scopeOf(making, layer, hasOwnScope);
    if (layer.model === undefined) {
        buildParts(making, layer, known);
    } else {
        run(making, layer.model, known.inputs);
    }
    making.scope = outer;
}

// A call with what the configuration says of it, where that is not known.
function declaredCall({ declared }: KerasLayer, call: LayerCall): LayerCall {
    return declared === undefined
        ? call
        : {
              ...call,
              inputs: call.inputs.map((each, index) => settle(each, declared.inputs[index])),
          };
}

// Keras 3 keeps a layer in the scope of its first call; models of Keras 2 open none.
function scopeOf(making: KerasMaking, layer: KerasLayer, hasOwnScope: boolean): string {
    if (making.version === 3) {
        return join(layer.scope ?? '', layer.name);
    }
    if (layer.model !== undefined) {
        return '';
    }
    return hasOwnScope ? join(making.scope, layer.name) : making.scope;
}

function buildParts(making: KerasMaking, layer: KerasLayer, call: LayerCall): void {
    const view = viewOf(making, layer, call);
    layer.parts.push(...makeParts(making, layer.row.builtParts?.(view) ?? [], 0));
    for (const { layer: part, input, hasOwnScope } of layer.parts) {
        build(making, part, { inputs: [input(view)], named: new Map() }, hasOwnScope);
    }
    for (const weight of layer.row.weights?.(view) ?? []) {
        if ('part' in weight) {
            const inner = layer.parts[weight.part]?.layer.weights ?? [];
            layer.weights.push(...inner.filter(({ name }) => name.endsWith(`/${weight.name}`)));
            continue;
        }
        const { name, shape, trainable = true, isFrozen = false, dtype = view.dtype } = weight;
        // In Keras 2 a layer that does not train leaves its variables as they are.
        const isTrained = trainable && !isFrozen && (layer.trainable || making.version === 2);
        const variable = { name: join(making.scope, name), shape, dtype, trainable: isTrained };
        (trainable ? layer.weights : layer.statistics).push(variable);
    }
}

function viewOf(making: KerasMaking, layer: KerasLayer, call: LayerCall): LayerView {
    const { config } = layer;
    return {
        version: making.version,
        config,
        dtype: variableType(config['dtype']).dtype,
        input: call.inputs[0] ?? null,
        call,
        partOutput: (part, input) => {
            const inner = layer.parts[part]?.layer;
            return inner === undefined
                ? []
                : outputsOf(making, inner, { inputs: [input], named: new Map() });
        },
    };
}

// The first call builds a layer.
function callLayer(
    making: KerasMaking,
    layer: KerasLayer,
    call: LayerCall,
): readonly StaticShape[] {
    build(making, layer, call);
    return outputsOf(making, layer, call);
}

function outputsOf(
    making: KerasMaking,
    layer: KerasLayer,
    call: LayerCall,
): readonly StaticShape[] {
    spend(making);
    const { model, row } = layer;
    if (model !== undefined) {
        return run(making, model, call.inputs);
    }
    const view = viewOf(making, layer, call);
    return row.outputs?.(view) ?? [row.output === undefined ? view.input : row.output(view)];
}

function run(
    making: KerasMaking,
    model: LayerStack | LayerGraph,
    inputs: readonly StaticShape[],
): readonly StaticShape[] {
    const each = (layer: KerasLayer, call: LayerCall) => callLayer(making, layer, call);
    if (model.kind === 'graph') {
        const isAsMade = JSON.stringify(inputs) === JSON.stringify(model.made.inputs);
        return isAsMade ? model.made.outputs : runGraph(making, model, inputs, each);
    }
    return model.layers.reduce(
        (shapes, layer) => each(layer, { inputs: shapes, named: new Map() }),
        inputs,
    );
}
