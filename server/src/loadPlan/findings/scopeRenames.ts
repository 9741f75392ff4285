// Scopes and names of a model that are probably called otherwise in the checkpoint: found from the
// names nearest to a few variables, and judged by how many of all have a tensor of their shape there.

import type { Checkpoint } from '../../checkpoint/checkpoint.js';
import type { ModelVariable } from '../../model/model.js';
import { listShape } from '../../util/shape.js';
import { isOptimizerName } from '../../util/tensorRole.js';
import { counted, nearTensors, quoted, type CallContext } from './draft.js';

/** A scope (which ends in `/`, or is empty for all names) or a name, and what it is in the checkpoint. */
export interface ScopeRename {
    readonly variableScope: string;
    readonly tensorScope: string;
    /** The variables that have a tensor of their shape there, which nothing reads. */
    readonly variables: readonly ModelVariable[];
    /** How many variables there are in the scope. */
    readonly of: number;
}

const maxRenames = 3;
/** Variables whose names are looked for; the others only count. */
const maxSamples = 5;
/** What a single name may cost: more is another name, whatever its shape. */
const maxNameCost = 1.6;

/** The name of the tensor that a variable is saved as. */
export function tensorNameOf({ name, partition }: ModelVariable): string {
    return partition?.fullName ?? name;
}

/** The renames that explain most of some variables which have no tensor of their names. */
export function scopeRenames(
    context: CallContext,
    variables: readonly ModelVariable[],
    unread: ReadonlySet<string>,
): readonly ScopeRename[] {
    const checkpoint = context.resolved.source?.checkpoint;
    if (checkpoint === undefined) {
        return [];
    }
    const found: ScopeRename[] = [];
    let left = variables.filter(({ name }) => !isOptimizerName(name));
    while (found.length < maxRenames) {
        const best = bestRename(context, checkpoint, left, unread);
        if (best === undefined) {
            break;
        }
        found.push(best);
        const explained = new Set(best.variables);
        left = left.filter((variable) => !explained.has(variable));
    }
    return found;
}

/** `'bort/' looks like the checkpoint's 'bert/' (…)`: a rename as part of a sentence. */
export function renameText({ variableScope, tensorScope, variables, of }: ScopeRename): string {
    const { length } = variables;
    if (variableScope === '' || tensorScope === '') {
        const how =
            tensorScope === ''
                ? `without ${quoted(variableScope)}`
                : `with ${quoted(tensorScope)} before them`;
        return `${how}, ${length.toLocaleString('en-US')} of the names are those of tensors of the same shape`;
    }
    const looks = `${quoted(variableScope)} looks like the checkpoint's ${quoted(tensorScope)}`;
    if (!variableScope.endsWith('/')) {
        return looks;
    }
    return of === length
        ? `${looks}, where ${of === 1 ? 'its variable' : `each of its ${of.toLocaleString('en-US')} variables`} has a tensor of its shape`
        : `${looks}, where ${length.toLocaleString('en-US')} of its ${counted(of, 'variable')} ${length === 1 ? 'has' : 'have'} a tensor of ${length === 1 ? 'its' : 'their'} shape`;
}

function bestRename(
    context: CallContext,
    checkpoint: Checkpoint,
    variables: readonly ModelVariable[],
    unread: ReadonlySet<string>,
): ScopeRename | undefined {
    let best: ScopeRename | undefined;
    const tried = new Set<string>();
    for (const sample of samplesOf(variables)) {
        const name = tensorNameOf(sample);
        for (const { name: other, cost } of candidates(context, checkpoint, name)) {
            const [variableScope, tensorScope] = differenceOf(name, other);
            const key = `${variableScope}\n${tensorScope}`;
            if (tried.has(key)) {
                continue;
            }
            tried.add(key);
            const rename = judged(variableScope, tensorScope, checkpoint, variables, unread);
            const count = rename.variables.length;
            const isLikely =
                1 < count ? rename.of <= 2 * count : count === 1 && cost <= maxNameCost;
            if (isLikely && (best?.variables.length ?? 0) < count) {
                best = rename;
            }
        }
    }
    return best;
}

/** One variable of each of the first few scopes at the root, and some from all over. */
function samplesOf(variables: readonly ModelVariable[]): readonly ModelVariable[] {
    const byScope = new Map<string, ModelVariable>();
    for (const variable of variables) {
        const scope = variable.name.split('/', 1)[0] ?? '';
        if (!byScope.has(scope)) {
            byScope.set(scope, variable);
        }
    }
    const step = Math.max(1, Math.floor(variables.length / maxSamples));
    const spread = variables.filter((_, index) => index % step === 0);
    return [
        ...new Set([...[...byScope.values()].slice(0, maxSamples), ...spread.slice(0, maxSamples)]),
    ];
}

interface Candidate {
    readonly name: string;
    readonly cost: number;
}

/** The nearest tensors, and those whose names are the end of this one. */
function candidates(
    context: CallContext,
    checkpoint: Checkpoint,
    name: string,
): readonly Candidate[] {
    const found = [...nearTensors(context, name, 'name')];
    const segments = name.split('/');
    for (let dropped = 1; dropped < segments.length; dropped++) {
        const rest = segments.slice(dropped).join('/');
        if (checkpoint.find(rest) !== undefined) {
            // A last segment alone is nothing to go by.
            found.push({ name: rest, cost: dropped < segments.length - 1 ? 0 : maxNameCost + 1 });
        }
    }
    return found;
}

/** What is left of two names without the segments with which both end. */
function differenceOf(name: string, other: string): readonly [string, string] {
    const [one, two] = [name.split('/'), other.split('/')];
    let same = 0;
    while (same < one.length && same < two.length && one.at(-1 - same) === two.at(-1 - same)) {
        same += 1;
    }
    const head = (segments: readonly string[]): string => {
        const kept = segments.slice(0, segments.length - same);
        return kept.join('/') + (same === 0 || kept.length === 0 ? '' : '/');
    };
    return [head(one), head(two)];
}

function judged(
    variableScope: string,
    tensorScope: string,
    checkpoint: Checkpoint,
    variables: readonly ModelVariable[],
    unread: ReadonlySet<string>,
): ScopeRename {
    const isScope = variableScope === '' || variableScope.endsWith('/');
    const inside = variables.filter((variable) => {
        const name = tensorNameOf(variable);
        return isScope ? name.startsWith(variableScope) : name === variableScope;
    });
    const fitting = inside.filter((variable) => {
        const { shape, partition } = variable;
        const tensor = tensorScope + tensorNameOf(variable).slice(variableScope.length);
        const index = unread.has(tensor) ? checkpoint.find(tensor) : undefined;
        return (
            index !== undefined &&
            listShape(checkpoint.tensor(index).shape) === listShape(partition?.fullShape ?? shape)
        );
    });
    return { variableScope, tensorScope, variables: fitting, of: inside.length };
}
