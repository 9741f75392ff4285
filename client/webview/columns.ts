// Which columns the table has and how wide they are: each as wide as what is in it, names share the
// rest, and where names would have too little, what tells least gives way. Pure.

import type { PreviewVerdict } from '../../server/src/features/previewData.js';
import { bytesText } from '../../server/src/util/bytesText.js';
import { lineWords } from '../../server/src/util/lineIndex.js';
import { formatShape, formatSlice, verdictWords } from './format.js';
import type { PlanModel } from './planModel.js';

/** What a column shows. */
export type ColumnName =
    'variable' | 'tensor' | 'slice' | 'shape' | 'dtype' | 'bytes' | 'verdict' | 'entry';

/** A column with the width that it is given, in the table's own em. */
export interface Column {
    readonly name: ColumnName;
    readonly title: string;
    readonly className: string;
    readonly width: number;
}

/** The columns of a table. A narrow one has the entry in the verdict's cell. */
export interface ColumnLayout {
    readonly narrow: boolean;
    readonly columns: readonly Column[];
}

/** How wide the columns of a section would like to be, in em, and what share variables get. */
export interface ColumnNeeds {
    readonly slice: number;
    readonly shape: number;
    readonly dtype: number;
    readonly bytes: number;
    /** A variable's verdict, without what it is for. */
    readonly verdict: number;
    /** What links behind the words, and longer words of tensors never read, would like besides. */
    readonly mend: number;
    /** The verdict with its entry, in the few words of a narrow table. */
    readonly verdictAndEntry: number;
    readonly entry: number;
    /** The longest names, in letters. */
    readonly variableLetters: number;
    readonly tensorLetters: number;
    /** Whether tensors have a name beside their key: that of the variable when it was saved. */
    readonly hasSavedNames: boolean;
}

/** Widths in em: a letter of a name, a letter of a word, the padding of a cell, a verdict's sign. */
const nameLetter = 0.61;
const wordLetter = 0.57;
const padding = 1.45;
const sign = 1.4;

/** What both names together should have at least, in em. */
const roomForNames = 38;

/** What a link gets even where names are short of room, in em. */
const leastMend = 5;

/** Indentation, twisty and the count of a folded line, in letters. */
const lettersBeforeName = 12;

const looks: Readonly<Record<ColumnName, Pick<Column, 'title' | 'className'>>> = {
    variable: { title: 'Variable', className: 'variable' },
    tensor: { title: 'Tensor', className: 'tensor' },
    slice: { title: 'Slice', className: 'slice' },
    shape: { title: 'Shape', className: 'shape number' },
    dtype: { title: 'dtype', className: 'dtype' },
    bytes: { title: 'Bytes', className: 'bytes number' },
    verdict: { title: 'Verdict', className: 'verdict' },
    entry: { title: 'Entry', className: 'entry' },
};

const order = Object.keys(looks) as readonly ColumnName[];

