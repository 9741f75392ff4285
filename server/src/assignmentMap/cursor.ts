// What a cursor in a map file is in: which side of which entry, which key of a document, a path, a
// pattern. Completion is built on it, so half-typed lines of every form are the normal case.

import type { AssignmentMap, MapCall, ScalarStyle } from './assignmentMap.js';
import { pathToEnd, type CursorPath, type MapStep, type PathStep } from './cursorPath.js';
import { tokenAt, type CursorToken } from './cursorToken.js';
import { documentKeys } from './mapCalls.js';
import type { PrintContext } from './print.js';
import type { Span } from '../util/span.js';

/** What can stand at a cursor. */
export type CursorKind =
    | 'tensorName'
    | 'variableName'
    | 'checkpoint'
    | 'model'
    | 'pattern'
    | 'documentKey'
    | 'modelKey'
    | 'tensorflow'
    | 'collection'
    | 'none';

/** A cursor's place. */
export interface CursorPlace {
    readonly kind: CursorKind;
    /** The index of the call it is in; undefined where the file has none. */
    readonly call: number | undefined;
    /** A name begins a mapping that may still become a document: its keys fit here, too. */
    readonly alsoDocumentKey: boolean;
    /** The tensor's name in the entry, for a variable's name. */
    readonly tensorName: string | undefined;
    /** Which list of patterns it is. */
    readonly patternKey: 'expect_unassigned' | 'expect_unused' | 'exclude' | undefined;
    /** What an edit replaces: the whole name with its quotes, on one line; may be empty. */
    readonly replace: Span;
    /** What the name means up to the cursor, and behind it. */
    readonly prefix: string;
    readonly suffix: string;
    readonly style: ScalarStyle;
    /** How a name has to be written here (see print.ts). */
    readonly context: PrintContext;
    readonly position: 'key' | 'value' | 'item';
    /** For a key: whether its colon follows already. */
    readonly hasColon: boolean;
    /** What has to stand before a name that is inserted: a space behind `:` and `-`, else nothing. */
    readonly gap: '' | ' ';
}

/** The place of an offset in a map's text. */
export function cursorAt(map: AssignmentMap, offset: number): CursorPlace {
    const call = callAt(map.calls, offset);
    const shortened = shorten(map, offset);
    const path = pathToEnd(shortened.before);
    const start = Math.min(offset, path.start + shortened.removed);
    if (path.at === 'comment') {
        return commentPlace(map.text, start, offset, call);
    }
    const isFlow = path.steps.at(-1)?.isFlow === true || map.language === 'json';
    const token = tokenAt(map.text, start, offset, isFlow);
    const meaning: Meaning = path.at === 'name' ? meaningOf(map, path, offset) : { kind: 'none' };
    const last = path.steps.at(-1);
    const position =
        meaning.position ??
        (last === undefined ? 'key' : last.kind === 'list' ? 'item' : last.side);
    return {
        kind: meaning.kind,
        call,
        alsoDocumentKey: meaning.alsoDocumentKey ?? false,
        tensorName: meaning.tensorName,
        patternKey: meaning.patternKey,
        ...token,
        style: map.language === 'json' && token.style !== 'empty' ? 'json' : token.style,
        context: map.language === 'json' ? 'json' : isFlow ? 'flow' : 'block',
        position,
        hasColon: /^[ \t]*:/.test(map.text.slice(token.replace.end, token.replace.end + 100)),
        gap: path.touches === undefined || map.language === 'json' ? '' : ' ',
    };
}

interface Meaning {
    readonly kind: CursorKind;
    readonly tensorName?: string | undefined;
    readonly patternKey?: CursorPlace['patternKey'];
    readonly alsoDocumentKey?: boolean;
    readonly position?: CursorPlace['position'];
}

const nothing: Meaning = { kind: 'none' };

function callAt(calls: readonly MapCall[], offset: number): number | undefined {
    const index = calls.findLastIndex(({ span }) => span.start <= offset);
    return index === -1 ? (calls.length === 0 ? undefined : 0) : index;
}

/** Entries between the first one and the last one before the cursor's line say nothing more. */
const longText = 20_000;

