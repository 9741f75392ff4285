// What a name in the map is: a tensor of the checkpoint or a variable of the model with its type,
// size and place, and where it goes; or a scope, with what the entry binds.

import type { Checkpoint, CheckpointTensor } from '../checkpoint/checkpoint.js';
import type { ObjectName, ObjectNames } from '../checkpoint/objectNames.js';
import type { MapNode } from '../assignmentMap/assignmentMap.js';
import type { Binding, CallPlan, PlannedEntry } from '../loadPlan/loadPlan.js';
import { variablesOf } from '../loadPlan/variableStore.js';
import type { Model, ModelVariable } from '../model/model.js';
import { isPattern, mayBe, mayBeginWith } from '../model/openPart.js';
import { bytesText } from '../util/bytesText.js';
import { listShape } from '../util/shape.js';
import { roleNoun } from '../util/roleNoun.js';
import { tensorRole } from '../util/tensorRole.js';
import type { Side } from '../workspace/entryAt.js';
import type { CallSources } from '../workspace/mapInputs.js';
import { modelNames } from './modelNames.js';
import { code, joined, paragraph, type Block, type Inline } from './prose.js';
import { countText, plural, sizeText, typeText, variableBytes } from './words.js';

/** More rows than this do not fit a hover; the preview shows all of them. */
const maxRows = 8;

/** So many patterns of names are shown. */
const maxPatterns = 3;

/** What a name on one side of an entry is, and what the entry does with it. */
export function describeName(
    inputs: CallSources,
    plan: CallPlan | undefined,
    node: MapNode,
    side: Side,
): readonly Block[] {
    if (node.value.type !== 'str') {
        return [];
    }
    const entry = plan?.entries.find(
        ({ tensorNode, variableNode }) => (side === 'tensor' ? tensorNode : variableNode) === node,
    );
    const thing =
        side === 'tensor'
            ? describeTensorName(
                  inputs.checkpoint?.checkpoint,
                  node.value.value,
                  inputs.checkpoint?.objects,
              )
            : describeVariableName(inputs.model?.model, node.value.value);
    const bindings = entry === undefined ? [] : describeBindings(entry, plan);
    return [...thing, ...bindings];
}

/** A name of the checkpoint's side: a tensor, or a scope and how many tensors it holds. */
export function describeTensorName(
    checkpoint: Checkpoint | undefined,
    name: string,
    objects: ObjectNames | undefined,
): readonly Block[] {
    const index = checkpoint?.find(name);
    if (checkpoint === undefined) {
        return [];
    }
    if (index !== undefined) {
        return describeTensor(checkpoint.tensor(index), objects);
    }
    const scope = name === '/' ? '' : name;
    if (scope !== '' && !scope.endsWith('/')) {
        return [
            paragraph('No tensor of the checkpoint is called ', code(name)),
            ...describeCalled(checkpoint, name, objects),
        ];
    }
    const count = checkpoint.countBelow(scope);
    const what = name === '/' ? 'The checkpoint’s root' : 'Scope ';
    return [
        paragraph(what, ...(scope === '' ? [] : [code(scope)]), `: ${plural(count, 'tensor')}`),
        ...(count === 0 ? describeBelow(scope, objects) : []),
    ];
}

/** A name that is not the key of a tensor, but another name of one. */
function describeCalled(
    checkpoint: Checkpoint,
    name: string,
    objects: ObjectNames | undefined,
): readonly Block[] {
    const called = objects?.called(name);
    const index = called === undefined ? undefined : checkpoint.find(called.key);
    if (called === undefined || index === undefined) {
        return [];
    }
    const what =
        called.as === 'object path'
            ? 'It is the path of the object that held this tensor:'
            : 'It is the name under which this tensor’s variable was saved:';
    return [paragraph(what), ...describeTensor(checkpoint.tensor(index), objects)];
}

/** A scope that no key begins with, but other names of tensors do. */
function describeBelow(scope: string, objects: ObjectNames | undefined): readonly Block[] {
    const named = objects?.below(scope) ?? [];
    const [first] = named;
    if (first === undefined) {
        return [];
    }
    const lie = named.length === 1 ? 'lies' : 'lie';
    return [
        paragraph(
            `${plural(named.length, 'tensor')} ${lie} below it by another name, such as `,
            code(first.key),
            ' by the ',
            first.as,
            ' ',
            code(scope + first.rest),
            '; a scope entry matches keys alone',
        ),
    ];
}

