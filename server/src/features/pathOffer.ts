// A path that is offered: how it is written, what stands behind it, and its place among others. What
// init_from_checkpoint can take comes first, the nearest folder first, and of the checkpoints of a
// folder the newest.

import { dirname } from 'node:path';
import { CompletionItemKind } from 'vscode-languageserver-types';
import {
    compareNaturally,
    compareOrders,
    orderOf,
    type NameOrder,
} from '../checkpoint/checkpointNames.js';
import {
    formatByName,
    formatWords,
    modelFormats,
    type ModelFormat,
} from '../model/modelFormats.js';
import { namesProgram } from '../tensorflow/programModel.js';
import { bytesText } from '../util/bytesText.js';
import type { CheckpointSummary } from '../workspace/checkpointIndex.js';
import type { DataFile } from '../workspace/dataFiles.js';
import type { Offer } from './offer.js';
import { plural } from './words.js';

/** What a path is to lead to. */
export type PathKind = 'checkpoint' | 'model';

/** A path on offer. */
export interface PathOffer {
    readonly offer: Offer;
    /** Absolute. */
    readonly path: string;
    /** What is of a lower tier comes first, whatever else is so. */
    readonly tier: 'files' | 'folders' | 'lesser';
    /** How many folders lie between the map and the path. */
    readonly steps: number;
    /** Of models in folders that are as near, the most certain comes first. */
    readonly certainty: number;
    /** The folder to which it belongs: of a folder with a latest checkpoint, that folder. */
    readonly home: string;
    /** Its place among those that are alike in all of this. */
    readonly order: NameOrder;
}

/** A file of this kind as the offer of a path, written as `text`. */
export function fileOffer(
    kind: PathKind,
    file: Pick<DataFile, 'kind' | 'argument'>,
    text: string,
    steps: number,
    summary: CheckpointSummary | undefined,
): PathOffer {
    const path = file.argument;
    const isState = file.kind === 'state';
    const format = kind === 'model' ? formatOf(path) : undefined;
    // Most programs of a folder make no model.
    const isLesser =
        file.kind === (kind === 'model' ? 'checkpoint' : 'keras') || format === 'program';
    return {
        path,
        tier: isLesser ? 'lesser' : 'files',
        steps,
        certainty: modelFormats.indexOf(format ?? 'keras'),
        home: isState ? path : dirname(path),
        order: orderOf(path),
        offer: {
            text,
            kind: isState ? CompletionItemKind.Folder : CompletionItemKind.File,
            description: descriptionOf(kind, file, summary),
            rank: 0,
        },
    };
}

/** The folder of a SavedModel, which is a model as a whole. */
export function savedModelOffer(folder: string, text: string, steps: number): PathOffer {
    return {
        path: folder,
        tier: 'files',
        steps,
        certainty: modelFormats.indexOf('savedModel1'),
        home: folder,
        order: orderOf(folder),
        offer: {
            text,
            kind: CompletionItemKind.Folder,
            description: 'SavedModel',
            rank: 0,
        },
    };
}

/** A folder in which one may go on. */
export function folderOffer(path: string, text: string): PathOffer {
    return {
        path,
        tier: 'folders',
        steps: 0,
        certainty: 0,
        home: dirname(path),
        order: orderOf(path),
        offer: {
            text: `${text}/`,
            kind: CompletionItemKind.Folder,
            description: '',
            rank: 0,
            continues: true,
        },
    };
}

function descriptionOf(
    kind: PathKind,
    file: Pick<DataFile, 'kind' | 'argument'>,
    summary: CheckpointSummary | undefined,
): string {
    const size =
        summary === undefined
            ? ''
            : `${plural(summary.tensors, 'tensor')}, ${bytesText(summary.bytes)}`;
    const before = (words: string) => (size === '' ? words : `${words}: ${size}`);
    if (kind === 'model') {
        const format = formatOf(file.argument);
        return file.kind === 'checkpoint'
            ? before(formatWords.checkpoint.name)
            : format === undefined
              ? formatWords.keras.name
              : formatWords[format].name;
    }
    switch (file.kind) {
        case 'state':
            return before('latest checkpoint');
        case 'keras':
            return before('Keras, which init_from_checkpoint cannot read');
        default:
            return size;
    }
}

function formatOf(path: string): ModelFormat | undefined {
    return namesProgram(path) ? 'program' : formatByName(path);
}

const tiers: Readonly<Record<PathOffer['tier'], number>> = { files: 0, folders: 1, lesser: 2 };

/** Offers in the order in which they are made. */
export function inOrder(offers: readonly PathOffer[]): readonly PathOffer[] {
    // To compare names as people do takes long, and a workspace may have very many checkpoints.
    const homes = [...new Set(offers.map(({ home }) => home))].sort(compareNaturally);
    const rankOf = new Map(homes.map((home, rank) => [home, rank]));
    return offers
        .map((offer) => ({ offer, rank: rankOf.get(offer.home) ?? 0 }))
        .sort(
            ({ offer: a, rank }, { offer: b, rank: other }) =>
                tiers[a.tier] - tiers[b.tier] ||
                a.steps - b.steps ||
                a.certainty - b.certainty ||
                rank - other ||
                Number(b.path === b.home) - Number(a.path === a.home) ||
                compareOrders(a.order, b.order) ||
                compareNaturally(a.path, b.path),
        )
        .map(({ offer }) => offer);
}
