// What the program has changed so far, so that both branches of an unknown condition can be run
// from the same moment and joined. Everything that a program can change is a Tracked object with
// one content; before a change the content is set aside in the innermost open level. A delta is
// what a path has changed since a level was opened. Nothing here knows Python.

/** Something that a program changes, with all that can change in one content. */
export interface Tracked<C = unknown> {
    content: C;
    /** Greater than that of every object made before. */
    readonly identity?: number;
    /** The object that really holds what this one shows. */
    readonly owner?: Tracked;
    /** A copy which can be changed without changing this one. */
    cloneContent(content: C): C;
    /** What holds on both paths. */
    joinContents(one: C, other: C): C;
    /** What holds after any number of turns of a loop that leads from one to the other. */
    widenContents(one: C, other: C): C;
    sameContents(one: C, other: C): boolean;
}

/** What a path has changed: for each object its content there. */
export type Delta = ReadonlyMap<Tracked, unknown>;

/** The open levels: for each, the objects changed since and what they held before. */
export class State {
    private levels: Map<Tracked, unknown>[] = [];
    /** How many members of contents were copied and joined: what paths cost besides their steps. */
    private copied = 0;

    /** What was copied and joined since this was asked last. */
    takeCopied(): number {
        const { copied } = this;
        this.copied = 0;
        return copied;
    }

    /** What holds on every one of these paths; see `joinDeltas`. */
    join(deltas: readonly Delta[], newest: number): Delta {
        if (1 < deltas.length) {
            for (const delta of deltas) {
                for (const content of delta.values()) {
                    this.copied += sizeOf(content);
                }
            }
        }
        return joinDeltas(deltas, newest);
    }

    /** Called before every change of an object's content. */
    touch(changed: Tracked): void {
        const object = changed.owner ?? changed;
        const level = this.levels.at(-1);
        if (level !== undefined && !level.has(object)) {
            level.set(object, object.content);
            this.copied += sizeOf(object.content);
            object.content = object.cloneContent(object.content);
        }
    }

    /** Puts all open levels aside: what is changed until they are put back stays changed. */
    setAside(): () => void {
        const { levels } = this;
        this.levels = [];
        return () => {
            this.levels = levels;
        };
    }

    /** From here on changes can be taken back. */
    open(): void {
        this.levels.push(new Map());
    }

    get depth(): number {
        return this.levels.length;
    }

    /** Takes back what was changed since the innermost level was opened, and returns it. */
    rollBack(): Delta {
        const delta = new Map<Tracked, unknown>();
        for (const [object, before] of this.levels.pop() ?? []) {
            delta.set(object, object.content);
            object.content = before;
        }
        return delta;
    }

    /** Closes the innermost level and keeps its changes. */
    keep(): void {
        const closed = this.levels.pop() ?? new Map<Tracked, unknown>();
        const level = this.levels.at(-1);
        if (level !== undefined) {
            for (const [object, before] of closed) {
                if (!level.has(object)) {
                    level.set(object, before);
                }
            }
        }
    }

    /** What was changed since the innermost level was opened, as it is now; nothing is taken back. */
    changes(): Delta {
        const delta = new Map<Tracked, unknown>();
        for (const object of this.levels.at(-1)?.keys() ?? []) {
            delta.set(object, object.cloneContent(object.content));
        }
        return delta;
    }

    /** Makes the changes of a path; the delta belongs to the state from then on. */
    apply(delta: Delta): void {
        for (const [object, content] of delta) {
            this.touch(object);
            object.content = content;
        }
    }
}

/** How many members a content has, about. */
function sizeOf(content: unknown): number {
    if (typeof content !== 'object' || content === null) {
        return 1;
    }
    const { items, entries, names } = content as Readonly<Record<string, unknown>>;
    const members = items ?? entries ?? names;
    return Array.isArray(members) ? members.length : members instanceof Map ? members.size : 1;
}

/** What a path has changed that first made one delta, then another. */
export function composed(first: Delta, second: Delta): Delta {
    if (first.size === 0) {
        return second;
    }
    return new Map([...first, ...second]);
}

/**
 * What holds on every one of these paths, all from the moment on at which `newest` was the newest
 * object. An object made later is there on the paths alone that have changed it.
 */
function joinDeltas(deltas: readonly Delta[], newest: number): Delta {
    const [only] = deltas;
    if (only !== undefined && deltas.length === 1) {
        return only;
    }
    const joined = new Map<Tracked, unknown>();
    for (const object of new Set(deltas.flatMap((delta) => [...delta.keys()]))) {
        const isNew = newest < (object.identity ?? 0);
        const contents = deltas
            .filter((delta) => !isNew || delta.has(object))
            .map((delta) => (delta.has(object) ? delta.get(object) : object.content));
        const content = contents.reduce((one, other) =>
            one === other ? one : object.joinContents(one, other),
        );
        // Where all is as it was before, the content is that of the present moment: not a copy's.
        joined.set(object, content === object.content ? object.cloneContent(content) : content);
    }
    return joined;
}