/** A tensor with its type, size, place and role, and what else it is called. */
export function describeTensor(
    tensor: CheckpointTensor,
    objects: ObjectNames | undefined,
): readonly Block[] {
    const { slices } = tensor;
    const role = tensorRole(tensor.name, tensor.dtype) ?? 'weight';
    const place =
        slices !== undefined
            ? `${plural(slices.length, 'slice')}${shardsText(slices.map(({ shard }) => shard))}`
            : tensor.shard === undefined
              ? ''
              : `shard ${tensor.shard}`;
    const facts = [
        typeText(tensor),
        sizeText(tensor.shape, tensor.bytes),
        place,
        role === 'weight' ? '' : roleNoun(role),
    ];
    return [
        paragraph('Tensor ', code(tensor.name)),
        paragraph(facts.filter((fact) => fact !== '').join(' · ')),
        ...describeObject(objects?.of(tensor.name)),
        ...(slices === undefined
            ? []
            : [
                  paragraph(
                      ...firstFew(
                          slices.map(({ spec }) => spec),
                          'slices',
                      ),
                  ),
              ]),
    ];
}

function describeObject(name: ObjectName | undefined): readonly Block[] {
    const { objectPath, fullName } = name ?? {};
    const path =
        objectPath === undefined ? [] : ['Object ', code(objectPath.join('.') || 'the root')];
    const saved =
        fullName === undefined
            ? []
            : [path.length === 0 ? 'Saved as ' : ', saved as ', code(fullName)];
    return path.length + saved.length === 0 ? [] : [paragraph(...path, ...saved)];
}

function shardsText(shards: readonly (number | undefined)[]): string {
    const known = [...new Set(shards.filter((shard) => shard !== undefined))].sort((a, b) => a - b);
    return known.length === 0
        ? ''
        : ` in shard${known.length === 1 ? '' : 's'} ${known.join(', ')}`;
}

function firstFew(names: readonly string[], noun: string): readonly Inline[] {
    const shown = joined(names.slice(0, maxRows).map(code), ', ');
    const hidden = names.length - Math.min(names.length, maxRows);
    return hidden === 0 ? shown : [...shown, ` and ${countText(hidden)} more ${noun}`];
}

/** A name of the model's side: a variable, or a scope and how many variables it holds. */
export function describeVariableName(model: Model | undefined, name: string): readonly Block[] {
    if (model === undefined) {
        return [];
    }
    const { store } = modelNames(model);
    const hit = store.find(name);
    if (hit !== undefined) {
        return [...describeVariables(name, variablesOf(hit)), ...howSure(model, name)];
    }
    if (name === '/' || name.endsWith('/')) {
        const scope = name.slice(0, -1);
        const count = store.keysUnder(scope).length;
        const more = mayHoldMore(model, name) ? ' that are known; there may be others' : '';
        return scope === ''
            ? [paragraph(`The model’s root: ${plural(count, 'variable')}${more}`)]
            : [paragraph('Scope ', code(name), `: ${plural(count, 'variable')}${more}`)];
    }
    const outside = store.outside.find((each) => each.name === name);
    return outside === undefined
        ? describeNoVariable(model, name)
        : [
              ...describeVariables(name, [outside]),
              paragraph('It is not in the variable store, so no map can name it'),
          ];
}

/** A name that no variable is known to have. */
function describeNoVariable({ open }: Model, name: string): readonly Block[] {
    const patterns = (open?.possible ?? []).flatMap(({ storeKey }) =>
        storeKey !== null && isPattern(storeKey) && mayBe(storeKey, name) ? [storeKey] : [],
    );
    if (open === undefined || (patterns.length === 0 && !open.anyOther)) {
        return [paragraph('No variable of the model is called ', code(name))];
    }
    const mayBeOne = joined([...new Set(patterns)].slice(0, maxPatterns).map(code), ', ');
    return [
        paragraph('It is not known whether a variable of the model is called ', code(name)),
        ...(patterns.length === 0 ? [] : [paragraph('It may be one of ', ...mayBeOne)]),
    ];
}

