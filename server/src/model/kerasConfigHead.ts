// Tells a model's configuration as Keras writes it from all other files called `config.json`, by its
// first bytes. What is in it is not read here.
// Defined in Keras: src/saving/serialization_lib.py (serialize_keras_object); in Keras 2:
// engine/functional.py (to_json).

import { decodeUtf8 } from '../util/utf8.js';

/** How many bytes of the beginning tell. */
export const kerasConfigBytes = 512;

const beginning =
    /^\uFEFF?\s*\{\s*(?:"module"\s*:\s*(?:null|"[^"]*")\s*,\s*)?"class_name"\s*:\s*"[^"]*"\s*,\s*"config"\s*:/;

/** Whether a file that begins so is the configuration of a Keras model. */
export function isKerasConfig(head: Uint8Array): boolean {
    return beginning.test(decodeUtf8(head));
}
