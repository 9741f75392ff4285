// Patterns for `expect_unassigned`, `expect_unused` and `exclude`: whole scopes, names that end
// alike in many scopes, and single names, of what the pattern is held against.

import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CallPlan } from '../loadPlan/loadPlan.js';
import type { Model } from '../model/model.js';
import { SortedNames } from '../util/nameTree.js';
import type { PatternKind } from './describePattern.js';
import type { Offer, Offers } from './offer.js';
import { countText } from './words.js';

/** More patterns than this are not offered at once. */
const maxPatterns = 300;

/** The patterns that are offered for what was typed. */
export function patternOffers(
    kind: PatternKind,
    plan: CallPlan | undefined,
    model: Model | undefined,
    typed: string,
): Offers {
    const names = namesOf(kind, plan, model);
    const tree = new SortedNames(names);
    const scope = typed.slice(0, typed.lastIndexOf('/') + 1);
    const below = tree.children(scope).flatMap((child): Offer[] => {
        const name = scope + child.segment;
        return [
            ...(child.tensor === undefined ? [] : [nameOffer(name)]),
            ...(child.tensorsBelow === 0
                ? []
                : [
                      patternOffer(`${name}/**`, child.tensorsBelow, 0),
                      {
                          ...nameOffer(`${name}/`),
                          kind: CompletionItemKind.Folder,
                          continues: true,
                      },
                  ]),
        ];
    });
    const offers = typed === '' || typed.startsWith('*') ? [...endings(names), ...below] : below;
    return { offers: offers.slice(0, maxPatterns), isIncomplete: true };
}

function namesOf(
    kind: PatternKind,
    plan: CallPlan | undefined,
    model: Model | undefined,
): readonly string[] {
    switch (kind) {
        case 'expectUnassigned':
            return (plan?.unassigned ?? []).map(
                ({ name, partition }) => partition?.fullName ?? name,
            );
        case 'expectUnused':
            return plan?.unused ?? [];
        case 'exclude':
            return (model?.variables ?? []).map(
                ({ name, partition }) => partition?.fullName ?? name,
            );
    }
}

/** `**` and a slash before a last segment that several scopes have, such as `adam_m`. */
function endings(names: readonly string[]): readonly Offer[] {
    const counts = new Map<string, number>();
    for (const name of names) {
        const segment = name.slice(name.lastIndexOf('/') + 1);
        counts.set(segment, (counts.get(segment) ?? 0) + 1);
    }
    return [...counts]
        .filter(([segment, count]) => 1 < count && segment !== '')
        .sort(([, a], [, b]) => b - a)
        .slice(0, 50)
        .map(([segment, count]) => patternOffer(`**/${segment}`, count, 1));
}

function patternOffer(text: string, count: number, rank: number): Offer {
    const description = `${countText(count)} name${count === 1 ? '' : 's'}`;
    return { text, kind: CompletionItemKind.Operator, description, rank };
}

function nameOffer(text: string): Offer {
    return { text, kind: CompletionItemKind.Field, description: '', rank: 2 };
}
