// Which of the calls that are written down a path would still come to that is not followed to its
// end: those in the code that it had before it, and in the functions and classes of the file that
// are named there. Only where there is one it matters to people that reading ends.

import type { ClassDef, FunctionDef, Module, Statement } from '../python/syntax/ast.js';
import type { Call, Expression } from '../python/syntax/expressions.js';
import { nodesBelow } from '../python/syntax/walk.js';
import type { Place } from '../python/values.js';
import type { ProgramText } from './restoreFindings.js';

type Node = Statement | Expression;

/** What is called that loads or restores; `restore` with one argument is a Checkpoint's. */
const ours =
    /^(?:init_from_checkpoint|warm_start|WarmStartSettings|restore|restore_or_initialize)\b/;

/**
 * Whether a path that is lost where these calls stand may still come to a call of ours, other than
 * those whose places are known as evaluated. What a decorator that is not followed may do with its
 * function says nothing: where the program itself calls that, it is lost as well.
 */
export function hidesCalls(
    { path, text, module }: ProgramText,
    places: readonly Place[],
    evaluated: ReadonlySet<number>,
): boolean {
    const definitions = definitionsBelow(module);
    const isHidden = (node: Node): boolean =>
        node.kind === 'Call' && !evaluated.has(node.start) && isOurs(node, text);
    const starts = places.filter(({ file }) => file === path).map(({ span }) => span.start);
    if (starts.some((start) => definitions.decorated.some((each) => isDecorator(each, start)))) {
        return false;
    }
    const seen = new Set<Node>();
    const pending: Node[] = starts.flatMap((start) => remaining(definitions, module, start));
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
        if (seen.has(node)) {
            continue;
        }
        seen.add(node);
        for (const part of executed(node)) {
            if (isHidden(part)) {
                return true;
            }
            if (part.kind === 'Name' || part.kind === 'Attribute') {
                pending.push(...(definitions.named.get(part.name) ?? []));
            }
        }
    }
    return false;
}

function isOurs(call: Call, text: string): boolean {
    const [name] = ours.exec(text.slice(call.nameStart, call.nameStart + 24)) ?? [];
    return name !== undefined && (name !== 'restore' || call.args.length < 2);
}

function isDecorator({ start, decorators }: FunctionDef | ClassDef, at: number): boolean {
    return at === start || decorators.some((each) => each.start <= at && at < each.end);
}

interface Definitions {
    readonly functions: readonly FunctionDef[];
    readonly decorated: readonly (FunctionDef | ClassDef)[];
    /** The statements that run when something of this name is called. */
    readonly named: ReadonlyMap<string, readonly Statement[]>;
}

function definitionsBelow(module: Module): Definitions {
    const functions: FunctionDef[] = [];
    const decorated: (FunctionDef | ClassDef)[] = [];
    const named = new Map<string, Statement[]>();
    const add = (name: string, body: readonly Statement[]): void => {
        named.set(name, [...(named.get(name) ?? []), ...body]);
    };
    for (const node of nodesBelow(module)) {
        if (
            (node.kind === 'FunctionDef' || node.kind === 'ClassDef') &&
            0 < node.decorators.length
        ) {
            decorated.push(node);
        }
        if (node.kind === 'FunctionDef') {
            functions.push(node);
            add(node.name, node.body);
        } else if (node.kind === 'ClassDef') {
            for (const member of node.body) {
                if (member.kind === 'FunctionDef' && member.name.startsWith('__')) {
                    add(node.name, member.body);
                }
            }
        }
    }
    return { functions, decorated, named };
}

/** What is left to run of the function, or of the module, in which a call stands. */
function remaining(
    { functions }: Definitions,
    module: Module,
    start: number,
): readonly Statement[] {
    const around = functions
        .filter(({ body }) => body.some((each) => each.start <= start && start < each.end))
        .sort((one, other) => other.start - one.start)[0];
    return (around?.body ?? module.body).filter(({ end }) => start < end);
}

/** The nodes that run when a statement does: of functions that it defines the decorators alone. */
function* executed(statement: Node): Generator<Node> {
    const pending: unknown[] = [statement];
    while (pending.length !== 0) {
        const node = pending.pop();
        if (typeof node !== 'object' || node === null) {
            continue;
        }
        if ('kind' in node && node.kind === 'FunctionDef') {
            const { decorators, parameters } = node as FunctionDef;
            pending.push(...decorators, ...parameters.map((parameter) => parameter.default));
            continue;
        }
        if ('kind' in node && 'start' in node) {
            yield node as Node;
        }
        pending.push(...(Array.isArray(node) ? (node as readonly unknown[]) : Object.values(node)));
    }
}
