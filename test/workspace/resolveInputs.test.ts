// Which checkpoint, model and rules a call means, and what becomes of wrong settings.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MapCall, MapNode } from '../../server/src/assignmentMap/assignmentMap.js';
import { resolveInputs, type CallPlace } from '../../server/src/workspace/resolveInputs.js';
import {
    parseSettings,
    defaultSettings,
    readSettingsFile,
} from '../../server/src/workspace/settings.js';

const span = { start: 0, end: 0 };
const node: MapNode = { value: { type: 'NoneType' }, span, inner: span, style: 'plain' };

function call(said: Partial<MapCall> = {}): MapCall {
    return {
        shape: 'bare',
        span,
        argument: undefined,
        argumentKey: undefined,
        checkpoint: undefined,
        model: undefined,
        collection: undefined,
        exclude: [],
        expectUnassigned: [],
        expectUnused: [],
        rules: undefined,
        comment: undefined,
        ...said,
    };
}

const says = (path: string) => ({ path, node, where: 'document' as const });
const place: CallPlace = {
    path: '/w/maps/a.ckptmap.yaml',
    workspaceFolder: '/w',
    settings: {
        associations: [
            { files: 'other/**', checkpoint: 'wrong' },
            { files: 'maps/*.ckptmap.yaml', checkpoint: 'associated', model: 'associated.meta' },
            { files: '**', checkpoint: 'too late' },
        ],
        tensorflow: '1.15',
        severity: {},
    },
};
const options = { workingDirectory: '/cwd' };
const folders = ['/w/maps', '/w'];

test('the command line wins over the file, the file over associations', () => {
    const said = call({ checkpoint: says('own'), rules: 'contrib' });
    assert.deepEqual(
        resolveInputs(said, { ...place, options: { ...options, checkpoint: 'option' } }),
        {
            checkpoint: { argument: 'option', folders: ['/cwd'] },
            model: { argument: 'associated.meta', folders },
            rules: 'contrib',
        },
    );
    assert.deepEqual(resolveInputs(said, place).checkpoint, { argument: 'own', folders });
    assert.deepEqual(resolveInputs(call(), place).checkpoint, { argument: 'associated', folders });
});

test('the rules are those of the file, then the option, then the setting, then 2.21', () => {
    const withOption: CallPlace = { ...place, options: { ...options, tensorflow: 'contrib' } };
    assert.equal(resolveInputs(call({ rules: '2.21' }), withOption).rules, '2.21');
    assert.equal(resolveInputs(call(), withOption).rules, 'contrib');
    assert.equal(resolveInputs(call(), place).rules, '1.15');
    assert.equal(resolveInputs(call(), { ...place, settings: defaultSettings }).rules, '2.21');
});

test('a checkpoint that is no text is not replaced by an association', () => {
    const said = call({ checkpoint: { path: undefined, node } });
    assert.equal(resolveInputs(said, place).checkpoint, undefined);
});

test('nothing is known where nothing says it', () => {
    const nowhere = { ...place, settings: defaultSettings };
    assert.deepEqual(resolveInputs(call(), nowhere), { rules: '2.21' });
});

test('a file outside of the workspace has no associations, and looks beside itself alone', () => {
    const outside: CallPlace = { ...place, path: '/else/maps/a.ckptmap.yaml' };
    assert.equal(resolveInputs(call(), outside).checkpoint, undefined);
    const lonely: CallPlace = { ...outside, workspaceFolder: undefined };
    assert.deepEqual(resolveInputs(call({ model: says('m') }), lonely).model, {
        argument: 'm',
        folders: ['/else/maps'],
    });
});

test('a text without a place is looked up from the folder of the workspace', () => {
    const untitled: CallPlace = { ...place, path: undefined };
    assert.deepEqual(resolveInputs(call({ model: says('m') }), untitled).model, {
        argument: 'm',
        folders: ['/w'],
    });
});

test('settings are read from JSON with comments', () => {
    const text = `{
        // Ours.
        "editor.tabSize": 4,
        "ckptmap.associations": [{ "files": "**/*", "checkpoint": "runs" },],
        "ckptmap.tensorflow": 1.15, /* a number will do */
        "ckptmap.severity": { "tensor.unused": "off", "rule.overridden": "error" },
    }`;
    assert.deepEqual(readSettingsFile(text), {
        settings: {
            associations: [{ files: '**/*', checkpoint: 'runs' }],
            tensorflow: '1.15',
            severity: { 'tensor.unused': 'off', 'rule.overridden': 'error' },
        },
        problems: [],
    });
    assert.deepEqual(readSettingsFile(''), { settings: defaultSettings, problems: [] });
});

test('what is wrong in the settings is left out and said, and the rest counts', () => {
    const checked = parseSettings({
        associations: [{ checkpoint: 'x' }, { files: 'a', model: 'm' }, 'b'],
        tensorflow: '3',
        severity: { 'no.code': 'off', 'tensor.unused': 'loud', 'map.shape': 'hint' },
    });
    assert.deepEqual(checked.settings, {
        associations: [{ files: 'a', model: 'm' }],
        tensorflow: undefined,
        severity: { 'map.shape': 'hint' },
    });
    assert.deepEqual(checked.problems, [
        'Setting \'ckptmap.associations[0]\' is {"checkpoint":"x"}, and should be an object of texts: "files", "checkpoint" and "model"; it is left out',
        'Setting \'ckptmap.associations[2]\' is "b", and should be an object of texts: "files", "checkpoint" and "model"; it is left out',
        'Setting \'ckptmap.tensorflow\' is "3", and should be one of "2.21", "1.15", "contrib"; it is left out',
        "Setting 'ckptmap.severity': there is no code 'no.code'; it is left out",
        'Setting \'ckptmap.severity[tensor.unused]\' is "loud", and should be one of "error", "warning", "information", "hint", "off"; it is left out',
    ]);
    assert.deepEqual(parseSettings(undefined), { settings: defaultSettings, problems: [] });
    assert.deepEqual(parseSettings({ associations: 1, severity: [] }).problems.length, 2);
});

test('settings that are no JSON are left out, with the line', () => {
    assert.deepEqual(readSettingsFile('{\n  "a": ]\n}').problems, [
        'settings.json is left out: ValueExpected on line 2',
    ]);
});
