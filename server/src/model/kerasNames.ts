// What the arrays in a file of Keras are called: by the variables that they become in the loaded
// model, as far as the file tells. Of weights alone Keras 3 writes no names, and none are invented.
// Defined in Keras: src/saving/saving_lib.py, src/legacy/saving/legacy_h5_format.py.

import type { Hdf5Contents, Hdf5Dataset } from '../util/hdf5.js';
import type { StaticShape } from '../util/shape.js';
import { fieldsOf } from './kerasFields.js';
import { readKerasConfig, type KerasModel } from './kerasConfig.js';
import type { KerasVariable } from './kerasObjects.js';
import { optimizerVariables } from './kerasOptimizer.js';
import { storedVariables, trainedVariables, variablesByLayer } from './kerasStored.js';

/** An array in a file of Keras. */
export interface KerasArray {
    /** What its variable is called; undefined where the file does not tell. */
    readonly name: string | undefined;
    /** Its path in the HDF5 file. */
    readonly storedAt: string;
    readonly dtype: string;
    readonly shape: readonly number[];
}

/** What a file of Keras says of its model beside the weights. */
export interface KerasDescription {
    /** The text of `config.json`, which `model_config` in HDF5 is, too. */
    readonly config: string;
    /** The version of Keras that wrote it, such as `3.15.1`. */
    readonly version: string | undefined;
    /** What the optimizer was written as. */
    readonly optimizer: unknown;
}

/** The arrays of a file, and what is to be said of their names. */
export interface KerasArrays {
    readonly arrays: readonly KerasArray[];
    /** Names that the file lists without an array. */
    readonly missing: readonly string[];
    /** Why no names are known from a configuration, where there is one; begins with "it" or "its". */
    readonly reason: string | undefined;
    /** Whether the file is one of Keras's at all, by what is in it. */
    readonly isKeras: boolean;
}

/** Names for some of the paths in a file. */
type Names = Map<string, string>;

/** Names the arrays of a file; `described` is what lies beside them in a `.keras` file. */
export function nameArrays(contents: Hdf5Contents, described?: KerasDescription): KerasArrays {
    const file = new StoredFile(contents);
    const description = described ?? file.description();
    const read =
        description && readKerasConfig(description.config, description.version ?? undefined);
    const model = read !== undefined && 'variables' in read ? read : undefined;
    const group = ['', 'model_weights'].find((each) => file.list(each, 'layer_names').length !== 0);
    const optimizer =
        model &&
        optimizerVariables(
            description?.optimizer,
            isWhole(model) ? trainedVariables(model.root, model.version) : undefined,
            model.version,
        );
    const names: Names =
        group === undefined
            ? namesByPlace(file, model, optimizer)
            : namesByLayer(file, group, model, optimizer);
    const arrays = contents.datasets.map(({ path, dtype, shape }): KerasArray => ({
        name: names.get(path),
        storedAt: path,
        dtype,
        shape,
    }));
    return {
        arrays,
        missing: [...names]
            .filter(([path]) => file.dataset(path) === undefined)
            .map(([, name]) => name),
        reason: read !== undefined && 'reason' in read ? read.reason : undefined,
        isKeras: group !== undefined || contents.datasets.some(({ path }) => isPlace(path)),
    };
}

// Layers of classes that are not known have variables that are not known, so no list is complete.
function isWhole({ unknown }: KerasModel): boolean {
    return unknown.length === 0;
}

function isPlace(path: string): boolean {
    return /(?:^|\/)vars\/\d+$/.test(path);
}

// Keras 2.12 had another name for the list of a model's layers.
function placeOf(path: string): string {
    return path.replaceAll('_layer_checkpoint_dependencies', 'layers');
}

/** The names of files that only say where in the model an array belongs. */
function namesByPlace(
    file: StoredFile,
    model: KerasModel | undefined,
    optimizer: readonly NamedShape[] | undefined,
): Names {
    const names: Names = new Map();
    if (model === undefined) {
        return names;
    }
    const stored = storedVariables(model.root, model.version);
    const used = new Set<KerasVariable>();
    for (const dataset of file.datasets) {
        const variable = stored.get(placeOf(dataset.path));
        if (variable !== undefined && fits(dataset, variable) && !used.has(variable)) {
            used.add(variable);
            names.set(dataset.path, loadedName(variable, model));
        }
    }
    nameAll(names, file, file.places('optimizer/vars'), optimizer);
    return names;
}

