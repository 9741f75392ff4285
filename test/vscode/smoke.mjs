// @ts-check
// The packaged extension in a real VS Code, step by step as a person works: one window, one
// workspace (a copy of the example), each step a test that starts where the one before it ended.
// What the load plans must say is not written here: TensorFlow's recorded answers are read.
// Usage: node smoke.mjs [VSIX]

import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { notebookSteps } from './notebookSteps.mjs';
import { pythonSteps } from './pythonSteps.mjs';
import { launchBrowser } from './support/browser.mjs';
import { installExtension, startCodeServer } from './support/codeServer.mjs';
import * as editor from './support/editor.mjs';
import { repository, tensorFlowSays, variablesOfModel } from './support/example.mjs';
import * as legibility from './support/legibility.mjs';
import { writeObjects } from './support/objects.mjs';
import { runCommand } from './support/palette.mjs';
import * as preview from './support/preview.mjs';
import { writeNotebook } from './support/notebooks.mjs';
import { writePrograms } from './support/programs.mjs';
import { openSession } from './support/session.mjs';
import { until } from './support/waiting.mjs';
import * as workbench from './support/workbench.mjs';

const vsix = resolve(process.argv[2] ?? join(repository, 'dist', 'ckptmap.vsix'));

const good = 'finetune.ckptmap.yaml';
const typo = 'scope-typo-checkpoint.ckptmap.yaml';
const silentTypo = 'scope-typo-model.ckptmap.yaml';
const mistakes = 'mistakes.ckptmap.yaml';
const objects = 'objects.ckptmap.yaml';
const previewTitle = 'Preview checkpoint mapping';
const variables = await variablesOfModel();
const allLoad = await tensorFlowSays(good);
const raises = await tensorFlowSays(typo);
const fewLoad = await tensorFlowSays(silentTypo);

const home = await mkdtemp(join(tmpdir(), 'ckptmap-smoke-'));
const screenshots = fileURLToPath(new URL('screenshots', import.meta.url));
await rm(screenshots, { recursive: true, force: true });
const folder = await copyOfExample('trusted-folder');
const untrustedFolder = await copyOfExample('untrusted-folder');
await installExtension(home, vsix);
const server = await startCodeServer(home, 'trusted', {});
const guardedServer = await startCodeServer(home, 'restricted', {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
});
const browser = await launchBrowser();
const { step, screenshot, errors, logs } = await openSession(browser, server, screenshots);
const guarded = await openSession(browser, guardedServer, screenshots);
const programs = join(home, 'programs');
await writePrograms(programs);
await writeNotebook(join(programs, 'page'));
const pythonWindow = await openSession(browser, server, screenshots);
const notebookWindow = await openSession(browser, server, screenshots);

after(async () => {
    await browser.close();
    await server.stop();
    await guardedServer.stop();
    await rm(home, { recursive: true, force: true });
});

step('opening a map shows its language and activates the extension', async (page) => {
    await workbench.openFolder(page, server.url, folder);
    await workbench.openFile(page, good);
    await until(
        'the language on the status bar',
        () => workbench.languageOnStatusBar(page),
        (language) => language === 'Assignment Map',
    );
    await until(
        'the activation in the extension host log',
        async () => [...(await logs())].find(([path]) => path.endsWith('remoteexthost.log'))?.[1],
        (log) => /doActivateExtension ckptmap\.ckptmap,.*onLanguage:assignment-map/.test(log ?? ''),
    );
    await screenshot('01-opened');
});

step('names and comments have colours of their own', async (page) => {
    const comment = await editor.colourOf(page, good, '# Start the classifier');
    const name = await editor.colourOf(page, good, 'bert/embeddings/');
    const key = await editor.colourOf(page, good, 'assignment_map');
    assert.equal(new Set([comment, name, key]).size, 3, `${comment}, ${name}, ${key}`);
});

