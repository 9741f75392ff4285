// What answers a reading's questions, asynchronously: a disk (nodeFiles.ts), or a test. Answers are
// values; a missing or unreadable file is one of them. (An editor's open texts win over the disk in
// workspace/openText.ts, before a question comes here.)

import type { FileStat, ReadAnswer } from '../util/reading.js';

/** Files as something outside has them. Paths are absolute. No method rejects. */
export interface Files {
    stat(path: string): Promise<FileStat>;
    /** Up to `length` bytes from `offset` on; `length` may be Infinity. */
    read(path: string, offset: number, length: number): Promise<ReadAnswer>;
    /** The names in a directory, in no order; none where there is no such directory. */
    list(path: string): Promise<readonly string[]>;
    /** Lets go of what was kept open. The files can be asked again afterwards. */
    close(): Promise<void>;
}
