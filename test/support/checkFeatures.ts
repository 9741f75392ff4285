// One helper for each feature: the only code that calls it, so that the tests are data.

import assert from 'node:assert/strict';
import {
    type CodeAction,
    type CompletionItem,
    type CompletionList,
    type Diagnostic,
    type MarkupContent,
    type Range,
} from 'vscode-languageserver-types';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import type { TextDocument } from '../../server/src/workspace/documents.js';
import { openFixture, type OpenFixture, type OpenOptions } from './service.js';

/** What nearly every small fixture gives, and few tests are about. */
const usual = new Set([
    'checkpoint.unknown',
    'model.unknown',
    'variable.unassigned',
    'tensor.unused',
]);

/** Holds the diagnostics of a fixture against its carets; codes of `usual` count if expected. */
export async function checkDiagnostics(source: string, options?: OpenOptions): Promise<void> {
    const open = await openFixture(source, options);
    const { expected } = open.fixture.main;
    const expectedCodes = new Set(expected.map(({ code }) => code));
    const found = (await diagnosticsOf(open)).filter(
        ({ code }) => !usual.has(String(code)) || expectedCodes.has(String(code)),
    );
    assert.deepEqual(
        found.map(placeText).sort(),
        expected
            .map(({ line, start, end, code }) => `${line}:${start}-${line}:${end} ${code}`)
            .sort(),
        found.map((each) => `${placeText(each)} ${messageOf(each)}`).join('\n'),
    );
    for (const { line, start, code, message } of expected) {
        const match = found.find(
            (each) =>
                each.code === code &&
                each.range.start.line === line &&
                each.range.start.character === start,
        );
        const text = match === undefined ? '' : messageOf(match);
        assert.ok(text.includes(message), `${text}\n≠ ${message}`);
    }
}

/** The diagnostics of an open fixture. */
export async function diagnosticsOf({ service, document }: OpenFixture): Promise<Diagnostic[]> {
    return [...(await service.diagnostics(document, neverCancelled))];
}

/** A diagnostic's message; ours is always plain text. */
export function messageOf({ message }: Diagnostic): string {
    return typeof message === 'string' ? message : message.value;
}

function placeText({ range, code }: Diagnostic): string {
    const { start, end } = range;
    return `${start.line}:${start.character}-${end.line}:${end.character} ${String(code)}`;
}

/** The completion list at the cursor. */
export async function completionAt(open: OpenFixture): Promise<CompletionList> {
    const { service, document, fixture } = open;
    assert.ok(fixture.main.cursor !== undefined, 'The fixture has no $0');
    return service.completion(document, document.positionAt(fixture.main.cursor), neverCancelled);
}

/** Holds the labels at the cursor, in the order in which an editor shows them, against these. */
export async function checkLabels(
    source: string,
    labels: readonly string[],
    options?: OpenOptions,
): Promise<CompletionList> {
    const list = await completionAt(await openFixture(source, options));
    assert.deepEqual(
        shown(list).map(({ label }) => label),
        labels,
    );
    return list;
}

/** Accepts an item at the cursor and holds the text that comes of it against this one. */
export async function checkAccepted(
    source: string,
    label: string,
    expected: string,
    options?: OpenOptions,
): Promise<void> {
    const open = await openFixture(source, options);
    const list = await completionAt(open);
    const item = list.items.find((each) => each.label === label);
    assert.ok(item, `No item '${label}' among ${list.items.map((each) => each.label).join(', ')}`);
    assert.equal(applyItem(open.document, list, item), expected);
    assertFilterMatches(open, list, item);
}

/** The items as an editor sorts them. */
function shown({ items }: CompletionList): readonly CompletionItem[] {
    return [...items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
}

function rangeOf(list: CompletionList): Range {
    const range = list.itemDefaults?.editRange;
    assert.ok(range && 'start' in range, 'The list has no range');
    return range;
}

function applyItem(document: TextDocument, list: CompletionList, item: CompletionItem): string {
    const newText = item.textEditText ?? item.label;
    return applyEdits(document, [{ range: rangeOf(list), newText }]);
}

// VS Code drops an item whose filter text does not hold, in order, what stands before the cursor.
function assertFilterMatches(
    { document, fixture }: OpenFixture,
    list: CompletionList,
    item: CompletionItem,
): void {
    const start = document.offsetAt(rangeOf(list).start);
    const typed = document.getText().slice(start, fixture.main.cursor).trimStart().toLowerCase();
    const filter = (item.filterText ?? item.label).toLowerCase();
    let at = 0;
    for (const letter of typed) {
        at = filter.indexOf(letter, at) + 1;
        assert.notEqual(at, 0, `An editor would drop '${filter}' for '${typed}'`);
    }
}

/** The hover at the cursor; empty where there is none. */
export async function hoverAt(source: string, options?: OpenOptions): Promise<string> {
    const { service, document, fixture } = await openFixture(source, options);
    assert.ok(fixture.main.cursor !== undefined, 'The fixture has no $0');
    const position = document.positionAt(fixture.main.cursor);
    const hover = await service.hover(document, position, neverCancelled);
    return hover === undefined ? '' : (hover.contents as MarkupContent).value;
}

/** The quick fixes for the diagnostics of a code, all of them where no code is given. */
export async function fixesFor(open: OpenFixture, code?: string): Promise<readonly CodeAction[]> {
    const diagnostics = (await diagnosticsOf(open)).filter(
        (each) => code === undefined || each.code === code,
    );
    const [first] = diagnostics;
    assert.ok(first, `No diagnostic ${code ?? ''}`);
    const request = { range: first.range, diagnostics, only: undefined };
    return open.service.codeActions(open.document, request, neverCancelled);
}

/** Applies the preferred fix of a code (or the one with this title) and compares the text. */
export async function checkFix(
    source: string,
    code: string,
    expected: string,
    { title, ...options }: OpenOptions & { readonly title?: string } = {},
): Promise<void> {
    const open = await openFixture(source, options);
    const actions = await fixesFor(open, code);
    const action = actions.find((each) =>
        title === undefined ? each.isPreferred === true : each.title === title,
    );
    assert.ok(action, `No such fix among: ${actions.map((each) => each.title).join('; ')}`);
    assert.equal(action.kind, 'quickfix');
    const edits = action.edit?.changes?.[open.document.uri] ?? [];
    assert.equal(applyEdits(open.document, edits), expected);
}

function applyEdits(
    document: TextDocument,
    edits: readonly { readonly range: Range; readonly newText: string }[],
): string {
    return [...edits]
        .sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
        .reduce(
            (text, { range, newText }) =>
                text.slice(0, document.offsetAt(range.start)) +
                newText +
                text.slice(document.offsetAt(range.end)),
            document.getText(),
        );
}
