// A whole file of calls: each is resolved, a later one wins over an earlier, and the first that
// raises ends the program. The one function on which the editor and the command line rest.

import type { AssignmentMap } from '../assignmentMap/assignmentMap.js';
import type { ModelVariable } from '../model/model.js';
import { defaultSeverities, type DiagnosticCode } from '../util/diagnosticCodes.js';
import { compareCodePoints } from '../util/order.js';
import { pythonRepr, pythonStr } from '../util/pythonRepr.js';
import { callFindings } from './findings/callFindings.js';
import { objectGraphKey } from '../checkpoint/objectGraph.js';
import { coverageFindings, overriddenRules } from './findings/coverageFindings.js';
import { mappableNames, type CallContext, type Draft } from './findings/draft.js';
import { entryFindings } from './findings/entryFindings.js';
import type { Assignment, CallPlan, Finding, LoadPlan, Outcome, PlannedEntry } from './loadPlan.js';
import {
    resolveCall,
    sortAssignments,
    type CallEntry,
    type CallInputs,
    type ResolvedCall,
} from './resolveCall.js';

export type { CallInputs } from './resolveCall.js';

/** A parsed file, and what each of its calls gets from outside the text, in order. */
export interface PlanInput {
    readonly map: AssignmentMap;
    readonly calls: readonly CallInputs[];
}

/** What TensorFlow would do with a file, and everything worth telling about it. */
export function planFile({ map, calls }: PlanInput): LoadPlan {
    const guesses = { left: maxGuesses };
    const contexts = map.calls.map((call, index): CallContext => {
        const resolved = resolveCall(index, call, calls[index] ?? { rules: call.rules ?? '2.21' });
        const variableNames = mappableNames(resolved);
        return { resolved, language: map.language, text: map.text, variableNames, guesses };
    });
    const findings = findingsOf(map, contexts);
    const codes = codesOfEntries(findings);
    const plans = contexts.map(({ resolved }) => callPlan(resolved, codes));
    const outcome = map.syntaxError
        ? 'unknown'
        : worst(
              plans.flatMap(({ call, outcome }) =>
                  call.argument === undefined || call.program?.caught === true ? [] : [outcome],
              ),
          );
    return {
        outcome,
        calls: plans,
        assignments: map.syntaxError ? [] : finalState(plans),
        findings,
    };
}

/** Nearest names that one file may ask for; a search takes up to a few milliseconds. */
const maxGuesses = 200;

const outcomes: readonly Outcome[] = ['raises', 'fails-at-run-time', 'unknown', 'ok'];

function worst(found: readonly Outcome[]): Outcome {
    return found.length === 0
        ? 'unknown'
        : (outcomes.find((outcome) => found.includes(outcome)) ?? 'ok');
}

/** The state after all calls; a call that raises ends the program, and nothing is loaded. */
function finalState(plans: readonly CallPlan[]): readonly Assignment[] {
    if (plans.some(({ call, outcome }) => outcome === 'raises' && call.program?.caught !== true)) {
        return [];
    }
    const last = new Map<string, Assignment>();
    for (const plan of plans) {
        for (const assignment of plan.outcome === 'raises' ? boundBefore(plan) : plan.assignments) {
            last.set(assignment.variableName, assignment);
        }
    }
    return sortAssignments(last.values());
}

/** What a call had bound when it raised: everything before the binding that failed. */
function boundBefore({ index, entries, failingEntry }: CallPlan): readonly Assignment[] {
    const bound: Assignment[] = [];
    for (const [position, { bindings }] of entries.entries()) {
        if (failingEntry === undefined || failingEntry < position) {
            break;
        }
        for (const binding of bindings) {
            const { variable, cause } = binding;
            if (variable === undefined || cause !== undefined) {
                break;
            }
            bound.push({ ...binding, variable, call: index, entry: position });
        }
    }
    return bound;
}

