// TypeScript sources as a tidy test sees them: what they import, and what lint alone would forbid.

import { posix } from 'node:path';
import ts from 'typescript';

/** An import of a module, wherever it stands. */
export interface SourceImport {
    /** The module as written; for our own files the path from the repository's root, with `.ts`. */
    readonly module: string;
    /** Whether nothing of it is there at run time. */
    readonly typeOnly: boolean;
    readonly line: number;
}

/** What a source file holds, as far as the rules of the house go. */
export interface SourceFacts {
    readonly imports: readonly SourceImport[];
    /** `any` as a type, a non-null `!`, `enum`, a default export: each with its line. */
    readonly forbidden: readonly { readonly what: string; readonly line: number }[];
    /** Uses of Node's global `process`; one that is given as a parameter is not the global. */
    readonly processes: readonly number[];
    /** Exported names without a comment of their own. */
    readonly undocumented: readonly { readonly what: string; readonly line: number }[];
}

/** Reads a source. */
export function sourceFacts(file: string, text: string): SourceFacts {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const lineOf = (node: ts.Node) =>
        source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    const imports: SourceImport[] = [];
    const forbidden: { what: string; line: number }[] = [];
    const processes: number[] = [];
    let givesProcess = false;

    const visit = (node: ts.Node): void => {
        const module = importedModule(node);
        if (module !== undefined) {
            imports.push({
                module: module.startsWith('.')
                    ? posix.join(posix.dirname(file), module).replace(/\.js$/, '.ts')
                    : module,
                typeOnly: isTypeOnly(node),
                line: lineOf(node),
            });
        }
        if (ts.isIdentifier(node) && node.text === 'process' && !isMember(node)) {
            processes.push(lineOf(node));
            givesProcess ||= ts.isParameter(node.parent);
        }
        const what = forbiddenThing(node);
        if (what !== undefined) {
            forbidden.push({ what, line: lineOf(node) });
        }
        ts.forEachChild(node, visit);
    };
    visit(source);

    const undocumented = source.statements
        .filter((node) => isExported(node) && !isDocumented(node, text))
        .map((node) => ({
            what: node.getText(source).split('\n', 1)[0] ?? '',
            line: lineOf(node),
        }));
    return { imports, forbidden, processes: givesProcess ? [] : processes, undocumented };
}

function importedModule(node: ts.Node): string | undefined {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
        const { moduleSpecifier } = node;
        return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)
            ? moduleSpecifier.text
            : undefined;
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        const [module] = node.arguments;
        return module !== undefined && ts.isStringLiteral(module) ? module.text : '(computed)';
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
        const { literal } = node.argument;
        return ts.isStringLiteral(literal) ? literal.text : undefined;
    }
    return undefined;
}

function isMember({ parent, text }: ts.Identifier): boolean {
    return ts.isPropertyAccessExpression(parent) && parent.name.text === text;
}

function isTypeOnly(node: ts.Node): boolean {
    if (ts.isImportTypeNode(node)) {
        return true;
    }
    if (ts.isExportDeclaration(node)) {
        return node.isTypeOnly;
    }
    if (!ts.isImportDeclaration(node) || node.importClause === undefined) {
        return false;
    }
    const { phaseModifier, name, namedBindings } = node.importClause;
    return (
        phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (name === undefined &&
            namedBindings !== undefined &&
            ts.isNamedImports(namedBindings) &&
            namedBindings.elements.every((element) => element.isTypeOnly))
    );
}

function forbiddenThing(node: ts.Node): string | undefined {
    switch (node.kind) {
        case ts.SyntaxKind.AnyKeyword:
            return 'any';
        case ts.SyntaxKind.NonNullExpression:
            return 'a non-null !';
        case ts.SyntaxKind.EnumDeclaration:
            return 'an enum';
        case ts.SyntaxKind.ExportAssignment:
        case ts.SyntaxKind.DefaultKeyword:
            return ts.isSwitchStatement(node.parent) || ts.isCaseOrDefaultClause(node.parent)
                ? undefined
                : 'a default export';
        default:
            return undefined;
    }
}

function isExported(node: ts.Statement): boolean {
    return (
        ts.canHaveModifiers(node) &&
        ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
    );
}

function isDocumented(node: ts.Statement, text: string): boolean {
    const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
    return comments.some(({ pos }) => text.startsWith('/**', pos));
}
