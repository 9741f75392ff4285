// Code lenses of programs: above each call that loads and each restore, what it would do in one
// sentence. Map files have none: their preview is a button in the editor's title.

import type { CodeLens } from 'vscode-languageserver-types';
import type { PlannedMap } from '../workspace/mapInputs.js';
import { previewLoadPlan } from './preview.js';
import type { Tone } from './previewData.js';

const signs: Readonly<Record<Tone, string>> = {
    ok: '✓',
    information: '?',
    warning: '△',
    error: '✕',
};

/** The lenses of a planned program; the editor's `previewCommand` opens the preview of a URI. */
export function codeLenses(planned: PlannedMap, previewCommand: string): readonly CodeLens[] {
    const { document, plan, lines, program } = planned;
    if (program === undefined) {
        return [];
    }
    const { uri } = document;
    const { sections } = previewLoadPlan({ uri, version: null, lines, plan, program });
    const spans = [
        ...plan.calls.map(({ call }) => (call.program?.evaluated === true ? call.span : undefined)),
        ...program.restores.map(({ place }) => program.files.spanOf(place)),
    ];
    const told = sections.filter(({ kind }) => kind !== 'final');
    return told.flatMap(({ outcome }, index): readonly CodeLens[] => {
        const span = spans[index];
        if (span === undefined) {
            return [];
        }
        const title = `${signs[outcome.tone]} ${outcome.headline}`;
        const { start } = lines.rangeOf(span);
        if (start.file !== undefined) {
            return [];
        }
        return [
            {
                range: { start, end: start },
                command: { title, command: previewCommand, arguments: [uri] },
            },
        ];
    });
}
