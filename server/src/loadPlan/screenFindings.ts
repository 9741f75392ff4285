// Messages as a person sees them: the dict of shapes, which has no order and may be long, becomes
// its size. What programs read keeps the placeholder `$SHAPES` (planJson.ts).

import type { CallPlan, Finding, LoadPlan } from './loadPlan.js';

/** A message of a call with the dict of shapes as `{… 206 shapes}`. */
export function shownMessage(message: string, call: CallPlan | undefined): string {
    const tensors = call?.checkpoint?.checkpoint?.tensorCount;
    const shapes = tensors === undefined ? '{…}' : `{… ${tensors} shapes}`;
    return message.replace('$SHAPES', () => shapes);
}

/** A plan's findings with messages for a screen. */
export function screenFindings({
    findings,
    calls,
}: Pick<LoadPlan, 'findings' | 'calls'>): readonly Finding[] {
    return findings.map((finding) =>
        finding.message.includes('$SHAPES')
            ? {
                  ...finding,
                  message: shownMessage(
                      finding.message,
                      finding.call === undefined ? undefined : calls[finding.call],
                  ),
              }
            : finding,
    );
}
