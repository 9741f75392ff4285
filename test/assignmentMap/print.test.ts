// What is written into a map is read as the very same name: by our reader, which is held against
// PyYAML (pyyaml.test.ts), and by YAML 1.2.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isScalar, isMap, isSeq, parseDocument } from 'yaml';
import type { MapNode, ScalarStyle } from '../../server/src/assignmentMap/assignmentMap.js';
import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';
import {
    printName,
    printScalar,
    replaceName,
    type PrintContext,
} from '../../server/src/assignmentMap/print.js';
import { recordedScalars } from '../support/recordedYaml.js';

const styles: readonly (ScalarStyle | undefined)[] = [undefined, 'plain', 'single', 'double'];

const frames: readonly {
    readonly context: PrintContext;
    readonly frame: (printed: string) => string;
    readonly side: 'key' | 'value' | 'item';
}[] = [
    { context: 'block', frame: (printed) => `${printed}: v\n`, side: 'key' },
    { context: 'block', frame: (printed) => `k: ${printed} # c\n`, side: 'value' },
    { context: 'block', frame: (printed) => `- ${printed}\n`, side: 'item' },
    { context: 'flow', frame: (printed) => `{${printed}: v}\n`, side: 'key' },
    { context: 'flow', frame: (printed) => `{k: ${printed}}\n`, side: 'value' },
    { context: 'flow', frame: (printed) => `[${printed}, x]\n`, side: 'item' },
];

function ours(text: string, side: 'key' | 'value' | 'item'): unknown {
    const map = parseAssignmentMap(text, 'yaml');
    assert.equal(map.syntaxError, false, JSON.stringify(text));
    const root = map.calls[0]?.argument;
    const node: MapNode | undefined =
        side === 'item' ? root?.items?.[0] : root?.members?.[0]?.[side];
    return node?.value.type === 'str' ? node.value.value : node?.value;
}

function yaml12(text: string, side: 'key' | 'value' | 'item'): unknown {
    const { contents, errors } = parseDocument(text);
    assert.deepEqual(errors, [], JSON.stringify(text));
    const node = isMap(contents)
        ? contents.items[0]?.[side === 'key' ? 'key' : 'value']
        : isSeq(contents)
          ? contents.items[0]
          : undefined;
    return isScalar(node) ? node.value : node;
}

function checkName(name: string): void {
    for (const style of styles) {
        for (const { context, frame, side } of frames) {
            const text = frame(printName(name, context, style));
            assert.equal(ours(text, side), name, JSON.stringify(text));
            assert.equal(yaml12(text, side), name, JSON.stringify(text));
        }
    }
    assert.equal(JSON.parse(printScalar(name, 'json')), name);
}

test('every recorded scalar is written so that it is read as itself', () => {
    for (const name of new Set(recordedScalars().map(({ text }) => text))) {
        checkName(name);
    }
});

test('any name is written so that it is read as itself', () => {
    const characters = fc.constantFrom(
        ...Array.from('abN012 .:/-_?!&*#%@`|>{}[],\'"\\~=<+\t\n\r\0\x07\x7f\x85\xa0\xadé日'),
        ...[
            '\u2028',
            '\u200b',
            '\ufeff',
            '\ue000',
            '😀',
            '\u3000',
            'no',
            '1:30',
            ': ',
            ' #',
            '---',
        ],
    );
    const names = fc.array(characters, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(fc.property(names, checkName), { numRuns: 700, seed: 20260101 });
});

test('names as TensorFlow writes them stay without quotes', () => {
    const names = [
        'bert/',
        'bert/encoder/layer_0/attention/self/query/kernel',
        'model/layer-0/.ATTRIBUTES/VARIABLE_VALUE',
        '_CHECKPOINTABLE_OBJECT_GRAPH',
        'global_step',
        '/',
        'dense_1/kernel',
        'runs/bert/model.ckpt-1000',
        'w:0',
    ];
    for (const name of names) {
        assert.equal(printScalar(name, 'block'), name);
        assert.equal(printScalar(name, 'flow'), name);
        assert.equal(printScalar(name, 'comment'), name);
    }
    for (const name of [
        'no',
        '012',
        '1_000',
        '1:30',
        '2001-12-14',
        '~',
        '<<',
        'null',
        '1.0',
        'y',
    ]) {
        assert.equal(printScalar(name, 'block'), `'${name}'`);
    }
    assert.equal(printScalar('**/Adam*', 'flow'), "'**/Adam*'");
    assert.equal(printScalar('a[0]', 'block'), 'a[0]');
    assert.equal(printScalar('a[0]', 'flow'), "'a[0]'");
    assert.equal(printScalar("it's", 'block'), "it's");
    assert.equal(printScalar("'it'", 'block'), "'''it'''");
    assert.equal(printScalar('a\nb', 'block'), '"a\\nb"');
});

function replaced(text: string, side: 'key' | 'value', name: string, language: 'yaml' | 'json') {
    const member = parseAssignmentMap(text, language).calls[0]?.argument?.members?.[0];
    assert.ok(member !== undefined);
    const { span, newText } = replaceName(member[side], name, language, text);
    return text.slice(0, span.start) + newText + text.slice(span.end);
}

test('a name that is replaced keeps the quotes that it had', () => {
    assert.equal(replaced('a: b # c\n', 'value', 'x/', 'yaml'), 'a: x/ # c\n');
    assert.equal(replaced('a: b\n', 'value', 'no', 'yaml'), "a: 'no'\n");
    assert.equal(replaced("a: 'b'\n", 'value', 'x/', 'yaml'), "a: 'x/'\n");
    assert.equal(replaced('"a": "b"\n', 'key', 'x/', 'yaml'), '"x/": "b"\n');
    assert.equal(replaced('a:\n', 'value', 'x/', 'yaml'), 'a: x/\n');
    assert.equal(replaced('{a: b}\n', 'value', 'x,y', 'yaml'), "{a: 'x,y'}\n");
    assert.equal(replaced('{"a": "b"}', 'value', 'x"y', 'json'), '{"a": "x\\"y"}');
});

test('a value of the ckptmap comment is read as it was written', () => {
    for (const path of ['runs/x', 'my runs/x', 'C:\\runs\\x', 'a"b', "it's", 'a=b', '#x', 'é']) {
        for (const style of styles) {
            const comment = `# ckptmap: checkpoint=${printName(path, 'comment', style)} model=g.meta`;
            const [call] = parseAssignmentMap(`${comment}\na: b\n`, 'yaml').calls;
            assert.equal(call?.checkpoint?.path, path, comment);
            assert.equal(call.model?.path, 'g.meta', comment);
        }
    }
});
