// Python's own classes, as values: their names and bases. Their methods are put in by the files in
// `types/`, each of which fills the namespace of its class once, when it is loaded.
// A class is called through its member `__new__`, a native function of (class, arguments...) that
// returns the plain value (an Int for `int`); for a class derived from it the interpreter makes an
// Instance whose payload is that value. Mutable classes (list, dict, set) return an empty object
// from `__new__`, and have a native `__init__` of (self, arguments...) that fills self (or its
// payload). Exceptions' `__new__` is the interpreter's.

import { ClassValue, type NativeFunction, type Property, type Value } from './values.js';

function type(name: string, base?: ClassValue, module = 'builtins'): ClassValue {
    const order: ClassValue[] = [];
    const bases = base === undefined ? [] : [base];
    const value = new ClassValue(name, bases, order, module, 'library', undefined);
    order.push(value, ...(base?.order ?? []));
    return value;
}

/** The class `object`, which every other derives from. */
export const objectType = type('object');

const derived = (name: string, base = objectType): ClassValue => type(name, base);

/** Python's own classes by name, but for exceptions and `bool`. */
export const builtinTypes = {
    object: objectType,
    type: derived('type'),
    NoneType: derived('NoneType'),
    NotImplementedType: derived('NotImplementedType'),
    ellipsis: derived('ellipsis'),
    int: derived('int'),
    float: derived('float'),
    complex: derived('complex'),
    str: derived('str'),
    bytes: derived('bytes'),
    bytearray: derived('bytearray'),
    memoryview: derived('memoryview'),
    list: derived('list'),
    tuple: derived('tuple'),
    dict: derived('dict'),
    set: derived('set'),
    frozenset: derived('frozenset'),
    range: derived('range'),
    slice: derived('slice'),
    property: derived('property'),
    staticmethod: derived('staticmethod'),
    classmethod: derived('classmethod'),
    super: derived('super'),
    function: derived('function'),
    method: derived('method'),
    builtin_function_or_method: derived('builtin_function_or_method'),
    module: derived('module'),
    generator: derived('generator'),
    iterator: derived('iterator'),
    dict_keys: derived('dict_keys'),
    dict_values: derived('dict_values'),
    dict_items: derived('dict_items'),
} as const;

/** The class `bool`, which derives from `int`. */
export const boolType = derived('bool', builtinTypes.int);

/** The base that each exception of Python has, as `help(builtins)` draws it. */
const exceptionBases: Readonly<Record<string, string>> = {
    SystemExit: 'BaseException',
    KeyboardInterrupt: 'BaseException',
    GeneratorExit: 'BaseException',
    Exception: 'BaseException',
    StopIteration: 'Exception',
    StopAsyncIteration: 'Exception',
    ArithmeticError: 'Exception',
    FloatingPointError: 'ArithmeticError',
    OverflowError: 'ArithmeticError',
    ZeroDivisionError: 'ArithmeticError',
    AssertionError: 'Exception',
    AttributeError: 'Exception',
    BufferError: 'Exception',
    EOFError: 'Exception',
    ImportError: 'Exception',
    ModuleNotFoundError: 'ImportError',
    LookupError: 'Exception',
    IndexError: 'LookupError',
    KeyError: 'LookupError',
    MemoryError: 'Exception',
    NameError: 'Exception',
    UnboundLocalError: 'NameError',
    OSError: 'Exception',
    BlockingIOError: 'OSError',
    ChildProcessError: 'OSError',
    ConnectionError: 'OSError',
    FileExistsError: 'OSError',
    FileNotFoundError: 'OSError',
    InterruptedError: 'OSError',
    IsADirectoryError: 'OSError',
    NotADirectoryError: 'OSError',
    PermissionError: 'OSError',
    ProcessLookupError: 'OSError',
    TimeoutError: 'OSError',
    ReferenceError: 'Exception',
    RuntimeError: 'Exception',
    NotImplementedError: 'RuntimeError',
    RecursionError: 'RuntimeError',
    SyntaxError: 'Exception',
    IndentationError: 'SyntaxError',
    TabError: 'IndentationError',
    SystemError: 'Exception',
    TypeError: 'Exception',
    ValueError: 'Exception',
    UnicodeError: 'ValueError',
    UnicodeDecodeError: 'UnicodeError',
    UnicodeEncodeError: 'UnicodeError',
    Warning: 'Exception',
    DeprecationWarning: 'Warning',
    PendingDeprecationWarning: 'Warning',
    FutureWarning: 'Warning',
    RuntimeWarning: 'Warning',
    SyntaxWarning: 'Warning',
    UserWarning: 'Warning',
    ImportWarning: 'Warning',
    UnicodeWarning: 'Warning',
    BytesWarning: 'Warning',
    ResourceWarning: 'Warning',
};

const exceptions = new Map<string, ClassValue>([['BaseException', derived('BaseException')]]);
for (const [name, base] of Object.entries(exceptionBases)) {
    exceptions.set(name, derived(name, exceptions.get(base)));
}

/** The classes of Python's own exceptions, by name. */
export const exceptionTypes: ReadonlyMap<string, ClassValue> = exceptions;

/** Puts methods and properties into a class of Python's own. */
export function defineMethods(
    owner: ClassValue,
    members: readonly NativeFunction[],
    others: Readonly<Record<string, Value | Property>> = {},
): void {
    for (const member of members) {
        owner.attributes.content.names.set(member.name, member);
    }
    for (const [name, member] of Object.entries(others)) {
        owner.attributes.content.names.set(name, member);
    }
}
