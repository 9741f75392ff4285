// Keras's configuration of a model, `config.json` or `model.to_json()`: the variables that the model
// has once it is loaded, by the naming rules of Keras 2 and 3. No value is in it, and no program.
// Defined in Keras: src/saving/serialization_lib.py; Keras 2: saving/legacy/serialization.py.

import { fieldsOf, listOf, textOf, type Fields } from './kerasFields.js';
import type { KerasVersion } from './kerasLayer.js';
import { makeLayer } from './kerasModel.js';
import {
    KerasConfigError,
    type KerasLayer,
    type KerasMaking,
    type KerasVariable,
} from './kerasObjects.js';
import { variablesOf } from './kerasVariables.js';

/** A model, as its configuration tells it. */
export interface KerasModel {
    /** Whose rules made the names. */
    readonly version: KerasVersion;
    /** The model itself, with its layers. */
    readonly root: KerasLayer;
    /** In the order of `model.variables`, each once; several may have the same name. */
    readonly variables: readonly KerasVariable[];
    /** Classes of layers whose variables are not known, with the layers' names. */
    readonly unknown: readonly UnknownLayers[];
}

/** Layers of a class that is not known: a custom one, say. */
export interface UnknownLayers {
    readonly className: string;
    readonly layers: readonly string[];
}

/** A model, or why there is none; the reason begins with "it" or "its". */
export type KerasConfigResult = KerasModel | { readonly reason: string };

// Whether a JSON value is what Keras writes of an object.
function isSerialized(value: unknown): boolean {
    const fields = fieldsOf(value);
    return (
        fields !== undefined &&
        textOf(fields, 'class_name') !== undefined &&
        (fieldsOf(fields['config']) ?? listOf(fields['config'])) !== undefined
    );
}

/**
 * Reads the text of a configuration. `kerasVersion`, such as `3.15.1`, is what the file beside it
 * says; where none is given, the text itself tells whose rules it follows.
 */
export function readKerasConfig(text: string, kerasVersion?: string): KerasConfigResult {
    let value: unknown;
    try {
        value = JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch (error) {
        return { reason: `it is not JSON: ${error instanceof Error ? error.message : 'unknown'}` };
    }
    const fields = fieldsOf(value);
    if (fields === undefined || !isSerialized(value)) {
        return { reason: "it has no 'class_name' with a 'config'" };
    }
    const config = fieldsOf(fields['config']);
    if (config !== undefined && listOf(config['layers']) === undefined) {
        const className = textOf(fields, 'class_name') ?? '';
        return {
            reason: `its class '${className}' is a program's own: Keras writes the layers of sequential and functional models alone`,
        };
    }
    const version = versionOf(fields, kerasVersion);
    const making: KerasMaking = {
        version,
        unknown: new Map(),
        shared: new Map(),
        scope: '',
        seeds: 0,
        work: 0,
    };
    try {
        const root = makeLayer(making, fields);
        const variables = variablesOf(root, version);
        const unknown = [...making.unknown].map(([className, layers]) => ({
            className,
            layers: [...layers],
        }));
        return { version, root, variables, unknown };
    } catch (error) {
        if (error instanceof KerasConfigError) {
            return { reason: error.message };
        }
        if (error instanceof RangeError) {
            return { reason: 'it is nested too deep' };
        }
        throw error;
    }
}

function versionOf(fields: Fields, given: string | undefined): KerasVersion {
    const written = given ?? textOf(fields, 'keras_version');
    const number = written === undefined ? undefined : /^\d+/.exec(written)?.[0];
    return number === undefined ? tellingVersion(fields) : Number(number) < 3 ? 2 : 3;
}

// Every model has an input, a call or a type that Keras 2 and 3 write differently; what has none is
// taken for one of Keras 3.
function tellingVersion(fields: Fields): KerasVersion {
    const text = JSON.stringify(fields);
    if (/"(tf_keras\b|keras\.(src\.)?engine\b)/.test(text)) {
        return 2;
    }
    if (
        /"(batch_shape|build_input_shape|shapes_dict)":|"(DTypePolicy|__keras_tensor__)"/.test(text)
    ) {
        return text.includes('"batch_input_shape":') ? 2 : 3;
    }
    return /"batch_input_shape":|"inbound_nodes":\[\[/.test(text) ? 2 : 3;
}
