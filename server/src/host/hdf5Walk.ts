// Walks over an HDF5 file that the library has opened, and says what it holds: names, types, shapes,
// texts. What the library complains of becomes a fault; only where it gives up (a check of its own,
// memory of others) is the walk at its end. Runs in the thread of hdf5Worker.ts.

import type { Metadata, ready } from 'h5wasm';
import type { Hdf5Contents, Hdf5Dataset, Hdf5Fault, Hdf5Text } from '../util/hdf5.js';

/** The library once its code is loaded. */
export type Hdf5Library = Awaited<typeof ready>;

/** The most of anything that is read of a file. */
export const walkLimits = {
    /** Groups and datasets. */
    objects: 200_000,
    /** How deep groups lie in groups. */
    depth: 40,
    /** Bytes of one attribute; the largest hold the configuration of a model. */
    attributeBytes: 2 ** 25,
    /** Bytes of all attributes. */
    textBytes: 2 ** 27,
    /** Faults that are told one by one. */
    faults: 100,
};

/** What a walk found. */
export interface WalkResult {
    readonly contents: Hdf5Contents;
    /** Whether the library gave up: it must not be used again. */
    readonly isSpent: boolean;
}

/** Everything below the root of an open file; `step` is called before each object is read. */
export function walkFile(library: Hdf5Library, file: bigint, step: () => void): WalkResult {
    const walk = new Walk(library, file, step);
    try {
        walk.run();
        return { contents: walk.contents, isSpent: false };
    } catch (error) {
        if (error instanceof GaveUp) {
            walk.fault(
                error.path,
                'the library that reads HDF5 gave up here; the rest is not read',
                true,
            );
        } else if (error instanceof TooMuch) {
            walk.fault(error.path, `${error.message}; the rest is not read`);
        } else {
            throw error;
        }
        return { contents: walk.contents, isSpent: error instanceof GaveUp };
    }
}

/**
 * What the library says of an error: the innermost of its messages, without places in its source,
 * and in words of ours where a user can do something.
 */
