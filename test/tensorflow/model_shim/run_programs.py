"""Run programs under CPython against the model of TensorFlow, each in a process of its own.

    python run_programs.py < requests > answers

Requests and answers are lines of JSON: `{"folder", "file", "argv", "environment", "legacy"}` is a
program to run. While it runs it may ask `{"ask": [kind, argument]}` about files, and the next line
of the input is the answer; at the end there is one line `{"done": …}` with what the program did.
"""

import contextlib
import io
import json
import os
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.join(HERE, '..', '..', '..', 'server', 'src', 'tensorflow', 'lib')

sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.abspath(LIBRARY)]

import _ckptmap  # noqa: E402
import restore_hooks  # noqa: E402


def say(answers, message):
    answers.write(json.dumps(message, default=restore_hooks.plain) + '\n')
    answers.flush()


def run(request, requests, answers):
    """Runs one program in this process, and says what it did."""
    os.chdir(request['folder'])
    sys.argv = [request['file']] + request.get('argv', [])
    os.environ.update(request.get('environment') or {})
    sys.path.insert(0, request['folder'])
    path = os.path.join(request['folder'], request['file'])

    def ask(kind, argument):
        say(answers, {'ask': [kind, argument]})
        return json.loads(requests.readline())

    restore_hooks.begin(request['folder'], ask, request.get('legacy', False))
    with open(path, encoding='utf-8') as file:
        source = file.read()
    ends = None
    text = ''
    names = {'__name__': '__main__', '__file__': path}
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(source, path, 'exec'), names)
    except SystemExit as error:
        ends = 'SystemExit' if error.code else None
    except _ckptmap.UnknownCondition as error:
        ends = 'Undecided'
        text = str(error) + traceback.format_exc()
    except BaseException as error:  # pylint: disable=broad-except
        ends = type(error).__name__
        text = traceback.format_exc()
    say(answers, {'done': dict(restore_hooks.trace, ends=ends, text=text,
                                printed=printed.getvalue())})


def main():
    # What a program prints is no answer.
    requests = os.fdopen(os.dup(0), 'r', encoding='utf-8')
    answers = os.fdopen(os.dup(1), 'w', encoding='utf-8')
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)
    import tensorflow  # noqa: F401
    import keras.layers  # noqa: F401
    while True:
        # Without a buffer, so that a child finds its answers where the parent stopped reading.
        line = read_line(requests)
        if not line:
            return
        child = os.fork()
        if child == 0:
            try:
                run(json.loads(line), Lines(requests), answers)
            except BaseException:  # pylint: disable=broad-except
                say(answers, {'done': {'ends': 'Crash', 'text': traceback.format_exc(),
                                       'restores': [], 'asserted': []}})
            os._exit(0)
        os.waitpid(child, 0)


def read_line(file):
    """A line, read byte by byte: nothing after it is taken."""
    parts = []
    while True:
        byte = os.read(file.fileno(), 1)
        if not byte:
            break
        parts.append(byte)
        if byte == b'\n':
            break
    return b''.join(parts).decode()


class Lines:
    """Lines of a file that share nothing with the parent but its position."""

    def __init__(self, file):
        self.file = file

    def readline(self):
        return read_line(self.file)


if __name__ == '__main__':
    main()
