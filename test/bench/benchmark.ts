// A benchmark: something of ours that is measured, and a floor, the least that anybody would have
// to do with the same input. Both are run by turns in one process, so that what else the machine
// does hits both alike: the ratio says something, the milliseconds only where they were taken.

/** How much is measured. */
export interface Sizes {
    readonly lines: number;
    readonly indexes: readonly number[];
    readonly graphVariables: number;
    readonly planned: number;
    readonly layers: number;
    /** The fixture programs that are evaluated; all of them where none is named. */
    readonly programs: readonly string[] | undefined;
}

/** Where benchmarks find their inputs. */
export interface BenchOptions {
    readonly sizes: Sizes;
    /** A folder of their own, gone after the run. */
    readonly folder: string;
    /** A folder of somebody's Python, whose files are scanned as well. */
    readonly python: string | undefined;
}

/** One thing to be measured. */
export interface Benchmark {
    /** A group and a name: `scan/generated`. */
    readonly name: string;
    readonly what: string;
    readonly floor: string;
    prepare(options: BenchOptions): Promise<Prepared>;
}

/** A benchmark whose inputs are there. */
export interface Prepared {
    /** The input, in words. */
    readonly input: string;
    readonly measured: () => Promise<Counted>;
    readonly floor: () => Promise<Counted>;
}

/** What one run did: nothing to be said, or how much of what. */
export type Counted = undefined | { readonly count: number; readonly unit: string };

/** Milliseconds of wall time and of processor time. */
export interface Times {
    /** Of the first run, in which nothing is compiled or cached. */
    readonly first: number;
    readonly minimum: number;
    readonly median: number;
    /** The processor's milliseconds in the run that took least of it. */
    readonly processor: number;
}

/** What was found. */
export interface Result {
    readonly name: string;
    readonly what: string;
    readonly against: string;
    readonly input: string;
    readonly rounds: number;
    readonly measured: Times;
    readonly floor: Times;
    /** Of the medians, of the minima, and of the processor's times. */
    readonly ratio: number;
    readonly ratioOfMinima: number;
    readonly ratioOfProcessor: number;
    /** Units a second, where the measured says what it counts. */
    readonly rate?: { readonly perSecond: number; readonly unit: string };
}

interface Sample {
    readonly wall: number;
    readonly processor: number;
}

/** Prepares a benchmark and runs it: one first run of both, then rounds by turns. */
export async function runBenchmark(
    { name, what, floor: against, prepare }: Benchmark,
    options: BenchOptions,
    rounds: number,
): Promise<Result> {
    const { input, measured, floor } = await prepare(options);
    const [ours, theirs]: [Sample[], Sample[]] = [[], []];
    let counted: Counted;
    for (let round = 0; round <= rounds; round += 1) {
        theirs.push((await sampleOf(floor)).sample);
        const run = await sampleOf(measured);
        ours.push(run.sample);
        counted = run.counted;
    }
    const [mine, least] = [timesOf(ours), timesOf(theirs)];
    return {
        name,
        what,
        against,
        input,
        rounds,
        measured: mine,
        floor: least,
        ratio: mine.median / least.median,
        ratioOfMinima: mine.minimum / least.minimum,
        ratioOfProcessor: mine.processor / least.processor,
        ...(counted && {
            rate: { perSecond: (1000 * counted.count) / mine.processor, unit: counted.unit },
        }),
    };
}

async function sampleOf(
    run: () => Promise<Counted>,
): Promise<{ readonly sample: Sample; readonly counted: Counted }> {
    const before = process.cpuUsage();
    const began = performance.now();
    const counted = await run();
    const wall = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    return { sample: { wall, processor: (user + system) / 1000 }, counted };
}

function timesOf([first, ...later]: readonly Sample[]): Times {
    const walls = later.map(({ wall }) => wall).sort((one, other) => one - other);
    return {
        first: first?.wall ?? NaN,
        minimum: walls[0] ?? NaN,
        median: walls[Math.floor(walls.length / 2)] ?? NaN,
        processor: Math.min(...later.map(({ processor }) => processor)),
    };
}
