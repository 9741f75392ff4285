// The table of Keras's layers: a row a class. A class without a row is not known, and a model that
// has one is not known whole.

import { convolutions } from './kerasConvolutions.js';
import type { KerasVersion, LayerRow } from './kerasLayer.js';
import { plain } from './kerasPlain.js';
import { recurrentLayers } from './kerasRecurrent.js';
import { weighted } from './kerasWeighted.js';

const rows: ReadonlyMap<string, LayerRow> = new Map(
    Object.entries({ ...weighted, ...convolutions, ...recurrentLayers, ...plain }),
);

/** The names of the classes that have a row. */
export const knownLayers: readonly string[] = [...rows.keys()];

/** The row of a class; undefined where that version has no such layer, or we do not know it. */
export function layerRow(className: string, version: KerasVersion): LayerRow | undefined {
    const row = rows.get(className);
    return row?.only === undefined || row.only === version ? row : undefined;
}
