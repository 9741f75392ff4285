// The layers of a model of Keras while it is made, and what making it has come to.

import type { StaticShape } from '../util/shape.js';
import type { Fields } from './kerasFields.js';
import type { NodeCall, TensorRef } from './kerasGraph.js';
import type { KerasVersion, LayerCall, LayerPart, LayerRow } from './kerasLayer.js';

/** A variable of a model that Keras loads. */
export interface KerasVariable {
    /** `v.path` in Keras 3, `v.name` without `:0` in Keras 2. */
    readonly name: string;
    /** With null where the configuration does not tell a length. */
    readonly shape: StaticShape;
    readonly dtype: string;
    readonly trainable: boolean;
}

/** A layer as it is made. */
export interface KerasLayer {
    readonly className: string;
    readonly name: string;
    readonly config: Fields;
    readonly trainable: boolean;
    readonly row: LayerRow;
    readonly model: LayerStack | LayerGraph | undefined;
    readonly parts: KerasPart[];
    /** Those that were made to train, in the order of their making. */
    readonly weights: KerasVariable[];
    /** The others, but for seeds. */
    readonly statistics: KerasVariable[];
    readonly seeds: readonly KerasVariable[];
    isBuilt: boolean;
    /** Keras 2: what the file says of its first call. */
    declared: LayerCall | undefined;
    /** Keras 3: the scope in which it was built first, which it keeps. */
    scope: string | undefined;
}

/** A layer in a layer. */
export interface KerasPart extends Pick<LayerPart, 'attribute' | 'input' | 'hasOwnScope'> {
    readonly layer: KerasLayer;
}

/** The layers of a sequential model. */
export interface LayerStack {
    readonly kind: 'stack';
    readonly layers: readonly KerasLayer[];
    /** What it begins with, if that is an input: then it was called once when it was made. */
    readonly input: StaticShape | undefined;
}

/** A layer of a functional model. */
export interface GraphLayer {
    /** Its name in the model. */
    readonly name: string;
    readonly layer: KerasLayer;
    readonly calls: readonly NodeCall[];
}

/** The layers of a functional model. */
export interface LayerGraph {
    readonly kind: 'graph';
    readonly layers: readonly GraphLayer[];
    readonly inputs: readonly TensorRef[];
    readonly outputs: readonly TensorRef[];
    /** What it was called with when it was made, and what came out. */
    made: { readonly inputs: readonly StaticShape[]; readonly outputs: readonly StaticShape[] };
}

/** What making a model has come to. */
export interface KerasMaking {
    readonly version: KerasVersion;
    /** The names of layers whose class has no row, by class. */
    readonly unknown: Map<string, Set<string>>;
    /** Layers that are written in several places, by the number that they have there. */
    readonly shared: Map<number, KerasLayer>;
    /** The scope in which variables are made. */
    scope: string;
    /** How many seeds there are. */
    seeds: number;
    /** Layers made and called. */
    work: number;
}

/** Why a configuration is none that Keras loads; thrown and caught within the reader. */
export class KerasConfigError extends Error {}

/** Layers made and called before a model counts as one that nobody has. */
const mostWork = 2_000_000;

/** Counts a layer that is made or called; throws where there are too many. */
export function spend(making: KerasMaking): void {
    making.work++;
    if (mostWork < making.work) {
        throw new KerasConfigError('its layers call each other too often to be followed');
    }
}
