// The built-in functions globals, exec and eval. Of texts that are known, assignments to names and
// expressions that call nothing are run. Whatever else a text does has no place in the program's
// files, and the path is given up. Defined in CPython: Python/bltinmodule.c.

import type { Evaluation } from './evaluation.js';
import { scopesWithin } from './frame.js';
import { liveDict, ownerOf } from './liveDict.js';
import { native } from './native.js';
import type { Module } from './syntax/ast.js';
import type { Expression } from './syntax/expressions.js';
import type { ParsedModule } from './syntax/parse.js';
import { nodesBelow } from './syntax/walk.js';
import { FunctionValue, none, type Namespace, type Steps, type Value } from './values.js';

const beyond = new Set(['Call', 'Lambda', 'NamedExpr', 'Yield', 'YieldFrom', 'Await']);

/** The built-in functions that need a reader of Python, by name. */
export function textFunctions(parse: (text: string) => ParsedModule): ReadonlyMap<string, Value> {
    return new Map<string, Value>([
        ['globals', globalNames],
        [
            'exec',
            native('exec', 'source, globals=, locals=', function* (evaluation, ...given) {
                const { module, names } = read(evaluation, 'exec', parse, given);
                const assignments = module.body.map((statement) => {
                    const [target] = statement.kind === 'Assign' ? statement.targets : [];
                    return statement.kind === 'Assign' &&
                        statement.targets.length === 1 &&
                        target?.kind === 'Name'
                        ? { name: target.name, value: statement.value }
                        : refuse(evaluation, 'exec');
                });
                for (const { name, value } of assignments) {
                    const result = yield* valueOf(evaluation, value, []);
                    evaluation.state.touch(names);
                    names.content.names.set(name, result);
                }
                return none;
            }),
        ],
        [
            'eval',
            native('eval', 'source, globals=, locals=', function* (evaluation, ...given) {
                const { module } = read(evaluation, 'eval', parse, given);
                const [statement, more] = module.body;
                if (statement?.kind !== 'ExpressionStatement' || more !== undefined) {
                    return refuse(evaluation, 'eval');
                }
                const frame = evaluation.innermost();
                const sight = given[1] === undefined && frame ? scopesWithin(frame) : [];
                return yield* valueOf(evaluation, statement.value, sight);
            }),
        ],
    ]);
}

const globalNames = native('globals', '', function* (evaluation) {
    const module = evaluation.innermost()?.module;
    return module?.room === 'program'
        ? liveDict(module.attributes)
        : { ...evaluation.unknown('the names of a module are not listed', 'dict'), ours: true };
});

/** The text that is to run, and the names that it sets: those of the module that asks. */
function read(
    evaluation: Evaluation,
    name: string,
    parse: (text: string) => ParsedModule,
    [source, globals, locals]: readonly (Value | undefined)[],
): { readonly module: Module; readonly names: Namespace } {
    const frame = evaluation.innermost();
    const names = frame?.module.attributes;
    const isHere =
        globals === undefined
            ? frame?.kind === 'module' || (name === 'eval' && frame?.kind !== 'class')
            : names !== undefined && ownerOf(globals) === names;
    if (source?.kind !== 'str' || !isHere || locals !== undefined || names === undefined) {
        return refuse(evaluation, name);
    }
    const { module, problems } = parse(name === 'eval' ? source.value.trim() : source.value);
    const isPlain =
        problems.length === 0 && [...nodesBelow(module)].every(({ kind }) => !beyond.has(kind));
    return isPlain ? { module, names } : refuse(evaluation, name);
}

function refuse(evaluation: Evaluation, name: string): never {
    return evaluation.lose(`${name}() runs code that is made while the program runs`);
}

function* valueOf(
    evaluation: Evaluation,
    body: Expression,
    enclosing: readonly Namespace[],
): Steps<Value> {
    const frame = evaluation.innermost();
    if (frame === undefined) {
        return none;
    }
    const { start, end } = body;
    const node = { kind: 'Lambda', parameters: [], body, start, end } as const;
    const asked = new FunctionValue(
        node,
        '<lambda>',
        '<lambda>',
        frame.module,
        new Map(),
        enclosing,
        frame.classCell,
    );
    return yield* evaluation.call(asked, []);
}