/** Looks once at everything that the table may show. */
export function columnNeeds(model: PlanModel): ColumnNeeds {
    const { data, section } = model;
    const { verdicts, entries, lines } = section;
    const slices = data.texts.filter((text) => text.includes(' '));
    const dtypes = data.texts.filter((text) => !text.includes(' '));
    const entry = words(longestOf(entries.map(({ range }) => lineWords(range.start))));
    const expects = verdicts.filter(({ expected }) => expected);
    const mends = verdicts.map(({ fix }) => data.fixes[fix ?? -1]?.replacement ?? '');
    const firstNeverRead = section.groups[section.firstNeverReadGroup]?.firstLine;
    const hasEntry = new Set(['loads', 'would-load', 'changes-shape', 'fails', 'binds-nothing']);
    const wordsOf = ({ text }: PreviewVerdict): number => clamp(sign + words(text), 0, 20);
    // What something is for may be cut where names are short of room: its group says so, too.
    const verdict = longest(
        verdicts.filter(({ kind }) => kind !== 'never-read'),
        (each) => wordsOf({ ...each, text: each.text.split(' · ', 1)[0] ?? '' }),
    );
    return {
        slice: longest(slices, (slice) => formatSlice(slice).length * nameLetter + padding),
        shape: longest(data.shapes, (shape) => formatShape(shape).length * nameLetter + padding),
        dtype: longest(dtypes, words),
        bytes: words(bytesText(888)),
        verdict,
        mend: Math.max(
            longest(mends, (name) => (name === '' ? 0 : words(`${name} ?`))),
            longest(verdicts, wordsOf) - verdict,
        ),
        verdictAndEntry: longest(verdicts, (verdict) => {
            const ownEntry = hasEntry.has(verdict.kind) ? entry : 0;
            return clamp(sign + words(verdictWords(verdict, true)) + ownEntry, 0, 17);
        }),
        entry: Math.max(
            entry,
            longest(expects, ({ kind }) => words(expectationOf(kind))),
        ),
        variableLetters:
            lettersBeforeName +
            longest(lines.label.slice(0, firstNeverRead), ({ length }) => Math.min(length, 40)),
        tensorLetters: longest(lines.firstRow.slice(0, firstNeverRead), (row, line) => {
            const common = lines.tensor[line] ?? '';
            const tensor = common === '' ? (model.row(row).tensor ?? '') : common;
            const saved = lines.savedName?.[line] ?? '';
            const { length } = saved === '' ? (model.savedNameOf(row) ?? '') : saved;
            // What ends the keys of all objects alike may be cut.
            const key = tensor.replace(/\/\.(?:OPTIMIZER_SLOT|ATTRIBUTES)\/.*/, '').length;
            return Math.min(Math.max(key, length), 60);
        }),
        hasSavedNames: section.rows.savedName !== undefined,
    };
}

/** The key of the map that says that such a row is expected. */
export function expectationOf(kind: string): string {
    return kind === 'never-read' ? 'expect_unused' : 'expect_unassigned';
}

/** The columns for a table of this width in its own em. */
export function layoutColumns(needs: ColumnNeeds, width: number): ColumnLayout {
    const fixed = new Map<ColumnName, number>(
        order.flatMap((name) =>
            name === 'variable' || name === 'tensor'
                ? []
                : [[name, Math.max(needs[name], words(looks[name].title))]],
        ),
    );
    if (needs.slice === 0) {
        fixed.delete('slice');
    }
    const rest = (): number => width - [...fixed.values()].reduce((sum, each) => sum + each, 0);
    for (const name of ['dtype', 'slice', 'bytes'] as const) {
        if (rest() < roomForNames) {
            fixed.delete(name);
        }
    }
    const narrow = rest() < roomForNames;
    if (narrow) {
        fixed.delete('entry');
        fixed.set('verdict', Math.max(needs.verdictAndEntry, words(looks.verdict.title)));
        if (rest() < roomForNames / 2) {
            fixed.delete('shape');
        }
    }
    const letters = needs.variableLetters + needs.tensorLetters;
    const spare = rest() - letters * nameLetter - 2 * padding;
    if (!narrow) {
        // A link may be cut: its words are those of the fix, and its title has them whole.
        const mend = clamp(needs.mend, 0, Math.max(spare, leastMend));
        fixed.set('verdict', (fixed.get('verdict') ?? 0) + mend);
    }
    const share = clamp(needs.variableLetters / letters, narrow ? 0.5 : 0.42, 0.6);
    const names = Math.max(rest(), 0);
    fixed.set('variable', names * share);
    fixed.set('tensor', names * (1 - share));
    return {
        narrow,
        columns: order.flatMap((name) => {
            const own = fixed.get(name);
            const title =
                name === 'tensor' && needs.hasSavedNames ? 'Tensor · saved as' : undefined;
            return own === undefined
                ? []
                : [{ name, ...looks[name], ...(title === undefined ? {} : { title }), width: own }];
        }),
    };
}

function words(text: string): number {
    return text.length * wordLetter + padding;
}

function longestOf(texts: readonly string[]): string {
    return texts.reduce((most, text) => (most.length < text.length ? text : most), '');
}

function longest<T>(things: readonly T[], lengthOf: (thing: T, index: number) => number): number {
    return things.reduce((most, thing, index) => Math.max(most, lengthOf(thing, index)), 0);
}

function clamp(value: number, least: number, most: number): number {
    return Math.min(most, Math.max(least, value));
}
