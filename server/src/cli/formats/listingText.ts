// What a checkpoint or a model holds, as a person reads it: weights by scope, then all else by what
// it is for and by scope, repeated scopes folded.

import { foldRows } from '../../features/previewFold.js';
import { commonName } from '../../features/previewNames.js';
import { asKnown } from '../../features/modelNames.js';
import { countText, countVariables, plural, variableBytes } from '../../features/words.js';
import { formatWords } from '../../model/modelFormats.js';
import type { Model, ModelSource, ModelVariable } from '../../model/model.js';
import { isPattern, type PossibleVariable } from '../../model/openPart.js';
import { bytesText } from '../../util/bytesText.js';
import { defaultSeverities } from '../../util/diagnosticCodes.js';
import type { Problem } from '../../util/problem.js';
import { listShape, type StaticShape } from '../../util/shape.js';
import { roleNoun, tensorRoles, type TensorRole } from '../../util/roleNoun.js';
import { tensorRole } from '../../util/tensorRole.js';
import { alignRows, printable, printableLine, type Cell, type Colors } from '../terminal.js';
import { paintOf } from './findingsText.js';
import type { ListedTensors } from './listedTensors.js';
import { groupHead } from './groupHead.js';

interface Row {
    readonly name: string;
    readonly dtype: string;
    readonly shape: StaticShape;
    readonly bytes: number | null;
    readonly role: TensorRole;
    /** The name that a variable had when an object-based checkpoint was saved. */
    readonly savedName?: string | undefined;
    /** Where it is stored in a file of Keras, where that is not its name. */
    readonly place?: string | undefined;
    /** What else there is to say. */
    readonly notes: readonly string[];
}

/** The text of a checkpoint or a file of Keras that could be read. */
export function checkpointText(listed: ListedTensors, colors: Colors): string {
    const { prefix, format, index, objects, problems } = listed;
    const rows = Array.from({ length: index.tensorCount }, (_, at): Row => {
        const tensor = index.tensor(at);
        const { name, dtype, shape, bytes, slices } = tensor;
        return {
            name,
            dtype,
            shape,
            bytes,
            role: listed.roleOf(tensor) ?? 'weight',
            notes: [...(slices === undefined ? [] : [plural(slices.length, 'slice')])],
            savedName: objects?.of(name).fullName,
            place: listed.storedAt(name),
        };
    });
    const isKeras = format === 'h5' || format === 'keras';
    const facts = [
        `${formatNames[format]}${index.objectBased ? ', object-based' : ''}`,
        plural(index.tensorCount, 'tensor'),
        bytesText(index.totalBytes),
        ...(isKeras ? [notUsable] : [plural(index.shardCount, 'shard')]),
    ];
    return page(prefix, facts, problems, rows, colors);
}

const formatNames: Readonly<Record<ListedTensors['format'], string>> = {
    v2: 'V2',
    v1: 'V1',
    h5: 'HDF5',
    keras: 'Keras model',
};

const notUsable = 'not usable by init_from_checkpoint';

/** The text of a model that could be read. */
export function modelText(source: ModelSource, model: Model, colors: Colors): string {
    const known = model.variables.map((variable) => variableRow(variable, []));
    const possible = (model.open?.possible ?? []).map((variable) =>
        variableRow(asKnown(variable), perhaps(variable)),
    );
    const rows = [...known, ...possible];
    const bytes = known.reduce((sum, row) => sum + (row.bytes ?? 0), 0);
    const facts = [modelWords(source), ...countVariables(model), bytesText(bytes)];
    return page(source.argument, facts, source.problems, rows, colors);
}

function variableRow(variable: ModelVariable, more: readonly string[]): Row {
    const { name, dtype, shape, kind, trainable, storeKey } = variable;
    return {
        name,
        dtype,
        shape,
        bytes: variableBytes(variable) ?? null,
        role: tensorRole(name, dtype) ?? 'weight',
        notes: [
            ...(kind === 'ref' ? ['ref'] : []),
            ...(trainable ? [] : ['not trainable']),
            ...(storeKey === null ? ['not in the store'] : []),
            ...(storeKey === null || storeKey === name ? [] : [`store key ${storeKey}`]),
            ...more,
        ],
    };
}

/** What is not sure of a variable that a program makes. */
function perhaps({ name, certain, dtype }: PossibleVariable): readonly string[] {
    return [
        ...(isPattern(name) ? ['pattern'] : []),
        ...(certain ? [] : ['may not be made']),
        ...(dtype === undefined ? ['type not known'] : []),
    ];
}

