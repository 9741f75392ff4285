// JSON for people and programs alike: indented, but shapes and places in the text on one line.

// Raw line breaks stand between values only, never inside a string, so the patterns cannot touch one.
const numbers = /\[\n\s+((?:-?\d+|null)(?:,\n\s+(?:-?\d+|null))*)\n\s+\]/g;
const places = /\{\n\s+"line": (\d+),\n\s+"character": (\d+)\n\s+\}/g;

/** A value as JSON, with a line break at its end. */
export function prettyJson(value: unknown): string {
    const text = JSON.stringify(value, undefined, 2)
        .replace(numbers, (_, items: string) => `[${items.replace(/\s+/g, ' ')}]`)
        .replace(places, '{ "line": $1, "character": $2 }');
    return `${text}\n`;
}
