// How the evaluator follows several paths: a statement ends in a completion, or, where a condition
// is not known, in a split of several, each with what its path has changed. Paths that end alike
// are joined at once, so that there are never more than a handful. Nothing here knows statements.

import { Lost, Raised } from './raised.js';
import { joinValues } from './join.js';
import { composed, type Delta, type State, type Tracked } from './state.js';
import {
    newestIdentity,
    none,
    type Instance,
    type Place,
    type Steps,
    type Unknown,
    type Value,
} from './values.js';

/** How one path ends. A path that is lost may do anything from here on. */
export type PathEnd =
    | { readonly kind: 'normal'; readonly value?: Value }
    | { readonly kind: 'return'; readonly value: Value }
    | { readonly kind: 'break' }
    | { readonly kind: 'continue' }
    | { readonly kind: 'raise'; readonly exception: Instance }
    | { readonly kind: 'lost'; readonly lost: Lost };

/** A path: how it ends, and what it has changed since the moment of the split. */
export interface Path {
    readonly end: PathEnd;
    readonly delta: Delta;
}

/** How something ends. After a split the state is that of the moment before all its paths. */
export type Completion =
    | PathEnd
    | {
          readonly kind: 'split';
          readonly paths: readonly Path[];
          /** The newest object at the moment before the split. */
          readonly newest: number;
      };

/** A path that goes on behind the statement. */
export const normal: PathEnd = { kind: 'normal' };

/** Turns of a loop after which what still changes is taken as unknown. */
const maxTurns = 12;

/** What was so when a step began. */
export interface Step {
    readonly outer: Path[] | undefined;
    readonly newest: number;
}

/** Follows paths over one state. */
export class Paths {
    /** The paths that have left the current step by an exception which may or may not happen. */
    private pending: Path[] | undefined;

    private readonly state: State;
    private readonly places: () => readonly Place[];

    /** `places` says where the calls stand that are being evaluated. */
    constructor(state: State, places: () => readonly Place[]) {
        this.state = state;
        this.places = places;
    }

    /**
     * Goes over to a generator's frame, which keeps paths of its own; the function returned goes
     * back. A frame that stands still in the midst of paths cannot be followed.
     */
    enter(): () => void {
        const outer = this.pending;
        const { depth } = this.state;
        this.pending = undefined;
        return () => {
            const left = this.pending !== undefined || this.state.depth !== depth;
            while (depth < this.state.depth) {
                this.state.rollBack();
            }
            this.pending = outer;
            if (left) {
                throw new Lost(
                    'a generator stands still where a condition is not known',
                    this.places(),
                );
            }
        };
    }

    /** Runs a step to its end, whichever way it ends. */
    *collect(run: () => Steps<Completion>): Steps<Completion> {
        const step = this.begin();
        let completion: Completion;
        try {
            completion = yield* run();
        } catch (thrown) {
            completion = endOf(thrown);
        }
        return this.end(step, completion);
    }

    /** The first half of `collect`, for who runs many steps: `end` is to be called behind each. */
    begin(): Step {
        const outer = this.pending;
        this.pending = undefined;
        return { outer, newest: newestIdentity() };
    }

    /** The end of a step, with the paths that have left it. */
    end({ outer, newest }: Step, completion: Completion): Completion {
        const left = this.pending;
        this.pending = outer;
        if (left === undefined) {
            return completion;
        }
        // The level was opened when the first path left.
        const paths = this.close(completion);
        return this.group([...left, ...paths], newest);
    }

    /** Goes on after a completion: each path that matches is followed from its own state. */
    *bind(
        completion: Completion,
        matches: (end: PathEnd) => boolean,
        next: (end: PathEnd) => Steps<Completion>,
    ): Steps<Completion> {
        if (completion.kind !== 'split') {
            return matches(completion) ? yield* this.collect(() => next(completion)) : completion;
        }
        const results: Path[] = [];
        for (const path of completion.paths) {
            if (!matches(path.end)) {
                results.push(path);
                continue;
            }
            this.state.open();
            this.state.apply(path.delta);
            const end = yield* this.collect(() => next(path.end));
            results.push(...this.close(end));
        }
        return this.group(results, completion.newest);
    }

    /** Runs alternatives from the present state, each as if it were the only one. */
    *alternatives(runs: readonly (() => Steps<Completion>)[], why?: Unknown): Steps<Completion> {
        const results: Path[] = [];
        const newest = newestIdentity();
        for (const run of runs) {
            this.state.open();
            const completion = yield* this.collect(run);
            results.push(...this.close(completion));
        }
        return this.group(results, newest, why);
    }

    /** Takes back the innermost level and returns its paths, all from the moment it was opened. */
    private close(completion: Completion): readonly Path[] {
        const delta = this.state.rollBack();
        return completion.kind === 'split'
            ? completion.paths.map(({ end, delta: later }) => ({
                  end,
                  delta: composed(delta, later),
              }))
            : [{ end: completion, delta }];
    }

