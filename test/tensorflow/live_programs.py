"""Ask TensorFlow what random programs do, and our evaluator what they would do.

    python test/tensorflow/live_programs.py [--seed N] [--count N] [--only ID] [--keep FOLDER]

Programs that make graphs (model_generator.py) get calls of init_from_checkpoint; programs that
restore objects are those of restore_flows.py; parts of some are made unknown, and these run with
several settings. All run with TensorFlow, then out/test/python/livePrograms.js (compiled before)
evaluates them all and compares. The last line is `N passed, N failed`: none may be wrong.
"""

import argparse
import collections
import concurrent.futures
import contextlib
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE, os.path.join(ROOT, 'server', 'src', 'cli')]

# Of the programs of which all is known, the share that has to be answered exactly: who claims
# nothing is never wrong. Held to where there are enough of them.
EXACT = {'graph, all known': 0.9, 'restore, all known': 0.55}
ENOUGH = 50

# Of the programs, the share that restores objects, and the share with parts made unknown.
RESTORES = 0.4
UNKNOWN = 0.3

_oracle = None


def graph_oracle():
    """This process's TensorFlow, which never runs anything but in forks."""
    global _oracle
    if _oracle is None:
        from program_oracle import GraphOracle
        _oracle = GraphOracle()
    return _oracle


def make_world(arguments):
    """Writes one program with its files, and runs it: the answer, or why there is none."""
    seed, number, parent = arguments
    rng = random.Random('live programs %d %d' % (seed, number))
    identity = '%d-%d' % (seed, number)
    folder = os.path.join(parent, 'w%d' % number)
    os.makedirs(folder)
    try:
        oracle = graph_oracle()
        make = make_restore if rng.random() < RESTORES else make_graph
        answer = make(oracle, rng, seed, number, folder)
    except Exception:  # pylint: disable=broad-except
        answer = {'broken': traceback.format_exc()}
    return dict(answer, id=identity, folder=folder)


def make_graph(oracle, rng, seed, number, folder):
    import model_generator
    import program_changes as changes
    text, _ = model_generator.program(seed, number)
    first = ask(oracle, folder, text, {})
    hides = rng.random() < UNKNOWN
    line = first['endsAt']
    if line is not None and (hides or rng.random() < 0.7):
        text = changes.cut(text, line)
        first = ask(oracle, folder, text, {})
        line = first['endsAt']
    if rng.random() < 0.9:
        text, tensors = changes.with_calls(rng, text, first['variables'], line)
        oracle.write(folder, changes.CHECKPOINT, tensors)
    settings = [{}]
    if hides:
        text, settings = changes.hidden(rng, text)
    runs = []
    for setting in settings:
        with Raising(os.path.join(folder, 'train.py')) as raising:
            runs.append(dict(ask(oracle, folder, text, setting), setting=setting))
        runs[-1]['caught'] = raising.seen()
    return {'kind': 'graph', 'file': 'train.py', 'knowable': not hides, 'runs': runs}


def ask(oracle, folder, text, setting):
    write(folder, 'train.py', text)
    answer = oracle.run(folder, 'train.py', setting)
    if 'broken' in answer:
        raise AssertionError(answer['broken'])
    return answer


def make_restore(oracle, rng, seed, number, folder):
    import program_changes as changes
    import restore_flows
    import restore_oracle
    saving, restoring = restore_flows.make('live %d-%d' % (seed, number))
    if saving is not None:
        write(folder, 'save.py', saving)
        restore_oracle.run(folder, 'save.py', record=False)
    settings = [{}]
    hides = rng.random() < UNKNOWN
    if hides:
        restoring, settings = changes.hidden(rng, restoring)
    write(folder, 'restore.py', restoring)
    runs = []
    for setting in settings:
        with tempfile.TemporaryDirectory() as place:
            copy = os.path.join(place, 'copy')
            shutil.copytree(folder, copy)
            with set_as(setting), Raising(os.path.join(copy, 'restore.py')) as raising:
                run = restore_oracle.run(copy, 'restore.py')
        if run['ends'] in ('Crash', 'Died'):
            raise AssertionError(run['text'])
        runs.append({'setting': setting, 'ends': run['ends'], 'restores': run['restores'],
                     'caught': raising.seen()})
    return {'kind': 'restore', 'file': 'restore.py', 'knowable': not hides, 'runs': runs}


