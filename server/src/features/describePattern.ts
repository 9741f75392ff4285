// What a pattern matches: the names, the first of them, and how many.

import type { PatternNode } from '../assignmentMap/assignmentMap.js';
import type { CallPlan } from '../loadPlan/loadPlan.js';
import type { ModelVariable } from '../model/model.js';
import { namePattern } from '../util/namePattern.js';
import type { CallSources } from '../workspace/mapInputs.js';
import { code, joined, paragraph, type Block } from './prose.js';
import { plural } from './words.js';

/** Where a pattern stands, which says what it is held against. */
export type PatternKind = 'expectUnassigned' | 'expectUnused' | 'exclude';

/** More names than this do not fit a hover. */
const maxNames = 8;

/** What a pattern matches; nothing where it cannot be known. */
export function describePattern(
    inputs: CallSources,
    plan: CallPlan | undefined,
    node: PatternNode,
    kind: PatternKind,
): readonly Block[] {
    const matches = namePattern(node.pattern);
    const variables = inputs.model?.model?.variables;
    const checkpoint = inputs.checkpoint?.checkpoint;
    switch (kind) {
        case 'exclude': {
            const found = variables?.filter((variable) => matchesVariable(matches, variable));
            return found === undefined
                ? []
                : matched(
                      found.map(({ name }) => name),
                      'variable',
                      'of the model',
                  );
        }
        case 'expectUnassigned': {
            if (variables === undefined || plan === undefined) {
                return [];
            }
            const found = plan.unassigned.filter((variable) => matchesVariable(matches, variable));
            return matched(
                found.map(({ name }) => name),
                'variable',
                'that no entry reaches',
            );
        }
        case 'expectUnused':
            return checkpoint === undefined || plan === undefined
                ? []
                : matched(plan.unused.filter(matches), 'tensor', 'that no entry reads');
    }
}

function matchesVariable(matches: (name: string) => boolean, variable: ModelVariable): boolean {
    return (
        matches(variable.name) ||
        (variable.partition !== undefined && matches(variable.partition.fullName))
    );
}

function matched(names: readonly string[], noun: string, which: string): readonly Block[] {
    if (names.length === 0) {
        return [paragraph(`Matches no ${noun} ${which}`)];
    }
    const shown = names.slice(0, maxNames).map(code);
    const hidden = names.length - shown.length;
    return [
        paragraph(`Matches ${plural(names.length, noun)} ${which}`),
        paragraph(...joined(shown, ', '), ...(hidden === 0 ? [] : [` and ${hidden} more`])),
    ];
}
