// Modules: Python's own that are modelled, the libraries that are modelled in Python, those of the
// program's folder, and all others, of which nothing is known.

import { surely } from './contents.js';
import { assignModuleName } from './moduleNames.js';
import { bindName, type Frame } from './frame.js';
import type { Machine } from './machine.js';
import { isUnmodelled, nativeModule } from './modules/registry.js';
import type { Completion } from './paths.js';
import { execute } from './statements.js';
import type { Import, ImportFrom, Module } from './syntax/ast.js';
import { scopeOfBody } from './syntax/scopes.js';
import {
    newestIdentity,
    ModuleValue,
    str,
    type Room,
    type Steps,
    type Unknown,
    type Value,
} from './values.js';

/** The text of a module. */
export interface ModuleText {
    /** The path of the file; of a library's module its dotted name in angle brackets. */
    readonly file: string;
    readonly module: Module;
    readonly isPackage: boolean;
    readonly room: Room;
}

/** Modules of Python 2 which 3 does not have: importing one raises, whatever is installed. */
const goneModules = new Set([
    'ConfigParser',
    'Queue',
    'StringIO',
    'cPickle',
    'cStringIO',
    'commands',
    'htmlentitydefs',
    'httplib',
    'itertools.izip',
    'urllib2',
    'urlparse',
    'HTMLParser',
    'Tkinter',
    '__builtin__',
    'exceptions',
    'sets',
    'md5',
    'imp',
    'distutils',
    'asyncore',
]);

/** `import a.b as c`. */
export function* importModules(machine: Machine, frame: Frame, node: Import): Steps<void> {
    for (const { name, asName } of node.names) {
        const module = yield* importModule(machine, name, frame);
        if (asName !== undefined) {
            bindName(machine.state, frame, asName, module);
            continue;
        }
        const [top = name] = name.split('.');
        const bound = top === name ? module : yield* importModule(machine, top, frame);
        bindName(machine.state, frame, top, bound);
    }
}

/** `from module import names`. */
export function* importFrom(machine: Machine, frame: Frame, node: ImportFrom): Steps<void> {
    if (node.module === '__future__') {
        return;
    }
    const name = absoluteName(frame.module, node);
    const module = yield* importModule(machine, name, frame);
    for (const imported of node.names) {
        if (imported.name === '*') {
            importAll(machine, frame, module);
            continue;
        }
        const value = yield* memberOf(machine, module, name, imported.name, frame);
        bindName(machine.state, frame, imported.asName ?? imported.name, value);
    }
}

function absoluteName(module: ModuleValue, { module: written, level }: ImportFrom): string {
    if (level === 0) {
        return written;
    }
    const parts = module.name.split('.');
    const base = parts.slice(0, parts.length - level + (module.isPackage ? 1 : 0));
    return [...base, ...(written === '' ? [] : [written])].join('.');
}

function importAll(machine: Machine, frame: Frame, module: ModuleValue | Unknown): void {
    if (module.kind === 'unknown') {
        // Any name may be one of the module's; reading what is not set here gives an unknown.
        machine.state.touch(frame.locals);
        frame.locals.content = { ...frame.locals.content, rest: module };
        return;
    }
    const { names } = module.attributes.content;
    const listed = names.get('__all__');
    const chosen =
        listed?.kind === 'list' && listed.content.rest === undefined
            ? listed.content.items.flatMap((item) => (item.kind === 'str' ? [item.value] : []))
            : [...names.keys()].filter((name) => !name.startsWith('_'));
    for (const name of chosen) {
        const value = names.get(name);
        if (value !== undefined) {
            bindName(machine.state, frame, name, surely(value));
        }
    }
}

function* memberOf(
    machine: Machine,
    module: ModuleValue | Unknown,
    moduleName: string,
    name: string,
    frame: Frame,
): Steps<Value> {
    if (module.kind === 'unknown') {
        return machine.unknown(`${moduleName}.${name} is not modelled`);
    }
    const own = module.attributes.content.names.get(name);
    if (own !== undefined) {
        return surely(own);
    }
    const submodule = yield* load(machine, `${moduleName}.${name}`, frame.module.room);
    if (submodule !== undefined) {
        return submodule;
    }
    const found = yield* machine.findAttribute(module, name);
    return (
        found ??
        machine.raise(
            'ImportError',
            `cannot import name '${name}' from '${moduleName}' (${module.file})`,
        )
    );
}

