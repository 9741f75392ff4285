// Reads the recorded answers of PyYAML (test/recorded/README.md), and writes our values the same way.

import { readFileSync } from 'node:fs';
import { pythonRepr, pythonStr } from '../../server/src/util/pythonRepr.js';
import type { PythonValue } from '../../server/src/util/pythonValue.js';

/** A scalar at one place of a document, and what PyYAML read there. */
export interface RecordedScalar {
    readonly text: string;
    readonly as: 'value' | 'key' | 'item' | 'flow';
    readonly document: string;
    readonly type: string;
    readonly repr?: string;
}

/** A document, and what `safe_load_all` made of it. */
export interface RecordedDocument {
    readonly id: string;
    readonly text: string;
    readonly values: readonly unknown[];
    readonly error: { readonly type: string; readonly problem: string } | undefined;
}

/** Every recorded scalar. */
export function recordedScalars(): readonly RecordedScalar[] {
    return rows('scalars') as readonly RecordedScalar[];
}

/** Every recorded document that is text; what bytes mean is not this reader's matter. */
export function recordedDocuments(): readonly RecordedDocument[] {
    const documents = rows('documents') as readonly {
        readonly id: string;
        readonly text?: string;
        readonly loadAll: Pick<RecordedDocument, 'values' | 'error'>;
    }[];
    return documents.flatMap(({ id, text, loadAll }) =>
        text === undefined ? [] : [{ id, text, values: loadAll.values, error: loadAll.error }],
    );
}

/** A value in the form in which the answers are recorded. */
export function encode(value: PythonValue): unknown {
    switch (value.type) {
        case 'NoneType':
            return null;
        case 'str':
        case 'bool':
            return value.value;
        case 'int':
            return { int: String(value.value) };
        case 'float':
            return { float: pythonRepr(value) };
        case 'bytes':
            return { bytes: Buffer.from(value.value).toString('hex') };
        case 'date':
            return { date: pythonStr(value) };
        case 'datetime':
            return { datetime: pythonStr(value).replace(' ', 'T') };
        case 'object':
            throw new Error(`no document holds ${value.text}`);
        case 'list':
            return { list: value.items.map(encode) };
        case 'tuple':
            return { tuple: value.items.map(encode) };
        case 'set':
            return { set: value.items.map(encode).sort(byJson) };
        case 'dict':
            return { dict: value.items.map(([key, item]) => [encode(key), encode(item)]) };
    }
}

function byJson(left: unknown, right: unknown): number {
    return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

function rows(name: string): readonly unknown[] {
    return readFileSync(`test/recorded/yaml/${name}.jsonl`, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as unknown);
}
