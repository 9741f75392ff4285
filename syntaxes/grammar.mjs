// Writes assignment-map.tmLanguage.json: `node syntaxes/grammar.mjs`; with `--check` it only compares,
// which is what the tests do. One grammar for YAML and JSON, for bare maps and documents. It is
// written by a program because every name comes in nine forms (root, scope or name; plain, single
// or double quoted) in four places.
// Left sides are tensors, right sides variables; scope names are the usual ones, so that every
// theme has colours for them.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const language = 'assignment-map';
const named = (name) => `${name}.${language}`;
const include = (...names) => names.map((name) => ({ include: `#${name}` }));
const captures = (names) =>
    Object.fromEntries(
        Object.entries(names).map(([group, name]) => [
            group,
            typeof name === 'string' ? { name: named(name) } : name,
        ]),
    );

// Plain scalars of YAML: how they begin, and what may follow in a block and inside brackets.
const plainStart = String.raw`(?:[^\s\-?:,\[\]{}#&*!|>'"%@${'`'}]|[-?:](?=[^\s,\[\]{}]))`;
const blockLetter = String.raw`(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \t]+(?=[^\s#:]|:\S))`;
const flowLetter = String.raw`(?:[^\s:#,\[\]{}]|:(?=[^\s,\[\]{}])|(?<=\S)#|[ \t]+(?=[^\s#:,\[\]{}]|:[^\s,\[\]{}]))`;
const doubleBody = String.raw`(?:[^"\\]|\\.)*`;
const singleBody = String.raw`(?:[^']|'')*`;
const beforeColon = String.raw`(?=[ \t]*:(?:[ \t]|$))`;
const beforeFlowColon = String.raw`(?=\s*:)`;
const beforeEnd = String.raw`(?=[ \t]*(?:$|[ \t]#))`;
const beforeFlowEnd = String.raw`(?=\s*(?:$|[,\[\]{}]|[ \t]#))`;

const escape = {
    match: String.raw`\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)`,
    name: named('constant.character.escape'),
};
const keyColon = 'punctuation.separator.key-value';
const item = 'punctuation.definition.block.sequence.item';
const comma = (kind) => ({ match: ',', name: named(`punctuation.separator.${kind}`) });

/** A name: the root, a scope, or anything else; quoted or plain. */
function names(side, letter, plainEnd, quotedEnd = '') {
    const scopes = {
        root: named(`constant.language.root.${side}`),
        scope: named(`entity.name.namespace.${side}-scope`),
        name: named(side === 'tensor' ? 'entity.name.tag.tensor' : 'variable.other.variable'),
    };
    const quoted = (kind, quote, body, patterns) =>
        [
            [scopes.root, '/', {}],
            [scopes.scope, `${body}/`, patterns],
            [scopes.name, body, patterns],
        ].map(([name, inner, more]) => ({
            name: named(`string.quoted.${kind}`),
            match: `(${quote})(${inner})(${quote})${quotedEnd}`,
            captures: captures({
                1: 'punctuation.definition.string.begin',
                2: { name, ...more },
                3: 'punctuation.definition.string.end',
            }),
        }));
    return {
        patterns: [
            ...quoted('double', '"', doubleBody, { patterns: [escape] }),
            ...quoted('single', "'", singleBody, {}),
            { name: scopes.root, match: `/${plainEnd}` },
            { name: scopes.scope, match: `${plainStart}${letter}*/${plainEnd}` },
            { name: scopes.name, match: `${plainStart}${letter}*${plainEnd}` },
        ],
    };
}

function quoted(kind, quote, patterns) {
    const mark = (where) => captures({ 0: `punctuation.definition.string.${where}` });
    return {
        name: named(`string.quoted.${kind}`),
        begin: quote,
        end: quote,
        beginCaptures: mark('begin'),
        endCaptures: mark('end'),
        patterns,
    };
}

function brackets(kind, open, close, patterns) {
    return {
        begin: `\\${open}`,
        end: `\\${close}`,
        beginCaptures: captures({ 0: `punctuation.definition.${kind}.begin` }),
        endCaptures: captures({ 0: `punctuation.definition.${kind}.end` }),
        patterns,
    };
}

