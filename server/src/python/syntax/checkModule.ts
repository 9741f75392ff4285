// What Python's compiler refuses of a text that its grammar takes: `return` outside a function,
// `break` outside a loop, names declared twice. The messages are CPython's (Python/compile.c,
// symtable.c, future.c).

import type { ClassDef, FunctionDef, ImportFrom, Module } from './ast.js';
import { childrenOf, type SyntaxNode } from './children.js';
import { refuse, type Conversion } from './conversion.js';
import { checkDeclarations, ownStatements } from './checkDeclarations.js';
import { checkCases } from './checkPatterns.js';
import type { Lambda } from './expressions.js';
import { scopeOf } from './scopes.js';

/** What encloses a node. */
interface Around {
    readonly scope: 'module' | 'class' | 'function' | 'lambda';
    readonly isAsync: boolean;
    readonly loop: boolean;
    /** The functions around it, the outermost first. */
    readonly functions: readonly FunctionDef[];
}

const features = new Set(
    (
        'nested_scopes generators division absolute_import with_statement print_function ' +
        'unicode_literals barry_as_FLUFL generator_stop annotations'
    ).split(' '),
);

/** Refuses what stands where it must not stand. */
export function checkModule(conversion: Conversion, module: Module): void {
    checkFutures(conversion, module);
    checkDeclarations(conversion, module, []);
    const around: Around = { scope: 'module', isAsync: false, loop: false, functions: [] };
    checkAll(conversion, module.body, around);
}

function check(conversion: Conversion, node: SyntaxNode, around: Around): void {
    const { scope } = around;
    const inFunction = scope === 'function' || scope === 'lambda';
    switch (node.kind) {
        case 'FunctionDef':
        case 'Lambda':
            checkFunction(conversion, node, around);
            return;
        case 'ClassDef':
            checkClass(conversion, node, around);
            return;
        case 'For':
        case 'While':
            checkLoop(conversion, node, around);
            return;
        case 'Return':
            if (scope !== 'function') {
                refuse(conversion, node, "'return' outside function");
            }
            break;
        case 'Yield':
        case 'YieldFrom':
            if (!inFunction) {
                refuse(conversion, node, "'yield' outside function");
            } else if (node.kind === 'YieldFrom' && around.isAsync) {
                refuse(conversion, node, "'yield from' inside async function");
            }
            break;
        case 'Await':
            if (!around.isAsync) {
                const where = inFunction ? 'async function' : 'function';
                refuse(conversion, node, `'await' outside ${where}`);
            }
            break;
        case 'With':
            if (node.isAsync && !around.isAsync) {
                refuse(conversion, node, "'async with' outside async function");
            }
            break;
        case 'Break':
            if (!around.loop) {
                refuse(conversion, node, "'break' outside loop");
            }
            break;
        case 'Continue':
            if (!around.loop) {
                refuse(conversion, node, "'continue' not properly in loop");
            }
            break;
        case 'Nonlocal':
            if (scope === 'module') {
                refuse(conversion, node, 'nonlocal declaration not allowed at module level');
            }
            break;
        case 'ImportFrom':
            if (scope !== 'module' && node.names.some(({ name }) => name === '*')) {
                refuse(conversion, node, 'import * only allowed at module level');
            }
            break;
        case 'GeneratorExp':
            checkComprehension(conversion, node);
            checkPlaced(conversion, node, { ...around, isAsync: true });
            // Any function may make an asynchronous generator: it does not wait for it.
            checkAll(conversion, childrenOf(node), { ...around, isAsync: true });
            return;
        case 'DictComp':
        case 'ListComp':
        case 'SetComp':
            checkComprehension(conversion, node);
            checkPlaced(conversion, node, around);
            break;
        case 'Match':
            checkCases(conversion, node);
            break;
        default:
            break;
    }
    checkAll(conversion, childrenOf(node), around);
}

function checkAll(conversion: Conversion, nodes: readonly SyntaxNode[], around: Around): void {
    for (const node of nodes) {
        check(conversion, node, around);
    }
}

function checkFunction(conversion: Conversion, node: FunctionDef | Lambda, around: Around): void {
    for (const outside of [
        ...node.parameters.flatMap((parameter) => childrenOf(parameter)),
        ...(node.kind === 'Lambda' ? [] : node.decorators),
        ...(node.kind === 'Lambda' || node.returns === undefined ? [] : [node.returns]),
    ]) {
        check(conversion, outside, around);
    }
    if (node.kind === 'Lambda') {
        check(conversion, node.body, { ...around, scope: 'lambda', isAsync: false, loop: false });
        return;
    }
    checkDeclarations(conversion, node, around.functions);
    checkReturns(conversion, node);
    const inside: Around = {
        scope: 'function',
        isAsync: node.isAsync,
        loop: false,
        functions: [...around.functions, node],
    };
    checkAll(conversion, node.body, inside);
}

