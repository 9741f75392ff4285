// What no text may do to the reader: throw, hang, end the process, or point outside the text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MapNode } from '../../server/src/assignmentMap/assignmentMap.js';
import { cursorAt } from '../../server/src/assignmentMap/cursor.js';
import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';
import { scanQuoted } from '../../server/src/assignmentMap/yamlScalars.js';
import { recordedDocuments } from '../support/recordedYaml.js';

function* nodesOf(node: MapNode): Generator<MapNode> {
    yield node;
    for (const item of node.items ?? []) {
        yield* nodesOf(item);
    }
    for (const { key, value } of node.members ?? []) {
        yield* nodesOf(key);
        yield* nodesOf(value);
    }
}

function checkSpans(text: string, language: 'yaml' | 'json'): void {
    const map = parseAssignmentMap(text, language);
    for (const { argument } of map.calls) {
        for (const { value, span, inner, style } of argument === undefined
            ? []
            : nodesOf(argument)) {
            const label = `${JSON.stringify(text)} ${JSON.stringify(span)}`;
            assert.ok(0 <= span.start && span.start <= inner.start, label);
            assert.ok(inner.end <= span.end && span.end <= text.length, label);
            if (map.syntaxError || value.type !== 'str') {
                continue;
            }
            const source = text.slice(inner.start, inner.end);
            if (style === 'plain' && !/[\n\r\x85\u2028\u2029]/.test(source)) {
                assert.equal(source, value.value, label);
            } else if (style === 'single' || style === 'double') {
                const whole = scanQuoted(text.slice(span.start, span.end), 0);
                assert.deepEqual(whole, { end: span.end - span.start, value: value.value }, label);
            } else if (style === 'json') {
                assert.equal(JSON.parse(`"${source}"`), value.value, label);
            }
        }
    }
}

const json = [
    '{"bert/": "encoder/", "a\\n\\u00e9": "b\\"c", "a": "x", "a": "y"}',
    '{"checkpoint": "runs/x", "model": {"path": "g", "exclude": ["**/x"]}, "assignment_map": {}}',
    '[["a", "b"], ["c/", "d/"], [1, null, NaN, -Infinity, 1e5, -0]]',
    '[{"assignment_map": {"a": "b"}}, {"assignment_map": [], "tensorflow": "1.15"}]',
];

test('every node has its place, and what stands there is its value', () => {
    for (const { text } of recordedDocuments()) {
        checkSpans(text, 'yaml');
    }
    for (const text of json) {
        checkSpans(text, 'json');
    }
});

test('every prefix of every document parses, and has a place for a cursor at its end', () => {
    const texts = [
        ...recordedDocuments().map(({ text }) => ({ text, language: 'yaml' as const })),
        ...json.map((text) => ({ text, language: 'json' as const })),
    ];
    for (const { text, language } of texts.filter((each) => each.text.length < 300)) {
        for (let end = 0; end <= text.length; end++) {
            const map = parseAssignmentMap(text.slice(0, end), language);
            const { replace } = cursorAt(map, end);
            assert.ok(replace.start <= end && end <= replace.end, JSON.stringify(map.text));
        }
    }
});

test('no text makes the reader throw', () => {
    const pieces = fc.constantFrom(
        ...[
            'a',
            'bert/',
            ': ',
            ':',
            '- ',
            '-',
            '? ',
            '[',
            ']',
            '{',
            '}',
            ', ',
            '\n',
            '\n  ',
            '"',
            "'",
        ],
        ...[
            '#',
            ' #',
            '&x ',
            '*x',
            '!!str ',
            '|\n',
            '>-\n',
            '<<: ',
            '---\n',
            '...\n',
            '%',
            '\t',
            '\r',
        ],
        ...[
            '\\',
            '\u2028',
            '\ufeff',
            '😀',
            '\ud800',
            '0',
            'no',
            'assignment_map:\n',
            '# ckptmap: ',
        ],
    );
    fc.assert(
        fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
            const text = parts.join('');
            for (const language of ['yaml', 'json'] as const) {
                const map = parseAssignmentMap(text, language);
                for (let offset = 0; offset <= text.length; offset += 3) {
                    cursorAt(map, offset);
                }
            }
        }),
        { numRuns: 1000, seed: 20260101 },
    );
});

test('deep nesting is one problem in every form', () => {
    const deep = [
        '['.repeat(10_000),
        '['.repeat(100),
        '{a: '.repeat(10_000),
        '- '.repeat(10_000),
        Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
        `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
        '["'.repeat(5000),
    ];
    for (const text of deep) {
        for (const language of ['yaml', 'json'] as const) {
            const map = parseAssignmentMap(text, language);
            assert.equal(map.syntaxError, true);
            cursorAt(map, text.length);
        }
    }
    const hundred = `a: ${'['.repeat(98)}${']'.repeat(98)}`;
    assert.equal(parseAssignmentMap(hundred, 'yaml').syntaxError, false);
});

test('aliases that stand for more than memory holds are one problem', () => {
    const lines = Array.from({ length: 30 }, (_, level) => {
        const items =
            level === 0
                ? 'x'
                : Array<string>(10)
                      .fill(`*a${level - 1}`)
                      .join(', ');
        return `a${level}: &a${level} [${items}]\n`;
    });
    const map = parseAssignmentMap(lines.join(''), 'yaml');
    assert.equal(map.syntaxError, true);
    assert.match(map.problems[0]?.message ?? '', /aliases that stand for more values/);

    const merges = Array.from({ length: 100 }, (_, level) => {
        const merged = level === 0 ? '' : `<<: [*a${level - 1}, *a${level - 1}], `;
        return `a${level}: &a${level} {${merged}k${level}: 1}\n`;
    });
    assert.equal(parseAssignmentMap(merges.join(''), 'yaml').calls.length, 1);
});

test('a map of 100,000 entries is read, in YAML and in JSON', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `encoder/layer_${index}/kernel`);
    const yaml = names.map((name) => `bert/${name}: ${name}\n`).join('');
    const text = JSON.stringify(Object.fromEntries(names.map((name) => [`bert/${name}`, name])));
    const parsed = parseAssignmentMap(text, 'json');
    assert.equal(parsed.calls[0]?.argument?.members?.length, 100_000);

    // The cursor far behind the first entry is found without reading all between.
    const typed = `${yaml}bert/x: enc`;
    const map = parseAssignmentMap(typed, 'yaml');
    assert.equal(map.calls[0]?.argument?.members?.length, 100_001);
    const place = cursorAt(map, typed.length);
    assert.equal(place.kind, 'variableName');
    assert.equal(place.tensorName, 'bert/x');
    assert.deepEqual(place.replace, { start: typed.length - 3, end: typed.length });
});
