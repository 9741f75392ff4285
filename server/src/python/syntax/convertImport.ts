// `import` and `from … import`.

import { nameOf, placeOf, type Conversion } from './conversion.js';
import type { Import, ImportedName, ImportFrom } from './ast.js';
import { fieldOf, fieldsOf, rulesIn, type TreeNode } from './tree.js';

/** `import a.b, c as d`. */
export function convertImport(conversion: Conversion, node: TreeNode): Import {
    return { kind: 'Import', names: importedNames(conversion, node), ...placeOf(node) };
}

/** `from module import a as b` or `from . import *`. */
export function convertImportFrom(conversion: Conversion, node: TreeNode): ImportFrom {
    const from = fieldOf(node, 'module_name');
    const prefix = from && rulesIn(from).find(({ type }) => type === 'import_prefix');
    const dotted =
        from?.type === 'relative_import'
            ? rulesIn(from).find(({ type }) => type === 'dotted_name')
            : from;
    const all = rulesIn(node).find(({ type }) => type === 'wildcard_import');
    const future = node.type === 'future_import_statement';
    return {
        kind: 'ImportFrom',
        module: future ? '__future__' : dotted === undefined ? '' : dottedOf(conversion, dotted),
        level: prefix === undefined ? 0 : prefix.children.length,
        names:
            all === undefined
                ? importedNames(conversion, node)
                : [{ name: '*', asName: undefined, ...placeOf(all) }],
        ...placeOf(node),
    };
}

function importedNames(conversion: Conversion, node: TreeNode): readonly ImportedName[] {
    return fieldsOf(node, 'name').map((each) => {
        const alias = fieldOf(each, 'alias');
        const name = fieldOf(each, 'name') ?? each;
        return {
            name: dottedOf(conversion, name),
            asName: alias && nameOf(conversion, alias),
            ...placeOf(each),
        };
    });
}

function dottedOf(conversion: Conversion, node: TreeNode): string {
    return rulesIn(node)
        .map((part) => nameOf(conversion, part))
        .join('.');
}
