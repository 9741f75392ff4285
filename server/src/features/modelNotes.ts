// What is worth saying of where a model comes from: why this source was taken, and what other sources
// of it know that lie in the same folder. Command line and preview say it in the same words.

import type { ModelSource } from '../model/model.js';

/** Sentences without their full stops; none where the file that was named is all there is. */
export function modelNotes(source: ModelSource | undefined): readonly string[] {
    return [source?.choice, source?.beside].filter((note) => note !== undefined);
}
