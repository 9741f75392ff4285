// The variables of a model that was made, in the order in which Keras lists them
// (`model.variables`). Defined in Keras: src/layers/layer.py; Keras 2: engine/base_layer.py and
// engine/training.py, whose layers list what trains first, and whose models do not.

import type { KerasVersion } from './kerasLayer.js';
import type { KerasLayer, KerasVariable } from './kerasObjects.js';

/** All variables of a layer or a model, each once. */
export function variablesOf(layer: KerasLayer, version: KerasVersion): readonly KerasVariable[] {
    return [...new Set(version === 3 ? inLayers(layer) : inLayers2(layer))];
}

function childrenOf({ model, parts }: KerasLayer): readonly KerasLayer[] {
    switch (model?.kind) {
        case 'graph':
            return model.layers.map(({ layer }) => layer);
        case 'stack':
            return model.layers;
        case undefined:
            return parts.map(({ layer }) => layer);
    }
}

function inLayers(layer: KerasLayer): readonly KerasVariable[] {
    const { weights, statistics, seeds } = layer;
    return [...weights, ...statistics, ...seeds, ...childrenOf(layer).flatMap(inLayers)];
}

function inLayers2(layer: KerasLayer): readonly KerasVariable[] {
    return layer.model === undefined
        ? [...trained(layer), ...notTrained(layer)]
        : childrenOf(layer).flatMap(inLayers2);
}

function trained(layer: KerasLayer): readonly KerasVariable[] {
    return layer.trainable ? [...layer.weights, ...childrenOf(layer).flatMap(trained)] : [];
}

function notTrained(layer: KerasLayer): readonly KerasVariable[] {
    const { weights, statistics, trainable, model } = layer;
    const children = childrenOf(layer);
    if (trainable) {
        return [...statistics, ...children.flatMap(notTrained)];
    }
    return model === undefined
        ? [...weights, ...statistics, ...children.flatMap(inLayers2)]
        : [...children.flatMap(trained), ...children.flatMap(notTrained)];
}
