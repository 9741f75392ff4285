// `object.__dict__`: a dict that shows and changes the names of a namespace.

import { surely, type DictContent, type DictEntry, type Maybe } from './contents.js';
import { Dict, str, type Namespace, type Value } from './values.js';

/** The dict behind an object's attributes; each asking gives another object with the same effect. */
export function liveDict(namespace: Namespace): Dict {
    return new LiveDict(namespace);
}

/** The namespace that a dict shows; undefined where it is a dict of its own. */
export function ownerOf(value: Value): Namespace | undefined {
    return value instanceof LiveDict ? value.owner : undefined;
}

class LiveDict extends Dict {
    readonly owner: Namespace;
    constructor(namespace: Namespace) {
        super({ entries: new Map() });
        this.owner = namespace;
        Object.defineProperty(this, 'content', {
            get: (): DictContent => ({
                entries: new LiveEntries(namespace),
                rest: namespace.content.rest,
            }),
            set: ({ entries, rest }: DictContent) => {
                const names = new Map<string, Value | Maybe>();
                for (const { key, value, maybe } of entries.values()) {
                    if (key.kind === 'str') {
                        names.set(key.value, maybe === true ? { kind: 'maybe', value } : value);
                    }
                }
                namespace.content = { names, rest };
            },
        });
    }
}

/** Entries that write through. Made anew for each look at the content. */
class LiveEntries extends Map<string, DictEntry> {
    private readonly namespace: Namespace;

    constructor(namespace: Namespace) {
        super();
        this.namespace = namespace;
        for (const [name, value] of namespace.content.names) {
            const maybe = value.kind === 'maybe';
            super.set(`s:${name}`, { key: str(name), value: surely(value), maybe });
        }
    }

    override set(key: string, entry: DictEntry): this {
        // The constructor of Map sets nothing: `namespace` is there whenever this is called.
        if (entry.key.kind === 'str') {
            const { value, maybe } = entry;
            this.namespace.content.names.set(
                entry.key.value,
                maybe === true ? { kind: 'maybe', value } : value,
            );
        }
        return super.set(key, entry);
    }

    override delete(key: string): boolean {
        const entry = this.get(key);
        if (entry?.key.kind === 'str') {
            this.namespace.content.names.delete(entry.key.value);
        }
        return super.delete(key);
    }

    override clear(): void {
        this.namespace.content.names.clear();
        super.clear();
    }
}