// A document's key, quoted or not, takes seven groups; the colon is the eighth.
const keyText = (keys) => `(?:(")(${keys})(")|(')(${keys})(')|(${keys}))`;
const keyCaptures = (first) => {
    const marks = ['begin', 'end'].map((where) => `punctuation.definition.string.${where}`);
    const key = 'keyword.other.document-key';
    const inOrder = [marks[0], key, marks[1], marks[0], key, marks[1], key, keyColon];
    return captures(Object.fromEntries(inOrder.map((name, index) => [first + index, name])));
};
const blockKey = (keys, patterns) => ({
    begin: String.raw`^[ \t]*((?:-[ \t]+)?)${keyText(keys)}[ \t]*(:)(?=[ \t]|$)`,
    beginCaptures: { 1: { patterns: include('dash') }, ...keyCaptures(2) },
    end: '$',
    patterns,
});
const flowKey = (keys, patterns) => ({
    begin: String.raw`${keyText(keys)}\s*(:)`,
    beginCaptures: keyCaptures(1),
    end: String.raw`(?=[,}\]])`,
    patterns,
});
const listItem = (start, patterns) => ({
    begin: String.raw`${start}[ \t]*(-)(?=\s)`,
    beginCaptures: captures({ 1: item }),
    end: '$',
    patterns,
});

const expected = 'expect_unassigned|expect_unused';
const values = include('comment', 'flow-mapping', 'flow-sequence');
const strings = [
    quoted('double', '"', [escape]),
    quoted('single', "'", [{ match: "''", name: named('constant.character.escape') }]),
];
const paths = (letter) => ({
    patterns: [
        ...include('comment', 'anchor'),
        ...strings,
        { match: `${plainStart}${letter}*`, name: named('string.unquoted.path') },
    ],
});

