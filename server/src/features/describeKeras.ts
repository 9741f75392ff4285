// A file of Keras where a checkpoint should be: what it holds, as it is no use to the call.

import type { KerasCheckpoint, KerasSource } from '../model/kerasFile.js';
import { bytesText } from '../util/bytesText.js';
import { roleNoun, type TensorRole } from '../util/roleNoun.js';
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
    const tensors = byRole(checkpoint);
    const facts = [
        checkpoint.format === 'h5' ? 'HDF5' : 'zip archive',
        plural(checkpoint.tensorCount, 'variable'),
        bytesText(checkpoint.totalBytes),
        ...[...tensors].flatMap(([role, { length }]) =>
            role === 'weight' ? [] : [`${countText(length)} ${roleNoun(role, length)}`],
        ),
    ];
    return [
        paragraph('Keras file ', code(displayPath(path, folders))),
        paragraph(facts.join(' · ')),
        ...listed(checkpoint, [...tensors.values()].flat()),
        ...notes,
    ];
}

function byRole(checkpoint: KerasCheckpoint): ReadonlyMap<TensorRole, readonly number[]> {
    const roles = new Map<TensorRole, number[]>([['weight', []]]);
    for (let index = 0; index < checkpoint.tensorCount; index++) {
        const role = checkpoint.roleOf(checkpoint.tensor(index)) ?? 'weight';
        const known = roles.get(role);
        if (known === undefined) {
            roles.set(role, [index]);
        } else {
            known.push(index);
        }
    }
    return roles;
}

function listed(checkpoint: KerasCheckpoint, indices: readonly number[]): readonly Block[] {
    const rows = indices.slice(0, maxListed).map((index): readonly Inline[] => {
        const tensor = checkpoint.tensor(index);
        return [code(tensor.name), typeText(tensor)];
    });
    const more = indices.length - rows.length;
    return [
        ...(rows.length === 0
            ? []
            : [{ kind: 'table' as const, rows: [['variable', 'type'], ...rows] }]),
        ...(more === 0 ? [] : [paragraph(`… and ${countText(more)} more`)]),
    ];
}