step('a name is completed one path segment at a time', async (page) => {
    await editor.goToText(page, good, 'assignment_map:', 'assignment_map:'.length);
    await page.keyboard.press('Enter');
    await page.keyboard.type('bert/en');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Space');
    const scopes = await editor.suggestions(page, 'encoder/');
    assert.ok(
        scopes.every(({ label }) => !label.includes('layer_0')),
        `deeper segments are shown too early: ${JSON.stringify(scopes)}`,
    );
    await screenshot('02-completion-of-a-scope');
    await editor.acceptSuggestion(page, 'encoder/');
    await until(
        'the accepted scope in the text',
        () => editor.visibleLines(page, good),
        (lines) => lines.some((line) => line.trim() === 'bert/encoder/'),
    );
    await page.keyboard.press('Control+Space');
    const layers = await editor.suggestions(page, 'layer_0/');
    assert.ok(layers.some(({ label }) => label.endsWith('layer_3/')));
    await screenshot('03-completion-of-its-children');
    await page.keyboard.press('Escape');
    await workbench.revertFile(page);
});

step('the model’s side is completed too', async (page) => {
    await editor.goToText(page, good, 'assignment_map:', 'assignment_map:'.length);
    await page.keyboard.press('Enter');
    await page.keyboard.type('bert/pooler/dense/bias: classifier/pooler/');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Space');
    const [first] = await editor.suggestions(page, 'kernel');
    assert.ok(first?.label.endsWith('bias'), `what fits comes first, not ${first?.label}`);
    await screenshot('04-completion-of-the-model');
    await page.keyboard.press('Escape');
    await workbench.revertFile(page);
});

step('hovering a name shows the shape and dtype of its tensor', async (page) => {
    await editor.goToText(page, good, 'bert/pooler/dense/kernel', 3);
    const text = await editor.hoverAtCursor(page, (hover) => hover.includes('float32'));
    assert.match(text, /16\s*[,×x]\s*16/);
    await screenshot('05-hover');
    await page.keyboard.press('Escape');
});

step('a typo is underlined, and its message says what TensorFlow raises', async (page) => {
    await workbench.openFile(page, typo);
    await until(
        'a squiggle under the misspelt scope',
        () => editor.squiggles(page, typo, 'error'),
        (count) => 0 < count,
    );
    await editor.goToText(page, typo, 'bert/encodr/:', 6);
    const hover = await editor.hoverAtCursor(page, (text) => text.includes('tensor.not-found'));
    assert.ok(oneLine(hover).includes(raises.message), hover);
    await screenshot('06-squiggle');
    await page.keyboard.press('Escape');
    await workbench.problems(page, (rows) =>
        rows.some((row) => oneLine(row).includes(raises.message)),
    );
    await screenshot('07-problems');
    await workbench.closePanel(page);
});

step('the quick fix mends the name', async (page) => {
    await editor.goToText(page, typo, 'bert/encodr/:', 6);
    await editor.applyQuickFix(page, (title) => title.includes('bert/encoder/'));
    await until(
        'no squiggle',
        () => editor.squiggles(page, typo, 'error'),
        (count) => count === 0,
    );
    assert.ok(
        (await editor.visibleLines(page, typo)).some((line) => /bert\/encoder\/:/.test(line)),
    );
    await workbench.revertFile(page);
});

step('the palette opens the preview with the load plan', async (page) => {
    await workbench.openFile(page, good);
    await runCommand(page, `Checkpoint map: ${previewTitle}`);
    const shown = await preview.shows(page, 'the load plan', countsAre(allLoad.loads));
    assert.match(shown.outcome, new RegExp(`\\b${allLoad.loads} of ${variables}\\b`));
    assert.ok(10 < shown.rows.length, JSON.stringify(shown.rows));
    await screenshot('08-preview');
});

step('the filter narrows the table', async (page) => {
    await preview.filter(page, 'pooler');
    const shown = await preview.shows(page, 'the filtered rows', isFiltered);
    const row = shown.rows.find((cells) => cells.includes('bert/pooler/dense/bias'));
    for (const cell of ['[16]', 'loads', 'line ']) {
        assert.ok(
            row?.some((text) => text.includes(cell)),
            JSON.stringify(shown.rows),
        );
    }
    await screenshot('09-preview-filtered');
});

step('a row of the preview leads to its entry', async (page) => {
    const line = await editor.lineOf(page, good, 'bert/pooler/dense/bias:');
    await preview.filter(page, 'pooler');
    const cells = await preview.clickRow(page, 'bert/pooler/dense/bias');
    assert.ok(
        cells.some((cell) => cell.endsWith(`line ${line}`)),
        cells.join(' | '),
    );
    await editor.cursorIsAt(page, line);
});