class Raising:
    """Sees whether a program, in a fork, raises elsewhere than in a call that loads or restores."""

    CALLS = {'called', 'wrapped', 'check'}

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.reading, self.writing = os.pipe()
        sys.settrace(self._frame)
        return self

    def __exit__(self, *_):
        sys.settrace(None)
        os.close(self.writing)

    def seen(self):
        with os.fdopen(self.reading, 'rb') as stream:
            return stream.read() != b''

    def _frame(self, frame, event, _):
        if frame.f_code.co_filename != self.path:
            return None
        frame.f_trace_lines = False
        return self._event

    def _event(self, frame, event, argument):
        if event == 'exception' and frame.f_code.co_name not in self.CALLS and not issubclass(
                argument[0], (StopIteration, GeneratorExit)):
            names = set()
            at = argument[2]
            while at is not None:
                names.add(at.tb_frame.f_code.co_name)
                at = at.tb_next
            if not names & self.CALLS:
                os.write(self.writing, b'x')
        return self._event


class set_as:
    """This process's environment and arguments, which its forks inherit, as a setting says."""

    def __init__(self, setting):
        self.setting = setting

    def __enter__(self):
        self.before = dict(os.environ), list(sys.argv)
        os.environ.update(self.setting.get('env', {}))
        sys.argv[1:] = self.setting.get('argv', [])

    def __exit__(self, *_):
        environment, sys.argv[:] = self.before
        for name in set(os.environ) - set(environment):
            del os.environ[name]


def write(folder, name, text):
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as stream:
        stream.write(text)


def evaluate(files):
    """Has Node compare the files of answers, all at once: how many are not wrong, and are."""
    script = os.path.join(ROOT, 'out', 'test', 'python', 'livePrograms.js')
    processes = [subprocess.Popen(['node', script, file], cwd=ROOT, stdout=subprocess.PIPE,
                                  text=True) for file in files if os.path.getsize(file)]
    sums = collections.defaultdict(collections.Counter)
    for process in processes:
        output, _ = process.communicate()
        *lines, last = output.rstrip('\n').split('\n')
        print(''.join(line + '\n' for line in lines), end='')
        try:
            tally = json.loads(last)
        except ValueError:
            sys.exit('live_programs: %s ended with %d and no counts: %s' % (
                script, process.returncode, last))
        for group, counts in tally.items():
            sums[group].update(counts)
    for group, counts in sorted(sums.items()):
        print('%s: %d exact, %d unknown, %d wrong, %d raise on what is unknown' % (
            group, counts['exact'], counts['unknown'], counts['wrong'], counts['beyond']))
    wrong = sum(counts['wrong'] for counts in sums.values())
    passed = sum(sum(counts.values()) for counts in sums.values()) - wrong
    for group, share in EXACT.items():
        total = sum(sums[group].values())
        if total >= ENOUGH and sums[group]['exact'] < share * total:
            print('%s: fewer than %d %% are exact' % (group, 100 * share))
            wrong += 1
    return passed, wrong


def main():
    today = int(time.strftime('%Y%m%d', time.gmtime()))
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--seed', type=int, default=today)
    parser.add_argument('--count', type=int, default=500)
    parser.add_argument('--only', type=int)
    parser.add_argument('--keep', help='leave the programs and the answers in this folder')
    parser.add_argument('--workers', type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    print('seed %d, %d programs: `--seed %d --only I` runs program I again' % (
        options.seed, options.count, options.seed), flush=True)
    start = time.time()
    parent = options.keep or tempfile.mkdtemp(prefix='ckptmap-programs-')
    os.makedirs(parent, exist_ok=True)
    numbers = range(options.count) if options.only is None else [options.only]
    work = [(options.seed, number, parent) for number in numbers]
    broken = 0
    files = [os.path.join(parent, 'answers-%d.jsonl' % index) for index in range(options.workers)]
    context = multiprocessing.get_context('spawn')
    with concurrent.futures.ProcessPoolExecutor(options.workers, mp_context=context) as pool:
        with contextlib.ExitStack() as stack:
            streams = [stack.enter_context(open(file, 'w', encoding='utf-8')) for file in files]
            for index, answer in enumerate(pool.map(make_world, work, chunksize=4)):
                if 'broken' in answer:
                    broken += 1
                    print('%s: %s' % (answer['id'], answer['broken']), flush=True)
                else:
                    streams[index % len(streams)].write(json.dumps(answer) + '\n')
    print('TensorFlow ran the programs in %d s' % (time.time() - start), flush=True)
    start = time.time()
    passed, failed = evaluate(files)
    print('evaluated in %d s' % (time.time() - start))
    if options.keep is None:
        shutil.rmtree(parent)
    print('%d passed, %d failed' % (passed, failed + broken))
    sys.exit(1 if failed or broken or not passed else 0)


if __name__ == '__main__':
    main()
