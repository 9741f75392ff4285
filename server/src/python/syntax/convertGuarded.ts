// `with` and `try`, whose `as` the grammar reads as an operator of expressions.

import { convertSuite, endOf, refuseClause } from './convertCompound.js';
import { convertExpression } from './convertExpression.js';
import { convertTarget } from './convertTarget.js';
import { invalid, nameOf, refuse, type Conversion } from './conversion.js';
import type { ExceptHandler, Statement, WithItem } from './ast.js';
import { fieldOf, fieldsOf, hasToken, rulesIn, type TreeNode } from './tree.js';

/** `with` and its items. */
export function convertWith(conversion: Conversion, node: TreeNode): Statement {
    const clause = rulesIn(node).find(({ type }) => type === 'with_clause');
    const items = (clause === undefined ? [] : rulesIn(clause)).map((item) =>
        convertItem(conversion, item),
    );
    const body = convertSuite(conversion, fieldOf(node, 'body'), node);
    const isAsync = hasToken(node, 'async');
    const place = { start: node.start, end: endOf([body], node) };
    return { kind: 'With', isAsync, items, body, ...place };
}

function convertItem(conversion: Conversion, node: TreeNode): WithItem {
    const { start, end } = node;
    const value = fieldOf(node, 'value');
    if (value === undefined) {
        return { context: invalid(node), target: undefined, start, end };
    }
    const { before, behind } = splitAs(value);
    return {
        context: convertExpression(conversion, before),
        target: behind && convertTarget(conversion, targetIn(behind)),
        start,
        end,
    };
}

/** The expression before the `as` and what is behind it, however deep the grammar put it. */
function splitAs(node: TreeNode): { readonly before: TreeNode; readonly behind?: TreeNode } {
    const last = node.children.at(-1);
    if (node.type === 'as_pattern') {
        const [before] = rulesIn(node);
        const behind = fieldOf(node, 'alias');
        return before === undefined || behind === undefined ? { before: node } : { before, behind };
    }
    if ((node.type === 'conditional_expression' || node.type === 'lambda') && last !== undefined) {
        const { before, behind } = splitAs(last);
        const children = [...node.children.slice(0, -1), { ...before, field: last.field }];
        return behind === undefined
            ? { before: node }
            : { before: { ...node, children, end: before.end }, behind };
    }
    return { before: node };
}

function targetIn(node: TreeNode): TreeNode {
    return node.type === 'as_pattern_target' ? (rulesIn(node)[0] ?? node) : node;
}

/** `try` with all its clauses. */
export function convertTry(conversion: Conversion, node: TreeNode): Statement {
    const clauses = rulesIn(node);
    const clause = (type: string) => clauses.find((each) => each.type === type);
    const [otherwise, final] = [clause('else_clause'), clause('finally_clause')];
    const excepts = clauses.filter(({ type }) => type === 'except_clause');
    const body = convertSuite(conversion, fieldOf(node, 'body'), node);
    const handlers = excepts.map((each) => convertHandler(conversion, each));
    const orElse = otherwise && convertSuite(conversion, fieldOf(otherwise, 'body'), otherwise);
    const block = final && rulesIn(final).find(({ type }) => type === 'block');
    const finalBody = final && convertSuite(conversion, block, final);
    if (excepts.length === 0 && final === undefined) {
        refuse(conversion, node, "expected 'except' or 'finally' block");
    }
    const groups = excepts.filter((each) => hasToken(each, '*'));
    if (0 < groups.length && groups.length < excepts.length) {
        refuse(conversion, node, "cannot have both 'except' and 'except*' on the same 'try'");
    }
    for (const each of groups) {
        if (fieldsOf(each, 'value').length === 0) {
            refuse(conversion, each, 'expected one or more exception types');
        }
    }
    for (const each of [...excepts, otherwise, final]) {
        refuseClause(conversion, node, each);
    }
    const bare = handlers.findIndex(({ type }) => type === undefined);
    const bareHandler = handlers[bare];
    if (bareHandler !== undefined && bare < handlers.length - 1) {
        refuse(conversion, bareHandler, "default 'except:' must be last");
    }
    const bodies = [body, ...handlers.map((each) => each.body), orElse ?? [], finalBody ?? []];
    return {
        kind: 'Try',
        isGroup: 0 < groups.length,
        body,
        handlers,
        orElse: orElse ?? [],
        finalBody: finalBody ?? [],
        start: node.start,
        end: endOf(bodies, node),
    };
}

function convertHandler(conversion: Conversion, node: TreeNode): ExceptHandler {
    const [value, ...more] = fieldsOf(node, 'value');
    const block = rulesIn(node).find(({ type }) => type === 'block');
    if (0 < more.length) {
        refuse(conversion, node, 'multiple exception types must be parenthesized');
    }
    const { before, behind = fieldOf(node, 'alias') } = value ? splitAs(value) : { before: value };
    const name = behind && targetIn(behind);
    if (name !== undefined && name.type !== 'identifier') {
        refuse(conversion, name, 'invalid syntax');
    }
    const body = convertSuite(conversion, block, node);
    return {
        type: before && convertExpression(conversion, before),
        name: name?.type === 'identifier' ? nameOf(conversion, name) : undefined,
        body,
        start: node.start,
        end: endOf([body], node),
    };
}
