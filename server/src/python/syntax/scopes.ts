// Which names are local to a function, a lambda, a class body or a comprehension, as Python's
// compiler decides it from the text alone. Defined in CPython: Python/symtable.c.

import type { FunctionDef, Statement } from './ast.js';
import type {
    AssignmentTarget,
    Comprehension,
    Expression,
    Invalid,
    Lambda,
} from './expressions.js';
import { namesIn } from './patternNames.js';
import { isExpression, isTarget } from './nodeKinds.js';
import type { Pattern } from './patterns.js';

/** The names of one scope. */
export interface Scope {
    /** Bound here: parameters, targets, imports, definitions; without those declared otherwise. */
    readonly locals: ReadonlySet<string>;
    readonly globals: ReadonlySet<string>;
    readonly nonlocals: ReadonlySet<string>;
    /** Whether a `yield` stands in it, which makes a function a generator. */
    readonly yields: boolean;
}

const scopes = new WeakMap<object, Scope>();

/** The scope of a function or lambda; computed once a node. */
export function scopeOf(node: FunctionDef | Lambda): Scope {
    const known = scopes.get(node);
    if (known !== undefined) {
        return known;
    }
    const found = new Finder();
    for (const { name } of node.parameters) {
        found.names.add(name);
    }
    if (node.kind === 'Lambda') {
        found.expression(node.body);
    } else {
        found.statements(node.body);
    }
    const scope = found.scope();
    scopes.set(node, scope);
    return scope;
}

/** The scope of a class's body or of a module's. */
export function scopeOfBody(node: { readonly body: readonly Statement[] }): Scope {
    const known = scopes.get(node);
    if (known !== undefined) {
        return known;
    }
    const found = new Finder();
    found.statements(node.body);
    const scope = found.scope();
    scopes.set(node, scope);
    return scope;
}

/** The names that a comprehension's targets bind, which are its own. */
export function targetsOf(generators: readonly Comprehension[]): ReadonlySet<string> {
    const known = targets.get(generators);
    if (known !== undefined) {
        return known;
    }
    const found = new Finder();
    for (const { target } of generators) {
        found.target(target);
    }
    const names = found.scope().locals;
    targets.set(generators, names);
    return names;
}

const targets = new WeakMap<readonly Comprehension[], ReadonlySet<string>>();

/** Walks a body, but not the bodies of scopes inside it. */
class Finder {
    readonly names = new Set<string>();
    private readonly globals = new Set<string>();
    private readonly nonlocals = new Set<string>();
    private yields = false;

    scope(): Scope {
        const { globals, nonlocals, yields } = this;
        const locals = new Set(
            [...this.names].filter((name) => !globals.has(name) && !nonlocals.has(name)),
        );
        return { locals, globals, nonlocals, yields };
    }

    statements(body: readonly Statement[]): void {
        for (const statement of body) {
            this.statement(statement);
        }
    }

    private statement(node: Statement): void {
        switch (node.kind) {
            case 'FunctionDef':
                this.names.add(node.name);
                this.expressions(node.decorators);
                this.defaults(node.parameters);
                return;
            case 'ClassDef':
                this.names.add(node.name);
                this.expressions([...node.decorators, ...node.bases]);
                this.expressions(node.keywords.map(({ value }) => value));
                return;
            case 'Return':
                this.optional(node.value);
                return;
            case 'Delete':
                node.targets.forEach((target) => {
                    this.target(target);
                });
                return;
            case 'Assign':
                node.targets.forEach((target) => {
                    this.target(target);
                });
                this.expression(node.value);
                return;
            case 'TypeAlias':
                this.names.add(node.name);
                return;
            case 'AugAssign':
                this.target(node.target);
                this.expression(node.value);
                return;
            case 'AnnAssign':
                this.target(node.target);
                this.optional(node.value);
                return;
            case 'For':
                this.target(node.target);
                this.expression(node.iterable);
                this.statements(node.body);
                this.statements(node.orElse);
                return;
            case 'While':
            case 'If':
                this.expression(node.test);
                this.statements(node.body);
                this.statements(node.orElse);
                return;
            case 'With':
                for (const { context, target } of node.items) {
                    this.expression(context);
                    if (target !== undefined) {
                        this.target(target);
                    }
                }
                this.statements(node.body);
                return;
            case 'Match':
                this.expression(node.subject);
                for (const { pattern, guard, body } of node.cases) {
                    this.pattern(pattern);
                    this.optional(guard);
                    this.statements(body);
                }
                return;
            case 'Raise':
                this.optional(node.exception);
                this.optional(node.cause);
                return;
            case 'Try':
                this.statements(node.body);
                for (const { type, name, body } of node.handlers) {
                    this.optional(type);
                    if (name !== undefined) {
                        this.names.add(name);
                    }
                    this.statements(body);
                }
                this.statements(node.orElse);
                this.statements(node.finalBody);
                return;
            case 'Assert':
                this.expression(node.test);
                this.optional(node.message);
                return;
            case 'Import':
                for (const { name, asName } of node.names) {
                    this.names.add(asName ?? name.split('.', 1)[0] ?? name);
                }
                return;
            case 'ImportFrom':
                for (const { name, asName } of node.names) {
                    this.names.add(asName ?? name);
                }
                return;
            case 'Global':
                node.names.forEach((name) => this.globals.add(name));
                return;
            case 'Nonlocal':
                node.names.forEach((name) => this.nonlocals.add(name));
                return;
            case 'ExpressionStatement':
                this.expression(node.value);
                return;
            case 'Invalid':
                this.invalid(node);
                return;
            case 'Pass':
            case 'Break':
            case 'Continue':
                return;
        }
    }

