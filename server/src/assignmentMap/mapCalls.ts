// The calls that a file's values make: a bare argument, a document with the argument and what
// belongs to it, or a list of documents. What a document may not have is a problem, and is ignored.

import { closest, distance } from 'fastest-levenshtein';
import type {
    MapCall,
    MapMember,
    MapNode,
    MapProblem,
    PathNode,
    PatternNode,
    TensorFlowRules,
    TextFix,
} from './assignmentMap.js';
import type { SourceComment } from './mapComments.js';
import type { Span } from '../util/span.js';

/** One YAML document or JSON text. */
export interface MapPart {
    /** Undefined where nothing is written. */
    readonly node: MapNode | undefined;
    readonly span: Span;
    readonly comment: SourceComment | undefined;
}

/** What the keys of a document are for; any other key in one is a mistake. */
export const documentKeys = [
    'checkpoint',
    'model',
    'assignment_map',
    'tensorflow',
    'expect_unassigned',
    'expect_unused',
] as const;

/** The keys of a document's `model`, where that is a mapping. */
export const modelKeys = ['path', 'collection', 'exclude'] as const;

/** The rules that a document's `tensorflow` may ask for. */
export const rulesNames: readonly TensorFlowRules[] = ['2.21', '1.15', 'contrib'];

/** Whether a mapping is a document and not the argument itself; a key being typed says nothing. */
export function isDocument(
    members: readonly MapMember[],
    incomplete: ReadonlySet<MapNode> = new Set(),
): boolean {
    const names = members.filter(({ key }) => !incomplete.has(key)).map(({ key }) => nameOf(key));
    return (
        names.includes('assignment_map') ||
        (names.length !== 0 && names.every((name) => isOneOf(documentKeys, name)))
    );
}

/** The calls of one part, and what is wrong with them; `first` is the index of the first. */
export function readCalls(
    part: MapPart,
    incomplete: ReadonlySet<MapNode>,
    first: number,
): { readonly calls: readonly MapCall[]; readonly problems: readonly MapProblem[] } {
    const { node, comment } = part;
    const problems: MapProblem[] = (comment?.problems ?? []).map((problem) => ({
        ...problem,
        call: first,
    }));
    const documents = node === undefined ? undefined : documentsOf(node, incomplete);
    if (documents === undefined) {
        return { calls: [bareCall(part)], problems };
    }
    const calls = documents.map((document, index) => {
        const span = documents.length === 1 && document === node ? part.span : document.span;
        const reader = new DocumentReader(document.members ?? [], first + index);
        const call = reader.read(span, comment);
        problems.push(...reader.problems);
        return call;
    });
    return { calls, problems };
}

function documentsOf(
    node: MapNode,
    incomplete: ReadonlySet<MapNode>,
): readonly MapNode[] | undefined {
    if (node.members !== undefined) {
        return isDocument(node.members, incomplete) ? [node] : undefined;
    }
    const items = node.value.type === 'list' ? (node.items ?? []) : [];
    const areDocuments = items.every(({ members = [] }) =>
        members.some(({ key }) => nameOf(key) === 'assignment_map'),
    );
    return items.length !== 0 && areDocuments ? items : undefined;
}

function bareCall({ node, span, comment }: MapPart): MapCall {
    return {
        shape: 'bare',
        span,
        argument: node,
        argumentKey: undefined,
        checkpoint: commentPath(comment?.checkpoint),
        model: commentPath(comment?.model),
        collection: undefined,
        exclude: [],
        expectUnassigned: [],
        expectUnused: [],
        rules: undefined,
        comment: comment?.span,
    };
}

function commentPath(node: MapNode | undefined): PathNode | undefined {
    return node?.value.type === 'str'
        ? { path: node.value.value, node, where: 'comment' }
        : undefined;
}

function nameOf(key: MapNode): string | undefined {
    return key.value.type === 'str' ? key.value.value : undefined;
}

function isOneOf(names: readonly string[], name: string | undefined): boolean {
    return name !== undefined && names.includes(name);
}

/** Takes a document's members apart. */
class DocumentReader {
    readonly problems: MapProblem[] = [];
    readonly #members: readonly MapMember[];
    readonly #call: number;

    constructor(members: readonly MapMember[], call: number) {
        this.#members = members;
        this.#call = call;
    }

