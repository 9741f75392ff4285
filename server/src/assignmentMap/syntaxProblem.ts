// Why a text is no YAML or JSON for Python, said to a person: what was found, what was expected,
// what to do; the words of Python's own parser stand behind it.

import type { MapProblem, TextFix } from './assignmentMap.js';
import type { JsonFault } from './jsonFaults.js';
import { printScalar } from './print.js';
import type { YamlFault } from './yamlChars.js';
import type { Span } from '../util/span.js';

/** The problem that a text is not what PyYAML reads. */
export function yamlProblem(fault: YamlFault, text: string): MapProblem {
    const span = spanOf(fault.offset, text);
    const advice = yamlAdvice(fault, text, span);
    return {
        code: 'map.syntax',
        message:
            fault.isForeign === true
                ? advice.message
                : `${advice.message} (PyYAML: ${fault.message})`,
        span,
        ...(advice.fix === undefined ? {} : { fixes: [advice.fix] }),
    };
}

/** The problem that a text is not what json.load reads. */
export function jsonProblem(fault: JsonFault, text: string): MapProblem {
    const span = spanOf(fault.offset, text);
    return {
        code: 'map.syntax',
        message: fault.message.startsWith('nested')
            ? jsonAdvice(fault, text)
            : `${jsonAdvice(fault, text)} (json.load: ${fault.message})`,
        span,
    };
}

interface Advice {
    readonly message: string;
    readonly fix?: TextFix;
}

// From the fault to the end of its line; where nothing is left there, the last character before.
function spanOf(offset: number, text: string): Span {
    const start = Math.min(offset, text.length);
    const line = /^[^\n\r\x85\u2028\u2029]*/.exec(text.slice(start, start + 1000))?.[0] ?? '';
    const end = start + line.trimEnd().length;
    if (start < end) {
        return { start, end };
    }
    const before = text.slice(0, start).trimEnd().length;
    return { start: Math.max(0, before - 1), end: before };
}

function yamlAdvice({ message, offset }: YamlFault, text: string, span: Span): Advice {
    const character = text[offset] ?? '';
    const rest = text.slice(span.start, span.end);
    if (message.startsWith('special characters')) {
        return { message: 'Found a control character, expected text; remove it' };
    }
    if (character === '\t' && message.includes('cannot start any token')) {
        const end = offset + (/^\t+/.exec(text.slice(offset))?.[0].length ?? 1);
        return {
            message: 'Found a tab between words of YAML, expected spaces',
            fix: {
                title: 'Replace the tab with spaces',
                edits: [{ span: { start: offset, end }, newText: ' '.repeat(2 * (end - offset)) }],
                preferred: true,
            },
        };
    }
    if (message.includes('cannot start any token')) {
        return quoteAdvice(rest, span);
    }
    const word = specialWord(message, offset, text);
    if (word !== undefined) {
        return quoteAdvice(text.slice(word.start, word.end), word);
    }
    const lineStart =
        Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
    if (text[lineStart] === '%' && message.startsWith('expected')) {
        return quoteAdvice(text.slice(lineStart, span.end), { start: lineStart, end: span.end });
    }
    if (message.startsWith('expected alphabetic') && /[*&]/.test(text[offset - 1] ?? '')) {
        const start = offset - 1;
        return quoteAdvice(text.slice(start, Math.max(start + 1, span.end)), {
            start,
            end: Math.max(start + 1, span.end),
        });
    }
    if (message.startsWith('mapping values are not allowed')) {
        return { message: strayColon(text, offset) };
    }
    const directive = /^%(?!(?:YAML|TAG)[ \t]).*/m.exec(text);
    if (message.startsWith("expected '<document start>'") && directive !== null) {
        const start = directive.index;
        return quoteAdvice(directive[0], { start, end: start + directive[0].length });
    }
    const known = yamlAdvices.find(([pattern]) => pattern.test(message));
    const unfit = `Found '${rest}', which does not fit what stands above; align it with the other entries`;
    return { message: known?.[1](rest) ?? unfit };
}

// `<<` and `=` are words of YAML 1.1, which PyYAML takes for no text where they stand for nothing.
function specialWord(message: string, offset: number, text: string): Span | undefined {
    const isMerge = message.includes('for merging');
    if (!isMerge && !/tag:yaml\.org,2002:(?:merge|value)'/.test(message)) {
        return undefined;
    }
    const word = text.startsWith('=', offset) ? '=' : '<<';
    const start = isMerge ? text.lastIndexOf(word, offset) : offset;
    return text.startsWith(word, start) ? { start, end: start + word.length } : undefined;
}

// The second colon of a line, or the first one below text that goes on.
function strayColon(text: string, offset: number): string {
    const lines = text.slice(0, offset).split(/[\n\r\x85\u2028\u2029]/);
    const isSecond = /:(?:\s|$)/.test(lines.at(-1) ?? '');
    if (isSecond) {
        return "Found a second ': ' on the line; put a name that holds ': ' between quotes";
    }
    const above = lines.slice(0, -1).findLast((line) => line.trim() !== '') ?? '';
    return /:(?:\s|$)/.test(above)
        ? 'Found an entry that is indented deeper than the one above it; align it with the others'
        : `Found '${above.trim()}' without ': ' above this line, expected 'tensor name: variable name' on each line`;
}