function checkClass(conversion: Conversion, node: ClassDef, around: Around): void {
    const keywords = node.keywords.map(({ value }) => value);
    for (const outside of [...node.decorators, ...node.bases, ...keywords]) {
        check(conversion, outside, around);
    }
    checkAll(conversion, node.body, { ...around, scope: 'class', isAsync: false, loop: false });
}

function checkLoop(
    conversion: Conversion,
    node: SyntaxNode & { readonly kind: 'For' | 'While' },
    around: Around,
): void {
    if (node.kind === 'For' && node.isAsync && !around.isAsync) {
        refuse(conversion, node, "'async for' outside async function");
    }
    const head = node.kind === 'For' ? [node.target, node.iterable] : [node.test];
    checkAll(conversion, [...head, ...node.orElse], around);
    checkAll(conversion, node.body, { ...around, loop: true });
}

function checkComprehension(
    conversion: Conversion,
    node: SyntaxNode & { readonly kind: 'DictComp' | 'ListComp' | 'SetComp' | 'GeneratorExp' },
): void {
    const targets = new Set(
        node.generators
            .flatMap(({ target }) => within(target))
            .flatMap((each) => (each.kind === 'Name' ? [each.name] : [])),
    );
    for (const each of node.generators.flatMap(({ iterable }) => within(iterable))) {
        if (each.kind === 'NamedExpr') {
            const where = 'a comprehension iterable expression';
            refuse(conversion, each, `assignment expression cannot be used in ${where}`);
        }
    }
    const elements = node.kind === 'DictComp' ? [node.key, node.value] : [node.element];
    const conditions = node.generators.flatMap((generator) => generator.conditions);
    for (const each of [...elements, ...conditions].flatMap((child) => within(child))) {
        if (each.kind === 'NamedExpr' && targets.has(nameIn(each.target))) {
            const variable = `iteration variable '${nameIn(each.target)}'`;
            const message = `assignment expression cannot rebind comprehension ${variable}`;
            refuse(conversion, each, message);
        }
    }
}

function nameIn(node: SyntaxNode): string {
    return node.kind === 'Name' ? node.name : '';
}

/** A node and everything in it. */
function within(node: SyntaxNode): readonly SyntaxNode[] {
    return [node, ...childrenOf(node).flatMap((child) => within(child))];
}

/** What a comprehension may not be or hold where it stands. */
function checkPlaced(
    conversion: Conversion,
    node: SyntaxNode & { readonly kind: 'DictComp' | 'ListComp' | 'SetComp' | 'GeneratorExp' },
    around: Around,
): void {
    if (!around.isAsync && node.generators.some(({ isAsync }) => isAsync)) {
        const where = 'outside of an asynchronous function';
        refuse(conversion, node, `asynchronous comprehension ${where}`);
    }
    if (around.scope === 'class' && within(node).some(({ kind }) => kind === 'NamedExpr')) {
        const what = 'assignment expression within a comprehension';
        refuse(conversion, node, `${what} cannot be used in a class body`);
    }
}

function checkReturns(conversion: Conversion, node: FunctionDef): void {
    if (!node.isAsync || !scopeOf(node).yields) {
        return;
    }
    for (const statement of ownStatements(node.body)) {
        if (statement.kind === 'Return' && statement.value !== undefined) {
            refuse(conversion, statement, "'return' with value in async generator");
        }
    }
}

function checkFutures(conversion: Conversion, { body }: Module): void {
    let early = true;
    for (const [index, statement] of body.entries()) {
        if (statement.kind === 'ImportFrom' && statement.module === '__future__') {
            checkFuture(conversion, statement, early);
            continue;
        }
        const docstring = index === 0 && statement.kind === 'ExpressionStatement';
        early &&= docstring && statement.value.kind === 'Constant';
    }
}

function checkFuture(conversion: Conversion, node: ImportFrom, early: boolean): void {
    if (!early) {
        const where = 'the beginning of the file';
        refuse(conversion, node, `from __future__ imports must occur at ${where}`);
    }
    for (const { name } of node.names) {
        if (!features.has(name)) {
            const message =
                name === 'braces' ? 'not a chance' : `future feature ${name} is not defined`;
            refuse(conversion, node, message);
        }
    }
}
