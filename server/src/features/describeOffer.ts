// What an offered name or path is, in full: for the details of a completion item.

import type { CancellationToken } from '../workspace/cancellation.js';
import type { TextDocument } from '../workspace/documents.js';
import type { CallSources } from '../workspace/mapInputs.js';
import type { OfferCursor } from './cursorOffers.js';
import { describeTensorName, describeVariableName } from './describeNames.js';
import { describeCheckpoint, describeModel } from './describePaths.js';
import type { WorkspaceSession } from '../workspace/session.js';
import type { Block } from './prose.js';

/** Describes what an item offers; nothing where the label says it all. */
export async function describeOffer(
    session: WorkspaceSession,
    document: TextDocument,
    inputs: CallSources | undefined,
    kind: OfferCursor['kind'],
    label: string,
    token: CancellationToken,
): Promise<readonly Block[]> {
    const folders = session.lookupFolders(document);
    switch (kind) {
        case 'tensorName':
            return describeTensorName(
                inputs?.checkpoint?.checkpoint,
                label,
                inputs?.checkpoint?.objects,
            );
        case 'variableName':
            return describeVariableName(inputs?.model?.model, label);
        case 'checkpoint':
            // A folder that is only on the way has no checkpoint.
            return label.endsWith('/')
                ? []
                : describeCheckpoint(
                      session,
                      await session.checkpoints.source(label, folders, token),
                      token,
                  );
        case 'model':
            return label.endsWith('/')
                ? []
                : describeModel(
                      await session.models.source(label, folders, token),
                      session.folders(),
                  );
        default:
            return [];
    }
}
