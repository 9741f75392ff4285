// Many names in one line of a message: by the scopes that tell most, and by their roles.

import { SortedNames } from '../../util/nameTree.js';
import { roleNoun, type TensorRole } from '../../util/roleNoun.js';
import { tensorRole } from '../../util/tensorRole.js';
import { quoted } from './draft.js';

/** `'head/' (2), 'global_step' and 3 optimizer slots`: names by the scopes that tell most. */
export function groupedNames(names: readonly string[]): string {
    const plain: string[] = [];
    const counts = new Map<TensorRole, number>();
    for (const name of names) {
        const role = tensorRole(name);
        if (role === undefined || namedRoles.has(role)) {
            plain.push(name);
        } else {
            counts.set(role, (counts.get(role) ?? 0) + 1);
        }
    }
    const groups = scopesOf(plain, maxGroups);
    const shown = groups
        .slice(0, maxGroups)
        .map(({ scope, count }) => (count === 0 ? quoted(scope) : `${quoted(scope)} (${count})`));
    const more = groups.length - shown.length;
    return [
        ...shown,
        ...(0 < more ? [`${more} more`] : []),
        ...[...counts].map(
            ([role, count]) => `${count.toLocaleString('en-US')} ${roleNoun(role, count)}`,
        ),
    ].join(', ');
}

/** Roles whose tensors are told by their names: there are few of them in a checkpoint, or all count. */
const namedRoles: ReadonlySet<TensorRole> = new Set(['weight', 'step-counter', 'learning-rate']);

/** How many scopes or names a message lists. */
const maxGroups = 5;

/** A scope and how many names it stands for; 0 for a name that stands for itself. */
interface ScopeGroup {
    readonly scope: string;
    readonly count: number;
}

/** Names grouped by scopes: the largest group is opened as long as there are few enough of them. */
function scopesOf(names: readonly string[], most: number): readonly ScopeGroup[] {
    const tree = new SortedNames(names);
    const open = (scope: string): readonly ScopeGroup[] =>
        tree
            .children(scope)
            .flatMap(({ segment, tensor, tensorsBelow }) => [
                ...(tensor === undefined ? [] : [{ scope: scope + segment, count: 0 }]),
                ...(tensorsBelow === 0
                    ? []
                    : [{ scope: `${scope}${segment}/`, count: tensorsBelow }]),
            ]);
    let groups = open('');
    for (;;) {
        const largest = groups.reduce<ScopeGroup>((a, b) => (a.count < b.count ? b : a), {
            scope: '',
            count: 0,
        });
        const opened = groups.flatMap((group) => (group === largest ? open(group.scope) : [group]));
        if (largest.count === 0 || most < opened.length) {
            return groups;
        }
        groups = opened;
    }
}
