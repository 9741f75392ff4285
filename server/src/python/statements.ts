// Statements: each kind of node, executed in a frame. A block goes on with the paths that end
// normally; loops, `try` and `with` say what becomes of the others.

import { assign } from './assign.js';
import { valueAtOnce } from './atOnce.js';
import { defineClass } from './classes.js';
import { evaluate } from './expressions.js';
import { bindName, unbindName, type Frame } from './frame.js';
import { makeFunction } from './functions.js';
import { importFrom, importModules } from './imports.js';
import { runFor, runWhile } from './loops.js';
import type { Machine } from './machine.js';
import { runMatch } from './matching.js';
import { inPlace } from './operators.js';
import { endOf, normal, type Completion } from './paths.js';
import { refine } from './refine.js';
import { deleteItem, getItem, setItem } from './subscripts.js';
import { raiseStatement, runTry } from './exceptions.js';
import { runWith } from './withStatement.js';
import type { AnnAssign, AugAssign, FunctionDef, If, Statement, Assert } from './syntax/ast.js';
import type { AssignmentTarget, Expression } from './syntax/expressions.js';
import { truthAtOnce } from './truth.js';
import { Dict, none, str, type Steps, type Value } from './values.js';

/** The statements with paths of their own. */
type Compound = 'If' | 'For' | 'While' | 'Try' | 'With' | 'Match' | 'Raise' | 'Assert' | 'ClassDef';

/** Runs statements one after the other. */
export function* execute(
    machine: Machine,
    frame: Frame,
    body: readonly Statement[],
    start = 0,
): Steps<Completion> {
    const { paths } = machine;
    for (let index = start; index < body.length; index += 1) {
        const statement = body[index];
        if (statement === undefined) {
            break;
        }
        const step = paths.begin();
        let completion: Completion;
        try {
            machine.step();
            if (machine.isDue) {
                yield* machine.breathe();
            }
            frame.node = statement;
            completion =
                statementAtOnce(machine, frame, statement) ??
                (yield* statementOf(machine, frame, statement));
        } catch (thrown) {
            completion = endOf(thrown);
        }
        if (completion.kind === 'raise' && !machine.raisedAt.has(completion.exception)) {
            machine.raisedAt.set(completion.exception, machine.place());
        }
        completion = paths.end(step, completion);
        if (completion.kind === 'split') {
            return yield* paths.bind(
                completion,
                ({ kind }) => kind === 'normal',
                () => execute(machine, frame, body, index + 1),
            );
        }
        if (completion.kind !== 'normal') {
            return completion;
        }
    }
    return normal;
}

/** What a statement does that has to wait for nothing; undefined where it may have to. */
function statementAtOnce(machine: Machine, frame: Frame, node: Statement): Completion | undefined {
    switch (node.kind) {
        case 'ExpressionStatement':
            return valueAtOnce(machine, frame, node.value) && normal;
        case 'Assign': {
            const [target, another] = node.targets;
            if (target?.kind !== 'Name' || another !== undefined) {
                return undefined;
            }
            const value = valueAtOnce(machine, frame, node.value);
            if (value === undefined) {
                return undefined;
            }
            bindName(machine.state, frame, target.name, value);
            return normal;
        }
        case 'Return': {
            const value = node.value === undefined ? none : valueAtOnce(machine, frame, node.value);
            return value && { kind: 'return', value };
        }
        default:
            return undefined;
    }
}

function statementOf(machine: Machine, frame: Frame, node: Statement): Steps<Completion> {
    switch (node.kind) {
        case 'If':
            return runIf(machine, frame, node);
        case 'For':
            return runFor(machine, frame, node);
        case 'While':
            return runWhile(machine, frame, node);
        case 'Try':
            return runTry(machine, frame, node);
        case 'With':
            return runWith(machine, frame, node, 0);
        case 'Match':
            return runMatch(machine, frame, node);
        case 'Raise':
            return raiseStatement(machine, frame, node);
        case 'Assert':
            return assertion(machine, frame, node);
        case 'ClassDef':
            return defineClass(machine, frame, node);
        default:
            return simpleStatement(machine, frame, node);
    }
}

/** A statement that ends normally, returns or raises. */
function* simpleStatement(
    machine: Machine,
    frame: Frame,
    node: Exclude<Statement, { kind: Compound }>,
): Steps<Completion> {
    switch (node.kind) {
        case 'ExpressionStatement':
            yield* evaluate(machine, frame, node.value);
            return normal;
        case 'Assign': {
            const value = yield* evaluate(machine, frame, node.value);
            for (const target of node.targets) {
                yield* assign(machine, frame, target, value);
            }
            return normal;
        }
        case 'AugAssign':
            yield* augmented(machine, frame, node);
            return normal;
        case 'AnnAssign':
            yield* annotated(machine, frame, node);
            return normal;
        case 'FunctionDef':
            yield* define(machine, frame, node);
            return normal;
        case 'Return': {
            const value =
                node.value === undefined ? none : yield* evaluate(machine, frame, node.value);
            return { kind: 'return', value };
        }
        case 'Import':
            yield* importModules(machine, frame, node);
            return normal;
        case 'ImportFrom':
            yield* importFrom(machine, frame, node);
            return normal;
        case 'Delete':
            for (const target of node.targets) {
                yield* unbind(machine, frame, target);
            }
            return normal;
        case 'TypeAlias':
            bindName(machine.state, frame, node.name, machine.unknown('a type alias'));
            return normal;
        case 'Break':
            return { kind: 'break' };
        case 'Continue':
            return { kind: 'continue' };
        case 'Global':
        case 'Nonlocal':
        case 'Pass':
            return normal;
        case 'Invalid':
            return machine.lose('this is no Python');
    }
}

