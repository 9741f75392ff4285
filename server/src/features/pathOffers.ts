// Paths of checkpoints and models: what the workspace's index knows, nearest first, and what lies
// in the folder that is being typed, wherever that is.

import { dirname, isAbsolute, join } from 'node:path';
import { CompletionItemKind } from 'vscode-languageserver-types';
import { bytesText } from '../util/bytesText.js';
import { byCertainty, formatByName, formatWords } from '../model/modelFormats.js';
import { list, stat } from '../util/reading.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import type { CheckpointSummary } from '../workspace/checkpointIndex.js';
import { dataFile, type DataFile } from '../workspace/dataFiles.js';
import type { TextDocument } from '../workspace/documents.js';
import { distance, writtenPath } from '../workspace/paths.js';
import type { WorkspaceSession } from '../workspace/session.js';
import type { Offer, Offers } from './offer.js';
import { plural } from './words.js';

/** More paths than this are not offered at once. */
const maxPaths = 200;

/** What a path is to lead to. */
export type PathKind = 'checkpoint' | 'model';

/** The paths that are offered for what was typed. */
export async function pathOffers(
    session: WorkspaceSession,
    document: TextDocument,
    kind: PathKind,
    typed: string,
    token: CancellationToken,
): Promise<Offers> {
    const folders = session.lookupFolders(document);
    const [own] = folders;
    const indexed = own === undefined ? [] : indexedPaths(session, kind, own);
    const listed = await Promise.all(
        (isAbsolute(typed) ? ['/'] : folders).map((folder) =>
            listedPaths(session, kind, folder, typed, token),
        ),
    );
    throwIfCancelled(token);
    const byText = new Map<string, Offer>();
    for (const offer of [...indexed, ...listed.flat()]) {
        if (!byText.has(offer.text)) {
            byText.set(offer.text, offer);
        }
    }
    const offers = [...byText.values()]
        .filter(({ text }) => text.toLowerCase().includes(lastSegment(typed).toLowerCase()))
        .sort((a, b) => a.rank - b.rank || naturally.compare(a.text, b.text));
    return { offers: offers.slice(0, maxPaths), isIncomplete: true };
}

const naturally = new Intl.Collator('en', { numeric: true });

function indexedPaths(session: WorkspaceSession, kind: PathKind, own: string): readonly Offer[] {
    const known =
        kind === 'model'
            ? byCertainty(session.models.known()).map((path) =>
                  modelOffer(path, writtenPath(path, own)),
              )
            : [...session.checkpoints.known()].map(({ kind: form, argument, summary }) =>
                  checkpointOffer(form, writtenPath(argument, own), argument, summary),
              );
    // Of models in one folder, which are as near, the most certain comes first.
    return known.map(({ offer, path }, index) => ({
        ...offer,
        rank: distance(path, own) + (kind === 'model' ? index / known.length : 0),
    }));
}

interface Placed {
    readonly offer: Offer;
    readonly path: string;
}

function modelOffer(path: string, text: string): Placed {
    const format = formatByName(path);
    const description = format === undefined ? '' : formatWords[format].name;
    return { path, offer: { text, kind: CompletionItemKind.File, description, rank: 0 } };
}

function checkpointOffer(
    form: 'checkpoint' | 'state',
    text: string,
    path: string,
    summary: CheckpointSummary | undefined,
): Placed {
    const size =
        summary === undefined
            ? ''
            : `${plural(summary.tensors, 'tensor')}, ${bytesText(summary.bytes)}`;
    const latest = form === 'state' ? `latest checkpoint${size === '' ? '' : ': '}` : '';
    const itemKind = form === 'state' ? CompletionItemKind.Folder : CompletionItemKind.File;
    // A path that is the document's own folder has no text but a dot.
    return {
        path,
        offer: {
            text: text === '' ? '.' : text,
            kind: itemKind,
            description: latest + size,
            rank: 0,
        },
    };
}

/** What lies in the folder that is being typed, one name deep. */
async function listedPaths(
    session: WorkspaceSession,
    kind: PathKind,
    folder: string,
    typed: string,
    token: CancellationToken,
): Promise<readonly Offer[]> {
    const typedFolder = typed.slice(0, typed.length - lastSegment(typed).length);
    const path = join(folder, typedFolder);
    const names = await session.read(list(path), token);
    throwIfCancelled(token);
    const offers = await Promise.all(
        names
            .filter((name) => name.startsWith(lastSegment(typed)) && !name.startsWith('.'))
            .slice(0, maxPaths)
            .map(async (name): Promise<Offer | undefined> => {
                const file = dataFile(join(path, name));
                if (file !== undefined && isOfKind(file, kind)) {
                    return fileOffer(session, file, typedFolder);
                }
                const found = await session.read(stat(join(path, name)), token);
                return found.kind === 'directory' ? folderOffer(typedFolder + name) : undefined;
            }),
    );
    return offers.filter((offer) => offer !== undefined);
}

function isOfKind(file: DataFile, kind: PathKind): boolean {
    return kind === 'model' ? file.kind === 'model' : file.kind === 'checkpoint';
}

function fileOffer(session: WorkspaceSession, file: DataFile, typedFolder: string): Offer {
    const name = file.argument.slice(dirname(file.argument).length).replace(/^[\\/]/, '');
    const text = typedFolder + name;
    const { offer } =
        file.kind === 'model'
            ? modelOffer(file.argument, text)
            : checkpointOffer(
                  'checkpoint',
                  text,
                  file.argument,
                  session.checkpoints.summaryOf(file.argument),
              );
    return offer;
}

function folderOffer(path: string): Offer {
    return {
        text: `${path}/`,
        kind: CompletionItemKind.Folder,
        description: '',
        rank: 5,
        continues: true,
    };
}

function lastSegment(path: string): string {
    return path.slice(path.lastIndexOf('/') + 1);
}
