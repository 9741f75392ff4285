// What is inside the patterns of `match`: other patterns, and the names that they bind.

import type { Pattern } from './patterns.js';

/** The patterns directly inside a pattern. */
export function patternsIn(pattern: Pattern): readonly Pattern[] {
    switch (pattern.kind) {
        case 'MatchSequence':
        case 'MatchOr':
            return pattern.patterns;
        case 'MatchMapping':
            return pattern.items.map((item) => item.pattern);
        case 'MatchClass':
            return [...pattern.patterns, ...pattern.keywords.map((keyword) => keyword.pattern)];
        case 'MatchAs':
            return pattern.pattern === undefined ? [] : [pattern.pattern];
        default:
            return [];
    }
}

/** The names that a pattern binds; those of alternatives once. */
export function namesIn(pattern: Pattern): readonly string[] {
    const inside =
        pattern.kind === 'MatchOr'
            ? [...new Set(pattern.patterns.flatMap((each) => namesIn(each)))]
            : patternsIn(pattern).flatMap((each) => namesIn(each));
    switch (pattern.kind) {
        case 'MatchAs':
        case 'MatchStar':
            return pattern.name === undefined ? inside : [...inside, pattern.name];
        case 'MatchMapping':
            return pattern.rest === undefined ? inside : [...inside, pattern.rest];
        default:
            return inside;
    }
}
