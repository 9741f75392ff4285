// What stands at the top: the tabs of several calls, and the outcome in one sentence.

import type { PreviewOutcome, PreviewSection } from '../../server/src/features/previewData.js';
import { element, linkButton, withNames } from './dom.js';
import type { PlanModel } from './planModel.js';

/** What a person can do at the top. */
export interface HeadActions {
    readonly applyFix: (fix: number) => void;
    readonly revealOutcome: () => void;
    readonly setSection: (title: string) => void;
}

const toneSigns: Readonly<Record<PreviewOutcome['tone'], string>> = {
    ok: '✓',
    information: '?',
    warning: '△',
    error: '✕',
};

/** Everything above the numbers: tabs, what would happen, and where the model comes from. */
export function renderHead(
    sections: readonly PreviewSection[],
    model: PlanModel,
    actions: HeadActions,
): readonly HTMLElement[] {
    return [
        renderSections(sections, model.section, actions),
        renderOutcome(model, actions),
        renderModelNotes(model),
    ].filter((part) => part !== undefined);
}

/** One sentence on what would happen, the fix, and TensorFlow's own words. */
function renderOutcome(model: PlanModel, actions: HeadActions): HTMLElement {
    const { outcome } = model.section;
    const headline =
        outcome.range === undefined
            ? element('span', { className: 'headline', text: outcome.headline })
            : element('button', {
                  className: 'headline',
                  text: outcome.headline,
                  title: 'Show the place in the editor',
                  attributes: { type: 'button' },
                  onClick: actions.revealOutcome,
              });
    const fixes = outcome.fixes.flatMap((number) => {
        const fix = model.data.fixes[number];
        return fix === undefined
            ? []
            : [
                  linkButton(fix.title, () => {
                      actions.applyFix(number);
                  }),
              ];
    });
    const explanation =
        outcome.explanation === undefined
            ? []
            : [
                  element('span', {
                      className: 'explanation',
                      children: withNames(outcome.explanation),
                  }),
              ];
    return element('section', {
        className: `outcome ${outcome.tone}`,
        attributes: { 'aria-label': 'Outcome' },
        children: [
            element('div', {
                className: 'sentence',
                children: [
                    element('div', {
                        className: 'headline-line',
                        children: [
                            element('span', {
                                className: 'sign',
                                text: toneSigns[outcome.tone],
                                attributes: { 'aria-hidden': 'true' },
                            }),
                            headline,
                        ],
                    }),
                    ...explanation,
                    ...fixes,
                ],
            }),
            ...(outcome.exception === undefined
                ? []
                : [element('code', { className: 'exception', text: outcome.exception })]),
        ],
    });
}

/** Where the model comes from, where there is something to say about it. */
function renderModelNotes({ section }: PlanModel): HTMLElement | undefined {
    const { model, modelNotes } = section;
    return modelNotes.length === 0
        ? undefined
        : element('p', {
              className: 'model-notes muted',
              children: [
                  ...(model === undefined
                      ? []
                      : ['Model ', element('code', { text: model }), ': ']),
                  ...modelNotes.flatMap((note, index) => [
                      ...(index === 0 ? [] : [' ']),
                      ...withNames(`${note}.`),
                  ]),
              ],
          });
}

/** The tabs of a file with several calls. */
function renderSections(
    sections: readonly PreviewSection[],
    shown: PreviewSection,
    actions: HeadActions,
): HTMLElement | undefined {
    if (sections.length < 2) {
        return undefined;
    }
    return element('nav', {
        className: 'sections',
        attributes: { 'aria-label': 'Calls' },
        children: sections.map((section) =>
            element('button', {
                className: section === shown ? 'section on' : 'section',
                text: section.title,
                attributes: { type: 'button', 'aria-pressed': String(section === shown) },
                onClick: () => {
                    actions.setSection(section.title);
                },
            }),
        ),
    });
}
