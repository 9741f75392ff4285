// The text format of protocol buffers: what the scanner finds is what protobufjs finds, wherever the
// edges of its windows fall, and no text can make it fail.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import textformat from 'protobufjs/ext/textformat.js';
import { MalformedFileError, windowBytes } from '../../server/src/model/fileWindow.js';
import { readGraphText } from '../../server/src/model/graphText.js';
import type { TextMessage } from '../../server/src/model/textMessage.js';
import { TextScanner } from '../../server/src/model/textScanner.js';
import { runReading, type FileQuestion } from '../../server/src/util/reading.js';

textformat.install();

/** A message that may hold anything of the format. */
const { root } = protobuf.parse(`
    syntax = "proto3";
    message Thing {
        string name = 1;
        bytes data = 2;
        repeated int64 numbers = 3;
        repeated Thing children = 4;
        map<string, Thing> named = 5;
        repeated string texts = 6;
        Kind kind = 7;
        double real = 8;
        Thing passed = 9;
    }
    enum Kind { DT_INVALID = 0; DT_FLOAT = 1; }
`);
const thing = root.lookupType('Thing');

interface Node {
    readonly values: [string, string][];
    readonly children: [string, Node][];
}

/** All that a scanner finds, but for the messages called `passed`. */
function treeOf(node: Node): TextMessage {
    return {
        open: (field) => {
            if (field === 'passed') {
                return undefined;
            }
            const child: Node = { values: [], children: [] };
            node.children.push([field, child]);
            return treeOf(child);
        },
        value: (field, value) => {
            const text =
                value.kind === 'word' ? value.text : Buffer.from(value.bytes).toString('latin1');
            node.values.push([field, text]);
        },
    };
}

/** Scans a text in windows that hold so many bytes more each time than what was left over. */
function scan(text: Uint8Array, window: number): Node {
    const tree: Node = { values: [], children: [] };
    const scanner = new TextScanner(treeOf(tree), 4096);
    let place = 0;
    for (let size = window; place < text.length;) {
        const end = Math.min(place + size, text.length);
        const passed = scanner.scan(text.subarray(place, end), place, end === text.length);
        // A real window is larger than any value that is wanted.
        size = passed === 0 ? 2 * size : window;
        place += passed;
    }
    scanner.finish(text.length);
    return tree;
}

/** The same tree, of what protobufjs read. */
function expectedTree(message: Record<string, unknown>): Node {
    const node: Node = { values: [], children: [] };
    for (const [field, value] of Object.entries(message)) {
        for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
            if (field === 'named') {
                for (const [key, child] of Object.entries(each as Record<string, object>)) {
                    const entry: Node = { values: [['key', latin1(key)]], children: [] };
                    entry.children.push(['value', expectedTree(child as Record<string, unknown>)]);
                    node.children.push([field, entry]);
                }
            } else if (each instanceof Uint8Array || each instanceof protobuf.util.Long) {
                node.values.push([
                    field,
                    each instanceof Uint8Array
                        ? Buffer.from(each).toString('latin1')
                        : each.toString(),
                ]);
            } else if (typeof each === 'object' && each !== null) {
                if (field !== 'passed') {
                    node.children.push([field, expectedTree(each as Record<string, unknown>)]);
                }
            } else {
                const text = field === 'kind' ? 'DT_FLOAT' : String(each);
                node.values.push([field, latin1(text)]);
            }
        }
    }
    return node;
}

function latin1(text: string): string {
    return Buffer.from(text, 'utf8').toString('latin1');
}

const name = fc.string({
    unit: fc.constantFrom(...'ab"\'\\\n\t{}<>[]#:;,é\u{1F600}\0 '),
    maxLength: 9,
});

/** Messages so many levels deep at most. */
function things(depth: number): fc.Arbitrary<Record<string, unknown>> {
    const scalars = {
        name: name.filter((text) => text !== ''),
        data: fc.uint8Array({ minLength: 1, maxLength: 9 }),
        numbers: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
        texts: fc.array(name, { minLength: 1, maxLength: 3 }),
        kind: fc.constant(1),
    };
    if (depth === 0) {
        return fc.record(scalars, { requiredKeys: [] });
    }
    const inner = things(depth - 1);
    const entries = { minKeys: 1, maxKeys: 2, noNullPrototype: true };
    const nested = {
        children: fc.array(inner, { minLength: 1, maxLength: 2 }),
        named: fc.dictionary(name, inner, entries),
        passed: inner,
    };
    return fc.record({ ...scalars, ...nested }, { requiredKeys: [] });
}

test('what is written as text is read back, however it is cut into windows', () => {
    fc.assert(
        fc.property(things(2), fc.integer({ min: 1, max: 60 }), (written, window) => {
            const text = Buffer.from(thing.toText(thing.fromObject(written)), 'utf8');
            const read = thing.fromText(text.toString('utf8')) as unknown as Record<
                string,
                unknown
            >;
            assert.deepEqual(sorted(scan(text, window)), sorted(expectedTree({ ...read })));
        }),
        { numRuns: 1000 },
    );
});

/** Entries of a map have no order, and protobufjs gives fields in that of their making. */
function sorted({ values, children }: Node): unknown {
    const byText = (a: string, b: string) => (a < b ? -1 : 1);
    return {
        values: values.map((each) => JSON.stringify(each)).sort(byText),
        children: children
            .map(([field, child]) => JSON.stringify([field, sorted(child)]))
            .sort(byText),
    };
}

