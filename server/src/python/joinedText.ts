// Strings put together of parts of which some are not known.

import { str, type Pattern, type Str, type Unknown } from './values.js';

/** One string of several; parts that are not known are its holes. */
export function joinTexts(texts: readonly (Str | Pattern | Unknown)[]): Str | Pattern | Unknown {
    const parts: (string | Unknown)[] = [];
    for (const text of texts) {
        const added =
            text.kind === 'str' ? [text.value] : text.kind === 'pattern' ? text.parts : [text];
        for (const part of added) {
            const last = parts.at(-1);
            if (typeof part === 'string' && typeof last === 'string') {
                parts[parts.length - 1] = last + part;
            } else if (part !== '' && (typeof part === 'string' || typeof last !== 'object')) {
                parts.push(part);
            }
        }
    }
    const [only] = parts;
    if (parts.length === 0) {
        return str('');
    }
    if (parts.length === 1 && only !== undefined) {
        return typeof only === 'string' ? str(only) : { ...only, type: 'str' };
    }
    return { kind: 'pattern', parts };
}
