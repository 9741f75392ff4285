// Simple statements, and the door to all of them. Compound ones are in convertCompound.ts.

import { convertDefinition, convertCompound, isCompound } from './convertCompound.js';
import { convertExpression, convertListed, convertParts } from './convertExpression.js';
import { convertImport, convertImportFrom } from './convertImport.js';
import { isBinaryOperator } from './convertBinary.js';
import { convertDeleted, convertTarget, kindOf } from './convertTarget.js';
import { convertTypeParameters } from './convertType.js';
import { invalid, nameOf, placeOf, refuse, type Conversion } from './conversion.js';
import type { Statement } from './ast.js';
import type {
    AssignmentTarget,
    Attribute,
    Expression,
    Invalid,
    Name,
    Subscript,
} from './expressions.js';
import { fieldOf, hasToken, rulesIn, type TreeNode } from './tree.js';

/** The statements of a block or a file. */
export function convertStatements(
    conversion: Conversion,
    nodes: readonly TreeNode[],
): readonly Statement[] {
    for (const [index, node] of nodes.entries()) {
        const { text } = conversion;
        const before = nodes[index - 1];
        if (before !== undefined && !/[\n\r;]/.test(text.slice(before.end - 1, node.start))) {
            // The grammar ends some statements in the midst of a line.
            refuse(conversion, node, 'invalid syntax');
        }
    }
    return nodes.flatMap((node): readonly Statement[] =>
        node.type === 'ERROR'
            ? [invalid(node, convertBroken(conversion, node))]
            : [convertStatement(conversion, node)],
    );
}

/** The statements of the block that is a field of a node; `[]` where there is none. */
export function convertBlock(
    conversion: Conversion,
    block: TreeNode | undefined,
): readonly Statement[] {
    return block === undefined ? [] : convertStatements(conversion, rulesIn(block));
}

/** Whole statements and expressions of a piece that the grammar could not read. */
function convertBroken(conversion: Conversion, node: TreeNode): Invalid['parts'] {
    return rulesIn(node).flatMap((child): Invalid['parts'] => {
        if (child.type.endsWith('_statement') || isCompound(child.type)) {
            return [convertStatement(conversion, child)];
        }
        return child.type === 'block' || child.type === 'ERROR'
            ? convertBroken(conversion, child)
            : convertParts(conversion, { ...node, children: [child] });
    });
}

function convertStatement(conversion: Conversion, node: TreeNode): Statement {
    const place = placeOf(node);
    const rules = rulesIn(node);
    const [first, second] = rules;
    const listed = (each: TreeNode | undefined) => each && convertExpression(conversion, each);
    switch (node.type) {
        case 'expression_statement':
            return convertExpressionStatement(conversion, node);
        case 'return_statement':
            return { kind: 'Return', value: listed(first), ...place };
        case 'delete_statement':
            return { kind: 'Delete', targets: convertDeletions(conversion, first), ...place };
        case 'raise_statement':
            return convertRaise(conversion, node);
        case 'assert_statement':
            if (2 < rules.length) {
                refuse(conversion, node, 'invalid syntax');
            }
            return {
                kind: 'Assert',
                test: convertExpression(conversion, first, node),
                message: listed(second),
                ...place,
            };
        case 'pass_statement':
            return { kind: 'Pass', ...place };
        case 'break_statement':
            return { kind: 'Break', ...place };
        case 'continue_statement':
            return { kind: 'Continue', ...place };
        case 'global_statement':
        case 'nonlocal_statement':
            return {
                kind: node.type === 'global_statement' ? 'Global' : 'Nonlocal',
                names: rules.map((each) => nameOf(conversion, each)),
                ...place,
            };
        case 'import_statement':
            return convertImport(conversion, node);
        case 'import_from_statement':
        case 'future_import_statement':
            return convertImportFrom(conversion, node);
        case 'print_statement':
        case 'exec_statement':
            return convertPrint(conversion, node);
        case 'type_alias_statement':
            return convertAlias(conversion, node);
        case 'decorated_definition':
        case 'function_definition':
        case 'class_definition':
            return convertDefinition(conversion, node);
        default:
            return isCompound(node.type)
                ? convertCompound(conversion, node)
                : invalid(node, convertBroken(conversion, node));
    }
}

function convertExpressionStatement(conversion: Conversion, node: TreeNode): Statement {
    const rules = rulesIn(node);
    const [first] = rules;
    if (first?.type === 'assignment') {
        return convertAssignment(conversion, first);
    }
    if (first?.type === 'augmented_assignment') {
        return convertAugmented(conversion, first);
    }
    if (first?.type === 'named_expression') {
        refuse(conversion, first, 'invalid syntax');
    }
    const value = convertListed(conversion, rules, node, hasToken(node, ','));
    refuseStar(conversion, value);
    return { kind: 'ExpressionStatement', value, ...placeOf(node) };
}

function refuseStar(conversion: Conversion, value: Expression): void {
    if (value.kind === 'Starred') {
        refuse(conversion, value, "can't use starred expression here");
    }
}

