// A reading in which open text wins over the disk: questions about an open file are answered from
// the editor's text at once, all others go on to whoever drives.

import type { FileAnswer, FileQuestion, Reading } from '../util/reading.js';

/** The same reading, with the bytes that `textAt` gives for a path in place of the disk's. */
export function* openTextWins<T>(
    reading: Reading<T>,
    textAt: (path: string) => Uint8Array | undefined,
): Reading<T> {
    try {
        let step = reading.next();
        while (step.done !== true) {
            const answer = answerFromText(step.value, textAt) ?? (yield step.value);
            step = reading.next(answer);
        }
        return step.value;
    } finally {
        reading.return(undefined as never);
    }
}

function answerFromText(
    question: FileQuestion,
    textAt: (path: string) => Uint8Array | undefined,
): FileAnswer {
    if (question.ask !== 'stat' && question.ask !== 'read') {
        return undefined;
    }
    const bytes = textAt(question.path);
    if (bytes === undefined) {
        return undefined;
    }
    return question.ask === 'stat'
        ? { kind: 'file', size: bytes.length }
        : {
              kind: 'bytes',
              bytes: bytes.subarray(question.offset, question.offset + question.length),
          };
}
