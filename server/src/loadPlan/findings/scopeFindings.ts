// Findings about scope entries: what TensorFlow takes for a scope, what it leaves out, and what it
// takes along. Most of these are silent in TensorFlow.

import type { DiagnosticCode } from '../../util/diagnosticCodes.js';
import { lacksSlash } from '../entryErrorCode.js';
import type { ModelVariable } from '../../model/model.js';
import type { CallEntry } from '../resolveCall.js';
import { visitedName, type VariableStore } from '../variableStore.js';
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

/** A side without its slash: TensorFlow takes another scope, cuts letters off, or raises. */
export function* missingSlash(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { source, store } = context.resolved;
    const { tensor, variable } = sidesOf(entry);
    if (
        store === undefined ||
        tensor === undefined ||
        variable === undefined ||
        entry.branch !== 'scope' ||
        !lacksSlash(entry.pair, source, store)
    ) {
        return;
    }
    const error = entry.errorCode === 'scope.no-trailing-slash' ? entry.error : undefined;
    const base = { code: 'scope.no-trailing-slash', error: error ?? undefined } as const;
    const { tensorNode, variableNode } = entry.pair;

    if (!tensor.endsWith('/')) {
        const fixes = [
            renameFix(context, tensorNode, `${tensor}/`, `Change to ${quoted(`${tensor}/`)}`, true),
        ];
        if (!variable.endsWith('/')) {
            const both = [`${tensor}/`, `${variable}/`] as const;
            const tensorFix = renameFix(context, tensorNode, both[0], '', true);
            const variableFix = renameFix(context, variableNode, both[1], '', true);
            yield {
                ...base,
                message:
                    `${quoted(tensor)} and ${quoted(variable)} are scopes; a scope's name ends with a ` +
                    `slash: ${quoted(both[0])}: ${quoted(both[1])}`,
                span: entry.pair.span,
                fixes: [
                    {
                        title: `Add the slash to both names`,
                        edits: [...tensorFix.edits, ...variableFix.edits],
                        preferred: true,
                    },
                ],
            };
            return;
        }
        const near =
            0 < (source?.checkpoint?.countBelow(`${tensor}/`) ?? 1)
                ? []
                : nearestTensors(context, `${tensor}/`, 'scope');
        yield {
            ...base,
            message:
                `${quoted(variable)} is a scope, so the checkpoint's side needs a trailing slash too: ` +
                quoted(`${tensor}/`) +
                didYouMean(near),
            span: tensorNode.span,
            fixes: near.length === 0 ? fixes : nearestFixes(context, tensorNode, near),
        };
        return;
    }

    const withSlash = variable === '' ? '/' : `${variable}/`;
    const known = withSlash === '/' || store.hasScope(variable);
    const near = known ? [withSlash] : nearestVariables(context, withSlash, 'scope');
    const meaning =
        entry.scope === undefined || entry.scope === ''
            ? 'so TensorFlow visits every variable of the model and cuts the first letter off each name'
            : `so TensorFlow takes the scope ${quoted(`${entry.scope}/`)} instead`;
    yield {
        ...base,
        message: `${quoted(variable)} lacks its trailing slash, ${meaning}${didYouMean(near)}`,
        span: variableNode.span,
        fixes: nearestFixes(context, variableNode, near),
    };
}

/** A scope that no variable lies under: nothing is loaded, and nobody says so. */
export function* matchesNothing(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { tensor, variable } = sidesOf(entry);
    const { store } = context.resolved;
    if (
        store === undefined ||
        variable === undefined ||
        entry.branch !== 'scope' ||
        entry.error !== null ||
        0 < entry.reached.length
    ) {
        return;
    }
    const node = entry.pair.variableNode;
    const trimmed = variable.replace(/^\/+/, '').replace(/\/\/+/g, '/');
    const near =
        trimmed !== variable && store.hasScope(trimmed.replace(/\/$/, ''))
            ? [trimmed]
            : nearestVariables(context, variable, 'scope');
    const outside = outsideStore(store, entry);
    const reason =
        outside.length === 0
            ? store.keys.length === 0
                ? "the model's variable store is empty"
                : `no variable of the model lies under ${quoted(variable)}`
            : `the ${counted(outside.length, 'variable')} under ${quoted(variable)} ` +
              'are not in the variable store';
    yield {
        code: 'scope.matches-nothing',
        message:
            `This entry loads nothing, and TensorFlow does not say so: ${reason}` +
            `${didYouMean(near)}${alsoMissing(context, tensor)}`,
        span: node.span,
        fixes: nearestFixes(context, node, near),
    };
}

