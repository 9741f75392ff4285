// The variable store that a graph most likely had. A MetaGraph does not record it: every variable is
// taken to be in it under its operation's name, but for what TensorFlow itself makes otherwise.
// In TensorFlow: python/training/slot_creator.py, adam.py, python/ops/metrics_impl.py.

/** What a graph says about a variable. */
export interface GraphVariable {
    /** The operation's name. */
    readonly name: string;
    /** The operations which its node is placed with. */
    readonly colocatedWith: readonly string[];
    readonly collections: readonly string[];
}

/** The slots of TensorFlow 1's optimizers and of moving averages; a second one of a name gets `_1`. */
const slotName =
    /^(Adadelta|Adagrad|AdagradDA|Adam|ExponentialMovingAverage|Ftrl|Momentum|ProximalAdagrad|RMSProp)(_\d+)?$/;

/** Adam's powers, which it makes with `tf.Variable`. */
const adamPower = /^beta[12]_power(_\d+)?$/;

/**
 * The likeliest store key of a variable; null for one that is not in the store. `isVariable` tells
 * whether the graph has a variable of a name.
 */
export function likeliestStoreKey(
    variable: GraphVariable,
    isVariable: (name: string) => boolean,
): string | null {
    const { name } = variable;
    const slash = name.lastIndexOf('/');
    // tf.metrics makes its variables with `tf.Variable`.
    if (
        adamPower.test(name.slice(slash + 1)) ||
        variable.collections.includes('metric_variables')
    ) {
        return null;
    }
    const primary = name.slice(0, Math.max(slash, 0));
    return isSlot(variable, primary, name.slice(slash + 1), isVariable) ? `${name}/` : name;
}

// A slot is named after its variable, inside the scope that was open at `minimize()`: `w/Adam`,
// `scope/scope/w/Adam`. It is placed with its variable, by which a slot of any name is known;
// graphs whose devices were cleared have lost that, and TensorFlow's own names are left.
function isSlot(
    variable: GraphVariable,
    primary: string,
    lastSegment: string,
    isVariable: (name: string) => boolean,
): boolean {
    const isNamedAfter = (name: string) => primary === name || primary.endsWith(`/${name}`);
    if (variable.colocatedWith.some((name) => isNamedAfter(name) && isVariable(name))) {
        return true;
    }
    return slotName.test(lastSegment) && tails(primary).some(isVariable);
}

/** A name and what is left of it without its first segments: `a/b/c`, `b/c`, `c`. */
function tails(name: string): readonly string[] {
    const segments = name.split('/');
    return segments.map((_, index) => segments.slice(index).join('/'));
}
