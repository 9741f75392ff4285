// Runs programs of test/python in our evaluator, and compares what it claims to know with what
// CPython computed: each item of the list `claims` that is known must be what every run says.

import { join } from 'node:path';
import { loadPythonGrammar, type GrammarFiles } from '../../server/src/host/pythonGrammar.js';
import { loadPython } from '../../server/src/host/pythonRuntime.js';
import { builtinNames } from '../../server/src/python/builtinFunctions.js';
import { textFunctions } from '../../server/src/python/dynamicText.js';
import { evaluateProgram } from '../../server/src/python/evaluate.js';
import type { PathEnd } from '../../server/src/python/paths.js';
import type { PythonRuntime } from '../../server/src/python/runtime.js';
import type { Grammar } from '../../server/src/python/syntax/tree.js';
import { Namespace, type Value } from '../../server/src/python/values.js';
import { root } from './repository.js';

/** What CPython computed in one run. */
export interface ProgramRun {
    readonly claims: readonly string[];
    /** The class and the message of the exception that ends it. */
    readonly ends: readonly [string, string] | null;
}

/** A program with what CPython computed; `inputs` is empty where it knows everything. */
export interface RecordedProgram {
    readonly id: string;
    readonly source: string;
    readonly inputs: readonly unknown[];
    readonly runs: readonly ProgramRun[];
}

/** What the evaluator says of a program. */
export interface ProgramAnswer {
    /** The claims; undefined where one is not known. */
    readonly claims: readonly (string | undefined)[];
    /** Whether there may be more than these. */
    readonly more: boolean;
    /** How it ends, where there is one way that is known. */
    readonly ends: ProgramRun['ends'] | undefined;
    /** Why something is not known, as far as the evaluator says so. */
    readonly reasons: readonly string[];
}

const packages = join(root, 'node_modules');

const grammarFiles: GrammarFiles = {
    runtime: join(packages, 'web-tree-sitter/web-tree-sitter.wasm'),
    language: join(packages, 'tree-sitter-python/tree-sitter-python.wasm'),
};

/** The grammar of Python, from the packages that the build copies it from. */
export function loadGrammar(): Promise<Grammar> {
    return loadPythonGrammar(grammarFiles);
}

/** The evaluator with the standard library's parts that it comes with. */
export function loadEvaluator(): Promise<PythonRuntime> {
    return loadPython(grammarFiles, [join(root, 'server/src/python/lib')]);
}

/** Runs a program; nothing it imports is there but what comes with us. */
export function evaluateSource(
    { parse, libraries }: PythonRuntime,
    source: string,
    budget = 400_000,
): ProgramAnswer {
    const { module, problems } = parse(source);
    const [problem] = problems;
    if (problem !== undefined) {
        throw new Error(`the program is no Python: ${problem.message} at ${problem.span.start}`);
    }
    const steps = evaluateProgram(
        {
            builtins: new Namespace({
                names: new Map([...builtinNames(), ...textFunctions(parse)]),
            }),
            budget,
            nativeModule: () => undefined,
            // eslint-disable-next-line require-yield -- nothing is read from a disk.
            *findModule(name) {
                return libraries.find(name);
            },
        },
        { file: 'program.py', module, isPackage: false, room: 'program' },
    );
    let step = steps.next();
    while (step.done !== true) {
        step = steps.next();
    }
    const { ends, main } = step.value;
    const [end] = ends;
    const found = main.attributes.content.names.get('claims');
    const reasons = ends.flatMap((each) => (each.kind === 'lost' ? [each.lost.reason] : []));
    const known = end !== undefined && ends.length === 1 ? endOf(end) : undefined;
    if (found?.kind !== 'list') {
        const why = found?.kind === 'unknown' ? [found.reason] : [];
        return { claims: [], more: true, ends: known, reasons: [...reasons, ...why] };
    }
    const { items, rest } = found.content;
    return {
        claims: items.map((item) => (item.kind === 'str' ? item.value : undefined)),
        more: rest !== undefined || ends.some(({ kind }) => kind === 'lost'),
        ends: known,
        reasons: [
            ...reasons,
            ...items.flatMap((item) => (item.kind === 'unknown' ? [item.reason] : [])),
        ],
    };
}

function endOf(end: PathEnd): ProgramRun['ends'] | undefined {
    switch (end.kind) {
        case 'normal':
            return null;
        case 'raise':
            return [end.exception.type.name, messageOf(end.exception.attributes.content.names)];
        default:
            return undefined;
    }
}

function messageOf(names: ReadonlyMap<string, Value | { readonly kind: 'maybe' }>): string {
    const args = names.get('args');
    const [only] = args?.kind === 'tuple' && args.items.length === 1 ? args.items : [];
    return only?.kind === 'str' ? only.value : '';
}

/** Whether what CPython said is what it must have said. */
export function disagreements(
    { inputs, runs }: RecordedProgram,
    answer: ProgramAnswer,
): readonly string[] {
    return runs.flatMap((run, number) => {
        // An operation on something unknown is taken not to raise; this run is beyond that.
        if (0 < inputs.length && run.ends !== null) {
            return [];
        }
        return disagreementsWith(run, answer).map((each) => `run ${number}: ${each}`);
    });
}

function disagreementsWith(run: ProgramRun, answer: ProgramAnswer): readonly string[] {
    const found: string[] = [];
    for (const [index, claim] of answer.claims.entries()) {
        const actual = run.claims[index];
        if (claim !== undefined && claim !== actual) {
            found.push(`claim ${index} is ${claim}, CPython says ${actual ?? '(nothing)'}`);
        }
    }
    if (!answer.more && answer.claims.length !== run.claims.length) {
        found.push(`${answer.claims.length} claims, CPython makes ${run.claims.length}`);
    }
    if (answer.ends !== undefined && answer.ends?.[0] !== run.ends?.[0]) {
        const said = (ends: ProgramRun['ends']) => ends?.join(': ') ?? 'normally';
        found.push(`it ends ${said(answer.ends)}, CPython ends ${said(run.ends)}`);
    }
    return found;
}
