"""Worlds of maps that are no good: containers, keys and values that TensorFlow trips over."""

import json

from world import v1, zeros

SOURCE = 'semantics 2.1 E10, E11'


def _model():
    v1.get_variable('m/a', [2], initializer=v1.zeros_initializer())
    v1.get_variable('m/b', [3], initializer=v1.zeros_initializer())
    v1.get_variable('m/p', [4, 2],
                    initializer=v1.zeros_initializer(),
                    partitioner=v1.fixed_size_partitioner(2))
    v1.get_variable('top', [2], initializer=v1.zeros_initializer())
    # Names that a scalar of another type could be taken for.
    for name in ('7', 'True', 'None', 'no', 'ab', '1.5', '2001-12-14'):
        v1.get_variable('m2/' + name, [2], initializer=v1.zeros_initializer())
    for name in ('a', 'b'):
        v1.get_variable(name, [2], initializer=v1.zeros_initializer())


def _files(world):
    world.bundle(
        'ckpt', {
            'a': zeros(2), 'b': zeros(2), 's/a': zeros(2), 's/b': zeros(3), 's/p': zeros(4, 2),
            'é/w': zeros(2), '日本': zeros(2), '7': zeros(2), 'True': zeros(2), 'None': zeros(2)
        })
    world.model(_model)