function findingsOf(map: AssignmentMap, contexts: readonly CallContext[]): readonly Finding[] {
    const findings: Finding[] = map.problems.map(
        ({ code, message, span, related, fixes, call }): Finding => ({
            code,
            severity: defaultSeverities[code],
            message,
            span,
            related: related ?? [],
            fixes: fixes ?? [],
            call,
            entry: undefined,
        }),
    );
    // Text that Python cannot read makes no call: what could be saved of it is not worth explaining.
    if (!map.syntaxError) {
        for (const context of contexts) {
            const { resolved } = context;
            for (const draft of callFindings(context)) {
                findings.push(finding(draft, resolved.index, undefined));
            }
            for (const entry of resolved.entries) {
                for (const draft of entryFindings(context, entry)) {
                    findings.push(finding(draft, resolved.index, entry.index));
                }
            }
        }
        for (const draft of [...overriddenRules(contexts), ...coverageFindings(contexts)]) {
            findings.push(finding(draft, draft.call, draft.entry));
        }
    }
    return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function finding(draft: Draft, call: number, entry: number | undefined): Finding {
    const { code, message, error, span, related = [], fixes = [] } = draft;
    const severity = draft.severity ?? defaultSeverities[code];
    return {
        code,
        severity: severity === 'off' ? 'hint' : severity,
        message: error === undefined ? message : `${message}\n${error.type}: ${error.message}`,
        span,
        related,
        fixes,
        call,
        entry,
    };
}

/** The codes of each entry's findings by `call entry`. */
type EntryCodes = ReadonlyMap<string, ReadonlySet<DiagnosticCode>>;

function codesOfEntries(findings: readonly Finding[]): EntryCodes {
    const codes = new Map<string, Set<DiagnosticCode>>();
    for (const { call, entry, code } of findings) {
        if (call !== undefined && entry !== undefined) {
            const key = `${call} ${entry}`;
            codes.set(key, (codes.get(key) ?? new Set()).add(code));
        }
    }
    return codes;
}

function callPlan(resolved: ResolvedCall, codes: EntryCodes): CallPlan {
    const { index, call, inputs, outcome, error, failingEntry, entries, assignments } = resolved;
    return {
        index,
        call,
        rules: inputs.rules,
        checkpoint: inputs.checkpoint,
        model: inputs.model,
        outcome,
        error,
        failingEntry,
        entries: entries.map((entry) => plannedEntry(entry, resolved, codes)),
        assignments,
        unassigned: unassignedOf(resolved),
        unused: unusedOf(resolved),
    };
}

function plannedEntry(
    entry: CallEntry,
    { index, store }: ResolvedCall,
    entryCodes: EntryCodes,
): PlannedEntry {
    const { tensorNode, variableNode, span } = entry.pair;
    const codes = entryCodes.get(`${index} ${entry.index}`) ?? [];
    const tensorName = pythonStr(tensorNode.value);
    const variable = variableNode.value;
    const variableName = variable.type === 'str' ? variable.value : pythonRepr(variable);
    const isVariable =
        (variable.type === 'str' && store?.find(variable.value) !== undefined) ||
        (!tensorName.endsWith('/') && !variableName.endsWith('/'));
    return {
        tensorNode,
        variableNode,
        span,
        tensorName,
        variableName,
        kind:
            tensorName === '/' || variableName === '/' ? 'root' : isVariable ? 'variable' : 'scope',
        reached: entry.reached,
        open: entry.open,
        bindings: entry.bindings,
        error:
            entry.error === null
                ? null
                : {
                      type: entry.error.type,
                      message: entry.error.message,
                      code: entry.errorCode ?? 'call.raises',
                  },
        codes: [...codes].sort(),
    };
}

/**
 * Variables which no entry of a call reaches, each entry on its own; sorted by name. None where an
 * entry may reach others than those that are known, or where not all entries are.
 */
function unassignedOf({ inputs, entries }: ResolvedCall): readonly ModelVariable[] {
    if (isOpen(inputs, entries)) {
        return [];
    }
    const reached = new Set(entries.flatMap((entry) => entry.reached));
    return (inputs.model?.model?.variables ?? [])
        .filter((variable) => !reached.has(variable))
        .sort((a, b) => compareCodePoints(a.name, b.name));
}

function isOpen({ model, unknown }: CallInputs, entries: readonly CallEntry[]): boolean {
    return (
        unknown !== undefined ||
        (model?.model?.open !== undefined && entries.some(({ open }) => open))
    );
}

/** Tensors which no entry of a call reads, in the checkpoint's order; as above. */
function unusedOf({ source, inputs, entries }: ResolvedCall): readonly string[] {
    if (isOpen(inputs, entries)) {
        return [];
    }
    const read = new Set(entries.flatMap(({ bindings }) => bindings.map(({ tensor }) => tensor)));
    return [...(source?.checkpoint?.names() ?? [])].filter(
        (name) => !read.has(name) && name !== objectGraphKey,
    );
}
