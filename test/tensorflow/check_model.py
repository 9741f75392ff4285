"""Compare the model of TensorFlow's API with TensorFlow itself.

    python test/tensorflow/check_model.py [--seed N] [--count N] [--only NAME] [--verbose]

The model is the Python below server/src/tensorflow/lib; here CPython runs it. Programs from the
conformance collection (in $CKPTMAP_SHARED, whose answers are recorded; not run without it) and
random ones (answered by the real TensorFlow in another process) must make the same variables, in
order and in every field, and raise the same exceptions. The last line is `N passed, N failed`.
"""

import argparse
import concurrent.futures
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import model_generator  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.join(HERE, '..', '..', 'server', 'src', 'tensorflow', 'lib')
FIELDS = ('name', 'shape', 'dtype', 'kind', 'trainable', 'storeKey', 'partition')


class Runner:
    """A process that runs programs one after another, each in a fork of its own."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, '-B', os.path.join(HERE, 'model_programs.py'), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + '\n')
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if 'broken' in answer:
            raise AssertionError(answer['broken'])
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def normal(variable):
    """A variable's fields, as the files of variables spell them."""
    fields = {name: variable.get(name) for name in FIELDS}
    if 'storeKey' not in variable:
        fields['storeKey'] = variable['name']
    partition = variable.get('partition')
    if isinstance(partition, dict):
        partition = [partition[name] for name in ('fullName', 'fullShape', 'offset', 'shape')]
    fields['partition'] = None if partition is None else list(partition)
    return fields


def difference(found, expected):
    """The first difference of two lists of variables, in words; None where there is none."""
    for index, (one, other) in enumerate(zip(found, expected)):
        one, other = normal(one), normal(other)
        if one != other:
            return 'variable %d: the model has %s, TensorFlow %s' % (
                index, {k: v for k, v in one.items() if v != other[k] or k == 'name'},
                {k: v for k, v in other.items() if v != one[k] or k == 'name'})
    if len(found) != len(expected):
        longer = found if len(found) > len(expected) else expected
        return 'the model makes %d variables, TensorFlow %d; the next is %s' % (
            len(found), len(expected), longer[min(len(found), len(expected))]['name'])
    return None


def same_text(found, expected):
    """Whether two messages agree where the model knows the text (a zero character hides some)."""
    if '\x00' not in found:
        return found == expected
    parts = found.split('\x00')
    if not expected.startswith(parts[0]) or not expected.endswith(parts[-1]):
        return False
    place = 0
    for part in parts:
        place = expected.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def raised_differently(found, expected):
    """In words, how the exception that ended a program differs; None where it does not."""
    if found is None and expected is None:
        return None
    if found is None or expected is None:
        return 'the model ends with %s, TensorFlow with %s' % (shown(found), shown(expected))
    if found['type'] != expected['type'] or not same_text(found['message'], expected['message']):
        return 'the model raises %s\n    TensorFlow %s' % (shown(found), shown(expected))
    return None


# How operations refuse operands. The model says this of variables and initializers; of other
# operations it knows shapes, and does not claim that it knows every such refusal.
REFUSED = re.compile(
    r"\{\{node |^Input '|^Value passed to parameter|^Expected (binary|\w+, but)|"
    r'Tensor conversion requested')


def is_beyond(expected, found):
    """Whether TensorFlow stopped at an operand, and the model had made just the same until then."""
    raised = expected['raises']
    if raised is None or not REFUSED.search(raised['message']):
        return False
    made = expected['variables']
    return difference(found['variables'][:len(made)], made) is None


def shown(raised):
    return 'nothing' if raised is None else '%s: %s' % (raised['type'], raised['message'])


class Report:
    def __init__(self, verbose):
        self.passed = 0
        self.failed = 0
        self.undecided = 0
        self.beyond = 0
        self.verbose = verbose

    def add(self, name, problem, trace=''):
        if problem is None:
            self.passed += 1
            return
        self.failed += 1
        print('%s: %s' % (name, problem))
        if self.verbose and trace:
            print(trace)


def check_collection(folder, model, describer, report, only):
    """The programs of the conformance collection, against their recorded answers."""
    for answer_path in sorted(glob.glob(os.path.join(folder, '*', 'answer.json'))):
        # A process that runs in a folder sees it by its real path, whatever links led there.
        here = os.path.realpath(os.path.dirname(answer_path))
        name = os.path.basename(here)
        if only and name != only:
            continue
        with open(answer_path, encoding='utf-8') as stream:
            answer = json.load(stream)
        if len(answer['runs']) != 1 or answer['runs'][0]['setting']:
            continue
        run = answer['runs'][0]
        arguments = [call['checkpoint'].replace('$HERE', here) for call in run['calls']
                     if isinstance(call['checkpoint'], str)] + ['ckpt']
        described = describer.ask(folder=here, paths=sorted(set(arguments)))
        absolute = {os.path.abspath(os.path.join(here, path)): found
                    for path, found in described.items()}
        found = model.ask(file=os.path.join(here, answer['file']), folder=here,
                          legacy='layers' in answer['features'], described=absolute)
        raised = found['raises']
        if raised is not None and raised['type'] == 'UnknownCondition':
            report.undecided += 1
            continue
        report.add(name, difference(found['variables'], run['variables'])
                   or calls_differ(found['calls'], run['calls'])
                   or ends_differ(raised, run), (raised or {}).get('trace', ''))