/** Of a program that is not known completely: what is not sure of a variable. */
function howSure(model: Model, name: string): readonly Block[] {
    const unsure = model.open?.possible.find(({ storeKey }) => storeKey === name);
    if (unsure === undefined || model.variables.some(({ storeKey }) => storeKey === name)) {
        return [];
    }
    return [
        paragraph(
            unsure.certain
                ? 'Not everything about it can be known without running the program'
                : 'It depends on the path taken whether the program makes it',
        ),
    ];
}

/** Whether a scope may hold variables that are not known. */
function mayHoldMore({ open }: Model, scope: string): boolean {
    const start = scope === '/' ? '' : scope;
    return (
        open !== undefined &&
        (open.anyOther ||
            open.possible.some(
                ({ storeKey }) =>
                    storeKey !== null && isPattern(storeKey) && mayBeginWith(storeKey, start),
            ))
    );
}

/** A variable, or the slices of a partitioned one, with type and size. */
export function describeVariables(
    name: string,
    variables: readonly ModelVariable[],
): readonly Block[] {
    const [first] = variables;
    if (first === undefined) {
        return [];
    }
    const isWhole = first.partition === undefined || first.name === name;
    const shape = isWhole ? first.shape : (first.partition?.fullShape ?? null);
    const sizes = variables.map(variableBytes);
    const bytes = sizes.reduce<number | undefined>(
        (sum, each) => (sum === undefined || each === undefined ? undefined : sum + each),
        0,
    );
    const facts = [
        typeText({ dtype: first.dtype, shape }),
        sizeText(shape, bytes),
        isWhole ? '' : plural(variables.length, 'slice'),
        first.kind === 'ref' ? 'reference variable' : '',
        first.trainable ? '' : 'not trainable',
    ];
    const slices = variables.map((each) => `${each.name} ${listShape(each.shape)}`);
    return [
        paragraph('Variable ', code(name)),
        paragraph(facts.filter((fact) => fact !== '').join(' · ')),
        ...(isWhole ? [] : [paragraph(...firstFew(slices, 'slices'))]),
    ];
}

/** What an entry binds; of an entry that another one overrides, what it alone would. */
function describeBindings(entry: PlannedEntry, plan: CallPlan | undefined): readonly Block[] {
    const bindings = entry.bindings.filter(({ verdict }) => verdict !== 'missing');
    const raises = plan?.outcome === 'raises';
    if (bindings.length === 0) {
        return entry.open ||
            plan?.model?.model === undefined ||
            plan.checkpoint?.checkpoint === undefined
            ? []
            : [paragraph('This entry binds nothing')];
    }
    const bytes = bindings.reduce((sum, each) => sum + (each.bytes ?? 0), 0);
    const verb = raises || entry.open ? 'Would bind' : 'Binds';
    const ending = raises
        ? '; but the call raises, and nothing is loaded'
        : entry.open
          ? ', of those that are known'
          : '';
    const rows = bindings.slice(0, maxRows).map(bindingRow);
    const hidden = bindings.length - rows.length;
    return [
        paragraph(`${verb} ${plural(bindings.length, 'variable')}, ${bytesText(bytes)}${ending}`),
        { kind: 'table', rows: [['tensor', 'variable', 'type', ''], ...rows] },
        ...(hidden === 0 ? [] : [paragraph(`… and ${countText(hidden)} more`)]),
    ];
}

const verdicts = {
    loads: 'loads',
    fails: 'fails when the initializer runs',
    'changes-shape': 'takes the tensor’s shape',
    missing: 'has no tensor',
} as const;

/** What a binding does, in a few words. */
export function bindingWords({ verdict, becomes }: Binding): string {
    return `${verdicts[verdict]}${becomes === undefined ? '' : ` ${listShape(becomes)}`}`;
}

function bindingRow(binding: Binding): readonly Inline[] {
    const { variable } = binding;
    return [
        code(binding.tensor),
        code(binding.variableName),
        variable === undefined ? '' : typeText(variable),
        bindingWords(binding),
    ];
}
