// All findings of one entry, in the order in which a person would want to read them.

import type { CallEntry } from '../resolveCall.js';
import type { CallContext, Draft } from './draft.js';
import {
    scopeTensorsNotFound,
    tensorNotFound,
    tensorSideAlone,
    typeFindings,
    variableNotFound,
} from './nameFindings.js';
import { objectBased } from './objectFindings.js';
import {
    matchesNothing,
    missingSlash,
    notInStore,
    overreach,
    partInName,
    slotNotLoaded,
} from './scopeFindings.js';
import { valueFindings } from './valueFindings.js';

/** What is worth telling about one entry. */
export function* entryFindings(context: CallContext, entry: CallEntry): Generator<Draft> {
    yield* typeFindings(context, entry);
    if (context.resolved.store === undefined) {
        yield* tensorSideAlone(context, entry);
        yield* objectBased(context, entry);
        return;
    }
    switch (entry.errorCode) {
        case 'variable.not-found':
            yield* variableNotFound(context, entry);
            break;
        case 'tensor.not-found':
            yield* entry.branch === 'scope'
                ? scopeTensorsNotFound(context, entry)
                : tensorNotFound(context, entry);
            break;
        default:
    }
    if (entry.open && entry.branch === undefined) {
        yield* tensorSideAlone(context, entry);
        return;
    }
    yield* missingSlash(context, entry);
    yield* objectBased(context, entry);
    yield* partInName(context, entry);
    yield* matchesNothing(context, entry);
    yield* overreach(context, entry);
    yield* valueFindings(context, entry);
    yield* notInStore(context, entry);
    if (!entry.open) {
        yield* slotNotLoaded(context, entry);
    }
}
