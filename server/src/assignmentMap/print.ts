// Names as text of a map file: plain only where PyYAML and YAML 1.2 both read that very string,
// between quotes otherwise. Everything that a fix or a completion writes comes from here.

import type { MapNode, ScalarStyle, TextFix } from './assignmentMap.js';
import { isPlainInComment } from './mapComments.js';
import { implicitTag } from './yamlResolve.js';
import type { Span } from '../util/span.js';

/**
 * Where a text is written. `block`: a key, value or list item of YAML on lines of its own; `flow`:
 * inside brackets or braces; `comment`: a value of the `# ckptmap:` line; `json`: anywhere in JSON.
 */
export type PrintContext = 'block' | 'flow' | 'comment' | 'json';

/** An edit of a text. */
export interface PrintedEdit {
    readonly span: Span;
    readonly newText: string;
}

/** A string as it is written in a context, with quotes only where they are needed. */
export function printScalar(text: string, context: PrintContext): string {
    switch (context) {
        case 'json':
            return printJson(text);
        case 'comment':
            return isPlainInComment(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
        case 'block':
        case 'flow':
            return isPlain(text, context) ? text : printSingle(text);
    }
}

/** A string in the quotes that stood there before, as far as they can hold it. */
export function printName(name: string, context: PrintContext, style?: ScalarStyle): string {
    if (context === 'block' || context === 'flow') {
        if (style === 'single') {
            return printSingle(name);
        }
        if (style === 'double') {
            return printDouble(name);
        }
    }
    if (context === 'comment' && style === 'single' && !/[\n\r]/.test(name)) {
        return `'${name.replaceAll("'", "''")}'`;
    }
    return context === 'comment' && style === 'double'
        ? `"${name.replace(/["\\]/g, '\\$&')}"`
        : printScalar(name, context);
}

/** The edit which puts a name in the place of a scalar, in the quotes that are there. */
export function replaceName(
    node: MapNode,
    name: string,
    language: 'yaml' | 'json',
    text: string,
): PrintedEdit {
    const style = node.style === 'collection' ? 'empty' : node.style;
    const context = language === 'json' ? 'json' : contextAt(node, text);
    const printed = printName(name, context, style);
    // What is empty may stand close to the colon or the dash before it.
    const before = text[node.span.start - 1];
    const gap =
        style === 'empty' && (before === ':' || before === '-' || before === ',') ? ' ' : '';
    return { span: node.span, newText: gap + printed };
}

/** The text of a scalar that Python reads as something else than that text, such as `no`. */
export function readsOtherwise(node: MapNode): string | undefined {
    return node.written;
}

/** The fix for such a scalar: between quotes it is the string that was meant. */
export function quoteFix(node: MapNode, text: string): readonly TextFix[] | undefined {
    const written = readsOtherwise(node);
    if (written === undefined) {
        return undefined;
    }
    const newText = printScalar(written, contextAt(node, text));
    const edits = [{ span: node.span, newText }];
    return [{ title: `Put '${written}' between quotes`, edits, preferred: true }];
}

/** Whether a plain scalar means this very string, for PyYAML and for YAML 1.2. */
export function isPlain(text: string, context: 'block' | 'flow'): boolean {
    return (
        implicitTag(text) === 'str' &&
        !typedElsewhere.test(text) &&
        plainText.test(text) &&
        !/^(?:---|\.\.\.)$/.test(text) &&
        (context === 'block' || !/[,[\]{}?]/.test(text))
    );
}

// No indicator first, no `: ` or ` #` inside, nothing but one space between words, no character
// that some reader takes for white space, a line break or a mark.
const plainText =
    /^(?![-?:,[\]{}#&*!|>'"%@`=<~\s])(?!.*[^\x20-\x7e\xa1-\u1fff\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff\uf900-\ufdff\u{10000}-\u{1fffd}])(?!.*[\xad\u061c\u1680\u180e])(?!.*:(?:[ ,[\]{}]|$))(?!.* (?:#| |$))[^]+$/u;

// What YAML 1.2, or an older reader, takes for a number, a truth value or null.
const typedElsewhere =
    /^(?:[-+]?[0-9][0-9_,.:]*(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?0[xob][0-9a-fA-F_]+|[yYnN]|[-+]?\.(?:inf|nan)|null|true|false|yes|no|on|off|~|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?)$/i;

const needsEscape =
    /[^\x20-\x7e\xa1-\u1fff\u2030-\u205e\u2070-\u2fff\u3000-\ud7ff\uf900-\ufdff\u{10000}-\u{1fffd}]|[\xad\u061c\u1680\u180e]/u;

function printSingle(text: string): string {
    return needsEscape.test(text) ? printDouble(text) : `'${text.replaceAll("'", "''")}'`;
}

function printDouble(text: string): string {
    const escaped = text.replace(/["\\]/g, '\\$&').replace(new RegExp(needsEscape, 'gu'), escape);
    return `"${escaped}"`;
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escape(character: string): string {
    const unit = character.codePointAt(0) ?? 0;
    const hex = unit.toString(16).toUpperCase();
    const code =
        unit < 0x100
            ? `\\x${hex.padStart(2, '0')}`
            : unit < 0x10000
              ? `\\u${hex.padStart(4, '0')}`
              : `\\U${hex.padStart(8, '0')}`;
    return shortEscapes[character] ?? code;
}

// JSON.stringify leaves alone what is no valid text in a UTF-8 file only where it is a surrogate.
function printJson(text: string): string {
    return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (character) => {
        return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}

// Inside brackets more characters end a plain scalar. What encloses a node is not known to it, so
// the line tells: text before it on the line with an open bracket, or a comma before or behind it.
function contextAt(node: MapNode, text: string): 'block' | 'flow' {
    const before = text.slice(Math.max(0, node.span.start - 1000), node.span.start);
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = before.slice(lineStart);
    const after = /^[ \t]*(.?)/.exec(text.slice(node.span.end, node.span.end + 100))?.[1] ?? '';
    return /[[{,]/.test(line) || /^[,\]}]$/.test(after) || /[[{,]\s*$/.test(before)
        ? 'flow'
        : 'block';
}
