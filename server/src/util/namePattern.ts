// Patterns of names, as `expect_unassigned`, `expect_unused` and `exclude` have them: `*` stands
// for anything within a segment, `**` for anything across segments, and nothing else is special.
// The map itself has no patterns: TensorFlow knows none.

// A doc comment cannot hold an asterisk before a slash, so the rule is here: a pattern which begins
// with two asterisks and a slash matches names without any scope too.

/** Tells whether a whole name matches a pattern. */
export function namePattern(pattern: string): (name: string) => boolean {
    const source = pattern
        .split(/(\*\*\/|\*\*|\*)/)
        .map((piece) => {
            switch (piece) {
                case '**/':
                    return '(?:.*/)?';
                case '**':
                    return '.*';
                case '*':
                    return '[^/]*';
                default:
                    return piece.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
            }
        })
        .join('');
    const expression = new RegExp(`^${source}$`, 's');
    return (name) => expression.test(name);
}

/** Tells whether a whole name matches one of several patterns. */
export function anyNamePattern(patterns: readonly string[]): (name: string) => boolean {
    const matchers = patterns.map(namePattern);
    return (name) => matchers.some((matches) => matches(name));
}
