// Which entry of a call an offset lies in, and on which side: found in the parsed text alone, so it
// is there before anything is planned.

import type { MapCall, MapNode } from '../assignmentMap/assignmentMap.js';
import { spanTouches } from '../util/span.js';

/** A side of an entry: `tensor` is the checkpoint's, `variable` the model's. */
export type Side = 'tensor' | 'variable';

/** An entry as the text has it; either node may be no string. */
export interface EntryNodes {
    readonly tensor: MapNode;
    readonly variable: MapNode | undefined;
}

/** The entries of a call in the order of the text; items that are no pairs are left out. */
export function entriesOf(call: MapCall): readonly EntryNodes[] {
    const { argument } = call;
    if (argument?.members !== undefined) {
        return argument.members.map(({ key, value }) => ({ tensor: key, variable: value }));
    }
    return (argument?.items ?? []).flatMap(({ items }) => {
        const [tensor, variable] = items ?? [];
        return tensor === undefined ? [] : [{ tensor, variable }];
    });
}

/** The entry in whose name an offset lies; the end of a name is in it. */
export function entryAt(
    calls: readonly MapCall[],
    offset: number,
):
    | {
          readonly call: number;
          readonly side: Side;
          readonly node: MapNode;
          readonly entry: EntryNodes;
      }
    | undefined {
    for (const [call, each] of calls.entries()) {
        for (const entry of entriesOf(each)) {
            for (const side of ['tensor', 'variable'] as const) {
                const node = entry[side];
                if (node !== undefined && node.items === undefined && node.members === undefined) {
                    if (spanTouches(node.span, offset)) {
                        return { call, side, node, entry };
                    }
                }
            }
        }
    }
    return undefined;
}
