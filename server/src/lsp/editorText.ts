// The texts that an editor has, and the documents which we know: a cell of a notebook is a text to the
// editor, and part of one program to us. Here, and nowhere else, places pass from one to the other.

import type {
    CodeAction,
    CodeLens,
    CompletionList,
    DefinitionLink,
    Diagnostic,
    Hover,
    Location,
    Range as TextRange,
    TextEdit,
} from 'vscode-languageserver';
import type { CodeActionRequest } from '../features/codeActions.js';
import type { DefinitionTarget } from '../features/definition.js';
import type { Position, Range } from '../util/lineIndex.js';
import type { Documents, TextDocument } from '../workspace/documents.js';
import { isNotebookDocument } from '../workspace/notebooks.js';
import { pathOfUri } from '../workspace/paths.js';

/** A text of the editor. */
export interface EditorText {
    readonly uri: string;
    readonly version: number;
    /** What it is, or of what it is a cell. */
    readonly document: TextDocument;
    /** The number of the cell; undefined where the text is a document of its own. */
    readonly cell: number | undefined;
}

/** The text of this URI; undefined where it is not open, and for a notebook, which is no text. */
export function textAt(documents: Documents, uri: string): EditorText | undefined {
    const inNotebook = documents.notebooks.cellAt(uri);
    if (inNotebook !== undefined) {
        return textsOf(inNotebook.document)[inNotebook.cell];
    }
    const document = documents.get(uri);
    return document === undefined ? undefined : textsOf(document).find((text) => text.uri === uri);
}

/** The texts which a document is to the editor: itself, or the cells of a notebook. */
export function textsOf(document: TextDocument): readonly EditorText[] {
    const { uri, version } = document;
    return isNotebookDocument(document)
        ? document.cells.map((text, cell) => ({ ...text, document, cell }))
        : [{ uri, version, document, cell: undefined }];
}

/** A place in a text, as a place in its document. */
export function inDocument({ cell }: EditorText, { line, character }: Position): Position {
    return { ...(cell === undefined ? {} : { cell }), line, character };
}

/** Those of a document's diagnostics that are in a text. */
export function diagnosticsIn(
    text: EditorText,
    diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
    return diagnostics.filter(({ range }) => isIn(text, range)).map((each) => inText(text, each));
}

/** A hover as the editor takes it. */
export function hoverIn(hover: Hover): Hover {
    return hover.range === undefined ? hover : { ...hover, range: plain(hover.range) };
}

/** Those of a document's lenses that are in a text. */
export function lensesIn(text: EditorText, lenses: readonly CodeLens[]): CodeLens[] {
    return lenses
        .filter(({ range }) => isIn(text, range))
        .map((lens) => ({ ...lens, range: plain(lens.range) }));
}

/** A call that makes a variable, for editors that show what led there. */
export function definitionLink(documents: Documents, target: DefinitionTarget): DefinitionLink {
    const { uri, range } = definitionLocation(documents, target);
    return {
        targetUri: uri,
        targetRange: range,
        targetSelectionRange: range,
        originSelectionRange: plain(target.asked),
    };
}

/** The same for other editors. Of a notebook that is not open nothing but the file can be told. */
export function definitionLocation(
    documents: Documents,
    { uri, range }: DefinitionTarget,
): Location {
    const { cell } = range.start;
    const text =
        cell === undefined
            ? undefined
            : documents.notebooks.atPath(pathOfUri(uri) ?? '')?.cells[cell];
    const start = { line: 0, character: 0 };
    return cell !== undefined && text === undefined
        ? { uri, range: { start, end: start } }
        : { uri: text?.uri ?? uri, range: plain(range) };
}

/** A completion list as the editor takes it. */
export function completionIn(list: CompletionList): CompletionList {
    const range = list.itemDefaults?.editRange;
    return {
        ...list,
        ...(range !== undefined && 'start' in range
            ? { itemDefaults: { ...list.itemDefaults, editRange: plain(range) } }
            : {}),
        items: list.items.map((item) =>
            item.textEdit !== undefined && 'range' in item.textEdit
                ? { ...item, textEdit: plainEdit(item.textEdit) }
                : item,
        ),
    };
}

/** A question for code actions as its document takes it. */
export function actionRequestOf(text: EditorText, request: CodeActionRequest): CodeActionRequest {
    const within = ({ start, end }: Range): TextRange => ({
        start: inDocument(text, start),
        end: inDocument(text, end),
    });
    return {
        ...request,
        range: within(request.range),
        diagnostics: request.diagnostics.map((each) => ({ ...each, range: within(each.range) })),
    };
}

/** A code action as the editor takes it: each edit in the text of its cell. */
export function actionIn(text: EditorText, action: CodeAction): CodeAction {
    const { diagnostics, edit } = action;
    const changes = Object.entries(edit?.changes ?? {}).flatMap(([uri, edits]) =>
        edits.map((each) => ({ uri: uriOf(text, uri, each.range), edit: plainEdit(each) })),
    );
    const byText: Record<string, TextEdit[]> = {};
    for (const { uri, edit: each } of changes) {
        byText[uri] = [...(byText[uri] ?? []), each];
    }
    return {
        ...action,
        ...(diagnostics === undefined
            ? {}
            : { diagnostics: diagnostics.map((each) => ({ ...each, range: plain(each.range) })) }),
        ...(edit === undefined ? {} : { edit: { ...edit, changes: byText } }),
    };
}

function isIn({ cell }: EditorText, { start }: Range): boolean {
    return start.cell === cell;
}

function inText(text: EditorText, diagnostic: Diagnostic): Diagnostic {
    const { range, relatedInformation } = diagnostic;
    return {
        ...diagnostic,
        range: plain(range),
        ...(relatedInformation === undefined
            ? {}
            : {
                  relatedInformation: relatedInformation.map(({ location, message }) => ({
                      location: {
                          uri: uriOf(text, location.uri, location.range),
                          range: plain(location.range),
                      },
                      message,
                  })),
              }),
    };
}

/** The text of the editor in which a range of a document is. */
function uriOf({ document }: EditorText, uri: string, { start }: Range): string {
    const isCell = isNotebookDocument(document) && uri === document.uri;
    return (isCell ? document.cells[start.cell ?? 0]?.uri : undefined) ?? uri;
}

function plainEdit<T extends { readonly range: Range }>(edit: T): T & { range: TextRange } {
    return { ...edit, range: plain(edit.range) };
}

/** A range as the protocol has it, without the number of the cell. */
function plain({ start, end }: Range): TextRange {
    return {
        start: { line: start.line, character: start.character },
        end: { line: end.line, character: end.character },
    };
}
