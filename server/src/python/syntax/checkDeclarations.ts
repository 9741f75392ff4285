// `global` and `nonlocal`: what they may name, and where. Defined in CPython: Python/symtable.c.

import type { FunctionDef, Module, Statement } from './ast.js';
import { childrenOf, type SyntaxNode } from './children.js';
import { refuse, type Conversion } from './conversion.js';
import { scopeOf } from './scopes.js';

/** Refuses declarations of parameters, of names used before, and of what no function binds. */
export function checkDeclarations(
    conversion: Conversion,
    node: FunctionDef | Module,
    outer: readonly FunctionDef[],
): void {
    const statements = ownStatements(node.body);
    const declarations = statements.filter(
        (each) => each.kind === 'Global' || each.kind === 'Nonlocal',
    );
    if (declarations.length === 0) {
        return;
    }
    const parameters = new Set(
        node.kind === 'Module' ? [] : node.parameters.map(({ name }) => name),
    );
    const globals = new Set(
        declarations.flatMap((each) => (each.kind === 'Global' ? each.names : [])),
    );
    const names = node.body.flatMap((each) => ownNames(each));
    for (const declaration of declarations) {
        const word = declaration.kind.toLowerCase();
        for (const name of declaration.names) {
            const before = names.filter(
                (each) => each.name === name && each.start < declaration.start,
            );
            if (parameters.has(name)) {
                refuse(conversion, declaration, `name '${name}' is parameter and ${word}`);
            } else if (word === 'nonlocal' && globals.has(name)) {
                refuse(conversion, declaration, `name '${name}' is nonlocal and global`);
            } else if (0 < before.length) {
                const how = before.some(({ read }) => read)
                    ? 'used prior to'
                    : 'assigned to before';
                refuse(conversion, declaration, `name '${name}' is ${how} ${word} declaration`);
            } else if (word === 'nonlocal' && !outer.some((each) => binds(each, name))) {
                refuse(conversion, declaration, `no binding for nonlocal '${name}' found`);
            }
        }
    }
}

function binds(node: FunctionDef, name: string): boolean {
    const { locals, nonlocals } = scopeOf(node);
    return locals.has(name) || nonlocals.has(name);
}

interface UsedName {
    readonly name: string;
    readonly start: number;
    /** Whether its value is asked for, not only set. */
    readonly read: boolean;
}

/** The names in a statement, but not those inside of functions and classes. */
function ownNames(node: SyntaxNode): readonly UsedName[] {
    if (node.kind === 'Name') {
        return [{ name: node.name, start: node.start, read: true }];
    }
    if (node.kind === 'FunctionDef' || node.kind === 'ClassDef' || node.kind === 'Lambda') {
        return [];
    }
    const inside = childrenOf(node).flatMap((child) => ownNames(child));
    if (node.kind !== 'Assign') {
        return inside;
    }
    const set = new Set(node.targets.flatMap((each) => (each.kind === 'Name' ? [each.start] : [])));
    return inside.map((each) => (set.has(each.start) ? { ...each, read: false } : each));
}

/** The statements of a body and of the blocks in it, but not those of functions and classes. */
export function ownStatements(body: readonly Statement[]): readonly Statement[] {
    return body.flatMap((statement): readonly Statement[] => [
        statement,
        ...blocksIn(statement).flatMap((block) => ownStatements(block)),
    ]);
}

function blocksIn(statement: Statement): readonly (readonly Statement[])[] {
    switch (statement.kind) {
        case 'If':
        case 'For':
        case 'While':
            return [statement.body, statement.orElse];
        case 'With':
            return [statement.body];
        case 'Try':
            return [
                statement.body,
                ...statement.handlers.map(({ body }) => body),
                statement.orElse,
                statement.finalBody,
            ];
        case 'Match':
            return statement.cases.map(({ body }) => body);
        default:
            return [];
    }
}
