// Findings about names that lead nowhere: tensors and variables that are not there, and values
// that are no names. TensorFlow's messages about these are the ones that mislead people most.

import { quoteFix, readsOtherwise } from '../../assignmentMap/print.js';
import type { MapNode } from '../../assignmentMap/assignmentMap.js';
import { pythonRepr, pythonTypeName } from '../../util/pythonRepr.js';
import { isOptimizerName } from '../../util/tensorRole.js';
import { listShape } from '../../util/shape.js';
import { mayBeUnlisted } from '../../model/model.js';
import type { CallEntry } from '../resolveCall.js';
import { keyOfName } from './objectFindings.js';
import {
    counted,
    didYouMean,
    ifInStore,
    nearestFixes,
    nearestTensors,
    nearestVariables,
    quoted,
    renameFix,
    sidesOf,
    type CallContext,
    type Draft,
} from './draft.js';

/** Names that are no text: numbers, nulls, lists, and words which YAML 1.1 reads as those. */
export function* typeFindings(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { pair } = entry;
    const nodes = [pair.variableNode, pair.tensorNode].filter(
        (each) =>
            each.value.type !== 'str' &&
            (each !== pair.variableNode || entry.errorCode === 'map.shape' || !isVariables(each)),
    );
    // One diagnostic for an entry and code: the exception stands on the side that raises it.
    const [node] = nodes;
    if (node === undefined) {
        return;
    }
    const error = entry.errorCode === 'map.shape' ? entry.error : undefined;
    const fixes = nodes.flatMap((each) => quoteFix(each, context.text) ?? []);
    yield {
        code: 'map.shape',
        message: typeMessage(node),
        span: node.span,
        error: error ?? undefined,
        fixes,
    };
}

/** Whether a program gives the variable itself, or its slices, in place of a name. */
function isVariables({ value }: MapNode): boolean {
    return (
        value.type === 'object' ||
        (value.type === 'list' &&
            value.items.length !== 0 &&
            value.items.every(({ type }) => type === 'object'))
    );
}

function typeMessage(node: MapNode): string {
    const written = readsOtherwise(node);
    if (written !== undefined) {
        return (
            `${quoted(written)} is read as ${pythonRepr(node.value)} (${pythonTypeName(node.value)}), ` +
            'not as a name; put it between quotes'
        );
    }
    switch (node.value.type) {
        case 'NoneType':
            return 'A name is missing here: found null, expected the name of a tensor, variable or scope';
        case 'list':
            return 'Expected one name, found a list; write one entry for each variable';
        case 'dict':
            return (
                'Expected a name, found a nested mapping; write the scopes out in each name ' +
                `('scope/name')`
            );
        default:
            return `Expected a name, found ${pythonRepr(node.value)} (${pythonTypeName(node.value)})`;
    }
}

/** A one-to-one entry whose tensor is not there (E3). */
export function* tensorNotFound(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { tensor } = sidesOf(entry);
    const node = entry.pair.tensorNode;
    if (tensor === undefined) {
        return;
    }
    const bare = tensor.replace(/:\d+$/, '');
    const checkpoint = context.resolved.source?.checkpoint;
    if (bare !== tensor && checkpoint?.find(bare) !== undefined) {
        yield {
            code: 'tensor.not-found',
            message: `Tensors have no ${quoted(tensor.slice(bare.length))}: the checkpoint has ${quoted(bare)}`,
            error: entry.error ?? undefined,
            span: node.span,
            fixes: [renameFix(context, node, bare, `Change to ${quoted(bare)}`, true)],
        };
        return;
    }
    const ofObject = keyOfName(context, entry);
    if (ofObject !== undefined) {
        yield ofObject;
        return;
    }
    if (0 < (checkpoint?.countBelow(`${tensor}/`) ?? 0) && !tensor.endsWith('/')) {
        yield {
            code: 'tensor.not-found',
            message: `${quoted(tensor)} is a scope of the checkpoint, not a tensor${tensorsOf(context, tensor)}`,
            error: entry.error ?? undefined,
            span: node.span,
            fixes: nearestFixes(
                context,
                node,
                fitting(context, entry, nearestTensors(context, tensor, 'name')),
            ),
        };
        return;
    }
    const near = fitting(context, entry, nearestTensors(context, tensor, 'name'));
    yield {
        code: 'tensor.not-found',
        message: `The checkpoint has no tensor ${quoted(tensor)}${didYouMean(near)}${shapeNote(context, near)}`,
        error: entry.error ?? undefined,
        span: node.span,
        fixes: nearestFixes(context, node, near),
    };
}

function tensorsOf({ resolved }: CallContext, scope: string): string {
    const children = resolved.source?.checkpoint?.children(`${scope}/`) ?? [];
    const names = children.slice(0, 3).map(({ segment }) => quoted(`${scope}/${segment}`));
    return ` (it holds ${names.join(', ')}${3 < children.length ? ' …' : ''})`;
}

/** Near names in the order in which they are worth offering: those whose shape fits come first. */
function fitting(context: CallContext, entry: CallEntry, names: readonly string[]): string[] {
    const checkpoint = context.resolved.source?.checkpoint;
    const [variable] = entry.reached;
    if (checkpoint === undefined || variable === undefined) {
        return [...names];
    }
    const wanted = listShape(variable.partition?.fullShape ?? variable.shape);
    const fits = (name: string): boolean => {
        const index = checkpoint.find(name);
        return index !== undefined && listShape(checkpoint.tensor(index).shape) === wanted;
    };
    return [...names.filter(fits), ...names.filter((name) => !fits(name))];
}

