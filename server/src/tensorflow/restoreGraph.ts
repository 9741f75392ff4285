// The two graphs that a restore matches: the objects that a checkpoint saved, and those of the
// program, with the names that the program has for them. As the model of TensorFlow hands them over
// (lib/tensorflow/_restore_structure.py); what they mean for a restore is in restoreMatch.ts.

import type { Value } from '../python/values.js';
import type { StaticShape } from '../util/shape.js';
import { itemsOf, numberOf, textOf } from './pythonData.js';

/** A tensor that was saved of an object. */
export interface SavedValue {
    readonly tensor: string;
    readonly shape: readonly number[];
    readonly dtype: string;
}

/** An object of the checkpoint; number 0 is the root. */
export interface SavedObject {
    readonly children: readonly { readonly name: string; readonly node: number }[];
    readonly value: SavedValue | undefined;
}

/** A child of an object of the program. */
export interface ProgramChild {
    readonly name: string;
    readonly node: number;
    /** What Python has behind the owner to get it: `.kernel`, `[0]`; undefined where nothing does. */
    readonly access: string | undefined;
}

/** An object of the program; number 0 is the root of its Checkpoint. */
export interface ProgramObject {
    readonly children: readonly ProgramChild[];
    /** Of a variable: what it can take. */
    readonly value: { readonly shape: StaticShape; readonly dtype: string | undefined } | undefined;
    /** Whether it makes its variables later. */
    readonly unbuilt: boolean;
    /** Whether another Checkpoint in sight holds it. */
    readonly held: boolean;
}

/** A name of the program, or of an edge, and the object. */
export interface NamedNode {
    readonly name: string;
    readonly node: number;
}

/** Both graphs of one restore. */
export interface RestoreGraphs {
    readonly saved: readonly SavedObject[];
    readonly program: readonly ProgramObject[];
    /** What `Checkpoint(root, name=…)` attaches to its root. */
    readonly attached: readonly NamedNode[];
    /** The names in sight where the Checkpoint was made. */
    readonly names: readonly NamedNode[];
    /** Whether the Checkpoint may be given an object as its root: TensorFlow 1's may not. */
    readonly takesRoot: boolean;
}

/** The graphs from a description of a checkpoint and a structure of objects. */
export function restoreGraphs(
    description: Value | undefined,
    structure: Value | undefined,
): RestoreGraphs | undefined {
    const nodes = itemsOf(member(description, 'nodes'));
    const objects = itemsOf(member(structure, 'nodes'));
    if (nodes === undefined || objects === undefined) {
        return undefined;
    }
    const tensors = new Map<string, SavedValue>();
    for (const tensor of itemsOf(member(description, 'tensors')) ?? []) {
        const [name, shape, dtype] = itemsOf(tensor) ?? [];
        const text = textOf(name) ?? '';
        const sizes = itemsOf(shape)?.map((size) => numberOf(size) ?? -1) ?? [];
        tensors.set(text, { tensor: text, shape: sizes, dtype: textOf(dtype) ?? '' });
    }
    const takesRoot = member(structure, 'takes_root');
    return {
        saved: nodes.map((node) => ({
            children: namedNodes(member(node, 'children')),
            value: savedValue(member(node, 'attributes'), tensors),
        })),
        program: objects.map(programObject),
        attached: namedNodes(member(structure, 'attached')),
        names: namedNodes(member(structure, 'names')),
        takesRoot: takesRoot?.kind === 'bool' && takesRoot.value,
    };
}

function savedValue(
    attributes: Value | undefined,
    tensors: ReadonlyMap<string, SavedValue>,
): SavedValue | undefined {
    for (const attribute of itemsOf(attributes) ?? []) {
        const [name, , key] = itemsOf(attribute) ?? [];
        if (textOf(name) === 'VARIABLE_VALUE') {
            return tensors.get(textOf(key) ?? '');
        }
    }
    return undefined;
}

function programObject(object: Value): ProgramObject {
    const [children, value, unbuilt, held] = itemsOf(object) ?? [];
    const [shape, dtype] = itemsOf(value) ?? [];
    const isValue = value?.kind === 'tuple';
    return {
        children: (itemsOf(children) ?? []).flatMap((child) => {
            const [name, node, access] = itemsOf(child) ?? [];
            const number = numberOf(node);
            return number === undefined
                ? []
                : [{ name: textOf(name) ?? '', node: number, access: textOf(access) }];
        }),
        value: isValue
            ? {
                  shape: itemsOf(shape)?.map((size) => numberOf(size) ?? null) ?? null,
                  dtype: textOf(dtype),
              }
            : undefined,
        unbuilt: unbuilt?.kind === 'bool' && unbuilt.value,
        held: held?.kind === 'bool' && held.value,
    };
}

function namedNodes(value: Value | undefined): readonly NamedNode[] {
    return (itemsOf(value) ?? []).flatMap((pair) => {
        const [name, node] = itemsOf(pair) ?? [];
        const text = textOf(name);
        const number = numberOf(node);
        return text === undefined || number === undefined ? [] : [{ name: text, node: number }];
    });
}

function member(value: Value | undefined, name: string): Value | undefined {
    return value?.kind === 'dict' ? value.content.entries.get(`s:${name}`)?.value : undefined;
}
