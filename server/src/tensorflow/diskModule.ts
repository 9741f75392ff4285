// The module `_disk` for a program with files beside it: whether they are there. What is in them is
// not known: a program runs with other files tomorrow. What it writes or deletes itself hides what is
// on disk.

import { lookupFrom } from '../checkpoint/fileLookup.js';
import type { Evaluation } from '../python/evaluation.js';
import { native } from '../python/native.js';
import { stepsOf } from '../python/readings.js';
import { exceptionType } from '../python/typeOf.js';
import { Instance, none, str, tuple, type Steps, type Value } from '../python/values.js';
import { pathText, textOf } from './pythonData.js';
import type { ProgramRun } from './run.js';

const contents = 'the contents of a file';

/** The members of the module, for one evaluation. */
export function diskModule(run: ProgramRun): Readonly<Record<string, Value>> {
    return {
        read_text: native('read_text', 'path, /', function* (evaluation, given = none) {
            const path = textOf(yield* pathText(evaluation, given));
            if (path === undefined || isChanged(run, path)) {
                return evaluation.unknown(contents, 'str');
            }
            return yield* textAt(evaluation, run, path);
        }),
        kind: native('kind', 'path, /', function* (evaluation, given = none) {
            const path = textOf(yield* pathText(evaluation, given));
            const kind =
                path === undefined || isChanged(run, path) ? undefined : yield* kindOf(run, path);
            return kind === undefined
                ? evaluation.unknown('what is on the disk', 'str')
                : str(kind);
        }),
        change: native('change', 'path, /', function* (evaluation, given = none) {
            const path = textOf(yield* pathText(evaluation, given));
            evaluation.state.touch(run.changed);
            if (path === undefined) {
                const rest = evaluation.unknown('the program changes files somewhere');
                run.changed.content = { ...run.changed.content, rest };
            } else {
                run.changed.content.names.set(run.writtenKey(path), none);
            }
            return none;
        }),
    };
}

/** Whether the program may have changed what is at a path. */
function isChanged(run: ProgramRun, path: string): boolean {
    const { names, rest } = run.changed.content;
    const key = run.writtenKey(path);
    return (
        rest !== undefined ||
        [...names.keys()].some((name) => key === name || key.startsWith(`${name}/`))
    );
}

/** What opening a path gives: a text, of which nothing is known, or that there is none. */
function* textAt(evaluation: Evaluation, run: ProgramRun, path: string): Steps<Value> {
    for (const folder of run.folders) {
        const lookup = lookupFrom(folder, run.dependencies);
        const found = yield* stepsOf(lookup.stat(path));
        if (found.kind !== 'missing') {
            return evaluation.unknown(contents, 'str');
        }
    }
    const why = evaluation.unknown(`there is no file '${path}' here`, 'str');
    // It may be there where the program runs; who is prepared for that it is not may be right.
    return evaluation.tries() === 0
        ? why
        : yield* evaluation.fork(
              [
                  function* () {
                      return why;
                  },
                  () => evaluation.raiseException(missing(path, why)),
              ],
              why,
          );
}

function missing(path: string, why: Value): Instance {
    const exception = new Instance(exceptionType('FileNotFoundError'));
    const { names } = exception.attributes.content;
    names.set('args', tuple([why, why]));
    names.set('filename', str(path));
    return exception;
}

/** What is at a path; a checkpoint's prefix is nothing itself. */
function* kindOf(
    run: ProgramRun,
    path: string,
): Steps<'file' | 'directory' | 'nothing' | undefined> {
    for (const folder of run.folders) {
        const lookup = lookupFrom(folder, run.dependencies);
        const found = yield* stepsOf(lookup.stat(path));
        if (found.kind === 'file' || found.kind === 'directory') {
            return found.kind;
        }
        if (found.kind === 'missing' && (yield* stepsOf(lookup.exists(`${path}.index`)))) {
            return 'nothing';
        }
    }
    return undefined;
}
