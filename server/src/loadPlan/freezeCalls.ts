// Calls of a program as an assignment-map file whose plan is the same: the map that was evaluated,
// with the names of the variables that it holds as objects. Where a call cannot be written down so,
// the reason. What the file is called is decided elsewhere.

import type { MapNode } from '../assignmentMap/assignmentMap.js';
import { printScalar } from '../assignmentMap/print.js';
import type { ModelSource, ModelVariable } from '../model/model.js';
import { variablesFileText } from '../model/writeVariables.js';
import { pythonRepr } from '../util/pythonRepr.js';
import type { PythonValue } from '../util/pythonValue.js';
import type { CallPlan } from './loadPlan.js';
import { VariableStore } from './variableStore.js';

/** A file that is to be written. */
export interface FrozenFile {
    readonly name: string;
    readonly text: string;
}

/** Calls that were written down, or why they cannot be. */
export type FrozenCalls =
    | { readonly files: readonly [FrozenFile, ...FrozenFile[]] }
    /** Too much is not known: the running program can tell. */
    | { readonly unknown: string }
    /** No file can say it. */
    | { readonly impossible: string };

/** What the files rest on. */
export interface FreezeOptions {
    /** The program's file name, and the stem of the files that are written. */
    readonly program: string;
    readonly stem: string;
    /** The program as the model of a map elsewhere, as far as it is one. */
    readonly programModel: ModelSource | undefined;
}

/** YAML reads a key on one line only up to so many characters. */
const longestKey = 1000;

/** Writes calls of a program as a file of as many documents, and what their models need besides. */
export function freezeCalls(calls: readonly CallPlan[], options: FreezeOptions): FrozenCalls {
    const others: FrozenFile[] = [];
    const documents: string[] = [];
    for (const call of calls) {
        if (call.outcome === 'unknown') {
            return { unknown: 'not all that the call is given can be known without running it' };
        }
        const checkpoint = call.call.checkpoint?.path;
        const model = call.model?.model;
        if (checkpoint === undefined || model === undefined || call.call.argument === undefined) {
            return { impossible: 'the call has no checkpoint that a file can name' };
        }
        const entries = entryLines(call.call.argument, new Names(model.variables));
        if (typeof entries !== 'string') {
            return entries;
        }
        documents.push(
            [
                `checkpoint: ${printScalar(checkpoint, 'block')}`,
                `model: ${printScalar(modelOf(call, options, others), 'block')}`,
                `tensorflow: '${call.rules}'`,
                `assignment_map:${entries}`,
                '',
            ].join('\n'),
        );
    }
    const head = `# What ${printable(options.program)} passes to init_from_checkpoint.\n`;
    const text = head + documents.join('---\n');
    return { files: [{ name: `${options.stem}.ckptmap.yaml`, text }, ...others] };
}

/** The model's path: the one that is named, the program, or a file of the variables at the call. */
function modelOf(
    { call, model }: CallPlan,
    { program, stem, programModel }: FreezeOptions,
    others: FrozenFile[],
): string {
    if (call.model !== undefined) {
        return call.model.path;
    }
    const text = variablesFileText(model?.model?.variables ?? []);
    const whole = programModel?.model;
    if (whole?.open === undefined && text === variablesFileText(whole?.variables ?? [])) {
        return program;
    }
    const known = others.find((other) => other.text === text);
    if (known !== undefined) {
        return known.name;
    }
    const number = others.length === 0 ? '' : `-${others.length + 1}`;
    const file = { name: `${stem}${number}.variables.json`, text };
    others.push(file);
    return file.name;
}

type Impossible = Extract<FrozenCalls, { readonly impossible: string }>;

function entryLines(argument: MapNode, names: Names): string | Impossible {
    const pairs: (readonly [string, string])[] = [];
    const isDict = argument.value.type === 'dict';
    const given = isDict
        ? (argument.members ?? []).map(({ key, value }) => [key.value, value.value])
        : (argument.items ?? []).map(({ value }) =>
              value.type === 'tuple' || value.type === 'list' ? value.items : [],
          );
    if (!isDict && argument.value.type !== 'list' && argument.value.type !== 'tuple') {
        return { impossible: `the map is ${pythonRepr(argument.value)}` };
    }
    for (const [tensor, variable, ...more] of given) {
        if (tensor?.type !== 'str' || variable === undefined || more.length !== 0) {
            return { impossible: 'an entry is no pair of names' };
        }
        const name = names.of(variable);
        if (name === undefined) {
            const shown = variable.type === 'object' ? `'${variable.text}'` : pythonRepr(variable);
            return { impossible: `a file cannot name ${shown}, which the program passes itself` };
        }
        pairs.push([tensor.value, name]);
    }
    if (pairs.length === 0) {
        return isDict ? ' {}' : ' []';
    }
    const isShort = pairs.every(([tensor]) => tensor.length <= longestKey);
    if (isDict && isShort) {
        return pairs
            .map((pair) => `\n  ${pair.map((name) => printScalar(name, 'block')).join(': ')}`)
            .join('');
    }
    return isDict
        ? { impossible: 'a name is longer than a key of YAML may be' }
        : pairs
              .map((pair) => `\n  - [${pair.map((name) => printScalar(name, 'flow')).join(', ')}]`)
              .join('');
}

/** The names by which a map reaches what a program passes as objects. */
class Names {
    readonly #store: VariableStore;
    readonly #byName: ReadonlyMap<string, ModelVariable>;

    constructor(variables: readonly ModelVariable[]) {
        this.#store = new VariableStore({ certainty: 'exact', variables });
        this.#byName = new Map(variables.map((variable) => [variable.name, variable]));
    }

    of(value: PythonValue): string | undefined {
        switch (value.type) {
            case 'str':
                return value.value;
            case 'object': {
                const variable = this.#byName.get(value.text);
                const key = variable?.storeKey ?? undefined;
                return key !== undefined && this.#store.get(key) === variable ? key : undefined;
            }
            case 'list':
            case 'tuple':
                return this.#ofSlices(value.items);
            default:
                return undefined;
        }
    }

    /** The full name of slices which are all that the variable has, in their order. */
    #ofSlices(items: readonly PythonValue[]): string | undefined {
        const slices = items.map((item) =>
            item.type === 'object' ? this.#byName.get(item.text) : undefined,
        );
        const name = slices[0]?.partition?.fullName;
        const all = name === undefined ? undefined : this.#store.collectParts(name);
        const isWhole =
            all?.length === slices.length && all.every((part, index) => part === slices[index]);
        return name !== undefined && isWhole && this.#store.get(name) === undefined
            ? name
            : undefined;
    }
}

/** A file's name within a comment. */
function printable(name: string): string {
    return name.replace(/[^\x20-\x7e\xa1-\u024f]/g, '?');
}
