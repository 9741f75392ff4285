// Statements that hold statements.

import { argumentsOf } from './convertArguments.js';
import { convertExpression, convertListed } from './convertExpression.js';
import { convertParameters } from './convertParameters.js';
import { convertPatterns } from './convertPattern.js';
import { convertBlock } from './convertStatement.js';
import { convertTarget } from './convertTarget.js';
import { convertTry, convertWith } from './convertGuarded.js';
import { convertTypeParameters } from './convertType.js';
import { invalid, nameOf, placeOf, placeOfAll, refuse, type Conversion } from './conversion.js';
import type { If, MatchCase, Statement } from './ast.js';
import type { Expression } from './expressions.js';
import { fieldOf, fieldsOf, hasToken, rulesIn, type TreeNode } from './tree.js';

const compound = new Set([
    'if_statement',
    'for_statement',
    'while_statement',
    'try_statement',
    'with_statement',
    'match_statement',
    'function_definition',
    'class_definition',
    'decorated_definition',
]);

/** Whether a rule of the grammar is a statement that holds others. */
export function isCompound(type: string): boolean {
    return compound.has(type);
}

/** A compound statement that is no definition. */
export function convertCompound(conversion: Conversion, node: TreeNode): Statement {
    switch (node.type) {
        case 'if_statement':
            return convertIf(conversion, node);
        case 'for_statement':
        case 'while_statement':
            return convertLoop(conversion, node);
        case 'try_statement':
            return convertTry(conversion, node);
        case 'with_statement':
            return convertWith(conversion, node);
        case 'match_statement':
            return convertMatch(conversion, node);
        default:
            return invalid(node);
    }
}

/** The statements of a block, which must not be empty. */
export function convertSuite(
    conversion: Conversion,
    block: TreeNode | undefined,
    parent: TreeNode,
): readonly Statement[] {
    const body = convertBlock(conversion, block);
    if (body.length === 0) {
        refuse(conversion, parent, 'expected an indented block');
    }
    return body;
}

/** Refuses `else`, `except` and so on at another indentation than their statement has. */
export function refuseClause(
    conversion: Conversion,
    node: TreeNode,
    clause: TreeNode | undefined,
): void {
    const indentOf = ({ start }: TreeNode) => {
        const { text } = conversion;
        return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))?.[0];
    };
    if (clause !== undefined && indentOf(node) !== indentOf(clause)) {
        refuse(conversion, clause, 'unindent does not match any outer indentation level');
    }
}

/** The end of a compound statement: that of the last statement in it. */
export function endOf(bodies: readonly (readonly Statement[])[], node: TreeNode): number {
    return bodies.flatMap((body) => body.at(-1) ?? []).at(-1)?.end ?? node.end;
}

function convertIf(conversion: Conversion, node: TreeNode): If {
    const branches = [node, ...fieldsOf(node, 'alternative')];
    const last = branches.at(-1);
    for (const clause of branches) {
        refuseClause(conversion, node, clause);
    }
    let orElse: readonly Statement[] = [];
    let rest = branches;
    if (last?.type === 'else_clause') {
        orElse = convertSuite(conversion, fieldOf(last, 'body'), last);
        rest = branches.slice(0, -1);
    }
    // From the last `elif` to the first: each is what the one before it does otherwise.
    const clauses = rest.map((clause) => ({
        clause,
        test: convertExpression(conversion, fieldOf(clause, 'condition'), clause),
        body: convertSuite(conversion, fieldOf(clause, 'consequence'), clause),
    }));
    const [first, ...others] = clauses;
    const chain = (clause: TreeNode, test: Expression, body: readonly Statement[]): If => ({
        kind: 'If',
        test,
        body,
        orElse,
        start: clause.start,
        end: endOf([body, orElse], clause),
    });
    for (const { clause, test, body } of others.reverse()) {
        orElse = [chain(clause, test, body)];
    }
    return chain(node, first?.test ?? invalid(node), first?.body ?? []);
}

