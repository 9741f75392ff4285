// The rules of the house that neither compiler nor lint knows. Each test lists every offender, so
// that one run is enough to mend all of them.

import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { defaultSeverities } from '../server/src/util/diagnosticCodes.js';
import { jsonOf, repositoryFiles, textOf } from './support/repository.js';
import { sourceFacts, type SourceImport } from './support/typescript.js';

const files = repositoryFiles();
const sources = files.filter((file) => /^(server\/src|client)\/.*\.ts$/.test(file));
const texts = new Map(
    files
        .filter((file) => /\.(ts|mjs|js|css|py|sh|md|json|ya?ml)$|^\.ci\/|^\.[a-z]+$/.test(file))
        .filter((file) => !/^test\/(recorded|example|fixtures)\//.test(file))
        .map((file) => [file, textOf(file)]),
);
const textIn = (file: string) => texts.get(file) ?? '';
const factsOf = new Map(sources.map((file) => [file, sourceFacts(file, textIn(file))]));
const self = 'test/tidy.test.ts';

function none(offenders: readonly string[], rule: string): void {
    assert.deepEqual(offenders, [], rule);
}

/** Every place in some files which matches. */
function places(pattern: RegExp, where: (file: string) => boolean): string[] {
    return [...texts].flatMap(([file, text]) =>
        where(file) && file !== self
            ? text
                  .split('\n')
                  .flatMap((line, index) =>
                      pattern.test(line)
                          ? [`${file}:${index + 1} ${line.trim().slice(0, 90)}`]
                          : [],
                  )
            : [],
    );
}

function importsOf(where: RegExp): (SourceImport & { readonly file: string })[] {
    return [...factsOf].flatMap(([file, { imports }]) =>
        where.test(file) ? imports.map((each) => ({ ...each, file })) : [],
    );
}

const said = ({ file, line, module }: SourceImport & { readonly file: string }) =>
    `${file}:${line} imports ${module}`;

test('a folder of the server imports only what docs/architecture.md allows it', () => {
    const rows = [...textIn('docs/architecture.md').matchAll(/^\| `([\w.]+)` \|(.*)\|$/gm)];
    const all = rows.map(([, folder = '']) => folder);
    const allowed = new Map(
        rows.map(([, folder = '', cell = '']) => {
            const named = [...cell.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name);
            return [
                folder,
                cell.includes('everything') ? all.filter((each) => !named.includes(each)) : named,
            ];
        }),
    );
    const layerOf = (file: string) => /^server\/src\/([\w.]+)/.exec(file)?.[1];
    const layers = new Set(sources.flatMap((file) => layerOf(file) ?? []));
    assert.deepEqual([...layers].sort(), all.toSorted(), 'the table names each folder');

    const offenders = importsOf(/^server\/src\//).filter(({ file, module }) => {
        const [own, other] = [layerOf(file), layerOf(module)];
        return module.startsWith('client/') || module.startsWith('test/')
            ? true
            : other !== undefined &&
                  other !== own &&
                  allowed.get(own ?? '')?.includes(other) !== true;
    });
    none(offenders.map(said), 'imports against the layers');
});

