// A file of Keras where a checkpoint should be: what it holds, as it is no use to the call.

import type { CheckpointTensor } from '../checkpoint/checkpoint.js';
import type { KerasCheckpoint, KerasSource } from '../model/kerasFile.js';
import { bytesText } from '../util/bytesText.js';
import { roleNoun, tensorRoles, type TensorRole } from '../util/roleNoun.js';
import { displayPath } from '../workspace/paths.js';
import { code, paragraph, type Block, type Inline } from './prose.js';
import { countText, plural, typeText } from './words.js';

/** More variables than this are not listed one by one. */
const maxListed = 12;

/** Describes a file of Keras: weights first, then what an optimizer kept. */
export function describeKeras(
    source: KerasSource | undefined,
    folders: readonly string[],
): readonly Block[] {
    if (source === undefined) {
        return [];
    }
    const { checkpoint, path, problems } = source;
    const notes = problems
        .filter(({ code: kind }) => kind !== 'checkpoint.not-a-prefix')
        .slice(0, 3)
        .map(({ message }) => paragraph(message));
    if (checkpoint === undefined) {
        return notes;
    }
    const rows = rowsOf(checkpoint);
    const facts = [
        checkpoint.format === 'h5' ? 'HDF5' : 'zip archive',
        plural(checkpoint.tensorCount, 'variable'),
        bytesText(checkpoint.totalBytes),
        ...tensorRoles.flatMap((role) => {
            const count = rows.filter((row) => row.role === role).length;
            return role === 'weight' || count === 0
                ? []
                : [`${countText(count)} ${roleNoun(role, count)}`];
        }),
    ];
    return [
        paragraph('Keras file ', code(displayPath(path, folders))),
        paragraph(facts.join(' · ')),
        ...listed(rows),
        ...notes,
    ];
}

interface Row {
    readonly tensor: CheckpointTensor;
    readonly role: TensorRole;
}

function rowsOf(checkpoint: KerasCheckpoint): readonly Row[] {
    const rows = [...checkpoint.below('')].map((index): Row => {
        const tensor = checkpoint.tensor(index);
        return { tensor, role: checkpoint.roleOf(tensor) ?? 'weight' };
    });
    return tensorRoles.flatMap((role) => rows.filter((row) => row.role === role));
}

function listed(rows: readonly Row[]): readonly Block[] {
    const shown = rows
        .slice(0, maxListed)
        .map(({ tensor, role }): readonly Inline[] => [
            code(tensor.name),
            typeText(tensor),
            role === 'weight' ? '' : roleNoun(role),
        ]);
    const more = rows.length - shown.length;
    return [
        ...(shown.length === 0
            ? []
            : [{ kind: 'table' as const, rows: [['variable', 'type', ''], ...shown] }]),
        ...(more === 0 ? [] : [paragraph(`… and ${countText(more)} more`)]),
    ];
}