export function libraryMessage(error: unknown): string {
    const text = error instanceof Error ? error.message : String(error);
    const innermost = text
        .split('\n')
        .filter((line) => /^ *#\d+: /.test(line))
        .at(-1)
        ?.replace(/^.* in \w+\(\): /, '');
    const cut = /^truncated file: eof = (\d+), .*stored_eof = (\d+)/.exec(innermost ?? '');
    if (cut !== null) {
        return `it was cut off: it has ${cut[1] ?? ''} bytes and should have ${cut[2] ?? ''}; copy it again`;
    }
    return innermost === 'file signature not found'
        ? 'it is no HDF5 file, or was cut off'
        : `it is damaged (${innermost ?? text})`;
}

/** Whether an error is WebAssembly's own: the library's state is lost. */
export function isGivingUp(error: unknown): boolean {
    return error instanceof Error && error.name === 'RuntimeError';
}

class GaveUp extends Error {
    readonly path: string;
    constructor(path: string) {
        super();
        this.path = path;
    }
}

class TooMuch extends Error {
    readonly path: string;
    constructor(path: string, message: string) {
        super(message);
        this.path = path;
    }
}

class Walk {
    readonly #library: Hdf5Library;
    readonly #file: bigint;
    readonly #datasets: Hdf5Dataset[] = [];
    readonly #texts: Hdf5Text[] = [];
    readonly #faults: Hdf5Fault[] = [];
    readonly #groups = new Set<string>();
    readonly #step: () => void;
    #objects = 0;
    #textBytes = 0;

    constructor(library: Hdf5Library, file: bigint, step: () => void) {
        this.#step = step;
        this.#library = library;
        this.#file = file;
    }

    get contents(): Hdf5Contents {
        return { datasets: this.#datasets, texts: this.#texts, faults: this.#faults };
    }

    fault(path: string, reason: string, isDamage = false): void {
        if (this.#faults.length < walkLimits.faults) {
            this.#faults.push({ path, reason, isDamage });
        }
    }

    run(): void {
        const groups = this.#isNew('') ? [''] : [];
        for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
            this.#count(group);
            this.#readTexts(group);
            const below: string[] = [];
            for (const name of this.#ask(group, (at) =>
                this.#library.get_names(this.#file, at, false),
            ) ?? []) {
                const path = group === '' ? name : `${group}/${name}`;
                if (this.#readMember(path) === 'group') {
                    below.push(path);
                }
            }
            groups.push(...below.reverse());
        }
    }

    #readMember(path: string): 'group' | undefined {
        const library = this.#library;
        switch (this.#ask(path, (at) => library.get_type(this.#file, at))) {
            case library.H5G_GROUP:
                return this.#isNew(path) ? 'group' : undefined;
            case library.H5G_DATASET:
                this.#count(path);
                this.#readDataset(path);
                return undefined;
            case library.H5G_LINK:
            case library.H5G_UDLINK:
                this.fault(path, 'it is a link to something that is not in this file');
                return undefined;
            case undefined:
            default:
                return undefined;
        }
    }

    // A group may be there under several names, one of them below itself.
    #isNew(path: string): boolean {
        const place = this.#placeOf(path);
        if (place === undefined) {
            return false;
        }
        if (this.#groups.has(place)) {
            this.fault(path, 'it is a group that is there under another name, too');
            return false;
        }
        this.#groups.add(place);
        if (walkLimits.depth < path.split('/').length) {
            this.fault(path, `it lies below ${walkLimits.depth} other groups`);
            return false;
        }
        return true;
    }

    // Where an object is in the file, as references to it say.
    #placeOf(path: string): string | undefined {
        return this.#ask(path, (at) =>
            this.#library.create_object_reference(this.#file, at),
        )?.join();
    }

    #readDataset(path: string): void {
        const metadata = this.#ask(path, (at) =>
            this.#library.get_dataset_metadata(this.#file, at),
        );
        if (metadata === undefined) {
            return;
        }
        if (metadata.shape === null) {
            this.fault(path, 'it has no shape');
            return;
        }
        const dtype = this.#dtypeOf(path, metadata);
        this.#datasets.push({ path, dtype, shape: metadata.shape.map(Number) });
    }

    #dtypeOf(path: string, metadata: Metadata): string {
        // Types that HDF5 does not have are written as bytes; Keras says in an attribute what they are.
        const named =
            metadata.type === this.#library.H5T_class_t.H5T_OPAQUE.value
                ? this.#ask(path, (at) =>
                      this.#library.get_attribute_names(this.#file, at).includes('dtype'),
                  ) === true
                    ? this.#readText(path, 'dtype')?.[0]
                    : undefined
                : undefined;
        return named ?? dtypeOf(this.#library, metadata);
    }

    #readTexts(group: string): void {
        const names = this.#ask(group, (at) => this.#library.get_attribute_names(this.#file, at));
        for (const name of names ?? []) {
            const values = this.#readText(group, name);
            if (values !== undefined) {
                this.#texts.push({ group, name, values });
            }
        }
    }

    // The values of an attribute; undefined where they are no text, or could not be read.
    #readText(path: string, name: string): readonly string[] | undefined {
        const library = this.#library;
        const file = this.#file;
        const shown = `${path}@${name}`;
        const metadata = this.#ask(
            path,
            (at) => library.get_attribute_metadata(file, at, name),
            shown,
        );
        if (metadata?.type !== library.H5T_class_t.H5T_STRING.value || metadata.shape === null) {
            return undefined;
        }
        const bytes = metadata.size * metadata.total_size;
        this.#textBytes += bytes;
        if (walkLimits.attributeBytes < bytes || walkLimits.textBytes < this.#textBytes) {
            throw new TooMuch(shown, `it has ${bytes} bytes, more than are read`);
        }
        return this.#ask(path, (at) => this.#stringsOf(at, name, metadata, bytes), shown);
    }

    #stringsOf(path: string, name: string, metadata: Metadata, bytes: number): readonly string[] {
        const library = this.#library;
        // One byte more: nothing was asked for otherwise, and it would look like no memory.
        const pointer = library._malloc(bytes + 1);
        if (pointer === 0) {
            throw new Error('there is not enough memory for it');
        }
        try {
            library.get_attribute_data(this.#file, path, name, BigInt(pointer));
            const data = library.HEAPU8.slice(pointer, pointer + bytes);
            const values = metadata.vlen
                ? [...new Uint32Array(data.buffer)].map((at) => this.#textAt(at))
                : fixedStrings(data, metadata.size);
            if (metadata.vlen) {
                library.reclaim_vlen_memory(this.#file, path, name, BigInt(pointer));
            }
            return values;
        } finally {
            library._free(pointer);
        }
    }

    #textAt(pointer: number): string {
        const memory = this.#library.HEAPU8;
        const end = pointer === 0 ? 0 : memory.indexOf(0, pointer);
        this.#textBytes += end - pointer;
        return decoder.decode(memory.subarray(pointer, end));
    }

    #count(path: string): void {
        this.#step();
        if (walkLimits.objects < ++this.#objects) {
            throw new TooMuch(path, `the file has more than ${walkLimits.objects} objects`);
        }
    }

    #ask<T>(path: string, question: (path: string) => T, shown = path): T | undefined {
        try {
            return question(path === '' ? '/' : path);
        } catch (error) {
            if (isGivingUp(error)) {
                throw new GaveUp(shown);
            }
            this.fault(shown, libraryMessage(error), true);
            return undefined;
        }
    }
}

const decoder = new TextDecoder();

function fixedStrings(data: Uint8Array, size: number): readonly string[] {
    return Array.from({ length: Math.floor(data.length / size) }, (_, index) => {
        const bytes = data.subarray(index * size, (index + 1) * size);
        const end = bytes.indexOf(0);
        return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
    });
}

function dtypeOf(library: Hdf5Library, metadata: Metadata): string {
    const { H5T_INTEGER, H5T_FLOAT, H5T_STRING, H5T_ENUM, H5T_COMPOUND, H5T_OPAQUE } =
        library.H5T_class_t;
    const bits = metadata.size * 8;
    switch (metadata.type) {
        case H5T_INTEGER.value:
            return `${metadata.signed ? 'int' : 'uint'}${bits}`;
        case H5T_FLOAT.value:
            return `float${bits}`;
        case H5T_STRING.value:
            return 'string';
        // h5py's own way to write truth values and complex numbers.
        case H5T_ENUM.value:
            return metadata.enum_type?.members['TRUE'] === 1 ? 'bool' : 'enumeration';
        case H5T_COMPOUND.value:
            return isComplex(metadata) ? `complex${bits}` : 'compound';
        case H5T_OPAQUE.value:
            return `opaque of ${metadata.size} bytes`;
        default:
            return `HDF5 type class ${metadata.type}`;
    }
}

function isComplex({ compound_type: compound }: Metadata): boolean {
    const names = compound?.members.map(({ name }) => name).join();
    return names === 'r,i';
}
