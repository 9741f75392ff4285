// Cuts half-typed YAML into tokens: the lexer of the package `yaml`, which goes on where PyYAML
// stops, but for a quote that is never closed. That one ends with its line here, so that the lines
// below it keep their meaning while it is being typed.

import { Lexer } from 'yaml';
import { isFault } from './yamlChars.js';
import { scanQuoted } from './yamlScalars.js';

/** The tokens of a text, together all of it, and those of `yaml` that stand for no text. */
export function* tolerantLexemes(text: string): Generator<string> {
    let start = 0;
    let isOpen = false;
    while (start < text.length) {
        let end = start;
        let isCut = false;
        for (const lexeme of new Lexer().lex(text.slice(start))) {
            if (lexeme === '\x02' || lexeme === '...') {
                // Every lexer begins a document; where this one goes on, it is open already.
                const isKnown = lexeme === '\x02' && isOpen;
                isOpen = lexeme === '\x02';
                if (isKnown) {
                    continue;
                }
            }
            const line = unclosedLine(lexeme);
            const taken = line ?? lexeme;
            end += taken === '\x02' || taken === '\x18' || taken === '\x1f' ? 0 : taken.length;
            yield taken;
            if (line !== undefined) {
                isCut = true;
                break;
            }
        }
        if (!isCut) {
            return;
        }
        start = end;
    }
}

// The first line of a scalar in quotes that go on to the text's end without closing.
function unclosedLine(lexeme: string): string | undefined {
    const isQuoted = lexeme.startsWith('"') || lexeme.startsWith("'");
    const line = isQuoted ? /^[^\n\r]*/.exec(lexeme)?.[0] : undefined;
    return line !== undefined && line.length < lexeme.length && isFault(scanQuoted(lexeme, 0))
        ? line
        : undefined;
}
