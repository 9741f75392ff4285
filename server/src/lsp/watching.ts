// Which files the editor is to watch for us. Editors that cannot be asked watch nothing; then the
// language service looks for itself now and then.

import {
    DidChangeWatchedFilesNotification,
    FileChangeType,
    WatchKind,
    type Connection,
    type FileEvent,
} from 'vscode-languageserver';
import { watchedGlobs } from '../workspace/dataFiles.js';
import { pathOfUri } from '../workspace/paths.js';
import type { FileChange } from '../workspace/workspace.js';

/** Asks the editor to watch data files, and for folders that come and go as a whole. */
export async function registerWatchers(connection: Connection): Promise<void> {
    const anyChange = watchedGlobs.map((globPattern) => ({ globPattern }));
    // A folder that is moved or deleted is one event, and the files in it have none.
    const folders = { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete };
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [...anyChange, folders],
    });
}

/** The editor's events as changes of paths; what is no file of this machine is left out. */
export function fileChanges(events: readonly FileEvent[]): readonly FileChange[] {
    const seen = new Set<string>();
    return events.flatMap(({ uri, type }) => {
        const path = pathOfUri(uri);
        // Several of our patterns match one file.
        const id = `${type} ${uri}`;
        if (path === undefined || seen.has(id)) {
            return [];
        }
        seen.add(id);
        return [{ path, kind: kindOf(type) }];
    });
}

function kindOf(type: FileChangeType): FileChange['kind'] {
    switch (type) {
        case FileChangeType.Created:
            return 'created';
        case FileChangeType.Deleted:
            return 'deleted';
        default:
            return 'changed';
    }
}