test('the core is pure, host alone touches files, lsp alone speaks the protocol', () => {
    const core = /^server\/src\/(util|checkpoint|model|assignmentMap|loadPlan|python|tensorflow)\//;
    const offenders = [
        ...importsOf(core).filter(({ module }) => /^(node:|vscode|fast-glob$)/.test(module)),
        ...importsOf(/^server\/src\/(?!host\/)/).filter(({ module }) =>
            /^((node:)?fs(\/promises)?|fast-glob)$/.test(module),
        ),
        ...importsOf(/^server\/src\/(?!lsp\/)/).filter(
            ({ module, typeOnly }) =>
                !typeOnly && /^vscode-(languageserver|languageclient)(\/|$)/.test(module),
        ),
        ...importsOf(/^client\//).filter(
            ({ file, module, typeOnly }) =>
                module.startsWith('server/') &&
                !typeOnly &&
                // Both write numbers the same: the page may use the pure utilities.
                !(file.startsWith('client/webview/') && module.startsWith('server/src/util/')),
        ),
        ...importsOf(/^client\/webview\//).filter(
            ({ module, typeOnly }) =>
                /^(node:|vscode)/.test(module) || (module.startsWith('client/src/') && !typeOnly),
        ),
        ...importsOf(/^server\/src\/(?!host\/).*(?<!\/main)\.ts$/).filter(({ module }) =>
            /^(node:)?process$/.test(module),
        ),
        ...importsOf(/^(server|client)\//).filter(({ module }) =>
            /^(node:)?(https?|http2|net|tls|dgram|dns|child_process|vm)$/.test(module),
        ),
        // The one thread is that of host/hdf5File.ts: what may not end must be ended from outside.
        ...importsOf(/^(server\/src\/(?!host\/)|client\/)/).filter(({ module }) =>
            /^(node:)?worker_threads$/.test(module),
        ),
    ];
    none(offenders.map(said), 'imports against the invariants');
    none(
        [...factsOf].flatMap(([file, { processes }]) =>
            /^server\/src\/(?!host\/).*(?<!\/main)\.ts$/.test(file)
                ? processes.map((line) => `${file}:${line}`)
                : [],
        ),
        'only the main.ts files know of the process',
    );
    none(
        places(/\b(fetch|eval)\(|new Function\(|\.(inner|outer)HTML\b/, (file) =>
            /^(server\/src|client)\/.*\.ts$/.test(file),
        ),
        'nothing connects, nothing evaluates text, names are never markup',
    );
});

test('sources have no any, no non-null !, no enum, no default export, and document what they export', () => {
    const offenders = [...factsOf].flatMap(([file, { forbidden, undocumented }]) =>
        // A declaration of what a bundler makes of a file says what the bundler does.
        file.endsWith('.d.ts')
            ? []
            : [
                  ...forbidden.map(({ what, line }) => `${file}:${line} has ${what}`),
                  ...undocumented.map(
                      ({ what, line }) => `${file}:${line} has no comment: ${what}`,
                  ),
              ],
    );
    none(offenders, 'shape of the code');
});

test('every source opens with a comment that says what it is', () => {
    const offenders = [...texts].filter(
        ([file, text]) =>
            /\.(ts|mjs|css|py|sh)$/.test(file) &&
            !/^(#!.*\n)?(\/\/ \S|\/\* \S|# \S|"""\S)/.test(text),
    );
    none(
        offenders.map(([file]) => file),
        'files without a header',
    );
});

test('sources are short', (t) => {
    const lengths = sources
        .map((file) => ({ file, lines: textIn(file).split('\n').length - 1 }))
        .sort((a, b) => a.lines - b.lines);
    const at = (share: number) => lengths[Math.floor(share * (lengths.length - 1))]?.lines ?? 0;
    t.diagnostic(
        `${lengths.length} sources: median ${at(0.5)} lines, p90 ${at(0.9)}, max ${at(1)}`,
    );
    none(
        lengths.filter(({ lines }) => 400 < lines).map(({ file, lines }) => `${file} ${lines}`),
        'a file of more than 400 lines holds a second idea',
    );
    assert.ok(at(0.9) <= 300, `nine of ten files have at most 300 lines, found ${at(0.9)}`);
});

test('nothing is left for later, skipped or run alone', () => {
    none(
        places(/\b(TODO|FIXME|XXX)\b/, (file) => !file.endsWith('package-lock.json')),
        'left for later',
    );
    none(
        places(
            /\b(test|it|describe|suite|t)\.(skip|only|todo)\(|\b(skip|only|todo): (true|['"`])|@unittest\.(skip|expected)|\bskipTest\(/,
            (file) => file.startsWith('test/'),
        ),
        'skipped or run alone',
    );
});

test('every diagnostic code has its section, its severity there, and a test that names it', () => {
    const page = textIn('docs/diagnostics.md');
    const sections = [...page.matchAll(/^## `(.+)`\n\nDefault: (\w+)\.$/gm)].map(
        ([, code = '', severity = '']) => [code, severity],
    );
    assert.deepEqual(Object.fromEntries(sections), { ...defaultSeverities });
    const tests = [...texts].filter(([file]) => /^test\/.*\.(ts|mjs)$/.test(file) && file !== self);
    const untested = Object.keys(defaultSeverities).filter(
        (code) => !tests.some(([, text]) => text.includes(code)),
    );
    none(untested, 'codes that no test names');
});

test('every method of the protocol is described', () => {
    const methods = [...textIn('server/src/lsp/protocol.ts').matchAll(/'(ckptmap\/\w+)'/g)];
    const sections = [...textIn('docs/protocol.md').matchAll(/^## `(ckptmap\/\w+)`$/gm)];
    const names = (matches: RegExpExecArray[]) => matches.map(([, name]) => name).sort();
    assert.deepEqual(names(methods), names(sections));
    none(
        places(/'ckptmap\/\w+'/, (file) => /^server\/src\/(?!lsp\/protocol\.ts)/.test(file)),
        'the server names its methods in one place',
    );
});

test('the pages name files, scripts and numbers that are there', () => {
    const pages = [...texts].filter(([file]) => /^(README|CHANGELOG)\.md$|^docs\//.test(file));
    const { scripts } = jsonOf('package.json') as { readonly scripts: object };
    const offenders = pages.flatMap(([page, text]) => [
        ...[...text.matchAll(/`([\w./]+\.(?:ts|mjs|py|md))`/g)]
            .map(([, name = '']) => name)
            .filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)))
            // What `dump-python` prints becomes a file of the user's.
            .filter((name) => name !== 'dump_variables.py')
            .map((name) => `${page}: there is no ${name}`),
        ...[...text.matchAll(/`npm (?:run )?(\w+)[` ]/g)]
            .map(([, name = '']) => name)
            .filter((name) => !(name in scripts) && name !== 'link')
            .map((name) => `${page}: there is no script ${name}`),
        ...[...text.matchAll(/(\d+) (?:kinds of mistakes|diagnostics)/g)]
            .filter(([, count]) => Number(count) !== Object.keys(defaultSeverities).length)
            .map(([said]) => `${page}: ${said}`),
    ]);
    none(offenders, 'what is not there');
    const links = pages.flatMap(([page, text]) =>
        [...text.matchAll(/\]\(([\w./-]+)(?:#[\w-]+)?\)/g)]
            .map(([, target = '']) => posix.join(posix.dirname(page), target))
            .filter((target) => !files.includes(target))
            .map((target) => `${page}: there is no ${target}`),
    );
    none(links, 'links that lead nowhere');
});

test('the changelog knows this version', () => {
    const { version } = jsonOf('package.json') as { readonly version: string };
    assert.match(
        textIn('CHANGELOG.md'),
        new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm'),
    );
});

test('no file knows this machine or where packages come from', () => {
    none(
        places(/(?<![\w.$}])\/(work|root|home\/\w+|usr\/local|Users\/\w+)\//, () => true),
        'paths of a machine',
    );
    none(
        places(/(?<![\w.$}])\/tmp\//, (file) => !/^test\/.*\.(py|ts|mjs)$/.test(file)),
        'paths of a machine',
    );
    none(
        places(
            /registry\.(npm|yarn|[a-z]+\.(com|org|io|dev))|npmjs\.(org|com)|pypi\.org|pythonhosted\./,
            () => true,
        ),
        'hosts of registries',
    );
    none(
        places(/"resolved":/, (file) => file.endsWith('package-lock.json')),
        'lock files say which version, not from where',
    );
    none(
        places(/https?:\/\/|\]\(/, (file) => file === 'README.md'),
        // A package page has no files beside it: paths are named, not linked.
        'the README has no badge, no picture and no link',
    );
});

test('the top level holds what it should', () => {
    const allowed = /^(\..+|client|server|syntaxes|test|docs)$/;
    const folders = new Set(
        files.flatMap((file) => (file.includes('/') ? [file.split('/', 1)[0] ?? ''] : [])),
    );
    none(
        [...folders].filter((folder) => !allowed.test(folder)),
        'folders',
    );
});

test('prose has one sentence a line', () => {
    const prose = /^(README|CHANGELOG)\.md$|^docs\//;
    const offenders = [...texts].flatMap(([file, text]) => {
        if (!prose.test(file)) {
            return [];
        }
        const plain = text
            .replace(/^```[^]*?^```$/gm, (fence) => fence.replace(/[^\n]/g, ''))
            .replace(/`[^`\n]*`/g, 'x');
        return plain
            .split('\n')
            .flatMap((line, index) =>
                !line.startsWith('|') && /[a-z)\]*][.!?] +[A-Z*]/.test(line)
                    ? [`${file}:${index + 1} ${line.trim().slice(0, 90)}`]
                    : [],
            );
    });
    none(offenders, 'lines with a second sentence');
});
