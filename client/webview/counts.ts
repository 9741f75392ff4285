// What stands between outcome and table: the five numbers, and the chips that choose rows.

import type { PreviewSection, RoleCount } from '../../server/src/features/previewData.js';
import { bytesText } from '../../server/src/util/bytesText.js';
import { roleNoun } from '../../server/src/util/roleNoun.js';
import { element } from './dom.js';
import type { Chip } from './foldModel.js';
import { countWords, formatCount, plural, verdictSigns } from './format.js';
import type { PlanModel } from './planModel.js';

/** What a number and a chip do when they are pressed. */
export interface CountActions {
    readonly setChip: (chip: Chip) => void;
}

interface Tile {
    readonly chip: Chip;
    readonly number: string;
    readonly of?: string;
    readonly label: string;
    readonly aside?: string;
    /** More than there is room for. */
    readonly title?: string;
    readonly tone?: string;
}

/** The five numbers; each is also a filter. */
export function renderTiles(model: PlanModel, chip: Chip, actions: CountActions): HTMLElement {
    return element('div', {
        className: 'tiles',
        attributes: { role: 'group', 'aria-label': 'Counts' },
        children: tiles(model.section).map((tile) =>
            element('button', {
                className: ['tile', ...(tile.tone === undefined ? [] : [tile.tone])].join(' '),
                attributes: { type: 'button', 'aria-pressed': String(tile.chip === chip) },
                ...(tile.title === undefined ? {} : { title: tile.title }),
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

function tiles(section: PreviewSection): readonly Tile[] {
    const { counts } = section;
    const words = countWords(section);
    const { shards, keep, keepExpected, keepRoles, fail, neverRead, neverReadRoles } = counts;
    const known = counts.variables !== undefined || 0 < section.rows.variable.length;
    return [
        {
            chip: 'load',
            number: known ? formatCount(counts.load) : '–',
            ...(counts.variables === undefined
                ? {}
                : { of: `of ${formatCount(counts.variables)}` }),
            label: `variables ${words.load}`,
        },
        {
            chip: 'load',
            number: bytesText(counts.bytes),
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
            label: words.keep,
            ...(0 < keepExpected
                ? {
                      aside:
                          keepExpected === keep
                              ? 'as expected'
                              : `${formatCount(keepExpected)} as expected`,
                  }
                : mostOf(keepRoles)),
            ...allOf(keepRoles),
        },
        {
            chip: 'never',
            number: neverRead === undefined ? '–' : formatCount(neverRead),
            label: neverRead === 1 ? 'tensor never read' : 'tensors never read',
            ...mostOf(neverReadRoles),
            ...allOf(neverReadRoles),
        },
    ];
}

/** The role that most have, for which there is room. */
function mostOf([first]: readonly RoleCount[]): Pick<Tile, 'aside'> {
    return first === undefined ? {} : { aside: roleText(first) };
}

function allOf(roles: readonly RoleCount[]): Pick<Tile, 'title'> {
    return roles.length === 0 ? {} : { title: `Among them ${roles.map(roleText).join(', ')}` };
}

function roleText({ role, count }: RoleCount): string {
    return `${formatCount(count)} ${roleNoun(role, count)}`;
}

interface ChipLook {
    readonly chip: Chip;
    readonly text: string;
    /** The rest of the text, where there is room for it. */
    readonly more?: string;
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
    { chip: 'keep', text: 'Keep', more: ' initializer', sign: verdictSigns.keeps },
    { chip: 'unknown', text: 'Not known', sign: verdictSigns.unknown, isRare: true },
    { chip: 'never', text: 'Never read', sign: verdictSigns['never-read'] },
];

/** The chips: which rows the table shows. */
export function renderChips(
    counts: Readonly<Record<Chip, number>>,
    shown: Chip,
    actions: CountActions,
): HTMLElement {
    return element('div', {
        className: 'chips',
        attributes: { role: 'group', 'aria-label': 'Show' },
        children: chips
            .filter(({ chip, isRare }) => isRare !== true || 0 < counts[chip] || chip === shown)
            .map(({ chip, text, more, sign }) =>
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
                        text,
                        ...(more === undefined
                            ? []
                            : [element('span', { className: 'more', text: more })]),
                        ` ${formatCount(counts[chip])}`,
                    ],
                }),
            ),
    });
}
