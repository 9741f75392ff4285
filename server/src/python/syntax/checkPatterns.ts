// What Python's compiler refuses of the patterns behind `case`. Defined in CPython:
// Python/compile.c (compiler_pattern and what it calls).

import type { Match } from './ast.js';
import { refuse, type Conversion } from './conversion.js';
import { namesIn, patternsIn } from './patternNames.js';
import type { Pattern } from './patterns.js';

/** Refuses cases that can never be reached, and patterns that bind a name twice or not always. */
export function checkCases(conversion: Conversion, { cases }: Match): void {
    for (const [index, { pattern, guard }] of cases.entries()) {
        if (index < cases.length - 1 && guard === undefined) {
            refuseUnreachable(conversion, pattern);
        }
        checkPattern(conversion, pattern);
    }
}

/** A pattern that takes everything, where something comes behind it. */
function refuseUnreachable(conversion: Conversion, pattern: Pattern): void {
    if (pattern.kind === 'MatchAs' && pattern.pattern === undefined) {
        const what = pattern.name === undefined ? 'wildcard' : `name capture '${pattern.name}'`;
        refuse(conversion, pattern, `${what} makes remaining patterns unreachable`);
    }
}

function checkPattern(conversion: Conversion, pattern: Pattern): void {
    const names = namesIn(pattern);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined && pattern.kind !== 'MatchOr') {
        refuse(conversion, pattern, `multiple assignments to name '${twice}' in pattern`);
        return;
    }
    if (pattern.kind === 'MatchSequence') {
        if (1 < pattern.patterns.filter(({ kind }) => kind === 'MatchStar').length) {
            refuse(conversion, pattern, 'multiple starred names in sequence pattern');
        }
    }
    if (pattern.kind === 'MatchOr') {
        pattern.patterns.slice(0, -1).forEach((each) => {
            refuseUnreachable(conversion, each);
        });
        const bound = pattern.patterns.map((each) => [...new Set(namesIn(each))].sort().join());
        if (bound.some((each) => each !== bound[0])) {
            refuse(conversion, pattern, 'alternative patterns bind different names');
        }
    }
    for (const child of patternsIn(pattern)) {
        checkPattern(conversion, child);
    }
}