// A name that begins with an indicator: in quotes it is a name.
function quoteAdvice(rest: string, span: Span): Advice {
    const name = /^.[^\s,:[\]{}]*(?::(?=[^\s,[\]{}])[^\s,:[\]{}]*)*/s.exec(rest)?.[0] ?? rest;
    const end = span.start + name.length;
    return {
        message: `Found a name that begins with '${name[0] ?? ''}', which YAML keeps for itself; put it between quotes`,
        fix: {
            title: `Put '${name}' between quotes`,
            edits: [{ span: { start: span.start, end }, newText: printScalar(name, 'flow') }],
            preferred: true,
        },
    };
}

type Say = (rest: string) => string;

const yamlAdvices: readonly (readonly [pattern: RegExp, say: Say])[] = [
    [
        /could not find expected ':'|Implicit map keys need/,
        (rest) =>
            `Found '${rest}' without ': ', expected 'tensor name: variable name' on each line`,
    ],
    [
        /Nested mappings are not allowed/,
        () => "Found a second ': ' on the line; put a name that holds ': ' between quotes",
    ],
    [
        /on a single line|implicit map key/,
        (rest) => `Found '${rest}' where a mapping goes on, expected 'tensor name: variable name'`,
    ],
    [
        /sequence entries are not allowed|block-seq-ind/,
        () => "Found '- ' behind other text, expected it at the start of a line",
    ],
    [
        /unexpected end of stream/,
        () => 'Found a quote that is never closed; write the closing quote',
    ],
    [
        /unexpected document separator/,
        () => "Found '---' or '...' between quotes; write the closing quote before it",
    ],
    [
        /unknown escape character|escape sequence|chr\(\)/,
        () => 'Found a backslash that begins no escape of YAML; use single quotes, or write \\\\',
    ],
    [
        /All mapping items must start|sufficiently indented|<block end>/,
        (rest) =>
            `Found '${rest}' where the entries of this mapping or list go on; align it with them`,
    ],
    [
        /undefined alias/,
        (rest) =>
            `Found the alias '${rest}' without its anchor; put a name that begins with * between quotes`,
    ],
    [
        /aliases stand for|holds itself/,
        () => 'Found aliases that stand for more values than a map can mean; write the entries out',
    ],
    [
        /duplicate anchor/,
        () => 'Found an anchor for the second time in this document; give it another name',
    ],
    [
        /constructor for the tag/,
        () =>
            'Found a tag that safe_load knows nothing of; remove it, or put the name between quotes',
    ],
    [
        /unhashable key/,
        () => 'Found a list or mapping as a key, expected a name; put it between quotes',
    ],
    [
        /for merging/,
        () => "Found '<<' without a mapping to merge; put '<<' between quotes where it is a name",
    ],
    [
        /^expected '<document start>'/,
        () => "Found text behind '...' or a directive, expected '---' before it",
    ],
    [
        /levels deep/,
        () => 'Found brackets inside each other beyond what a map can mean; remove some',
    ],
    [
        /, or :|brackets that|end with a|expected ','/,
        (rest) => `Found '${rest}' inside brackets, expected a comma or the closing bracket`,
    ],
    [
        /^[A-Z]\w+Error: |not convert string|failed to decode/,
        (rest) =>
            `Found '${rest}', which is not a value of the type it looks like; put it between quotes`,
    ],
];

function jsonAdvice({ message, offset }: JsonFault, text: string): string {
    const found = offset < text.length ? `'${text[offset] ?? ''}'` : 'the end of the text';
    if (text.startsWith('//', offset) || text.startsWith('/*', offset)) {
        return 'Found a comment, but JSON has none; remove it, or write the map as YAML';
    }
    if (message.startsWith('Unexpected UTF-8 BOM')) {
        return 'Found a byte order mark, which json.load refuses; save the file without it';
    }
    if (message.startsWith('Expecting property name')) {
        return `Found ${found}, expected a name in double quotes; there is no comma before a closing bracket`;
    }
    if (message === 'Expecting value') {
        return `Found ${found}, expected a value: a name in double quotes, or brackets`;
    }
    if (message.startsWith('Expecting')) {
        return `Found ${found}, expected ${message.includes("':'") ? "':'" : "',' or a closing bracket"}`;
    }
    if (message === 'Extra data') {
        return `Found ${found} behind the end of the value, expected nothing; put several maps into one list`;
    }
    if (message.startsWith('Unterminated') || /[\n\r]/.test(text[offset] ?? '')) {
        return 'Found a string that is never closed on its line; write the closing quote';
    }
    return message.startsWith('Invalid')
        ? 'Found a character that a string of JSON may not hold; write it as an escape'
        : 'Found brackets inside each other, or a number, beyond what a map can mean; make it simpler';
}