    read(span: Span, comment: SourceComment | undefined): MapCall {
        this.#unknownKeys(this.#members, documentKeys, 'a document');
        const argument = this.#find('assignment_map');
        const model = this.#find('model')?.value;
        const fields = model?.members;
        return {
            shape: 'document',
            span,
            argument: argument?.value,
            argumentKey: argument?.key.span,
            checkpoint: this.#checkpoint() ?? commentPath(comment?.checkpoint),
            model: this.#model(model) ?? commentPath(comment?.model),
            collection: this.#collection(fields),
            exclude: this.#patterns(fields, 'exclude'),
            expectUnassigned: this.#patterns(this.#members, 'expect_unassigned'),
            expectUnused: this.#patterns(this.#members, 'expect_unused'),
            rules: this.#rules(),
            comment: comment?.span,
        };
    }

    #find(name: string, members = this.#members): MapMember | undefined {
        return members.find(({ key }) => nameOf(key) === name);
    }

    #report(message: string, span: Span, fixes: MapProblem['fixes'] = []): void {
        this.problems.push({ code: 'map.unknown-key', message, span, fixes, call: this.#call });
    }

    #unknownKeys(members: readonly MapMember[], known: readonly string[], where: string): void {
        for (const { key } of members) {
            const name = nameOf(key);
            if (isOneOf(known, name)) {
                continue;
            }
            const expected = `expected one of ${known.join(', ')}`;
            if (name === undefined) {
                this.#report(`Found a key that is no string in ${where}, ${expected}`, key.span);
                continue;
            }
            this.#report(`Found the key '${name}' in ${where}, ${expected}`, key.span, [
                ...nearestKey(key, name, known),
            ]);
        }
    }

    #checkpoint(): MapCall['checkpoint'] {
        const node = this.#find('checkpoint')?.value;
        if (node === undefined) {
            return undefined;
        }
        return node.value.type === 'str'
            ? { path: node.value.value, node, where: 'document' }
            : { path: undefined, node };
    }

    #model(node: MapNode | undefined): PathNode | undefined {
        if (node === undefined) {
            return undefined;
        }
        const path = node.members === undefined ? node : this.#find('path', node.members)?.value;
        if (node.members !== undefined) {
            this.#unknownKeys(node.members, modelKeys, "'model'");
        }
        if (path?.value.type === 'str') {
            return { path: path.value.value, node: path, where: 'document' };
        }
        const found = path === undefined ? "no 'path'" : `${describe(path)}`;
        this.#report(
            `Found ${found} as the model, expected a path, or a mapping with path, collection and exclude`,
            (path ?? node).span,
        );
        return undefined;
    }

    #collection(members: readonly MapMember[] | undefined): PatternNode | undefined {
        const node = this.#find('collection', members ?? [])?.value;
        return node === undefined ? undefined : this.#pattern(node, "'collection'", 'a name');
    }

    #patterns(members: readonly MapMember[] | undefined, name: string): readonly PatternNode[] {
        const node = this.#find(name, members ?? [])?.value;
        if (node === undefined) {
            return [];
        }
        if (node.value.type !== 'list') {
            this.#report(
                `Found ${describe(node)} as '${name}', expected a list of patterns; put it between brackets`,
                node.span,
            );
            return [];
        }
        return (node.items ?? []).flatMap(
            (item) => this.#pattern(item, `'${name}'`, 'a pattern') ?? [],
        );
    }

    #pattern(node: MapNode, where: string, expected: string): PatternNode | undefined {
        if (node.value.type === 'str') {
            return { pattern: node.value.value, span: node.span };
        }
        this.#report(
            `Found ${describe(node)} in ${where}, expected ${expected}; put it between quotes`,
            node.span,
        );
        return undefined;
    }

    #rules(): TensorFlowRules | undefined {
        const node = this.#find('tensorflow')?.value;
        if (node === undefined) {
            return undefined;
        }
        const { value } = node;
        const text = 'value' in value ? String(value.value) : '';
        const rules = ['str', 'int', 'float'].includes(value.type)
            ? rulesNames.find((name) => name === text)
            : undefined;
        if (rules === undefined) {
            this.#report(
                `Found ${describe(node)} as 'tensorflow', expected "2.21", "1.15" or "contrib"`,
                node.span,
            );
        }
        return rules;
    }
}

// A key that shares little with any known one is no misspelling of it.
function nearestKey(key: MapNode, name: string, known: readonly string[]): readonly TextFix[] {
    const nearest = closest(name, [...known]);
    if (nearest.length < 3 * distance(name, nearest)) {
        return [];
    }
    const edits = [{ span: key.inner, newText: nearest }];
    return [{ title: `Change to '${nearest}'`, edits, preferred: true }];
}

function describe({ value }: MapNode): string {
    switch (value.type) {
        case 'str':
            return `'${value.value}'`;
        case 'int':
        case 'float':
        case 'bool':
            return `the ${value.type} ${value.value}`;
        case 'NoneType':
            return 'nothing';
        case 'dict':
            return 'a mapping';
        default:
            return `a ${value.type}`;
    }
}
