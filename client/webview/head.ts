// What stands above the table: the outcome, the five numbers, sections, chips and the filter box.

import type {
    PreviewCounts,
    PreviewOutcome,
    PreviewSection,
} from '../../server/src/features/previewData.js';
import { element, linkButton, withNames } from './dom.js';
import type { Chip } from './foldModel.js';
import { formatBytes, formatCount, plural, verdictSigns } from './format.js';
import type { PlanModel } from './planModel.js';

/** What a person can do above the table. */
export interface HeadActions {
    readonly applyFix: (fix: number) => void;
    readonly revealOutcome: () => void;
    readonly setChip: (chip: Chip) => void;
    readonly setSection: (title: string) => void;
}

const toneSigns: Readonly<Record<PreviewOutcome['tone'], string>> = {
    ok: '✓',
    information: '?',
    warning: '△',
    error: '✕',
};

/** One sentence on what would happen, the fix, and TensorFlow's own words. */
export function renderOutcome(model: PlanModel, actions: HeadActions): HTMLElement {
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
                    element('span', {
                        className: 'sign',
                        text: toneSigns[outcome.tone],
                        attributes: { 'aria-hidden': 'true' },
                    }),
                    headline,
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

/** The tabs of a file with several calls. */
export function renderSections(
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

interface Tile {
    readonly chip: Chip;
    readonly number: string;
    readonly of?: string;
    readonly label: string;
    readonly aside?: string;
    readonly tone?: string;
}

/** The five numbers; each is also a filter. */
export function renderTiles(model: PlanModel, chip: Chip, actions: HeadActions): HTMLElement {
    return element('div', {
        className: 'tiles',
        attributes: { role: 'group', 'aria-label': 'Counts' },
        children: tiles(model.section.counts, model.section.rows.variable.length).map((tile) =>
            element('button', {
                className: ['tile', ...(tile.tone === undefined ? [] : [tile.tone])].join(' '),
                attributes: { type: 'button', 'aria-pressed': String(tile.chip === chip) },
                onClick: () => {
                    actions.setChip(tile.chip === chip ? 'all' : tile.chip);
                },
                children: [
                    element('span', {
                        className: 'big',
                        children: [
                            tile.number,
                            ...(tile.of === undefined
                                ? []
                                : [element('span', { className: 'muted', text: ` ${tile.of}` })]),
                        ],
                    }),
                    element('span', {
                        className: 'small',
                        children: [
                            tile.label,
                            ...(tile.aside === undefined
                                ? []
                                : [
                                      element('span', {
                                          className: 'aside',
                                          text: ` (${tile.aside})`,
                                      }),
                                  ]),
                        ],
                    }),
                ],
            }),
        ),
    });
}

function tiles(counts: PreviewCounts, rows: number): readonly Tile[] {
    const { shards, keep, keepExpected, fail, neverRead, neverReadSlots } = counts;
    const known = counts.variables !== undefined || 0 < rows;
    return [
        {
            chip: 'load',
            number: known ? formatCount(counts.load) : '–',
            ...(counts.variables === undefined
                ? {}
                : { of: `of ${formatCount(counts.variables)}` }),
            label: 'variables would load',
        },
        {
            chip: 'load',
            number: formatBytes(counts.bytes),
            label:
                shards === undefined
                    ? 'read'
                    : `read, from ${shards.read} of ${plural(shards.all, 'shard')}`,
        },
        {
            chip: 'fail',
            number: formatCount(fail),
            label: fail === 1 ? 'fails' : 'fail',
            ...(0 < fail ? { tone: 'error' } : {}),
        },
        {
            chip: 'keep',
            number: formatCount(keep),
            label: keep === 1 ? 'keeps its initializer' : 'keep their initializer',
            ...(0 < keepExpected
                ? {
                      aside:
                          keepExpected === keep
                              ? 'as expected'
                              : `${formatCount(keepExpected)} as expected`,
                  }
                : {}),
        },
        {
            chip: 'never',
            number: neverRead === undefined ? '–' : formatCount(neverRead),
            label: neverRead === 1 ? 'tensor never read' : 'tensors never read',
            ...(0 < neverReadSlots ? { aside: plural(neverReadSlots, 'optimizer slot') } : {}),
        },
    ];
}

interface ChipLook {
    readonly chip: Chip;
    readonly text: string;
    readonly sign?: string;
    /** Shown only where there are any. */
    readonly isRare?: boolean;
}

const chips: readonly ChipLook[] = [
    { chip: 'all', text: 'All' },
    { chip: 'load', text: 'Load', sign: verdictSigns.loads },
    { chip: 'fail', text: 'Fail', sign: verdictSigns.fails },
    { chip: 'change', text: 'Change shape', sign: verdictSigns['changes-shape'] },
    { chip: 'nothing', text: 'Bind nothing', sign: verdictSigns['binds-nothing'], isRare: true },
    { chip: 'keep', text: 'Keep initializer', sign: verdictSigns.keeps },
    { chip: 'unknown', text: 'Not known', sign: verdictSigns.unknown, isRare: true },
    { chip: 'never', text: 'Never read', sign: verdictSigns['never-read'] },
];

/** The chips: which rows the table shows. */
export function renderChips(
    counts: Readonly<Record<Chip, number>>,
    shown: Chip,
    actions: HeadActions,
): HTMLElement {
    return element('div', {
        className: 'chips',
        attributes: { role: 'group', 'aria-label': 'Show' },
        children: chips
            .filter(({ chip, isRare }) => isRare !== true || 0 < counts[chip] || chip === shown)
            .map(({ chip, text, sign }) =>
                element('button', {
                    className: `chip ${chip}${chip === shown ? ' on' : ''}${counts[chip] === 0 ? ' zero' : ''}`,
                    attributes: { type: 'button', 'aria-pressed': String(chip === shown) },
                    onClick: () => {
                        actions.setChip(chip);
                    },
                    children: [
                        ...(sign === undefined
                            ? []
                            : [
                                  element('span', {
                                      className: 'sign',
                                      text: sign,
                                      attributes: { 'aria-hidden': 'true' },
                                  }),
                              ]),
                        `${text} ${formatCount(counts[chip])}`,
                    ],
                }),
            ),
    });
}
