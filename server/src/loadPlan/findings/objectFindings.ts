// Findings about the names of object-based checkpoints: their keys are neither the paths of objects
// nor the names of variables, which is what people write, and no scope entry can match them.

import { replacePair, type NamePair } from '../../assignmentMap/printPairs.js';
import type { TextFix } from '../../assignmentMap/assignmentMap.js';
import type { CheckpointSource } from '../../checkpoint/checkpoint.js';
import type { ObjectNames } from '../../checkpoint/objectNames.js';
import { isVariableKey } from '../../checkpoint/objectGraph.js';
import { isFullyDefined, listShape } from '../../util/shape.js';
import type { ResolvedBinding } from '../initFromCheckpoint.js';
import type { CallEntry } from '../resolveCall.js';
import { variablesOf } from '../variableStore.js';
import { counted, quoted, renameFix, sidesOf, type CallContext, type Draft } from './draft.js';

/** A tensor's name that is the path or the saved name of a variable: its key is another. */
export function keyOfName(context: CallContext, entry: CallEntry): Draft | undefined {
    const { tensor } = sidesOf(entry);
    const found = tensor === undefined ? undefined : namesOf(context)?.called(tensor);
    if (tensor === undefined || found === undefined) {
        return undefined;
    }
    const { key, as } = found;
    const node = entry.pair.tensorNode;
    const what =
        as === 'object path'
            ? 'is the path of an object in it'
            : 'is the name which a variable had when it was saved, and init_from_checkpoint does not look those up';
    return {
        code: 'tensor.not-found',
        message:
            `The checkpoint has no tensor ${quoted(tensor)}: that ${what}; ` +
            `TensorFlow needs the key ${quoted(key)}`,
        error: entry.error ?? undefined,
        span: node.span,
        fixes: [renameFix(context, node, key, `Change to ${quoted(key)}`, true)],
    };
}

/** Scope entries never match the keys of an object-based checkpoint. */
export function* objectBased(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { source, store } = context.resolved;
    const { tensor, variable } = sidesOf(entry);
    const isScope =
        store === undefined ? variable?.endsWith('/') === true : entry.branch === 'scope';
    if (
        !isScope ||
        source?.checkpoint?.objectBased !== true ||
        tensor === undefined ||
        (!tensor.endsWith('/') && entry.errorCode !== 'checkpoint.object-based')
    ) {
        return;
    }
    const pairs = oneToOne(context, entry);
    const lacking = entry.bindings.length - pairs.length;
    const rest =
        pairs.length === 0 || lacking === 0
            ? ''
            : `; ${counted(lacking, 'variable')} of the scope ` +
              `${lacking === 1 ? 'has' : 'have'} no tensor of that name and shape`;
    yield {
        code: 'checkpoint.object-based',
        message:
            'The checkpoint was written by tf.train.Checkpoint, whose keys end in ' +
            "'/.ATTRIBUTES/VARIABLE_VALUE': a scope entry looks for names that end as the " +
            `variables' do, and can never match them; map the variables one by one${rest}`,
        error:
            entry.errorCode === 'checkpoint.object-based' ? (entry.error ?? undefined) : undefined,
        span: entry.pair.tensorNode.span,
        fixes: expansion(context, entry, pairs),
    };
}

/** The fix which writes an entry for each variable of a scope. */
function expansion(
    context: CallContext,
    { pair }: CallEntry,
    pairs: readonly NamePair[],
): readonly TextFix[] {
    const { argument } = context.resolved.call;
    if (argument === undefined || pairs.length === 0) {
        return [];
    }
    const edit = replacePair(pair, argument, pairs, context.language, context.text);
    const count =
        pairs.length === 1 ? 'one one-to-one entry' : `${pairs.length} one-to-one entries`;
    return edit === undefined
        ? []
        : [{ title: `Expand into ${count}`, edits: [edit], preferred: true }];
}

/** For each variable which the scope would reach, the key of the tensor that it most likely means. */
function oneToOne(context: CallContext, entry: CallEntry): readonly NamePair[] {
    const { source, store } = context.resolved;
    const objects = namesOf(context);
    const { tensor } = sidesOf(entry);
    if (
        objects === undefined ||
        store === undefined ||
        tensor === undefined ||
        source === undefined
    ) {
        return [];
    }
    if (context.guesses.left <= 0) {
        return [];
    }
    context.guesses.left--;
    const within = new SavedNames(objects, tensor);
    const pairs = new Map<string, string>();
    for (const binding of entry.bindings) {
        const hit = store.find(binding.storeName);
        const [variable] = hit === undefined ? [] : variablesOf(hit);
        const key = within.keyFor(binding, entry.scope ?? '');
        if (variable === undefined || key === undefined || pairs.has(binding.storeName)) {
            continue;
        }
        const shape = variable.partition?.fullShape ?? variable.shape;
        if (!isFullyDefined(shape) || listShape(shape) === shapeOf(source, key)) {
            pairs.set(binding.storeName, key);
        }
    }
    return [...pairs].map(([variableName, key]) => [key, variableName]);
}

/** The tensors in a scope of an object-based checkpoint, by the ends of the names they were saved under. */
class SavedNames {
    readonly #objects: ObjectNames;
    /** The keys in the scope. */
    readonly #keys: ReadonlySet<string>;

    constructor(objects: ObjectNames, scope: string) {
        this.#objects = objects;
        this.#keys = new Set(objects.below(scope === '/' ? '' : scope).map(({ key }) => key));
    }

    /** The key of the tensor for a variable of the model's scope. */
    keyFor({ tensor, storeName }: ResolvedBinding, modelScope: string): string | undefined {
        const exact = this.#objects.called(tensor);
        if (exact !== undefined && isVariableKey(exact.key)) {
            return exact.key;
        }
        const rest = modelScope === '' ? storeName : storeName.slice(modelScope.length + 1);
        // Below a path: what was saved there under a name that ends as the variable's does.
        const ending = [...this.#keys].filter((key) => {
            const { fullName = '' } = this.#objects.of(key);
            return fullName === rest || fullName.endsWith(`/${rest}`);
        });
        const [only, ...others] = ending;
        return others.length === 0 ? only : undefined;
    }
}

function shapeOf({ checkpoint }: CheckpointSource, key: string): string | undefined {
    const index = checkpoint?.find(key);
    const tensor = index === undefined ? undefined : checkpoint?.tensor(index);
    return tensor === undefined ? undefined : listShape(tensor.shape);
}

function namesOf({ resolved }: CallContext): ObjectNames | undefined {
    return resolved.source?.objects;
}
