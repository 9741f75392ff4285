// The extension's manifest says what the sources do: commands, settings, languages and texts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSeverities } from '../server/src/util/diagnosticCodes.js';
import { isMapFileName } from '../server/src/workspace/mapFileName.js';
import { defaultSettings, ruleNames, severityNames } from '../server/src/workspace/settings.js';
import { jsonOf, repositoryFiles, textOf } from './support/repository.js';

interface Schema {
    readonly default?: unknown;
    readonly enum?: readonly string[];
    readonly properties?: Readonly<Record<string, Schema>>;
}

interface Manifest {
    readonly activationEvents: readonly string[];
    readonly contributes: {
        readonly commands: readonly {
            readonly command: string;
            readonly title: string;
            readonly category?: string;
        }[];
        readonly configuration: { readonly properties: Readonly<Record<string, Schema>> };
        readonly languages: readonly {
            readonly id: string;
            readonly extensions: readonly string[];
            readonly filenames: readonly string[];
        }[];
    };
    readonly capabilities: {
        readonly untrustedWorkspaces: { readonly supported: boolean | string };
    };
}

const { activationEvents, capabilities, contributes } = jsonOf('package.json') as Manifest;
const words = jsonOf('package.nls.json') as Readonly<Record<string, string>>;
const settings = contributes.configuration.properties;

test('every command has a category, a translated title and a file', () => {
    const files = repositoryFiles().filter((file) => /^client\/src\/commands\/.*\.ts$/.test(file));
    const offenders = contributes.commands.flatMap(({ command, title, category }) => {
        const file = `client/src/commands/${command.replace('ckptmap.', '')}.ts`;
        const isMade = files.includes(file) && textOf(file).includes(`'${command}'`);
        return [
            ...(title.startsWith('%') ? [] : [`${command}: '${title}' is not in package.nls.json`]),
            ...(category === undefined ? [`${command} has no category`] : []),
            ...(isMade ? [] : [`${command} is not made in ${file}`]),
        ];
    });
    assert.deepEqual(offenders, []);
    const declared = contributes.commands.map(({ command }) => command.replace('ckptmap.', ''));
    assert.deepEqual(
        files
            .map((file) => file.replace(/^.*\/|\.ts$/g, ''))
            .filter((name) => name !== 'index' && !declared.includes(name)),
        [],
        'files that are no command of package.json',
    );
    assert.ok(0 < declared.length);
});

test('the command of the preview is called what everybody calls it', () => {
    const preview = contributes.commands.find(
        ({ command }) => command === 'ckptmap.previewMapping',
    );
    const text = (key: string | undefined) => words[key?.replaceAll('%', '') ?? ''];
    assert.equal(text(preview?.title), 'Preview checkpoint mapping');
    assert.equal(text(preview?.category), 'Checkpoint map');
});

test('settings are the same in the manifest, in the server and in the README', () => {
    const declared = Object.keys(settings).sort();
    const rows = [...textOf('README.md').matchAll(/^\| `(ckptmap\.[\w.]+)` \|/gm)];
    assert.deepEqual(rows.map(([, name]) => name).sort(), declared, 'README.md');
    // The trace is the client library's own.
    const ours = declared.filter((name) => name !== 'ckptmap.trace.server');
    const known = Object.keys(defaultSettings).map((name) => `ckptmap.${name}`);
    assert.deepEqual(known.sort(), ours, 'server/src/workspace/settings.ts');
});

test('settings have the values and the defaults that the server knows', () => {
    assert.deepEqual(settings['ckptmap.tensorflow']?.enum, ruleNames);
    assert.deepEqual(settings['ckptmap.associations']?.default, []);
    const severities = settings['ckptmap.severity']?.properties ?? {};
    assert.deepEqual(
        Object.fromEntries(Object.entries(severities).map(([code, each]) => [code, each.default])),
        { ...defaultSeverities },
    );
    for (const each of Object.values(severities)) {
        assert.deepEqual(each.enum, severityNames);
    }
});

test('texts of the manifest are all there and all used', () => {
    const keys = [...textOf('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(words).sort());
});

test('the editor and the command line take the same files for maps', () => {
    const [language] = contributes.languages;
    assert.equal(language?.id, 'assignment-map');
    const names = [
        ...(language?.extensions ?? []).map((extension) => `x${extension}`),
        ...(language?.filenames ?? []),
    ];
    assert.deepEqual(
        names.filter((name) => !isMapFileName(name)),
        [],
    );
    const all = ['ckptmap', 'ckptmap.yaml', 'ckptmap.yml', 'ckptmap.json'].map((end) => `x.${end}`);
    const plain = ['yaml', 'yml', 'json'].map((end) => `assignment_map.${end}`);
    assert.deepEqual(names.toSorted(), [...all, ...plain].sort());
});

test('the extension starts with its language alone, and works where nothing is trusted', () => {
    assert.deepEqual(
        activationEvents.filter((event) =>
            /^(\*|onStartupFinished|workspaceContains.*)$/.test(event),
        ),
        [],
    );
    assert.ok(activationEvents.includes('onLanguage:assignment-map'));
    assert.equal(capabilities.untrustedWorkspaces.supported, true);
});
