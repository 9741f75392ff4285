// Values of Python, as far as a map can hold them: what yaml.safe_load and json.load return, and
// the objects that a program can put into a map.
// Nothing here knows YAML, JSON or TensorFlow; see pythonRepr.ts for repr() and pythonOrder.ts for `<`.

/** A value of Python. `type` is the class's name, as Python's messages print it. */
export type PythonValue =
    | { readonly type: 'str'; readonly value: string }
    | { readonly type: 'int'; readonly value: bigint }
    | { readonly type: 'float'; readonly value: number }
    | { readonly type: 'bool'; readonly value: boolean }
    | { readonly type: 'NoneType' }
    | { readonly type: 'bytes'; readonly value: Uint8Array }
    | { readonly type: 'date'; readonly year: number; readonly month: number; readonly day: number }
    | PythonDatetime
    | PythonObject
    | { readonly type: 'list'; readonly items: readonly PythonValue[] }
    | { readonly type: 'tuple'; readonly items: readonly PythonValue[] }
    | { readonly type: 'set'; readonly items: readonly PythonValue[] }
    | { readonly type: 'dict'; readonly items: readonly (readonly [PythonValue, PythonValue])[] };

/** A `datetime.datetime`; `utcOffset` in minutes where it is aware of a zone, else undefined. */
export interface PythonDatetime {
    readonly type: 'datetime';
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly hour: number;
    readonly minute: number;
    readonly second: number;
    readonly microsecond: number;
    readonly utcOffset: number | undefined;
}

/** An object of a program: all that is known of it here is what Python prints. */
export interface PythonObject {
    readonly type: 'object';
    /** The class's name, as messages print it. */
    readonly className: string;
    /** What `repr` gives. */
    readonly text: string;
    /** Told apart from every other object of the program. */
    readonly identity: number;
}
