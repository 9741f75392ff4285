// The cursor inside a literal map of a program: which name of which pair it is in.

import type { AssignmentMap } from '../assignmentMap/assignmentMap.js';
import { entryAt } from '../workspace/entryAt.js';
import type { OfferCursor } from './cursorOffers.js';

/** The place of an offset between the quotes of a literal name; undefined anywhere else. */
export function literalCursor(map: AssignmentMap, offset: number): OfferCursor | undefined {
    const found = entryAt(map.calls, offset);
    if (found === undefined) {
        return undefined;
    }
    const { node, side, entry } = found;
    const { style } = node;
    if (style !== 'single' && style !== 'double') {
        return undefined;
    }
    if (offset < node.inner.start || node.inner.end < offset) {
        return undefined;
    }
    const { value } = entry.tensor;
    return {
        kind: side === 'tensor' ? 'tensorName' : 'variableName',
        call: found.call,
        alsoDocumentKey: false,
        tensorName: value.type === 'str' ? value.value : undefined,
        patternKey: undefined,
        replace: node.span,
        prefix: map.text.slice(node.inner.start, offset),
        suffix: map.text.slice(offset, node.inner.end),
        style,
        context: 'flow',
        position: side === 'tensor' ? 'key' : 'value',
        hasColon: true,
        gap: '',
    };
}