/** The module of a dotted name; an unknown value where it is nobody's that we know. */
export function* importModule(
    machine: Machine,
    name: string,
    frame: Frame | undefined,
): Steps<ModuleValue | Unknown> {
    const parts = name.split('.');
    let parent: ModuleValue | Unknown | undefined;
    for (let length = 1; length <= parts.length; length += 1) {
        const dotted = parts.slice(0, length).join('.');
        if (parent?.kind === 'unknown') {
            return machine.unknown(`the module ${name} is neither modelled nor in the workspace`);
        }
        const loaded: ModuleValue | undefined = yield* load(
            machine,
            dotted,
            frame?.module.room ?? 'program',
        );
        if (loaded === undefined) {
            const last = parts[length - 1] ?? '';
            const member: Value | undefined =
                parent === undefined ? undefined : yield* machine.findAttribute(parent, last);
            if (member?.kind === 'module') {
                parent = member;
                continue;
            }
            return missing(machine, dotted, frame);
        }
        if (parent !== undefined) {
            machine.setName(parent.attributes, parts[length - 1] ?? '', loaded);
        }
        parent = loaded;
    }
    return parent ?? missing(machine, name, frame);
}

function missing(machine: Machine, name: string, frame: Frame | undefined): Unknown {
    if (goneModules.has(name)) {
        machine.raise('ModuleNotFoundError', `No module named '${name}'`);
    }
    const unknown = machine.unknown(`the module ${name} is neither modelled nor in the workspace`);
    if (0 < (frame?.tries ?? 0)) {
        // Whether it is installed decides what the program does; both are followed.
        machine.paths.valueOf(mayRaise(machine, name));
    }
    return unknown;
}

/** Two paths: the module is there, or importing it raises. */
function mayRaise(machine: Machine, name: string): Completion {
    const exception = machine.exception('ModuleNotFoundError', `No module named '${name}'`);
    return {
        kind: 'split',
        newest: newestIdentity(),
        paths: [
            { end: { kind: 'normal' }, delta: new Map() },
            { end: { kind: 'raise', exception }, delta: new Map() },
        ],
    };
}

/** A module by its full name, run once; undefined where there is none. */
export function* load(machine: Machine, name: string, room: Room): Steps<ModuleValue | undefined> {
    const ours = machine.libraries.get(name);
    if (ours !== undefined) {
        return ours;
    }
    const known = machine.loaded.content.names.get(name);
    if (known !== undefined) {
        const value = surely(known);
        return value.kind === 'module' ? value : undefined;
    }
    const own = machine.nativeModule(name) ?? nativeModule(name);
    const text = own === undefined ? yield* machine.findModule(name, room) : undefined;
    const native = own ?? (text === undefined && isUnmodelled(name) ? {} : undefined);
    if (native !== undefined) {
        const made = new ModuleValue(name, `<${name}>`, 'library', false);
        for (const [member, value] of Object.entries(native)) {
            made.attributes.content.names.set(member, value);
        }
        assignModuleName(made);
        machine.libraries.set(name, made);
        return made;
    }
    if (text === undefined) {
        return undefined;
    }
    return text.room === 'library'
        ? yield* machine.apart(() => runModule(machine, name, text))
        : yield* runModule(machine, name, text);
}

/** Runs a module's text in a new module. */
export function* runModule(
    machine: Machine,
    name: string,
    { file, module, isPackage, room }: ModuleText,
): Steps<ModuleValue> {
    const made = new ModuleValue(name, file, room, isPackage);
    assignModuleName(made);
    if (room === 'library') {
        machine.libraries.set(name, made);
    } else {
        machine.setName(machine.loaded, name, made);
    }
    const frame = moduleFrame(made, module);
    const completion = yield* machine.within(frame, () =>
        machine.paths.collect(() => execute(machine, frame, module.body)),
    );
    machine.paths.valueOf(completion);
    return made;
}

/** The frame in which a module's statements run. */
export function moduleFrame(module: ModuleValue, node: Module): Frame {
    module.attributes.content.names.set('__file__', str(module.file));
    return {
        kind: 'module',
        module,
        locals: module.attributes,
        enclosing: [],
        scope: { ...scopeOfBody(node), globals: new Set() },
        home: undefined,
        called: undefined,
        classCell: undefined,
        qualifiedPrefix: '',
        node,
        tries: 0,
        loop: undefined,
    };
}