/** The names of files that list them: as they were when they were written. */
function namesByLayer(
    file: StoredFile,
    group: string,
    model: KerasModel | undefined,
    optimizer: readonly NamedShape[] | undefined,
): Names {
    const names: Names = new Map();
    // Keras 2 gives a loaded model the same names; Keras 3 may have others, as nobody built it.
    const layers = model?.version === 3 ? variablesByLayer(model.root) : undefined;
    for (const layer of [...file.list(group, 'layer_names'), 'top_level_model_weights']) {
        const inside = joined(group, layer);
        const places = file.listed(inside, names);
        nameAll(names, file, places, layers?.get(layer));
    }
    const slots = file.listed('optimizer_weights', names);
    // Keras 3 leaves an optimizer that it loads from such a file without its slots.
    nameAll(names, file, slots, model?.version === 3 ? undefined : optimizer);
    return names;
}

interface NamedShape {
    readonly name: string;
    readonly shape: StaticShape;
}

// Names arrays in order, if there are as many as there should be, and each is as it should be.
function nameAll(
    names: Names,
    file: StoredFile,
    places: readonly string[],
    variables: readonly NamedShape[] | undefined,
): void {
    if (variables?.length !== places.length) {
        return;
    }
    const fitting = places.every((place, index) => {
        const dataset = file.dataset(place);
        const variable = variables[index];
        return dataset !== undefined && variable !== undefined && fits(dataset, variable);
    });
    for (const [index, place] of fitting ? places.entries() : []) {
        names.set(place, variables[index]?.name ?? place);
    }
}

function fits(dataset: Hdf5Dataset, { shape }: NamedShape): boolean {
    return (
        shape === null ||
        (shape.length === dataset.shape.length &&
            shape.every((length, axis) => length === null || length === dataset.shape[axis]))
    );
}

function loadedName({ name }: KerasVariable, { version }: KerasModel): string {
    return version === 2 ? `${name}:0` : name;
}

function joined(group: string, path: string): string {
    return [...group.split('/'), ...path.split('/')].filter((each) => each !== '').join('/');
}

/** The contents of a file, to be looked up. */
class StoredFile {
    readonly datasets: readonly Hdf5Dataset[];
    readonly #byPath: ReadonlyMap<string, Hdf5Dataset>;
    readonly #texts: ReadonlyMap<string, readonly string[]>;

    constructor({ datasets, texts }: Hdf5Contents) {
        this.datasets = datasets;
        this.#byPath = new Map(datasets.map((each) => [each.path, each]));
        this.#texts = new Map(texts.map(({ group, name, values }) => [`${group}@${name}`, values]));
    }

    dataset(path: string): Hdf5Dataset | undefined {
        return this.#byPath.get(path);
    }

    /** The texts of an attribute, which is several attributes where it is long. */
    list(group: string, name: string): readonly string[] {
        const whole = this.#texts.get(`${group}@${name}`);
        if (whole !== undefined) {
            return whole;
        }
        const values: string[] = [];
        for (let part = 0; ; part++) {
            const more = this.#texts.get(`${group}@${name}${part}`);
            if (more === undefined) {
                return values;
            }
            for (const value of more) {
                values.push(value);
            }
        }
    }

    /** The paths of the arrays that a group lists, in its order; names them as it does. */
    listed(group: string, names: Names): readonly string[] {
        return this.list(group, 'weight_names').map((name) => {
            const place = joined(group, name);
            names.set(place, name);
            return place;
        });
    }

    /** The paths of the arrays of a group that are called by numbers, in order. */
    places(group: string): readonly string[] {
        const places: string[] = [];
        for (;;) {
            const place = `${group}/${places.length}`;
            if (!this.#byPath.has(place)) {
                return places;
            }
            places.push(place);
        }
    }

    /** The description that a file of a whole model has in its attributes. */
    description(): KerasDescription | undefined {
        const [config] = this.list('', 'model_config');
        if (config === undefined) {
            return undefined;
        }
        const [training] = this.list('', 'training_config');
        const [version] = this.list('', 'keras_version');
        return { config, version, optimizer: fieldsOf(jsonOf(training))?.['optimizer_config'] };
    }
}

/** The value of a JSON text; undefined where it is none. */
export function jsonOf(text: string | undefined): unknown {
    try {
        return text === undefined ? undefined : JSON.parse(text);
    } catch {
        // What is no JSON says nothing: the names are those that the file lists.
        return undefined;
    }
}