def calls_differ(found, expected):
    if len(found) != len(expected):
        return 'the model sees %d calls of init_from_checkpoint, TensorFlow %d' % (
            len(found), len(expected))
    for one, other in zip(found, expected):
        error = one['error'] and one['error'][0]
        wanted = other['error'] and other['error']['type'] if other['outcome'] == 'raises' else None
        if error != wanted:
            return 'a call raises %s in the model, %s in TensorFlow' % (one['error'],
                                                                        other['error'])
    return None


def ends_differ(raised, run):
    expected = run['ends']
    if expected is None:
        in_call = any(call['outcome'] == 'raises' and not call.get('caught')
                      for call in run['calls'])
        if raised is not None and not in_call:
            return 'the model ends with %s' % shown(raised)
        return None
    kind = expected['type'] if isinstance(expected, dict) else expected
    if raised is None or raised['type'] != kind:
        return 'the model ends with %s, TensorFlow with %s' % (shown(raised), expected)
    return None


def check_random(seed, count, report, only):
    """Programs of the generator, against TensorFlow's answers now; two run at a time."""
    folder = tempfile.mkdtemp(prefix='ckptmap-model-')
    numbers = [index for index in range(count) if only is None or only == str(index)]
    try:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            halves = [pool.submit(compare_random, seed, numbers[start::2], folder, report)
                      for start in (0, 1)]
            for half in halves:
                half.result()
    finally:
        shutil.rmtree(folder)


def compare_random(seed, numbers, folder, report):
    """Runs programs of these numbers with the model and with TensorFlow."""
    model = Runner('model', os.path.abspath(LIBRARY))
    real = Runner('real')
    for index in numbers:
        path = os.path.join(folder, 'p%d.py' % index)
        source, legacy = model_generator.program(seed, index)
        with open(path, 'w', encoding='utf-8') as stream:
            stream.write(source)
        expected = real.ask(file=path, folder=folder, legacy=legacy)
        found = model.ask(file=path, folder=folder, legacy=legacy)
        raised = found['raises']
        if raised is not None and raised['type'] == 'UnknownCondition':
            report.undecided += 1
            continue
        problem = difference(found['variables'], expected['variables'])
        ends = raised_differently(raised, expected['raises'])
        problem = '%s\n    %s' % (problem, ends) if problem and ends else problem or ends
        if problem and is_beyond(expected, found):
            report.beyond += 1
            print('random %d/%d ends in TensorFlow with an operand that an operation refuses: %s'
                  % (seed, index, shown(expected['raises'])))
            continue
        report.add('random %d/%d' % (seed, index), problem,
                   '%s\n%s' % (source, (raised or {}).get('trace', '')))
    model.close()
    real.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=500)
    parser.add_argument('--only')
    parser.add_argument('--verbose', action='store_true')
    parser.add_argument('--no-random', action='store_true')
    parser.add_argument('--no-collection', action='store_true')
    options = parser.parse_args()
    report = Report(options.verbose)
    model = Runner('model', os.path.abspath(LIBRARY))
    describer = Runner('describe')
    shared = os.environ.get('CKPTMAP_SHARED')
    if not shared:
        print('CKPTMAP_SHARED is not set: the collection of programs is not run')
    elif not options.no_collection:
        check_collection(os.path.join(shared, 'conformance', 'python'), model, describer, report,
                         options.only)
    model.close()
    describer.close()
    if not options.no_random:
        print('seed %d, %d programs' % (options.seed, options.count))
        check_random(options.seed, options.count, report, options.only)
    # These are few; if they were many, the generator would say little about the model.
    if options.count < 50 * report.beyond and 4 < report.beyond:
        report.add('operands', '%d of %d programs end with refused operands' % (
            report.beyond, options.count))
    print('%d end with operands that operations refuse' % report.beyond)
    print('%d undecided, as they hang on what is not known' % report.undecided)
    print('%d passed, %d failed' % (report.passed, report.failed))
    sys.exit(1 if report.failed or not report.passed else 0)


if __name__ == '__main__':
    main()
