// @ts-check
// The packaged extension in a real VS Code, step by step as a person works: one window, one
// workspace (a copy of the example), each step a test that starts where the one before it ended.
// Usage: node smoke.mjs [VSIX [WORKSPACE]]

import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './support/browser.mjs';
import { installExtension, startCodeServer } from './support/codeServer.mjs';
import { clickRow, filterPreview, previewFrame, previewShows } from './support/preview.mjs';
import { openSession } from './support/session.mjs';
import { until } from './support/waiting.mjs';
import * as workbench from './support/workbench.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const vsix = resolve(process.argv[2] ?? join(repository, 'dist', 'ckptmap.vsix'));
const example = resolve(process.argv[3] ?? join(repository, 'test', 'example'));

const good = 'finetune.ckptmap.yaml';
const mistakes = 'mistakes.ckptmap.yaml';
const previewCommand = 'Checkpoint map: Preview checkpoint mapping';

const home = await mkdtemp(join(tmpdir(), 'ckptmap-smoke-'));
const folder = await copyOfExample('trusted-folder');
const untrustedFolder = await copyOfExample('untrusted-folder');
await installExtension(home, vsix);
const server = await startCodeServer(home, 'trusted', {});
const restricted = await startCodeServer(home, 'restricted', {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
});
const browser = await launchBrowser();
const { step, screenshot, errors, logs } = await openSession(browser, server);
const guarded = await openSession(browser, restricted);

after(async () => {
    await browser.close();
    await server.stop();
    await restricted.stop();
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

step('a name is completed one path segment at a time', async (page) => {
    await workbench.goToText(page, good, 'assignment_map:');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('bert/embed');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Space');
    const first = await workbench.suggestions(page);
    await screenshot('02-completion');
    assert.ok(
        first.some(({ label }) => label === 'bert/embeddings/'),
        JSON.stringify(first),
    );
    await workbench.acceptSuggestion(page, 'bert/embeddings/');
    await until(
        'the accepted name in the text',
        () => workbench.visibleLines(page, good),
        (lines) => lines.some((line) => line.trim() === 'bert/embeddings/'),
    );
    await workbench.revertFile(page);
});

step('hovering a name shows the shape and dtype of its tensor', async (page) => {
    await workbench.goToText(page, good, 'global_step', 2);
    const hover = await workbench.hoverAtCursor(page, (text) => text.includes('float32'));
    assert.match(hover, /\[/);
    await screenshot('03-hover');
    await page.keyboard.press('Escape');
});

step('a mistake is underlined, and its message says what TensorFlow raises', async (page) => {
    await workbench.openFile(page, mistakes);
    await until(
        'a squiggle under the misspelt scope',
        () => workbench.squiggles(page, mistakes, 'error'),
        (count) => 0 < count,
    );
    await workbench.goToText(page, mistakes, 'bert/encodr/', 3);
    await workbench.hoverAtCursor(page, (text) => text.includes('tensor.not-found'));
    await screenshot('04-squiggle');
    await page.keyboard.press('Escape');
    await workbench.problems(page, (rows) => rows.some((row) => row.includes('bert/encodr/')));
    await screenshot('05-problems');
    await workbench.closePanel(page);
});

step('the quick fix mends the name', async (page) => {
    await workbench.goToText(page, mistakes, 'bert/encodr/', 3);
    await workbench.applyQuickFix(page, (title) => title.includes('bert/encoder/'));
    await until(
        'no squiggle',
        () => workbench.squiggles(page, mistakes, 'error'),
        (count) => count === 0,
    );
    await workbench.revertFile(page);
});

step('the palette opens the preview with the load plan', async (page) => {
    await workbench.openFile(page, good);
    await workbench.runCommand(page, previewCommand);
    const preview = await previewShows(page, 'rows in the preview', ({ rows }) => 3 < rows.length);
    assert.notEqual(preview.outcome, '');
    assert.match(preview.text, /\d+ of \d+/);
    await screenshot('06-preview');
});

step('a row of the preview leads to its entry', async (page) => {
    const cells = await clickRow(page, 'bert/encoder/layer_1');
    const line = Number(/line (\d+)/.exec(cells.join(' '))?.[1]);
    assert.equal(line, await workbench.lineOf(page, good, 'bert/encoder/'));
    await workbench.cursorIsAt(page, line);
});

step('the plan follows the text as it is typed', async (page) => {
    const before = await previewShows(page, 'the plan', ({ rows }) => 0 < rows.length);
    await workbench.goToText(page, good, 'bert/encoder/', 'bert/encoder'.length);
    await page.keyboard.type('x');
    await previewShows(page, 'the new outcome', ({ outcome }) => outcome !== before.outcome);
    await screenshot('07-preview-follows');
    await page.keyboard.press('Backspace');
    await previewShows(page, 'the old outcome', ({ outcome }) => outcome === before.outcome);
    await workbench.revertFile(page);
});

step('the preview keeps its filter when hidden', async (page) => {
    await filterPreview(page, 'layer_1');
    await previewShows(page, 'the filtered rows', ({ rows }) => rows.length === 1);
    await workbench.tab(page, /^Preview/).click();
    await workbench.openFile(page, mistakes);
    await until(
        'the preview to be hidden',
        () => previewFrame(page),
        (frame) => frame === undefined,
    );
    await workbench.tab(page, /^Preview/).click();
    await previewShows(
        page,
        'the filter and its rows',
        ({ filter, rows }) => filter === 'layer_1' && rows.length === 1,
    );
});

step('the preview comes back after a reload of the window', async (page) => {
    await workbench.reloadWindow(page);
    await previewShows(
        page,
        'the filter and its rows',
        ({ filter, rows }) => filter === 'layer_1' && rows.length === 1,
    );
    await filterPreview(page, '');
});

for (const [theme, kind] of /** @type {const} */ ([
    ['Light 2026', 'vscode-light'],
    ['Dark 2026', 'vscode-dark'],
    ['Dark High Contrast', 'vscode-high-contrast'],
    ['Light High Contrast', 'vscode-high-contrast-light'],
])) {
    step(`the preview takes its colours from ${theme}`, async (page) => {
        await workbench.chooseTheme(page, theme);
        const frame = await previewFrame(page);
        await until(
            `the body to be of class ${kind}`,
            () => frame?.locator('body').getAttribute('class'),
            (classes) => (classes ?? '').split(' ').includes(kind),
        );
        await screenshot(`08-${theme}`);
    });
}

step('nothing went wrong in any log', async () => {
    assert.deepEqual(await errors(), []);
});

guarded.step('Restricted Mode has diagnostics and the preview too', async (page) => {
    await workbench.openFolder(page, restricted.url, untrustedFolder);
    await workbench.openFile(page, mistakes);
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await until(
        'a squiggle under the misspelt scope',
        () => workbench.squiggles(page, mistakes, 'error'),
        (count) => 0 < count,
    );
    await workbench.runCommand(page, previewCommand);
    await previewShows(page, 'rows in the preview', ({ rows }) => 0 < rows.length);
    await guarded.screenshot('09-restricted-mode');
    assert.deepEqual(await guarded.errors(), []);
});

/** @param {string} name */
async function copyOfExample(name) {
    const copy = join(home, name, basename(example));
    await cp(example, copy, { recursive: true });
    return copy;
}