    private invalid(node: Invalid): void {
        for (const part of node.parts) {
            if (isExpression(part)) {
                this.expression(part);
            } else {
                this.statement(part);
            }
        }
    }

    private optional(node: Expression | undefined): void {
        if (node !== undefined) {
            this.expression(node);
        }
    }

    private expressions(nodes: readonly Expression[]): void {
        for (const node of nodes) {
            this.expression(node);
        }
    }

    private defaults(parameters: FunctionDef['parameters']): void {
        for (const { default: value } of parameters) {
            this.optional(value);
        }
    }

    target(node: AssignmentTarget): void {
        switch (node.kind) {
            case 'Name':
                this.names.add(node.name);
                return;
            case 'Starred':
                if (isTarget(node.value)) {
                    this.target(node.value);
                }
                return;
            case 'List':
            case 'Tuple':
                for (const element of node.elements) {
                    if (isTarget(element)) {
                        this.target(element);
                    }
                }
                return;
            case 'Attribute':
            case 'Subscript':
            case 'Invalid':
                this.expression(node);
        }
    }

    /** Looks for what binds inside an expression (`:=`), and for `yield`. */
    expression(node: Expression): void {
        switch (node.kind) {
            case 'NamedExpr':
                if (node.target.kind === 'Name') {
                    this.names.add(node.target.name);
                }
                this.expression(node.value);
                return;
            case 'Yield':
                this.yields = true;
                this.optional(node.value);
                return;
            case 'YieldFrom':
                this.yields = true;
                this.expression(node.value);
                return;
            case 'Lambda':
                this.defaults(node.parameters);
                return;
            case 'ListComp':
            case 'SetComp':
            case 'GeneratorExp':
                this.comprehension([node.element], node.generators);
                return;
            case 'DictComp':
                this.comprehension([node.key, node.value], node.generators);
                return;
            case 'BoolOp':
                this.expressions(node.values);
                return;
            case 'BinOp':
                this.expressions([node.left, node.right]);
                return;
            case 'UnaryOp':
                this.expression(node.operand);
                return;
            case 'IfExp':
                this.expressions([node.test, node.body, node.orElse]);
                return;
            case 'Dict':
                for (const { key, value } of node.items) {
                    this.optional(key);
                    this.expression(value);
                }
                return;
            case 'Set':
            case 'List':
            case 'Tuple':
                this.expressions(node.elements);
                return;
            case 'Await':
            case 'Starred':
            case 'Attribute':
                this.expression(node.value);
                return;
            case 'FormattedValue':
                this.expression(node.value);
                this.optional(node.formatSpec);
                return;
            case 'JoinedStr':
                this.expressions(node.values);
                return;
            case 'Compare':
                this.expressions([node.left, ...node.comparators]);
                return;
            case 'Call':
                this.expressions([node.func, ...node.args]);
                this.expressions(node.keywords.map(({ value }) => value));
                return;
            case 'Subscript':
                this.expressions([node.value, node.index]);
                return;
            case 'Slice':
                this.optional(node.lower);
                this.optional(node.upper);
                this.optional(node.step);
                return;
            case 'Invalid':
                this.invalid(node);
                return;
            case 'Constant':
            case 'Name':
                return;
        }
    }

    /** A walrus inside binds in the scope around the comprehension; its targets do not. */
    private comprehension(
        elements: readonly Expression[],
        generators: readonly Comprehension[],
    ): void {
        this.expressions(elements);
        for (const { iterable, conditions } of generators) {
            this.expression(iterable);
            this.expressions(conditions);
        }
    }

    private pattern(node: Pattern): void {
        for (const name of namesIn(node)) {
            this.names.add(name);
        }
    }
}
