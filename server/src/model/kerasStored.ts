// Where Keras keeps the variables of a model in `model.weights.h5`: by way of the attributes and the
// lists that hold its layers, not by name. The names are those of the model that is loaded.
// Defined in Keras: src/saving/saving_lib.py (_save_state, _save_container_state).

import type { KerasVersion } from './kerasLayer.js';
import type { KerasLayer, KerasVariable } from './kerasObjects.js';

/** The variables of a model by the paths at which they are stored, such as `layers/dense/vars/0`. */
export function storedVariables(
    model: KerasLayer,
    version: KerasVersion,
): ReadonlyMap<string, KerasVariable> {
    const stored = new Map<string, KerasVariable>();
    const visited = new Set<KerasLayer>();
    const visit = (layer: KerasLayer, path: string): void => {
        if (visited.has(layer)) {
            return;
        }
        visited.add(layer);
        for (const [index, variable] of [...layer.weights, ...layer.statistics].entries()) {
            stored.set(`${path}vars/${index}`, variable);
        }
        for (const [name, child] of layersByName(layer, version)) {
            visit(child, `${path}layers/${name}/`);
        }
        for (const { attribute, layer: part } of layer.parts) {
            visit(part, `${path}${attribute}/`);
        }
    };
    visit(model, '');
    return stored;
}

/** The variables of a model that train, in the order in which its optimizer is given them. */
export function trainedVariables(
    model: KerasLayer,
    version: KerasVersion,
): readonly KerasVariable[] {
    // In Keras 2 a variable knows nothing of its layer's being frozen.
    const isOut = (layer: KerasLayer) => version === 2 && !layer.trainable;
    const inside = (layer: KerasLayer): readonly KerasVariable[] =>
        isOut(layer)
            ? []
            : [
                  ...layer.weights.filter(({ trainable }) => trainable),
                  ...childrenOf(layer).flatMap(inside),
              ];
    return [...new Set(inside(model))];
}

/**
 * The variables of each layer of a model, by the layer's name, in the order of `weight_names` in
 * HDF5 files that hold a whole model. Defined in Keras: src/legacy/saving/legacy_h5_format.py.
 */
export function variablesByLayer(model: KerasLayer): ReadonlyMap<string, readonly KerasVariable[]> {
    return new Map(
        layersIn(model).map((layer) => {
            const all = [...new Set(weightsOf(layer))];
            const trained = all.filter(({ trainable }) => trainable);
            return [layer.name, [...trained, ...all.filter(({ trainable }) => !trainable)]];
        }),
    );
}

function weightsOf(layer: KerasLayer): readonly KerasVariable[] {
    return [...layer.weights, ...layer.statistics, ...childrenOf(layer).flatMap(weightsOf)];
}

function childrenOf(layer: KerasLayer): readonly KerasLayer[] {
    return [...layersIn(layer), ...layer.parts.map((part) => part.layer)];
}

function layersIn({ model }: KerasLayer): readonly KerasLayer[] {
    switch (model?.kind) {
        case 'graph':
            return model.layers.map(({ layer }) => layer);
        case 'stack':
            return model.layers;
        case undefined:
            return [];
    }
}

// A layer is called by its class, and by a number where others of that class are before it.
function layersByName(
    layer: KerasLayer,
    version: KerasVersion,
): readonly (readonly [string, KerasLayer])[] {
    const counts = new Map<string, number>();
    return layersIn(layer).map((each) => {
        const name = snakeCase(each.className, version);
        const count = counts.get(name) ?? 0;
        counts.set(name, count + 1);
        return [count === 0 ? name : `${name}_${count}`, each];
    });
}

/** The name of a class in small letters, as both versions make it. */
export function snakeCase(className: string, version: KerasVersion): string {
    const word = version === 3 ? className.replace(/\W+/g, '') : className;
    const snake = word
        .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
        .replace(/([a-z])([A-Z])/g, '$1_$2')
        .toLowerCase();
    return version === 2 && snake.startsWith('_') ? `private${snake}` : snake;
}