function page(
    title: string,
    facts: readonly string[],
    problems: readonly Problem[],
    rows: readonly Row[],
    colors: Colors,
): string {
    return `${[
        colors.bold(printableLine(title)),
        `  ${facts.join(' · ')}`,
        ...roleLine(rows),
        ...problems.map((problem) => problemLine(problem, colors)),
        ...groupLines(rows, colors),
    ].join('\n')}\n`;
}

/** `78 weights · 156 optimizer slots · 1 step counter`, where there is more than weights. */
function roleLine(rows: readonly Row[]): readonly string[] {
    const parts = tensorRoles.flatMap((role) => {
        const count = rows.filter((row) => row.role === role).length;
        return count === 0 ? [] : [`${countText(count)} ${roleNoun(role, count)}`];
    });
    return rows.some(({ role }) => role !== 'weight') ? [`  ${parts.join(' · ')}`] : [];
}

function problemLine({ code, severity, message, error }: Problem, colors: Colors): string {
    const shown = severity ?? defaultSeverities[code];
    const paint = shown === 'off' ? colors.dim : paintOf(shown, colors);
    const raised =
        error === undefined
            ? ''
            : `\n    ${colors.dim(printableLine(`${error.type}: ${error.message}`))}`;
    return `  ${paint(shown)}  ${printable(message)}  ${colors.dim(code)}${raised}`;
}

function groupLines(rows: readonly Row[], colors: Colors): readonly string[] {
    const kinds = new Map<string, number>();
    const signatures = rows.map(({ dtype, shape, notes, savedName, place }) => {
        const shownNotes = notes.map((note) => note.replace(/^store key .*/, 'store key'));
        const kind = JSON.stringify([
            dtype,
            shape,
            savedName === undefined,
            place === undefined,
            shownNotes,
        ]);
        const known = kinds.get(kind) ?? kinds.size;
        kinds.set(kind, known);
        return known;
    });
    const cells: (readonly Cell[])[] = [];
    const heads = new Map<number, string>();
    for (const role of tensorRoles) {
        const indices = rows.flatMap((row, index) => (row.role === role ? [index] : []));
        const groups = foldRows(
            indices.map((index) => rows[index]?.name ?? ''),
            indices.map((index) => signatures[index] ?? 0),
        );
        for (const { label, times, lines } of groups) {
            const shownRole = role === 'weight' ? undefined : role;
            heads.set(cells.length, `  ${groupHead({ label, times, role: shownRole }, colors)}`);
            for (const line of lines) {
                const same = line.rows.flatMap((row) => rows[indices[row] ?? -1] ?? []);
                cells.push(cellsOf(line.label, same, same.length / times, colors));
            }
        }
    }
    const aligned = alignRows(cells, '    ');
    return aligned.flatMap((line, index) => {
        const head = heads.get(index);
        return head === undefined ? [line] : ['', head, line];
    });
}

/** A line of rows that are alike; there is at least one. */
function cellsOf(
    label: string,
    same: readonly Row[],
    repeats: number,
    colors: Colors,
): readonly Cell[] {
    const [row] = same;
    const { name = '', dtype = '', shape = [], bytes = null, notes = [] } = row ?? {};
    const segment = name.slice(name.lastIndexOf('/') + 1);
    const saved = commonName(same.flatMap(({ savedName }) => savedName ?? []));
    const stored = commonName(same.flatMap(({ place }) => place ?? []));
    const asides = [
        ...(1 < repeats ? [`×${repeats}`] : []),
        ...notes,
        ...(saved === '' ? [] : [`saved as ${printableLine(saved)}`]),
        ...(stored === '' ? [] : [`stored at ${printableLine(stored)}`]),
    ];
    return [
        { text: printableLine(label === '' ? segment : label) },
        { text: dtype },
        { text: listShape(shape) },
        { text: bytes === null ? '' : bytesText(bytes), align: 'right' },
        { text: asides.join(', '), paint: colors.dim },
    ];
}

/** What a model was read from, and what that does not know. */
function modelWords({ format }: ModelSource): string {
    switch (format) {
        case undefined:
        case 'variables':
            return formatWords.variables.name;
        case 'metaGraph':
            return 'graph: the store is inferred';
        default: {
            const { name, knows } = formatWords[format];
            return `${name}: ${knows}`;
        }
    }
}