function* runIf(machine: Machine, frame: Frame, node: If): Steps<Completion> {
    const test =
        valueAtOnce(machine, frame, node.test) ?? (yield* evaluate(machine, frame, node.test));
    const truth = truthAtOnce(test) ?? (yield* machine.truth(test));
    if (typeof truth === 'boolean') {
        const body = truth ? node.body : node.orElse;
        return body.length === 0 ? normal : yield* execute(machine, frame, body);
    }
    return yield* machine.paths.alternatives(
        [true, false].map(
            (holds) =>
                function* () {
                    refine(machine, frame, node.test, holds);
                    return yield* execute(machine, frame, holds ? node.body : node.orElse);
                },
        ),
        truth,
    );
}

function* assertion(machine: Machine, frame: Frame, node: Assert): Steps<Completion> {
    const truth = yield* machine.truth(yield* evaluate(machine, frame, node.test));
    if (truth === true) {
        return normal;
    }
    const fail = function* (): Steps<Completion> {
        const message =
            node.message === undefined ? [] : [yield* evaluate(machine, frame, node.message)];
        const exception = yield* machine.call(machine.exceptionType('AssertionError'), message);
        return exception.kind === 'instance' ? { kind: 'raise', exception } : normal;
    };
    if (truth === false) {
        return yield* fail();
    }
    return yield* machine.paths.alternatives(
        [
            function* () {
                refine(machine, frame, node.test, true);
                return normal;
            },
            fail,
        ],
        truth,
    );
}

function* augmented(machine: Machine, frame: Frame, node: AugAssign): Steps<void> {
    const { target } = node;
    switch (target.kind) {
        case 'Name': {
            const before = yield* evaluate(machine, frame, target);
            const value = yield* evaluate(machine, frame, node.value);
            frame.node = node;
            bindName(
                machine.state,
                frame,
                target.name,
                yield* inPlace(machine, node.operator, before, value),
            );
            return;
        }
        case 'Attribute': {
            const object = yield* evaluate(machine, frame, target.value);
            const before = yield* machine.getAttribute(object, target.name);
            const value = yield* evaluate(machine, frame, node.value);
            frame.node = node;
            const after = yield* inPlace(machine, node.operator, before, value);
            yield* machine.setAttribute(object, target.name, after);
            return;
        }
        case 'Subscript': {
            const object = yield* evaluate(machine, frame, target.value);
            const index = yield* evaluate(machine, frame, target.index);
            const before = yield* getItem(machine, object, index);
            const value = yield* evaluate(machine, frame, node.value);
            frame.node = node;
            yield* setItem(
                machine,
                object,
                index,
                yield* inPlace(machine, node.operator, before, value),
            );
            return;
        }
        case 'Invalid':
            machine.lose('this is no Python');
    }
}

function* annotated(machine: Machine, frame: Frame, node: AnnAssign): Steps<void> {
    if (node.value !== undefined) {
        yield* assign(machine, frame, node.target, yield* evaluate(machine, frame, node.value));
    }
    if (frame.kind !== 'class' || node.target.kind !== 'Name' || !node.simple) {
        return;
    }
    const { names } = frame.locals.content;
    const known = names.get('__annotations__');
    const annotations = known?.kind === 'dict' ? known : new Dict({ entries: new Map() });
    bindName(machine.state, frame, '__annotations__', annotations);
    const { name } = node.target;
    machine.state.touch(annotations);
    annotations.content.entries.set(`s:${name}`, {
        key: str(name),
        value: yield* annotationOf(machine, frame, node.annotation),
    });
}

/** The value of an annotation, whose failure does not matter. */
function* annotationOf(machine: Machine, frame: Frame, annotation: Expression): Steps<Value> {
    const completion = yield* machine.paths.collect(function* () {
        return { kind: 'normal', value: yield* evaluate(machine, frame, annotation) };
    });
    return completion.kind === 'normal' && completion.value !== undefined
        ? completion.value
        : machine.unknown('an annotation');
}

function* define(machine: Machine, frame: Frame, node: FunctionDef): Steps<void> {
    const decorators = [];
    for (const decorator of node.decorators) {
        decorators.push({ decorator, value: yield* evaluate(machine, frame, decorator) });
    }
    let value = yield* asValue(machine, frame, node);
    for (const { decorator, value: decorate } of decorators.reverse()) {
        frame.node = decorator;
        value = yield* machine.call(decorate, [value]);
    }
    bindName(machine.state, frame, node.name, value);
}

function* asValue(machine: Machine, frame: Frame, node: FunctionDef): Steps<Value> {
    return yield* makeFunction(machine, frame, node, node.name);
}

function* unbind(machine: Machine, frame: Frame, target: AssignmentTarget): Steps<void> {
    switch (target.kind) {
        case 'Name':
            if (!unbindName(machine.state, frame, target.name)) {
                machine.raise('NameError', `name '${target.name}' is not defined`);
            }
            return;
        case 'Attribute':
            yield* machine.deleteAttribute(
                yield* evaluate(machine, frame, target.value),
                target.name,
            );
            return;
        case 'Subscript': {
            const object = yield* evaluate(machine, frame, target.value);
            yield* deleteItem(machine, object, yield* evaluate(machine, frame, target.index));
            return;
        }
        case 'List':
        case 'Tuple':
            for (const element of target.elements) {
                yield* unbind(machine, frame, element as AssignmentTarget);
            }
            return;
        case 'Starred':
        case 'Invalid':
            machine.lose('this is no Python');
    }
}