function values(text: string): readonly [string, string][] {
    return scan(Buffer.from(text), 1000).values;
}

test('every spelling of a field is understood', () => {
    assert.deepEqual(values('a: 1 b: -2, c: - 3; d: 1.5e-7f e: [1, 2] f: [] g: inf'), [
        ['a', '1'],
        ['b', '-2'],
        ['c', '3'],
        ['d', '1.5e-7f'],
        ['e', '1'],
        ['e', '2'],
        ['g', 'inf'],
    ]);
    assert.deepEqual(values('a: "x" \'y\' # "z"\n "w" b: ["p" "q", "r"]'), [
        ['a', 'xyw'],
        ['b', 'pq'],
        ['b', 'r'],
    ]);
    assert.deepEqual(
        values(String.raw`a: "\n\t\"\'\\\x41\x4a\101\0\u00e9\U0001F600\?\a\b\f\v\r"`),
        [['a', '\n\t"\'\\AJA\0\xc3\xa9\xf0\x9f\x98\x80?\x07\b\f\v\r']],
    );
    const nested = scan(
        Buffer.from('a { b: 1 } c: < d: 2 > e: [{f: 3}, <g: 4>] [x.y/z.w] { h: 5 }'),
        9,
    );
    assert.deepEqual(
        nested.children.map(([field, { values: inner }]) => [field, ...inner.flat()]),
        [
            ['a', 'b', '1'],
            ['c', 'd', '2'],
            ['e', 'f', '3'],
            ['e', 'g', '4'],
            ['[x.y/z.w]', 'h', '5'],
        ],
    );
});

for (const [text, reason] of [
    ['a: "', 'it is cut short: it ends at byte 4 in the middle of a string'],
    ['a {', 'it is cut short: it ends at byte 3 in the middle of a message'],
    ['passed { b {', 'it is cut short: it ends at byte 12 in the middle of a message'],
    ['a', 'it is cut short: it ends at byte 1 in the middle of a field'],
    ['a }', "byte 2 holds '}' where a colon or message should be"],
    ['}', "byte 0 holds '}' where a field should be"],
    ['a { b: 1 >', "byte 9 holds '>' where a field should be"],
    ['passed { b < } }', "byte 13 holds '}' where a field should be"],
    ['a: 1 2', 'it is cut short: it ends at byte 6 in the middle of a field'],
    ['a: "x\ny"', 'the string at byte 3 does not end on its line'],
    ['a: "\\q"', 'byte 7 holds an escape that does not exist before where a field should be'],
    ['"x"', 'byte 0 holds a string where a field should be'],
    ['a { '.repeat(101), 'it has more than 100 messages in messages'],
    [`passed ${'{ b '.repeat(102)}`, 'it has more than 100 messages in messages'],
] as const) {
    test(`no text of a message: ${text.slice(0, 20)}`, () => {
        assert.throws(
            () => scan(Buffer.from(text), 1000),
            (error) => {
                assert.ok(error instanceof MalformedFileError);
                assert.equal(error.message, reason);
                return true;
            },
        );
    });
}

test('no change of bytes makes it throw anything else', () => {
    const text = Buffer.from('a { b: "c\\n" d: [1, 2] } passed { e: \'f\' } # g\n[h] < i: 3 >');
    const change = fc.tuple(fc.nat(text.length - 1), fc.nat(255));
    fc.assert(
        fc.property(
            fc.array(change, { maxLength: 4 }),
            fc.integer({ min: 1, max: 20 }),
            (changes, window) => {
                const copy = Buffer.from(text);
                for (const [place, value] of changes) {
                    copy[place] = value;
                }
                try {
                    scan(copy, window);
                } catch (error) {
                    assert.ok(error instanceof MalformedFileError, String(error));
                }
            },
        ),
        { numRuns: 20_000 },
    );
});

test('300 MB of constants pass through windows alone', () => {
    const variable =
        'node { name: "w" op: "VarHandleOp" attr { key: "dtype" value { type: DT_FLOAT } } }\n';
    const constant = Buffer.concat([
        Buffer.from(
            'node { name: "c" op: "Const" attr { key: "value" value { tensor { tensor_content: "',
        ),
        Buffer.from('\\000\\"\\\\'.repeat(400_000)),
        Buffer.from('" float_val: 0.5 } } } }\n'),
    ]);
    const unit = Buffer.concat([Buffer.from(variable), constant]);
    const size = Math.ceil((300 * 1024 * 1024) / unit.length) * unit.length;
    let longest = 0;
    const answer = (question: FileQuestion) => {
        if (question.ask !== 'read') {
            return undefined;
        }
        const { offset, length } = question;
        longest = Math.max(longest, length);
        const bytes = new Uint8Array(length);
        for (let done = 0; done < length;) {
            const start = (offset + done) % unit.length;
            const piece = unit.subarray(start, start + length - done);
            bytes.set(piece, done);
            done += piece.length;
        }
        return { kind: 'bytes' as const, bytes };
    };
    const result = runReading(readGraphText('/graph.pbtxt', size), answer);
    assert.ok('variables' in result, 'reason' in result ? result.reason : '');
    assert.deepEqual(
        result.variables.map((each) => each.name),
        ['w'],
    );
    assert.equal(longest, windowBytes);
});
