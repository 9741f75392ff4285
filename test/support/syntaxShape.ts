// The shape of a syntax tree that test/python/syntax_tree.py gives of CPython's: without what ours
// has on top of it, and without places inside f-strings.

const dropped = new Set(['nameStart', 'docstring', 'pieces', 'exact']);

/** A tree as plain JSON, to be compared with CPython's. */
export function syntaxShape(node: unknown, placed = true): unknown {
    if (Array.isArray(node)) {
        return node.map((each: unknown) => syntaxShape(each, placed));
    }
    if (typeof node !== 'object' || node === null) {
        return node ?? null;
    }
    const { kind, type } = node as { readonly kind?: string; readonly type?: unknown };
    if (kind === 'MatchSingleton') {
        const { value, start, end } = node as unknown as {
            readonly value: { readonly value?: boolean };
            readonly start: number;
            readonly end: number;
        };
        return { kind, value: value.value ?? null, start, end };
    }
    const unplaced =
        kind === 'Module' || kind === undefined ? isUnplaced(node) || kind === 'Module' : false;
    const inside = placed && kind !== 'JoinedStr';
    return Object.fromEntries(
        Object.entries(node)
            .filter(
                ([name]) =>
                    !dropped.has(name) &&
                    !((name === 'start' || name === 'end') && (!placed || unplaced)),
            )
            .map(([name, value]) => [
                name,
                kind === 'Constant' && name === 'value'
                    ? constant(type, value)
                    : syntaxShape(value, inside),
            ]),
    );
}

/** Clauses and items have no place in CPython. */
function isUnplaced(node: object): boolean {
    return 'context' in node || 'conditions' in node || 'pattern' in node;
}

/** Numbers as Python's text for them would be compared: by value. */
function constant(type: unknown, value: unknown): unknown {
    return type === 'float' || type === 'complex'
        ? Number(value)
        : type === 'int'
          ? `0x${BigInt(value as number | bigint).toString(16)}`
          : syntaxShape(value);
}

/** CPython's floats are texts in the record, as JSON has no infinity. */
export function withNumbers(node: unknown): unknown {
    if (Array.isArray(node)) {
        return node.map(withNumbers);
    }
    if (typeof node !== 'object' || node === null) {
        return node;
    }
    const entries = Object.entries(node).map(
        ([name, value]) => [name, withNumbers(value)] as const,
    );
    const { type } = node as { readonly type?: unknown };
    return Object.fromEntries(
        entries.map(([name, value]) => [
            name,
            name === 'value' && (type === 'float' || type === 'complex')
                ? value === 'inf'
                    ? Infinity
                    : Number(value)
                : value,
        ]),
    );
}
