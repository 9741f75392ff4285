// What a graph's file says about variables, gathered piece by piece, and the variables that follow
// from it: by the collections where it has them, by the saved objects of TensorFlow 2, else by its
// nodes alone. Which variables a graph means: python/framework/meta_graph.py. It does not hold the
// variable store: likeliestStore.ts.

import { dtypeName } from '../util/dtype.js';
import { pause, type Reading } from '../util/reading.js';
import { likeliestStoreKey } from './likeliestStore.js';
import type { ModelVariable } from './model.js';
import { inferPartitions } from './partitions.js';
import type { SavedVariable, VariableDef, VariableNode } from './variableProtos.js';

/** What tells which variables a graph has: each knows less than the one before. */
export type GraphBasis = 'collections' | 'objects' | 'nodes';

/** What a graph says about variables, or why it could not be read. */
export type GraphResult =
    | {
          readonly variables: readonly ModelVariable[];
          /** Variables whose node is missing or is of no kind that we know: they are left out. */
          readonly withoutNode: readonly string[];
          readonly basis: GraphBasis;
      }
    | { readonly reason: string };

/** The collections that hold VariableDefs. All others hold names, or something else. */
export const variableCollections: ReadonlySet<string> = new Set([
    'variables',
    'trainable_variables',
    'local_variables',
    'model_variables',
    'moving_average_variables',
    'metric_variables',
    'trainable_resource_variables',
    'global_step',
]);

/** A variable as the collections know it. */
interface Definition extends VariableDef {
    /** In the order of the file. Lists that are equal are the same. */
    collections: readonly string[];
}

/** Everything of a graph that speaks of variables, as far as it was read. */
export class GraphFacts {
    /** By operation name, in the order of the graph, which is that of their making. */
    readonly nodes = new Map<string, VariableNode>();
    /** The variables among the saved objects of TensorFlow 2, in the order of the file. */
    readonly savedVariables: SavedVariable[] = [];
    /** By variable name, such as `w:0`. */
    readonly #definitions = new Map<string, Definition>();
    /** Names in lists of names, with their collections. */
    readonly #listed = new Map<string, readonly string[]>();
    /** Lists by their items: thousands of variables share few. */
    readonly #lists = new Map<string, readonly string[]>();

    /** Takes in an item of a collection of variables. */
    define(collection: string, read: VariableDef): void {
        const known = this.#definitions.get(read.variableName);
        const collections = this.#longer(known?.collections ?? [], collection);
        if (known === undefined) {
            this.#definitions.set(read.variableName, { ...read, collections });
        } else {
            known.collections = collections;
        }
    }

    /** Takes in a name that a collection of names lists. */
    list(collection: string, name: string): void {
        this.#listed.set(name, this.#longer(this.#listed.get(name) ?? [], collection));
    }

    /** The variables that follow. */
    *assemble(): Reading<GraphResult> {
        if (0 < this.#definitions.size) {
            return yield* this.#byCollections();
        }
        return 0 < this.savedVariables.length
            ? {
                  variables: variablesOfObjects(this.savedVariables),
                  withoutNode: [],
                  basis: 'objects',
              }
            : { variables: variablesOfNodes(this.nodes), withoutNode: [], basis: 'nodes' };
    }

    *#byCollections(): Reading<GraphResult> {
        const byOperation = new Map<string, Definition>();
        for (const definition of this.#definitions.values()) {
            byOperation.set(operationOf(definition.variableName), definition);
        }
        const isVariable = (name: string) => byOperation.has(name) && this.nodes.has(name);
        const variables: ModelVariable[] = [];
        for (const { name, shape, dtype, colocatedWith } of this.nodes.values()) {
            const definition = byOperation.get(name);
            if (definition === undefined) {
                continue;
            }
            const { collections, partition, variableName } = definition;
            const lists = this.#listed.get(variableName);
            variables.push({
                name,
                shape,
                dtype: dtypeName(dtype),
                kind: definition.isResource ? 'resource' : 'ref',
                // VariableDef's own field is missing in graphs of TensorFlow before 1.11.
                trainable: collections.includes('trainable_variables'),
                storeKey: likeliestStoreKey({ name, colocatedWith, collections }, isVariable),
                ...(partition === undefined ? {} : { partition }),
                collections: lists === undefined ? collections : [...collections, ...lists],
            });
            yield* pause(variables.length, this.nodes.size);
        }
        return {
            variables,
            withoutNode: [...byOperation.keys()].filter((name) => !this.nodes.has(name)),
            basis: 'collections',
        };
    }

    /** Makes a list one item longer, and the same list each time. */
    #longer(list: readonly string[], last: string): readonly string[] {
        if (list.includes(last)) {
            return list;
        }
        const key = JSON.stringify([...list, last]);
        const shared = this.#lists.get(key) ?? [...list, last];
        this.#lists.set(key, shared);
        return shared;
    }
}

// Nothing but the nodes: what is no slot and no counter is taken to be trainable, as most is.
function variablesOfNodes(nodes: ReadonlyMap<string, VariableNode>): readonly ModelVariable[] {
    const isVariable = (name: string) => nodes.has(name);
    const variables = [...nodes.values()].map(({ name, op, shape, dtype, colocatedWith }) => {
        const place = { name, colocatedWith, collections: [] };
        const storeKey = likeliestStoreKey(place, isVariable);
        return {
            name,
            shape,
            dtype: dtypeName(dtype),
            kind: op === 'VarHandleOp' ? ('resource' as const) : ('ref' as const),
            trainable: storeKey === name && !isStepCounter(name),
            storeKey,
        };
    });
    return inferPartitions(variables);
}

/** Whether a variable is TensorFlow 1's counter of steps, which is never trained. */
export function isStepCounter(name: string): boolean {
    return /(?:^|\/)global_step$/.test(name);
}

// What a program of TensorFlow 2 saves was made with `tf.Variable` or by Keras: in no store.
function variablesOfObjects(saved: readonly SavedVariable[]): readonly ModelVariable[] {
    return saved.map(({ name, shape, dtype, trainable }) => ({
        // What TensorFlow calls a variable that was given no name.
        name: name === '' ? 'Variable' : name,
        shape,
        dtype: dtypeName(dtype),
        kind: 'resource',
        trainable,
        storeKey: null,
    }));
}

/** The operation of an output: `w` for `w:0`. */
function operationOf(variableName: string): string {
    return variableName.replace(/:\d+$/, '');
}
