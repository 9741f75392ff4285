"""Compare the model of object-based checkpoints and Keras with TensorFlow, program by program.

    CKPTMAP_SHARED=FOLDER python test/tensorflow/check_restores.py [--seed N] [--count N]
        [--random-only] [--verbose] [NAME ...]

The programs of the collection in $CKPTMAP_SHARED are run under CPython against the model in
`server/src/tensorflow/lib`; what it says of each restore must be what TensorFlow did. Then programs
are made at random (`restore_flows.py`) and run with both, and what they print is compared too. A
program of a seed is made again by that seed and its number. The last line is `N passed, 0 failed`.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')

import restore_compare  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))


class Model:
    """The process that runs programs against the model."""

    def __init__(self):
        environment = {name: value for name, value in os.environ.items() if name != 'PYTHONPATH'}
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, 'model_shim', 'run_programs.py')],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def run(self, folder, file, setting=None, legacy=False):
        """What a program did, as the shim recorded it."""
        import restore_files
        setting = setting or {}
        self._say({'folder': os.path.abspath(folder), 'file': file,
                   'argv': setting.get('argv', []), 'environment': setting.get('env', {}),
                   'legacy': legacy})
        while True:
            message = json.loads(self.process.stdout.readline())
            if 'done' in message:
                return message['done']
            self._say(restore_files.answer(*message['ask']))

    def _say(self, message):
        self.process.stdin.write((json.dumps(message) + '\n').encode())
        self.process.stdin.flush()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def check_run(model, folder, file, run):
    """What is wrong with one run of one program: a list of texts."""
    done = model.run(folder, file, run.get('setting'))
    wrong = []
    said = [restore_compare.as_answer(each, folder) for each in done['restores']]
    for index in range(max(len(said), len(run['restores']))):
        if index >= len(said):
            wrong.append('restore %d is not said' % index)
        elif index >= len(run['restores']):
            wrong.append('restore %d does not happen: %s' % (index, said[index]['at']))
        else:
            at = said[index]['at']
            own = run['restores'][index]['at']
            if at is None or (at['line'], at['character']) != (own['line'], own['character']):
                wrong.append('restore %d is at %s, said at %s' % (index, own, at))
            found = restore_compare.differences(said[index], run['restores'][index], folder)
            wrong.extend('restore %d: %s' % (index, text) for text in found)
    if 'printed' in run and not prints_the_same(done['printed'], run['printed']):
        wrong.append('prints %r, said %r' % (run['printed'], done['printed']))
    if done['ends'] != run['ends']:
        wrong.append('ends with %s, said %s\n%s' % (run['ends'], done['ends'], done['text']))
    return wrong


def prints_the_same(said, printed):
    """Whether what the model prints is what TensorFlow prints, but for what it leaves open."""
    pattern = re.escape(said).replace(re.escape('\x00'), '.*')
    return re.fullmatch(pattern, printed) is not None


def check_collection(model, folder, names):
    passed = failed = 0
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name, 'answer.json')
        if not os.path.exists(path) or names and name not in names:
            continue
        with open(path, encoding='utf-8') as file:
            answer = json.load(file)
        for run in answer['runs']:
            wrong = check_run(model, os.path.join(folder, name), answer['file'], run)
            if wrong:
                failed += 1
                print('%s %s:' % (name, ' '.join(answer['features'])))
                for text in wrong:
                    print('   ', text)
            else:
                passed += 1
    return passed, failed


def check_reference(model, folder):
    """Runs the examples of the pages on selective restoring, each just as it is printed."""
    import restore_oracle
    passed = failed = 0
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding='utf-8') as file:
            text = file.read()
        for number, program in enumerate(re.findall(r'```python\n(.*?)```', text, re.DOTALL)):
            if 'tf.train.Checkpoint(' not in program or 'import tensorflow' not in program:
                continue
            with tempfile.TemporaryDirectory() as place:
                wrong = run_both(model, restore_oracle, place, None, program, {})
            failed += 1 if wrong else 0
            passed += 0 if wrong else 1
            for each in wrong:
                print('%s, example %d: %s' % (name, number + 1, each))
    return passed, failed


def check_random(model, seed, count, verbose):
    """Runs random programs with both; the first of them are the same for the same seed."""
    import restore_flows
    import restore_oracle
    passed = failed = 0
    outcomes = {}
    for number in range(count):
        own = '%d-%d' % (seed, number)
        saving, restoring = restore_flows.make(own)
        with tempfile.TemporaryDirectory() as folder:
            wrong = run_both(model, restore_oracle, folder, saving, restoring, outcomes)
        if wrong is None:
            continue
        if wrong:
            failed += 1
            print('random program %s:' % own)
            for text in wrong:
                print('   ', text)
            if verbose:
                print(saving or '')
                print('-' * 80)
                print(restoring)
        else:
            passed += 1
    print('outcomes: %s' % ', '.join(
        '%d %s' % (outcomes[name], name) for name in sorted(outcomes)))
    return passed, failed


def run_both(model, oracle, folder, saving, restoring, outcomes):
    """What is wrong with one random program; None where the saving one does not run."""
    files = []
    if saving is not None:
        write(folder, 'prog_save.py', saving)
        saved = oracle.run(folder, 'prog_save.py', record=False)
        if saved['ends'] is not None:
            outcomes['not saved'] = outcomes.get('not saved', 0) + 1
            files = None
    write(folder, 'prog_restore.py', restoring)
    copy = os.path.join(folder, 'copy')
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns('copy'))
    run = oracle.run(folder, 'prog_restore.py')
    if run['ends'] in ('Crash', 'Died'):
        return ['TensorFlow: %s' % run['text'][-800:]]
    for each in run['restores']:
        outcomes[each['outcome']] = outcomes.get(each['outcome'], 0) + 1
    wrong = check_run(model, copy, 'prog_restore.py', run)
    if wrong and run['text']:
        wrong.append('TensorFlow: ' + run['text'][-400:])
    return wrong


def write(folder, name, text):
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=250)
    parser.add_argument('--verbose', action='store_true')
    parser.add_argument('--random-only', action='store_true')
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    shared = os.environ.get('CKPTMAP_SHARED')
    if not shared:
        sys.exit('check_restores: found no CKPTMAP_SHARED in the environment; it names the folder '
                 'of the collection')
    model = Model()
    passed = failed = 0
    if not options.random_only:
        passed, failed = check_collection(
            model, os.path.join(shared, 'conformance', 'restore'), options.names)
        print('%d programs of the collection agree, %d do not' % (passed, failed))
        if not options.names:
            more, worse = check_reference(model, os.path.join(shared, 'reference'))
            print('%d examples of the reference agree, %d do not' % (more, worse))
            passed += more
            failed += worse
    if not options.names:
        print('seed %d' % options.seed)
        more, worse = check_random(model, options.seed, options.count, options.verbose)
        passed += more
        failed += worse
    model.close()
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
