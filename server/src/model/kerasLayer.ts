// What is known of a class of Keras's layers: a row of the table in kerasLayers.ts. A row says what
// variables a layer makes and what shape comes out of it; it knows nothing of names and models.

import type { StaticShape } from '../util/shape.js';
import type { Fields } from './kerasFields.js';

/** Whose rules: 2 is tf.keras until TensorFlow 2.15, and tf_keras. */
export type KerasVersion = 2 | 3;

/** What a layer is called with: the tensors among its arguments, and those that have names. */
export interface LayerCall {
    readonly inputs: readonly StaticShape[];
    readonly named: ReadonlyMap<string, StaticShape>;
}

/** A layer, as its row sees it. */
export interface LayerView {
    readonly version: KerasVersion;
    readonly config: Fields;
    /** The type of its variables, where a variable has no other one. */
    readonly dtype: string;
    /** The first of the shapes that it is called with. */
    readonly input: StaticShape;
    readonly call: LayerCall;
    /** What comes out of one of its parts. */
    readonly partOutput: (part: number, input: StaticShape) => readonly StaticShape[];
}

/** A variable that a layer makes under its own name. */
export interface OwnWeight {
    readonly name: string;
    readonly shape: StaticShape;
    /** True where it is absent. */
    readonly trainable?: boolean;
    /** Whether it was made to train, and no longer does. */
    readonly isFrozen?: boolean;
    /** The layer's own where it is absent. */
    readonly dtype?: string;
}

/** A variable of one of its parts that a layer holds too. */
export interface SharedWeight {
    readonly part: number;
    readonly name: string;
}

/** A layer in a layer. */
export interface LayerPart {
    /** The attribute that holds it: it is saved under that name. */
    readonly attribute: string;
    /** What Keras would write of it: class, configuration, and how it was built, if that is known. */
    readonly serialized: unknown;
    /** What it is built with. */
    readonly input: (layer: LayerView) => StaticShape;
    /** False where its variables are named as if they were the layer's own. */
    readonly hasOwnScope?: boolean;
    /** Its rank among the parts, where that is not the order of their making. */
    readonly place?: number;
    /** Whether Keras makes it and forgets it: it may have taken a number of a seed. */
    readonly isDropped?: boolean;
}

/** All that is to be known of a class of layers. What is absent is nothing. */
export interface LayerRow {
    /** The versions that have such a layer; both where it is absent. */
    readonly only?: KerasVersion;
    /** Whether its variables are known, where that depends on its configuration. */
    readonly isKnown?: (config: Fields, version: KerasVersion) => boolean;
    /** Whether it makes a seed for random numbers, which is a variable in Keras 3. */
    readonly seed?: (config: Fields) => boolean;
    /** The layers that are made with it. */
    readonly parts?: (config: Fields, version: KerasVersion) => readonly LayerPart[];
    /** The layers that are made when it is built. */
    readonly builtParts?: (layer: LayerView) => readonly LayerPart[];
    /** Its variables: the trainable ones, then the others, each in the order of their making. */
    readonly weights?: (layer: LayerView) => readonly (OwnWeight | SharedWeight)[];
    /** The shape of what comes out; that of the input where it is absent. */
    readonly output?: (layer: LayerView) => StaticShape;
    /** The shapes of what comes out, where there are several. */
    readonly outputs?: (layer: LayerView) => readonly StaticShape[];
}

/** A part that Keras makes itself, of a class and a configuration. */
export function partOf(className: string, config: Fields): unknown {
    return { class_name: className, config };
}
