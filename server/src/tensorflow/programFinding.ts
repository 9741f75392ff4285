// A finding about a program that belongs to none of its calls' entries.

import type { TextFix } from '../assignmentMap/assignmentMap.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import { defaultSeverities, type DiagnosticCode } from '../util/diagnosticCodes.js';
import type { Span } from '../util/span.js';

/** A finding at a place of the program's own file, of its code's default severity. */
export function programFinding(
    code: DiagnosticCode,
    span: Span,
    message: string,
    fixes: readonly TextFix[] = [],
): Finding {
    const severity = defaultSeverities[code];
    const nowhere = { call: undefined, entry: undefined };
    return { code, severity, message, span, related: [], fixes, ...nowhere };
}