step('the plan follows the text as it is typed', async (page) => {
    await editor.goToText(page, good, 'bert/encoder/:', 'bert/encod'.length);
    await page.keyboard.press('Delete');
    const line = await editor.lineOf(page, good, 'bert/encodr/:');
    const broken = await preview.shows(page, 'the new outcome', ({ outcome }) =>
        outcome.includes(`line ${line}`),
    );
    assert.ok(oneLine(broken.text).includes(raises.message), broken.text);
    await screenshot('10-preview-follows');
    await page.keyboard.type('e');
    await preview.shows(page, 'the old plan', countsAre(allLoad.loads));
    await workbench.revertFile(page);
});

step('the preview keeps its filter when it is hidden', async (page) => {
    await preview.filter(page, 'pooler');
    await preview.shows(page, 'the filtered rows', isFiltered);
    await workbench.showWebview(page, /^Preview/);
    await workbench.openFile(page, 'README.md');
    await until(
        'the preview to be hidden',
        () => preview.isThere(page),
        (there) => !there,
    );
    await workbench.showWebview(page, /^Preview/);
    await preview.shows(page, 'the filter and its rows', isFiltered);
});

step('the preview comes back after a reload of the window', async (page) => {
    await workbench.reloadWindow(page);
    await preview.shows(page, 'the filter and its rows', isFiltered);
    await preview.filter(page, '');
    await runCommand(page, 'View: Close All Editors');
});

step('the editor’s title previews a typo that TensorFlow would raise at', async (page) => {
    await workbench.openFile(page, typo);
    await workbench.titleAction(page, previewTitle).click();
    const line = await editor.lineOf(page, typo, 'bert/encodr/:');
    const shown = await preview.shows(page, 'the outcome', ({ outcome }) =>
        outcome.includes(`line ${line}`),
    );
    assert.ok(oneLine(shown.text).includes(raises.message), shown.text);
    assert.ok(countsAre(0)(shown), shown.text);
    await screenshot('11-preview-of-a-typo');
    await runCommand(page, 'View: Close All Editors');
});

step('the explorer’s menu previews a typo that TensorFlow takes in silence', async (page) => {
    await workbench.explorerMenu(page, silentTypo, previewTitle);
    const shown = await preview.shows(page, 'the load plan', countsAre(fewLoad.loads));
    assert.ok(shown.text.includes('classifier/encodr/'), shown.text);
    const slice = shown.rows.find(([variable]) => variable === 'word_embeddings/part_1');
    for (const cell of [
        'bert/embeddings/word_embeddings',
        '60,60',
        '[60, 16]',
        'float32',
        '3.84 kB',
    ]) {
        assert.ok(
            slice?.some((text) => text.includes(cell)),
            `no '${cell}' where there is room for all columns: ${slice?.join(' | ')}`,
        );
    }
    await screenshot('12-preview-of-a-silent-typo');
    await runCommand(page, 'View: Close All Editors');
});

step(
    'an object-based checkpoint is shown by its keys and by what its variables were called',
    async (page) => {
        await workbench.openFile(page, objects);
        await runCommand(page, `Checkpoint map: ${previewTitle}`);
        const shown = await preview.shows(page, 'the load plan', ({ text }) =>
            oneLine(text).includes('2 of 3'),
        );
        const row = shown.rows.find(([variable]) => variable === 'kernel');
        assert.ok(
            row?.some(
                (cell) => cell.startsWith('layers/0/kernel') && cell.endsWith('dense/kernel'),
            ),
            JSON.stringify(shown.rows),
        );
        assert.match(oneLine(shown.text), /Beside it, graph\.pbtxt has net\/scale, which/);
        await screenshot('13-preview-of-objects');
        await preview.filter(page, 'dense/bias');
        const found = await preview.shows(
            page,
            'the row with that saved name',
            ({ rows }) => rows.length === 2,
        );
        assert.equal(found.rows[1]?.[0], 'bias');
        await preview.filter(page, 'role:batch');
        await preview.shows(page, 'the statistic that keeps its initializer', ({ rows }) =>
            rows.some((cells) => cells.includes('norm/moving_mean')),
        );
        await preview.filter(page, '');
        await runCommand(page, 'View: Close All Editors');
    },
);