# What stands in the place of the map, in YAML. Each is asked as a document's `assignment_map`,
# and those that make a map file by themselves as the whole text too.
CONTAINERS = [
    # Nothing, scalars.
    'null',
    '7',
    '0',
    '-1',
    '1.5',
    '.nan',
    'true',
    'false',
    'text',
    '""',
    'a',
    'ab',
    '"a: b"',
    '2001-12-14',
    '2001-12-14T21:59:43Z',
    '!!binary YWI=',
    '!!binary YQ==',
    '!!binary ""',
    '[]',
    '{}',
    '!!set {}',
    '!!omap []',
    '!!pairs []',
    '!!set {a, b}',
    '!!set {ab}',
    '!!set {ab, ba}',
    '!!set {s/}',
    '!!omap [a: m/a, b: a]',
    '!!omap [b: a, a: m/a]',
    '!!pairs [a: m/a, a: top]',
    '!!pairs [s/b: m/b, s/a: m/a]',
    # Sequences whose items are no pairs.
    '[[a]]',
    '[[]]',
    '[[a, m/a, b]]',
    '[a]',
    '[abc]',
    '[""]',
    '[ab]',
    '[aa, bb]',
    '[ab, [b, top]]',
    '[7]',
    '[null]',
    '[true]',
    '[1.5]',
    '[2001-12-14]',
    '[[a, m/a], 7]',
    '[7, [a, m/a]]',
    '[[a, m/a], [b]]',
    '[[a, m/a], b]',
    '[[a, m/a], null]',
    '[{a: m/a}]',
    '[{a: m/a}, {b: top}]',
    '[{a: m/a, b: top}]',
    '[{a: 1, b: 2, c: 3}]',
    '[{}]',
    '[{0: a, 1: m/a}]',
    '[{0: a}]',
    '[[a, m/a], {a: m/a}]',
    '[!!set {a, b}]',
    '[!!binary YWI=]',
    '[[[a, m/a]]]',
    '[[[a], m/a]]',
    '[[{a: b}, m/a]]',
    # Sequences of pairs that are as they should be.
    '[[a, m/a]]',
    '[[b, top], [a, top]]',
    '[[a, m/a], [a, top]]',
    '[[s/, m/], [s/a, m/a]]',
    '[!!omap [a: m/a, b: top]]',
    '[!!binary YWI=, [a, b]]',
    # Values.
    '{a: null}',
    '{a: }',
    '{a: 7}',
    '{a: 0}',
    '{a: -1}',
    '{a: 1.5}',
    '{a: .inf}',
    '{a: true}',
    '{a: no}',
    '{a: 2001-12-14}',
    '{a: 2001-12-14T21:59:43Z}',
    '{a: 2001-12-14 21:59:43.5}',
    '{a: 1:30}',
    '{a: 012}',
    '{a: !!binary YQ==}',
    '{a: !!binary bS9h}',
    '{a: !!set {m/a}}',
    '{a: !!omap [m/a: b]}',
    '{a: !!pairs [m/a: b]}',
    '{a: []}',
    '{s/: []}',
    '{zzz: []}',
    '{a: [m/a]}',
    '{a: [m/a, top]}',
    '{s/: [m/]}',
    '{s/p: [m/p/part_0, m/p/part_1]}',
    '{a: [[]]}',
    '{a: [null]}',
    '{a: {}}',
    '{s/: {}}',
    '{a: {m: a}}',
    '{a: {m/a: }}',
    '{s/: {a: m/a}}',
    '{s/: null}',
    '{s/: 7}',
    '{s/: true}',
    '{s/: 1.5}',
    '{s/: ""}',
    '{s/: 2001-12-14}',
    '{s/: !!binary bS8=}',
    '{/: null}',
    '{/: []}',
    '{a: ""}',
    '{"": m/a}',
    '{"": m/}',
    '{"": ""}',
    '{"": /}',
    '{/: ""}',
    '{a: /}',
    '{s/a: [m/a], s/b: m/b}',
    '{a: m/a, b: [m/b]}',
    '{a: m/a, b: null}',
    '{s/: m/, zzz: 7}',
    # Keys.
    '{7: m/a}',
    '{7: m/}',
    '{7: zzz}',
    '{7: zzz/}',
    '{0: m/a}',
    '{1.5: m/a}',
    '{1.5: m/}',
    '{.nan: m/a}',
    '{.inf: m/}',
    '{true: m/a}',
    '{true: m/}',
    '{no: m/a}',
    '{null: m/a}',
    '{null: m/}',
    '{~: zzz}',
    '{2001-12-14: m/a}',
    '{2001-12-14: m/}',
    '{2001-12-14T21:59:43Z: m/a}',
    '{2001-12-14T21:59:43Z: m/}',
    '{2001-12-14 21:59:43.5: m/a}',
    '{2001-12-14T21:59:43+05:30: m/a}',
    '{!!binary YQ==: m/a}',
    '{!!binary cy8=: m/}',
    '{!!binary cw==: m/}',
    '{012: m/a}',
    '{1:30: m/a}',
    '{0x10: m/a}',
    '{1_000: m/a}',
    '{1e3: m/a}',
    '{-0.0: m/a}',
    '{7: null}',
    '{7: [m/a]}',
    '{null: null}',
    '{true: 7}',
    # Keys that cannot be sorted, or not as one would think.
    '{7: m/a, a: top}',
    '{a: m/a, 7: top}',
    '{null: m/a, a: top}',
    '{a: m/a, null: top}',
    '{true: m/a, a: top}',
    '{1.5: m/a, a: top}',
    '{2001-12-14: m/a, a: top}',
    '{2001-12-14: m/a, 2001-12-14T21:59:43Z: top}',
    '{2001-12-14T21:59:43Z: m/a, 2001-12-14: top}',
    '{2001-12-14T21:59:43Z: m/a, 2001-12-14T21:59:43: top}',
    '{2001-12-14: m/a, 7: top}',
    '{!!binary YQ==: m/a, b: top}',
    '{b: m/a, !!binary YQ==: top}',
    '{!!binary YQ==: m/a, 7: top}',
    '{1: m/a, 2.5: top}',
    '{1: m/a, true: top}',
    '{null: m/a, 1: top}',
    '{null: m/a, true: top}',
    '{a: m/a, b: top, 7: m/b}',
    '{7: m/a, 8: top, a: b}',
    '{b: m/a, 7: top, null: a}',
    '{7: m/a, null: top, a: b}',
    '[[7, m/a], [a, top]]',
    '[[a, m/a], [null, top]]',
    '[[null, m/a], [null, top]]',
    '[[[a], m/a], [[b], top]]',
    '[[[a], m/a], [a, top]]',
    '[[{a: b}, m/a], [{b: c}, top]]',
    '[[!!set {a}, m/a], [!!set {b}, top]]',
    '[[.nan, m/a], [1, top]]',
    '[[[], m/a]]',
    '[[[a], m/a]]',
    '[[[], m/]]',
    '[[{}, m/]]',
    '[[!!set {}, m/]]',
    '[[true, m/], [false, m/a]]',
    '[[[1], m/a], [[a], top]]',
    '[[[a, 1], m/a], [[a, b], top]]',
    # What is beyond ASCII, and what looks odd.
    '{é/w: m/a}',
    '{日本: m/a}',
    '{é/: m/}',
    '{ñ: m/a}',
    '{a: m/ñ}',
    '{a: ñ}',
    '{"a\\0": m/a}',
    '{a: "m/a\\0"}',
    '{"a\\n": m/a}',
    '{a: "m/a\\n"}',
    '{" a": m/a}',
    '{"a ": m/a}',
    '{a: " m/a"}',
    '{"\\ud800": m/a}',
    '{"\\U0001F600": m/a}',
    '{"{}": m/a}',
    "{\"a'b\": m/a}",
    '{"%s": m/a}',
    '{a: "%s/x"}',
    '{"s/": "%s/"}',
    '{"$SHAPES": m/a}',
    '{"/a": m/a}',
    '{"a/": m/a}',
    '{"//": m/}',
    '{"s//": m/}',
    '{s/: m//}',
    '{s: m}',
    '{s: m/}',
    '{s/: m}',
    '{A: m/a}',
    '{a: M/A}',
    '{a: m/a:0}',
    '{a:0: m/a}',
    '{"a:0": m/a}',
    '{"ﬁ": m/a, "\\U0001F600": top}',
    '{"\\uffff": 7, "\\U00010000": top}',
    # Anchors, merges, duplicates: what Python makes of them is what counts.
    '{a: m/a, a: top}',
    '{"a": m/a, \'a\': b}',
    '{<<: {a: m/a}, b: top}',
    '{<<: {a: m/a, b: top}, a: b}',
    '{<<: [{a: m/a}, {a: top, b: b}]}',
    '{? a : m/a}',
    '{? a}',
    '[&x [a, m/a], *x]',
    '{a: &x m/a, b: *x}',
    '{a: &x [*x]}',
    '{s/: &x {y: *x}}',
    '[&x [a, *x]]',
    '{"=": m/a}',
    '{"<<": m/a}',
]


