// What a checkpoint or a model holds, as a person reads it: by scope, repeated scopes folded.

import type { CheckpointSource } from '../../checkpoint/checkpoint.js';
import { foldRows } from '../../features/previewFold.js';
import { plural, variableBytes } from '../../features/words.js';
import { formatWords } from '../../model/modelFormats.js';
import type { Model, ModelSource } from '../../model/model.js';
import { bytesText } from '../../util/bytesText.js';
import { defaultSeverities } from '../../util/diagnosticCodes.js';
import type { Problem } from '../../util/problem.js';
import { listShape, type StaticShape } from '../../util/shape.js';
import { roleNoun } from '../../util/roleNoun.js';
import { tensorRole } from '../../util/tensorRole.js';
import { alignRows, printable, printableLine, type Cell, type Colors } from '../terminal.js';
import { paintOf } from './findingsText.js';

interface Row {
    readonly name: string;
    readonly dtype: string;
    readonly shape: StaticShape;
    readonly bytes: number | null;
    /** What else there is to say. */
    readonly notes: readonly string[];
}

/** The text of a checkpoint that could be read. */
export function checkpointText(source: CheckpointSource, colors: Colors): string {
    const { checkpoint } = source;
    if (checkpoint === undefined) {
        return '';
    }
    const kind = `${checkpoint.format.toUpperCase()}${checkpoint.objectBased ? ', object-based' : ''}`;
    const rows = Array.from({ length: checkpoint.tensorCount }, (_, index): Row => {
        const { name, dtype, shape, bytes, slices } = checkpoint.tensor(index);
        const role = tensorRole(name, dtype) ?? 'weight';
        const fullName = source.objects?.of(name).fullName;
        return {
            name,
            dtype,
            shape,
            bytes,
            notes: [
                ...(slices === undefined ? [] : [plural(slices.length, 'slice')]),
                ...(role === 'weight' ? [] : [roleNoun(role)]),
                ...(fullName === undefined ? [] : [`saved as ${printableLine(fullName)}`]),
            ],
        };
    });
    const facts = [
        kind,
        plural(checkpoint.tensorCount, 'tensor'),
        bytesText(checkpoint.totalBytes),
        plural(checkpoint.shardCount, 'shard'),
    ];
    return page(source.prefix ?? source.argument, facts, source.problems, rows, colors);
}

/** The text of a model that could be read. */
export function modelText(source: ModelSource, model: Model, colors: Colors): string {
    const rows = model.variables.map((variable): Row => {
        const { name, dtype, shape, kind, trainable, storeKey } = variable;
        return {
            name,
            dtype,
            shape,
            bytes: variableBytes(variable) ?? null,
            notes: [
                ...(kind === 'ref' ? ['ref'] : []),
                ...(trainable ? [] : ['not trainable']),
                ...(storeKey === null ? ['not in the store'] : []),
                ...(storeKey === null || storeKey === name ? [] : [`store key ${storeKey}`]),
            ],
        };
    });
    const bytes = rows.reduce((sum, row) => sum + (row.bytes ?? 0), 0);
    const facts = [
        modelWords(source),
        plural(model.variables.length, 'variable'),
        bytesText(bytes),
    ];
    return page(source.argument, facts, source.problems, rows, colors);
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
        ...problems.map((problem) => problemLine(problem, colors)),
        ...groupLines(rows, colors),
    ].join('\n')}\n`;
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
    const signatures = rows.map(({ dtype, shape, notes }) => {
        const kind = JSON.stringify([
            dtype,
            shape,
            notes.map((note) => note.replace(/^(store key|saved as) .*/, '$1')),
        ]);
        const known = kinds.get(kind) ?? kinds.size;
        kinds.set(kind, known);
        return known;
    });
    const groups = foldRows(
        rows.map(({ name }) => name),
        signatures,
    );
    const cells: (readonly Cell[])[] = [];
    const heads = new Map<number, string>();
    for (const { label, times, lines } of groups) {
        const name = label === '' ? 'without a scope' : printableLine(label);
        heads.set(
            cells.length,
            `  ${colors.bold(name)}${times === 1 ? '' : colors.dim(` ×${times}`)}`,
        );
        for (const line of lines) {
            const row = rows[line.rows[0] ?? 0];
            if (row !== undefined) {
                cells.push(cellsOf(line.label, row, line.rows.length / times, colors));
            }
        }
    }
    const aligned = alignRows(cells, '    ');
    return aligned.flatMap((line, index) => {
        const head = heads.get(index);
        return head === undefined ? [line] : ['', head, line];
    });
}

function cellsOf(label: string, row: Row, repeats: number, colors: Colors): readonly Cell[] {
    const segment = row.name.slice(row.name.lastIndexOf('/') + 1);
    return [
        { text: printableLine(label === '' ? segment : label) },
        { text: row.dtype },
        { text: listShape(row.shape) },
        { text: row.bytes === null ? '' : bytesText(row.bytes), align: 'right' },
        {
            text: [...(1 < repeats ? [`×${repeats}`] : []), ...row.notes].join(', '),
            paint: colors.dim,
        },
    ];
}

/** What a model was read from, and what that does not know. */
function modelWords({ model, format }: ModelSource): string {
    if (format !== undefined && format !== 'variables' && format !== 'metaGraph') {
        const { name, knows } = formatWords[format];
        return `${name}: ${knows}`;
    }
    return model?.certainty === 'exact' ? 'variables file' : 'graph: the store is inferred';
}