const comment = String.raw`(?:(?<=\s)|^)(#)`;
const repository = {
    comment: {
        patterns: [
            {
                name: named('comment.line.number-sign.directive'),
                begin: String.raw`${comment}[ \t]*(ckptmap)(:)`,
                beginCaptures: captures({
                    1: 'punctuation.definition.comment',
                    2: 'keyword.other.directive',
                    3: 'punctuation.separator.directive',
                }),
                end: '$',
                patterns: [
                    {
                        match: String.raw`\b(checkpoint|model|tensorflow)(=)("${doubleBody}"|'[^']*'|\S+)?`,
                        captures: captures({
                            1: 'entity.other.attribute-name',
                            2: 'keyword.operator.assignment',
                            3: 'string.other.path',
                        }),
                    },
                ],
            },
            {
                name: named('comment.line.number-sign.ignore'),
                begin: String.raw`${comment}[ \t]*(ckptmap-ignore)\b`,
                beginCaptures: captures({
                    1: 'punctuation.definition.comment',
                    2: 'keyword.other.directive',
                }),
                end: '$',
                patterns: [
                    {
                        match: '(:).*$',
                        captures: captures({ 1: 'punctuation.separator.directive' }),
                    },
                    {
                        match: String.raw`\b[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*`,
                        name: named('constant.other.diagnostic-code'),
                    },
                    comma('sequence'),
                ],
            },
            {
                name: named('comment.line.number-sign'),
                match: `${comment}.*$`,
                captures: captures({ 1: 'punctuation.definition.comment' }),
            },
        ],
    },
    marker: {
        patterns: [
            { match: String.raw`^(---|\.\.\.)(?=\s|$)`, name: named('entity.other.document') },
            { match: '^%.*$', name: named('keyword.other.directive') },
        ],
    },
    dash: { match: String.raw`-(?=\s|$)`, name: named(item) },
    anchor: {
        patterns: [
            {
                match: String.raw`(&)([^\s,\[\]{}]+)`,
                captures: captures({
                    1: 'punctuation.definition.anchor',
                    2: 'entity.name.type.anchor',
                }),
            },
            {
                match: String.raw`(\*)([^\s,\[\]{}]+)`,
                captures: captures({
                    1: 'punctuation.definition.alias',
                    2: 'variable.other.alias',
                }),
            },
            { match: String.raw`!\S*`, name: named('storage.type.tag') },
        ],
    },
    'merge-key': { match: String.raw`<<(?=\s*:)`, name: named('keyword.operator.merge') },
    'tensor-key': names('tensor', blockLetter, beforeColon, beforeColon),
    'tensor-flow-key': names('tensor', flowLetter, beforeFlowColon, beforeFlowColon),
    tensor: names('tensor', blockLetter, beforeEnd),
    'tensor-flow': names('tensor', flowLetter, beforeFlowEnd),
    variable: names('variable', blockLetter, beforeEnd),
    'variable-flow': names('variable', flowLetter, beforeFlowEnd),
    path: paths(blockLetter),
    'path-flow': paths(flowLetter),
    version: {
        patterns: [
            ...include('comment'),
            ...strings,
            { match: String.raw`\b\d+(?:\.\d+)*\b`, name: named('constant.numeric') },
            { match: String.raw`[\w.]+`, name: named('string.unquoted') },
        ],
    },
    wildcard: { match: String.raw`\*\*?`, name: named('keyword.operator.wildcard') },
    pattern: {
        patterns: [
            ...include('comment'),
            quoted('double', '"', [...include('wildcard'), escape]),
            quoted('single', "'", include('wildcard')),
            {
                match: `${plainStart}${flowLetter}*`,
                name: named('string.unquoted.pattern'),
                captures: { 0: { patterns: include('wildcard') } },
            },
        ],
    },
    'pattern-list': brackets('sequence', '[', ']', [...include('pattern'), comma('sequence')]),
    'pattern-block': {
        begin: String.raw`^([ \t]*)${keyText(expected)}[ \t]*(:)(?=[ \t]|$)`,
        beginCaptures: keyCaptures(2),
        while: String.raw`^(?=\1(?:[ \t]|-(?:[ \t]|$)|\])|[ \t]*(?:#|$))`,
        patterns: [
            ...include('comment', 'pattern-list'),
            listItem(String.raw`(?:^|\G)`, include('pattern')),
            ...include('pattern'),
        ],
    },
    'model-flow': brackets('mapping', '{', '}', [
        ...include('comment'),
        flowKey('path|collection', include('path-flow')),
        flowKey('exclude', include('pattern-list', 'pattern')),
        comma('mapping'),
    ]),
    'model-block': {
        begin: String.raw`^([ \t]*)${keyText('model')}[ \t]*(:)(?=[ \t]*(?:$|#))`,
        beginCaptures: keyCaptures(2),
        while: String.raw`^(?=\1[ \t]+\S|[ \t]*(?:#|$))`,
        patterns: [
            ...include('comment'),
            blockKey('path|collection', include('path')),
            blockKey('exclude', include('pattern-list', 'pattern')),
            listItem('^', include('pattern')),
        ],
    },
    'document-block': {
        patterns: [
            blockKey('assignment_map', [...values, ...include('anchor')]),
            blockKey('checkpoint', include('path')),
            blockKey('model', include('model-flow', 'path')),
            blockKey('tensorflow', include('version')),
        ],
    },
    'document-flow': {
        patterns: [
            flowKey('assignment_map', values),
            flowKey('checkpoint', include('path-flow')),
            flowKey('model', include('model-flow', 'path-flow')),
            flowKey('tensorflow', include('version')),
            flowKey(expected, include('pattern-list', 'pattern')),
        ],
    },
    entry: {
        begin: String.raw`^[ \t]*((?:-[ \t]+)*)(?=(?:"${doubleBody}"|'${singleBody}'|(?:[&!]\S+[ \t]+)*(?:\*\S+|<<|/|${plainStart}${blockLetter}*))[ \t]*:(?:[ \t]|$))`,
        beginCaptures: { 1: { patterns: include('dash') } },
        end: '$',
        patterns: [
            ...include('merge-key', 'tensor-key', 'anchor'),
            {
                begin: String.raw`:(?=[ \t]|$)`,
                beginCaptures: captures({ 0: keyColon }),
                end: '$',
                patterns: [...values, ...include('anchor', 'variable')],
            },
        ],
    },
    'pair-block': {
        patterns: [
            {
                begin: String.raw`^[ \t]*(-)[ \t]+(-)(?=\s)`,
                beginCaptures: captures({ 1: item, 2: item }),
                end: '$',
                patterns: include('comment', 'anchor', 'tensor'),
            },
            listItem('^', [...values, ...include('anchor', 'variable')]),
        ],
    },
    'flow-mapping': brackets('mapping', '{', '}', [
        ...include('comment', 'document-flow', 'merge-key', 'tensor-flow-key'),
        {
            begin: ':',
            beginCaptures: captures({ 0: keyColon }),
            end: String.raw`(?=[,}\]])`,
            patterns: [...values, ...include('variable-flow', 'anchor')],
        },
        comma('mapping'),
        ...include('anchor'),
    ]),
    // The first item of a pair is a tensor; what comes after the comma is a variable.
    'flow-sequence': brackets('sequence', '[', ']', [
        ...values,
        {
            begin: ',',
            beginCaptures: captures({ 0: 'punctuation.separator.sequence' }),
            end: String.raw`(?=[,\]])`,
            patterns: [...values, ...include('variable-flow', 'anchor')],
        },
        ...include('tensor-flow', 'anchor'),
    ]),
};

const grammar = {
    name: 'Assignment Map',
    scopeName: `source.${language}`,
    comment: 'Written by grammar.mjs.',
    patterns: include(
        'marker',
        'comment',
        'pattern-block',
        'model-block',
        'document-block',
        'entry',
        'pair-block',
        'flow-mapping',
        'flow-sequence',
        'anchor',
        'tensor',
    ),
    repository,
};

const file = fileURLToPath(new URL(`${language}.tmLanguage.json`, import.meta.url));
const text = `${JSON.stringify(grammar, undefined, 2)}\n`;
if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
    console.error('assignment-map.tmLanguage.json is not what grammar.mjs writes: run it again.');
    process.exitCode = 1;
}
