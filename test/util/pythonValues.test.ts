// Values as Python prints and sorts them; the expected answers are CPython 3.11's own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readYaml } from '../../server/src/assignmentMap/yamlDocuments.js';
import { pythonEqual, pythonLessThan, pythonSorted } from '../../server/src/util/pythonOrder.js';
import { pythonRepr, pythonStr, pythonTypeName } from '../../server/src/util/pythonRepr.js';
import type { PythonValue } from '../../server/src/util/pythonValue.js';

function str(value: string): PythonValue {
    return { type: 'str', value };
}

function valueOf(yaml: string): PythonValue {
    const node = readYaml(yaml).documents[0]?.node;
    assert.ok(node !== undefined);
    return node.value;
}

test('strings have the quotes and escapes of repr()', () => {
    const rows: readonly (readonly [text: string, repr: string])[] = [
        ['a', "'a'"],
        ["it's", '"it\'s"'],
        ['"', "'\"'"],
        ['\'"', "'\\'\"'"],
        ['\\\n\r\t', "'\\\\\\n\\r\\t'"],
        ['\0\x7f\x85\xa0\xad', "'\\x00\\x7f\\x85\\xa0\\xad'"],
        ['é日\u200b\u2028\ue000\ufeff', "'é日\\u200b\\u2028\\ue000\\ufeff'"],
        ['😀\u{10ffff}', "'😀\\U0010ffff'"],
        ['\ud800', "'\\ud800'"],
        ['\u3000', "'\\u3000'"],
    ];
    for (const [text, repr] of rows) {
        assert.equal(pythonRepr(str(text)), repr);
    }
});

test('numbers, dates and containers are printed as Python prints them', () => {
    const floats: readonly (readonly [value: number, repr: string])[] = [
        [0, '0.0'],
        [-0, '-0.0'],
        [1, '1.0'],
        [1e16, '1e+16'],
        [123456789012345680, '1.2345678901234568e+17'],
        [1e15, '1000000000000000.0'],
        [0.0001, '0.0001'],
        [0.00001, '1e-05'],
        [1.5e-7, '1.5e-07'],
        [-2.5, '-2.5'],
        [1e300, '1e+300'],
        [NaN, 'nan'],
        [-Infinity, '-inf'],
    ];
    for (const [value, repr] of floats) {
        assert.equal(pythonRepr({ type: 'float', value }), repr);
    }
    const rows: readonly (readonly [yaml: string, repr: string, text: string])[] = [
        ['2001-12-14', 'datetime.date(2001, 12, 14)', '2001-12-14'],
        [
            '2001-12-14 21:59:43.10 -5',
            'datetime.datetime(2001, 12, 14, 21, 59, 43, 100000, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=68400)))',
            '2001-12-14 21:59:43.100000-05:00',
        ],
        [
            '2001-12-14 21:59:00Z',
            'datetime.datetime(2001, 12, 14, 21, 59, tzinfo=datetime.timezone.utc)',
            '2001-12-14 21:59:00+00:00',
        ],
        ['!!binary YScAXA==', 'b"a\'\\x00\\\\"', 'b"a\'\\x00\\\\"'],
        ['{a: [1, ~, yes]}', "{'a': [1, None, True]}", "{'a': [1, None, True]}"],
        ['!!omap [a: b]', "[('a', 'b')]", "[('a', 'b')]"],
        ['!!set {}', 'set()', 'set()'],
    ];
    for (const [yaml, repr, text] of rows) {
        assert.equal(pythonRepr(valueOf(yaml)), repr);
        assert.equal(pythonStr(valueOf(yaml)), text);
    }
    assert.equal(pythonTypeName(valueOf('2001-12-14')), 'datetime.date');
    assert.equal(pythonTypeName(valueOf('~')), 'NoneType');
});

test('values of one kind are compared, others raise with both types in their order', () => {
    const less: readonly (readonly [left: string, right: string, expected: boolean | string])[] = [
        ['1', '1.5', true],
        ['yes', '2', true],
        ['.nan', '1', false],
        ['9007199254740993', '9007199254740992.0', false],
        ['[1, a]', '[1, b]', true],
        ['[1]', '[1, 2]', true],
        ['2001-12-14', '2001-12-15', true],
        ['a', '1', "'<' not supported between instances of 'str' and 'int'"],
        ['1', 'a', "'<' not supported between instances of 'int' and 'str'"],
        ['~', '~', "'<' not supported between instances of 'NoneType' and 'NoneType'"],
        ['{}', '{}', "'<' not supported between instances of 'dict' and 'dict'"],
        ['[a]', '[1]', "'<' not supported between instances of 'str' and 'int'"],
        ['2001-12-14', 'a', "'<' not supported between instances of 'datetime.date' and 'str'"],
        ['2001-12-14', '2001-12-14 1:00:00', "can't compare datetime.datetime to datetime.date"],
        [
            '2001-12-14 1:00:00',
            '2001-12-14 1:00:00Z',
            "can't compare offset-naive and offset-aware datetimes",
        ],
    ];
    for (const [left, right, expected] of less) {
        const answer = pythonLessThan(valueOf(left), valueOf(right));
        assert.deepEqual(
            answer,
            typeof expected === 'string' ? { type: 'TypeError', message: expected } : expected,
        );
    }
    assert.equal(pythonEqual(valueOf('1'), valueOf('1.0')), true);
    assert.equal(pythonEqual(valueOf('yes'), valueOf('1')), true);
    assert.equal(pythonEqual(valueOf('{a: 1, b: 2}'), valueOf('{b: 2, a: 1}')), true);
});

function sorted(yaml: string): string {
    const list = valueOf(yaml);
    assert.ok(list.type === 'list');
    const answer = pythonSorted(list.items, (item) => item);
    return 'error' in answer ? answer.error.message : answer.items.map(pythonRepr).join(' ');
}

test('a sort is stable, by code points, and raises at the pair which CPython compares first', () => {
    assert.equal(sorted('[b, a/, a-, a, "\\ue000", 😀]'), "'a' 'a-' 'a/' 'b' '\\ue000' '😀'");
    assert.equal(sorted('[2, 1.0, yes, 1]'), '1.0 True 1 2');
    const message = (left: string, right: string) =>
        `'<' not supported between instances of '${left}' and '${right}'`;
    assert.equal(sorted('[a, 1]'), message('int', 'str'));
    assert.equal(sorted('[1, a]'), message('str', 'int'));
    assert.equal(sorted('[b, c, a, 1, d]'), message('int', 'str'));
    assert.equal(sorted('[a, b, ~]'), message('NoneType', 'str'));
    assert.equal(sorted('[~]'), 'None');
    const many = Array.from({ length: 500 }, (_, index) => str(`n${index % 7}`));
    const answer = pythonSorted([...many.entries()], ([, value]) => value);
    assert.ok('items' in answer);
    const first = answer.items.slice(0, 72).map(([index]) => index);
    assert.deepEqual(
        first,
        [...first].sort((left, right) => left - right),
    );
});
