// The files that a model may be read from: what each is called, and how much it knows of the
// variables. Where several lie side by side, the one that knows most is the one to take.

import { baseName } from '../util/path.js';

/** What a model was read from, the one that knows most first. */
export const modelFormats = [
    'variables',
    'metaGraph',
    'savedModel1',
    'program',
    'graph',
    'keras',
    'savedModel2',
    'checkpoint',
] as const;

/** What a model was read from. */
export type ModelFormat = (typeof modelFormats)[number];

/** In words: what it is, and what it knows or does not. */
export const formatWords: Readonly<
    Record<ModelFormat, { readonly name: string; readonly knows: string }>
> = {
    variables: {
        name: 'variables file',
        knows: 'the variables of the live graph with their store keys',
    },
    metaGraph: {
        name: 'graph with collections',
        knows: 'all but the variable store: the store keys are the likeliest ones',
    },
    savedModel1: {
        name: 'SavedModel of TensorFlow 1',
        knows: 'all but the variable store: the store keys are the likeliest ones',
    },
    program: {
        name: 'Python program',
        knows: 'the variables that it makes when it is run, read without running it',
    },
    graph: {
        name: 'graph without collections',
        knows: 'names, shapes and types; which are trainable, how they are partitioned and their store keys are the likeliest',
    },
    keras: {
        name: 'model of Keras',
        knows: 'names, shapes and types by the rules by which Keras loads it; none of them is in a variable store',
    },
    savedModel2: {
        name: 'SavedModel of TensorFlow 2',
        knows: 'names, shapes and types; none of them is in a variable store',
    },
    checkpoint: {
        name: 'another checkpoint of the model',
        knows: 'what was saved: names, shapes and types; which are trainable and in the variable store is a guess',
    },
};

/**
 * The format of a file by its name alone, where that tells; SavedModels are told apart within. Of
 * programs the name does not tell whether they make a model at all.
 */
export function formatByName(path: string): ModelFormat | undefined {
    const name = baseName(path);
    if (name.endsWith('.variables.json')) {
        return 'variables';
    }
    if (name.endsWith('.meta') || name.endsWith('.meta.pbtxt')) {
        return 'metaGraph';
    }
    if (/^saved_model\.pb(txt)?$/.test(name)) {
        return 'savedModel1';
    }
    if (name.endsWith('.keras')) {
        return 'keras';
    }
    if (/\.(pb|pbtxt)$/.test(name) && !/^(keras_metadata|fingerprint)\.pb$/.test(name)) {
        return 'graph';
    }
    return undefined;
}

/** Model files of one folder, the most certain first, of equal ones the latest step first. */
export function byCertainty(names: readonly string[]): readonly string[] {
    return names
        .flatMap((name) => {
            const format = formatByName(name);
            return format === undefined ? [] : [{ name, rank: modelFormats.indexOf(format) }];
        })
        .sort((a, b) => a.rank - b.rank || naturally.compare(b.name, a.name))
        .map(({ name }) => name);
}

const naturally = new Intl.Collator('en', { numeric: true });
