// Where in the structure of a map a cursor stands: the collections around it, from the outermost
// to the innermost. Only the text before the cursor is read, with the forgiving lexer of `yaml`, so
// it does not matter what is broken or unfinished behind it. JSON is read as the YAML it is, too.

import { Parser, type CST } from 'yaml';
import { tolerantLexemes } from './tolerantLexer.js';
import { scanQuoted } from './yamlScalars.js';
import { isFault } from './yamlChars.js';

/** One collection around the cursor, and where in it the cursor is. */
export type PathStep = MapStep | ListStep;

/** A mapping. */
export interface MapStep {
    readonly kind: 'map';
    readonly isFlow: boolean;
    readonly side: 'key' | 'value';
    /** The key, where the cursor is in its value and the key is a scalar. */
    readonly key: string | undefined;
    /** Whether the value stands on a line below its key. */
    readonly isBelow: boolean;
    /** The other keys of this mapping before the cursor. */
    readonly otherKeys: readonly string[];
}

/** A list. */
export interface ListStep {
    readonly kind: 'list';
    readonly isFlow: boolean;
    readonly index: number;
    /** The item before the cursor's, where it is a scalar. */
    readonly previous: string | undefined;
}

/** What the cursor is in. */
export interface CursorPath {
    /** `name`: in a scalar or where one may begin. `comment`: in a comment. */
    readonly at: 'name' | 'comment' | 'other';
    /** Where the scalar or the comment begins; the cursor itself, where a scalar may begin. */
    readonly start: number;
    readonly steps: readonly PathStep[];
    /** The token right before the cursor, where that is an indicator that needs a space behind it. */
    readonly touches: string | undefined;
}

/** The path to the end of a text. */
export function pathToEnd(before: string): CursorPath {
    const parser = new Parser();
    const documents: CST.Document[] = [];
    const take = (tokens: Iterable<CST.Token>): void => {
        for (const token of tokens) {
            if (token.type === 'document') {
                documents.push(token);
            }
        }
    };
    let tail: readonly string[] = [];
    let isOpen = false;
    for (const lexeme of tolerantLexemes(before)) {
        take(parser.next(lexeme));
        isOpen = lexeme === '...' ? false : isOpen || lexeme === '\x02';
        tail = lexeme === '\n' || lexeme === '\r\n' ? [] : [...tail.slice(-6), lexeme];
    }

    const end = endOfText(tail, before);
    if (end.at === 'name' && end.start === before.length) {
        if (!isOpen) {
            take(parser.next('\x02'));
        }
        take(parser.next('\x1f'));
        take(parser.next('x'));
    }
    take(parser.end());
    const last = documents.at(-1)?.value;
    const steps = end.at === 'name' && last !== undefined ? stepsInto(last) : [];
    return { ...end, steps };
}

type TextEnd = Omit<CursorPath, 'steps'>;

function endOfText(tail: readonly string[], before: string): TextEnd {
    const last = tail.at(-1) ?? '';
    const other: TextEnd = { at: 'other', start: before.length, touches: undefined };
    const isScalar = tail.at(-2) === '\x1f';
    if (isScalar) {
        // Of a scalar of several lines the last one is being typed.
        const line = /[^\n\r]*$/.exec(last)?.[0] ?? last;
        const word = line.trimStart();
        return { at: 'name', start: before.length - word.length, touches: undefined };
    }
    if (last.startsWith('#')) {
        return { at: 'comment', start: before.length - last.length, touches: undefined };
    }
    if (last.startsWith('"') || last.startsWith("'")) {
        const isClosed = !isFault(scanQuoted(last, 0));
        return isClosed || last.includes('\n')
            ? other
            : { at: 'name', start: before.length - last.length, touches: undefined };
    }
    if (last.startsWith('*')) {
        return { at: 'name', start: before.length - last.length, touches: undefined };
    }
    return mayBeginName(tail)
        ? {
              at: 'name',
              start: before.length,
              touches: last === ':' || last === '-' || last === '?' ? last : undefined,
          }
        : other;
}

