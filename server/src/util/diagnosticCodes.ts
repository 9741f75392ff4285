// The diagnostic codes, a contract: codes and default severities do not change silently.
// Each code has a section in docs/diagnostics.md; a tidy test compares the two lists.

/** How much a finding matters; `off` is never shown. */
export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** Every code with its severity when nothing else is configured. */
export const defaultSeverities = {
    'map.syntax': 'error',
    'map.shape': 'error',
    'map.duplicate-key': 'error',
    'map.unknown-key': 'error',
    'call.raises': 'error',
    'checkpoint.unknown': 'information',
    'model.unknown': 'information',
    'checkpoint.not-found': 'error',
    'checkpoint.not-a-prefix': 'error',
    'checkpoint.corrupt': 'error',
    'checkpoint.missing-shard': 'error',
    'checkpoint.truncated-shard': 'error',
    'checkpoint.lfs-pointer': 'error',
    'checkpoint.remote': 'information',
    'checkpoint.object-based': 'error',
    'model.not-found': 'error',
    'model.unreadable': 'error',
    'tensor.not-found': 'error',
    'variable.not-found': 'error',
    'variable.not-in-store': 'warning',
    'slot.not-loaded': 'warning',
    'scope.no-trailing-slash': 'error',
    'scope.matches-nothing': 'error',
    'scope.overreach': 'warning',
    'scope.part-in-name': 'error',
    'shape.mismatch': 'error',
    'shape.changes-silently': 'error',
    'dtype.mismatch': 'error',
    'rule.overridden': 'warning',
    'variable.unassigned': 'information',
    'tensor.unused': 'hint',
    'python.not-literal': 'hint',
    'restore.matches-nothing': 'warning',
    'restore.partial': 'warning',
    'restore.assertion-fails': 'error',
    'restore.untracked': 'warning',
    'warm-start.matches-nothing': 'warning',
    'warm-start.overreach': 'warning',
    'expect.matches-nothing': 'warning',
    'ignore.matches-nothing': 'warning',
} as const satisfies Record<string, Severity>;

/** The name of a kind of finding, such as `tensor.not-found`. */
export type DiagnosticCode = keyof typeof defaultSeverities;

/** Whether a text is the name of a code. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
    return Object.hasOwn(defaultSeverities, text);
}
