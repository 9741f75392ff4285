// The tree of names, held against the plain list of names.

import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import { SegmentTrie } from '../../server/src/checkpoint/segmentTrie.js';
import { compareCodePoints } from '../../server/src/util/order.js';

function trieOf(names: readonly string[]): SegmentTrie {
    const trie = new SegmentTrie();
    let before: Uint8Array = new Uint8Array(0);
    for (const name of names) {
        const key = new TextEncoder().encode(name);
        let shared = 0;
        while (shared < Math.min(key.length, before.length) && key[shared] === before[shared]) {
            shared++;
        }
        trie.add(key, key.length, shared);
        before = key;
    }
    trie.finish();
    return trie;
}

// What the children of a scope are, by going over all names.
function childrenByHand(names: readonly string[], scope: string) {
    const children = new Map<string, { ends: number | undefined; below: number }>();
    for (const [number, name] of names.entries()) {
        if (!name.startsWith(scope)) {
            continue;
        }
        const rest = name.slice(scope.length);
        const slash = rest.indexOf('/');
        const segment = slash === -1 ? rest : rest.slice(0, slash);
        const child = children.get(segment) ?? { ends: undefined, below: 0 };
        children.set(
            segment,
            slash === -1 ? { ...child, ends: number } : { ...child, below: child.below + 1 },
        );
    }
    return [...children]
        .sort(([segment], [other]) => compareCodePoints(segment, other))
        .map(([segment, child]) => ({ segment, ...child }));
}

// Few characters, so that names collide; '-' and '.' sort before the slash, '0' behind it.
const name = fastCheck
    .array(fastCheck.constantFrom('a', 'b', '-', '.', '/', '0', 'é', '\u{10000}', '\uffff'), {
        minLength: 1,
        maxLength: 8,
    })
    .map((chars) => chars.join(''));

test('has the children, ends and counts that the names have', () => {
    fastCheck.assert(
        fastCheck.property(fastCheck.uniqueArray(name, { maxLength: 60 }), (all) => {
            const names = [...all].sort(compareCodePoints);
            const trie = trieOf(names);
            const scopes = new Set(['']);
            for (const each of names) {
                for (
                    let slash = each.indexOf('/');
                    slash !== -1;
                    slash = each.indexOf('/', slash + 1)
                ) {
                    scopes.add(each.slice(0, slash + 1));
                }
            }
            for (const scope of scopes) {
                const node = trie.findNode(scope === '' ? [] : scope.slice(0, -1).split('/'));
                assert.ok(node !== undefined, scope);
                assert.deepEqual(trie.children(node), childrenByHand(names, scope));
            }
            assert.equal(trie.findNode(['nowhere']), undefined);
            assert.equal(trie.totalOf(0), names.length);
        }),
        { numRuns: 1500, seed: 7 },
    );
});

test('finds a child among very many', () => {
    const names = Array.from(
        { length: 20_000 },
        (_, index) => `scope/child_${String(index).padStart(5, '0')}/w`,
    );
    const trie = trieOf(names);
    for (const wanted of ['child_00000', 'child_01234', 'child_19999']) {
        const node = trie.findNode(['scope', wanted]);
        assert.ok(node !== undefined);
        assert.deepEqual(trie.children(node), [
            { segment: 'w', ends: names.indexOf(`scope/${wanted}/w`), below: 0 },
        ]);
    }
    assert.equal(trie.findNode(['scope', 'child_20000']), undefined);
});

test('takes names of very many segments', () => {
    const deep = Array.from({ length: 500 }, (_, index) => `s${index}`).join('/');
    const trie = trieOf([deep, `${deep}/x`]);
    assert.equal(trie.nodeCount, 502);
    assert.equal(trie.totalOf(trie.findNode(deep.split('/').slice(0, 400)) ?? -1), 2);
});