step('a restarted server completes names and fills the preview', async (page) => {
    await workbench.openFile(page, good);
    await runCommand(page, `Checkpoint map: ${previewTitle}`);
    await preview.shows(page, 'the load plan', countsAre(allLoad.loads));
    const starts = async () => {
        const log = [...(await logs())].find(([path]) => path.endsWith('Checkpoint Map.log'))?.[1];
        return log?.split('indexed workspace').length ?? 0;
    };
    const before = await starts();
    await runCommand(page, 'Checkpoint map: Restart server');
    await until('another start in the log', starts, (count) => before < count);
    await editor.goToText(page, good, 'assignment_map:', 'assignment_map:'.length);
    await page.keyboard.press('Enter');
    await page.keyboard.type('bert/en');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Space');
    await editor.suggestions(page, 'encoder/');
    await page.keyboard.press('Escape');
    await workbench.revertFile(page);
    await preview.shows(page, 'the load plan again', countsAre(allLoad.loads));
    assert.deepEqual(await errors(), []);
    await runCommand(page, 'View: Close All Editors');
});

for (const [theme, kind] of /** @type {const} */ ([
    ['Light 2026', 'vscode-light'],
    ['Dark 2026', 'vscode-dark'],
    ['Dark High Contrast', 'vscode-high-contrast'],
    ['Light High Contrast', 'vscode-high-contrast-light'],
])) {
    step(`everything can be read in the theme ${theme}`, async (page) => {
        await workbench.chooseTheme(page, theme);
        for (const file of [mistakes, good, objects]) {
            await workbench.openFile(page, file);
            await runCommand(page, `Checkpoint map: ${previewTitle}`);
            await preview.shows(
                page,
                `the preview in the theme ${theme}`,
                ({ theme: shown, rows }) => shown.includes(kind) && 0 < rows.length,
            );
            await screenshot(`14-${theme}-${file.split('.')[0]}`);
            const faint = (await legibility.contrasts(page)).filter(({ ratio }) => ratio < 4.5);
            assert.deepEqual(faint, [], `text too faint in ${file}`);
            assert.deepEqual(await legibility.collisions(page), [], `texts collide in ${file}`);
            await runCommand(page, 'View: Close All Editors');
        }
    });
}

step('nothing went wrong in any log', async () => {
    assert.deepEqual(await errors(), []);
});

pythonSteps(pythonWindow, server.url, programs);
notebookSteps(notebookWindow, server.url, programs);

guarded.step('Restricted Mode has diagnostics and the preview too', async (page) => {
    await workbench.openFolder(page, guardedServer.url, untrustedFolder);
    await workbench.openFile(page, typo);
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await until(
        'a squiggle under the misspelt scope',
        () => editor.squiggles(page, typo, 'error'),
        (count) => 0 < count,
    );
    await runCommand(page, `Checkpoint map: ${previewTitle}`);
    await preview.shows(page, 'rows in the preview', ({ rows }) => 0 < rows.length);
    await guarded.screenshot('15-restricted-mode');
    assert.deepEqual(await guarded.errors(), []);
});

/** @param {string} name */
async function copyOfExample(name) {
    const copy = join(home, name, 'example');
    await cp(join(repository, 'test', 'example'), copy, { recursive: true });
    await writeObjects(copy);
    return copy;
}

/** @param {number} loads */
function countsAre(loads) {
    return (/** @type {preview.Preview} */ { text }) =>
        new RegExp(`(?<!\\d)${loads} of ${variables}(?!\\d)`).test(oneLine(text));
}

/** @param {preview.Preview} shown */
function isFiltered({ filter, rows }) {
    const names = rows.filter((cells) => 1 < cells.length);
    return (
        filter === 'pooler' &&
        0 < names.length &&
        rows.every((cells) => cells.join().includes('pooler'))
    );
}

/** @param {string} text */
function oneLine(text) {
    return text.replaceAll(/\s+/g, ' ');
}
