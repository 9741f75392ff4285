// The YAML reader against PyYAML 6: every recorded scalar and document, value for value.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MapNode } from '../../server/src/assignmentMap/assignmentMap.js';
import { parseAssignmentMap } from '../../server/src/assignmentMap/parseAssignmentMap.js';
import { quoteFix, readsOtherwise } from '../../server/src/assignmentMap/print.js';
import { readYaml } from '../../server/src/assignmentMap/yamlDocuments.js';
import { pythonRepr } from '../../server/src/util/pythonRepr.js';
import {
    encode,
    recordedDocuments,
    recordedScalars,
    type RecordedScalar,
} from '../support/recordedYaml.js';

function nodeOf({ document, as }: RecordedScalar): MapNode | undefined {
    const root = readYaml(document).documents[0]?.node;
    const [member] = root?.members ?? [];
    return as === 'value' ? member?.value : as === 'key' ? member?.key : root?.items?.[0];
}

test('every recorded scalar has the type and value that PyYAML gives it', () => {
    const scalars = recordedScalars();
    assert.ok(1000 < scalars.length);
    for (const scalar of scalars) {
        const { fault, documents } = readYaml(scalar.document);
        const label = JSON.stringify(scalar.document);
        if (scalar.type === 'error') {
            assert.notEqual(fault, undefined, `${label} is refused by PyYAML`);
            continue;
        }
        // An empty entry before a comma, which nobody writes: refused here, so that nothing is
        // said about the map that would be wrong.
        if (scalar.document === '[?,]\n') {
            assert.notEqual(fault, undefined);
            continue;
        }
        assert.equal(fault, undefined, label);
        const root = documents[0]?.node;
        const node = scalar.type === 'other' ? root : nodeOf(scalar);
        assert.equal(node === undefined ? 'None' : pythonRepr(node.value), scalar.repr, label);
    }
});

test('every recorded document has the values that PyYAML gives it, or is refused', () => {
    const documents = recordedDocuments();
    assert.ok(500 < documents.length);
    for (const { id, text, values, error } of documents) {
        const read = readYaml(text);
        const label = `${id} ${JSON.stringify(text)}`;
        if (error !== undefined) {
            assert.notEqual(read.fault, undefined, `${label} is refused: ${error.problem}`);
            continue;
        }
        // A container inside itself has no meaning for TensorFlow, and no end for whoever walks it.
        if (JSON.stringify(values).includes('"recursive"') && read.fault !== undefined) {
            assert.match(read.fault.message, /holds itself/);
            continue;
        }
        assert.equal(read.fault, undefined, label);
        const ours = read.documents.map(({ node }) =>
            node === undefined ? null : encode(node.value),
        );
        // Where nothing is written PyYAML finds no document, and we one without a value.
        const isNothing = values.length === 0 && ours.length === 1 && ours[0] === null;
        assert.deepEqual(isNothing ? [] : ours, values, label);
    }
});

test('a refused document is one problem that says what to do, and never an exception', () => {
    for (const { text, error } of recordedDocuments()) {
        const map = parseAssignmentMap(text, 'yaml');
        const problems = map.problems.filter(({ code }) => code === 'map.syntax');
        assert.equal(problems.length, map.syntaxError ? 1 : 0, JSON.stringify(text));
        if (error !== undefined) {
            const [problem] = problems;
            assert.match(problem?.message ?? '', /^Found .*[^.]$/s, JSON.stringify(text));
            const { start = -1, end = -1 } = problem?.span ?? {};
            assert.ok(0 <= start && start <= end && end <= text.length, JSON.stringify(text));
        }
    }
});

test('a scalar that PyYAML reads as no string is quoted by its fix, and is a string then', () => {
    const typed = recordedScalars().filter(
        ({ type, text }) =>
            ['int', 'float', 'bool', 'NoneType', 'date', 'datetime'].includes(type) &&
            /^[^\s#&!*|>'"[\]{}?,:-][^\s#]*$/.test(text),
    );
    assert.ok(200 < typed.length);
    for (const scalar of typed) {
        const node = nodeOf(scalar);
        assert.ok(node !== undefined);
        assert.equal(readsOtherwise(node), scalar.text, scalar.document);
        const [fix] = quoteFix(node, scalar.document) ?? [];
        const [edit] = fix?.edits ?? [];
        assert.ok(edit !== undefined);
        const document =
            scalar.document.slice(0, edit.span.start) +
            edit.newText +
            scalar.document.slice(edit.span.end);
        assert.deepEqual(nodeOf({ ...scalar, document })?.value, {
            type: 'str',
            value: scalar.text,
        });
    }
});
