// The replacement texts of `re.sub` and `Match.expand`: `\1`, `\g<name>` and escapes.
// Defined in CPython 3.11: Lib/re/_parser.py (parse_template).

/** A piece of a replacement: a text, or the number of a group. */
export type TemplatePart = string | number;

const escapes: ReadonlyMap<string, string> = new Map([
    ['a', '\x07'],
    ['b', '\b'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
    ['v', '\v'],
    ['\\', '\\'],
]);

/** Why Python refuses a replacement: the class of the exception and its message. */
export interface TemplateError {
    readonly raises: 'IndexError' | 're.error';
    readonly message: string;
}

/** The parts of a replacement, or what Python raises; undefined where it is not understood. */
export function parseTemplate(
    template: string,
    groups: number,
    names: ReadonlyMap<string, number>,
): readonly TemplatePart[] | TemplateError | undefined {
    const parts: TemplatePart[] = [];
    let at = 0;
    for (const match of template.matchAll(/\\(?:g<([^>]*)>|([1-9]\d?)|(0[0-7]{0,2})|([^]))/g)) {
        const [all, name, number, octal, letter] = match;
        parts.push(template.slice(at, match.index));
        at = match.index + all.length;
        if (name !== undefined || number !== undefined) {
            const group =
                number !== undefined
                    ? Number(number)
                    : /^\d+$/.test(name ?? '')
                      ? Number(name)
                      : names.get(name ?? '');
            if (group === undefined) {
                return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name ?? '')
                    ? { raises: 'IndexError', message: `unknown group name '${name ?? ''}'` }
                    : undefined;
            }
            if (groups < group) {
                const position = match.index + (number === undefined ? 3 : 1);
                return refused(template, `invalid group reference ${group}`, position);
            }
            parts.push(group);
        } else if (octal !== undefined) {
            parts.push(String.fromCharCode(parseInt(octal, 8)));
        } else {
            const escaped = escapes.get(letter ?? '');
            if (escaped === undefined && /[a-zA-Z0-9]/.test(letter ?? '')) {
                return refused(template, `bad escape \\${letter ?? ''}`, match.index);
            }
            parts.push(escaped ?? all);
        }
    }
    const rest = template.slice(at);
    return rest.endsWith('\\') ? undefined : [...parts, rest];
}

/** Python says where; in a text of several lines with the line, which is not followed. */
function refused(template: string, what: string, position: number): TemplateError | undefined {
    return template.includes('\n') || /[\ud800-\udfff]/.test(template)
        ? undefined
        : { raises: 're.error', message: `${what} at position ${position}` };
}
