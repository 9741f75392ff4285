// The modules of Python's library that come with us: each is Python that our reader accepts, and
// can be imported; and what a program does not know makes nothing of them wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateSource, loadEvaluator } from '../support/pythonPrograms.js';
import { repositoryFiles } from '../support/repository.js';

const evaluator = await loadEvaluator();

const folder = 'server/src/python/lib/';
const modules = repositoryFiles()
    .filter((file) => file.startsWith(folder) && file.endsWith('.py'))
    .map((file) => file.slice(folder.length).replace(/(?:\/__init__)?\.py$/, ''))
    .map((file) => file.replaceAll('/', '.'));

test('every module of the library can be imported', () => {
    assert.ok(30 < modules.length, `${modules.length} modules`);
    for (const name of modules) {
        const answer = evaluateSource(evaluator, `import ${name}\nclaims = ['imported']\n`);
        assert.deepEqual(
            { name, claims: answer.claims, ends: answer.ends },
            { name, claims: ['imported'], ends: null },
        );
    }
});

/** What a program claims; undefined for what is not known. */
function claimsOf(source: string): readonly (string | undefined)[] {
    const head = 'claims = []\ndef show(value):\n    claims.append(repr(value))\n';
    return evaluateSource(evaluator, `from inputs import n, s, flag\n${head}${source}`).claims;
}

test('strings with parts that are not known are compared as far as they go', () => {
    assert.deepEqual(
        claimsOf(
            [
                "name = 'layer_%d/kernel' % n",
                "show(name == 'bias')",
                "show(name.startswith('layer_'))",
                "show(name.endswith('/bias'))",
                "show('kernel' in name)",
                'show(name[-6:])',
                "show(name == 'layer_1/kernel')",
                "show(name.startswith('layer_1'))",
                'show(name is None)',
                'show(bool(name))',
            ].join('\n'),
        ),
        ['False', 'True', 'False', 'True', "'kernel'", undefined, undefined, 'False', 'True'],
    );
});

test('what an unknown key or index may have changed is not claimed', () => {
    assert.deepEqual(
        claimsOf(
            [
                "d = {'a': 1, 'b': 2}",
                "show(d['a'])",
                'd[s] = 3',
                "show(d['a'])",
                "show('a' in d)",
                'show(len(d))',
                'items = [1, 2, 3]',
                'items[n] = 9',
                'show(len(items))',
                'show(items[0])',
                'if flag:\n    items.append(4)',
                'show(items[-1] in (3, 9, 4))',
                'show(len(items) == 7)',
                'seen = {1, 2}',
                'seen.discard(n)',
                'show(3 in seen)',
                'show(1 in seen)',
            ].join('\n'),
        ),
        [
            '1',
            undefined,
            'True',
            undefined,
            '3',
            undefined,
            undefined,
            undefined,
            'False',
            undefined,
        ],
    );
});

test('an order that Python does not fix is not claimed, but what does not depend on it is', () => {
    assert.deepEqual(
        claimsOf(
            [
                "names = {'b', 'a', 'c'}",
                'show(list(names))',
                'show(sorted(names))',
                'show(len(names))',
                'show(max(names))',
                "show(','.join(names))",
                'show(any(name == "a" for name in names))',
                'show(sum({1, 2, 3}))',
                'show(sorted(names, key=len))',
            ].join('\n'),
        ),
        [undefined, "['a', 'b', 'c']", '3', "'c'", undefined, undefined, '6', undefined],
    );
});

test('what is there on some paths only is not taken for granted', () => {
    assert.deepEqual(
        claimsOf(
            [
                'class Config: pass',
                'c = Config()',
                'd = {}',
                "if flag:\n    d['a'] = 1\n    c.size = 2",
                "try:\n    x = d['a']\nexcept KeyError:\n    x = 'none'",
                "show(x in (1, 'none'))",
                'show(x == 1)',
                "show(d.get('a', 1))",
                "show(hasattr(c, 'size'))",
                "show(getattr(c, 'size', 2))",
                "show(hasattr(c, 'other'))",
            ].join('\n'),
        ),
        ['True', undefined, '1', undefined, '2', 'False'],
    );
});

test('a copy of an object with attributes of unknown names has all that it may have', () => {
    assert.deepEqual(
        claimsOf(
            [
                'import copy',
                'class Config:',
                '    pass',
                'config = Config()',
                'config.size = 3',
                'config.__dict__[s] = 4',
                'other = copy.deepcopy(config)',
                'other.size',
                'other.rate = 5',
                'show(other.rate)',
                "show(hasattr(config, 'rate'))",
                'show(other.size)',
            ].join('\n'),
        ),
        ['5', undefined, undefined],
    );
});
