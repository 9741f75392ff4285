// One entry of a map written as several, in the form that is there: a member of a block or flow
// mapping, or a pair in a list. Where the form cannot be told for sure there is no edit.

import type { MapNode } from './assignmentMap.js';
import { printScalar, type PrintContext, type PrintedEdit } from './print.js';
import type { Span } from '../util/span.js';

/** An entry in the text: its names, and all of it. */
export interface WrittenPair {
    readonly tensorNode: MapNode;
    readonly variableNode: MapNode;
    readonly span: Span;
}

/** A tensor's name and a variable's. */
export type NamePair = readonly [tensorName: string, variableName: string];

/** YAML reads a key on one line only up to so many characters. */
const longestKey = 1000;

/**
 * The edit which puts several entries in the place of one; `argument` is the mapping or list that
 * holds it. Undefined where an anchor, alias, tag or comment stands in the way, or the entry is not
 * written there.
 */
export function replacePair(
    pair: WrittenPair,
    argument: MapNode,
    names: readonly NamePair[],
    language: 'yaml' | 'json',
    text: string,
): PrintedEdit | undefined {
    const { tensorNode, variableNode, span } = pair;
    const isHere =
        argument.span.start <= span.start &&
        span.start <= tensorNode.span.start &&
        tensorNode.span.end <= variableNode.span.start &&
        variableNode.span.end <= span.end &&
        span.end <= argument.span.end;
    if (!isHere || names.some(([name]) => longestKey < name.length)) {
        return undefined;
    }
    const between = text.slice(tensorNode.span.end, variableNode.span.start);
    const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
    const lead = text.slice(lineStart, span.start);
    const isFlow = /^[[{]/.test(text.slice(argument.span.start));
    const context: PrintContext = language === 'json' ? 'json' : isFlow ? 'flow' : 'block';

    if (argument.value.type === 'dict') {
        const isPlain = span.start === tensorNode.span.start && /^\s*:\s*$/.test(between);
        if (!isPlain || (!isFlow && !/^[ ]*$/.test(lead))) {
            return undefined;
        }
        const members = names.map(([tensorName, variableName]) =>
            [tensorName, variableName].map((name) => printScalar(name, context)).join(': '),
        );
        const newText = members.join(isFlow ? flowSeparator(lead) : `\n${lead}`);
        return { span: { start: span.start, end: variableNode.span.end }, newText };
    }

    const isBracketed = text.charAt(span.start) === '[' && /^\s*,\s*$/.test(between);
    const isBlockPair = /^-\s+$/.test(text.slice(span.start, tensorNode.span.start));
    const isNested = !isFlow && isBlockPair && /^\s*-\s+$/.test(between);
    if ((!isBracketed && !isNested) || (!isFlow && !/^[ ]*-[ ]+$/.test(lead))) {
        return undefined;
    }
    const inside: PrintContext = language === 'json' ? 'json' : 'flow';
    const pairs = names.map(
        (each) => `[${each.map((name) => printScalar(name, inside)).join(', ')}]`,
    );
    const newText = pairs.join(isFlow ? flowSeparator(lead) : `\n${lead}`);
    return {
        span: { start: span.start, end: isNested ? variableNode.span.end : span.end },
        newText,
    };
}

/** What stands alone on its line is followed by lines of its own. */
function flowSeparator(lead: string): string {
    return /^[ \t]*$/.test(lead) ? `,\n${lead}` : ', ';
}