def containers(world):
    """Every container, key and value of the list, as a document's assignment_map."""
    _files(world)
    for text in dict.fromkeys(CONTAINERS):
        world.case(SOURCE, 'assignment_map: %s\n' % text, 'ckpt')


BARE = [
    '7\n',
    'text\n',
    'true\n',
    '1.5\n',
    '2001-12-14\n',
    '"ab"\n',
    '!!binary YWI=\n',
    '!!set {ab}\n',
    '- ab\n',
    '- a\n',
    '- [a]\n',
    '- {a: m/a}\n',
    '- a: m/a\n- b: top\n',
    '- - a\n  - m/a\n- - b\n',
    '- [a, m/a]\n- [s/b, m/b]\n',
    'a: m/a\ns/: m/\n',
    's/: m/\na:\n',
    's/:\n',
    'a:\n  - m/a\n',
    'a:\n  m/: a\n',
    '7: m/a\n',
    'no: m/a\na: top\n',
    '{}\n',
    '[]\n',
    '? a\n: m/a\n',
    's/: &x m/\na: m/a\n',
    '!!omap\n- a: m/a\n',
    '!!pairs\n- a: m/a\n- a: top\n',
    'a: |\n  m/a\n',
    'a: >-\n  m/a\n',
    'a: "m/\\\n  a"\n',
    'a: m/\n  a\n',
    # `no` is False, `012` is 10: the entry is about something else than it says.
    'no: m2/no\n',
    '012: m/a\n',
    '1:30: m/a\n',
    '1_000: m/a\n',
    'a: no\n',
    'a: on\n',
    'a: ~\n',
    'a: 1e3\n',
    '1e3: m/a\n',
    '1.e+3: m/a\n',
    'y: m/a\n',
    'N: m/a\n',
    '=a: m/a\n',
]