// A text of many entries would take long to read for each key that is typed.
function shorten(map: AssignmentMap, offset: number) {
    const { text } = map;
    // A colon or dash with text right behind it is part of a name.
    const isInside =
        /[:?-]/.test(text[offset - 1] ?? '') && /[^\s,[\]{}"']/.test(text[offset] ?? '');
    const end = isInside ? offset + 1 : offset;
    const whole = { before: text.slice(0, end), removed: 0 };
    const argument = map.calls[callAt(map.calls, offset) ?? -1]?.argument;
    const nodes = argument?.members ?? argument?.items ?? [];
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    const [first] = nodes;
    if (first === undefined || lineStart - first.span.start < longText) {
        return whole;
    }
    let last: Span | undefined;
    for (const { span } of nodes) {
        if (span.end < lineStart && span.start >= (last?.start ?? first.span.start)) {
            last = span;
        }
    }
    if (last === undefined || column(text, last.start) !== column(text, first.span.start)) {
        return whole;
    }
    return {
        before: text.slice(0, first.span.start) + text.slice(last.start, end),
        removed: last.start - first.span.start,
    };
}

function column(text: string, offset: number): number {
    return offset - text.lastIndexOf('\n', offset - 1);
}

function meaningOf(map: AssignmentMap, path: CursorPath, offset: number): Meaning {
    const [root, ...inner] = path.steps;
    if (root === undefined && map.language === 'json') {
        return nothing;
    }
    if (root === undefined) {
        return hasArgumentKey(map, offset)
            ? { kind: 'documentKey', position: 'key' }
            : { kind: 'tensorName', alsoDocumentKey: true, position: 'key' };
    }
    if (root.kind === 'map') {
        return isDocumentStep(root, hasArgumentKey(map, offset))
            ? inDocument(root, inner)
            : inArgument(path.steps, root.otherKeys.length === 0);
    }
    const [item, ...rest] = inner;
    if (item?.kind === 'map') {
        // A mapping in a list is a document, or a mistake.
        const canBeDocument = item.side === 'key' || isDocumentStep(item, false);
        return canBeDocument ? inDocument(item, rest) : nothing;
    }
    return inArgument(path.steps, false);
}

// What stands behind the cursor can say that the mapping is a document, too.
function hasArgumentKey(map: AssignmentMap, offset: number): boolean {
    const call = map.calls[callAt(map.calls, offset) ?? -1];
    if (call?.argumentKey !== undefined) {
        return true;
    }
    const part = call === undefined ? map.text : map.text.slice(call.span.start, call.span.end);
    return /^[ \t]*["']?assignment_map["']?[ \t]*:/m.test(part);
}

function isDocumentStep(step: MapStep, hasArgument: boolean): boolean {
    const keys = step.key === undefined ? step.otherKeys : [...step.otherKeys, step.key];
    const known: readonly string[] = documentKeys;
    return (
        hasArgument ||
        keys.includes('assignment_map') ||
        (keys.length !== 0 && keys.every((key) => known.includes(key)))
    );
}

function inDocument(root: MapStep, inner: readonly PathStep[]): Meaning {
    if (root.side === 'key') {
        return inner.length === 0 ? { kind: 'documentKey' } : nothing;
    }
    switch (root.key) {
        case 'assignment_map':
            if (inner.length !== 0) {
                return inArgument(inner, false);
            }
            // The first name on the line below is a key whose colon is still to come.
            return root.isBelow ? { kind: 'tensorName', position: 'key' } : nothing;
        case 'checkpoint':
            return inner.length === 0 ? { kind: 'checkpoint' } : nothing;
        case 'model':
            return inModel(root, inner);
        case 'tensorflow':
            return inner.length === 0 ? { kind: 'tensorflow' } : nothing;
        case 'expect_unassigned':
        case 'expect_unused':
            return inPatterns(inner, root.key);
        default:
            return nothing;
    }
}

function inModel(root: MapStep, [step, ...inner]: readonly PathStep[]): Meaning {
    if (step === undefined) {
        return root.isBelow ? { kind: 'modelKey', position: 'key' } : { kind: 'model' };
    }
    if (step.kind !== 'map') {
        return nothing;
    }
    if (step.side === 'key') {
        return inner.length === 0 ? { kind: 'modelKey' } : nothing;
    }
    switch (step.key) {
        case 'path':
            return inner.length === 0 ? { kind: 'model' } : nothing;
        case 'collection':
            return inner.length === 0 ? { kind: 'collection' } : nothing;
        case 'exclude':
            return inPatterns(inner, 'exclude');
        default:
            return nothing;
    }
}

function inPatterns(
    [list, ...inner]: readonly PathStep[],
    patternKey: CursorPlace['patternKey'],
): Meaning {
    return list?.kind === 'list' && inner.length === 0 ? { kind: 'pattern', patternKey } : nothing;
}

function inArgument(steps: readonly PathStep[], alsoDocumentKey: boolean): Meaning {
    const [outer, inner, ...deeper] = steps;
    if (outer?.kind === 'map') {
        if (inner !== undefined) {
            return nothing;
        }
        return outer.side === 'key'
            ? { kind: 'tensorName', alsoDocumentKey }
            : { kind: 'variableName', tensorName: outer.key };
    }
    if (inner?.kind !== 'list' || deeper.length !== 0) {
        return nothing;
    }
    if (inner.index === 0) {
        return { kind: 'tensorName' };
    }
    return inner.index === 1 ? { kind: 'variableName', tensorName: inner.previous } : nothing;
}

// `# ckptmap: checkpoint=… model=…`; its values are not those of YAML.
function commentPlace(
    text: string,
    start: number,
    cursor: number,
    call: number | undefined,
): CursorPlace {
    const before = text.slice(start, cursor);
    const head = /^#[ \t]*ckptmap:/.exec(before);
    const word = /(?:^|\s)(checkpoint|model)=("(?:[^"\\]|\\.)*|'[^']*|[^\s"']\S*|)$/.exec(before);
    const source = word?.[2] ?? '';
    const token = commentToken(text, cursor - source.length, cursor);
    const [, key] = head === null ? [] : (word ?? []);
    return {
        kind: key === 'checkpoint' || key === 'model' ? key : 'none',
        call,
        alsoDocumentKey: false,
        tensorName: undefined,
        patternKey: undefined,
        ...token,
        context: 'comment',
        position: 'value',
        hasColon: false,
        gap: '',
    };
}

function commentToken(text: string, start: number, cursor: number): CursorToken {
    const quote = text[start];
    const rest = /^[^\n\r]*/.exec(text.slice(cursor, cursor + 4096))?.[0] ?? '';
    if (start < cursor && (quote === '"' || quote === "'")) {
        const closing = rest.indexOf(quote);
        const suffix = closing === -1 ? (/^\S*/.exec(rest)?.[0] ?? '') : rest.slice(0, closing);
        const end = cursor + suffix.length + (closing === -1 ? 0 : 1);
        const style = quote === '"' ? 'double' : 'single';
        const prefix = text.slice(start + 1, cursor).replace(/\\(["\\])/g, '$1');
        return { replace: { start, end }, prefix, suffix, style };
    }
    const suffix = /^\S*/.exec(rest)?.[0] ?? '';
    const end = cursor + suffix.length;
    const style = start === end ? 'empty' : 'plain';
    return { replace: { start, end }, prefix: text.slice(start, cursor), suffix, style };
}