    /** Joins the paths that end alike. A single one becomes the present state. */
    group(paths: readonly Path[], newest: number, why?: Unknown): Completion {
        const groups = new Map<unknown, Path[]>();
        for (const path of paths) {
            const key = path.end.kind === 'raise' ? path.end.exception.type : path.end.kind;
            groups.set(key, [...(groups.get(key) ?? []), path]);
        }
        const joined = [...groups.values()].map((group) => this.joinedPath(group, newest, why));
        const [only] = joined;
        if (only !== undefined && joined.length === 1) {
            this.state.apply(only.delta);
            return only.end;
        }
        return { kind: 'split', paths: joined, newest };
    }

    private joinedPath(group: readonly Path[], newest: number, why: Unknown | undefined): Path {
        const delta = this.state.join(
            group.map(({ delta: changes }) => changes),
            newest,
        );
        const end = group
            .map(({ end: one }) => one)
            .reduce((one, other): PathEnd => {
                if (one.kind === 'return' && other.kind === 'return') {
                    return { kind: 'return', value: joinValues(one.value, other.value, why) };
                }
                if (one.kind === 'normal' && other.kind === 'normal' && one.value && other.value) {
                    return { kind: 'normal', value: joinValues(one.value, other.value, why) };
                }
                return one;
            });
        return { end, delta };
    }

    /**
     * The value of a completion in the midst of an expression: the path with a value is followed,
     * those that raise are kept for the end of the step.
     */
    valueOf(completion: Completion): Value {
        if (completion.kind === 'return' || completion.kind === 'normal') {
            return completion.value ?? none;
        }
        const paths: readonly Path[] =
            completion.kind === 'split'
                ? completion.paths
                : [{ end: completion, delta: new Map() }];
        const followed =
            paths.find(({ end }) => end.kind === 'normal' || end.kind === 'return') ?? paths[0];
        if (followed === undefined) {
            throw new Lost('nothing is left to follow', this.places());
        }
        this.leave(paths.filter((path) => path !== followed));
        this.state.apply(followed.delta);
        const { end } = followed;
        switch (end.kind) {
            case 'normal':
            case 'return':
                return end.value ?? none;
            case 'raise':
                throw new Raised(end.exception);
            case 'lost':
                throw end.lost;
            case 'break':
            case 'continue':
                throw new Lost('a loop ends within an expression', this.places());
        }
    }

    private leave(paths: readonly Path[]): void {
        if (paths.length === 0) {
            return;
        }
        if (this.pending === undefined) {
            this.state.open();
            this.pending = [];
        }
        const before = this.state.changes();
        this.pending.push(
            ...paths.map(({ end, delta }) => ({ end, delta: composed(before, delta) })),
        );
    }

    /**
     * Runs a turn any number of times. What a turn changes becomes unknown, until a further turn
     * changes nothing more; then that turn's paths are what can happen.
     */
    *repeat(turn: () => Steps<Completion>, zero: PathEnd): Steps<Completion> {
        for (let turns = 0; ; turns += 1) {
            this.state.open();
            const newest = newestIdentity();
            const completion = yield* this.collect(turn);
            const paths = this.close(completion);
            const again = paths.filter(
                ({ end }) => end.kind === 'normal' || end.kind === 'continue',
            );
            const changed = again.flatMap(({ delta }) =>
                [...delta].filter(
                    ([object, content]) =>
                        (object.identity ?? 0) <= newest && addsTo(object, content),
                ),
            );
            if (changed.length === 0) {
                const ends = paths.map(({ end, delta }): Path => ({
                    end: end.kind === 'continue' ? normal : end,
                    delta,
                }));
                return this.group([{ end: zero, delta: new Map() }, ...ends], newest);
            }
            if (maxTurns < turns) {
                throw new Lost('a loop whose turns are not known never settles', this.places());
            }
            for (const [object, content] of changed) {
                this.widen(object, content);
            }
        }
    }

    private widen(object: Tracked, content: unknown): void {
        this.state.touch(object);
        object.content = object.widenContents(object.content, content);
    }
}

/** Whether a turn leads to something that does not hold before it as well. */
function addsTo(object: Tracked, content: unknown): boolean {
    const joined = object.joinContents(object.content, content);
    return !object.sameContents(object.content, joined);
}

/** How a path ends that throws; whatever is no end of a path is thrown on. */
export function endOf(thrown: unknown): PathEnd {
    if (thrown instanceof Raised) {
        return { kind: 'raise', exception: thrown.exception };
    }
    if (thrown instanceof Lost) {
        return { kind: 'lost', lost: thrown };
    }
    throw thrown;
}
