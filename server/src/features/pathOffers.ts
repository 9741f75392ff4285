// Paths of checkpoints and models: what the workspace's index knows, nearest first, and what lies
// in the folder that is being typed, wherever that is.

import { basename, isAbsolute, join } from 'node:path';
import { list, stat } from '../util/reading.js';
import { formatByName } from '../model/modelFormats.js';
import { namesProgram } from '../tensorflow/programModel.js';
import { throwIfCancelled, type CancellationToken } from '../workspace/cancellation.js';
import { dataFile, isShard, type DataFile } from '../workspace/dataFiles.js';
import type { TextDocument } from '../workspace/documents.js';
import { kerasHead } from '../workspace/kerasHeads.js';
import type { WorkspaceSession } from '../workspace/session.js';
import { knownPaths } from './knownPaths.js';
import type { Offers } from './offer.js';
import {
    fileOffer,
    folderOffer,
    inOrder,
    savedModelOffer,
    type PathKind,
    type PathOffer,
} from './pathOffer.js';

/** More paths than this are not offered at once. */
const maxPaths = 200;

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
    const indexed = own === undefined ? [] : knownPaths(session, kind, own);
    const listed = await Promise.all(
        (isAbsolute(typed) ? ['/'] : folders).map((folder) =>
            listedPaths(session, kind, folder, typed, token),
        ),
    );
    throwIfCancelled(token);
    // While no folder is typed, one way to write a path will do.
    const isOpen = lastSegment(typed) === typed;
    const known = new Set(isOpen ? indexed.map(({ path }) => path) : []);
    const further = listed
        .flat()
        .filter(({ tier, path }) => tier === 'folders' || !known.has(path));
    const byText = new Map<string, PathOffer>();
    for (const each of [...indexed, ...further]) {
        if (!byText.has(each.offer.text)) {
            byText.set(each.offer.text, each);
        }
    }
    const wanted = lastSegment(typed).toLowerCase();
    const fitting = [...byText.values()].filter(({ offer }) =>
        offer.text.toLowerCase().includes(wanted),
    );
    const offers = inOrder(fitting)
        .slice(0, maxPaths)
        .map(({ offer }) => offer);
    return { offers, isIncomplete: true };
}

/** What lies in the folder that is being typed, one name deep. */
async function listedPaths(
    session: WorkspaceSession,
    kind: PathKind,
    folder: string,
    typed: string,
    token: CancellationToken,
): Promise<readonly PathOffer[]> {
    const typedFolder = typed.slice(0, typed.length - lastSegment(typed).length);
    const path = join(folder, typedFolder);
    const names = (await session.read(list(path), token)).filter(
        (name) => name.startsWith(lastSegment(typed)) && !name.startsWith('.'),
    );
    throwIfCancelled(token);
    const files = names.flatMap((name) => {
        const file = dataFile(join(path, name)) ?? program(kind, join(path, name));
        return file === undefined || !isPlain(file, kind)
            ? []
            : [listedFile(session, kind, file, typedFolder)];
    });
    // Of what has no name that tells one has to ask what it is. Of shards there may be thousands.
    const others = names.filter((name) => {
        const file = dataFile(join(path, name));
        const isOther = file === undefined || file.byNameOnly || file.kind === 'state';
        return isOther && !isShard(name) && !namesProgram(name);
    });
    const asked = await Promise.all(
        others
            .slice(0, maxPaths)
            .map((name) => listedOther(session, kind, join(path, name), typedFolder + name, token)),
    );
    return [...files, ...asked.flat()];
}

/** Whether a file is offered for its name alone. */
function isPlain({ kind, argument, byNameOnly }: DataFile, wanted: PathKind): boolean {
    if (byNameOnly || kind === 'state') {
        return false;
    }
    return wanted === 'checkpoint'
        ? kind !== 'model'
        : kind === 'checkpoint' || formatByName(argument) !== undefined || namesProgram(argument);
}

/** A program that may make the model; what only makes a folder a package is none. */
function program(kind: PathKind, path: string): DataFile | undefined {
    return kind === 'model' && namesProgram(path) && basename(path) !== '__init__.py'
        ? { kind: 'model', argument: path, byNameOnly: false }
        : undefined;
}

function listedFile(
    session: WorkspaceSession,
    kind: PathKind,
    file: DataFile,
    typedFolder: string,
): PathOffer {
    const text = typedFolder + basename(file.argument);
    return fileOffer(kind, file, text, 0, session.checkpoints.summaryOf(file.argument));
}

/** What has no name that tells: a folder, or a file that has to be looked at. */
async function listedOther(
    session: WorkspaceSession,
    kind: PathKind,
    path: string,
    text: string,
    token: CancellationToken,
): Promise<readonly PathOffer[]> {
    const what = await session.read(stat(path), token);
    const file = dataFile(path);
    if (what.kind === 'directory') {
        return listedFolder(session, kind, path, text, token);
    }
    if (what.kind !== 'file' || file === undefined || file.kind === 'state') {
        return [];
    }
    if (file.kind === 'checkpoint') {
        return kind === 'checkpoint' ? [listedFile(session, kind, file, folderOf(text))] : [];
    }
    const head = await session.read(kerasHead(path), token);
    const isOffered = head === 'whole' || head === (kind === 'checkpoint' ? 'weights' : 'model');
    return isOffered ? [listedFile(session, kind, file, folderOf(text))] : [];
}

/** What is written before the last name of a path. */
function folderOf(text: string): string {
    return text.slice(0, text.lastIndexOf('/') + 1);
}

/** A folder: as what it holds, where that makes it a checkpoint or a model, and to go on in it. */
async function listedFolder(
    session: WorkspaceSession,
    kind: PathKind,
    path: string,
    text: string,
    token: CancellationToken,
): Promise<readonly PathOffer[]> {
    const inside = folderOffer(path, text);
    const telling = join(path, kind === 'checkpoint' ? 'checkpoint' : 'saved_model.pb');
    if ((await session.read(stat(telling), token)).kind !== 'file') {
        return [inside];
    }
    if (kind === 'checkpoint') {
        const state = { kind: 'state', argument: path } as const;
        const summary = session.checkpoints.summaryOf(path);
        return [fileOffer(kind, state, text, 0, summary), inside];
    }
    // With another model beside it, the folder might mean that one.
    const models = (await session.read(list(path), token)).filter(
        (name) => formatByName(name) !== undefined,
    );
    return models.length === 1 ? [savedModelOffer(path, text, 0), inside] : [inside];
}

function lastSegment(path: string): string {
    return path.slice(path.lastIndexOf('/') + 1);
}
