// A span is a piece of a text: half-open, in UTF-16 code units, as LSP and JavaScript count.
// Lines and characters are made from offsets at the edges only (see lineIndex.ts).

/** A half-open range `[start, end)` of offsets into one text, in UTF-16 code units. */
export interface Span {
    readonly start: number;
    readonly end: number;
}

/** Whether an offset lies in a span, its end included: a cursor behind the last letter is in it. */
export function spanTouches(span: Span, offset: number): boolean {
    return span.start <= offset && offset <= span.end;
}