function convertLoop(conversion: Conversion, node: TreeNode): Statement {
    const otherwise = fieldOf(node, 'alternative');
    const left = fieldOf(node, 'left');
    refuseClause(conversion, node, otherwise);
    const body = convertSuite(conversion, fieldOf(node, 'body'), node);
    const orElse =
        otherwise === undefined
            ? []
            : convertSuite(conversion, fieldOf(otherwise, 'body'), otherwise);
    const rest = { body, orElse, start: node.start, end: endOf([body, orElse], node) };
    if (node.type === 'while_statement') {
        const test = convertExpression(conversion, fieldOf(node, 'condition'), node);
        return { kind: 'While', test, ...rest };
    }
    return {
        kind: 'For',
        isAsync: hasToken(node, 'async'),
        target: left === undefined ? invalid(node) : convertTarget(conversion, left),
        iterable: convertExpression(conversion, fieldOf(node, 'right'), node),
        ...rest,
    };
}

function convertMatch(conversion: Conversion, node: TreeNode): Statement {
    const subjects = fieldsOf(node, 'subject');
    const block = fieldOf(node, 'body');
    const comma = hasToken(node, ',');
    const cases = (block === undefined ? [] : fieldsOf(block, 'alternative')).map(
        (each): MatchCase => convertMatchCase(conversion, each),
    );
    if (cases.length === 0) {
        refuse(conversion, node, "expected an indented block after 'match' statement");
    }
    const place = placeOfAll(subjects, node);
    return {
        kind: 'Match',
        subject: convertListed(conversion, subjects, place, comma),
        cases,
        start: node.start,
        end: cases.at(-1)?.end ?? node.end,
    };
}

function convertMatchCase(conversion: Conversion, node: TreeNode): MatchCase {
    const guard = fieldOf(node, 'guard');
    const patterns = rulesIn(node).filter(({ type }) => type === 'case_pattern');
    const body = convertSuite(conversion, fieldOf(node, 'consequence'), node);
    return {
        pattern: convertPatterns(
            conversion,
            patterns,
            node.children.findLast(({ type }) => type === ','),
        ),
        guard: guard && convertExpression(conversion, rulesIn(guard)[0], guard),
        body,
        start: node.start,
        end: endOf([body], node),
    };
}

/** A function or a class, with its decorators if it has some. */
export function convertDefinition(conversion: Conversion, node: TreeNode): Statement {
    if (node.type !== 'decorated_definition') {
        return convertNamed(conversion, node, []);
    }
    const decorators = rulesIn(node)
        .filter(({ type }) => type === 'decorator')
        .map((each) => convertExpression(conversion, rulesIn(each)[0], each));
    const definition = fieldOf(node, 'definition');
    return definition === undefined
        ? invalid(node, decorators)
        : convertNamed(conversion, definition, decorators);
}

function convertNamed(
    conversion: Conversion,
    node: TreeNode,
    decorators: readonly Expression[],
): Statement {
    const name = fieldOf(node, 'name');
    if (name === undefined) {
        return invalid(node, decorators);
    }
    const parameters = fieldOf(node, 'parameters');
    const returns = fieldOf(node, 'return_type');
    const typeParameters = convertTypeParameters(conversion, fieldOf(node, 'type_parameters'));
    const start = {
        name: nameOf(conversion, name),
        nameStart: name.start,
        decorators,
        typeParameters,
    };
    const head =
        node.type === 'function_definition'
            ? ({
                  ...start,
                  kind: 'FunctionDef',
                  isAsync: hasToken(node, 'async'),
                  parameters:
                      parameters === undefined ? [] : convertParameters(conversion, parameters),
                  returns: returns && convertExpression(conversion, returns),
              } as const)
            : ({ ...start, kind: 'ClassDef', ...basesOf(conversion, node) } as const);
    const body = convertSuite(conversion, fieldOf(node, 'body'), node);
    const place = { ...placeOf(node), end: endOf([body], node) };
    return { ...head, body, docstring: docstringOf(body), ...place };
}

function basesOf(conversion: Conversion, node: TreeNode) {
    const { args, keywords } = argumentsOf(conversion, fieldOf(node, 'superclasses'));
    return { bases: args, keywords };
}

function docstringOf([first]: readonly Statement[]): string | undefined {
    return first?.kind === 'ExpressionStatement' &&
        first.value.kind === 'Constant' &&
        first.value.type === 'str'
        ? first.value.value
        : undefined;
}
