// What of a program is not followed, where that hides something from people: the places at which
// reading ends, calls of which something is not known, and variables that may be made.

import type { CallInputs } from '../loadPlan/resolveCall.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import type { Lost } from '../python/raised.js';
import { baseName } from '../util/path.js';
import type { Span } from '../util/span.js';
import type { ScriptTrace } from './evaluateScript.js';
import { programFinding } from './programFinding.js';
import { hidesCalls } from './hiddenCalls.js';
import type { ProgramText } from './restoreFindings.js';

/** What could not be followed, once for each place. `inputs` are those of the trace's calls. */
export function notFollowed(
    program: ProgramText,
    trace: ScriptTrace,
    inputs: readonly CallInputs[],
): readonly Finding[] {
    const findings: Finding[] = [];
    const add = (span: Span, text: string): void => {
        if (!findings.some((known) => known.span.start === span.start && known.message === text)) {
            findings.push(programFinding('python.not-literal', span, text));
        }
    };
    const evaluated = evaluatedPlaces(program.path, trace);
    for (const end of trace.ends) {
        if (end.kind === 'lost' && hidesCalls(program, end.lost.places, evaluated)) {
            addLost(program.path, end.lost, add);
        }
    }
    let index = 0;
    let last = -1;
    for (const [at, { event }] of trace.entries.entries()) {
        if (event.event === 'call') {
            const reason = inputs[index]?.unknown;
            index += 1;
            if (reason !== undefined) {
                add(event.call.span, `What this call does cannot be known completely: ${reason}.`);
            }
        }
        if (event.event === 'call' || event.event === 'restore') {
            last = at;
        }
    }
    // Variables matter to the calls that come after them.
    for (const { event } of trace.entries.slice(0, Math.max(last, 0))) {
        if (event.event === 'opened' && event.place?.file === program.path) {
            add(event.place.span, `Variables may be made here that are not known: ${event.text}.`);
        }
    }
    return findings;
}

/** Where the program itself stands when a path is lost, perhaps in a file that it imports. */
function addLost(path: string, { reason, places }: Lost, add: (span: Span, text: string) => void) {
    const place = places.find(({ file }) => file === path);
    if (place !== undefined) {
        const [innermost] = places;
        const within = innermost === place ? '' : ` in ${baseName(innermost?.file ?? '')}`;
        add(place.span, `The program is not followed from here on: ${reason}${within}.`);
    }
}

/** Where the calls stand that are known to be reached. */
function evaluatedPlaces(path: string, { entries }: ScriptTrace): ReadonlySet<number> {
    const starts = new Set<number>();
    for (const { event, certain } of entries) {
        const isOurs =
            event.event === 'call' || event.event === 'restore' || event.event === 'selection';
        if (certain && isOurs && event.place?.file === path) {
            starts.add(event.place.span.start);
        }
    }
    return starts;
}
