// `npm run bench`: measures what the command line names, one benchmark after the other.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBenchmark, type Benchmark, type Result, type Sizes } from './benchmark.js';
import { fileBenchmarks } from './fileBenchmarks.js';
import { programBenchmarks } from './programBenchmarks.js';
import { scanBenchmarks } from './scanBenchmarks.js';

const usual: Sizes = {
    lines: 750_000,
    indexes: [200, 20_000],
    graphVariables: 10_000,
    planned: 20_000,
    layers: 12,
    programs: ['bert', 'ema', 'keras_model', 'page', 'partial_list', 'slim_resnet', 'towers'],
};
const large: Sizes = {
    ...usual,
    indexes: [...usual.indexes, 1_000_000],
    layers: 24,
    programs: undefined,
};
const tiny: Sizes = {
    lines: 3000,
    indexes: [20],
    graphVariables: 10,
    planned: 20,
    layers: 1,
    programs: ['page'],
};

/** How the command is used. */
export const usage = `npm run bench [-- [NAME] [options]]

  NAME             only the benchmarks whose names hold this
  --rounds N       measured runs of each, behind a first one (7)
  --size SIZE      tiny, usual or large (usual)
  --python FOLDER  scans the Python files in this folder as well
  --json           the results as JSON
  --list           the names, and nothing else
`;

/** Runs the command; `write` gets what it says. Throws where the arguments are no use of it. */
export async function runBench(
    args: readonly string[],
    write: (text: string) => void,
): Promise<void> {
    const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
            rounds: { type: 'string', default: '7' },
            size: { type: 'string', default: 'usual' },
            python: { type: 'string' },
            json: { type: 'boolean', default: false },
            list: { type: 'boolean', default: false },
            help: { type: 'boolean', default: false },
        },
    });
    const sizes = { tiny, usual, large }[values.size];
    const rounds = Number(values.rounds);
    if (values.help) {
        write(usage);
        return;
    }
    if (sizes === undefined || !Number.isInteger(rounds) || rounds < 1) {
        throw new Error(`found --size ${values.size} --rounds ${values.rounds}\n\n${usage}`);
    }
    const chosen = benchmarksOf(sizes)
        .filter(({ name }) => name.includes(positionals[0] ?? ''))
        .filter(({ name }) => values.python !== undefined || name !== 'scan/folder');
    if (chosen.length === 0) {
        throw new Error(`no benchmark's name holds '${positionals[0] ?? ''}'; --list names them`);
    }
    if (values.list) {
        write(chosen.map(({ name, what, floor }) => `${name}: ${what}; ${floor}\n`).join(''));
        return;
    }
    const folder = await mkdtemp(join(tmpdir(), 'ckptmap-bench-'));
    try {
        const results: Result[] = [];
        for (const benchmark of chosen) {
            const options = { sizes, folder, python: values.python };
            const result = await runBenchmark(benchmark, options, rounds);
            results.push(result);
            write(values.json ? '' : textOf(result));
        }
        if (values.json) {
            const machine = {
                node: process.version,
                platform: process.platform,
                arch: process.arch,
            };
            write(`${JSON.stringify({ machine, results }, undefined, 2)}\n`);
        }
    } finally {
        await rm(folder, { recursive: true });
    }
}

function benchmarksOf({ indexes, programs }: Sizes): readonly Benchmark[] {
    return [...scanBenchmarks, ...programBenchmarks(programs), ...fileBenchmarks(indexes)];
}

/** A result in three lines. */
function textOf(result: Result): string {
    const {
        name,
        what,
        against,
        input,
        measured,
        floor,
        ratio,
        ratioOfMinima,
        ratioOfProcessor,
        rate,
    } = result;
    const times = ({ first, minimum, median }: Result['floor']): string =>
        `${shown(median)} ms (fastest ${shown(minimum)}, first ${shown(first)})`;
    const rated = rate === undefined ? '' : `, ${shown(rate.perSecond)} ${rate.unit} a second`;
    return [
        `${name}  ${shown(ratio)} x; fastest ${shown(ratioOfMinima)} x, processor ${shown(ratioOfProcessor)} x  (${input})`,
        `    ${what}: ${times(measured)}${rated}`,
        `    ${against}: ${times(floor)}`,
        '',
    ].join('\n');
}

/** A number with three digits that count, or without a fraction. */
function shown(value: number): string {
    return value < 100
        ? value.toPrecision(3)
        : Math.round(value)
              .toString()
              .replace(/\B(?=(?:\d{3})+$)/g, ',');
}
