// The checkpoints and models that the workspace's index knows, as paths to offer: in completion, and as
// the candidates of messages.

import { dirname, join } from 'node:path';
import { formatByName } from '../model/modelFormats.js';
import { distance, writtenPath } from '../workspace/paths.js';
import type { WorkspaceSession } from '../workspace/session.js';
import { fileOffer, savedModelOffer, type PathKind, type PathOffer } from './pathOffer.js';

/** What the index knows, as a map in the folder `own` would write it; in no order. */
export function knownPaths(
    session: WorkspaceSession,
    kind: PathKind,
    own: string,
): readonly PathOffer[] {
    return kind === 'checkpoint' ? knownCheckpoints(session, own) : knownModels(session, own);
}

function knownCheckpoints(session: WorkspaceSession, own: string): readonly PathOffer[] {
    return [...session.checkpoints.known()].map((known) => {
        const { kind, argument, summary } = known;
        // A folder is as far as what is in it, which comes right behind it.
        const steps = distance(kind === 'state' ? join(argument, 'checkpoint') : argument, own);
        return fileOffer('checkpoint', known, writtenPath(argument, own), steps, summary);
    });
}

function knownModels(session: WorkspaceSession, own: string): readonly PathOffer[] {
    const paths = session.models.known();
    const inFolder = new Map<string, number>();
    for (const path of paths) {
        inFolder.set(dirname(path), (inFolder.get(dirname(path)) ?? 0) + 1);
    }
    const models = paths.map((path) => {
        const steps = distance(path, own);
        // Where other models lie beside it, the folder might mean one of those.
        return isSavedModel(path) && inFolder.get(dirname(path)) === 1
            ? savedModelOffer(dirname(path), writtenPath(dirname(path), own), steps)
            : fileOffer(
                  'model',
                  { kind: 'model', argument: path },
                  writtenPath(path, own),
                  steps,
                  undefined,
              );
    });
    const checkpoints = [...session.checkpoints.known()]
        .filter(({ kind }) => kind === 'checkpoint')
        .filter(({ argument }) => !isOfSavedModel(argument, paths))
        .map((known) => {
            const { argument, summary } = known;
            const text = writtenPath(argument, own);
            return fileOffer('model', known, text, distance(argument, own), summary);
        });
    return [...models, ...checkpoints];
}

function isSavedModel(path: string): boolean {
    return formatByName(path) === 'savedModel1';
}

// The graph of a SavedModel says more than the checkpoint in it.
function isOfSavedModel(prefix: string, models: readonly string[]): boolean {
    const folder = dirname(dirname(prefix));
    return (
        prefix === join(folder, 'variables', 'variables') &&
        models.some((path) => isSavedModel(path) && dirname(path) === folder)
    );
}