function shapeNote({ resolved }: CallContext, [near]: readonly string[]): string {
    const checkpoint = resolved.source?.checkpoint;
    const index = near === undefined ? undefined : checkpoint?.find(near);
    const tensor = index === undefined ? undefined : checkpoint?.tensor(index);
    return tensor === undefined ? '' : ` (${tensor.dtype} ${listShape(tensor.shape)})`;
}

/** A scope entry whose tensors are not there (E6): all of them, or some. */
export function* scopeTensorsNotFound(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { tensor = '', variable = '' } = sidesOf(entry);
    const checkpoint = context.resolved.source?.checkpoint;
    const lacking = entry.bindings.filter(
        ({ verdict, cause }) => verdict === 'missing' && cause === 'tensor',
    );
    const [first] = lacking;
    const node = entry.pair.tensorNode;
    const base = {
        code: 'tensor.not-found',
        span: node.span,
        error: entry.error ?? undefined,
    } as const;
    if (first === undefined) {
        return;
    }

    if (tensor !== '/' && checkpoint?.countBelow(tensor) === 0) {
        const near = nearestTensors(context, tensor, 'scope');
        yield {
            ...base,
            message:
                `The checkpoint has no scope ${quoted(tensor)}, so ${counted(lacking.length, 'variable')} ` +
                `of ${quoted(variable)} would get no tensor${didYouMean(near)}`,
            fixes: nearestFixes(context, node, near),
        };
        return;
    }
    const near = nearestTensors(context, first.tensor, 'name').slice(0, 1);
    const rest = lacking.length - 1;
    const others = rest === 0 ? '' : `, and ${counted(rest, 'more variable')} of this entry`;
    const slot = isOptimizerName(first.variableName)
        ? "; the model's optimizer slots are in the scope too: call init_from_checkpoint before minimize()"
        : near[0] === undefined
          ? `; a scope entry needs a tensor for every variable below ${quoted(variable)}`
          : ` (the nearest is ${quoted(near[0])})`;
    yield {
        ...base,
        message:
            `The checkpoint has no tensor ${quoted(first.tensor)} for variable ` +
            `${quoted(first.variableName)}${others}${slot}` +
            ifInStore(context, quoted(first.variableName)),
    };
}

/** A right side that is no variable while the left side is no scope (E5, said as what it is). */
export function* variableNotFound(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { variable } = sidesOf(entry);
    const node = entry.pair.variableNode;
    const { store, inputs } = context.resolved;
    if (variable === undefined || store === undefined) {
        return;
    }
    const base = {
        code: 'variable.not-found',
        span: node.span,
        error: entry.error ?? undefined,
    } as const;
    const bare = variable.replace(/:\d+$/, '');
    if (bare !== variable && store.find(bare) !== undefined) {
        yield {
            ...base,
            message: `A map names a variable without ${quoted(variable.slice(bare.length))}: the model has ${quoted(bare)}`,
            fixes: [renameFix(context, node, bare, `Change to ${quoted(bare)}`, true)],
        };
        return;
    }
    const sameName = inputs.model?.model?.variables.find(({ name }) => name === bare);
    if (sameName?.storeKey === null) {
        yield {
            ...base,
            message:
                `Variable ${quoted(bare)} is not in the variable store (tf.Variable and Keras make ` +
                'such), so no map can name it; pass the variable object in Python',
        };
        return;
    }
    if (sameName !== undefined) {
        const key = sameName.storeKey ?? bare;
        yield {
            ...base,
            message: `Variable ${quoted(bare)} is ${quoted(key)} in the variable store, which is what maps go by`,
            fixes: [renameFix(context, node, key, `Change to ${quoted(key)}`, true)],
        };
        return;
    }
    if (store.hasScope(variable)) {
        yield {
            ...base,
            message: `${quoted(variable)} is a scope of the model, not a variable`,
            fixes: nearestFixes(context, node, nearestVariables(context, variable, 'name')),
        };
        return;
    }
    const model = inputs.model?.model;
    if (model !== undefined && mayBeUnlisted(model, bare)) {
        yield {
            ...base,
            message:
                `Variable ${quoted(bare)} may be one that the model's file does not tell; Keras makes ` +
                'it, so it is not in the variable store, and no map can name it; pass the variable object in Python',
        };
        return;
    }
    const near = nearestVariables(context, variable, 'name');
    yield {
        ...base,
        message: `The model has no variable ${quoted(variable)}${didYouMean(near)}`,
        fixes: nearestFixes(context, node, near),
    };
}

/** Where the model is not known: a tensor or checkpoint scope that no model could make right. */
export function* tensorSideAlone(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { tensor } = sidesOf(entry);
    const { source, store } = context.resolved;
    const checkpoint = source?.checkpoint;
    if (tensor === undefined || checkpoint === undefined || tensor === '/') {
        return;
    }
    if (!tensor.endsWith('/')) {
        if (checkpoint.find(tensor) === undefined) {
            yield* tensorNotFound(context, entry);
        }
        return;
    }
    // Slices of one variable are a scope, too, whose tensor has the name without the slash.
    const isSlices = store !== undefined && checkpoint.find(tensor.slice(0, -1)) !== undefined;
    if (checkpoint.countBelow(tensor) === 0 && !isSlices && !checkpoint.objectBased) {
        const near = nearestTensors(context, tensor, 'scope');
        yield {
            code: 'tensor.not-found',
            message: `The checkpoint has no scope ${quoted(tensor)}${didYouMean(near)}`,
            span: entry.pair.tensorNode.span,
            fixes: nearestFixes(context, entry.pair.tensorNode, near),
        };
    }
}
