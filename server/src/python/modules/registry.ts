// Python's own modules that are written in TypeScript, by dotted name.

import { builtinNames } from '../builtinFunctions.js';
import type { Value } from '../values.js';
import { noDiskMembers } from './disk.js';
import { helperMembers } from './helpers.js';
import { itertoolsMembers } from './itertools.js';
import { jsonMembers } from './json.js';
import { mathMembers } from './math.js';
import { regexMembers } from './regexModule.js';

/** Each makes its members anew, as a program may change what they hold. */
const modules: ReadonlyMap<string, () => Readonly<Record<string, Value>>> = new Map([
    ['_disk', noDiskMembers],
    ['_python', helperMembers],
    ['builtins', () => Object.fromEntries(builtinNames())],
    ['itertools', itertoolsMembers],
    ['json', jsonMembers],
    ['math', mathMembers],
    ['re', regexMembers],
]);

/** Modules of Python's library that exist, and of which nothing is modelled. */
const unmodelled = new Set(
    (
        'array ast asyncio atexit base64 binascii builtins bz2 calendar cmath codecs concurrent ' +
        'configparser copyreg csv ctypes datetime decimal difflib dis email fcntl filecmp fnmatch ' +
        'fractions ftplib gc getopt getpass glob gzip hashlib hmac html http imaplib importlib ' +
        'inspect io ipaddress keyword linecache locale lzma mimetypes mmap multiprocessing ' +
        'optparse pdb pickle pkgutil platform plistlib pprint profile pstats pty queue resource ' +
        'runpy sched secrets select shelve shlex shutil signal site smtplib socket socketserver ' +
        'sqlite3 ssl stat statistics struct subprocess sysconfig syslog tarfile tempfile ' +
        'termios threading timeit tkinter token tokenize trace traceback tracemalloc turtle ' +
        'unicodedata unittest urllib uuid venv wave weakref webbrowser xml xmlrpc zipfile ' +
        'zipimport zlib zoneinfo ' +
        'concurrent.futures email.mime email.mime.text http.client http.server html.parser ' +
        'importlib.metadata importlib.resources importlib.util logging.config ' +
        'logging.handlers multiprocessing.pool multiprocessing.dummy unittest.mock ' +
        'urllib.error urllib.parse urllib.request xml.dom xml.dom.minidom xml.etree ' +
        'xml.etree.ElementTree ctypes.util json.decoder json.encoder'
    ).split(' '),
);

/** Whether Python has a module of this name that is not modelled here: importing it succeeds. */
export function isUnmodelled(name: string): boolean {
    return unmodelled.has(name);
}

/** The members of a module of Python's own; undefined where it is not one of these. */
export function nativeModule(name: string): Readonly<Record<string, Value>> | undefined {
    return modules.get(name)?.();
}