function alsoMissing({ resolved }: CallContext, tensor: string | undefined): string {
    const checkpoint = resolved.source?.checkpoint;
    const missing =
        tensor !== undefined &&
        tensor !== '/' &&
        tensor.endsWith('/') &&
        checkpoint?.countBelow(tensor) === 0;
    return missing ? ` (the checkpoint has no scope ${quoted(tensor)} either)` : '';
}

/** Variables that are bound though they lie outside of the written name. */
export function* overreach(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { variable } = sidesOf(entry);
    if (
        variable === undefined ||
        variable === '' ||
        variable.endsWith('/') ||
        entry.branch !== 'scope'
    ) {
        return;
    }
    const beyond = entry.bindings.filter(
        ({ variable: bound, verdict, variableName }) =>
            bound !== undefined &&
            verdict !== 'missing' &&
            variableName !== variable &&
            !variableName.startsWith(`${variable}/`),
    );
    const [first] = beyond;
    if (first === undefined) {
        return;
    }
    yield {
        code: 'scope.overreach',
        message:
            `${counted(beyond.length, 'variable')} outside ${quoted(`${variable}/`)} ` +
            `${beyond.length === 1 ? 'is' : 'are'} bound too, ${quoted(first.variableName)} among them` +
            ifInStore(context, quoted(first.variableName)),
        span: entry.pair.variableNode.span,
    };
}

/** Variables inside a mapped scope which the variable store does not have. */
export function* notInStore(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { store } = context.resolved;
    if (store === undefined || entry.branch !== 'scope') {
        return;
    }
    const outside = outsideStore(store, entry);
    const [first] = outside;
    if (first === undefined) {
        return;
    }
    yield {
        code: 'variable.not-in-store',
        message:
            `${counted(outside.length, 'variable')} inside this scope ${outside.length === 1 ? 'is' : 'are'} ` +
            `not in the variable store and so skipped without a word: ${namesOf(outside)}; tf.Variable and ` +
            'Keras make such, pass them as objects in Python',
        span: entry.pair.variableNode.span,
    };
}

/** The variables outside of the store whose names lie in the entry's scope. */
function outsideStore(store: VariableStore, { scope, pair }: CallEntry): readonly ModelVariable[] {
    const text = pair.variableNode.value;
    if (scope === undefined || text.type !== 'str' || !text.value.endsWith('/')) {
        return [];
    }
    return store.outside.filter(({ name }) => scope === '' || name.startsWith(`${scope}/`));
}

/** Optimizer slots of partitioned variables: their names are cut short, so a scope skips them. */
export function* slotNotLoaded(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { store } = context.resolved;
    if (store === undefined || entry.branch !== 'scope' || entry.scope === undefined) {
        return;
    }
    const reached = new Set(entry.reached);
    const skipped = store.keysUnder(entry.scope).flatMap((key) => {
        const variable = store.get(key);
        const whole = store.collectParts(visitedName(key));
        const isSlot = variable?.partition !== undefined && whole?.includes(variable) === false;
        return isSlot && !reached.has(variable) ? [variable] : [];
    });
    if (skipped.length === 0) {
        return;
    }
    yield {
        code: 'slot.not-loaded',
        message:
            `A scope entry does not reach the optimizer slots of partitioned variables: ` +
            `${counted(skipped.length, 'slot')} keep${skipped.length === 1 ? 's' : ''} the initializer, ` +
            `${namesOf(skipped)}` +
            ifInStore(context, 'each'),
        span: entry.pair.variableNode.span,
    };
}

/** `/part_` inside a scope's name, where TensorFlow cuts the name short (E6, E9). */
export function* partInName(context: CallContext, entry: CallEntry): Generator<Draft> {
    const { store } = context.resolved;
    const cut = entry.bindings.find(({ cause }) => cause === 'part');
    if (store === undefined || cut === undefined) {
        return;
    }
    const whole = store
        .keysUnder(entry.scope ?? '')
        .find((key) => visitedName(key) === cut.storeName && key !== cut.storeName);
    const code: DiagnosticCode = 'scope.part-in-name';
    yield {
        code,
        message:
            `TensorFlow takes '/part_' in ${quoted(whole ?? cut.storeName)} for the mark of a slice and looks ` +
            `for ${quoted(cut.tensor)} instead; map the variables of this scope one by one, or rename the scope`,
        error: entry.errorCode === code ? (entry.error ?? undefined) : undefined,
        span: entry.pair.variableNode.span,
    };
}

/** The first names of some variables. */
function namesOf(variables: readonly ModelVariable[]): string {
    const names = variables.slice(0, 3).map(({ name }) => quoted(name));
    return `${names.join(', ')}${3 < variables.length ? ' …' : ''}`;
}
