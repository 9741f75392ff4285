// Words that are not names of the checkpoint or the model: keys of a document, whose rules, the
// collections of a model, and the codes that a comment silences.

import { CompletionItemKind } from 'vscode-languageserver-types';
import { documentKeys, modelKeys, rulesNames } from '../assignmentMap/mapCalls.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import type { Model } from '../model/model.js';
import { defaultSeverities } from '../util/diagnosticCodes.js';
import type { Offer, Offers } from './offer.js';

const meanings: Readonly<Record<string, string>> = {
    checkpoint: 'prefix, directory, V1 file or pattern',
    model: 'variables file or graph',
    assignment_map: 'names of the checkpoint to names of the model',
    tensorflow: 'whose rules',
    expect_unassigned: 'variables meant to keep their initializer',
    expect_unused: 'tensors meant to stay in the checkpoint',
    path: 'variables file or graph',
    collection: 'which variables to report',
    exclude: 'variables not to report',
};

/** The keys of a document, or of its `model`; `colon` says whether theirs is still to be written. */
export function keyOffers(of: 'document' | 'model', colon: boolean): Offers {
    const keys: readonly string[] = of === 'document' ? documentKeys : modelKeys;
    return complete(
        keys.map((key, rank) => ({
            ...offer(key, CompletionItemKind.Property, meanings[key] ?? '', rank),
            ...(colon ? { suffix: key === 'assignment_map' ? ':' : ': ' } : {}),
        })),
    );
}

/** The words of a `# ckptmap:` line. */
export function commentOffers(): Offers {
    return complete(
        ['checkpoint', 'model'].map((key, rank) => ({
            ...offer(key, CompletionItemKind.Property, meanings[key] ?? '', rank),
            suffix: '=',
        })),
    );
}

/** The versions whose rules a document may ask for. */
export function rulesOffers(): Offers {
    const descriptions: Readonly<Record<string, string>> = {
        '2.21': 'tf.compat.v1.train, the default',
        '1.15': 'tf.train',
        contrib: 'tf.contrib.framework',
    };
    return complete(
        rulesNames.map((name, rank) =>
            offer(name, CompletionItemKind.EnumMember, descriptions[name] ?? '', rank),
        ),
    );
}

/** The collections of a model; those that every graph has, where the file does not say. */
export function collectionOffers(model: Model | undefined): Offers {
    const counts = new Map<string, number>();
    for (const { collections } of model?.variables ?? []) {
        for (const name of collections ?? []) {
            counts.set(name, (counts.get(name) ?? 0) + 1);
        }
    }
    const names =
        counts.size === 0
            ? [...usualCollections].map((name) => offer(name, CompletionItemKind.Constant, '', 0))
            : [...counts].map(([name, count]) =>
                  offer(name, CompletionItemKind.Constant, `${count} variables`, 0),
              );
    return complete(names);
}

const usualCollections = [
    'trainable_variables',
    'variables',
    'local_variables',
    'model_variables',
    'moving_average_variables',
] as const;

/** The codes that a comment may silence, those of its line first. */
export function codeOffers(findings: readonly Finding[]): Offers {
    const here = new Set<string>(findings.map(({ code }) => code));
    return complete(
        Object.entries(defaultSeverities).map(([code, severity]) =>
            offer(code, CompletionItemKind.EnumMember, severity, here.has(code) ? 0 : 1),
        ),
    );
}

function offer(text: string, kind: CompletionItemKind, description: string, rank: number): Offer {
    return { text, kind, description, rank };
}

function complete(offers: readonly Offer[]): Offers {
    return { offers, isIncomplete: false };
}
