// @ts-check
// Programs in the real VS Code: a literal map, a computed one and a restore that matches nothing,
// with what TensorFlow did when it ran them. A part of smoke.mjs, in a window of its own.

import assert from 'node:assert/strict';
import * as editor from './support/editor.mjs';
import * as legibility from './support/legibility.mjs';
import { runCommand } from './support/palette.mjs';
import * as preview from './support/preview.mjs';
import { tensorFlowDid } from './support/programs.mjs';
import { until } from './support/waiting.mjs';
import * as workbench from './support/workbench.mjs';

const previewMapping = 'Checkpoint map: Preview checkpoint mapping';
const literal = 'page.py';
const computed = 'finetune.py';
const mapOfProgram = 'words.ckptmap.yaml';
const frozen = 'finetune.ckptmap.yaml';
const misspelt = 'typo.py';
const restore = 'partial.py';

/**
 * The steps, each a test.
 *
 * @param {Awaited<ReturnType<typeof import('./support/session.mjs').openSession>>} session
 * @param {string} url of the workbench
 * @param {string} folder that `writePrograms` filled
 */
export function pythonSteps({ step, screenshot, errors }, url, folder) {
    step(
        'a literal map in Python is underlined, and hover says what TensorFlow raises',
        async (page) => {
            const message = tail((await tensorFlowDid('page')).calls[0]?.error?.message);
            await workbench.openFolder(page, url, folder);
            await workbench.openFile(page, literal);
            await until(
                'a squiggle under the scope without its slash',
                () => editor.squiggles(page, literal, 'error'),
                (count) => count === 1,
            );
            await screenshot('20-python-squiggle');
            await editor.goToText(page, literal, "'new_scope_1'})", 3);
            const hover = await editor.hoverAtCursor(page, (text) =>
                text.includes('no-trailing-slash'),
            );
            assert.ok(oneLine(hover).includes(message), `no '${message}' in ${hover}`);
            await screenshot('21-python-hover');
            await page.keyboard.press('Escape');
        },
    );

    step('a scope inside Python’s map says what is below it', async (page) => {
        await editor.goToText(page, literal, "old_scope_1/'", 3);
        await editor.hoverAtCursor(page, (text) =>
            oneLine(text).includes('old_scope_1/: 2 tensors'),
        );
        await screenshot('22-python-hover-scope');
        await page.keyboard.press('Escape');
    });

    step('names are completed inside the strings of Python’s map', async (page) => {
        await editor.goToText(page, literal, "old_scope_1/'", 'old_scope_1/'.length);
        await page.keyboard.type('v');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+Space');
        const offered = await editor.suggestions(page, 'var1');
        assert.ok(
            offered.some(({ label }) => label.endsWith('var2')),
            JSON.stringify(offered),
        );
        await screenshot('23-python-completion');
        await page.keyboard.press('Escape');
        await workbench.revertFile(page);
    });

    step('the quick fix writes the slash that Python’s map lacks', async (page) => {
        await until(
            'the squiggle',
            () => editor.squiggles(page, literal, 'error'),
            (count) => count === 1,
        );
        await editor.goToText(page, literal, "'new_scope_1'})", 3);
        await editor.applyQuickFix(page, (title) => title.includes('new_scope_1/'));
        await until(
            'no squiggle',
            () => editor.squiggles(page, literal, 'error'),
            (count) => count === 0,
        );
        const lines = await editor.visibleLines(page, literal);
        assert.ok(lines.some((line) => line.includes("{'old_scope_1/': 'new_scope_1/'}")));
        await workbench.revertFile(page);
    });

    step('the preview shows the map that a program computes', async (page) => {
        const { calls } = await tensorFlowDid('bert');
        const loads = calls[0]?.assignments.length;
        await workbench.openFile(page, computed);
        await runCommand(page, previewMapping);
        const shown = await preview.shows(page, 'the load plan', ({ outcome }) =>
            outcome.includes(`${loads} of `),
        );
        await screenshot('24-python-computed');
        assert.ok(
            shown.rows.some((cells) => cells.includes('output_bias')),
            JSON.stringify(shown.rows),
        );
        await preview.filter(page, 'pooler');
        const cells = await preview.clickRow(page, 'dense/kernel');
        const [, line] = /modeling\.py, line (\d+)$/.exec(cells.join(' ')) ?? [];
        await editor.cursorIsAt(page, Number(line));
        await editor.editorHasFocus(page, 'modeling.py');
        const lines = await editor.visibleLines(page, 'modeling.py');
        assert.ok(
            lines.some((text) => text.includes('assignment_map[name] = name')),
            lines.join('\n'),
        );
        await runCommand(page, 'View: Close All Editors');
    });

    step(
        'hovering a call that makes variables tells what the checkpoint gives them',
        async (page) => {
            await workbench.openFile(page, computed);
            await editor.goToText(page, computed, 'tf.get_variable("output_weights"', 5);
            const hover = await editor.hoverAtCursor(page, (text) =>
                text.includes('output_weights'),
            );
            assert.match(oneLine(hover), /keeps its initializer/);
            await screenshot('28-python-hover-making');
            await page.keyboard.press('Escape');
        },
    );

    step('a computed map is frozen to a file, whose plan is the same', async (page) => {
        const { calls } = await tensorFlowDid('bert');
        const loads = calls[0]?.assignments.length;
        await runCommand(page, 'Checkpoint map: Freeze to an assignment-map file');
        await editor.editorHasFocus(page, frozen);
        await runCommand(page, previewMapping);
        await preview.shows(page, 'the plan of the file', ({ outcome }) =>
            outcome.includes(`${loads} of `),
        );
        await screenshot('29-python-frozen');
    });

    step('a variable’s name leads to the call in Python that makes it', async (page) => {
        await workbench.openFile(page, mapOfProgram);
        await editor.goToText(page, mapOfProgram, ': bert/embeddings/word_embeddings', 8);
        await page.keyboard.press('F12');
        await editor.editorHasFocus(page, 'modeling.py');
        const lines = await editor.visibleLines(page, 'modeling.py');
        assert.ok(
            lines.some((text) => text.includes('tf.get_variable(name=word_embedding_name')),
            lines.join('\n'),
        );
        await runCommand(page, 'View: Close All Editors');
    });

    step(
        'a scope misspelt in BERT’s helper is seen, though TensorFlow takes it in silence',
        async (page) => {
            const { calls } = await tensorFlowDid('scope_typo');
            assert.deepEqual(calls[0]?.assignments, []);
            await workbench.openFile(page, misspelt);
            await until(
                'a squiggle at the call',
                () => editor.squiggles(page, misspelt, 'error'),
                (count) => 0 < count,
            );
            await until(
                'the code lens above the call',
                () => page.locator('.codelens-decoration').allInnerTexts(),
                (texts) => texts.some((text) => text.includes('Nothing is loaded')),
            );
            await screenshot('29-python-typo');
            await page.locator('.codelens-decoration a').first().click();
            const shown = await preview.shows(page, 'the plan', ({ outcome }) =>
                outcome.includes('Nothing is loaded'),
            );
            assert.match(oneLine(shown.outcome), /bort\/.*bert\//);
            await screenshot('29-python-typo-preview');
            await runCommand(page, 'View: Close All Editors');
        },
    );

    step('a restore that matches nothing is underlined, and its preview says why', async (page) => {
        const { restores } = await tensorFlowDid('partial_names');
        const unbound = restores[0]?.objects.filter(({ verdict }) => verdict === 'unbound') ?? [];
        await workbench.openFile(page, restore);
        await until(
            'a warning at the restore',
            () => editor.squiggles(page, restore, 'warning'),
            (count) => 0 < count,
        );
        await editor.goToText(page, restore, 'partial.restore', 10);
        await editor.hoverAtCursor(page, (text) => text.includes('restore.matches-nothing'));
        await screenshot('25-python-restore');
        await page.keyboard.press('Escape');
        await runCommand(page, previewMapping);
        const shown = await preview.shows(page, 'the restore', ({ text }) =>
            text.includes('vars_to_restore'),
        );
        assert.match(shown.outcome, /Nothing is restored/);
        assert.match(oneLine(shown.text), new RegExp(`Keep ${unbound.length}\\b`));
        await screenshot('26-python-restore-preview');
        await runCommand(page, 'View: Close All Editors');
    });

    for (const theme of ['Dark 2026', 'Light 2026']) {
        step(`what Python’s previews say can be read in the theme ${theme}`, async (page) => {
            await workbench.chooseTheme(page, theme);
            for (const file of [literal, computed, restore]) {
                await workbench.openFile(page, file);
                await runCommand(page, previewMapping);
                await preview.shows(
                    page,
                    `the preview of ${file}`,
                    ({ outcome }) => outcome !== '',
                );
                await screenshot(`27-${theme}-${file.split('.')[0]}`);
                const faint = (await legibility.contrasts(page)).filter(({ ratio }) => ratio < 4.5);
                assert.deepEqual(faint, [], `text too faint in ${file}`);
                assert.deepEqual(await legibility.collisions(page), [], `texts collide in ${file}`);
                await runCommand(page, 'View: Close All Editors');
            }
        });
    }

    step('Python’s windows leave no error in any log', async () => {
        assert.deepEqual(await errors(), []);
    });
}

/** The end of a recorded message, which names a path that is not ours. @param {string | undefined} message */
function tail(message) {
    return message?.split(' is not found')[0] ?? 'no message was recorded';
}

/** @param {string} text */
function oneLine(text) {
    return text.replaceAll(/\s+/g, ' ');
}