JSON = [
    '{}', '[]', '7', '-0', '1.5', '1e400', 'true', 'false', '"ab"', '"text"', '{"a": "m/a"}',
    '[["a", "m/a"]]', '{"a": null}', '{"a": 7}', '{"a": 1.5}', '{"a": true}', '{"a": []}',
    '{"a": ["m/a"]}', '{"a": {}}', '{"a": {"m": "a"}}', '{"a": "m/a", "a": "top"}',
    '[["a", "m/a"], ["a", "top"]]', '["ab"]', '["a"]', '[{"a": "m/a"}]', '[["a"]]',
    '[["a", "m/a", "b"]]', '[[1, "m/a"]]', '[[1, "m/a"], ["a", "top"]]',
    '[["a", "top"], [1, "m/a"]]', '[[null, "m/a"]]', '[[null, "m/a"], [true, "top"]]',
    '[[[], "m/a"]]', '[[{}, "m/a"]]', '[[1.0, "m/"]]', '[[true, "m/"]]', '[[null, "m/"]]',
    '[["a", null]]', '[["a", ["m/a"]]]', '{"s/": "m/"}', '{"s/": 7}', '{"": ""}',
    '{"\\u00e9/w": "m/a"}', '{"\\ud83d\\ude00": "m/a"}', '{"\\ud800": "m/a"}', '[NaN]',
    '{"a": NaN}', '{"a": Infinity}', '{"a": -Infinity}', '{"a": -0.0}', '{"a": 1E5}',
    '{"a": 123456789012345678901234567890}', '[[NaN, "m/a"], [1, "top"]]', '[null]', '[[]]',
    '{"assignment_map": {"a": "m/a"}}', '{"assignment_map": null}', '{"assignment_map": 7}',
    '{"assignment_map": [["a", "m/a"]]}', '{"assignment_map": "ab"}', ' {"a"\n:\t"m/a"\r\n} ',
]


def texts(world):
    """Bare maps, in YAML and in JSON."""
    _files(world)
    for text in dict.fromkeys(BARE):
        world.case(SOURCE, text, 'ckpt')
    for text in dict.fromkeys(JSON):
        world.case(SOURCE, text, 'ckpt', file='case.ckptmap.json')


# Arguments that are no paths, as a document's `checkpoint`.
ARGUMENTS = [
    'null', '7', '0', '1.5', 'true', '2001-12-14', '2001-12-14T21:59:43Z', '[ckpt]', '[]',
    '{ckpt: a}', '{}', '!!binary Y2twdA==', '!!set {ckpt}', '""', '" ckpt"', '"ckpt "', '"ckpt\\0"',
    '"ck\\0pt"', '"\\ud800"', '"ñ"', '"ckpt\\n"'
]


def arguments(world):
    """Checkpoint arguments of every type, with maps that are good and bad themselves."""
    _files(world)
    for text in ARGUMENTS:
        world.case('semantics 2.1 E2f', 'checkpoint: %s\nassignment_map: {a: m/a}\n' % text)
        world.case('semantics 2.1 E2f', 'checkpoint: %s\nassignment_map: 7\n' % text)


def order(world):
    """Which of two mistakes is raised, and which of two entries wins."""
    _files(world)
    maps = [{'a': 'm/a', 's/a': 'm/a'}, {'s/': 'm/', 's/a': 'm/zzz'}, {'zzz': 'm/a', 'a': 'm/zzz'},
            {'b': 'm/b',
             'a': 'm/b'}, {'s/a': 'm/a', 's/b': 'm/b',
                           's/p': 'm/p'}, {'s/p': 'm/p/part_0'}, {'s/p': 'm/p/'}, {'s/p/': 'm/p/'},
            {'s/p/part_0': 'm/p/part_0'}, {'s/p/': 'm/p'}, {'s/': 'm'}, {'/': 'm'}, {'/': '/'},
            {'/': ''}, {'s/': '/'}, {'s/': ''}, {'': 'm/'}, {'/': 'zzz/'}, {'zzz/': 'zzz/'},
            {'zzz/': 'm/'}, {'s/': 'm/',
                             'zzz': 'top'}, {'S/': 'm/'}, {'s/.': 'm/.'}, {'s/a/': 'm/a/'},
            {'s/a/': 'm/a'}, {'s/a': 'm/a/'}, {'./a': 'm/a'}, {'a': './m/a'}, {'s/*': 'm/*'}, ]
    for map_ in maps:
        world.case('semantics 1.3, 1.4', json.dumps(map_), 'ckpt', file='case.ckptmap.json')
    for pairs in ([['b', 'a'], ['a', 'a']], [['s/', 'm/'], ['a',
                                                            'm/a']], [['a', 'top'], ['a', 'm/zzz'],
                                                                      ['a', 'b']], [['a', 'top'],
                                                                                    ['a', 'zzz']]):
        world.case('semantics 1.4 (1), (2)', pairs, 'ckpt')


WORLDS = {'containers': containers, 'texts': texts, 'arguments': arguments, 'order': order}
