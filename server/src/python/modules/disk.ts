// The module `_disk`: what is in files. Here nothing of it is known; whoever evaluates programs with
// files beside them gives a module of the same name that reads them.

import { native } from '../native.js';
import { none, type Value } from '../values.js';

/** The members of `_disk` where there is no disk. */
export function noDiskMembers(): Readonly<Record<string, Value>> {
    return {
        /** The text of a file. */
        read_text: native('read_text', 'path, /', function* (evaluation) {
            return evaluation.unknown('the contents of a file', 'str');
        }),
        /** 'file', 'directory' or 'nothing' where that is known. */
        kind: native('kind', 'path, /', function* (evaluation) {
            return evaluation.unknown('what is on the disk', 'str');
        }),
        /** The program itself changes what is at a path, or below it. */
        change: native('change', 'path, /', function* () {
            return none;
        }),
    };
}