/** `a = b = c`, which the grammar nests to the right, or `a: b = c`. */
function convertAssignment(conversion: Conversion, node: TreeNode): Statement {
    if (fieldOf(node, 'type') !== undefined) {
        return convertAnnotated(conversion, node);
    }
    const targets: AssignmentTarget[] = [];
    let at: TreeNode | undefined = node;
    while (at?.type === 'assignment' && fieldOf(at, 'type') === undefined) {
        const left = fieldOf(at, 'left');
        targets.push(left === undefined ? invalid(at) : convertTarget(conversion, left));
        at = fieldOf(at, 'right');
    }
    if (at?.type === 'assignment' || at?.type === 'augmented_assignment') {
        refuse(conversion, at, 'invalid syntax');
        return { kind: 'Assign', targets, value: invalid(at), ...placeOf(node) };
    }
    const value = convertExpression(conversion, at, node);
    refuseStar(conversion, value);
    return { kind: 'Assign', targets, value, ...placeOf(node) };
}

function convertAnnotated(conversion: Conversion, node: TreeNode): Statement {
    const left = fieldOf(node, 'left');
    const right = fieldOf(node, 'right');
    const type = fieldOf(node, 'type');
    if (right?.type === 'assignment' || right?.type === 'augmented_assignment') {
        refuse(conversion, right, 'invalid syntax');
    }
    return {
        kind: 'AnnAssign',
        target: convertSingle(conversion, left, node, (kind) =>
            kind === 'tuple' || kind === 'list'
                ? `only single target (not ${kind}) can be annotated`
                : 'illegal target for annotation',
        ),
        annotation: convertExpression(conversion, type, node),
        value: right && convertExpression(conversion, right),
        simple: left?.type === 'identifier',
        ...placeOf(node),
    };
}

function convertAugmented(conversion: Conversion, node: TreeNode): Statement {
    const written = fieldOf(node, 'operator')?.type.slice(0, -1) ?? '';
    const right = fieldOf(node, 'right');
    if (right?.type === 'assignment' || right?.type === 'augmented_assignment') {
        refuse(conversion, right, 'invalid syntax');
    }
    if (!isBinaryOperator(written)) {
        return invalid(node);
    }
    const value = convertExpression(conversion, right, node);
    refuseStar(conversion, value);
    return {
        kind: 'AugAssign',
        target: convertSingle(
            conversion,
            fieldOf(node, 'left'),
            node,
            (kind) => `'${kind}' is an illegal expression for augmented assignment`,
        ),
        operator: written,
        value,
        ...placeOf(node),
    };
}

function convertSingle(
    conversion: Conversion,
    node: TreeNode | undefined,
    parent: TreeNode,
    message: (kind: string) => string,
): Name | Attribute | Subscript | Invalid {
    const target = convertExpression(conversion, node, parent);
    switch (target.kind) {
        case 'Name':
        case 'Attribute':
        case 'Subscript':
        case 'Invalid':
            return target;
        default:
            refuse(conversion, target, message(kindOf(target)));
            return invalid(target, [target]);
    }
}

function convertDeletions(
    conversion: Conversion,
    node: TreeNode | undefined,
): readonly AssignmentTarget[] {
    if (node === undefined) {
        return [];
    }
    const nodes = node.type === 'expression_list' ? rulesIn(node) : [node];
    return nodes.map((each) => convertDeleted(conversion, each));
}

function convertRaise(conversion: Conversion, node: TreeNode): Statement {
    const cause = fieldOf(node, 'cause');
    const exception = rulesIn(node).find((each) => each !== cause);
    if (exception?.type === 'expression_list') {
        refuse(conversion, exception, 'invalid syntax');
    }
    return {
        kind: 'Raise',
        exception: exception && convertExpression(conversion, exception),
        cause: cause && convertExpression(conversion, cause),
        ...placeOf(node),
    };
}

/** Python 2's statements; `print >>file, x` alone is a (strange) expression of Python 3. */
function convertPrint(conversion: Conversion, node: TreeNode): Statement {
    const name = node.type === 'print_statement' ? 'print' : 'exec';
    const [first, ...rest] = rulesIn(node);
    if (first?.type !== 'chevron') {
        const message = `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`;
        refuse(conversion, node, message);
        return invalid(node, convertParts(conversion, node));
    }
    const start = node.start;
    const shifted: Expression = {
        kind: 'BinOp',
        left: { kind: 'Name', name, start, end: start + name.length },
        operator: '>>',
        right: convertExpression(conversion, rulesIn(first)[0], first),
        start,
        end: first.end,
    };
    const elements = [shifted, ...rest.map((each) => convertExpression(conversion, each))];
    const value: Expression = hasToken(node, ',')
        ? { kind: 'Tuple', elements, ...placeOf(node) }
        : shifted;
    return { kind: 'ExpressionStatement', value, ...placeOf(node) };
}

function convertAlias(conversion: Conversion, node: TreeNode): Statement {
    const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
    const named = left && rulesIn(left)[0];
    const [name, parameters] = named?.type === 'generic_type' ? rulesIn(named) : [named, undefined];
    if (name?.type !== 'identifier') {
        refuse(conversion, node, 'invalid syntax');
        return invalid(node);
    }
    return {
        kind: 'TypeAlias',
        name: nameOf(conversion, name),
        typeParameters: convertTypeParameters(conversion, parameters),
        value: convertExpression(conversion, right, node),
        ...placeOf(node),
    };
}