// A scalar may begin at a line's start and behind an indicator, not behind another scalar.
function mayBeginName(tail: readonly string[]): boolean {
    const lexeme = tail.filter((each) => !/^[ \t]+$/.test(each)).at(-1);
    const last = tail.at(-1) ?? '';
    if (
        lexeme === undefined ||
        ['\x02', '\ufeff', '\x18', ':', '-', '?', ',', '[', '{'].includes(lexeme)
    ) {
        return true;
    }
    return (
        last !== lexeme && (lexeme === '---' || lexeme.startsWith('&') || lexeme.startsWith('!'))
    );
}

function stepsInto(root: CST.Token): readonly PathStep[] {
    const steps: PathStep[] = [];
    let token: CST.Token | null | undefined = root;
    while (token !== undefined && token !== null) {
        const entered: { step: PathStep; inner: CST.Token | null | undefined } | undefined =
            token.type === 'block-map'
                ? intoMap(token.items, false)
                : token.type === 'block-seq'
                  ? intoList(token.items, false)
                  : token.type === 'flow-collection'
                    ? token.start.source === '{'
                        ? intoMap(token.items, true)
                        : intoFlowList(token.items)
                    : undefined;
        if (entered === undefined) {
            break;
        }
        steps.push(entered.step);
        token = entered.inner;
    }
    return steps;
}

interface Item {
    readonly key?: CST.Token | null | undefined;
    readonly sep?: readonly CST.SourceToken[] | undefined;
    readonly value?: CST.Token | undefined;
}

function lastFilled(items: readonly Item[]): number {
    return items.findLastIndex(({ key, value }) => key !== undefined || value !== undefined);
}

function intoMap(items: readonly Item[], isFlow: boolean) {
    const index = lastFilled(items);
    const item = items[index] ?? {};
    const others = items.slice(0, Math.max(0, index)).map(({ key }) => textOf(key));
    const otherKeys = others.filter((key) => key !== undefined);
    if (item.value === undefined) {
        const step: MapStep = {
            kind: 'map',
            isFlow,
            side: 'key',
            key: undefined,
            isBelow: false,
            otherKeys,
        };
        return { step, inner: item.key };
    }
    const key = textOf(item.key);
    const isBelow = item.sep?.some(({ type }) => type === 'newline') === true;
    const step: MapStep = { kind: 'map', isFlow, side: 'value', key, isBelow, otherKeys };
    return { step, inner: item.value };
}

function intoList(items: readonly Item[], isFlow: boolean) {
    const filled = items.filter(({ key, value }) => key !== undefined || value !== undefined);
    const index = Math.max(0, filled.length - 1);
    const previous = textOf(filled[index - 1]?.value ?? filled[index - 1]?.key);
    const step: ListStep = { kind: 'list', isFlow, index, previous };
    return { step, inner: filled[index]?.value ?? filled[index]?.key };
}

// `[a: b]` is a list with a mapping in it.
function intoFlowList(items: readonly Item[]) {
    const entered = intoList(items, true);
    const item = items[lastFilled(items)];
    const isPair = item?.sep?.some(({ type }) => type === 'map-value-ind') === true;
    return isPair ? { ...entered, inner: pairToken(item) } : entered;
}

function pairToken(item: Item): CST.BlockMap {
    const { key = null, sep = [], value } = item;
    const pair = { start: [], key, sep: [...sep], ...(value === undefined ? {} : { value }) };
    return { type: 'block-map', offset: 0, indent: 0, items: [pair] };
}

function textOf(token: CST.Token | null | undefined): string | undefined {
    switch (token?.type) {
        case 'scalar':
            return token.source;
        case 'single-quoted-scalar':
        case 'double-quoted-scalar': {
            const scanned = scanQuoted(token.source, 0);
            return isFault(scanned) ? token.source.slice(1) : scanned.value;
        }
        default:
            return undefined;
    }
}
