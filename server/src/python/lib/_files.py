# What open() gives: the text of a file, where the program itself does not change it.
# Defined in CPython 3.11: Lib/_pyio.py.

import _disk
from _python import known, unknown


def open_file(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True,
              opener=None):
    if not known(mode) or any(letter in mode for letter in 'wax+'):
        _disk.change(file)
        return File(file, mode, unknown('the contents of a file that the program changes'))
    text = _disk.read_text(file)
    if 'b' in mode:
        return File(file, mode, text.encode('utf-8'))
    if known(newline) and newline is None:
        text = text.replace('\r\n', '\n').replace('\r', '\n')
    return File(file, mode, text)


class File:
    def __init__(self, name, mode, contents):
        self.name = name
        self.mode = mode
        self.closed = False
        self._rest = contents

    def _lines(self):
        lines = self._rest.splitlines(True)
        # Lines of files end with a newline alone, those of texts with other characters as well.
        if any(known(line) and line[-1:] not in ('\n', b'\n') for line in lines[:-1]):
            return unknown('the lines of a file', 'list')
        return lines

    def read(self, size=-1):
        if size is None or size < 0:
            found, self._rest = self._rest, self._rest[:0]
        else:
            found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def readlines(self, hint=-1):
        lines, self._rest = self._lines(), self._rest[:0]
        return lines

    def readline(self, size=-1):
        lines = self._lines()
        found = lines[0] if lines else self._rest[:0]
        self._rest = self._rest[len(found):]
        return found

    def __iter__(self):
        return iter(self.readlines())

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, text):
        return unknown('how much is written', 'int')

    def writelines(self, lines):
        pass

    def seek(self, offset, whence=0):
        self._rest = unknown('a part of a file')
        return unknown('a place in a file', 'int')

    def tell(self):
        return unknown('a place in a file', 'int')

    def truncate(self, size=None):
        return unknown('a place in a file', 'int')

    def fileno(self):
        return unknown('the number of a file', 'int')

    def isatty(self):
        return unknown('what a file is', 'bool')

    def readable(self):
        return unknown('what a file is', 'bool')

    writable = seekable = readable

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
