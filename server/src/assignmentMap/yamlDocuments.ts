// A YAML text as documents of values. The structure is read by the package `yaml`, from tokens cut
// as PyYAML cuts them; what PyYAML refuses is a fault. A text with faults is read once more by the
// package's own rules, which forgive more, so that half-typed text keeps its names.

import { Composer, Parser, type CST, type Document, type Node } from 'yaml';
import type { MapNode } from './assignmentMap.js';
import type { DuplicateKey } from './pythonDict.js';
import { tolerantLexemes } from './tolerantLexer.js';
import { findUnreadable, type YamlFault } from './yamlChars.js';
import type { YamlComment } from './lexemeWriter.js';
import { lexYaml, type LexedYaml } from './yamlLexer.js';
import { buildNode } from './yamlNodes.js';
import type { NodeBuilder } from './yamlScalarNode.js';
import type { Span } from '../util/span.js';

/** A YAML document: its value, and the part of the text from its `---` to the next. */
export interface YamlDocument {
    /** Undefined where nothing is written. */
    readonly node: MapNode | undefined;
    readonly span: Span;
}

/** A YAML text, read. */
export interface YamlStream {
    readonly documents: readonly YamlDocument[];
    readonly comments: readonly YamlComment[];
    readonly duplicates: readonly DuplicateKey[];
    /** Why PyYAML does not read the text; the documents are then what could be saved. */
    readonly fault: YamlFault | undefined;
    /** Keys without their `:`; there are none in a text that PyYAML reads. */
    readonly incomplete: ReadonlySet<MapNode>;
}

/** Reads a text as `yaml.safe_load_all` does. */
export function readYaml(text: string): YamlStream {
    const unreadable = findUnreadable(text);
    const exact = unreadable === undefined ? readExactly(text) : { fault: unreadable };
    if (!('documents' in exact)) {
        return readTolerantly(text, exact.fault);
    }
    return exact;
}

/** Deeper than this the composer of `yaml`, which calls itself, could end the process. */
const maxDepth = 110;

// Schema `failsafe`: every scalar stays a string, and its type is decided as PyYAML does.
const composerOptions = {
    version: '1.1',
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
} as const;

// The lexer has seen to tabs and escapes, and to what may follow a comment, a tag or an anchor.
const forgivenCodes: ReadonlySet<string> = new Set(['BAD_DQ_ESCAPE', 'TAB_AS_INDENT']);
const forgivenMessages = /^(?:Comments|Tags and anchors) must be separated/;

function readExactly(text: string): YamlStream | { readonly fault: YamlFault } {
    const parser = new Parser();
    const tokens: CST.Token[] = [];
    const lexed = lexYaml(text, (lexeme) => {
        for (const token of lexeme === undefined ? parser.end() : parser.next(lexeme)) {
            tokens.push(token);
        }
    });
    tokens.push(...parser.end());
    if (lexed.fault !== undefined) {
        return { fault: lexed.fault };
    }

    const composed = compose(tokens, text);
    const errors = composed
        .flatMap(({ errors }) => errors)
        .filter(({ code, message }) => !forgivenCodes.has(code) && !forgivenMessages.test(message));
    const [error] = errors.sort((left, right) => left.pos[0] - right.pos[0]);
    if (error !== undefined) {
        return { fault: { message: error.message, offset: error.pos[0], isForeign: true } };
    }
    const built = buildDocuments(text, composed, lexed, true);
    const [fault] = built.faults.toSorted((left, right) => left.offset - right.offset);
    return { ...built, fault };
}

function readTolerantly(text: string, fault: YamlFault): YamlStream {
    const parser = new Parser();
    const tokens: CST.Token[] = [];
    for (const lexeme of tolerantLexemes(text)) {
        tokens.push(...parser.next(lexeme));
    }
    tokens.push(...parser.end());
    const comments: YamlComment[] = [];
    const lexed = { comments, values: new Map<number, string>(), fault: undefined };
    if (isTooDeep(tokens)) {
        const span = { start: 0, end: text.length };
        const documents = [{ node: undefined, span }];
        return { documents, comments, duplicates: [], fault, incomplete: new Set() };
    }
    const built = buildDocuments(text, compose(tokens, text), lexed, false);
    return { ...built, comments: findComments(text), fault };
}

function compose(tokens: readonly CST.Token[], text: string): readonly Document.Parsed[] {
    return [...new Composer(composerOptions).compose(tokens, true, text.length)];
}

function buildDocuments(
    text: string,
    composed: readonly Document.Parsed[],
    lexed: LexedYaml,
    isExact: boolean,
) {
    const faults: YamlFault[] = [];
    const duplicates: DuplicateKey[] = [];
    const incomplete = new Set<MapNode>();
    const documents = composed.map((document, index): YamlDocument => {
        const builder: NodeBuilder = {
            text,
            values: lexed.values,
            isExact,
            anchors: new Map(),
            pairs: new Map(),
            faults,
            duplicates,
            incomplete,
            count: 0,
        };
        const node = document.contents as Node | null;
        const span = {
            start: index === 0 ? 0 : document.range[0],
            end: composed[index + 1]?.range[0] ?? text.length,
        };
        const isEmpty = node === null || isNothing(node);
        return { node: isEmpty ? undefined : buildNode(builder, node), span };
    });
    return { documents, comments: lexed.comments, duplicates, faults, incomplete };
}

function isNothing(node: Node): boolean {
    const [start, end] = node.range ?? [0, 0];
    return start === end && node.tag === undefined && !('anchor' in node && node.anchor);
}

function isTooDeep(tokens: readonly CST.Token[]): boolean {
    let level: readonly unknown[] = tokens;
    // A collection, its item, the item's value: two levels of tokens for each of the text.
    for (let depth = 0; depth <= 2 * maxDepth; depth++) {
        if (level.length === 0) {
            return false;
        }
        level = level.flatMap(childrenOf);
    }
    return true;
}

function childrenOf(token: unknown): readonly unknown[] {
    const children: unknown[] = [];
    if (typeof token === 'object' && token !== null) {
        if ('items' in token && Array.isArray(token.items)) {
            children.push(...token.items);
        }
        for (const name of ['key', 'value'] as const) {
            const child: unknown = (token as Readonly<Record<string, unknown>>)[name];
            if (typeof child === 'object' && child !== null) {
                children.push(child);
            }
        }
    }
    return children;
}

// In a text that does not parse, what looks like a comment at the end of a line is one.
function findComments(text: string): readonly YamlComment[] {
    return Array.from(text.matchAll(/(?<=^|[ \t])#.*$/gm), (match) => {
        const lineStart = text.lastIndexOf('\n', match.index - 1) + 1;
        const alone = text.slice(lineStart, match.index).trim() === '';
        return { offset: match.index, text: match[0], alone };
    });
}
