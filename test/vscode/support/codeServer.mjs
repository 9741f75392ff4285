// @ts-check
// A real VS Code behind a local port: code-server with user data, extensions and settings of its
// own, so that nothing of the person's editor is read or changed. It knows processes and folders;
// what is on the screen is the business of workbench.mjs.

import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));

/** Settings that keep the screen still. */
const quietSettings = {
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.enableExperiments': false,
    'workbench.tips.enabled': false,
    'chat.disableAIFeatures': true,
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'files.autoSave': 'off',
    'window.autoDetectColorScheme': false,
    'workbench.colorTheme': 'Light 2026',
    'telemetry.telemetryLevel': 'off',
    'security.workspace.trust.enabled': false,
};

/**
 * @typedef {object} CodeServer A running workbench server.
 * @property {string} url where a browser finds it
 * @property {() => Promise<Map<string, string>>} logs every log file's text, by relative path
 * @property {() => Promise<void>} stop ends the server and all its children
 */

/**
 * Installs the extension into a folder for `startCodeServer`.
 *
 * @param {string} home a folder of the test's own
 * @param {string} vsix
 */
export async function installExtension(home, vsix) {
    const child = start(home, [...folders(home, 'install'), '--install-extension', vsix]);
    const status = await new Promise((resolve) => child.process.once('close', resolve));
    if (status !== 0 || !child.output().includes('was successfully installed')) {
        throw new Error(`code-server did not install ${vsix} (${status}):\n${child.output()}`);
    }
}

/**
 * Starts a server with user data of its own, named `name`, under `home`, and waits until it listens.
 *
 * @param {string} home
 * @param {string} name
 * @param {Record<string, unknown>} settings on top of those that keep the screen still
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer(home, name, settings) {
    const dataDir = join(home, name);
    await mkdir(join(dataDir, 'User'), { recursive: true });
    await writeFile(
        join(dataDir, 'User', 'settings.json'),
        JSON.stringify({ ...quietSettings, ...settings }, null, 2),
    );
    const child = start(home, [
        ...folders(home, name),
        ...['--bind-addr', '127.0.0.1:0', '--auth', 'none'],
        ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ]);
    const url = await child.firstMatch(/HTTP server listening on (http:\S+?)\/?\s/);
    return {
        url,
        logs: () => readLogs(join(dataDir, 'logs'), child.output),
        stop: child.stop,
    };
}

/** @param {string} home @param {string} name */
function folders(home, name) {
    return ['--user-data-dir', join(home, name), '--extensions-dir', join(home, 'extensions')];
}

/**
 * @param {string} home
 * @param {string[]} args
 */
function start(home, args) {
    const environment = { ...process.env };
    for (const variable of Object.keys(environment)) {
        // A terminal inside VS Code hands these down; a server that sees them joins that editor.
        if (variable.startsWith('VSCODE_') || variable.startsWith('ELECTRON_')) {
            delete environment[variable];
        }
    }
    const child = spawn(join(modules, '.bin', 'code-server'), args, {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
            ...environment,
            HOME: home,
            TMPDIR: home,
            XDG_RUNTIME_DIR: home,
            XDG_CONFIG_HOME: join(home, 'config'),
            XDG_DATA_HOME: join(home, 'data'),
            PATH: `${join(modules, 'node', 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
        },
    });
    let output = '';
    const closed = new Promise((resolve) => child.once('close', resolve));
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text) => {
            output += text;
        });
    }
    const stop = async () => {
        if (child.exitCode === null && child.pid !== undefined) {
            // The whole group: the server has children (extension hosts, language servers).
            process.kill(-child.pid, 'SIGTERM');
            const patience = setTimeout(() => process.kill(-Number(child.pid), 'SIGKILL'), 5_000);
            await closed;
            clearTimeout(patience);
        }
    };
    /** @param {RegExp} pattern @returns {Promise<string>} */
    const firstMatch = (pattern) =>
        new Promise((resolve, reject) => {
            const look = () => {
                const match = pattern.exec(output);
                if (match?.[1] !== undefined) {
                    resolve(match[1]);
                }
            };
            child.stdout.on('data', look);
            child.once('close', (status) => {
                reject(new Error(`code-server ended with ${status}:\n${output}`));
            });
        });
    return { process: child, output: () => output, firstMatch, stop };
}

/**
 * @param {string} logsDir
 * @param {() => string} serverOutput
 */
async function readLogs(logsDir, serverOutput) {
    const logs = new Map([['code-server (standard output)', serverOutput()]]);
    for (const path of await readdir(logsDir, { recursive: true })) {
        if (path.endsWith('.log')) {
            logs.set(path, await readFile(join(logsDir, path), 'utf8'));
        }
    }
    return logs;
}
